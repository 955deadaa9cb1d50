//! A range in a table's cell: 90%以上, 80%—90%, ≥60, below 50 %, [60,80).

use super::width;
use crate::clause::BandEdge;
use crate::exact::{self, Exact};

/// A range as a cell says it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Range {
    /// Lower edge.
    pub from: Option<BandEdge>,
    /// Upper edge.
    pub to: Option<BandEdge>,
    /// Written with percent signs; the edges are hundredths then.
    pub percent: bool,
    /// The unit beside the numbers, if any.
    pub unit: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Side {
    Lower(Option<bool>),
    Upper(Option<bool>),
}

/// Words before a number.
const BEFORE: [(&str, Side); 30] = [
    (">=", Side::Lower(Some(true))),
    ("≥", Side::Lower(Some(true))),
    ("不低于", Side::Lower(Some(true))),
    ("不少于", Side::Lower(Some(true))),
    ("不小于", Side::Lower(Some(true))),
    ("达到", Side::Lower(Some(true))),
    ("达", Side::Lower(Some(true))),
    ("at least", Side::Lower(Some(true))),
    ("from", Side::Lower(Some(true))),
    ("<=", Side::Upper(Some(true))),
    ("≤", Side::Upper(Some(true))),
    ("不超过", Side::Upper(Some(true))),
    ("不高于", Side::Upper(Some(true))),
    ("不大于", Side::Upper(Some(true))),
    ("at most", Side::Upper(Some(true))),
    ("up to", Side::Upper(Some(true))),
    ("no more than", Side::Upper(Some(true))),
    (">", Side::Lower(Some(false))),
    ("高于", Side::Lower(Some(false))),
    ("超过", Side::Lower(Some(false))),
    ("大于", Side::Lower(Some(false))),
    ("more than", Side::Lower(Some(false))),
    ("above", Side::Lower(Some(false))),
    ("over", Side::Lower(Some(false))),
    ("<", Side::Upper(Some(false))),
    ("低于", Side::Upper(Some(false))),
    ("不足", Side::Upper(Some(false))),
    ("不满", Side::Upper(Some(false))),
    ("小于", Side::Upper(Some(false))),
    ("少于", Side::Upper(Some(false))),
];

const BEFORE_LATIN_UPPER: [&str; 3] = ["less than", "below", "under"];

/// Words after a number.
const AFTER: [(&str, Side); 16] = [
    ("(含)以上", Side::Lower(Some(true))),
    ("(不含)以上", Side::Lower(Some(false))),
    ("及以上", Side::Lower(Some(true))),
    ("以上(含)", Side::Lower(Some(true))),
    ("以上", Side::Lower(None)),
    ("and above", Side::Lower(Some(true))),
    ("or above", Side::Lower(Some(true))),
    ("or more", Side::Lower(Some(true))),
    ("and over", Side::Lower(Some(true))),
    ("(含)以下", Side::Upper(Some(true))),
    ("(不含)以下", Side::Upper(Some(false))),
    ("及以下", Side::Upper(Some(true))),
    ("以下", Side::Upper(None)),
    ("以内", Side::Upper(None)),
    ("or less", Side::Upper(Some(true))),
    ("and below", Side::Upper(Some(true))),
];

/// One number with the words around it.
struct Figure {
    value: Exact,
    percent: bool,
    before: String,
    after: String,
}

/// Reads a cell as a range; `None` when it is anything else.
pub(crate) fn read(cell: &str) -> Option<Range> {
    let text = width::normalise(cell).replace(['－', '—', '–', '~', '～'], "-").to_lowercase();
    if text.chars().count() > 60 {
        return None;
    }
    if let Some(range) = interval(&text) {
        return Some(range);
    }
    let figures = figures(&text)?;
    let percent = figures.iter().any(|f| f.percent);
    let scale = |v: &Exact| if percent { v / exact::whole(100) } else { v.clone() };
    let edge = |f: &Figure, included| Some(BandEdge { value: scale(&f.value), included });
    match figures.as_slice() {
        [one] => {
            let (before, after) = (one.before.trim(), one.after.trim());
            let (side, unit) = match (before_side(before), after_side(after)) {
                (Some((side, "")), None) => (side, after),
                (None, Some((side, unit))) if before.is_empty() => (side, unit),
                (None, None) if before.is_empty() => {
                    let exact = edge(one, Some(true));
                    let unit = unit_word(after)?;
                    return Some(Range { from: exact.clone(), to: exact, percent, unit });
                }
                _ => return None,
            };
            let unit = unit_word(unit)?;
            Some(match side {
                Side::Lower(included) => Range { from: edge(one, included), to: None, percent, unit },
                Side::Upper(included) => Range { from: None, to: edge(one, included), percent, unit },
            })
        }
        [low, high] => two(low, high).and_then(|(from, to, unit)| {
            let unit = unit_word(&unit)?;
            Some(Range { from: edge(low, from), to: edge(high, to), percent, unit })
        }),
        _ => None,
    }
}

type Included = Option<bool>;

/// Two numbers: joined by a dash, or each with its own word.
fn two(low: &Figure, high: &Figure) -> Option<(Included, Included, String)> {
    if low.value > high.value {
        return None;
    }
    let between = low.after.trim().trim_start_matches("(含)").trim();
    let low_included = low.after.trim().starts_with("(含)").then_some(true);
    let high_after = high.after.trim();
    let (high_included, unit) = match high_after {
        a if a.starts_with("(不含)") => (Some(false), a.trim_start_matches("(不含)")),
        a if a.starts_with("(含)") => (Some(true), a.trim_start_matches("(含)")),
        a => (None, a),
    };
    let plain = between.trim_end_matches(['-', '至', '到']).trim_end_matches("to").trim();
    let joined = between.ends_with(['-', '至', '到']) || between.ends_with("to");
    let low_before = before_side(low.before.trim());
    if joined
        && unit_word(plain).is_some()
        && (low.before.trim().is_empty() || matches!(low_before, Some((Side::Lower(_), ""))))
    {
        return Some((low_included, high_included, unit.to_owned()));
    }
    // 80%≤完成率<90%
    if let Some(rest) =
        between.strip_prefix('≤').or_else(|| between.strip_prefix("<=")).or_else(|| between.strip_prefix('<'))
    {
        let included = !between.starts_with('<') || between.starts_with("<=");
        let last = if rest.ends_with('≤') || rest.ends_with("<=") {
            Some(true)
        } else {
            rest.ends_with('<').then_some(false)
        };
        return Some((Some(included), Some(last?), unit.to_owned()));
    }
    // 60%以上不满80%, ≥60%且<80%
    let (lower, rest) = match (low_before, after_side(between)) {
        (Some((Side::Lower(included), "")), None) => (included, between),
        (None, Some((Side::Lower(included), rest))) => (included, rest),
        _ => return None,
    };
    let rest = rest.trim_start_matches([',', '、', '且', '，', ' ']).trim_start_matches("and").trim();
    let upper = match (before_side(rest), after_side(high_after)) {
        (Some((Side::Upper(included), "")), None) => included,
        (None, Some((Side::Upper(included), ""))) if rest.is_empty() => included,
        _ => return None,
    };
    let unit = if after_side(high_after).is_some() { "" } else { unit };
    Some((lower, upper, unit.to_owned()))
}

/// `[60,80)`.
fn interval(text: &str) -> Option<Range> {
    let inner = text.strip_prefix(['[', '('])?;
    let inner = inner.strip_suffix([']', ')'])?;
    let (low, high) = inner.split_once(',')?;
    let percent = inner.contains('%');
    let value = |t: &str| {
        let value = exact::parse(t.trim().trim_end_matches('%'))?;
        Some(if percent { value / exact::whole(100) } else { value })
    };
    let from = BandEdge { value: value(low)?, included: Some(text.starts_with('[')) };
    let to = BandEdge { value: value(high)?, included: Some(text.ends_with(']')) };
    (from.value <= to.value).then_some(Range { from: Some(from), to: Some(to), percent, unit: None })
}

fn before_side(words: &str) -> Option<(Side, &str)> {
    let longest = BEFORE.iter().filter(|(w, _)| words.ends_with(w)).max_by_key(|(w, _)| w.len());
    if let Some((word, side)) = longest {
        return Some((*side, words.strip_suffix(word)?.trim()));
    }
    let word = BEFORE_LATIN_UPPER.iter().find(|w| words.ends_with(**w))?;
    Some((Side::Upper(Some(false)), words.strip_suffix(word)?.trim()))
}

/// The side that words after a number name, and what is left of them: the unit, or the words before the next number.
fn after_side(words: &str) -> Option<(Side, &str)> {
    let (at, word, side) = AFTER
        .iter()
        .filter_map(|(word, side)| words.find(word).map(|at| (at, *word, *side)))
        .min_by_key(|(at, word, _)| (*at, usize::MAX - word.len()))?;
    let before = words.get(..at)?.trim();
    let after = words.get(at + word.len()..)?.trim();
    Some((side, if after.is_empty() { before } else { after }))
}

/// A short word beside a number is its unit; anything longer is a sentence.
fn unit_word(words: &str) -> Option<Option<String>> {
    let words = words.trim().trim_matches(['%', '。', '.', ';']);
    if words.is_empty() {
        return Some(None);
    }
    let short = words.chars().count() <= 6 && words.chars().all(char::is_alphabetic);
    short.then(|| Some(words.to_owned()))
}

fn figures(text: &str) -> Option<Vec<Figure>> {
    let mut found: Vec<Figure> = Vec::new();
    let mut words = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_digit() {
            let length = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
            let number = rest.get(..length)?.trim_end_matches('.');
            rest = rest.get(length..)?;
            let percent = rest.trim_start().starts_with('%');
            if percent {
                rest = rest.trim_start().get(1..)?;
            }
            if let Some(last) = found.last_mut() {
                last.after = words.clone();
            }
            let before = std::mem::take(&mut words);
            found.push(Figure { value: exact::parse(number)?, percent, before, after: String::new() });
        } else {
            words.push(c);
            rest = rest.get(c.len_utf8()..)?;
        }
    }
    found.last_mut()?.after = words;
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(cell: &str) -> String {
        let Some(range) = read(cell) else { return "-".to_owned() };
        let edge = |e: &Option<BandEdge>| match e {
            None => "..".to_owned(),
            Some(e) => format!(
                "{}{}",
                exact::show(&e.value),
                match e.included {
                    None => "?",
                    Some(true) => "=",
                    Some(false) => "!",
                }
            ),
        };
        format!("{} {}", edge(&range.from), edge(&range.to))
    }

    #[test]
    fn ranges_in_both_languages() {
        for (cell, expected) in [
            ("90%以上", "0.9? .."),
            ("90%及以上", "0.9= .."),
            ("≥90%", "0.9= .."),
            ("＞90％", "0.9! .."),
            ("80%—90%", "0.8? 0.9?"),
            ("80-90", "80? 90?"),
            ("80%(含)-90%(不含)", "0.8= 0.9!"),
            ("[80,90)", "80= 90!"),
            ("80%≤完成率<90%", "0.8= 0.9!"),
            ("60%以上不满80%", "0.6? 0.8!"),
            ("60%以下", ".. 0.6?"),
            ("低于60%", ".. 0.6!"),
            ("100%", "1= 1="),
            ("3天以内", ".. 3?"),
            ("at least 90%", "0.9= .."),
            ("80% to 90%", "0.8? 0.9?"),
            ("below 60%", ".. 0.6!"),
            ("10 or more", "10= .."),
            ("国家级", "-"),
            ("2016年度全省综合考核先进", "-"),
            ("90-80", "-"),
        ] {
            assert_eq!(show(cell), expected, "{cell}");
        }
    }
}
