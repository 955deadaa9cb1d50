//! Things that happen more than once by their nature: `4 marks for a correct answer` counts the answers.

use super::each::{self, EachDraft};
use super::lexicon::{self, among};
use super::source::{Range, Source};

/// Nouns of what is scored each time it happens.
#[rustfmt::skip]
const EVENTS: &[&str] = &[
    "answer", "response", "guess", "goal", "assist", "try", "win", "draw", "tie", "loss", "defeat", "victory",
    "wicket", "catch", "run", "foul", "violation", "infraction", "offence", "offense", "error", "mistake", "fault",
    "card", "hit", "absence", "tardy", "tardiness", "knockdown", "misspelling", "typo", "warning", "infringement",
    "breach", "touchdown", "bullseye", "strike", "stumping", "block", "steal", "rebound", "basket", "crash",
    "collision", "restart", "nonconformity", "non-conformity", "nonconformance", "deficiency", "finding",
    "occurrence", "defect", "omission", "lapse", "miss", "interruption", "touch", "refusal", "pass", "buzz", "drop",
    "lap", "kill", "stroke", "throw", "save", "bug", "crossing", "burst", "misfire", "false start",
];

/// Whether `range` names one kind of event and nothing else: `a wrong answer`, `major violations`.
pub(super) fn named(source: &Source, range: &Range) -> bool {
    let kept = source.trimmed(range, &["a", "an", "any", "one", "the"]);
    // `correct answers given before the bell`: what follows the noun only narrows it.
    let narrowed = (kept.start + 1..kept.end.min(kept.start + 4)).find(|i| {
        among(
            &["given", "made", "in", "from", "before", "after", "on", "by", "during", "at", "committed"],
            source.word(*i),
        )
    });
    let kept = kept.start..narrowed.unwrap_or(kept.end);
    let indefinite = !source.any(range.start, range.end, &["the"]);
    let singular = |word: &str| -> bool {
        let stem = word.trim_end_matches("(s)");
        among(EVENTS, stem)
            || stem.strip_suffix('s').is_some_and(|w| among(EVENTS, w))
            || stem.strip_suffix("es").is_some_and(|w| among(EVENTS, w))
            || stem.strip_suffix("ies").is_some_and(|w| among(EVENTS, &format!("{w}y")))
    };
    let last = kept.end.checked_sub(1).map_or("", |i| source.word(i));
    indefinite
        && (1..=if source.holds(&kept, &["or", "and"]) { 5 } else { 3 }).contains(&kept.len())
        && singular(last)
        && kept.clone().all(|i| source.number(i).is_none() && source.ordinal(i).is_none() && !source.punct(i))
        && !kept.clone().any(|i| {
            among(&["no", "without", "all", "only", "first", "last", "both", "every", "zero", "final"], source.word(i))
                || among(lexicon::AUXILIARIES, source.word(i))
        })
}

/// `unanswered questions`, `questions left blank`, `an unattempted question`: counted, and worth nothing.
pub(super) fn left_out(source: &Source, range: &Range) -> Option<EachDraft> {
    let kept = source.trimmed(range, &["a", "an", "any", "for"]);
    let nouns = &["question", "questions", "answer", "answers", "response", "responses", "item", "items"];
    let blank =
        &["unanswered", "unattempted", "blank", "omitted", "skipped", "incorrect", "wrong", "attempted", "left"];
    if named(source, range) {
        return counted(source, range);
    }
    let fits = kept.len() <= 4
        && source.holds(&kept, nouns)
        && source.holds(&kept, blank)
        && !source.holds(&kept, &["is", "the"]);
    fits.then(|| each::read(source, &kept)).flatten()
}

/// The count of what `range` names.
pub(super) fn counted(source: &Source, range: &Range) -> Option<EachDraft> {
    named(source, range).then(|| each::read(source, &source.trimmed(range, &["a", "an", "any", "one"]))).flatten()
}
