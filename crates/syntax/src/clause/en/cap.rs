//! Limits on several clauses together: `total deductions shall not exceed 15 points`.

use super::amount::{Found, Use, Value};
use super::condition::{self};
use super::draft::Draft;
use super::lexicon::{self, among};
use super::modifier::done;
use super::source::{Range, Source};
use crate::clause::{Amount, Cap, Members, Role, Rule, Sign};
use crate::exact;

/// `The maximum score for this section is 20 points`, `Total deductions shall not exceed 15 points`.
pub(super) fn cap(draft: &mut Draft, sentence: &Range, part: usize, found: &[Found]) -> bool {
    let source = draft.source;
    if let Some(points) = stated_maximum(source, sentence) {
        let losing = source.holds(sentence, &["deduction", "deductions", "penalty", "penalties"]);
        let amount = Amount::Points(points);
        return done(
            draft,
            sentence,
            part,
            Rule::Cap(Cap { members: Members::Item, sign: losing.then_some(Sign::Lose), limit: amount }),
        );
    }
    #[rustfmt::skip]
    let words = &[
        "no more than", "not more than", "not exceed", "maximum", "max", "max.", "capped", "cap", "limited",
        "exceeds", "up to", "exceed", "most",
    ];
    let Some(limit) = found.iter().find(|f| matches!(f.usage, Use::Limit) || matches!(f.value, Value::Between(..)))
    else {
        return false;
    };
    if found.iter().any(|f| f.usage == Use::Effect && !std::ptr::eq(f, limit)) || source.find(sentence, words).is_none()
    {
        return false;
    }
    let amount = match &limit.value {
        Value::Between(low, Some(most)) if *low == exact::whole(0) => Amount::Points(most.clone()),
        Value::Points(most) => Amount::Points(most.clone()),
        Value::Share(share) => Amount::ShareOfItem(share.clone()),
        _ => return false,
    };
    let verb = ["no more than", "not more than", "no more", "not exceed", "shall not exceed"]
        .iter()
        .any(|p| sentence.clone().any(|i| source.phrase(i, sentence.end, p).is_some()));
    let rest = |r: Range| -> Range { source.trimmed(&r, &[]) };
    let (left, right) = (rest(sentence.start..limit.range.start), rest(limit.range.end..sentence.end));
    let collective = |r: &Range| -> bool {
        #[rustfmt::skip]
        let allowed = &[
            "total", "the", "of", "for", "this", "item", "section", "category", "criterion", "part", "deduction",
            "deductions", "points", "score", "scores", "bonus", "bonuses", "penalty", "penalties", "marks", "all",
            "any", "is", "are", "be", "shall", "will", "may", "can", "awarded", "deducted", "earned", "in", "under",
            "a", "an", "overall", "combined", "sum", "cumulative", "number", "available", "possible", "obtainable",
            "question", "given", "each", "team", "bidder", "student", "candidate", "from", "and", "total",
            "aggregate", "above", "maximum", "that", "must", "should", "scored", "credits", "obtained", "lost",
            "gained", "service", "cannot", "not", "exceed", "capped", "at", "to", "claimed", "received", "receive",
            "it", "by", "value", "achievable", "heading", "test", "limited", "indicator", "these", "standard",
            "rule", "points,", "group", "account", "on", "accumulated", "items", "which", "demerits", "demerit",
            "been", "subsection", "additions", "addition", "awards", "losses", "no", "more", "than", "most", "up", "these", "lost", "reduction", "reductions", "credit", "combined", "together", "only", "collected",
        ];
        r.clone().all(|i| source.punct(i) || among(allowed, source.word(i)))
    };
    let left = match source.longest(
        left.start,
        left.end,
        &["points for", "marks for", "the points for", "deductions for", "penalties for"],
    ) {
        Some(_) => left.end..left.end,
        None => left,
    };
    let per = source.find(&right, &["per", "for each", "for every", "in each", "in any one", "in any"]);
    if let (Some((_, next)), true) = (
        per,
        verb || source.holds(sentence, &["maximum", "max", "capped", "cap", "limited"])
            && source.holds(sentence, &["deducted", "lost"]),
    ) && right.end > next
        && !condition::is_actor(source, &(next..right.end))
    {
        return per_unit_cap(draft, sentence, part, limit, amount, next);
    }
    if !collective(&left) || !collective(&right) || (draft.reading.clauses.is_empty() && sentence.end >= source.len()) {
        return false;
    }
    let losing =
        source.holds(sentence, &["deduction", "deductions", "deducted", "penalty", "penalties", "lost", "demerits"]);
    let earning = source.holds(sentence, &["bonus", "bonuses"]);
    let sign = if losing {
        Some(Sign::Lose)
    } else if earning {
        Some(Sign::Earn)
    } else {
        None
    };
    draft.mark(&limit.range, Role::Quantity);
    done(draft, sentence, part, Rule::Cap(Cap { members: Members::Item, sign, limit: amount }))
}

/// `The maximum mark for this question is 10`: the number at the end.
pub(super) fn stated_maximum(source: &Source, sentence: &Range) -> Option<exact::Exact> {
    #[rustfmt::skip]
    let opens = &[
        "the maximum score", "the maximum mark", "the maximum number of points", "the maximum points",
        "the maximum total", "the maximum deduction", "the maximum penalty", "the maximum bonus", "maximum score",
        "maximum mark", "the maximum possible score", "the maximum total score", "the maximum marks",
    ];
    let at = source.longest(sentence.start, sentence.end, opens)?;
    let body = source.trimmed(&(at..sentence.end), lexicon::POINTS);
    let number = body.end.checked_sub(1)?;
    #[rustfmt::skip]
    let allowed = &[
        "for", "this", "the", "question", "item", "section", "part", "criterion", "category", "is", "of", "that",
        "can", "be", "awarded", "obtained", "a", "each", "team", "achievable", "test", "available", "in", "will",
        "shall", "deducted", "earned", "heading", "possible", "=", ":",
    ];
    let collective = (at..number).all(|i| among(allowed, source.word(i)));
    let value = source.number(number)?;
    (collective && source.holds(&(at..number), &["is", "=", ":", "be"])).then(|| value.clone())
}

/// `No more than 10 points can be deducted per question`: together at most 10 times the questions.
pub(super) fn per_unit_cap(
    draft: &mut Draft,
    sentence: &Range,
    part: usize,
    limit: &Found,
    amount: Amount,
    next: usize,
) -> bool {
    let Amount::Points(points) = amount else { return false };
    let words = draft.source.trimmed(&(next..sentence.end), &[]);
    let cut =
        (words.start..words.end).find(|i| draft.source.phrase(*i, words.end, "due to").is_some()).unwrap_or(words.end);
    let counted = words.start..cut;
    let input = draft.input(&super::phrase::Phrase::of(counted), crate::clause::InputKind::Count, None);
    draft.mark(&limit.range, Role::Quantity);
    draft.mark(&(cut..words.end), Role::Restated);
    let product =
        crate::clause::Expr::Mul(vec![crate::clause::Expr::Number(points), crate::clause::Expr::Input(input)]);
    let sign =
        draft.source.holds(sentence, &["deducted", "lost", "penalty", "deduction", "penalties"]).then_some(Sign::Lose);
    done(draft, sentence, part, Rule::Cap(Cap { members: Members::Item, sign, limit: Amount::Computed(product) }))
}
