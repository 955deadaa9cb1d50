//! Periods of a calendar: quarters, months, halves and whole years, as people write them.

use jiff::civil::Date;
use std::fmt;

/// A period, with its year where one is written. Periods sort by time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The year.
    pub year: Option<i16>,
    /// Which part of it.
    pub part: Part,
}

/// A part of a year; parts count from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// All of it.
    Year,
    /// A half.
    Half(u8),
    /// A quarter.
    Quarter(u8),
    /// A month.
    Month(u8),
    /// Something else, as written.
    Other(String),
}

impl Period {
    /// Reads `2026年第一季度`, `一季度`, `2026-Q1`, `Q1 2026`, `2026-03`, `3月`, `上半年`, `2026`. What is none of these stands
    /// for itself: a period is only ever compared with itself.
    pub fn read(text: &str) -> Period {
        let plain: String = text.chars().map(narrow).collect::<String>().to_lowercase();
        let (year, rest) = year_of(plain.trim());
        let rest: String = rest.chars().filter(|c| !c.is_whitespace()).collect();
        let rest = rest.trim_start_matches(['-', '/', '.', '_', '年', '度']);
        let other = || Part::Other(text.trim().to_owned());
        let part = if rest.is_empty() && year.is_some() { Part::Year } else { part_of(rest).unwrap_or_else(other) };
        // What is not understood is kept whole, with its digits.
        let year = if matches!(part, Part::Other(_)) { None } else { year };
        Period { year, part }
    }

    /// Its last day, when its year is known.
    pub fn last_day(&self) -> Option<Date> {
        let month = match self.part {
            Part::Year => 12,
            Part::Half(n) => n.checked_mul(6)?,
            Part::Quarter(n) => n.checked_mul(3)?,
            Part::Month(n) => n,
            Part::Other(_) => return None,
        };
        Date::new(self.year?, i8::try_from(month).ok()?, 1).ok().map(Date::last_of_month)
    }

    /// All parts of a year when there are so many of them; `None` for a number that is no rhythm of a year.
    pub fn rhythm(year: Option<i16>, times: u32) -> Option<Vec<Period>> {
        let parts: Vec<Part> = match times {
            1 => vec![Part::Year],
            2 => (1..=2).map(Part::Half).collect(),
            4 => (1..=4).map(Part::Quarter).collect(),
            12 => (1..=12).map(Part::Month).collect(),
            _ => return None,
        };
        Some(parts.into_iter().map(|part| Period { year, part }).collect())
    }
}

/// The same in every language: `2026-Q1`, `2026-03`, `2026-H1`, `2026`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = match &self.part {
            Part::Year => String::new(),
            Part::Half(n) => format!("H{n}"),
            Part::Quarter(n) => format!("Q{n}"),
            Part::Month(n) if self.year.is_some() => format!("{n:02}"),
            Part::Month(n) => format!("M{n}"),
            Part::Other(text) => text.clone(),
        };
        match (self.year, part.as_str()) {
            (Some(year), "") => write!(f, "{year}"),
            (Some(year), part) => write!(f, "{year}-{part}"),
            (None, part) => f.write_str(part),
        }
    }
}

fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    }
}

/// Four digits at the start, or apart at the end, that can be a year; and the rest.
fn year_of(text: &str) -> (Option<i16>, &str) {
    let as_year = |digits: &str| {
        let all_digits = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
        digits.parse::<i16>().ok().filter(|y| all_digits && (1900..=2200).contains(y))
    };
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    if let Some((head, rest)) = text.split_at_checked(4)
        && let Some(year) = as_year(head)
        && !digit(rest.chars().next())
    {
        return (Some(year), rest);
    }
    match text.rsplit_once(char::is_whitespace).map(|(rest, tail)| (rest, as_year(tail))) {
        Some((rest, Some(year))) => (Some(year), rest),
        _ => (None, text),
    }
}

fn part_of(text: &str) -> Option<Part> {
    match text {
        "上半年" | "h1" | "firsthalf" | "1sthalf" => return Some(Part::Half(1)),
        "下半年" | "h2" | "secondhalf" | "2ndhalf" => return Some(Part::Half(2)),
        "全年" | "annual" | "year" => return Some(Part::Year),
        _ => {}
    }
    let quarter = text.strip_suffix("季度").or(text.strip_suffix("季")).or(text.strip_suffix("quarter"));
    let quarter = quarter.or(text.strip_prefix("quarter")).or(text.strip_prefix('q'));
    if let Some(number) = quarter.and_then(number).filter(|n| (1..=4).contains(n)) {
        return Some(Part::Quarter(number));
    }
    let month = text.strip_suffix("月份").or(text.strip_suffix('月')).or(text.strip_prefix('m'));
    let month = month.or_else(|| Some(text).filter(|t| t.len() == 2 && t.bytes().all(|b| b.is_ascii_digit())));
    month.and_then(number).filter(|n| (1..=12).contains(n)).map(Part::Month)
}

/// 1 to 12 in digits, in Chinese, or as an English ordinal.
fn number(text: &str) -> Option<u8> {
    let text = text.trim_start_matches('第').trim_matches(['-', '/', '.']);
    const CHINESE: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    const ENGLISH: [(&str, u8); 8] =
        [("1st", 1), ("2nd", 2), ("3rd", 3), ("4th", 4), ("first", 1), ("second", 2), ("third", 3), ("fourth", 4)];
    let chinese = CHINESE.iter().position(|word| *word == text).and_then(|ix| u8::try_from(ix + 1).ok());
    let english = || ENGLISH.iter().find(|(word, _)| *word == text).map(|(_, n)| *n);
    let digits = || Some(text).filter(|t| t.len() <= 2 && t.bytes().all(|b| b.is_ascii_digit()))?.parse().ok();
    chinese.or_else(english).or_else(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_as_people_write_them() {
        for (text, shown) in [
            ("2026年第一季度", "2026-Q1"),
            ("２０２６年第１季度", "2026-Q1"),
            ("2026-Q1", "2026-Q1"),
            ("Q1 2026", "2026-Q1"),
            ("一季度", "Q1"),
            ("first quarter", "Q1"),
            ("Quarter 4", "Q4"),
            ("2026-03", "2026-03"),
            ("2026年3月", "2026-03"),
            ("十二月", "M12"),
            ("上半年", "H1"),
            ("2026年下半年", "2026-H2"),
            ("2026", "2026"),
            ("2026年度", "2026"),
            ("第五季度", "第五季度"),
            ("2026年13月", "2026年13月"),
            ("春季", "春季"),
            ("", ""),
        ] {
            assert_eq!(Period::read(text).to_string(), shown, "{text}");
        }
    }

    #[test]
    fn periods_end_on_their_last_day() {
        for (text, day) in [("2026-Q1", "2026-03-31"), ("2028-02", "2028-02-29"), ("2026", "2026-12-31")] {
            assert_eq!(Period::read(text).last_day().map(|d| d.to_string()).as_deref(), Some(day));
        }
        assert_eq!(Period::read("一季度").last_day(), None);
    }
}
