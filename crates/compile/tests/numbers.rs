//! Every number of every example counts: deleting it, changing it or putting a digit into it changes the program or raises
//! a finding that names the place.

use kaocheng_compile::plan::print;
use kaocheng_compile::scheme::{Options, compile};
use kaocheng_syntax::document;
use kaocheng_syntax::span::Span;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

const SCHEMES: [&str; 6] = [
    "childcare-2026/scheme.md",
    "clinic-quality/scheme.md",
    "tender/scheme.md",
    "county-2016/scheme.md",
    "city-2016/scheme.md",
    "city-2016/county/scheme.md",
];

/// A finding is near when it lies within so many bytes of the change: the sentence around it.
const NEAR: usize = 400;

fn source(scheme: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(scheme);
    std::fs::read_to_string(path).unwrap()
}

/// What a text means: its plans in all rounds, and its findings as code, details and the words they stand at.
struct Meaning {
    plans: Vec<String>,
    findings: Vec<(String, Span)>,
}

fn meaning(source: &str) -> Meaning {
    let document = document::read(source);
    let mut rounds: Vec<Option<String>> = document.front.rounds.iter().map(|r| Some(r.value.clone())).collect();
    if rounds.is_empty() {
        rounds.push(None);
    }
    let mut meaning = Meaning { plans: Vec::new(), findings: Vec::new() };
    for round in rounds {
        let compiled = compile(&document, &Options { round: round.clone() });
        meaning.plans.push(print(&compiled.plan));
        for d in &compiled.diagnostics {
            let said = format!("{round:?} {} {:?} {:?} {}", d.code, d.severity, d.details, d.span.of(source));
            meaning.findings.push((said, d.span));
        }
    }
    meaning
}

/// Maximal runs of digits (decimal points inside), and of Chinese numerals before a counting word or after 第.
fn numbers(source: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let chars: Vec<(usize, char)> = source.char_indices().collect();
    for (i, (at, c)) in chars.iter().enumerate() {
        let end = at + c.len_utf8();
        let next_digit = chars.get(i + 1).is_some_and(|(_, n)| n.is_ascii_digit());
        match found.last_mut().filter(|r| r.end == *at) {
            Some(run) if c.is_ascii_digit() || (*c == '.' && next_digit && !source[run.clone()].contains('.')) => {
                run.end = end;
            }
            _ if c.is_ascii_digit() => found.push(*at..end),
            _ => {}
        }
    }
    found
}

/// The number deleted, one more, ten times, and with a digit put into it.
fn changes(number: &str) -> Vec<String> {
    let more = match number.split_once('.') {
        Some((whole, part)) => format!("{}.{part}", plus_one(whole)),
        None => plus_one(number),
    };
    let middle = number.len() / 2;
    let (head, tail) = number.split_at(middle);
    vec![String::new(), more, format!("{number}0"), format!("{head}7{tail}")]
}

fn plus_one(digits: &str) -> String {
    let width = digits.len();
    let value: u128 = digits.parse().unwrap_or(0);
    format!("{:0width$}", value + 1)
}

/// Whether the change of `range` into `with` is seen.
fn seen(before: &Meaning, source: &str, range: &Range<usize>, with: &str) -> bool {
    let text = format!("{}{with}{}", &source[..range.start], &source[range.end..]);
    // 0.50 for 0.5 says the same.
    let (old, new) = (&source[range.clone()], with);
    if old.contains('.') && new.strip_prefix(old).is_some_and(|rest| rest.chars().all(|c| c == '0')) && !new.is_empty()
    {
        return true;
    }
    let after = meaning(&text);
    if after.plans != before.plans {
        return true;
    }
    let known: BTreeSet<&String> = before.findings.iter().map(|f| &f.0).collect();
    let still: BTreeSet<&String> = after.findings.iter().map(|f| &f.0).collect();
    let near = |span: &Span| span.start < range.end + NEAR && span.end + NEAR > range.start;
    let new = after.findings.iter().any(|(said, span)| !known.contains(said) && near(span));
    let gone = before.findings.iter().any(|(said, span)| !still.contains(said) && near(span));
    new || gone
}

fn unseen(scheme: &str) -> Vec<String> {
    let source = source(scheme);
    let before = meaning(&source);
    let mut found = Vec::new();
    for range in numbers(&source) {
        for with in changes(&source[range.clone()]) {
            if !seen(&before, &source, &range, &with) {
                let line = source[..range.start].matches('\n').count() + 1;
                let number = &source[range.clone()];
                let words = source.lines().nth(line - 1).unwrap_or_default();
                found.push(format!("{scheme}:{line}: {number} -> {with:?} changes nothing: {words}"));
            }
        }
    }
    found
}

fn check(index: usize) {
    let found = unseen(SCHEMES[index]);
    assert!(found.is_empty(), "{} numbers do not count:\n{}", found.len(), found.join("\n"));
}

#[test]
fn childcare() {
    check(0);
}

#[test]
fn clinics() {
    check(1);
}

#[test]
fn tender() {
    check(2);
}

#[test]
fn county() {
    check(3);
}

#[test]
fn city() {
    check(4);
    check(5);
}
