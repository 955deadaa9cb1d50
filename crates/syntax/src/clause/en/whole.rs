//! Amounts without a number of points: `no points`, `full marks`, `half the marks`, and what shares are shares of.

use super::amount::{Found, Value, effect, points_noun};
use super::lexicon::{self, among};
use super::number::next_closes;
use super::source::Source;
use crate::clause::Sign;
use crate::exact::{self, Exact};

/// `of the total points` after a percentage or fraction; the token after it, and whether it names points.
pub(super) fn of_points(source: &Source, i: usize, end: usize) -> (usize, bool) {
    if !source.any(i, end, &["of", "from", "off"]) {
        return (i, false);
    }
    let mut at = i + 1;
    while at < i + 8 && at < end {
        let word = source.word(at);
        if among(lexicon::POINTS, word)
            || among(
                &[
                    "score",
                    "scores",
                    "grade",
                    "mark",
                    "value",
                    "fee",
                    "fees",
                    "charge",
                    "charges",
                    "payment",
                    "maximum",
                    "total",
                    "price",
                    "weight",
                    "weighting",
                    "rating",
                    "amount",
                ],
                word,
            )
        {
            let more = source.any(at + 1, end, lexicon::POINTS)
                || source.any(at + 1, end, &["score", "value", "fee", "grade", "fees", "points", "price", "payment"]);
            if !more {
                let mut stop = at + 1;
                for tail in [
                    "for that question",
                    "for the question",
                    "assigned to that question",
                    "allotted to that question",
                    "for this item",
                    "for that item",
                    "for the item",
                    "for this criterion",
                    "available",
                    "for this section",
                    "for the affected service",
                    "for that month",
                    "for the month",
                    "assigned to the question",
                    "allotted to the question",
                    "allocated to that question",
                    "of the item",
                    "for the assignment",
                    "of the assignment",
                    "earned",
                    "awarded",
                    "on offer",
                    "possible",
                ] {
                    stop = source.phrase(at + 1, end, tail).map_or(stop, |e| e.max(stop));
                }
                return (stop, true);
            }
        } else if !(among(lexicon::DETERMINERS, word)
            || among(
                &[
                    "total",
                    "maximum",
                    "available",
                    "possible",
                    "overall",
                    "final",
                    "monthly",
                    "full",
                    "item",
                    "item's",
                    "question's",
                    "item",
                    "allocated",
                    "allotted",
                    "contract",
                    "service",
                    "team's",
                    "technical",
                    "assigned",
                    "achieved",
                    "earned",
                    "awarded",
                    "respective",
                    "relevant",
                    "question",
                    "annual",
                    "base",
                    "final",
                    "original",
                    "of",
                    "assignment",
                    "assignment's",
                    "project",
                    "charges",
                    "number",
                ],
                word,
            ))
        {
            break;
        }
        at += 1;
    }
    (i, false)
}

pub(super) fn nothing_at(source: &Source, i: usize, end: usize) -> Option<Found> {
    // `10 points when ..., and none when ...`
    // `it earns nothing otherwise`
    if source.is(i, "nothing") && i > 0 && lexicon::EARN.contains(&source.word(i - 1)) {
        return Some(effect(i..i + 1, Value::Nothing, None, true));
    }
    let none = source.is(i, "none") && source.any(i + 1, end, &["when", "if", "for", "where", "otherwise"]);
    if none && i > 0 && matches!(source.word(i - 1), "," | ";" | "and" | "or" | "but") {
        return Some(effect(i..i + 1, Value::Nothing, None, true));
    }
    #[rustfmt::skip]
    let losing = &[
        "no negative marking", "no negative marks", "no penalty", "no penalties", "no deduction", "no deductions",
        "without penalty", "without deduction", "no demerit points", "no penalty points", "no points deducted",
        "no marks deducted", "no points lost", "not be penalised", "not be penalized", "not penalised",
        "not penalized",
    ];
    if let Some(stop) = source.longest(i, end, losing) {
        return Some(effect(i..stop, Value::Nothing, Some(Sign::Lose), true));
    }
    #[rustfmt::skip]
    let earning = &[
        "no score", "no credit", "no credits", "no award", "zero credit", "zero score", "a zero", "a score of zero",
        "a mark of zero", "mark of zero", "score of zero", "a grade of zero", "zero marks", "no bonus",
        "scored as zero", "nil", "not score", "no marks at all", "not be scored", "not be awarded", "not be marked",
        "not be awarded any points", "not be given any points", "not receive any points", "not earn any points",
        "not receive points", "not earn points", "not score any points", "not score points", "not get any points",
        "not get points", "not gain any points", "not be awarded points", "not be awarded marks",
        "not receive any marks", "not receive marks", "not receive any credit", "not receive credit",
        "none of the points", "not be given points", "not be given marks", "not earn any marks",
        "not earn any credit", "no partial credit", "not counted", "not be counted", "no rating points",
    ];
    if let Some(stop) = source.longest(i, end, earning).filter(|s| {
        source.before(*s, i) != "zero" && source.before(*s, i) != "nothing" && source.before(*s, i) != "nil"
            || next_closes(source, *s, end)
    }) {
        // `not score 5`: the number decides. `not be awarded 5 points` is nothing too.
        let stop =
            if source.number(stop).is_some() { points_noun(source, stop + 1, end).unwrap_or(stop) } else { stop };
        let stop = points_noun(source, stop, end).unwrap_or(stop);
        let mut found = effect(i..stop, Value::Nothing, None, true);
        found.bonus = source.holds(&(i..stop), &["bonus", "extra", "additional"]);
        return Some(found);
    }
    if source.any(i, end, &["no", "zero", "nil"]) || source.number(i).is_some_and(|n| *n == exact::whole(0)) {
        let stop = points_noun(source, i + 1, end)?;
        let sign = source.holds(&(i..stop), &["penalty", "demerit"]).then_some(Sign::Lose);
        let mut found = effect(i..stop, Value::Nothing, sign, true);
        found.bonus = source.is(i, "no") && source.holds(&(i..stop), &["bonus", "extra", "additional"]);
        return Some(found);
    }
    None
}

pub(super) fn item_at(source: &Source, i: usize, end: usize) -> Option<Found> {
    #[rustfmt::skip]
    let full = &[
        "full marks", "full points", "full score", "full credit", "full mark", "the full score", "the full points",
        "the full marks", "full point", "the full mark", "a full score", "the full credit", "maximum points",
        "maximum marks", "maximum score", "the maximum points", "the maximum marks", "the maximum score",
        "the maximum financial score", "the maximum technical score", "the maximum price score",
        "the maximum number of marks", "the full technical score", "maximum financial score",
        "the maximum number of points", "all points", "all the points", "all marks", "all the marks",
        "all of the points", "all available points", "all its points", "a perfect score",
        "the maximum available points", "the maximum available marks", "the full number of points", "maximum credit",
        "the full amount of points", "the maximum mark", "maximum mark", "the highest score", "the highest mark",
        "the maximum", "the full allocation", "maximum available points", "maximum number of points",
        "maximum possible points", "the maximum possible score", "all of the marks", "the available points",
        "the total points", "total points", "the maximum allocated points", "the full weight", "100% of the points",
        "100% of the marks", "the full 100%", "100% of the score", "the full number of marks", "the highest points",
        "highest points", "the points for this item", "the points for the item", "highest score", "highest marks",
        "the highest marks", "the points",
    ];
    let mut stop = source.longest(i, end, full)?;
    // `Full marks: +4 if ...` heads its line.
    if source.is(stop, ":")
        && i + 6 > stop
        && (source.number(stop + 1).is_some() || source.any(stop + 1, end, &["+", "-"]))
    {
        return None;
    }
    // `the points` alone names no amount unless all of them are taken or given back.
    if matches!(
        source.raw(&(i..stop)).to_lowercase().as_str(),
        "the points"
            | "total points"
            | "the total points"
            | "highest score"
            | "the highest score"
            | "highest points"
            | "the maximum"
    ) {
        return None;
    }
    // `full marks (30)`, `the maximum score of 30 points`: the number is meant.
    let numbered = |at: usize| -> Option<(Exact, usize)> {
        let open = source.is(at, "(");
        let of = source.any(at, end, &["of", "-", "="]);
        let value = source.number(at + 1).filter(|_| (open || of) && at + 1 < end)?.clone();
        let mut stop = points_noun(source, at + 2, end).unwrap_or(at + 2);
        if open {
            if !source.is(stop, ")") {
                return None;
            }
            stop += 1;
        }
        Some((value, stop))
    };
    if let Some((value, after)) = numbered(stop) {
        stop = after;
        return Some(effect(i..stop, Value::Points(value), None, true));
    }
    if let Some(after) = source.longest(
        stop,
        end,
        &[
            "for this item",
            "for the item",
            "for this criterion",
            "for this section",
            "for this question",
            "for that question",
            "for the question",
            "for that item",
            "for this indicator",
            "for this standard",
            "for that section",
            "available",
            "on this item",
            "possible",
        ],
    ) {
        stop = after;
    }
    Some(effect(i..stop, Value::Item, None, true))
}

/// `half the marks`, `one-third of the marks`, `half marks`.
pub(super) fn half_at(source: &Source, i: usize, end: usize) -> Option<Found> {
    let (share, mut at) = if source.is(i, "half") {
        (exact::ratio(1, 2), i + 1)
    } else if source.any(i, end, &["a", "one"]) && source.any(i + 1, end, &["third", "quarter", "half", "fourth"]) {
        let share = match source.word(i + 1) {
            "third" => exact::ratio(1, 3),
            "half" => exact::ratio(1, 2),
            _ => exact::ratio(1, 4),
        };
        (share, i + 2)
    } else {
        let n = source.number(i).filter(|n| **n > exact::whole(0) && **n < exact::whole(1))?;
        if !source.is(i + 1, "of") && !source.spelled(i) {
            return None;
        }
        (n.clone(), i + 1)
    };
    if source.is(at, "(") && source.is(at + 2, ")") {
        at += 3;
    }
    // `a quarter of a point`: of one point, not of the item's.
    if let Some(stop) = source.longest(at, end, &["of a point", "of one point", "of a mark", "of one mark"]) {
        return Some(effect(i..stop, Value::Points(share), None, true));
    }
    let (stop, named) = of_points(source, at, end);
    if named && i < end {
        return Some(effect(i..stop, Value::Share(share), None, true));
    }
    if source.is(i, "half") {
        let mut at = i + 1;
        if source.any(at, end, &["a", "of"]) {
            at += 1;
        }
        while source.any(at, end, &["the", "of", "available", "total", "maximum", "full"]) && at < i + 5 {
            at += 1;
        }
        let singular = source.any(at, end, &["point", "mark"]);
        if source.any(at, end, lexicon::POINTS) || source.is(at, "score") {
            // `half a point` is half of one.
            let value = if singular && source.any(i + 1, end, &["a", "point", "mark"]) {
                Value::Points(share)
            } else {
                Value::Share(share)
            };
            return Some(effect(i..at + 1, value, None, true));
        }
    }
    None
}
