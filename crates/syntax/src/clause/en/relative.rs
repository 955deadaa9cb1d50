//! The best unit gets all, the others in proportion; points in proportion to a rate.

use super::amount::{Found, Use, Value};
use super::draft::Draft;
use super::formula::statistic;
use super::lexicon::among;
use super::phrase::Phrase;
use super::piece::{Stmt, Trigger};
use super::source::{Range, Source};
use crate::clause::{CohortStatistic, Expr, Formula, InputKind, Role, Rule, Sign};

/// Words of proportion.
#[rustfmt::skip]
const PROPORTION: &[&str] = &[
    "proportionally", "proportionately", "proportional", "proportionate", "pro rata", "pro-rata", "prorated",
    "pro-rated", "in proportion", "inversely proportional", "inverse proportion", "based on the ratio",
    "relative to", "the ratio of", "on a pro rata basis", "on a pro-rata basis", "on a proportional basis",
    "on a sliding scale relative", "prorata", "scored relative to", "in relation to the lowest",
    "in relation to the highest", "inversely", "accordingly in proportion",
];

/// Whether a sentence gives points in proportion.
pub(super) fn proportional(source: &Source, sentence: &Range) -> bool {
    source.find(sentence, PROPORTION).is_some()
}

/// `The lowest price scores 40 points` before `others in proportion`: the thing compared, and which end is best.
pub(super) fn best(source: &Source, stmt: &Stmt) -> Option<(Range, CohortStatistic)> {
    let phrase = match &stmt.trigger {
        Trigger::Label(phrase) | Trigger::When(super::condition::Cond::Fact(phrase)) => phrase,
        _ => return None,
    };
    let range = phrase.ranges.first()?;
    let superlatives = [
        "lowest", "highest", "shortest", "cheapest", "greatest", "largest", "longest", "fastest", "best", "least",
        "most", "minimum", "smallest",
    ];
    let at = range.clone().find(|i| among(&superlatives, source.word(*i)))?;
    let statistic = statistic(source, &(at..range.end)).unwrap_or(CohortStatistic::Greatest);
    // `fastest time` is the least of the times.
    let thing = source.trimmed(
        &(at + 1..range.end),
        &["of", "the", "evaluated", "adjusted", "responsive", "qualified", "compliant", "acceptable", "valid"],
    );
    (!thing.is_empty()).then_some((at..thing.end, statistic))
}

/// Reads `stmt` with the proportion sentence that follows it.
pub(super) fn read(draft: &mut Draft, stmt: &Stmt, follow: &Range) -> bool {
    let source = draft.source;
    let Some((best, statistic)) = best(source, stmt) else { return false };
    let Some(amount) = stmt.value.amount() else { return false };
    let points = match amount {
        crate::clause::Amount::Points(points) => Expr::Number(points),
        crate::clause::Amount::ItemPoints => Expr::ItemPoints,
        crate::clause::Amount::ShareOfItem(_) | crate::clause::Amount::Computed(_) => return false,
    };
    let thing = source.trimmed(
        &(best.start + 1..best.end),
        &["of", "the", "evaluated", "adjusted", "responsive", "qualified", "priced"],
    );
    // The own figure: named in the second sentence if it is, otherwise by the words of the best.
    let own_place = mention(source, follow, &thing);
    let place = own_place.clone().unwrap_or(thing.clone());
    let phrase = Phrase::of(place);
    let own = draft.input(&phrase, InputKind::Amount, None);
    let again = own_place
        .and_then(|own| (own.end..follow.end).find(|i| super::formula::statistic(source, &(*i..follow.end)).is_some()));
    let span = match again {
        Some(at) => source.span(&(at..follow.end)),
        None => source.span(&best),
    };
    let label = Phrase::of(best.clone()).label(source);
    let cohort = Expr::Cohort { statistic, of: Box::new(Expr::Input(own)), label, span };
    let ratio = match statistic {
        CohortStatistic::Least => Expr::Div(Box::new(cohort), Box::new(Expr::Input(own))),
        _ => Expr::Div(Box::new(Expr::Input(own)), Box::new(cohort)),
    };
    draft.mark(&best, Role::Input(own));
    for quantity in &stmt.quantities {
        draft.mark(quantity, Role::Quantity);
    }
    draft.mark(&stmt.range, Role::Keyword);
    draft.mark(follow, Role::Keyword);
    let range = stmt.range.start..follow.end.max(stmt.range.end);
    draft.clause(
        &range,
        stmt.part,
        Rule::Formula(Formula { name: None, value: Expr::Mul(vec![points, ratio]), sign: Sign::Earn, limit: None }),
    );
    true
}

/// Where `follow` names `thing` without a superlative before it.
fn mention(source: &Source, follow: &Range, thing: &Range) -> Option<Range> {
    let length = thing.len();
    follow.clone().find_map(|i| {
        let end = i + length;
        let same = end <= follow.end
            && (0..length)
                .all(|n| super::draft::same(source.word(i + n)) == super::draft::same(source.word(thing.start + n)));
        let superlative = i > follow.start && statistic(source, &(i - 1..i)).is_some();
        (same && !superlative).then_some(i..end)
    })
}

/// `Up to 20 points in proportion to the completion rate`, `pro rata to attendance`.
pub(super) fn to_a_rate(draft: &mut Draft, sentence: &Range, part: usize, found: &[Found]) -> bool {
    let source = draft.source;
    #[rustfmt::skip]
    let words = &[
        "in proportion to", "in direct proportion to", "pro rata to", "proportionally to", "proportional to",
        "in proportion with", "pro-rata to", "prorated by", "prorated to", "pro rata according to",
        "proportionately to", "pro rata based on", "proportionate to", "according to the percentage of",
        "based on the percentage of", "in line with the percentage of",
    ];
    let Some((at, end)) = source.find(sentence, words) else { return false };
    if source.find(&(sentence.start..at), &["inversely", "inverse"]).is_some() {
        return false;
    }
    let named = source.trimmed(&(end..sentence.end), &["the", "its", "their", "this"]);
    let stop =
        named.clone().find(|i| source.is(*i, ",") || source.is(*i, "(") || source.is(*i, ";")).unwrap_or(named.end);
    let named = source.trimmed(&(named.start..stop), &[]);
    // `in proportion to the highest growth`: the others beside the best.
    if statistic(source, &named).is_some() && source.find(sentence, &["other", "others", "remaining"]).is_some() {
        return false;
    }
    if named.is_empty() || found.iter().filter(|f| f.usage == Use::Effect).count() > 1 {
        return false;
    }
    let points = match found.iter().find(|f| f.usage != Use::Floor).map(|f| &f.value) {
        Some(Value::Points(points)) | Some(Value::Between(_, Some(points))) => Expr::Number(points.clone()),
        Some(Value::Item | Value::Between(_, None)) | None => Expr::ItemPoints,
        _ => return false,
    };
    for found in found {
        draft.mark(&found.range, Role::Quantity);
    }
    let input = draft.input(&Phrase::of(named), InputKind::Rate, None);
    let value = Expr::Mul(vec![points, Expr::Input(input)]);
    let sign = if source.holds(sentence, &["deducted", "deduct", "lost"]) { Sign::Lose } else { Sign::Earn };
    draft.clause(sentence, part, Rule::Formula(Formula { name: None, value, sign, limit: None }));
    draft.mark(sentence, Role::Keyword);
    true
}
