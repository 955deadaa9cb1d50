//! Numbers and values as people read them: thousands apart, exact.

use crate::table::Value;
use kaocheng_compile::plan::{Plan, Reason};
use kaocheng_syntax::clause::{InputKind, Language};
use kaocheng_syntax::exact::{Exact, finite_decimal, round_half_up, show, show_percent};
use num_traits::Zero;

/// A number with its thousands apart; one without a finite decimal as a fraction with its value to four places:
/// `120/13 ≈ 9.2308`.
pub fn show_number(value: &Exact) -> String {
    match finite_decimal(value) {
        Some(text) => grouped(&text),
        None => format!("{}/{} ≈ {}", value.numer(), value.denom(), grouped(&show(&near(value)))),
    }
}

/// A value to four places, or to as many as its first two digits need.
fn near(value: &Exact) -> Exact {
    let places = (4..20).find(|p| !round_half_up(value, *p).is_zero()).unwrap_or(4);
    round_half_up(value, if places > 4 { places + 1 } else { 4 })
}

fn grouped(text: &str) -> String {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let (integer, fraction) = match digits.split_once('.') {
        Some((i, f)) => (i, format!(".{f}")),
        None => (digits, String::new()),
    };
    let mut out = String::new();
    for (ix, digit) in integer.chars().enumerate() {
        if ix > 0 && (integer.len() - ix) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    format!("{sign}{out}{fraction}")
}

/// A percentage; one without a finite decimal to two places with `≈`.
pub(super) fn show_rate(value: &Exact) -> String {
    if finite_decimal(value).is_some() {
        return show_percent(value);
    }
    format!("≈ {}", show_percent(&round_half_up(value, 4)))
}

/// A value in words.
pub fn show_value(value: &Value, kind: Option<&InputKind>, language: Language) -> String {
    let zh = language == Language::Chinese;
    match value {
        Value::Number(v) if kind == Some(&InputKind::Rate) => show_rate(v),
        Value::Number(v) => show_number(v),
        Value::Truth(v) => match (v, zh) {
            (true, true) => "是",
            (false, true) => "否",
            (true, false) => "yes",
            (false, false) => "no",
        }
        .to_owned(),
        Value::Word(w) => w.clone(),
        Value::Choice(chosen) => {
            let none = if zh { "无" } else { "none" };
            match kind {
                Some(InputKind::Choice(words)) if !chosen.is_empty() => {
                    chosen.iter().filter_map(|ix| words.get(*ix)).cloned().collect::<Vec<_>>().join("、")
                }
                _ => none.to_owned(),
            }
        }
        Value::Missing(reason) => show_reason(*reason, language).to_owned(),
    }
}

/// A reason in words.
pub(super) fn show_reason(reason: Reason, language: Language) -> &'static str {
    let zh = language == Language::Chinese;
    match (reason, zh) {
        (Reason::NotReported, true) => "未报",
        (Reason::NotReported, false) => "not reported",
        (Reason::Refused, true) => "拒报",
        (Reason::Refused, false) => "refused",
        (Reason::NotApplicable, true) => "不适用",
        (Reason::NotApplicable, false) => "not applicable",
        (Reason::Excused, true) => "免报",
        (Reason::Excused, false) => "excused",
    }
}

/// A value of an input with its unit.
pub(super) fn show_input(plan: &Plan, input: usize, value: &Value, language: Language) -> String {
    let row = &plan.inputs[input];
    let text = show_value(value, Some(&row.kind), language);
    match (&row.unit, value) {
        (Some(unit), Value::Number(_)) => format!("{text} {unit}"),
        _ => text,
    }
}
