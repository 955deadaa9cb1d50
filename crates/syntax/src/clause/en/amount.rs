//! Numbers of points in a sentence: what is earned or lost, and the limits on it.

use super::interval;
use super::lexicon::{self, among};
use super::source::{Range, Source};
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
    "for a total possible of",
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
    "for this requirement", "available", "deducted", "awarded", "in any event", "per section",
];

/// Words before a bare number that make it points: `scores 5`, `a penalty of 5`.
#[rustfmt::skip]
const BARE_BEFORE: &[&str] = &[
    "reduced by", "increased by", "decreased by", "score of", "scores", "score", "scored", "scoring", "score is",
    "score =", "score :", "rating of", "worth", "worth of", "gets", "get", "receives", "receive", "received",
    "earns", "earn", "deduct", "deducts", "deduct a", "lose", "loses", "minus", "subtract", "subtracts",
    "penalty of", "penalties of", "deduction of", "bonus of", "reduction of", "add", "adds", "gains", "gain",
    "carries", "carry", "given", "given a", "gets a", "receives a", "receive a", "awarded", "awarded a", "award",
    "award a", "scores a", "score a", "be given a", "marked as", "marked", "rated", "rated as", "rating =", "equals",
    "reduced to", "set to", "score is", "score will be", "score shall be", "score be", "considered as", "treated as",
    "score becomes", "otherwise", "else", "result is", "be",
];

/// Finds every amount of `range`, in order.
pub(super) fn scan(source: &Source, range: &Range) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut i = range.start;
    while i < range.end {
        let effect_before = out.iter().any(|f| f.usage == Use::Effect);
        let found = floor_at(source, i, range)
            .or_else(|| limit_at(source, i, range, effect_before))
            .or_else(|| effect_at(source, i, range));
        match found {
            Some(found) => {
                i = found.range.end.max(i + 1);
                out.push(found);
            }
            None => i += 1,
        }
    }
    bare_tails(source, range, &mut out);
    settle_limits(source, &mut out);
    out
}

/// A limit with nothing to limit is what a judge may give: `up to 5 points for clarity`.
fn settle_limits(source: &Source, found: &mut [Found]) {
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
        if alone || (up_to && followed && !(later && !earlier)) {
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

fn floor_at(source: &Source, i: usize, range: &Range) -> Option<Found> {
    #[rustfmt::skip]
    let floors = &[
        "to a minimum of", "with a minimum of", "but not below", "but not less than", "but no lower than",
        "not below", "down to a minimum of", "down to", "but no less than", "minimum of", "with a floor of",
        "cannot fall below", "not fall below", "cannot be less than", "cannot go below", "not go below",
        "not be less than", "cannot be lower than", "cannot be negative", "not be negative", "not be below",
        "cannot be below", "a minimum of", "minimum", "to not less than", "and not below",
    ];
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

fn limit_at(source: &Source, i: usize, range: &Range, effect_before: bool) -> Option<Found> {
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
    let mut m = interval::measure(source, i, range.end)?;
    if !m.percent && m.unit.as_deref().is_some_and(|u| u.eq_ignore_ascii_case("m")) {
        m.unit = None;
    }
    if let Some(end) = points_noun(source, m.end, range.end) {
        if !m.percent {
            return Some((Value::Points(m.value), end, true));
        }
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

/// `bonus points` after a number; the token after it.
fn points_noun(source: &Source, i: usize, end: usize) -> Option<usize> {
    let mut at = i;
    while source.any(at, end, lexicon::POINT_ADJECTIVES) && at < i + 3 {
        at += 1;
    }
    // `-point penalty`
    source.any(at, end, lexicon::POINTS).then_some(at + 1)
}

/// `1 to 5 points`, `1-5 marks`, `between 1 and 5 points`.
fn points_range(source: &Source, i: usize, end: usize) -> Option<(Exact, Exact, usize)> {
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

/// `of the total points` after a percentage or fraction; the token after it, and whether it names points.
fn of_points(source: &Source, i: usize, end: usize) -> (usize, bool) {
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

fn effect(range: Range, value: Value, sign: Option<Sign>, named: bool) -> Found {
    Found { range, value, usage: Use::Effect, sign, bonus: false, named }
}

fn effect_at(source: &Source, i: usize, range: &Range) -> Option<Found> {
    let end = range.end;
    nothing_at(source, i, end)
        .or_else(|| item_at(source, i, end))
        .or_else(|| half_at(source, i, end))
        .or_else(|| number_at(source, i, range))
}

fn nothing_at(source: &Source, i: usize, end: usize) -> Option<Found> {
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

fn item_at(source: &Source, i: usize, end: usize) -> Option<Found> {
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
fn half_at(source: &Source, i: usize, end: usize) -> Option<Found> {
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

fn number_at(source: &Source, i: usize, range: &Range) -> Option<Found> {
    let end = range.end;
    if let Some((low, high, stop)) = points_range(source, i, end) {
        let sign = source.holds(&(i..stop), &["penalty", "demerit"]).then_some(Sign::Lose);
        let low_zero = low == exact::whole(0);
        // `0-5 points` and `1-5 points` leave the choice to a judge.
        let value = Value::Between(if low_zero { exact::whole(0) } else { low }, Some(high));
        return Some(effect(i..stop, value, sign, true));
    }
    let signed = source.any(i, end, &["+", "-"])
        && source.number(i + 1).is_some()
        && (!source.spaced(i + 1) || source.is(i, "+"));
    let dash_range = signed
        && i > range.start
        && (source.number(i - 1).is_some() || source.is(i - 1, "%") || among(lexicon::UNITS, source.word(i - 1)))
        && !source.spaced(i);
    let at = if signed && !dash_range { i + 1 } else { i };
    let mut value = source.number(at)?.clone();
    if at >= end
        || compares_before(source, i, range)
        || source.named_number(at, range.start, range.end) && points_noun(source, at + 1, end).is_none()
    {
        return None;
    }
    let mut next = at + 1;
    if source.is(next, "(") && source.is(next + 2, ")") && source.number(next + 1) == Some(&value) {
        next += 3;
    }
    let sign = match (signed && !dash_range, source.word(i)) {
        (true, "-") => Some(Sign::Lose),
        (true, _) => Some(Sign::Earn),
        _ => None,
    };
    let plus = sign == Some(Sign::Earn);
    if source.is(next, "a") && source.any(next + 1, end, &["point", "mark"]) && value < exact::whole(1) {
        next += 1;
    } else if source.is(next, "of")
        && source.is(next + 1, "a")
        && source.any(next + 2, end, &["point", "mark"])
        && value < exact::whole(1)
    {
        next += 2;
    }
    // `two-and-a-half` aside, `1 1/2 points` is one and a half.
    if let Some(part) = source
        .number(next)
        .filter(|n| **n < exact::whole(1) && **n > exact::whole(0) && value >= exact::whole(1) && !source.is(next, "0"))
    {
        if points_noun(source, next + 1, end).is_some() && !source.word(next).contains('.') {
            value += part.clone();
            next += 1;
        }
    }
    if let Some(stop) = points_noun(source, next, end) {
        let adjectives = next..stop;
        let lose =
            source.holds(&adjectives, &["penalty", "demerit", "demerits", "negative", "minus"]).then_some(Sign::Lose);
        let bonus = plus || source.holds(&adjectives, &["bonus", "extra", "additional"]);
        // `70 points or more` compares.
        if source
            .longest(
                stop,
                end,
                &[
                    "or more",
                    "or above",
                    "and above",
                    "or higher",
                    "or less",
                    "or fewer",
                    "and over",
                    "or over",
                    "and below",
                    "or below",
                    "or better",
                ],
            )
            .is_some()
        {
            return None;
        }
        let mut found = effect(i..stop, Value::Points(value), sign.or(lose), true);
        found.bonus = bonus;
        if let Some(after) = source.longest(stop, end, &["max", "max.", "maximum", "max total", "is reached"]) {
            found.range.end = after;
            found.usage = Use::Limit;
            if source.is(i.wrapping_sub(1), "(") && source.is(after, ")") && i > range.start && after < end {
                found.range = i - 1..after + 1;
            }
        }
        return Some(found);
    }
    if source.is(next, "%") {
        return share_at(source, i..next + 1, value, sign, range);
    }
    if sign.is_some() && next_closes(source, next, end) {
        let mut found = effect(i..next, Value::Points(value), sign, false);
        found.bonus = plus;
        return Some(found);
    }
    let spoken = source.longest_before(i, range.start, BARE_BEFORE).is_some();
    let only_be = source.before(i, range.start) == "be"
        && !source.holds(&(range.start..i), &["score", "scores", "mark", "result", "rating"]);
    let given = source.any(next, end, &["is", "are", "was"])
        && source
            .longest_before(
                i,
                range.start,
                &["score of", "rating of", "mark of", "penalty of", "deduction of", "bonus of"],
            )
            .is_some();
    let compared = interval::interval_at(source, at, end, false).is_some();
    (spoken && !only_be && !compared && (given || next_closes(source, next, end)) && !signed)
        .then(|| effect(i..next, Value::Points(value), None, false))
}

/// `10%` is an amount where its words make it one: `a penalty of 10%`, `10% will be deducted`, `10% of the marks`.
fn share_at(source: &Source, range: Range, value: Exact, sign: Option<Sign>, within: &Range) -> Option<Found> {
    let share = value / exact::whole(100);
    let (mut stop, named) = of_points(source, range.end, within.end);
    let from = range.start;
    let before = source.longest_before(
        from,
        within.start,
        &[
            "penalty of",
            "deduction of",
            "reduction of",
            "loss of",
            "bonus of",
            "deduct",
            "deducts",
            "lose",
            "loses",
            "deducted by",
            "reduced by",
            "reduced by a",
            "penalised",
            "penalized",
            "penalised by",
            "penalized by",
            "forfeit",
            "forfeits",
            "credit of",
            "award",
            "awarded",
            "credits of",
            "credit equal to",
            "equal to",
            "increased by",
            "subtract",
            "decreased by",
            "penalty :",
            "lowered by",
            "receive",
            "receives",
            "earns",
            "earn",
            "scores",
            "score",
            "worth",
            "penalties of",
            "incur",
            "incurs",
            "a further",
            "an additional",
        ],
    );
    let after = source.longest(
        stop,
        within.end,
        &[
            "deduction",
            "penalty",
            "reduction",
            "credit",
            "service credit",
            "bonus",
            "off",
            "will be deducted",
            "shall be deducted",
            "is deducted",
            "are deducted",
            "deducted",
            "late penalty",
            "per day",
            "per week",
            "per hour",
            "per calendar day",
            "per working day",
            "for each",
            "for every",
            "for the first day",
            "each day",
            "each",
            "per additional day",
            "of total",
            "will be lost",
            "is lost",
            "penalty per day",
            "of the",
        ],
    );
    if source.any(stop, within.end, &["deduction", "penalty", "reduction", "off", "credit", "bonus"]) && !named {
        // The noun is read with the verb group.
        stop = range.end;
    }
    let sign = sign
        .or_else(|| source.any(stop, within.end, &["deduction", "penalty", "reduction", "off"]).then_some(Sign::Lose));
    let counts = sign.is_some() || before.is_some() || (after.is_some() && !source.is(stop, "of"));
    let compared = source
        .longest(stop, within.end, &["or more", "or above", "and above", "or less", "below", "above", "and below"])
        .is_some()
        && before.is_none();
    // `for each 5%` is the size of a step, not an amount.
    let step = source.longest_before(from, within.start, &["each", "every", "per", "additional"]).is_some()
        && source.longest_before(from, within.start, &["an additional"]).is_none();
    ((counts || named) && !step && !compared).then(|| effect(range.start..stop, Value::Share(share), sign, named))
}

/// Whether what follows a bare number shows that the number stands alone.
fn next_closes(source: &Source, i: usize, end: usize) -> bool {
    i >= end
        || matches!(source.word(i), "," | ";" | "." | ")" | ":" | "!" | "]" | "|" | "/")
        || among(
            &[
                "for",
                "if",
                "when",
                "where",
                "per",
                "each",
                "every",
                "and",
                "or",
                "with",
                "up",
                "while",
                "unless",
                "but",
                "otherwise",
                "only",
                "whenever",
                "on",
                "in",
                "from",
                "at",
                "will",
                "provided",
                "because",
                "as",
            ],
            source.word(i),
        )
        || (source.is(i, "-") && source.spaced(i + 1))
        || source.is(i, "(")
}

/// `at least 70 points`, `below 40 marks`: compared with, not given.
fn compares_before(source: &Source, i: usize, range: &Range) -> bool {
    #[rustfmt::skip]
    let words = &[
        "at least", "more than", "less than", "fewer than", "greater than", "lower than", "above", "below", "under",
        "over", "exceeding", "exceeds", "minimum of", "not less than", "no less than", ">=", "<=", ">", "<",
        "higher than", "reaches", "reach", "than the", "below the", "equal to or more than", "minimum", "exactly",
        "within", "threshold of", "equal or more than", "pass mark of", "between", "mark is", "score is",
        "accumulate", "accumulates", "accumulating", "accumulated", "accumulate a total of", "needs", "need",
        "requires", "require", "reaching", "collecting", "pass mark :", "pass mark =", "out of", "out of a possible",
        "out of a total of", "a total of at least", "beyond", "first", "next", "last",
    ];
    source.longest_before(i, range.start, words).is_some()
        && !(source.longest_before(i, range.start, &["score is"]).is_some()
            && source.longest_before(i, range.start, &["if the score is", "if score is"]).is_none())
        || (source.before(i, range.start) == "and"
            && source.find(&(range.start..i), &["between"]).is_some_and(|(s, _)| i - s <= 5))
}

/// `Excellent - 5, Poor: 0`: a number that closes its piece, where the sentence is made of such pieces.
fn bare_tails(source: &Source, range: &Range, found: &mut Vec<Found>) {
    let taken = |found: &[Found], i: usize| found.iter().any(|f| f.range.contains(&i));
    let mut tails: Vec<Found> = Vec::new();
    for i in range.clone() {
        if taken(found, i)
            || source.number(i).is_none()
            || source.named_number(i, range.start, range.end)
                && !matches!(source.before(i, range.start), ":" | "=" | "-")
        {
            continue;
        }
        let negative = source.before(i, range.start) == "-"
            && !source.spaced(i)
            && i > range.start + 1
            && source.spaced(i - 1)
            && matches!(source.word(i - 2), ":" | "=" | "-");
        let mark = if negative { i - 2 } else { i.saturating_sub(1) };
        let separated = i > range.start
            && mark > range.start
            && (matches!(source.word(mark), ":" | "=")
                || (source.is(mark, "-")
                    && (source.spaced(mark) || source.spaced(mark + 1))
                    && source.number(mark - 1).is_none()));
        let bracketed =
            i > range.start + 1 && source.is(i - 1, "(") && source.is(i + 1, ")") && source.number(i - 2).is_none();
        let spoken = source
            .longest_before(i, range.start, &["otherwise", "else", "otherwise :", "otherwise ,", "others :"])
            .is_some()
            || source.longest(i + 1, range.end, &["otherwise", "if not", "else", "in all other cases"]).is_some()
                && matches!(source.before(i, range.start), "," | "and" | "or" | ";" | "else");
        let levelled =
            i > range.start && lexicon::LEVEL_WORDS.contains(&source.word(i - 1)) && !source.is(i - 1, "level");
        let announced = source.before(i, range.start) == ":"
            && i >= range.start + 2
            && among(
                &[
                    "points",
                    "score",
                    "scores",
                    "marks",
                    "scoring",
                    "deducted",
                    "awarded",
                    "lost",
                    "penalties",
                    "deductions",
                ],
                source.word(i - 2),
            );
        let listed = announced && among(&["for", "if", "when", "per"], source.word(i + 1))
            || matches!(source.before(i, range.start), "," | "and" | "or" | ";")
                && among(&["if", "for", "when", "where"], source.word(i + 1))
                && (found.iter().any(|f| f.usage == Use::Effect && f.range.end < i) || !tails.is_empty());
        if source.is(i + 1, "%")
            && matches!(source.before(i, range.start), "," | "and" | "or" | ";")
            && among(&["if", "for", "when", "where"], source.word(i + 2))
        {
            if let (Some(share), true) = (source.number(i), found.iter().any(|f| matches!(f.value, Value::Share(_)))) {
                tails.push(effect(i..i + 2, Value::Share(share / exact::whole(100)), None, false));
                continue;
            }
        }
        let closes = listed
            || spoken
            || i + 1 >= range.end
            || matches!(source.word(i + 1), "," | ";" | "." | ")" | "|" | "/" | "and" | "or" | "otherwise");
        if ((separated || spoken || listed || levelled) && closes) || bracketed {
            let (value, sign) =
                (source.number(i).cloned().unwrap_or_else(|| exact::whole(0)), negative.then_some(Sign::Lose));
            let start = if negative { i - 1 } else { i };
            let range = if bracketed { i - 1..i + 2 } else { start..i + 1 };
            tails.push(effect(range, Value::Points(value), sign, false));
        }
    }
    // `2 = met, 1 = partly met`: the number opens its piece.
    if tails.is_empty() && !found.iter().any(|f| f.usage == Use::Effect) {
        for i in range.clone() {
            let opens =
                i == range.start || matches!(source.word(i.wrapping_sub(1)), "," | ";" | "(" | ":" | "|" | "/" | "and");
            if opens && source.number(i).is_some() && source.any(i + 1, range.end, &["=", ":"]) && !taken(found, i) {
                let value = source.number(i).cloned().unwrap_or_else(|| exact::whole(0));
                tails.push(effect(i..i + 1, Value::Points(value), None, false));
            }
        }
    }
    let sure = found.iter().any(|f| f.usage == Use::Effect);
    let one = tails.iter().any(|t| {
        source.before(t.range.start, range.start) == ":"
            && source.any(t.range.end, range.end, &["for", "per", "if", "when"])
    });
    if tails.len() + usize::from(sure) >= 2 || one {
        found.extend(tails);
        found.sort_by_key(|f| f.range.start);
    }
}
