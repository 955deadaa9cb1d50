//! What is counted: `each correct answer`, `every 5% below 90%`, `the 2nd and subsequent fouls`.

use super::distance::distance;
use super::interval::Interval;
use super::lexicon::{self};
use super::measure;
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
    /// No more than so many are counted: `per day, up to a maximum of three days`.
    pub(super) most: Option<Exact>,
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
    "( started )", ", rounded up", ", rounded up to the nearest day", ", rounded up to the nearest hour",
    ", rounded up to the nearest minute", ", rounded up to the nearest whole day", "( rounded up )", "rounded up",
    ", rounded up to the nearest whole number", "( or fraction of a minute )", "or fraction of a minute",
    "or any fraction of a minute", "or part of a minute", "( or part of a minute )", "or fraction of an hour",
    "or fraction of a day", "( or fraction of a day )", "or any part of a day", "or fraction", "or part of an hour", "( or part of an hour )", "or part of a week", "( or part of a week )",
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
        most: None,
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
    measure::measure(source, i, end).is_some()
        || measure::unit_at(source, i, end).is_some()
        || source.is(i, "percentage")
        || source.is(i, "step")
}

/// `5%`, `10 minutes`, `1 cm`, `percentage point`, `day`.
pub(super) fn size(source: &Source, at: usize, range: &Range, draft: &mut EachDraft) -> usize {
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
    let Some(m) = measure::measure(source, at, range.end).filter(|m| m.value > exact::whole(0)) else {
        if let Some(end) = measure::unit_at(source, at, range.end) {
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
