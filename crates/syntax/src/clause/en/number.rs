//! Bare numbers and shares that their words make amounts: `scores 5`, `-2`, `10% will be deducted`.

use super::amount::{Found, Use, Value, effect, points_noun, points_range};
use super::interval;
use super::lexicon::{self, among};
use super::source::{Range, Source};
use super::whole::of_points;
use crate::clause::Sign;
use crate::exact::{self, Exact};

/// Words before a bare number that make it points: `scores 5`, `a penalty of 5`.
#[rustfmt::skip]
pub(super) const BARE_BEFORE: &[&str] = &[
    "mark of", "grade of", "marks of", "recorded as", "graded as", "reduced by", "increased by", "decreased by", "score of", "scores", "score", "scored", "scoring", "score is",
    "score =", "score :", "rating of", "worth", "worth of", "gets", "get", "receives", "receive", "received",
    "earns", "earn", "deduct", "deducts", "deduct a", "lose", "loses", "minus", "subtract", "subtracts",
    "penalty of", "penalties of", "deduction of", "bonus of", "reduction of", "add", "adds", "gains", "gain",
    "carries", "carry", "given", "given a", "gets a", "receives a", "receive a", "awarded", "awarded a", "award",
    "award a", "scores a", "score a", "be given a", "marked as", "marked", "rated", "rated as", "rating =", "equals",
    "reduced to", "set to", "score is", "score will be", "score shall be", "score be", "considered as", "treated as",
    "score becomes", "otherwise", "else", "result is", "be",
];

/// `a point is lost`, `loses a mark`: one.
fn article_at(source: &Source, i: usize, range: &Range) -> Option<Found> {
    if !source.any(i, range.end, &["a", "an"]) {
        return None;
    }
    let stop = points_noun(source, i + 1, range.end)?;
    let singular = source.any(stop - 1, range.end, &["point", "mark"]);
    let verb = |word: &str| {
        among(
            &[
                "lose", "loses", "lost", "deduct", "deducts", "deducted", "earn", "earns", "award", "awarded",
                "awards", "score", "scores", "gain", "gains", "get", "gets", "receive", "receives", "costs", "cost",
            ],
            word,
        )
    };
    let after = source.any(stop, range.end, &["is", "will", "shall"])
        && (stop..range.end.min(stop + 4))
            .any(|j| among(&["lost", "deducted", "awarded", "given", "added", "scored"], source.word(j)));
    let before = i > range.start && verb(source.word(i - 1));
    let purpose = source.any(stop, range.end, &["for", "per", "each", "if", ".", ","]) || stop >= range.end;
    let sign = source.holds(&(i..stop), &["penalty", "demerit"]).then_some(Sign::Lose);
    (singular && (after || before && purpose)).then(|| effect(i..stop, Value::Points(exact::whole(1)), sign, true))
}

pub(super) fn number_at(source: &Source, i: usize, range: &Range) -> Option<Found> {
    let end = range.end;
    if let Some(found) = article_at(source, i, range) {
        return Some(found);
    }
    if let Some((low, high, stop)) = points_range(source, i, end) {
        let sign = source.holds(&(i..stop), &["penalty", "demerit"]).then_some(Sign::Lose);
        let low_zero = low == exact::whole(0);
        // `0-5 points` and `1-5 points` leave the choice to a judge.
        let value = Value::Between(if low_zero { exact::whole(0) } else { low }, Some(high));
        return Some(effect(i..stop, value, sign, true));
    }
    // A dash that touches the word before it parts a label from its amount: `in place—10 points`.
    let parts = source.is(i, "-") && i > range.start && !source.spaced(i) && !source.punct(i - 1);
    let signed = !parts
        && source.any(i, end, &["+", "-"])
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
    if let Some(after) = source.phrase(next, end, "and a half").filter(|a| points_noun(source, *a, end).is_some()) {
        value += exact::ratio(1, 2);
        next = after;
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
            .is_some_and(|after| source.number(after).is_none() || after >= end)
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
    let spoken = source.longest_before(i, range.start, BARE_BEFORE).is_some() || verb_follows(source, next, end);
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

/// `0.25 will be deducted for each ...`: the verb alone makes the number an amount.
fn verb_follows(source: &Source, i: usize, end: usize) -> bool {
    let mut at = i;
    while source.any(at, end, &["will", "shall", "is", "are", "be", "to", "must", "should"]) {
        at += 1;
    }
    at > i && source.any(at, end, &["deducted", "subtracted", "awarded", "added", "docked"])
}

/// `10%` is an amount where its words make it one: `a penalty of 10%`, `10% will be deducted`, `10% of the marks`.
pub(super) fn share_at(
    source: &Source,
    range: Range,
    value: Exact,
    sign: Option<Sign>,
    within: &Range,
) -> Option<Found> {
    let share = value / exact::whole(100);
    let (mut stop, named) = of_points(source, range.end, within.end);
    stop = loss_adjectives(source, stop, within.end);
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
    let lowered = source.before(from, within.start) == "by"
        && (within.start.max(from.saturating_sub(7))..from)
            .any(|i| among(&["lowers", "lower", "lowered", "reduces", "reduce", "decreases", "cuts"], source.word(i)))
        && (within.start.max(from.saturating_sub(5))..from)
            .any(|i| among(&["grade", "score", "mark", "marks", "points", "total", "result"], source.word(i)));
    let before = before.or(lowered.then_some(from));
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
        stop = loss_adjectives(source, range.end, within.end);
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

/// `10% grade reduction`: the words between a share and the noun of loss.
fn loss_adjectives(source: &Source, i: usize, end: usize) -> usize {
    let adjectives = &["grade", "late", "score", "mark", "point", "automatic", "grading", "negative", "flat"];
    let mut at = i;
    while source.any(at, end, adjectives) && at < i + 2 {
        at += 1;
    }
    if source.any(at, end, &["deduction", "penalty", "reduction", "marking", "loss"]) { at } else { i }
}

/// Whether what follows a bare number shows that the number stands alone.
pub(super) fn next_closes(source: &Source, i: usize, end: usize) -> bool {
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
pub(super) fn compares_before(source: &Source, i: usize, range: &Range) -> bool {
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
