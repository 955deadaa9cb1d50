//! Numbers with units, and the intervals that words make of them: `at least 5 days`, `80–89%`, `10 or more`.

use super::comparison::{OR_LESS, OR_MORE, Side, comparison, edges};
use super::measure::{measure, unit_at};
use super::source::{Range, Source};
use crate::exact::{self, Exact};

/// An edge of an interval.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Edge {
    /// Where.
    pub(super) value: Exact,
    /// Whether it belongs; `None` where the words do not say.
    pub(super) included: Option<bool>,
}

/// A set of numbers between two edges.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Interval {
    /// Lower edge.
    pub(super) from: Option<Edge>,
    /// Upper edge.
    pub(super) to: Option<Edge>,
    /// Its numbers are percentages (edges not yet divided).
    pub(super) percent: bool,
    /// The unit of measure.
    pub(super) unit: Option<String>,
    /// Words of a dimension that the comparison holds: `wider than` → width.
    pub(super) dimension: Option<&'static str>,
    /// A bare number: exactly so many.
    pub(super) bare: bool,
    /// Its tokens.
    pub(super) range: Range,
}

/// The interval that begins at `i`. A bare number is one only if `bare`.
pub(super) fn interval_at(source: &Source, i: usize, end: usize, bare: bool) -> Option<Interval> {
    let read = range_at(source, i, end).or_else(|| compared(source, i, end)).or_else(|| suffixed(source, i, end));
    if read.is_some() || !bare {
        return read;
    }
    let m = measure(source, i, end)?;
    let (from, to) = edges(Side::Exactly, m.value.clone());
    Some(Interval { from, to, percent: m.percent, unit: m.unit, dimension: None, bare: true, range: i..m.end })
}

/// `at least 5`, `more than 5 but not more than 10`, `over 5 up to 10`.
fn compared(source: &Source, i: usize, end: usize) -> Option<Interval> {
    let (side, at, dimension) = comparison(source, i, end)?;
    // `within ±5%`
    if source.is(at, "±") && at < end && matches!(side, Side::AtMost) {
        let m = measure(source, at + 1, end)?;
        let edge = |value| Some(Edge { value, included: Some(true) });
        let (from, to) = (edge(-m.value.clone()), edge(m.value.clone()));
        return Some(Interval { from, to, percent: m.percent, unit: m.unit, dimension, bare: false, range: i..m.end });
    }
    // `within 8-14 days`
    if matches!(side, Side::AtMost)
        && let Some(range) = range_at(source, at, end).filter(|r| r.range.start == at && r.from != r.to)
    {
        return Some(Interval { range: i..range.range.end, ..range });
    }
    let first = measure(source, at, end)?;
    if first.unit.is_none() && source.is(i, "after") {
        return None;
    }
    if source.spelled(at) && source.word(at) == "one" && first.unit.is_none() && !first.percent {
        return None;
    }
    let (mut from, mut to) = edges(side, first.value.clone());
    let mut read = Interval {
        from: None,
        to: None,
        percent: first.percent,
        unit: first.unit.clone(),
        dimension,
        bare: false,
        range: i..first.end,
    };
    let mut next = first.end;
    while source.any(next, end, &["but", "and", ",", "to", "is", "are"]) && next < first.end + 2 {
        next += 1;
    }
    if let Some((side, at, _)) = comparison(source, next, end).filter(|_| side != Side::Exactly) {
        if let Some(second) = measure(source, at, end) {
            let (low, high) = edges(side, second.value.clone());
            if (from.is_none() && low.is_some()) || (to.is_none() && high.is_some()) {
                (from, to) = (from.or(low), to.or(high));
                read.percent |= second.percent;
                read.unit = second.unit.or(read.unit);
                read.range.end = second.end;
            }
        }
    } else if matches!(side, Side::Above | Side::AtLeast) && (source.is(first.end, "to") || source.is(first.end, "-")) {
        // `over 5 to 10`
        if let Some(second) = measure(source, first.end + 1, end).filter(|s| s.value > first.value) {
            to = Some(Edge { value: second.value.clone(), included: Some(true) });
            read.percent |= second.percent;
            read.unit = second.unit.or(read.unit);
            read.range.end = second.end;
        }
    }
    (read.from, read.to) = (from, to);
    Some(read)
}

/// `8 or 9`: the next whole number closes an interval of two.
fn next_whole(source: &Source, first: &Exact, at: usize, end: usize) -> Option<usize> {
    let second = source.number(at + 1).filter(|_| source.is(at, "or") && at + 1 < end)?;
    (*second == first + exact::whole(1)).then_some(at + 1)
}

/// `between 5 and 10`, `from 5 to 10`, `80-89%`, `5 to 10 days`.
fn range_at(source: &Source, i: usize, end: usize) -> Option<Interval> {
    let mut start = i;
    let between = source.is(i, "between");
    if between || source.is(i, "from") {
        start += 1;
    }
    let first = measure(source, start, end)?;
    let mut at = first.end;
    let mut closed = false;
    let exclusive = source.longest(
        at,
        end,
        &[
            "up to but not including",
            "to less than",
            "to under",
            "to below",
            "up to less than",
            "but less than",
            "and less than",
            "but below",
            "- <",
            "to <",
            "to just under",
        ],
    );
    let inclusive = source.longest(at, end, &["up to and including", "to and including", "but not more than"]);
    let separators: &[&str] =
        if between { &["and", "to", "-"] } else { &["to", "-", "up to", "through", "until", "~"] };
    if let Some(next) = exclusive {
        at = next;
    } else if let Some(next) = inclusive {
        at = next;
        closed = true;
    } else if let Some(next) = next_whole(source, &first.value, at, end) {
        at = next;
        closed = true;
    } else {
        at = source.longest(at, end, separators)?;
    }
    let second = measure(source, at, end)?;
    let mut first = first;
    // `20-50 million`: the scale of the second is that of both.
    if let (Some(factor), None) = (second.scale, first.scale) {
        first.value *= exact::whole(factor);
    }
    if second.value < first.value && second.percent == first.percent && (first.value <= exact::whole(0)) {
        return None;
    }
    let (low, high) = if second.value < first.value {
        (second.value.clone(), first.value.clone())
    } else {
        (first.value.clone(), second.value.clone())
    };
    let mut stop = second.end;
    for words in ["inclusive", "( inclusive )", "both inclusive", "both included"] {
        if let Some(next) = source.phrase(stop, end, words) {
            (closed, stop) = (true, next);
        }
    }
    let included = match (exclusive, closed) {
        (Some(_), _) => (Some(true), Some(false)),
        (None, true) => (if inclusive.is_some() && !between { None } else { Some(true) }, Some(true)),
        _ => (None, None),
    };
    let from = Some(Edge { value: low, included: included.0 });
    let to = Some(Edge { value: high, included: included.1 });
    let unit = second.unit.or(first.unit);
    Some(Interval {
        from,
        to,
        percent: first.percent || second.percent,
        unit,
        dimension: None,
        bare: false,
        range: i..stop,
    })
}

/// `5 or more`, `10 years or more`, `90% and above`, `5+`.
fn suffixed(source: &Source, i: usize, end: usize) -> Option<Interval> {
    let m = measure(source, i, end)?;
    let plus = |at: usize| source.is(at, "+") && at < end && !source.spaced(at);
    if plus(m.end) && source.number(m.end + 1).is_none() {
        let (from, to) = edges(Side::AtLeast, m.value);
        let mut stop = m.end + 1;
        let mut unit = m.unit;
        if let Some(next) = unit_at(source, stop, end) {
            unit = Some(source.raw(&(stop..next)));
            stop = next;
        }
        return Some(Interval { from, to, percent: m.percent, unit, dimension: None, bare: false, range: i..stop });
    }
    // One noun may stand between: `10 projects or more`.
    for at in m.end..=(m.end + 1).min(end) {
        if at > m.end && (source.punct(at - 1) || source.number(at - 1).is_some()) {
            break;
        }
        let more = source.longest(at, end, OR_MORE);
        let less = source.longest(at, end, OR_LESS);
        let (side, mut stop) = match (more, less) {
            (Some(stop), _) => (Side::AtLeast, stop),
            (None, Some(stop)) => (Side::AtMost, stop),
            (None, None) => continue,
        };
        // `minimum` and `maximum` behind a number close a phrase; before another number they open one.
        if source.number(stop).is_some() && stop < end {
            continue;
        }
        let mut unit = m.unit.clone().or_else(|| (at > m.end).then(|| source.raw(&(m.end..at))));
        let (mut from, mut to) = edges(side, m.value.clone());
        // `80% or more but less than 90%`
        let mut next = stop;
        while source.any(next, end, &["but", "and", ","]) && next < stop + 2 {
            next += 1;
        }
        let mut percent = m.percent;
        if let Some((second_side, place, _)) = comparison(source, next, end)
            && let Some(second) = measure(source, place, end)
        {
            let (low, high) = edges(second_side, second.value.clone());
            if (from.is_none() && low.is_some()) || (to.is_none() && high.is_some()) {
                (from, to) = (from.or(low), to.or(high));
                percent |= second.percent;
                unit = second.unit.or(unit);
                stop = second.end;
            }
        }
        if let Some(next) = unit_at(source, stop, end).filter(|_| unit.is_none() && !percent) {
            unit = Some(source.raw(&(stop..next)));
            stop = next;
        }
        return Some(Interval { from, to, percent, unit, dimension: None, bare: false, range: i..stop });
    }
    None
}

/// The first interval inside `range`; a number that belongs to a name is none.
pub(super) fn find(source: &Source, range: &Range, bare: bool) -> Option<Interval> {
    range.clone().find_map(|i| {
        let read = interval_at(source, i, range.end, bare)?;
        let Some(number) = read.range.clone().find(|j| source.number(*j).is_some()) else {
            // `10-minute limit`: the number is inside its word.
            return Some(read);
        };
        (!source.named_number(number, range.start, range.end)).then_some(read)
    })
}
