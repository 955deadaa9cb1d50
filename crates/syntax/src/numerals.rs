//! Chinese and Roman numerals.

/// The value of a Chinese numeral up to 999, or of one written digit by digit.
pub fn chinese_number(chars: &[char]) -> Option<u32> {
    if chars.is_empty() || chars.len() > 6 {
        return None;
    }
    let mut total = 0u32;
    let mut digit: Option<u32> = None;
    for &c in chars {
        match c {
            '十' => total += 10 * digit.take().unwrap_or(1),
            '百' => total += 100 * digit.take()?,
            '廿' => total += 20,
            _ => {
                let value = chinese_digit(c)?;
                if let Some(earlier) = digit.filter(|d| *d > 0) {
                    // 二五 for 25 is read digit by digit.
                    total = (total + earlier).checked_mul(10)?;
                }
                digit = Some(value);
            }
        }
    }
    total.checked_add(digit.unwrap_or(0))
}

/// The value of one Chinese digit.
pub fn chinese_digit(c: char) -> Option<u32> {
    "〇一二三四五六七八九".chars().position(|d| d == c).and_then(|p| u32::try_from(p).ok()).or(match c {
        '零' | '○' => Some(0),
        '两' => Some(2),
        _ => None,
    })
}

/// Whether `c` can stand in a Chinese numeral.
pub(crate) fn is_chinese_numeral(c: char) -> bool {
    matches!(c, '十' | '百' | '廿') || chinese_digit(c).is_some_and(|_| c != '○')
}

/// The value of a Roman number below 100, all in one case.
pub(crate) fn roman_number(chars: &[char]) -> Option<u32> {
    let one_case = chars.iter().all(char::is_ascii_uppercase) || chars.iter().all(char::is_ascii_lowercase);
    if chars.is_empty() || chars.len() > 7 || !one_case {
        return None;
    }
    let digit = |c: &char| match c.to_ascii_lowercase() {
        'i' => Some(1u32),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        _ => None,
    };
    let values: Vec<u32> = chars.iter().map(digit).collect::<Option<_>>()?;
    let mut total = 0;
    for (i, value) in values.iter().enumerate() {
        match values.get(i + 1) {
            Some(next) if next > value => total -= i64::from(*value),
            _ => total += i64::from(*value),
        }
    }
    let total = u32::try_from(total).ok().filter(|t| *t > 0 && *t < 100)?;
    // "ill" and "vix" are words: only the usual spelling counts.
    let spelled: String = chars.iter().collect::<String>().to_lowercase();
    (roman_spelling(total) == spelled).then_some(total)
}

fn roman_spelling(mut value: u32) -> String {
    let mut out = String::new();
    for (size, sign) in [(90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")] {
        while value >= size {
            out.push_str(sign);
            value -= size;
        }
    }
    out
}
