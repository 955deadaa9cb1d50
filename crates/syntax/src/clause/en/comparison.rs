//! Comparing words before and behind a number: `at least`, `wider than`, `or more`.

use super::interval::Edge;
use super::source::Source;
use crate::exact::Exact;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Side {
    Above,
    Below,
    AtLeast,
    AtMost,
    Exactly,
}

/// Words before a number. Longest match counts.
#[rustfmt::skip]
pub(super) const COMPARISONS: &[(&str, Side)] = &[
    ("more than", Side::Above), ("greater than", Side::Above), ("higher than", Side::Above),
    ("larger than", Side::Above), ("bigger than", Side::Above), ("better than", Side::Above),
    ("later than", Side::Above), ("over", Side::Above), ("above", Side::Above), ("exceeding", Side::Above),
    ("exceeds", Side::Above), ("exceed", Side::Above), ("exceeded", Side::Above), ("in excess of", Side::Above),
    ("after", Side::Above), ("later than", Side::Above), ("past", Side::Above), ("beyond", Side::Above),
    ("strictly more than", Side::Above), ("strictly above", Side::Above), (">", Side::Above),
    ("less than", Side::Below), ("fewer than", Side::Below), ("lower than", Side::Below),
    ("smaller than", Side::Below), ("worse than", Side::Below), ("under", Side::Below), ("below", Side::Below),
    ("short of", Side::Below), ("falls below", Side::Below), ("fall below", Side::Below),
    ("drops below", Side::Below), ("earlier than", Side::Below), ("strictly less than", Side::Below),
    ("strictly below", Side::Below), ("not reach", Side::Below), ("not reached", Side::Below),
    ("not reaching", Side::Below), ("up to but not including", Side::Below), ("<", Side::Below),
    ("at least", Side::AtLeast), ("atleast", Side::AtLeast), ("no less than", Side::AtLeast),
    ("not less than", Side::AtLeast), ("no fewer than", Side::AtLeast), ("not fewer than", Side::AtLeast),
    ("no lower than", Side::AtLeast), ("not lower than", Side::AtLeast), ("not below", Side::AtLeast),
    ("not under", Side::AtLeast), ("a minimum of", Side::AtLeast), ("the minimum of", Side::AtLeast),
    ("minimum of", Side::AtLeast), ("minimum", Side::AtLeast), ("min", Side::AtLeast), ("min.", Side::AtLeast),
    (">=", Side::AtLeast), ("> =", Side::AtLeast), ("equal to or more than", Side::AtLeast),
    ("equal to or greater than", Side::AtLeast), ("equal to or above", Side::AtLeast),
    ("equal to or over", Side::AtLeast), ("equal or more than", Side::AtLeast),
    ("equal or greater than", Side::AtLeast), ("equal or above", Side::AtLeast),
    ("greater than or equal to", Side::AtLeast), ("more than or equal to", Side::AtLeast),
    ("higher than or equal to", Side::AtLeast), ("greater or equal to", Side::AtLeast),
    ("exceeds or equals", Side::AtLeast), ("meets or exceeds", Side::AtLeast), ("equals or exceeds", Side::AtLeast),
    ("reaches", Side::AtLeast), ("reaching", Side::AtLeast), ("reached", Side::AtLeast), ("reach", Side::AtLeast),
    ("upwards of", Side::AtLeast), ("at or above", Side::AtLeast), ("or above", Side::AtLeast),
    ("starting from", Side::AtLeast), ("at most", Side::AtMost), ("no more than", Side::AtMost),
    ("not more than", Side::AtMost), ("no higher than", Side::AtMost), ("not higher than", Side::AtMost),
    ("no greater than", Side::AtMost), ("not greater than", Side::AtMost), ("not exceeding", Side::AtMost),
    ("does not exceed", Side::AtMost), ("do not exceed", Side::AtMost), ("not exceed", Side::AtMost),
    ("not to exceed", Side::AtMost), ("not above", Side::AtMost), ("not over", Side::AtMost),
    ("no later than", Side::AtMost), ("not later than", Side::AtMost), ("no longer than", Side::AtMost),
    ("not longer than", Side::AtMost), ("up to", Side::AtMost), ("upto", Side::AtMost),
    ("up to and including", Side::AtMost), ("a maximum of", Side::AtMost), ("the maximum of", Side::AtMost),
    ("maximum of", Side::AtMost), ("maximum", Side::AtMost), ("max", Side::AtMost), ("within", Side::AtMost),
    ("<=", Side::AtMost), ("< =", Side::AtMost), ("less than or equal to", Side::AtMost),
    ("lower than or equal to", Side::AtMost), ("equal to or less than", Side::AtMost),
    ("equal or less than", Side::AtMost), ("at or below", Side::AtMost), ("exactly", Side::Exactly),
    ("equal to", Side::Exactly), ("equals", Side::Exactly), ("precisely", Side::Exactly), ("=", Side::Exactly),
];

/// `wider than`: a comparison that also says what is measured.
#[rustfmt::skip]
pub(super) const DIMENSIONS: &[(&str, &str, Side)] = &[
    ("wider than", "width", Side::Above), ("broader than", "width", Side::Above),
    ("narrower than", "width", Side::Below), ("taller than", "height", Side::Above),
    ("shorter than", "length", Side::Below), ("longer than", "length", Side::Above),
    ("heavier than", "weight", Side::Above), ("lighter than", "weight", Side::Below),
    ("deeper than", "depth", Side::Above), ("shallower than", "depth", Side::Below),
    ("thicker than", "thickness", Side::Above), ("thinner than", "thickness", Side::Below),
    ("older than", "age", Side::Above), ("younger than", "age", Side::Below),
    ("hotter than", "temperature", Side::Above), ("warmer than", "temperature", Side::Above),
    ("colder than", "temperature", Side::Below),
];

#[rustfmt::skip]
pub(super) const OR_MORE: &[&str] = &[
    "or more", "and above", "or above", "or higher", "and higher", "or greater", "and greater", "or over",
    "and over", "and more", "or better", "and better", "and up", "and upwards", "or upwards", "or longer",
    "and longer", "plus", "or later", "or older", "& above", "& over", "or beyond", "and beyond", "minimum",
    "at least", "upwards", "or farther", "or further",
];

#[rustfmt::skip]
pub(super) const OR_LESS: &[&str] = &[
    "or less", "and less", "or fewer", "and fewer", "or below", "and below", "or lower", "and lower", "or under",
    "and under", "or shorter", "or earlier", "& below", "& under", "maximum", "at most", "or smaller", "or younger",
    "or closer", "or nearer", "or quicker", "or faster",
];

pub(super) fn comparison(source: &Source, i: usize, end: usize) -> Option<(Side, usize, Option<&'static str>)> {
    let plain = COMPARISONS.iter().filter_map(|(p, s)| source.phrase(i, end, p).map(|e| (*s, e, None)));
    let with = DIMENSIONS.iter().filter_map(|(p, d, s)| source.phrase(i, end, p).map(|e| (*s, e, Some(*d))));
    let found = plain.chain(with).max_by_key(|(_, e, _)| *e)?;
    // `narrower than or equal to`, `longer than the limit of 5 cm`: fillers between the comparison and its number.
    let mut at = found.1;
    while source.any(
        at,
        end,
        &[
            "the",
            "a",
            "an",
            "of",
            "about",
            "or",
            "equal",
            "to",
            "stipulated",
            "required",
            "permitted",
            "allowed",
            "allotted",
            "limit",
            "target",
            "threshold",
            "value",
            "benchmark",
            "minimum",
            "maximum",
            "standard",
            "level",
            "total",
            "only",
            "score",
            "time",
            "word",
            "agreed",
            "specified",
            "prescribed",
            "weight",
            "size",
            "height",
        ],
    ) && at < found.1 + 5
    {
        at += 1;
    }
    let or_equal =
        source.phrase(found.1, end, "or equal to").is_some() || source.phrase(found.1, end, "or equal").is_some();
    let side = match (found.0, or_equal) {
        (Side::Above, true) => Side::AtLeast,
        (Side::Below, true) => Side::AtMost,
        (side, _) => side,
    };
    Some((side, at, found.2))
}

pub(super) fn edges(side: Side, value: Exact) -> (Option<Edge>, Option<Edge>) {
    let edge = |included| Some(Edge { value: value.clone(), included: Some(included) });
    match side {
        Side::Above => (edge(false), None),
        Side::AtLeast => (edge(true), None),
        Side::Below => (None, edge(false)),
        Side::AtMost => (None, edge(true)),
        Side::Exactly => (edge(true), edge(true)),
    }
}
