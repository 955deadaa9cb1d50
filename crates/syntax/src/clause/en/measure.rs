//! A number with its currency, percent sign, scale and unit.

use super::lexicon::{self, among};
use super::source::Source;
use crate::exact::{self, Exact};

/// A number as written, with its unit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Measure {
    /// Its value; a percentage is not yet divided.
    pub(super) value: Exact,
    /// It has a percent sign.
    pub(super) percent: bool,
    /// `percentage points`.
    pub(super) percentage_points: bool,
    /// Its unit of measure, in the text's own words.
    pub(super) unit: Option<String>,
    /// `million` and the like behind it, already multiplied in.
    pub(super) scale: Option<i64>,
    /// The token after it.
    pub(super) end: usize,
}

/// Reads a number with its currency, percent sign, scale and unit at `i`.
pub(super) fn measure(source: &Source, i: usize, end: usize) -> Option<Measure> {
    if let Some(share) = share(source, i, end) {
        return Some(share);
    }
    if let Some(limit) = compound_limit(source, i, end) {
        return Some(limit);
    }
    let mut at = i;
    let mut unit = None;
    let mut negative = false;
    if at < end
        && source.is(at, "-")
        && !source.spaced(at + 1)
        && (source.spaced(at) || at == i)
        && source.number(at + 1).is_some()
    {
        negative = true;
        at += 1;
    }
    let currency = &[
        "$", "€", "£", "¥", "usd", "eur", "gbp", "rs", "inr", "us", "kes", "php", "ngn", "rmb", "zar", "r", "aud",
        "cad", "rs.", "₹", "ksh", "kshs", "ugx", "shs", "npr", "birr", "etb", "tzs", "ghs", "hk$", "s$", "us$", "tk",
        "bdt", "pkr", "lkr",
    ];
    while at < end
        && among(currency, source.word(at))
        && (source.number(at + 1).is_some() || among(currency, source.word(at + 1)))
    {
        unit = Some(source.raw(&(at..at + 1)));
        at += 1;
    }
    let mut value = source.number(at)?.clone();
    if at >= end {
        return None;
    }
    at += 1;
    if negative {
        value = -value;
    }
    // `five (5)` is one number said twice.
    if source.is(at, "(") && source.is(at + 2, ")") && at + 2 < end && source.number(at + 1) == Some(&value) {
        at += 3;
    }
    let factor = if at < end { scale(source.word(at)) } else { None };
    let after = at + usize::from(factor.is_some());
    let scaled = factor.map_or(value.clone(), |f| value * exact::whole(f));
    let mut read = Measure { value: scaled, percent: false, percentage_points: false, unit, scale: factor, end: after };
    if source.is(after, "%") && after < end {
        read.percent = true;
        read.end = after + 1;
        if source.is(read.end, "(") && source.is(read.end + 2, "%") {
            // `ten percent (10%)`
            if source.number(read.end + 1) == Some(&read.value) && source.is(read.end + 3, ")") {
                read.end += 4;
            }
        }
        return Some(read);
    }
    if let Some(next) = source.longest(after, end, &["percentage points", "percentage point"]) {
        return Some(Measure { percent: true, percentage_points: true, end: next, ..read });
    }
    if let Some(next) = unit_at(source, after, end) {
        read.unit = Some(source.raw(&(after..next)));
        read.end = next;
    }
    Some(read)
}

/// What a word of scale multiplies by.
fn scale(word: &str) -> Option<i64> {
    Some(match word {
        "million" | "mn" | "millions" => 1_000_000,
        "thousand" | "k" => 1_000,
        "billion" | "bn" => 1_000_000_000,
        "lakh" | "lakhs" | "lac" | "lacs" => 100_000,
        "crore" | "crores" | "cr" => 10_000_000,
        "hundred" => 100,
        _ => return None,
    })
}

/// `half`, `two thirds of`, `three quarters of the staff`: a share in words.
fn share(source: &Source, i: usize, end: usize) -> Option<Measure> {
    #[rustfmt::skip]
    let words: &[(&str, i64, i64)] = &[
        ("half", 1, 2), ("one half", 1, 2), ("a half", 1, 2), ("a third", 1, 3), ("one third", 1, 3),
        ("a quarter", 1, 4), ("one quarter", 1, 4), ("two thirds", 2, 3), ("three quarters", 3, 4),
        ("three fourths", 3, 4), ("one-third", 1, 3), ("two-thirds", 2, 3), ("three-quarters", 3, 4),
        ("one-half", 1, 2), ("one-quarter", 1, 4), ("three-fourths", 3, 4), ("one-fourth", 1, 4), ("one-fifth", 1, 5),
    ];
    let (next, n, d) = words
        .iter()
        .filter_map(|(w, n, d)| source.phrase(i, end, w).map(|next| (next, *n, *d)))
        .max_by_key(|found| found.0)?;
    let shared =
        next >= end || source.is(next, "of") || matches!(source.word(next), "," | ";" | ":" | "." | "or" | "but");
    // `half of the points` is an amount.
    let points = (next..end.min(next + 4)).any(|j| among(lexicon::POINTS, source.word(j)));
    (shared && !points).then(|| Measure {
        value: crate::exact::ratio(n, d) * exact::whole(100),
        percent: true,
        percentage_points: false,
        unit: None,
        scale: None,
        end: next,
    })
}

/// `10-minute` before `limit`: a number and its unit in one word.
fn compound_limit(source: &Source, i: usize, end: usize) -> Option<Measure> {
    let (digits, unit) = source.word(i).split_once('-')?;
    let value = crate::exact::parse(digits)?;
    let limits = &[
        "limit",
        "mark",
        "maximum",
        "minimum",
        "allowance",
        "time",
        "deadline",
        "threshold",
        "window",
        "target",
        "word",
        "weight",
        "speech",
    ];
    let fits = i + 1 < end && lexicon::UNITS.contains(&unit) && among(limits, source.word(i + 1));
    fits.then(|| Measure {
        value,
        percent: false,
        percentage_points: false,
        unit: Some(unit.to_owned()),
        scale: None,
        end: i + 1,
    })
}

/// A unit of measure at `i`, with its adjectives: `working days`; the token after it.
pub(super) fn unit_at(source: &Source, i: usize, end: usize) -> Option<usize> {
    let mut at = i;
    while source.any(at, end, lexicon::UNIT_ADJECTIVES) && at < i + 2 {
        at += 1;
    }
    if source.any(at, end, lexicon::UNITS) {
        // km / h
        if source.is(at, "km") && source.is(at + 1, "/") && source.is(at + 2, "h") {
            return Some(at + 3);
        }
        return Some(at + 1);
    }
    let apostrophe = source.word(at).strip_suffix('\'').is_some_and(|w| lexicon::UNITS.contains(&w));
    (at < end && apostrophe).then_some(at + 1)
}
