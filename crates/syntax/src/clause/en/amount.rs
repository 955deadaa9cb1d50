//! Numbers of points in a sentence: what is earned or lost, and the limits on it.

use super::lexicon::{self, among};
use super::limit::{floor_at, limit_at, settle_limits};
use super::number::number_at;
use super::source::{Range, Source};
use super::tail::bare_tails;
use super::whole::{half_at, item_at, nothing_at};
use crate::clause::{Amount, Sign};
use crate::exact::{self, Exact};

/// So many points, as written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// `5 points`.
    Points(Exact),
    /// `10%`, `half the marks`.
    Share(Exact),
    /// `full marks`.
    Item,
    /// `no points`.
    Nothing,
    /// `1 to 5 points`: a judge decides. The upper end may be the item's points.
    Between(Exact, Option<Exact>),
}

/// What an amount is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It is earned or lost.
    Effect,
    /// The most that is earned or lost.
    Limit,
    /// A lower end, which 0 always is.
    Floor,
}

/// An amount and its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// Its tokens, with the words that make it a limit.
    pub(super) range: Range,
    /// How much.
    pub(super) value: Value,
    /// What for.
    pub(super) usage: Use,
    /// What its own words say of earning or losing.
    pub(super) sign: Option<Sign>,
    /// `bonus points`, `+5`.
    pub(super) bonus: bool,
    /// It says `points` or `marks`.
    pub(super) named: bool,
}

impl Value {
    /// As the clause types have it; `None` for what a judge decides.
    pub(super) fn amount(&self) -> Option<Amount> {
        Some(match self {
            Value::Points(points) => Amount::Points(points.clone()),
            Value::Share(share) => Amount::ShareOfItem(share.clone()),
            Value::Item => Amount::ItemPoints,
            Value::Nothing => Amount::Points(exact::whole(0)),
            Value::Between(_, most) => Amount::Points(most.clone()?),
        })
    }

    /// Whether it is none at all.
    pub(super) fn is_nothing(&self) -> bool {
        match self {
            Value::Nothing => true,
            Value::Points(points) => *points == exact::whole(0),
            _ => false,
        }
    }
}

/// Finds every amount of `range`, in order.
pub(super) fn scan(source: &Source, range: &Range) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut i = range.start;
    while i < range.end {
        let effect_before = out.iter().any(|f| f.usage == Use::Effect);
        let given = effect_before && !out.iter().any(|f| f.value.is_nothing());
        let found = floor_at(source, i, range)
            .or_else(|| limit_at(source, i, range, effect_before))
            .or_else(|| effect_at(source, i, range))
            .or_else(|| refused_at(source, i, range.end).filter(|_| given));
        match found {
            Some(found) => {
                i = found.range.end.max(i + 1);
                out.push(found);
            }
            None => i += 1,
        }
    }
    bare_tails(source, range, &mut out);
    settle_limits(source, range, &mut out);
    out
}

/// Behind another amount, what is not taken in any more earns nothing: `... and will not be accepted after 5 days`.
fn refused_at(source: &Source, i: usize, end: usize) -> Option<Found> {
    #[rustfmt::skip]
    let words = &[
        "will not be accepted", "will not be graded", "will not be marked", "shall not be accepted",
        "are not accepted", "is not accepted", "cannot be accepted", "will no longer be accepted",
        "not be accepted", "no longer accepted", "will not be scored", "will be rejected", "will not be considered",
    ];
    source.longest(i, end, words).map(|stop| effect(i..stop, Value::Nothing, None, true))
}

/// `bonus points` after a number; the token after it.
pub(super) fn points_noun(source: &Source, i: usize, end: usize) -> Option<usize> {
    let mut at = i;
    while source.any(at, end, lexicon::POINT_ADJECTIVES) && at < i + 3 {
        at += 1;
    }
    // One more word may name the kind of points: `2 league points`.
    if at < i + 3
        && source.any(at + 1, end, lexicon::POINTS)
        && matches!(source.word(at + 1), "points" | "point" | "marks")
        && kind_of_points(source, at)
    {
        at += 1;
    }
    // `-point penalty`
    source.any(at, end, lexicon::POINTS).then_some(at + 1)
}

/// Whether the word at `at` can say what kind of points they are.
fn kind_of_points(source: &Source, at: usize) -> bool {
    #[rustfmt::skip]
    let others = &[
        "percentage", "%", "percent", "data", "decimal", "match", "power", "focal", "check", "access", "collection",
        "of", "for", "per", "each", "every", "and", "or", "the", "a", "an", "if", "to", "in", "on", "at", "with",
        "than", "least", "most", "basis", "entry", "water", "service", "delivery", "distribution", "no", "any", "times",
        "x", "full",
    ];
    let plain = source.word(at).chars().all(|c| c.is_alphabetic() || c == '-');
    let listed = among(others, source.word(at))
        || among(lexicon::UNITS, source.word(at))
        || among(lexicon::EARN, source.word(at))
        || among(lexicon::LOSE, source.word(at));
    plain && !listed && source.number(at).is_none()
}

/// `1 to 5 points`, `1-5 marks`, `between 1 and 5 points`.
pub(super) fn points_range(source: &Source, i: usize, end: usize) -> Option<(Exact, Exact, usize)> {
    let between = source.is(i, "between");
    let start = if between || source.is(i, "from") { i + 1 } else { i };
    let low = source.number(start)?.clone();
    // `greater than 2 – 5 points`: the first number closes a comparison, the dash parts it from the amount.
    let closes = i > 0
        && matches!(
            source.word(i - 1),
            "than"
                | "to"
                | "-"
                | "least"
                | "most"
                | "above"
                | "below"
                | "over"
                | "under"
                | "<"
                | ">"
                | "<="
                | ">="
                | "and"
        );
    if closes && !between && source.is(start + 1, "-") && source.spaced(start + 1) && source.spaced(start + 2) {
        return None;
    }
    let mut at = start + 1;
    at = points_noun(source, at, end).unwrap_or(at);
    at = source.longest(at, end, if between { &["and"] } else { &["to", "-"] })?;
    let high = source.number(at)?.clone();
    let stop = points_noun(source, at + 1, end)?;
    (low < high).then_some((low, high, stop))
}

pub(super) fn effect(range: Range, value: Value, sign: Option<Sign>, named: bool) -> Found {
    Found { range, value, usage: Use::Effect, sign, bonus: false, named }
}

fn effect_at(source: &Source, i: usize, range: &Range) -> Option<Found> {
    let end = range.end;
    nothing_at(source, i, end)
        .or_else(|| item_at(source, i, end))
        .or_else(|| half_at(source, i, end))
        .or_else(|| number_at(source, i, range))
}
