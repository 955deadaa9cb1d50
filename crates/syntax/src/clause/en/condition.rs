//! Conditions: a fact as worded, or a number compared.

use super::interval::{self, Interval};
use super::lexicon::{self, among};
use super::phrase::Phrase;
use super::source::{Range, Source};
use super::versus;
use crate::clause::{CohortStatistic, Comparison};

/// A condition before its inputs are known. Few live at once, so the large arm is not boxed.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cond {
    /// As worded.
    Fact(Phrase),
    /// A number lies in an interval; an empty phrase means the number spoken of before.
    Compare {
        /// The number.
        of: Phrase,
        /// Where it must lie.
        interval: Interval,
        /// Words of the condition that name nothing.
        fillers: Vec<Range>,
    },
    /// A number compares with another figure, or with a figure of all units.
    Versus {
        /// The number.
        of: Phrase,
        /// How they compare.
        how: Comparison,
        /// The words of the other.
        other: Range,
        /// Which figure of all units it is, if one.
        statistic: Option<CohortStatistic>,
    },
    /// All of them.
    All(Vec<Cond>),
    /// Any of them.
    Any(Vec<Cond>),
    /// The opposite.
    Not(Box<Cond>),
}

/// Verbs and prepositions between a quantity and its comparison.
#[rustfmt::skip]
pub(super) const COPULAS: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "having", "of", "at", "by", "with",
    "equals", "to", "a", "an", "the", "that", "which", "does", "do", "will", "shall", "falls", "fall", "lies", "in",
    "for", "from", "lasts", "takes", "contains", "contain", "includes", "include", "reports", "shows", "show",
    "there", "scores", "scoring", "it", "they", "obtains", "achieves", "achieve", "value", "between", "only", "if",
    "or", "and", "range", "ranges", "remains", "stands", "who", "must", "should", "becomes", "attains", "attain",
    "obtain", "not", "possesses", "submits", "provides", "demonstrates", "holds", "totals", "achieved", "recorded",
    "can", "may", "within", "on", "get", "gets", "secure", "secures", "rated", "recorded", "also", "done", "than",
];

/// Says that a comparison is to be taken the other way.
#[rustfmt::skip]
const DENIALS: &[&str] = &[
    "does not have", "do not have", "did not have", "has not", "have not", "fails to reach", "fails to achieve",
    "fails to score", "fails to obtain", "fail to score", "fail to achieve", "fail to obtain", "fail to reach",
    "failing to score", "failing to obtain", "failing to achieve", "does not score", "do not score",
    "does not achieve", "do not achieve", "does not obtain", "do not obtain", "did not achieve", "fails to secure",
    "not achieving", "not scoring", "not obtaining", "is not", "are not", "was not", "not", "does not reach",
    "fails to attain", "fails to meet", "fail to meet", "does not meet", "do not meet", "not meeting",
    "failing to meet", "failing to reach", "fail to attain", "failing to attain", "unable to achieve",
    "failed to achieve", "failed to score", "failed to reach",
];

/// Reads `range` as a condition. `bare` lets a number without comparison count (`has 2 coaches`).
pub(super) fn read(source: &Source, range: &Range) -> Option<Cond> {
    let range = source.trimmed(range, &["that", "then"]);
    if range.is_empty() {
        return None;
    }
    joined(source, &range).or_else(|| Some(single(source, &range)))
}

/// `A or B`, `A and B` where each side compares for itself.
fn joined(source: &Source, range: &Range) -> Option<Cond> {
    interval::find(source, range, false)?;
    for word in ["or", "and"] {
        for at in range.clone().filter(|i| source.is(*i, word)) {
            let (left, right) = (range.start..at, at + 1..range.end);
            let left = source.trimmed(&left, &["either", "both"]);
            let (Some(first), Some(second)) =
                (interval::find(source, &left, false), interval::find(source, &right, false))
            else {
                continue;
            };
            // `5 or more`, `between 5 and 10` hold the word themselves.
            let whole = interval::find(source, range, false)?;
            if whole.range.contains(&at) || first.range.end > at || second.range.start <= at {
                continue;
            }
            let (a, b) = (single(source, &left), read(source, &right)?);
            return Some(if word == "or" { Cond::Any(vec![a, b]) } else { Cond::All(vec![a, b]) });
        }
    }
    None
}

fn single(source: &Source, range: &Range) -> Cond {
    match interval::find(source, range, false).filter(|i| !within_compound(source, i, range)) {
        Some(interval) => compare(source, range, interval),
        None => bare_count(source, range)
            .or_else(|| versus::read(source, range))
            .unwrap_or_else(|| Cond::Fact(Phrase::of(range.clone()))),
    }
}

/// `at least one member` and the like stay part of a fact.
fn within_compound(source: &Source, interval: &Interval, range: &Range) -> bool {
    // `Region A (radius 2 m)`: a gloss on a name.
    let open = (range.start..interval.range.start).rev().find(|i| source.is(*i, "("));
    let glossed = open.is_some_and(|i| {
        i > range.start
            && !(i..interval.range.start).any(|j| source.is(j, ")"))
            && source.word(i - 1).len() == 1
            && source.toks.get(i - 1).is_some_and(|t| t.capital)
    });
    let number = interval.range.clone().find(|i| source.number(*i).is_some());
    glossed
        || number.is_some_and(|i| source.word(i) == "one" && interval.unit.is_none() && !interval.percent)
            && range.len() > interval.range.len()
}

fn compare(source: &Source, range: &Range, interval: Interval) -> Cond {
    let mut before = range.start..interval.range.start;
    let mut after = interval.range.end..range.end;
    let mut fillers = Vec::new();
    let denied = source.longest_before(before.end, before.start, DENIALS);
    let negated = denied.is_some();
    if let Some(start) = denied {
        fillers.push(start..before.end);
        before.end = start;
    }
    let kept = strip_end(source, &before);
    fillers.push(kept.end..before.end);
    before = kept;
    if is_actor(source, &before) && (!after.is_empty() || interval.unit.is_some()) {
        fillers.push(before.clone());
        before = before.end..before.end;
    }
    // `50 out of 70 points`, `49 out of 70`
    if source.phrase(after.start, after.end, "out of").is_some() && source.number(after.start + 2).is_some() {
        let stop = after.start + 3;
        fillers.push(after.start..stop);
        after.start = stop;
    }
    if source.any(after.start, after.end, lexicon::POINTS) && !interval.percent {
        let stop = after.start + 1;
        fillers.push(after.start..stop);
        after = source.trimmed(&(stop..after.end), &["in", "total", "overall"]);
        let rest = after.clone();
        if condition_tail(source, &rest) {
            fillers.push(rest.clone());
            after = rest.end..rest.end;
        }
        if before.is_empty() && after.is_empty() {
            let of = Phrase { ranges: Vec::new(), implied: Some("score".to_owned()) };
            let compare = Cond::Compare { of, interval, fillers };
            return if negated { Cond::Not(Box::new(compare)) } else { compare };
        }
    }
    let pronoun =
        before.len() == 1 && among(&["it", "they", "this", "that", "he", "she", "you"], source.word(before.start));
    if pronoun {
        fillers.push(before.clone());
        before = before.end..before.end;
    }
    let trimmed = source.trimmed(&after, &[]);
    fillers.push(after.start..trimmed.start);
    fillers.push(trimmed.end..after.end);
    after = trimmed;
    if only_fillers(source, &after) {
        fillers.push(after.clone());
        after = after.end..after.end;
    }
    let mut of = Phrase::of(before).and(after);
    let lengths =
        ["cm", "mm", "m", "in", "inch", "inches", "ft", "feet", "meters", "metres", "centimetres", "centimeters"];
    let tall = source.any(interval.range.start, interval.range.end, &["higher", "taller"])
        && interval.unit.as_deref().is_some_and(|u| lengths.contains(&u.to_lowercase().as_str()));
    let dimension = interval.dimension.or((tall && of.is_empty()).then_some("height"));
    if let Some(dimension) = dimension {
        of.implied = Some(dimension.to_owned());
    } else if of.is_empty() || of.ranges.iter().all(|r| source.trimmed(r, COPULAS).is_empty()) {
        // `at least 5 years`: the unit names the quantity.
        of = Phrase { ranges: Vec::new(), implied: None };
    } else if let (Some(unit), true) = (&interval.unit, starts_with_preposition(source, &of, interval.range.end)) {
        of = Phrase { implied: None, ..of }.and(unit_range(source, &interval, unit));
    }
    let compare = Cond::Compare { of, interval, fillers };
    if negated { Cond::Not(Box::new(compare)) } else { compare }
}

/// `5 years of experience`: the unit belongs to the name.
fn starts_with_preposition(source: &Source, of: &Phrase, after: usize) -> bool {
    of.ranges.iter().any(|r| {
        r.start == after
            && source.any(
                r.start,
                r.end,
                &[
                    "of",
                    "in",
                    "'",
                    "as",
                    "working",
                    "late",
                    "before",
                    "after",
                    "early",
                    "experience",
                    "with",
                    "on",
                    "since",
                    "from",
                    "under",
                ],
            )
    })
}

fn unit_range(source: &Source, interval: &Interval, unit: &str) -> Range {
    let length = unit.split_whitespace().count();
    let end = interval.range.end;
    let start = end.saturating_sub(length).max(interval.range.start);
    if source.raw(&(start..end)) == unit { start..end } else { end..end }
}

/// `out of 100`, `in the technical evaluation`: where a score stands, not what it is.
fn condition_tail(source: &Source, range: &Range) -> bool {
    range.is_empty()
        || source.any(range.start, range.end, &["out"])
        || source.phrase(range.start, range.end, "in the").is_some()
}

fn strip_end(source: &Source, range: &Range) -> Range {
    let mut kept = source.trimmed(range, &[]);
    while kept.start < kept.end && among(COPULAS, source.word(kept.end - 1)) && !(source.is(kept.end - 1, "it")) {
        kept = source.trimmed(&(kept.start..kept.end - 1), &[]);
    }
    range.start.max(kept.start.min(range.end))..kept.end.max(range.start)
}

fn only_fillers(source: &Source, range: &Range) -> bool {
    range.clone().all(|i| {
        source.punct(i)
            || among(
                &[
                    "only",
                    "in",
                    "total",
                    "overall",
                    "inclusive",
                    "the",
                    "of",
                    "a",
                    "achieved",
                    "obtained",
                    "long",
                    "wide",
                    "high",
                    "is",
                    "are",
                    "each",
                    "old",
                    "respectively",
                ],
                source.word(i),
            )
    })
}

/// `2 coaches` without a comparison: at least so many.
fn bare_count(source: &Source, range: &Range) -> Option<Cond> {
    let mut number =
        range.clone().find(|i| source.number(*i).is_some() && !source.named_number(*i, range.start, range.end))?;
    if source.spelled(number) && matches!(source.word(number), "one" | "zero") {
        return None;
    }
    if number > range.start && source.is(number - 1, "$") {
        number -= 1;
    }
    // `all 12 villages`, `the 3 required documents`, `both of the 2`: the number only repeats what the noun names.
    let named = source.before(number, range.start);
    if among(&["all", "the", "these", "those", "both", "any", "its", "their"], named) {
        return None;
    }
    // A sign or a comparison that was not understood stands before the number.
    let strange = number > range.start
        && (source.punct(number - 1) && !matches!(named, "(" | "$" | "€" | "£" | "," | ":" | "-" | "\"" | "[")
            || among(
                &[
                    "within",
                    "under",
                    "over",
                    "above",
                    "below",
                    "than",
                    "beyond",
                    "by",
                    "after",
                    "before",
                    "about",
                    "approximately",
                ],
                named,
            ));
    // `fails before the minimum load of 10 kg is reached`: the number belongs to what happens.
    let within =
        named == "of" && source.holds(&(range.start..number), &["before", "after", "until", "when", "while", "during"]);
    let running = source.any(number + 1, range.end, &["consecutive", "successive", "straight"])
        || source.any(number + 2, range.end, &["running"])
        || source.phrase(number + 2, range.end, "in a row").is_some();
    if strange || within || running {
        return None;
    }
    let mut interval = interval::interval_at(source, number, range.end, true)?;
    if within_compound(source, &interval, range) {
        return None;
    }
    let noun = source.trimmed(&(interval.range.end..range.end), &[]);
    let alone = number == range.start && interval.range.end == range.end;
    if interval.unit.is_none() && !interval.percent && noun.is_empty() && !alone {
        return None;
    }
    interval.to = None;
    interval.bare = true;
    Some(compare(source, range, interval))
}

/// Whether `range` names only who is scored: `the team`, `a bidder`, `you`.
pub(super) fn is_actor(source: &Source, range: &Range) -> bool {
    let kept = source.trimmed(range, lexicon::DETERMINERS);
    if kept.is_empty() {
        return range.clone().any(|i| among(&["each", "all", "those", "these", "any"], source.word(i)));
    }
    let mut at = kept.start;
    while at < kept.end
        && among(
            &[
                "successful",
                "participating",
                "whole",
                "entire",
                "other",
                "respective",
                "relevant",
                "concerned",
                "affected",
                "responsible",
                "offending",
                "individual",
                "assessed",
                "evaluated",
                "given",
                "health",
            ],
            source.word(at),
        )
    {
        at += 1;
    }
    let actor = |i: usize| {
        among(lexicon::ACTORS, source.word(i))
            || source.word(i).ends_with("(s)") && among(lexicon::ACTORS, source.word(i).trim_end_matches("(s)"))
    };
    let possessive = |i: usize| {
        source
            .word(i)
            .strip_suffix("'s")
            .or(source.word(i).strip_suffix('\''))
            .is_some_and(|w| among(lexicon::ACTORS, w))
    };
    #[rustfmt::skip]
    let verbs = &[
        "has", "have", "had", "will", "must", "who", "that", "which", "can", "with", "having", "shall", "should",
        "concerned", "in", "question", "is", "are", "be",
    ];
    at < kept.end
        && (at..kept.end).all(|i| {
            actor(i) || possessive(i) || among(verbs, source.word(i)) || among(lexicon::DETERMINERS, source.word(i))
        })
        && (at..kept.end).any(|i| actor(i) || possessive(i))
}
