//! Words in front of a sentence that limit it to a round or to one kind of unit: `At half-year: ...; for rural clinics, ...`.

use super::draft::Draft;
use super::lexicon;
use super::source::{Range, Source};
use super::split::Sentence;
use crate::clause::{Applies, Role};

/// Names of rounds.
#[rustfmt::skip]
const ROUNDS: &[&str] = &[
    "half-year", "half year", "mid-year", "midyear", "mid-term", "year end", "year-end", "end of year",
    "end of the year", "full year", "full-year", "whole year", "first half of the year", "second half of the year",
    "first half", "second half", "first half-year", "second half-year", "first quarter", "second quarter",
    "third quarter", "fourth quarter", "annual round", "mid-year round", "q1", "q2", "q3", "q4", "h1", "h2",
    "1st quarter", "2nd quarter", "3rd quarter", "4th quarter", "first semester", "second semester",
];

/// Kinds of unit that a scheme may tell apart.
#[rustfmt::skip]
const CLASSES: &[&str] = &[
    "townships", "towns", "districts", "subdistricts", "sub-districts", "counties", "villages", "communities",
    "municipalities", "cities", "schools", "hospitals", "clinics", "centres", "centers", "facilities", "universities",
    "colleges", "departments", "bureaus", "offices", "units", "institutions", "streets", "wards", "provinces",
    "regions", "kindergartens", "stations", "posts", "dispensaries", "libraries", "enterprises", "councils",
];

/// What stands in front of a sentence: the limit, and the token after its words.
pub(super) fn lead(source: &Source, range: &Range) -> Option<(Applies, Range)> {
    round(source, range).or_else(|| class(source, range))
}

fn round(source: &Source, range: &Range) -> Option<(Applies, Range)> {
    let at =
        source.longest(range.start, range.end, &["at the", "at", "in the", "for the", "in", "for", "by the", "the"]);
    let start = at.unwrap_or(range.start);
    let named = source.longest(start, range.end, ROUNDS)?;
    let mut end = named;
    while source.any(end, range.end, &["assessment", "round", "review", "evaluation", "inspection"]) {
        end += 1;
    }
    let end = source.any(end, range.end, &[":", ","]).then_some(end + 1)?;
    let words = source.raw(&(start..named)).to_lowercase();
    Some((Applies::Round(words), range.start..end))
}

fn class(source: &Source, range: &Range) -> Option<(Applies, Range)> {
    let start = source.longest(range.start, range.end, &["for", "in"]).unwrap_or(range.start);
    let noun = (start..range.end.min(start + 4)).find(|i| source.any(*i, range.end, CLASSES))?;
    let end = source.any(noun + 1, range.end, &[":", ","]).then_some(noun + 2)?;
    let plain = (start..noun).all(|i| {
        !source.punct(i)
            && source.number(i).is_none()
            && !lexicon::DETERMINERS.contains(&source.word(i))
            && !lexicon::EARN.contains(&source.word(i))
    });
    (plain && start > range.start).then(|| (Applies::UnitClass(source.raw(&(start..noun + 1))), range.start..end))
}

/// Whether the text tells rounds or kinds of unit apart: at least two different ones lead sentences of it.
pub(super) fn told_apart(source: &Source, sentences: &[Sentence]) -> bool {
    let leads: Vec<Applies> = sentences
        .iter()
        .flat_map(|s| {
            let semicolons = s.range.clone().filter(|i| source.is(*i, ";")).map(|i| i + 1);
            std::iter::once(s.range.start).chain(semicolons).map(|i| i..s.range.end).collect::<Vec<_>>()
        })
        .filter_map(|range| lead(source, &range).map(|(limit, _)| limit))
        .collect();
    leads.iter().any(|a| leads.iter().any(|b| a != b && std::mem::discriminant(a) == std::mem::discriminant(b)))
}

/// Takes the lead off the front of `range` and has what follows hold under its limit.
pub(super) fn enter(draft: &mut Draft, range: &mut Range) -> bool {
    let Some((limit, words)) = lead(draft.source, range) else { return false };
    draft.mark(&words, Role::Keyword);
    range.start = words.end;
    draft.applies.retain(|a| std::mem::discriminant(a) != std::mem::discriminant(&limit));
    draft.applies.push(limit);
    true
}

/// A kind of unit holds for its own sentence; a round until the next one is named.
pub(super) fn leave(draft: &mut Draft) {
    draft.applies.retain(|a| matches!(a, Applies::Round(_)));
}
