//! Words typed by people → values of an input.

use crate::table::Value;
use kaocheng_compile::plan::{Input, Reason};
use kaocheng_syntax::clause::InputKind;
use kaocheng_syntax::exact::{self, Exact, is_whole, whole};
use num_traits::{One, Signed, Zero};

/// Why a text is not a value of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueError {
    /// Not yes or no.
    NotYesNo,
    /// Not a number.
    NotNumber,
    /// Not a whole number of 0 or more.
    NotWhole,
    /// A rate without its percent sign.
    NoPercentSign,
    /// A percent sign on something that is not a rate.
    UnexpectedPercentSign,
    /// None of the words of a choice; these are they.
    NotAWord(Vec<String>),
    /// Below the least or above the most allowed.
    OutOfBounds(Option<Exact>, Option<Exact>),
}

/// Reads what a person typed for an input. Full-width digits and signs count as their plain forms; `-` and nothing are
/// missing; `不适用` and `n/a` are not applicable; `免报` is excused, `拒报` refused.
pub fn parse(input: &Input, text: &str) -> Result<Value, ValueError> {
    let text = plain(text);
    if let Some(reason) = absence(&text) {
        return Ok(Value::Missing(reason));
    }
    match &input.kind {
        InputKind::YesNo => yes_no(&text).map(Value::Truth).ok_or(ValueError::NotYesNo),
        InputKind::Choice(words) => choice(words, &text),
        InputKind::Judged => judged(input, &text),
        InputKind::Rate => rate(input, &text),
        InputKind::Count | InputKind::Rank => {
            let value = number(without_unit(input, &text))?;
            let least = if input.kind == InputKind::Rank { whole(1) } else { Exact::zero() };
            if !is_whole(&value) || value < least {
                return Err(ValueError::NotWhole);
            }
            within(input, value)
        }
        InputKind::Amount => within(input, number(without_unit(input, &text))?),
    }
}

/// Full-width ASCII to plain, blanks trimmed.
fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '−' | '—' | '–' => '-',
        '﹪' => '%',
        other => other,
    };
    text.chars().map(narrow).collect::<String>().trim().to_owned()
}

fn absence(text: &str) -> Option<Reason> {
    match text.to_ascii_lowercase().as_str() {
        "" | "-" | "--" | "缺" | "未报" | "not reported" => Some(Reason::NotReported),
        "不适用" | "不涉及" | "n/a" | "na" | "not applicable" => Some(Reason::NotApplicable),
        "免报" | "excused" => Some(Reason::Excused),
        "拒报" | "refused" => Some(Reason::Refused),
        _ => None,
    }
}

fn yes_no(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "y" | "true" | "是" | "有" | "√" | "✓" | "1" => Some(true),
        "no" | "n" | "false" | "否" | "无" | "没有" | "×" | "✗" | "0" => Some(false),
        _ => None,
    }
}

/// `3名` for an input counted in 名 is 3.
fn without_unit<'t>(input: &Input, text: &'t str) -> &'t str {
    let bare = input.unit.as_deref().filter(|unit| !unit.is_empty()).and_then(|unit| text.strip_suffix(unit));
    bare.map_or(text, str::trim_end)
}

/// One word of a choice, or several joined by `+` or `、`; 无 and `none` are none of them.
fn choice(words: &[String], text: &str) -> Result<Value, ValueError> {
    let find = |part: &str| words.iter().position(|w| w.eq_ignore_ascii_case(part.trim()));
    if let Some(ix) = find(text) {
        return Ok(Value::Choice(vec![ix]));
    }
    if matches!(text.to_ascii_lowercase().as_str(), "无" | "没有" | "否" | "none" | "no" | "0") {
        return Ok(Value::Choice(Vec::new()));
    }
    let mut found: Vec<usize> = Vec::new();
    for part in text.split(['+', '、']) {
        found.push(find(part).ok_or_else(|| ValueError::NotAWord(words.to_vec()))?);
    }
    found.sort_unstable();
    found.dedup();
    Ok(Value::Choice(found))
}

/// Points given by an assessor; yes and no are all and none of a bounded item.
fn judged(input: &Input, text: &str) -> Result<Value, ValueError> {
    match (yes_no(text), number(text)) {
        (_, Ok(value)) => within(input, value),
        (Some(false), _) => Ok(Value::Number(Exact::zero())),
        (Some(true), _) => input.bounds.1.clone().map(Value::Number).ok_or(ValueError::NotNumber),
        (None, Err(error)) => Err(error),
    }
}

fn rate(input: &Input, text: &str) -> Result<Value, ValueError> {
    let Some(percent) = text.strip_suffix('%') else {
        let value = number(text)?;
        // 0, 1 and 18/26 leave no doubt; any other bare number might be meant in hundredths or not.
        return if value.is_zero() || value.is_one() || text.contains('/') {
            within(input, value)
        } else {
            Err(ValueError::NoPercentSign)
        };
    };
    within(input, number(percent.trim_end())? / whole(100))
}

fn number(text: &str) -> Result<Exact, ValueError> {
    if let Some(value) = exact::parse(text) {
        return Ok(value);
    }
    if let Some((n, d)) = text.split_once('/')
        && let (Some(n), Some(d)) = (exact::parse(n.trim()), exact::parse(d.trim()))
        && !d.is_zero()
    {
        return Ok(n / d);
    }
    Err(if text.ends_with('%') { ValueError::UnexpectedPercentSign } else { ValueError::NotNumber })
}

fn within(input: &Input, value: Exact) -> Result<Value, ValueError> {
    let (least, most) = &input.bounds;
    let low = least.as_ref().is_some_and(|l| value < *l);
    let high = most.as_ref().is_some_and(|m| value > *m);
    let negative = input.kind == InputKind::Judged && value.is_negative();
    if low || high || negative {
        return Err(ValueError::OutOfBounds(least.clone(), most.clone()));
    }
    Ok(Value::Number(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kaocheng_syntax::clause::Feed;
    use kaocheng_syntax::exact::ratio;
    use kaocheng_syntax::span::Span;

    fn input(kind: InputKind, unit: Option<&str>) -> Input {
        Input {
            id: "x".into(),
            label: "x".into(),
            kind,
            unit: unit.map(str::to_owned),
            item: 0,
            provider: None,
            source: None,
            bounds: (None, None),
            data_date: None,
            level: None,
            feed: Feed::Supplied,
            span: Span::default(),
        }
    }

    #[test]
    fn a_number_may_carry_its_own_unit_and_no_other() {
        let staff = input(InputKind::Count, Some("名"));
        assert_eq!(parse(&staff, "３ 名"), Ok(Value::Number(whole(3))));
        assert_eq!(parse(&staff, "3人"), Err(ValueError::NotNumber));
        let money = input(InputKind::Amount, Some("元"));
        assert_eq!(parse(&money, "3.62万元"), Err(ValueError::NotNumber), "another unit is another number");
    }

    #[test]
    fn a_rate_needs_its_sign_unless_it_leaves_no_doubt() {
        let rate = input(InputKind::Rate, None);
        assert_eq!(parse(&rate, "45.25％"), Ok(Value::Number(ratio(4525, 10000))));
        assert_eq!(parse(&rate, "18/26"), Ok(Value::Number(ratio(18, 26))));
        assert_eq!(parse(&rate, "1"), Ok(Value::Number(whole(1))));
        assert_eq!(parse(&rate, "45.25"), Err(ValueError::NoPercentSign));
        assert_eq!(parse(&rate, "0.4525"), Err(ValueError::NoPercentSign));
    }
}
