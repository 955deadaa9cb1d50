//! Limits on an amount: `up to a maximum of 10 points`, `capped at 50%`, and floors of 0.

use super::amount::{Found, Use, Value, points_noun, points_range};
use super::lexicon::{self, among};
use super::measure;
use super::source::{Range, Source};
use super::whole::of_points;
use crate::clause::Sign;
use crate::exact;

/// A limit with nothing to limit is what a judge may give: `up to 5 points for clarity`.
pub(super) fn settle_limits(source: &Source, range: &Range, found: &mut [Found]) {
    let effects: Vec<usize> =
        found.iter().enumerate().filter(|(_, f)| f.usage == Use::Effect).map(|(n, _)| n).collect();
    for n in 0..found.len() {
        if found.get(n).is_none_or(|f| f.usage != Use::Limit) {
            continue;
        }
        let earlier = effects.iter().any(|e| *e < n);
        let later = effects.iter().any(|e| *e > n);
        let Some(limit) = found.get_mut(n) else { continue };
        let up_to = matches!(source.word(limit.range.start), "up" | "upto");
        let followed = among(
            &["for", "will", "may", "can", "if", "shall", "are", "depending", "based", "according"],
            source.word(limit.range.end),
        );
        let alone = !earlier && !later;
        // `up to 20 points for style, 15 points for content` judges each; a count behind it would be limited by it.
        let counted = source.find(&(limit.range.end..range.end), lexicon::EACH).is_some();
        let judged = up_to && source.is(limit.range.end, "for") && !counted;
        if alone || judged || (up_to && followed && (earlier || !later)) {
            if let Value::Points(most) = &limit.value {
                limit.value = Value::Between(exact::whole(0), Some(most.clone()));
                limit.usage = Use::Effect;
            } else if limit.value == Value::Item {
                limit.value = Value::Between(exact::whole(0), None);
                limit.usage = Use::Effect;
            }
        }
    }
}

pub(super) fn floor_at(source: &Source, i: usize, range: &Range) -> Option<Found> {
    #[rustfmt::skip]
    let floors = &[
        "to a minimum of", "with a minimum of", "but not below", "but not less than", "but no lower than",
        "not below", "down to a minimum of", "down to", "but no less than", "minimum of", "with a floor of",
        "cannot fall below", "not fall below", "cannot be less than", "cannot go below", "not go below",
        "not be less than", "cannot be lower than", "cannot be negative", "not be negative", "not be below",
        "cannot be below", "a minimum of", "minimum", "to not less than", "and not below",
    ];
    #[rustfmt::skip]
    let exhausted = &[
        "until no points are left", "until no points remain", "until no marks are left", "until no marks remain",
        "until all points are lost", "until all the points are lost", "until all points are deducted",
        "until the points are exhausted", "until the points are used up", "until zero", "until zero is reached",
        "until the score reaches zero", "until all points have been deducted", "until the score is zero",
        "until the item's points are used up", "until 0",
    ];
    if let Some(end) = source.longest(i, range.end, exhausted) {
        let range = i..end;
        return Some(Found { range, value: Value::Nothing, usage: Use::Floor, sign: None, bonus: false, named: true });
    }
    let mut at = source.longest(i, range.end, floors)?;
    if source.is(at - 1, "negative") {
        return Some(Found {
            range: i..at,
            value: Value::Nothing,
            usage: Use::Floor,
            sign: None,
            bonus: false,
            named: true,
        });
    }
    let zero = source.number(at).filter(|n| **n == exact::whole(0)).is_some();
    if !zero {
        return None;
    }
    at += 1;
    let named = source.any(at, range.end, lexicon::POINTS);
    if named {
        at += 1;
    }
    Some(Found { range: i..at, value: Value::Nothing, usage: Use::Floor, sign: None, bonus: false, named })
}

pub(super) fn limit_at(source: &Source, i: usize, range: &Range, effect_before: bool) -> Option<Found> {
    let mut at = i;
    while source.any(at, range.end, &["(", ",", "and", "but", "with", "subject", "to", "-", ":"])
        && at < i + 2
        && source.longest(at, range.end, LIMITS).is_none()
    {
        at += 1;
    }
    // The words before the limit are swallowed only when the limit follows them directly.
    let mut next = source.longest(at, range.end, LIMITS)?;
    let marker = source.raw(&(at..next)).to_lowercase();
    // `99.5% up to 99.9%` is an interval.
    let numeric = |j: usize| source.number(j).is_some() || source.is(j, "%");
    let interval_before = at > range.start
        && (numeric(at - 1) || at > range.start + 1 && among(lexicon::UNITS, source.word(at - 1)) && numeric(at - 2));
    if interval_before && matches!(marker.as_str(), "up to" | "upto" | "until") && out_of_amount(source, at, range) {
        return None;
    }
    while source.any(
        next,
        range.end,
        &[
            "the",
            "a",
            "an",
            "value",
            "limit",
            "is",
            "be",
            "total",
            "deduction",
            "penalty",
            "of",
            "score",
            "only",
            ":",
            "award",
            "bonus",
        ],
    ) && next < at + 9
        && source.number(next).is_none()
    {
        next += 1;
    }
    let start =
        if at > i && !matches!(source.word(i), "(" | "," | "and" | "but" | "with" | "subject" | "to" | "-" | ":") {
            at
        } else {
            i
        };
    // `up to -5`: the sign repeats that it is a loss.
    if source.is(next, "-") && !source.spaced(next + 1) && source.number(next + 1).is_some() {
        next += 1;
    }
    let (value, end, named) = limit_value(source, next, range, effect_before)?;
    // `until` and `reaches` are limits only of points.
    if matches!(marker.as_str(), "until" | "reaching" | "reaches") && !named {
        return None;
    }
    // Before any effect, `no more than 3 points` compares; `up to` and `maximum` announce.
    let mut end = end;
    if let Some(stop) = source.longest(end, range.end, LIMIT_AFTER) {
        end = stop;
    }
    // `up to 5 points will be awarded for ...` keeps its verb; a limit behind an effect swallows its scope.
    if effect_before {
        if let Some(stop) = source.longest(end, range.end, LIMIT_SCOPES) {
            end = stop;
        }
        if source.is(end, "per") && source.any(end + 1, range.end, lexicon::ACTORS) {
            end += 2;
        }
    }
    if source.is(start, "(") && source.is(end, ")") && end < range.end {
        end += 1;
    }
    let sign = source.holds(&(start..end), lexicon::LOSS_NOUNS).then_some(Sign::Lose);
    Some(Found { range: start..end, value, usage: Use::Limit, sign, bonus: false, named })
}

/// Whether the number before `at` is not itself an amount of points or a share taken for each of something.
fn out_of_amount(source: &Source, at: usize, range: &Range) -> bool {
    let after_each = source.longest_before(at - 1, range.start, &["per", "each", "every"]).is_some();
    !after_each && source.number(at).is_none()
}

fn limit_value(source: &Source, i: usize, range: &Range, effect_before: bool) -> Option<(Value, usize, bool)> {
    if let Some(end) = source.longest(
        i,
        range.end,
        &[
            "full marks",
            "full points",
            "the full marks",
            "the maximum points",
            "the maximum",
            "the points available",
            "the available points",
        ],
    ) {
        return Some((Value::Item, end, true));
    }
    if let Some((_, most, end)) = points_range(source, i, range.end) {
        return Some((Value::Points(most), end, true));
    }
    let mut m = measure::measure(source, i, range.end)?;
    if !m.percent && m.unit.as_deref().is_some_and(|u| u.eq_ignore_ascii_case("m")) {
        m.unit = None;
    }
    if let Some(end) = points_noun(source, m.end, range.end)
        && !m.percent
    {
        return Some((Value::Points(m.value), end, true));
    }
    if m.percent {
        let (end, named) = of_points(source, m.end, range.end);
        let close = end >= range.end || source.punct(end) || source.longest(end, range.end, LIMIT_SCOPES).is_some();
        return (named || (effect_before && close)).then(|| (Value::Share(m.value / exact::whole(100)), end, named));
    }
    let close = m.end >= range.end
        || matches!(source.word(m.end), "." | "," | ";" | ")" | "points")
        || source.longest(m.end, range.end, LIMIT_SCOPES).is_some();
    (m.unit.is_none() && effect_before && close).then_some((Value::Points(m.value), m.end, false))
}

/// Words before an amount that make it a limit.
#[rustfmt::skip]
const LIMITS: &[&str] = &[
    "up to a maximum of", "up to the maximum of", "up to a maximum total of", "up to the maximum", "up to a maximum",
    "up to a total of", "up to a limit of", "upto a maximum of", "upto", "to a maximum of", "to the maximum of",
    "to a maximum deduction of", "to a maximum", "with a maximum of", "with a maximum total of",
    "with a maximum deduction of", "with a maximum penalty of", "with a maximum possible score of", "with a cap of",
    "subject to a maximum of", "subject to a cap of", "subject to a limit of", "subject to maximum of",
    "subject to a maximum deduction of", "a maximum of", "a maximum total of", "the maximum of", "maximum of",
    "max of", "maximum", "max", "max.", "maximum score", "maximum points", "maximum deduction", "maximum penalty",
    "maximum total", "maximum :", "max :", "max. :", "maximum score :", "maximum score of", "maximum deduction of",
    "maximum penalty of", "a maximum score of", "a maximum deduction of", "a maximum penalty of",
    "up to a maximum deduction of", "up to a maximum penalty of", "capped at", "capped at a maximum of", "capped to",
    "limited to", "limited to a maximum of", "a limit of", "cap of", "a cap of", "cap :", "cap", "not exceeding",
    "not to exceed", "but not exceeding", "but not more than", "no more than", "not more than", "shall not exceed",
    "may not exceed", "does not exceed", "will not exceed", "cannot exceed", "must not exceed", "can not exceed",
    "not exceed", "to a total of", "up to a total", "for a maximum of", "for a total of up to",
    "for a maximum total of", "up to", "at most", "until", "until a maximum of", "to a limit of", "the maximum is",
    "the maximum being", "maximum being", "with maximum", "with a max of", "to a max of", "up to max",
    "up to a max of", "with an upper limit of", "for up to", "up to maximum of", "the total not exceeding",
    "total not exceeding", "to maximum of", "upto maximum of", "upto maximum", "up to maximum", "upto max",
    "subject to max of", "subject to maximum", "subject to a max of", "reaching", "reaches", "cap at", "max total",
    "the maximum penalty being", "the maximum deduction being", "the maximum deduction is", "the maximum penalty is",
    "the maximum score is", "maximum available", "maximum possible", "maximum award of", "a total maximum of",
    "total maximum of", "total maximum", "overall maximum of", "an overall maximum of", "for a total of",
    "for a total possible of", "with a ceiling of", "a ceiling of", "up to a ceiling of", "subject to a ceiling of",
    "with a cap of", "with an overall cap of", "with a limit of", "up to a limit of", "with a possible maximum of", "a possible maximum of", "up to a possible",
    "with a maximum possible of", "for a maximum", "with the maximum of", "to the maximum of", "a max of", "max. of",
    "maximum marks", "maximum points", "max marks", "max points", "maximum of", "max. marks", "max. points",
];

/// The same after the amount: `10 points max`.
#[rustfmt::skip]
const LIMIT_AFTER: &[&str] = &[
    "max", "max.", "maximum", "at most", "in total", "at the most", "max total", "maximum in total", "cap", "limit",
    "maximum total", "total maximum", "total max", "is reached", "are reached", "have been reached",
    "has been reached",
];

/// What may follow a limit and says only where it holds.
#[rustfmt::skip]
const LIMIT_SCOPES: &[&str] = &[
    "in total", "overall", "altogether", "in all", "for this item", "for this criterion", "for this section",
    "for this part", "for this category", "for this indicator", "per item", "for the item", "for the section",
    "for the criterion", "under this item", "under this criterion", "under this heading", "in this category",
    "in this section", "is reached", "are reached", "have been reached", "only", "total", "of bonus",
    "may be earned", "may be awarded", "can be earned", "can be awarded", "may be deducted", "can be deducted",
    "will be deducted", "will be awarded", "shall be awarded", "shall be deducted", "for this question",
    "for the question", "per criterion", "for this standard", "deduction", "penalty", "in any case",
    "for this requirement", "being deducted", "being awarded", "for the whole paper", "per team", "per round",
    "per match", "per year", "per assignment", "per game", "per applicant", "per quarter", "per month",
    "for the assignment", "for the project", "of deductions", "in penalties", "penalties", "deductions", "available", "deducted", "awarded", "in any event", "per section",
];
