//! Conditions that compare one figure with another: `the rate is above the mean`, `spending grew faster than revenue`.

use super::condition::{COPULAS, Cond};
use super::draft::Draft;
use super::lexicon::among;
use super::phrase::Phrase;
use super::source::{Range, Source};
use crate::clause::{CohortStatistic, Comparison, Condition, Expr, InputKind, Role};

/// Comparing words, without a number behind them.
#[rustfmt::skip]
const WORDS: &[(&str, Comparison)] = &[
    ("higher than or equal to", Comparison::AtLeast), ("greater than or equal to", Comparison::AtLeast),
    ("equal to or higher than", Comparison::AtLeast), ("equal to or greater than", Comparison::AtLeast),
    ("equal to or above", Comparison::AtLeast), ("at or above", Comparison::AtLeast),
    ("at or below", Comparison::AtMost), ("lower than or equal to", Comparison::AtMost),
    ("less than or equal to", Comparison::AtMost), ("equal to or lower than", Comparison::AtMost),
    ("equal to or below", Comparison::AtMost), ("equal to or less than", Comparison::AtMost),
    ("not lower than", Comparison::AtLeast), ("not less than", Comparison::AtLeast),
    ("no lower than", Comparison::AtLeast), ("no less than", Comparison::AtLeast), ("not below", Comparison::AtLeast),
    ("not higher than", Comparison::AtMost), ("not more than", Comparison::AtMost),
    ("no higher than", Comparison::AtMost), ("no more than", Comparison::AtMost), ("not above", Comparison::AtMost),
    ("not exceed", Comparison::AtMost), ("higher than", Comparison::Above), ("greater than", Comparison::Above),
    ("more than", Comparison::Above), ("larger than", Comparison::Above), ("better than", Comparison::Above),
    ("faster than", Comparison::Above), ("above", Comparison::Above), ("exceeds", Comparison::Above),
    ("exceed", Comparison::Above), ("exceeding", Comparison::Above), ("lower than", Comparison::Below),
    ("less than", Comparison::Below), ("fewer than", Comparison::Below), ("smaller than", Comparison::Below),
    ("slower than", Comparison::Below), ("below", Comparison::Below), ("falls below", Comparison::Below),
    ("equals", Comparison::Equal), ("equal to", Comparison::Equal),
];

/// Reads `range` as a comparison of two figures; `None` when its right side is no figure that the text makes plain.
pub(super) fn read(source: &Source, range: &Range) -> Option<Cond> {
    let (at, end, how) = range.clone().find_map(|i| {
        WORDS
            .iter()
            .filter_map(|(words, how)| source.phrase(i, range.end, words).map(|end| (i, end, *how)))
            .max_by_key(|found| found.1)
    })?;
    let mut left = source.trimmed(&(range.start..at), &["the", "if", "a"]);
    while left.start < left.end && among(COPULAS, source.word(left.end - 1)) {
        left = source.trimmed(&(left.start..left.end - 1), &[]);
    }
    let right = source.trimmed(&(end..range.end), &[]);
    if left.is_empty() || right.is_empty() || range.clone().any(|i| source.number(i).is_some()) {
        return None;
    }
    let statistic = statistic(source, &right);
    let figure = statistic.is_some() || named_figure(source, &left, &right);
    figure.then_some(Cond::Versus { of: Phrase::of(left), how, other: right, statistic })
}

/// `the mean`, `the average of all districts`: a figure of the units assessed together.
fn statistic(source: &Source, right: &Range) -> Option<CohortStatistic> {
    let kept = source.trimmed(right, &["the", "overall", "group", "arithmetic"]);
    let statistic = match source.word(kept.start) {
        "mean" | "average" => CohortStatistic::Mean,
        _ => return None,
    };
    #[rustfmt::skip]
    let cohort = &[
        "of", "all", "the", "units", "districts", "townships", "facilities", "schools", "teams", "group", "assessed",
        "participating", "value", "for", "bids", "bidders", "score", "counties", "villages", "municipalities",
        "others", "other", "same", "in", "rate", "level", "across", "cohort",
    ];
    (kept.start + 1..kept.end).all(|i| among(cohort, source.word(i))).then_some(statistic)
}

/// A figure with a name of its own: `the national average`, `last year's figure`, or one that shares its head noun.
fn named_figure(source: &Source, left: &Range, right: &Range) -> bool {
    #[rustfmt::skip]
    let heads = &["average", "mean", "target", "baseline", "benchmark", "median", "budget", "forecast", "quota"];
    let last = source.word(right.end.saturating_sub(1));
    let stem = |w: &str| w.trim_end_matches('s').to_owned();
    #[rustfmt::skip]
    let measures = &[
        "rate", "number", "share", "percentage", "growth", "cost", "score", "amount", "expenditure", "revenue",
        "spending", "income", "ratio", "proportion", "level", "price", "time", "total", "value", "figure",
    ];
    let shared = right.clone().any(|i| {
        among(measures, stem(source.word(i)).as_str())
            && left.clone().any(|j| stem(source.word(j)) == stem(source.word(i)))
    });
    let that_of = source.any(right.start, right.end, &["that", "those"]) && source.is(right.start + 1, "of");
    shared || that_of || among(heads, last)
}

/// The condition with its inputs.
pub(super) fn condition(
    draft: &mut Draft,
    of: &Phrase,
    how: Comparison,
    other: &Range,
    statistic: Option<CohortStatistic>,
) -> Condition {
    let source = draft.source;
    let rate = |range: &Range| {
        source.holds(range, &["rate", "rates", "percentage", "share", "proportion", "coverage", "ratio"])
    };
    let kind = if of.ranges.iter().any(rate) || rate(other) { InputKind::Rate } else { InputKind::Amount };
    let own = draft.input(of, kind.clone(), None);
    if let Some(left) = of.ranges.iter().rfind(|r| r.end <= other.start) {
        draft.mark(&(left.end..other.start), Role::Keyword);
    }
    let label = Phrase::of(other.clone()).label(source);
    let right = match statistic {
        Some(statistic) => {
            draft.mark(other, Role::Input(own));
            Expr::Cohort { statistic, of: Box::new(Expr::Input(own)), label, span: source.span(other) }
        }
        None => Expr::Input(draft.input(&Phrase::of(other.clone()), kind, None)),
    };
    Condition::Compare(Expr::Input(own), how, right)
}
