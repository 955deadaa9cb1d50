//! Grade words by score: `90-100 is an A, 80-89 is a B`, `80 or more: excellent; 60-79: good; below 60: poor`.

use super::draft::{self, Draft};
use super::interval::{self, Interval};
use super::lexicon::{self, among};
use super::phrase::Phrase;
use super::source::{Range, Source};
use crate::clause::{Band, BandEdge, BandValue, Bands, Effect, Expr, InputKind, Role, Rule};

/// Words around a grade and its scores that only join them.
#[rustfmt::skip]
const JOINING: &[&str] = &[
    "a", "an", "the", "is", "are", "=", ":", "-", "rated", "receive", "receives", "receiving", "get", "gets", "as",
    "points", "point", "marks", "score", "scores", "of", "those", "with", "to", "be", "will", "shall", "considered",
    "graded", "for", "scoring", "total", "and", "or", "if", "(", ")", "who", "awarded", "grade", "rating", "given",
    "between", "from", "classified", "ranked", "%", "an", "level", "final", "overall", "obtaining", "team", "teams",
    "facilities", "facility", "units", "unit", "candidates", "students", "establishments", "achieving", "means",
];

/// Words that are grades and no amounts.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "excellent", "outstanding", "very good", "good", "satisfactory", "fair", "average", "acceptable", "pass", "fail",
    "poor", "very poor", "unsatisfactory", "weak", "needs improvement", "distinction", "merit", "credit", "gold",
    "silver", "bronze", "platinum", "first class", "second class", "third class", "qualified", "unqualified",
    "conditional pass", "high risk", "medium risk", "low risk", "green", "yellow", "red", "failed", "passed",
    "accredited", "not accredited", "provisionally accredited", "marginal", "inadequate", "exceptional",
    "below average", "above average", "no star", "certified", "not certified", "below expectations",
    "meets expectations", "exceeds expectations",
];

/// Reads a sentence whose every part is a range of scores and its grade; false when it is none.
pub(super) fn read(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
    let source = draft.source;
    let mut rows: Vec<(Interval, Range)> = Vec::new();
    let mut name: Option<Range> = None;
    for segment in segments(source, sentence) {
        let Some((interval, grade, rest)) = row(source, &segment) else { return false };
        if name.is_none() && rows.is_empty() {
            name = rest;
        } else if rest.is_some() {
            return false;
        }
        rows.push((interval, grade));
    }
    if rows.len() < 2 {
        return false;
    }
    let percent = rows.iter().any(|r| r.0.percent);
    let of = name.map_or_else(|| Phrase::implied(sentence.start, "score".to_owned()), Phrase::of);
    let input = draft.input(&of, if percent { InputKind::Rate } else { InputKind::Amount }, None);
    let mut bands = Vec::new();
    for (interval, grade) in rows {
        draft.mark(&interval.range, Role::Quantity);
        draft.mark(&grade, Role::Keyword);
        let edge = |e: &interval::Edge| BandEdge { value: draft::scaled(&e.value, percent), included: e.included };
        let value = BandValue::Effect(Effect::Grade(source.raw(&grade)));
        bands.push(Band { from: interval.from.as_ref().map(edge), to: interval.to.as_ref().map(edge), value });
    }
    let rule = Bands { quantity: Expr::Input(input), bands, otherwise: None };
    draft.clause(sentence, part, Rule::Bands(rule));
    draft.mark(sentence, Role::Keyword);
    true
}

/// The parts between commas, semicolons and the last `and`, each with a number of its own.
fn segments(source: &Source, sentence: &Range) -> Vec<Range> {
    let numbers = |r: &Range| r.clone().any(|i| source.number(i).is_some());
    let mut out: Vec<Range> = Vec::new();
    let mut start = sentence.start;
    for i in sentence.start..=sentence.end {
        let mark = i == sentence.end || matches!(source.word(i), "," | ";" | "." | "|");
        let and = i < sentence.end
            && source.any(i, sentence.end, &["and", "while"])
            && numbers(&(start..i))
            && numbers(&(i + 1..sentence.end.min(i + 5)))
            && (start..i).any(|j| grade_at(source, j, i).is_some());
        if mark || and {
            let segment = source.trimmed(&(start..i), &["and"]);
            if !segment.is_empty() {
                out.push(segment);
            }
            start = i + 1;
        }
    }
    out
}

/// One part: its scores, its grade, and what else names the score.
fn row(source: &Source, segment: &Range) -> Option<(Interval, Range, Option<Range>)> {
    let interval = interval::find(source, segment, false).filter(|i| i.from != i.to)?;
    let outside = |i: &usize| !interval.range.contains(i);
    let grade = segment.clone().filter(outside).find_map(|i| grade_at(source, i, segment.end).map(|end| i..end))?;
    if segment.clone().filter(outside).any(|i| source.number(i).is_some() && !grade.contains(&i)) {
        return None;
    }
    let rest: Vec<usize> = segment
        .clone()
        .filter(outside)
        .filter(|i| !grade.contains(i) && !source.punct(*i) && !among(JOINING, source.word(*i)))
        .collect();
    let named = match (rest.first(), rest.last()) {
        (Some(first), Some(last)) if last - first < 6 && *last < grade.start.max(interval.range.start) => {
            Some(*first..last + 1)
        }
        (None, None) => None,
        _ => return None,
    };
    Some((interval, grade, named))
}

/// A grade that begins at `i`: a capital letter with its sign, a word of the list, `3 stars`; the token after it.
fn grade_at(source: &Source, i: usize, end: usize) -> Option<usize> {
    if let Some(next) = source.longest(i, end, WORDS) {
        return Some(next);
    }
    if source.number(i).is_some() && source.any(i + 1, end, &["star", "stars"]) {
        return Some(i + 2);
    }
    let tok = source.toks.get(i)?;
    let letter = source.word(i).len() == 1
        && tok.capital
        && !(source.is(i, "a")
            && source.toks.get(i + 1).is_some_and(|t| !t.capital && t.spaced)
            && i + 1 < end
            && !source.punct(i + 1))
        && !source.is(i, "i");
    if !letter {
        return None;
    }
    let signed = i + 1 < end && matches!(source.word(i + 1), "+" | "-") && !source.spaced(i + 1);
    Some(if signed { i + 2 } else { i + 1 })
}

/// Whether the sentence may be such a table: no verb of earning points for something else stands in it.
pub(super) fn speaks(source: &Source, sentence: &Range) -> bool {
    let found = sentence.clone().filter(|i| grade_at(source, *i, sentence.end).is_some()).count();
    found >= 2 && !sentence.clone().any(|i| among(lexicon::LOSE, source.word(i)) && !source.is(i, "less"))
}
