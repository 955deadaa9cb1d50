//! How English schemes word what they rule beside points.

pub(super) mod composition;
mod conduct;
mod consequence;
pub(super) mod list;
pub(super) mod routes;
mod sample;
mod scores;
mod subject;
mod teams;

use super::number;
use super::part::Form;
use super::text::{Range, Text};
use crate::document::SectionKind;
use std::sync::LazyLock;

/// All forms of stretches, in the order in which they are tried.
pub(super) fn forms() -> &'static [Form] {
    static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
        let all = [teams::forms(), sample::forms(), conduct::forms(), composition::forms(), scores::forms()];
        all.into_iter().flatten().collect()
    });
    &FORMS
}

/// A sentence that reads, for whoever wrote one in a section of this kind that does not.
pub(super) fn example(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Sampling => "Two villages in each township are drawn at random, one in Xingshan Town",
        SectionKind::Teams => "14 teams of 6 members go out",
        SectionKind::Discipline => "Cars and meals are provided by the townships visited",
        SectionKind::Composition => "The city assessment counts for 60%, the county assessment for 40%",
        SectionKind::Confirmation => "reported independently by at least 3 people and verified",
        SectionKind::Authority => "A county assesses a township at most 3 times a year",
        SectionKind::Exchange => "The police and civil affairs departments provide totals every quarter",
        SectionKind::Ranking => "Where scores are equal, the better score in public satisfaction ranks first",
        _ => "The last five townships are placed under Key Management and publicly criticised",
    }
}

/// Signs of a rule.
const SIGNS: &[&str] = &[
    "at random",
    "placed under",
    "placed on",
    "key management",
    "in line",
    "running",
    "in a row",
    "by lot",
    "responsibility letter",
    "the last township",
    "the top",
    "the bottom",
    "the last",
    "equal",
    "times a year",
    "twice a year",
    "not eligible",
    "respectively",
];

/// Words that numbers count in rules.
const COUNTED: &[&str] = &[
    "village", "team", "member", "people", "person", "township", "unit", "time", "year", "day", "%", "percent", "yuan",
    "county", "counties", "town", "site", "district", "euro", "dollar", "prize", "place",
];

/// Whether a piece has a sign of a rule: a number of things, a draw, a place, a list.
pub(super) fn has_trigger(text: &Text, range: Range) -> bool {
    let words = text.str(range).to_lowercase();
    if SIGNS.iter().any(|s| words.contains(s)) {
        return true;
    }
    (range.0..range.1).any(|at| {
        let Some((end, value)) = number::whole(text, at, range.1) else { return false };
        let after = text.str((end, range.1.min(end + 30))).to_lowercase();
        let near = after.split([',', ';']).next().unwrap_or("");
        let counts = near.split_whitespace().take(2).any(|w| COUNTED.iter().any(|c| w.starts_with(c)));
        counts && !(value == 1 && !text.c(at).is_ascii_digit() && !near.starts_with("village"))
    })
}

/// The names in a list of names: `cars, meals and beds`.
pub(super) fn names(words: &str) -> Vec<String> {
    words
        .split(',')
        .flat_map(|w| w.split(" and "))
        .map(|w| w.trim())
        .map(|w| w.strip_prefix("and ").unwrap_or(w))
        .map(without_article)
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The words without an article before them.
pub(super) fn without_article(words: &str) -> &str {
    let lower = words.to_ascii_lowercase();
    let article = ["the ", "a ", "an ", "each ", "every ", "all ", "its "].iter().find(|a| lower.starts_with(**a));
    article.and_then(|a| words.get(a.len()..)).unwrap_or(words).trim()
}

/// Splits at commas and at `and`.
pub(super) fn phrases(text: &Text, range: Range) -> Vec<Range> {
    let mut all = Vec::new();
    for part in text.split(range, &[',']) {
        let mut from = part.0;
        let mut at = part.0;
        while at < part.1 {
            if let Some(end) = text.closes(at).filter(|end| *end <= part.1) {
                at = end;
                continue;
            }
            let word = |w: &str| w.chars().enumerate().all(|(i, c)| text.c(at + i) == c);
            let open = at == part.0 || text.before(at) == ' ';
            if open && word("and ") {
                all.push(text.trim((from, at)));
                from = at + 4;
            }
            at += 1;
        }
        all.push(text.trim((from, part.1)));
    }
    all.retain(|p| p.0 < p.1);
    all
}
