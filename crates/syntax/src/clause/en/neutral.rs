//! Sentences that speak of points and change none: how they are added up, announced, rounded or recorded.

use super::amount::{Found, Use, Value};
use super::draft::Draft;
use super::lexicon::{self, among};
use super::source::{Range, Source};
use crate::clause::Role;
use crate::diagnostic::Diagnostic;
use crate::exact;

/// Sentences that speak of points and change none: how they are added up, announced or recorded.
pub(super) fn neutral(draft: &mut Draft, sentence: &Range, found: &[Found]) -> bool {
    let source = draft.source;
    if worth_only(source, sentence, found)
        || source.find(sentence, &["is based on", "are based on", "out of a total of"]).is_some()
            && found.len() == 1
            && source.find(sentence, lexicon::IF).is_none()
            && source.find(sentence, lexicon::EACH).is_none()
    {
        draft.mark(sentence, Role::Filler);
        return true;
    }
    if found.iter().any(|f| f.usage == Use::Effect && !matches!(f.value, Value::Item) && !f.value.is_nothing()) {
        return false;
    }
    // The floor of 0 that every item has.
    let floor = found.iter().any(|f| f.usage == Use::Floor)
        || source
            .find(
                sentence,
                &[
                    "below 0",
                    "below zero",
                    "less than 0",
                    "less than zero",
                    "negative scores",
                    "negative score",
                    "negative total",
                ],
            )
            .is_some()
            && source.holds(
                sentence,
                &["counted", "treated", "set", "regarded", "recorded", "considered", "cannot", "not", "no", "rounded"],
            );
    if floor && source.holds(sentence, &["score", "scores", "total", "points", "result", "marks", "mark"]) {
        draft.mark(sentence, Role::Restated);
        return true;
    }
    let number = sentence.clone().any(|i| {
        !source.spelled(i)
            && source.number(i).is_some_and(|n| {
                *n != exact::whole(0)
                    && !source.named_number(i, sentence.start, sentence.end)
                    && source.word(i) != "one"
            })
    });
    #[rustfmt::skip]
    let words = &[
        "equal scores", "equal number of points", "equal points", "same score", "same number of points",
        "shared equally", "tied on points", "are tied", "are equal", "are cumulative", "is cumulative", "cumulative",
        "be counted towards", "counted toward", "are added together", "will be added together", "be added together",
        "added up", "are summed", "be summed", "sum of", "be totalled", "be totaled", "totalled", "totaled",
        "are added to", "will be added to the total", "be announced", "be published", "be recorded", "are recorded",
        "the highest score wins", "highest score wins", "most points wins", "highest number of points",
        "highest total", "most points", "highest score will", "highest points", "judges' decision is final",
        "in the event of a tie", "in case of a tie", "tie-break", "tiebreak", "tie breaker", "points table",
        "be ranked", "are ranked", "be used to", "scoring sheet", "score sheet", "scoresheet", "scorecard",
        "score card", "scoring system", "marking scheme", "scoring criteria", "scoring guide", "scored by",
        "marked by", "be scored according to", "are scored according to", "be marked according",
        "following criteria", "following scale", "as follows", "the following", "in the table", "set out in",
        "described below", "listed below", "shown below", "according to the table", "the table below", "be averaged",
        "average of the scores", "will keep score", "score will be kept", "scores are final", "be displayed",
        "be notified", "may appeal", "may be appealed", "depends on the number of points", "no rounding",
        "be carried forward", "carry over", "average of all the scores", "average of all scores", "average of all",
        "calculated by adding", "calculated by summing", "for points to count", "will be the sum", "is the total of",
        "are added up", "points are final", "points will be recorded", "are awarded separately",
    ];
    if number || source.find(sentence, words).is_none() {
        return rounding(draft, sentence);
    }
    draft.mark(sentence, Role::Filler);
    true
}

/// `This question carries 10 marks`: what the item is worth, which its heading says.
pub(super) fn worth_only(source: &Source, sentence: &Range, found: &[Found]) -> bool {
    #[rustfmt::skip]
    let words = &[
        "this", "the", "item", "question", "section", "criterion", "part", "category", "is", "are", "worth",
        "carries", "total", "in", "for", "a", "of", "has", "overall", "points", "marks", "available", "test", "exam",
        "paper", "assignment", "possible", "subtotal", "round",
    ];
    let [one] = found else { return false };
    let plain = matches!(one.value, Value::Points(_)) && one.sign.is_none() && !one.value.is_nothing();
    let rest: Vec<usize> = sentence.clone().filter(|i| !one.range.contains(i) && !source.punct(*i)).collect();
    plain
        && !rest.is_empty()
        && rest.iter().all(|i| among(words, source.word(*i)))
        && rest.iter().any(|i| among(&["worth", "carries", "total", "subtotal", "available", "has"], source.word(*i)))
}

/// `Scores are rounded to two decimals`: a policy, not a clause; it must be set where policies are.
pub(super) fn rounding(draft: &mut Draft, sentence: &Range) -> bool {
    let source = draft.source;
    if !source.holds(sentence, &["rounded", "rounding"])
        || !source.holds(sentence, &["decimal", "decimals", "nearest", "whole", "place", "places"])
    {
        return false;
    }
    let text = source.raw(sentence);
    draft.mark(sentence, Role::Filler);
    draft.reading.diagnostics.push(Diagnostic::warning("rounding-in-text", source.span(sentence)).with("text", text));
    true
}
