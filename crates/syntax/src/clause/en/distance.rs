//! A count that is a distance: `every 5% below 90%`, `each error after the third`, `over the limit`.

use super::each::{Against, EachDraft};
use super::interval::{self, Interval};
use super::lexicon::among;
use super::measure;
use super::phrase::Phrase;
use super::source::{Range, Source};
use crate::clause::{Direction, StepUnit};
use crate::exact::{self, Exact};

/// Sorts the rest of the phrase into what is measured and what it is measured against.
pub(super) fn distance(source: &Source, whole: Range, draft: &mut EachDraft) {
    if from_nth(source, &whole, draft) {
        return;
    }
    let Some(found) = interval::find(source, &whole, false).or_else(|| after_deadline(source, &whole)) else {
        elsewhere(source, &whole, draft);
        return;
    };
    if let Some(most) = at_most_so_many(source, &found, draft) {
        draft.keywords.push(found.range.start..whole.end.max(found.range.end));
        draft.phrase = Phrase::of(source.trimmed(&(whole.start..found.range.start), &["up", "to", "a"]));
        draft.most = Some(most);
        return;
    }
    let (direction, edge) = match (&found.from, &found.to) {
        (Some(edge), None) => (Direction::Above, edge),
        (None, Some(edge)) => (Direction::Below, edge),
        _ => return,
    };
    let before = whole.start..found.range.start;
    let after = source.trimmed(&(found.range.end..whole.end), &["limit", "target", "the", "threshold", "mark"]);
    if !comparable(source, draft, &found, &before, &after) {
        return;
    }
    // `each member under 16` speaks of ages.
    #[rustfmt::skip]
    let persons = &[
        "member", "members", "child", "children", "person", "persons", "people", "player", "players", "participant",
        "participants", "employee", "employees", "student", "students", "competitor", "competitors",
    ];
    if found.unit.is_none()
        && source.any(found.range.start, found.range.end, &["under", "aged", "over", "above"])
        && source.holds(&before, persons)
    {
        return;
    }
    let target = edge.value.clone();
    let mut named = source.trimmed(
        &before,
        &["that", "by", "which", "of", "in", "the", "is", "are", "falls", "fall", "rises", "a", "which"],
    );
    while named.start < named.end
        && (among(
            &[
                "is", "are", "be", "was", "has", "of", "in", "by", "falls", "fall", "rises", "goes", "does", "drops",
                "value", "the",
            ],
            source.word(named.end - 1),
        ))
    {
        named.end -= 1;
    }
    // The unit of the step is not the name of what is measured, unless nothing else is.
    if let Some(end) = measure::unit_at(source, named.start, named.end) {
        draft.measured = Some(source.raw(&(named.start..end)));
        let inner = source.trimmed(&(end..named.end), &["that", "by", "which", "of", "in", "the", "a"]);
        if !inner.is_empty() && !matches!(source.word(end), "of" | "late" | "early" | "overdue") {
            draft.keywords.push(named.start..inner.start);
            named = inner;
        }
    }
    let mut phrase = Phrase::of(named).and(source.trimmed(&after, &["in", "of", "for", "the"]));
    if let Some(dimension) = found.dimension {
        phrase.implied = Some(dimension.to_owned());
    }
    draft.keywords.push(found.range.clone());
    if after.is_empty() {
        draft.keywords.push(found.range.end..whole.end.max(found.range.end));
    }
    // `every 30 seconds over 10 minutes`: the step in the target's unit.
    if let (Some(step), Some(unit)) =
        (draft.measured.as_deref().and_then(seconds), found.unit.as_deref().and_then(seconds))
    {
        draft.size *= exact::ratio(step, unit);
    }
    // `1 point for every 10 seconds over 5 minutes`: a time, measured as its limit is.
    let only_unit = draft.measured.as_deref().is_some_and(|u| phrase.label(source).eq_ignore_ascii_case(u));
    if only_unit && draft.measured.as_deref().and_then(seconds).is_some() && draft.measured != found.unit {
        draft.keywords.extend(phrase.ranges.clone());
        phrase = Phrase::implied(found.range.start, "time".to_owned());
        draft.measured.clone_from(&found.unit);
    }
    draft.phrase = phrase;
    draft.against = Some(Against { direction, target, interval: found });
}

/// `up to a maximum of three days` behind a count of days limits the days that count.
fn at_most_so_many(source: &Source, found: &Interval, draft: &EachDraft) -> Option<Exact> {
    let edge = found.to.as_ref().filter(|_| found.from.is_none())?;
    #[rustfmt::skip]
    let words = &[
        "up to a maximum of", "up to maximum of", "to a maximum of", "maximum of", "up to", "a maximum of",
        "with a maximum of", "for a maximum of", "not exceeding", "limited to", "for up to",
    ];
    let opens = source.longest(found.range.start, found.range.end, words).is_some();
    // `2 points per event, three at most`
    let behind = source.longest_before(found.range.end, found.range.start, &["at most", "maximum"]).is_some();
    if behind && found.unit.is_none() && draft.measured.is_none() && draft.size == exact::whole(1) && !found.percent {
        return Some(edge.value.clone());
    }
    let unit = |u: &str| u.trim_end_matches('s').to_lowercase();
    let same = draft.measured.as_deref().map(unit).is_some_and(|u| found.unit.as_deref().map(unit) == Some(u));
    (opens && same && draft.size == exact::whole(1)).then(|| edge.value.clone())
}

/// Whether the step and the target measure the same thing: `year ... above 5 years`, not `project over $1 million`.
pub(super) fn comparable(source: &Source, draft: &EachDraft, found: &Interval, before: &Range, after: &Range) -> bool {
    if draft.unit != StepUnit::Own {
        return found.percent;
    }
    if found.percent {
        return false;
    }
    let stem = |w: &str| w.trim_end_matches("(s)").trim_end_matches('s').to_lowercase();
    let same = |a: &str, b: &str| {
        stem(a) == stem(b)
            || stem(a).starts_with(&stem(b)) && !b.is_empty()
            || stem(b).starts_with(&stem(a)) && !a.is_empty()
    };
    if let (Some(step), Some(unit)) = (&draft.measured, &found.unit) {
        return same(step, unit)
            || unit.starts_with(step.as_str())
            || seconds(step).is_some() && seconds(unit).is_some();
    }
    if let Some(unit) = &found.unit {
        return before.clone().any(|i| same(source.word(i), unit)) && draft.measured.is_none();
    }
    let head = before.clone().find(|i| !among(&["of", "the"], source.word(*i)));
    let tail = after.clone().next();
    match (head, tail) {
        (Some(head), Some(tail)) => {
            same(source.word(head), source.word(tail))
                || among(&["in", "of", "on", "during", "within"], source.word(tail))
        }
        (_, None) => true,
        (None, Some(_)) => true,
    }
}

/// How many seconds a unit of time holds.
pub(super) fn seconds(unit: &str) -> Option<i64> {
    Some(match unit.to_lowercase().trim_end_matches('s') {
        "" | "second" | "sec" => 1,
        "minute" | "min" => 60,
        "hour" | "hr" => 3600,
        "day" | "calendar day" => 86_400,
        "week" => 604_800,
        _ => return None,
    })
}

/// `after 5 days`, `past 17 hours`: with a number, a target too.
pub(super) fn after_deadline(source: &Source, whole: &Range) -> Option<Interval> {
    whole.clone().find_map(|i| {
        if !source.any(i, whole.end, &["after", "past", "outside"]) {
            return None;
        }
        let at = if source.any(i + 1, whole.end, &["the", "first"]) { i + 2 } else { i + 1 };
        let at = if source.any(at, whole.end, &["first", "initial"]) { at + 1 } else { at };
        let m = measure::measure(source, at, whole.end)?;
        m.unit.as_ref()?;
        let from = Some(interval::Edge { value: m.value, included: Some(false) });
        Some(Interval {
            from,
            to: None,
            percent: m.percent,
            unit: m.unit,
            dimension: None,
            bare: false,
            range: i..m.end,
        })
    })
}

/// `starting at error number 3`, `after the first`, `beyond the first two`, `from the third onwards`, `in excess of`.
pub(super) fn from_nth(source: &Source, whole: &Range, draft: &mut EachDraft) -> bool {
    for i in whole.start + 1..whole.end {
        if let Some(at) = source.longest(
            i,
            whole.end,
            &[
                "after the",
                "beyond the",
                "after",
                "beyond",
                "over the",
                "in excess of the",
                "following the",
                "other than the",
                "above the",
                "excluding the",
            ],
        ) && let Some(n) = source.ordinal(at).filter(|_| at < whole.end)
        {
            let many = source.number(at + 1).filter(|_| at + 1 < whole.end).map(|v| v.to_integer());
            let count = if n == 1 { many.as_ref().and_then(|m| u32::try_from(m.clone()).ok()).unwrap_or(1) } else { n };
            let after = if n == 1 && many.is_some() { at + 2 } else { at + 1 };
            let tail = source.trimmed(&(after..whole.end), &["one"]);
            if same_head(source, &(whole.start..i), &tail) {
                draft.first = count + 1;
                draft.phrase = Phrase::of(source.trimmed(&(whole.start..i), &[]));
                draft.keywords.push(i..whole.end);
                return true;
            }
        }
        let opens = source.longest(
            i,
            whole.end,
            &[
                "starting at",
                "starting with",
                "starting from",
                "beginning with",
                "beginning at",
                "beginning from",
                "from",
                "commencing with",
                "as of",
                "as from",
                "counting from",
            ],
        );
        if let Some(at) = opens {
            let at = if source.any(at, whole.end, &["the"]) { at + 1 } else { at };
            if let Some(n) = source.ordinal(at).filter(|_| at < whole.end) {
                let mut tail = source.trimmed(&(at + 1..whole.end), &["onwards", "onward", "on", "one"]);
                if source.any(tail.end, whole.end, &["on"]) {
                    tail.end = tail.end.min(whole.end);
                }
                if same_head(source, &(whole.start..i), &tail) {
                    draft.first = n;
                    draft.phrase = Phrase::of(source.trimmed(&(whole.start..i), &[]));
                    draft.keywords.push(i..whole.end);
                    return true;
                }
            }
            // `team error number 3`: the counted thing itself, by number.
            let number = (at..whole.end).find(|j| source.number(*j).is_some());
            if let Some(j) = number.filter(|j| *j > at && j + 1 >= whole.end && !source.is(i, "from")) {
                let named = source.trimmed(&(at..j), &["number", "no", "no."]);
                let value = source.number(j).and_then(|v| u32::try_from(v.to_integer()).ok());
                if let (true, Some(n)) = (!named.is_empty() && same_words(source, &(whole.start..i), &named), value) {
                    draft.first = n.max(1);
                    draft.phrase = Phrase::of(source.trimmed(&(whole.start..i), &[]));
                    draft.keywords.push(i..whole.end);
                    return true;
                }
            }
        }
    }
    false
}

/// `the first absence`, `first two errors`: how many.
pub(super) fn first_ones(source: &Source, range: &Range) -> Option<u32> {
    let at = source.longest(range.start, range.end, &["the first", "first"])?;
    source.number(at).filter(|_| at < range.end).map_or(Some(1), |n| u32::try_from(n.to_integer()).ok())
}

/// `The first rescue is free`, `The first two errors carry no penalty`: how many cost nothing.
pub(super) fn free(source: &Source, sentence: &Range) -> Option<u32> {
    let at = source.longest(sentence.start, sentence.end, &["the first", "first"])?;
    let n = source.number(at).map_or(Some(1), |n| u32::try_from(n.to_integer()).ok())?;
    #[rustfmt::skip]
    let words = &[
        "is free", "are free", "carries no penalty", "carry no penalty", "incurs no penalty", "incur no penalty",
        "without penalty", "not penalised", "not penalized", "is a warning", "no penalty", "not be penalised",
        "not be penalized", "no deduction", "costs nothing", "cost nothing", "is allowed", "are allowed", "a warning",
    ];
    let short = sentence.len() <= 14 && source.find(sentence, words).is_some();
    let others = (at + 1..sentence.end).any(|i| source.number(i).is_some());
    (short && !others && n > 0).then_some(n)
}

/// `After the third warning` before a count of warnings: the occurrence after which they count.
pub(super) fn after_nth(source: &Source, range: &Range, counted: &Phrase) -> Option<u32> {
    let at = source.longest(range.start, range.end, &["after the", "after", "beyond the", "following the"])?;
    let n = source.ordinal(at).filter(|_| at < range.end)?;
    let same =
        |i: usize| counted.ranges.iter().any(|r| r.clone().any(|j| stem(source.word(i)) == stem(source.word(j))));
    (at + 1..range.end).all(same).then_some(n)
}

pub(super) fn stem(word: &str) -> String {
    word.trim_end_matches("(s)").trim_end_matches('s').to_owned()
}

/// Whether nothing follows, or only the head noun again.
pub(super) fn same_head(source: &Source, counted: &Range, tail: &Range) -> bool {
    tail.is_empty()
        || tail.clone().all(|i| {
            counted.clone().any(|j| stem(source.word(i)) == stem(source.word(j)))
                || among(&["such", "the", "and", "onwards", "one", "free", "allowed", "permitted"], source.word(i))
        })
}

pub(super) fn same_words(source: &Source, counted: &Range, named: &Range) -> bool {
    counted.len() <= 4 && named.clone().all(|i| counted.clone().any(|j| stem(source.word(i)) == stem(source.word(j))))
}

/// `defect rate (target 2%)`: the name and the target it holds.
pub(super) fn target_in(source: &Source, range: &Range, direction: Direction) -> Option<(Range, Against)> {
    let at = range.clone().find(|i| {
        among(
            &[
                "target",
                "limit",
                "threshold",
                "standard",
                "benchmark",
                "norm",
                "maximum",
                "minimum",
                "required",
                "allowed",
            ],
            source.word(*i),
        )
    })?;
    let number = (at + 1..range.end.min(at + 4)).find(|i| source.number(*i).is_some())?;
    let m = measure::measure(source, number, range.end)?;
    let name = source.trimmed(&(range.start..at), &["("]);
    let rest = source.trimmed(&(m.end..range.end), &[")"]);
    if name.is_empty() || !rest.is_empty() {
        return None;
    }
    let edge = interval::Edge { value: m.value.clone(), included: Some(true) };
    let (from, to) = if direction == Direction::Above { (Some(edge), None) } else { (None, Some(edge)) };
    let found =
        Interval { from, to, percent: m.percent, unit: m.unit, dimension: None, bare: false, range: number..m.end };
    Some((name, Against { direction, target: m.value, interval: found }))
}

/// `over the limit`, `below that`, `short of the target`, `thereafter`.
pub(super) fn elsewhere(source: &Source, whole: &Range, draft: &mut EachDraft) {
    let above = &["over", "above", "beyond", "in excess of", "exceeding", "past", "higher than"];
    let below = &["below", "under", "short of", "less than", "lower than", "of shortfall from", "beneath"];
    #[rustfmt::skip]
    let fillers = &[
        "the", "this", "that", "required", "agreed", "permitted", "allowed", "specified", "allowable", "prescribed",
        "stated", "set", "above", "minimum", "maximum", "annual", "time", "weight", "size",
    ];
    #[rustfmt::skip]
    let nouns = &[
        "target", "limit", "threshold", "standard", "requirement", "minimum", "maximum", "benchmark", "level",
        "norm", "this", "that", "it", "figure", "value", "rate", "allowance",
    ];
    for (list, direction) in [(above.as_slice(), Direction::Above), (below.as_slice(), Direction::Below)] {
        for i in whole.clone() {
            let Some(mut at) = source.longest(i, whole.end, list) else { continue };
            while at + 1 < whole.end && source.any(at, whole.end, fillers) {
                at += 1;
            }
            let rest = source.trimmed(&(at..whole.end), nouns);
            if rest.is_empty() {
                draft.elsewhere = Some(direction);
                return;
            }
        }
    }
    let last = source.word(whole.end.saturating_sub(1));
    draft.elsewhere = match last {
        "thereafter" | "higher" | "exceeded" | "excess" | "more" => Some(Direction::Above),
        "less" | "lower" | "short" | "shortfall" | "fewer" | "missing" | "decrease" | "reduction" | "drop"
        | "decline" => Some(Direction::Below),
        _ => None,
    };
}
