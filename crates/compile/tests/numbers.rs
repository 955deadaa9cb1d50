//! Every number of every example counts, in Arabic and in Chinese digits: deleting it, changing it or putting a digit into it
//! changes the program or raises a finding that names the place.

#![allow(clippy::unwrap_used)]

use kaocheng_compile::plan::print;
use kaocheng_compile::reading::provision;
use kaocheng_compile::scheme::{Options, compile};
use kaocheng_syntax::clause::Language;
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::document::{self, Document};
use kaocheng_syntax::numbering::Numbering;
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
    "city-2016-older/scheme.md",
];

/// A finding is near when it lies within so many bytes of the change: the sentence around it.
const NEAR: usize = 400;

fn source(scheme: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(scheme);
    std::fs::read_to_string(path).unwrap()
}

/// What a text means in one round: its program with what it rules beside points, and its findings as everything that they say and their place.
struct Meaning {
    round: Option<String>,
    program: String,
    findings: Vec<(String, Span)>,
}

fn meaning(document: &Document, round: Option<String>) -> Meaning {
    let compiled = compile(document, &Options { round: round.clone() });
    let said = |d: &Diagnostic| format!("{} {:?} {:?}", d.code, d.severity, d.details);
    let findings = compiled.diagnostics.iter().map(|d| (said(d), d.span)).collect();
    let provisions = document.walk().into_iter().flat_map(|s| &s.provisions);
    let rules: Vec<String> = provisions.map(|p| provision(p, Language::Chinese)).collect();
    Meaning { round, program: format!("{}{}", print(&compiled.plan), rules.join("\n")), findings }
}

/// One meaning a round.
fn meanings(source: &str) -> Vec<Meaning> {
    let document = document::read(source);
    let rounds = document.front.rounds.iter().map(|r| Some(r.value.clone()));
    let rounds: Vec<Option<String>> = if document.front.rounds.is_empty() { vec![None] } else { rounds.collect() };
    rounds.into_iter().map(|round| meaning(&document, round)).collect()
}

/// Maximal runs of digits, decimal points inside.
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

/// Words that are written with numerals and count nothing: a share's unit, halves of a year, a veto, consistency, third
/// parties, two lines of accounts, what is uniform, and the name of a rate per thousand, whose formula says 1000.
const WORDS: [&str; 10] =
    ["百分点", "百分之", "百分比", "半年", "一票否决", "一致", "第三方", "两条线", "统一", "千人口"];

/// Maximal runs of Chinese digits outside of those words.
fn numerals(source: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for word in WORDS {
        words.extend(source.match_indices(word).map(|(at, _)| at..at + word.len()));
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in source.char_indices() {
        if !"零〇一二两三四五六七八九十百千万".contains(c) || words.iter().any(|w| w.contains(&at)) {
            continue;
        }
        match found.last_mut().filter(|run| run.end == at) {
            Some(run) => run.end = at + c.len_utf8(),
            None => found.push(at..at + c.len_utf8()),
        }
    }
    found
}

/// The numeral deleted, another in its place, and with a digit put behind or, behind tens, as ones.
fn changes_of_numeral(numeral: &str) -> Vec<String> {
    let other = if numeral == "八" { "六" } else { "八" };
    let longer = if numeral.ends_with(['十', '百']) { "七" } else { "十" };
    vec![String::new(), other.to_owned(), format!("{numeral}{longer}")]
}

/// The number deleted, one more, and with a digit put into it.
fn changes(number: &str) -> Vec<String> {
    let more = match number.split_once('.') {
        Some((whole, part)) => format!("{}.{part}", plus_one(whole)),
        None => plus_one(number),
    };
    let middle = number.len() / 2;
    let (head, tail) = number.split_at(middle);
    vec![String::new(), more, format!("{head}7{tail}")]
}

/// Where numbers mean nothing to compute: block quotes, which are always prose; titles, which are names; and the numbering
/// of headings and lists, which says where a thing stands and not how much it is.
fn commentary(source: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let words = line.trim_start_matches(['#', ' ']);
        let from = at + (line.len() - words.len());
        let title = line.starts_with("# ") || ["title:", "标题:"].iter().any(|key| line.starts_with(key));
        if line.starts_with('>') || title {
            found.push(at..at + line.len());
        } else if let Some(numbering) = Numbering::of(words) {
            found.push(from..from + numbering.end);
        } else if let Some((letter, rest)) =
            words.split_once('.').filter(|(l, _)| l.len() == 1 && line.starts_with('#'))
        {
            // A.1
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            found.push(from..from + letter.len() + 1 + digits);
        }
        at += line.len();
    }
    found
}

fn plus_one(digits: &str) -> String {
    let width = digits.len();
    let value: u128 = digits.parse().unwrap_or(0);
    format!("{:0width$}", value + 1)
}

/// Whether the change of `range` into `with` is seen, in one round at least.
fn seen(before: &[Meaning], source: &str, range: &Range<usize>, with: &str) -> bool {
    let text = format!("{}{with}{}", &source[..range.start], &source[range.end..]);
    let document = document::read(&text);
    before.iter().any(|before| {
        let after = meaning(&document, before.round.clone());
        after.program != before.program || differs_near(before, &after, range)
    })
}

fn differs_near(before: &Meaning, after: &Meaning, range: &Range<usize>) -> bool {
    let said = |m: &Meaning| m.findings.iter().map(|f| f.0.clone()).collect::<BTreeSet<String>>();
    let (known, still) = (said(before), said(after));
    let near = |span: &Span| span.start < range.end + NEAR && span.end + NEAR > range.start;
    let new = after.findings.iter().any(|(said, span)| !known.contains(said) && near(span));
    let gone = before.findings.iter().any(|(said, span)| !still.contains(said) && near(span));
    new || gone
}

fn unseen(scheme: &str, source: &str) -> Vec<String> {
    let before = meanings(source);
    let mut found = Vec::new();
    let silent = commentary(source);
    let arabic = numbers(source).into_iter().map(|r| (changes(&source[r.clone()]), r));
    let chinese = numerals(source).into_iter().map(|r| (changes_of_numeral(&source[r.clone()]), r));
    let all = arabic.chain(chinese).filter(|(_, n)| !silent.iter().any(|s| s.start <= n.start && n.end <= s.end));
    for (changes, range) in all {
        for with in changes {
            if !seen(&before, source, &range, &with) {
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
    none_unseen(SCHEMES[index], &source(SCHEMES[index]));
}

fn none_unseen(scheme: &str, source: &str) {
    let found = unseen(scheme, source);
    assert!(found.is_empty(), "{} numbers do not count:\n{}", found.len(), found.join("\n"));
}

/// The examples hardly write numbers in words; this scheme writes all of them so, points, shares, counts, places and years.
#[test]
fn numbers_in_words() {
    none_unseen("numerals.md", include_str!("numbers/numerals.md"));
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
