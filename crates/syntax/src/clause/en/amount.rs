//! Numbers of points in a sentence: what is earned or lost, and the limits on it.

use super::interval;
use super::lexicon::{self, among};
use super::limit::{floor_at, limit_at, settle_limits};
use super::source::{Range, Source};
use super::tail::bare_tails;
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

/// `bonus points` after a number; the token after it.
pub(super) fn points_noun(source: &Source, i: usize, end: usize) -> Option<usize> {
    let mut at = i;
    while source.any(at, end, lexicon::POINT_ADJECTIVES) && at < i + 3 {
        at += 1;
    }
    // `-point penalty`
    source.any(at, end, lexicon::POINTS).then_some(at + 1)
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
        && points_noun(source, next + 1, end).is_some()
        && !source.word(next).contains('.')
    {
        value += part.clone();
        next += 1;
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
