//! Occurrences by number: `2nd and subsequent errors`, `the 3rd foul`.

use super::each::{self, EachDraft};
use super::lexicon::{self, among};
use super::source::{Range, Source};

/// `2nd and subsequent errors`, `the 3rd foul`.
pub(super) enum Occurrence {
    Subsequent(Box<EachDraft>),
    Nth(u32, Range),
}

pub(super) fn counted_occurrence(source: &Source, range: &Range) -> Option<Occurrence> {
    let start = if source.any(range.start, range.end, &["the", "a", "any"]) { range.start + 1 } else { range.start };
    let end = range.end;
    for (at, n) in (start..end).filter_map(|i| source.ordinal(i).map(|n| (i, n))) {
        let rank = at + 1 >= end
            || among(
                &[
                    "place",
                    "prize",
                    "position",
                    "rank",
                    "placed",
                    "ranked",
                    "finisher",
                    "runner-up",
                    "placing",
                    "places",
                ],
                source.word(at + 1),
            ) && at + 2 >= end
            || among(&["best", "fastest", "highest", "lowest", "shortest", "longest"], source.word(at + 1));
        // `the council ranked first`
        let placed = at > start + 1
            && at + 1 >= end
            && among(
                &["ranked", "placed", "finishing", "finished", "finishes", "coming", "in", "place"],
                source.word(at - 1),
            );
        if placed && !source.is(at - 1, "in") {
            return Some(Occurrence::Nth(n, start..at));
        }
        // `the first team to finish`
        let finisher =
            among(lexicon::ACTORS, source.word(at + 1)) && source.any(at + 2, end, &["to", "across", "home", "over"]);
        if at == start && finisher {
            return Some(Occurrence::Nth(n, at + 1..end));
        }
        if at == start && rank {
            return Some(Occurrence::Nth(n, at + 1..end));
        }
        let draft = each::read(source, &(at..end)).filter(|d| d.first > 1);
        if let Some(mut draft) = draft {
            // `the 1st answer given by the 3rd and subsequent quizzer`: what stands before the ordinal stays in the name.
            if at > start {
                draft.phrase = draft.phrase.and(range.start..at);
            }
            return Some(Occurrence::Subsequent(Box::new(draft)));
        }
        let named = among(
            &[
                "aid", "class", "language", "floor", "party", "person", "number", "half", "year", "quarter", "day",
                "week", "month", "round", "question", "answer", "page", "instance", "place", "prize", "position",
                "rank", "correct", "team", "name", "time", "part", "line", "semester", "attempt", "degree", "level",
                "step", "stage",
            ],
            source.word(at + 1),
        );
        let occurrence = among(
            &[
                "offence",
                "offense",
                "offences",
                "violation",
                "infraction",
                "foul",
                "error",
                "warning",
                "infringement",
                "breach",
                "occurrence",
                "instance",
                "incident",
                "mistake",
                "failure",
                "fault",
                "time",
            ],
            source.word(end.saturating_sub(1)),
        ) || source.holds(
            &(at..end),
            &[
                "offence",
                "offense",
                "violation",
                "infraction",
                "foul",
                "error",
                "warning",
                "infringement",
                "breach",
                "occurrence",
                "incident",
                "refusal",
            ],
        );
        if at == start && (occurrence || (n > 1 && !named && end - at <= 3)) && at + 1 < end {
            return Some(Occurrence::Nth(n, at + 1..end));
        }
    }
    None
}
