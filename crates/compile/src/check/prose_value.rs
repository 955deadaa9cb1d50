//! Figures in prose that cannot be: one indicator with two percentages, and a rate that no whole numerator gives over
//! the printed denominator.

use super::context::Context;
use super::sentence::{Sentence, preamble, sentences};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::document::SectionKind;
use kaocheng_syntax::exact::{Exact, is_whole, parse, show, show_percent, whole};
use kaocheng_syntax::span::Span;
use num_traits::Signed;

/// A percentage in a sentence with the words it belongs to.
struct Percentage {
    label: String,
    /// 0.915 for 91.5%.
    value: Exact,
    /// Decimal places of the printed percentage.
    places: usize,
    span: Span,
}

pub(super) fn check(context: &Context) -> Vec<Diagnostic> {
    let mut told = preamble(context);
    for section in context.document.walk() {
        // Items compare figures with several thresholds; only what is told as fact can contradict itself.
        if section.kind == SectionKind::Prose || section.reading.clauses.is_empty() {
            told.extend(sentences(context, section));
        }
    }
    let mut found = Vec::new();
    let mut seen: Vec<Percentage> = Vec::new();
    for sentence in told {
        let percentages = percentages(&sentence);
        found.extend(percentages.iter().filter_map(|p| impossible(&sentence, p)));
        for percentage in percentages {
            found.extend(conflict(&seen, &percentage));
            seen.push(percentage);
        }
    }
    found
}

fn conflict(seen: &[Percentage], new: &Percentage) -> Option<Diagnostic> {
    let other = seen.iter().find(|p| p.label == new.label && !new.label.is_empty() && p.value != new.value)?;
    let found = Diagnostic::warning("conflicting-percentages", new.span)
        .with("figure", new.label.clone())
        .with("first", show_percent(&other.value))
        .with("second", show_percent(&new.value));
    Some(found)
}

/// Every count in the sentence is tried as the denominator; the rate is impossible only if it fits none.
fn impossible(sentence: &Sentence, percentage: &Percentage) -> Option<Diagnostic> {
    let before = sentence.text.get(..percentage.span.start - sentence.span.start)?;
    let counts: Vec<Exact> = counts(before);
    let denominator = counts.last()?;
    if percentage.value > whole(1) || counts.iter().any(|n| fits(percentage, n)) {
        return None;
    }
    let found = Diagnostic::warning("impossible-percentage", percentage.span)
        .with("figure", percentage.label.clone())
        .with("rate", show_percent(&percentage.value))
        .with("denominator", show(denominator))
        .with("numerator", show(&(&percentage.value * denominator)));
    Some(found)
}

/// Whether some whole number of `n` gives the printed percentage, rounded or cut off at its printed places.
fn fits(percentage: &Percentage, n: &Exact) -> bool {
    let scale = Exact::from_integer(num_bigint::BigInt::from(10).pow(u32::try_from(percentage.places).unwrap_or(0)));
    let printed = &percentage.value * whole(100) * &scale;
    let near = (&percentage.value * n).floor();
    (-1..=1).map(|step| &near + whole(step)).filter(|k| !k.is_negative() && k <= n).any(|k| {
        let exact = k / n * whole(100) * &scale;
        exact.floor() == printed || (exact + Exact::new(1.into(), 2.into())).floor() == printed
    })
}

/// The percentages of a sentence in text order.
fn percentages(sentence: &Sentence) -> Vec<Percentage> {
    let text = sentence.text;
    let mut found = Vec::new();
    for (at, sign) in text.char_indices().filter(|(_, c)| matches!(c, '%' | '％')) {
        let digits = trailing_number(&text[..at]);
        let Some(value) = parse(digits) else { continue };
        let places = digits.split_once('.').map_or(0, |(_, d)| d.len());
        let start = at - digits.len();
        let span = Span::new(sentence.span.start + start, sentence.span.start + at + sign.len_utf8());
        found.push(Percentage { label: label_before(&text[..start]), value: value / whole(100), places, span });
    }
    found
}

fn trailing_number(text: &str) -> &str {
    let digits = text.char_indices().rev().take_while(|(_, c)| c.is_ascii_digit() || *c == '.').last();
    digits.map_or("", |(start, _)| &text[start..])
}

/// The words before a percentage up to the mark before them, without the verb: 协议签订率达到 → 协议签订率. Empty when they
/// do not name a rate.
fn label_before(text: &str) -> String {
    let verbs =
        ["分别达到", "均达到", "达到", "稳定在", "保持在", "为", "达", "是", "在", "reached", "was", "is", "of"];
    let mut words = text.trim_end();
    while let Some(shorter) = verbs.iter().find_map(|v| words.strip_suffix(v)) {
        words = shorter.trim_end();
    }
    let mark = |c: char| "，,、：:（）()；;0123456789%％".contains(c);
    let start = words.rfind(mark).map_or(0, |i| i + words[i..].chars().next().map_or(0, char::len_utf8));
    let label = words[start..].trim();
    let names_rate = ["率", "比例", "占比", "覆盖面", "比重"].iter().any(|w| label.ends_with(w))
        || [" rate", " share", " coverage"].iter().any(|w| label.to_lowercase().ends_with(w));
    if names_rate { label.to_owned() } else { String::new() }
}

/// Whole numbers with a unit: 20个村, 20 clinics. Numbers of dates, years and percentages are no denominators.
fn counts(text: &str) -> Vec<Exact> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let tail = &rest[start..];
        let length = tail.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(tail.len());
        // A mark that ends the number ends the words about it too.
        let number = tail[..length].trim_end_matches(['.', ',']);
        let after = tail[number.len()..].trim_start();
        let unit = after.starts_with(|c: char| c.is_alphabetic()) && !after.starts_with(['年', '月', '日', '号', '时']);
        found.extend(parse(number).filter(|v| unit && is_whole(v) && v.is_positive()));
        rest = &tail[length..];
    }
    found
}
