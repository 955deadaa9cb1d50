//! What is counted: `each correct answer`, `every 5% below 90%`, `the 2nd and subsequent fouls`.

use super::interval::{self, Interval};
use super::lexicon::{self, among};
use super::phrase::Phrase;
use super::source::{Range, Source};
use crate::clause::{Direction, StepRounding, StepUnit};
use crate::exact::{self, Exact};

/// What is counted, before its input is known.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct EachDraft {
    /// Its words.
    pub(super) phrase: Phrase,
    /// Only the occurrences from this one on; 1 for all.
    pub(super) first: u32,
    /// So many make one.
    pub(super) size: Exact,
    /// What the size is measured in.
    pub(super) unit: StepUnit,
    /// The unit of measure, if it has one (`days`).
    pub(super) measured: Option<String>,
    /// What the text says of parts.
    pub(super) rounding: Option<StepRounding>,
    /// The target, where the count is a distance.
    pub(super) against: Option<Against>,
    /// `over the limit`, `below that`: the distance from a target named elsewhere.
    pub(super) elsewhere: Option<Direction>,
    /// `each additional`, `each subsequent`.
    pub(super) additional: bool,
    /// Tokens that are numbers and words of the language.
    pub(super) keywords: Vec<Range>,
}

/// A target and the side that counts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Against {
    /// Which side.
    pub(super) direction: Direction,
    /// The interval as written.
    pub(super) interval: Interval,
    /// Whether the step is a multiple of the interval's own unit.
    pub(super) target: Exact,
}

/// Says that parts of a step count whole.
#[rustfmt::skip]
const BEGUN: &[&str] = &[
    "( or part thereof )", "( or portion thereof )", "( or portion there of )", "( or part there of )",
    "( or fraction thereof )", "( or any part thereof )", "( or part of it )", "( or part )", "or part thereof",
    "or portion thereof", "or portion there of", "or part there of", "or fraction thereof", "or any part thereof",
    "or any fraction thereof", "( or any fraction thereof )", "or part of a day", "( or part of a day )",
    ", or part thereof ,", ", or part thereof", "or part day", "( or part day )", "( or a part thereof )",
    "or a part thereof", ", or portion thereof ,", ", or any part thereof ,", ", or fraction thereof ,",
    "( started )", "or part of an hour", "( or part of an hour )", "or part of a week", "( or part of a week )",
    "or partial day", "( or partial day )", "( part thereof )", "/ part thereof", "or part",
];

/// Reads what stands after `for each`, `per` and the like.
pub(super) fn read(source: &Source, range: &Range) -> Option<EachDraft> {
    let range = source.trimmed(range, &[]);
    let mut draft = EachDraft {
        phrase: Phrase::default(),
        first: 1,
        size: exact::whole(1),
        unit: StepUnit::Own,
        measured: None,
        rounding: None,
        against: None,
        elsewhere: None,
        additional: false,
        keywords: Vec::new(),
    };
    let mut at = range.start;
    // `each of the 8 posters`: the number repeats what the noun names.
    if at >= 2
        && source.is(at - 1, "the")
        && source.is(at - 2, "of")
        && source.number(at).is_some()
        && !source.is(at + 1, "%")
    {
        draft.keywords.push(at..at + 1);
        at += 1;
        draft.phrase = Phrase::of(source.trimmed(&(at..range.end), &[]));
        return (!draft.phrase.is_empty()).then_some(draft);
    }
    at = nth(source, at, &range, &mut draft);
    at = adjectives(source, at, &range, &mut draft);
    at = size(source, at, &range, &mut draft);
    let (head, rest) = part_marker(source, at, &range, &mut draft);
    draft.phrase = Phrase::of(source.trimmed(&head, &[])).and(source.trimmed(&rest, &[]));
    distance(source, head.start..rest.end.max(head.end), &mut draft);
    let named = !draft.phrase.is_empty() || draft.unit != StepUnit::Own || draft.measured.is_some();
    named.then_some(draft)
}

/// `2nd and subsequent`, `third and each additional`; the index after it.
fn nth(source: &Source, at: usize, range: &Range, draft: &mut EachDraft) -> usize {
    let start = if source.any(at, range.end, &["the", "a"]) { at + 1 } else { at };
    let Some(n) = source.ordinal(start).filter(|_| start < range.end) else { return at };
    #[rustfmt::skip]
    let tails = &[
        "and subsequent", "and each subsequent", "and every subsequent", "and any subsequent", "and all subsequent",
        "and further", "and each further", "and each additional", "and every additional", "or subsequent",
        "or later", "and later", "and following", "and any further", "and additional", "and any additional",
        "and succeeding", "and each succeeding", "and above", "onwards", "onward", "and all further",
        "and every further", "and every other", "and thereafter", "& subsequent", "/ subsequent", "and more",
        "and each following", "and all following", "and every following", "and beyond",
    ];
    match source.longest(start + 1, range.end, tails) {
        Some(end) => {
            draft.first = n;
            draft.keywords.push(at..end);
            end
        }
        None => at,
    }
}

fn adjectives(source: &Source, at: usize, range: &Range, draft: &mut EachDraft) -> usize {
    let mut i = at;
    loop {
        match source.word(i) {
            _ if i + 1 >= range.end => return i,
            "full" | "complete" | "whole" | "completed" => draft.rounding = Some(StepRounding::Whole),
            "started" | "begun" | "commenced" => draft.rounding = Some(StepRounding::Begun),
            "additional" | "further" | "subsequent" | "extra" => draft.additional = true,
            "and" | "every" | "each" | "of" | "the" | "single" | "successive" | "consecutive" | "such"
            | "started/begun" | "a" | "an" | "separate" => {}
            _ => return i,
        }
        if draft.rounding.is_some()
            && source.any(i, range.end, &["full", "complete", "whole", "completed"])
            && !measured_after(source, i + 1, range.end)
        {
            // `each complete set`: a word of the thing, not of the step.
            draft.rounding = None;
            return i;
        }
        draft.keywords.push(i..i + 1);
        i += 1;
    }
}

fn measured_after(source: &Source, i: usize, end: usize) -> bool {
    interval::measure(source, i, end).is_some()
        || interval::unit_at(source, i, end).is_some()
        || source.is(i, "percentage")
        || source.is(i, "step")
}

/// `5%`, `10 minutes`, `1 cm`, `percentage point`, `day`.
fn size(source: &Source, at: usize, range: &Range, draft: &mut EachDraft) -> usize {
    if let Some(end) = source.longest(
        at,
        range.end,
        &["percentage point", "percentage points", "% point", "% points", "percent point"],
    ) {
        draft.size = exact::ratio(1, 100);
        draft.unit = StepUnit::PercentagePoint;
        draft.keywords.push(at..end);
        return end;
    }
    if source.is(at, "%") && at < range.end {
        draft.size = exact::ratio(1, 100);
        draft.unit = StepUnit::Percent;
        draft.keywords.push(at..at + 1);
        return at + 1;
    }
    if let Some((n, unit)) = compound(source.word(at)) {
        draft.size = n;
        draft.measured = Some(unit);
        draft.keywords.push(at..at + 1);
        return at + 1;
    }
    let Some(m) = interval::measure(source, at, range.end).filter(|m| m.value > exact::whole(0)) else {
        if let Some(end) = interval::unit_at(source, at, range.end) {
            draft.measured = Some(source.raw(&(at..end)));
        }
        return at;
    };
    if source.named_number(at, range.start, range.end) && m.unit.is_none() && !m.percent {
        return at;
    }
    if m.percent {
        let points = source.longest(m.end, range.end, &["points", "point"]);
        draft.unit =
            if m.percentage_points || points.is_some() { StepUnit::PercentagePoint } else { StepUnit::Percent };
        draft.size = m.value / exact::whole(100);
        let end = points.unwrap_or(m.end);
        draft.keywords.push(at..end);
        return end;
    }
    draft.size = m.value;
    let end = match &m.unit {
        Some(unit) if !source.raw(&(at..at + 1)).eq(unit) => {
            draft.measured = Some(unit.clone());
            m.end.saturating_sub(unit.split_whitespace().count())
        }
        unit => {
            draft.measured.clone_from(unit);
            m.end
        }
    };
    draft.keywords.push(at..end.max(at + 1));
    end.max(at + 1)
}

/// `10-minute` of `every 10-minute delay`.
fn compound(word: &str) -> Option<(Exact, String)> {
    let (digits, unit) = word.split_once('-')?;
    let value = exact::parse(digits)?;
    (lexicon::UNITS.contains(&unit) && value > exact::whole(0)).then(|| (value, unit.to_owned()))
}

/// Cuts `(or part thereof)` out.
fn part_marker(source: &Source, at: usize, range: &Range, draft: &mut EachDraft) -> (Range, Range) {
    for i in at..range.end {
        if let Some(end) = source.longest(i, range.end, BEGUN) {
            draft.rounding = Some(StepRounding::Begun);
            draft.keywords.push(i..end);
            return (at..i, end..range.end);
        }
    }
    (at..range.end, range.end..range.end)
}

/// Sorts the rest of the phrase into what is measured and what it is measured against.
fn distance(source: &Source, whole: Range, draft: &mut EachDraft) {
    if from_nth(source, &whole, draft) {
        return;
    }
    let Some(found) = interval::find(source, &whole, false).or_else(|| after_deadline(source, &whole)) else {
        elsewhere(source, &whole, draft);
        return;
    };
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
        && source.any(found.range.start, found.range.end, &["under", "aged"])
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
    if let Some(end) = interval::unit_at(source, named.start, named.end) {
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
    // `every 30 seconds over 10 minutes`: the step in the target's unit.
    if let (Some(step), Some(unit)) =
        (draft.measured.as_deref().and_then(seconds), found.unit.as_deref().and_then(seconds))
    {
        draft.size *= exact::ratio(step, unit);
    }
    draft.phrase = phrase;
    draft.against = Some(Against { direction, target, interval: found });
}

/// Whether the step and the target measure the same thing: `year ... above 5 years`, not `project over $1 million`.
fn comparable(source: &Source, draft: &EachDraft, found: &Interval, before: &Range, after: &Range) -> bool {
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
fn seconds(unit: &str) -> Option<i64> {
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
fn after_deadline(source: &Source, whole: &Range) -> Option<Interval> {
    whole.clone().find_map(|i| {
        if !source.any(i, whole.end, &["after", "past", "outside"]) {
            return None;
        }
        let at = if source.any(i + 1, whole.end, &["the", "first"]) { i + 2 } else { i + 1 };
        let at = if source.any(at, whole.end, &["first", "initial"]) { at + 1 } else { at };
        let m = interval::measure(source, at, whole.end)?;
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
fn from_nth(source: &Source, whole: &Range, draft: &mut EachDraft) -> bool {
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

fn stem(word: &str) -> String {
    word.trim_end_matches("(s)").trim_end_matches('s').to_owned()
}

/// Whether nothing follows, or only the head noun again.
fn same_head(source: &Source, counted: &Range, tail: &Range) -> bool {
    tail.is_empty()
        || tail.clone().all(|i| {
            counted.clone().any(|j| stem(source.word(i)) == stem(source.word(j)))
                || among(&["such", "the", "and", "onwards", "one", "free", "allowed", "permitted"], source.word(i))
        })
}

fn same_words(source: &Source, counted: &Range, named: &Range) -> bool {
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
    let m = interval::measure(source, number, range.end)?;
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
fn elsewhere(source: &Source, whole: &Range, draft: &mut EachDraft) {
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
