//! Sentences about other clauses: start, cap, highest only, doubling, exemption, not applicable, and what changes nothing.

use super::amount::{Found, Use, Value};
use super::condition::{self, Cond};
use super::draft::Draft;
use super::lexicon::{self, among};
use super::source::{Range, Source};
use crate::clause::{Amount, Cap, Effect, Exempt, Highest, Members, Multiply, Role, Rule, Sign, Start, When};
use crate::diagnostic::Diagnostic;
use crate::exact;

/// Reads a sentence about other clauses; false when it is none.
pub(super) fn read(draft: &mut Draft, sentence: &Range, part: usize, found: &[Found]) -> bool {
    start(draft, sentence, part, found)
        || cap(draft, sentence, part, found)
        || highest(draft, sentence, part)
        || multiply(draft, sentence, part)
        || exempt(draft, sentence, part)
        || not_applicable(draft, sentence, part, found)
        || neutral(draft, sentence, found)
}

/// Whether the sentence may speak of clauses before it.
pub(super) fn speaks(source: &Source, sentence: &Range, found: &[Found]) -> bool {
    #[rustfmt::skip]
    let words = &[
        "maximum", "max", "exceed", "cap", "capped", "limited", "no more than", "not more than", "cumulative",
        "doubled", "halved", "double", "excused", "exempt", "apply", "waived", "highest", "combined", "tripled",
        "not count",
    ];
    source.find(sentence, words).is_some()
        && found.iter().filter(|f| f.usage == Use::Effect && !matches!(f.value, Value::Between(..))).count() == 0
}

fn done(draft: &mut Draft, sentence: &Range, part: usize, rule: Rule) -> bool {
    draft.clause(sentence, part, rule);
    draft.mark(sentence, Role::Keyword);
    true
}

/// `Every team starts with 100 points`.
fn start(draft: &mut Draft, sentence: &Range, part: usize, found: &[Found]) -> bool {
    let source = draft.source;
    #[rustfmt::skip]
    let words = &[
        "starts with", "start with", "starts at", "start at", "begins with", "begin with", "begins at", "begin at",
        "starting score of", "starting score is", "starting score :", "initial score of", "initial score is",
        "initial score :", "base score of", "base score is", "base score :", "basic score of", "basic score is",
        "starts from", "start from", "base points :", "starting points :", "initially has", "start out with",
        "starts out with", "initially receives", "start each round with", "starts the round with",
    ];
    let Some((_, at)) = source.find(sentence, words) else { return false };
    let mut number = at;
    while source.any(number, sentence.end, &["a", "an", "the", "score", "of", "total", "base", "initial", "with"])
        && number < at + 6
    {
        number += 1;
    }
    let amount = match (source.number(number), found.iter().find(|f| f.range.start == at && f.usage == Use::Effect)) {
        (Some(points), _) => Amount::Points(points.clone()),
        (None, Some(found)) => match found.value.amount() {
            Some(amount) => amount,
            None => return false,
        },
        (None, None) => return false,
    };
    // Another amount in the same sentence needs a reader of its own.
    if found.iter().filter(|f| f.usage == Use::Effect).count() > 1 {
        return false;
    }
    draft.mark(&(number..number + 1), Role::Quantity);
    done(draft, sentence, part, Rule::Start(Start { amount }))
}

/// `The maximum score for this section is 20 points`, `Total deductions shall not exceed 15 points`.
fn cap(draft: &mut Draft, sentence: &Range, part: usize, found: &[Found]) -> bool {
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
    if found.iter().any(|f| f.usage == Use::Effect && !std::ptr::eq(f, limit)) || !source.holds(sentence, words) {
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
            "been", "subsection",
        ];
        r.clone().all(|i| source.punct(i) || among(allowed, source.word(i)))
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
fn stated_maximum(source: &Source, sentence: &Range) -> Option<exact::Exact> {
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
fn per_unit_cap(draft: &mut Draft, sentence: &Range, part: usize, limit: &Found, amount: Amount, next: usize) -> bool {
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

/// `Only the highest counts`.
fn highest(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
    #[rustfmt::skip]
    let words = &[
        "only the highest", "only the best", "only the higher", "the highest applicable", "highest score only",
        "whichever is higher", "whichever is the higher", "whichever is highest", "are not cumulative",
        "is not cumulative", "not be cumulative", "not cumulative", "cannot be combined", "may not be combined",
        "are mutually exclusive", "the higher of", "only the highest level", "the highest one counts",
        "the highest counts", "may be claimed only once", "not be added together", "are not additive",
        "highest only", "best result counts", "the best attempt counts", "only one of these",
        "only one of the above",
    ];
    if draft.source.find(sentence, words).is_none() {
        return false;
    }
    if (sentence.clone()).any(|i| {
        draft
            .source
            .number(i)
            .is_some_and(|_| !draft.source.spelled(i) && !draft.source.named_number(i, sentence.start, sentence.end))
    }) {
        return false;
    }
    done(draft, sentence, part, Rule::Highest(Highest { members: Members::Item }))
}

/// `Points are doubled if ...`, `double points for ...`.
fn multiply(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
    let source = draft.source;
    #[rustfmt::skip]
    let forms: &[(&str, i64, i64)] = &[
        ("double points", 2, 1), ("double the points", 2, 1), ("points are doubled", 2, 1),
        ("points will be doubled", 2, 1), ("points shall be doubled", 2, 1), ("points is doubled", 2, 1),
        ("score is doubled", 2, 1), ("score will be doubled", 2, 1), ("scores are doubled", 2, 1),
        ("score are doubled", 2, 1), ("penalty is doubled", 2, 1), ("penalties are doubled", 2, 1),
        ("penalty will be doubled", 2, 1), ("penalties will be doubled", 2, 1), ("deduction is doubled", 2, 1),
        ("deductions are doubled", 2, 1), ("deduction will be doubled", 2, 1), ("deductions will be doubled", 2, 1),
        ("deduction shall be doubled", 2, 1), ("penalty shall be doubled", 2, 1), ("count double", 2, 1),
        ("counts double", 2, 1), ("be doubled", 2, 1), ("are doubled", 2, 1), ("is doubled", 2, 1),
        ("penalties double", 2, 1), ("penalty doubles", 2, 1), ("points double", 2, 1), ("double penalty", 2, 1),
        ("twice the points", 2, 1), ("double the deduction", 2, 1), ("double the penalty", 2, 1),
        ("double deduction", 2, 1), ("double marks", 2, 1), ("marks are doubled", 2, 1),
        ("marks will be doubled", 2, 1), ("double score", 2, 1), ("double demerit points", 2, 1),
        ("demerit points are doubled", 2, 1), ("points are tripled", 3, 1), ("triple points", 3, 1),
        ("be tripled", 3, 1), ("are tripled", 3, 1), ("is tripled", 3, 1), ("counts triple", 3, 1),
        ("count triple", 3, 1), ("points are halved", 1, 2), ("points will be halved", 1, 2),
        ("score is halved", 1, 2), ("score will be halved", 1, 2), ("be halved", 1, 2), ("are halved", 1, 2),
        ("is halved", 1, 2), ("halved", 1, 2), ("score is reduced by half", 1, 2), ("be reduced by half", 1, 2),
        ("is reduced by half", 1, 2), ("are reduced by half", 1, 2), ("half the points will be awarded", 1, 2),
    ];
    let found = forms
        .iter()
        .filter_map(|(p, n, d)| {
            sentence.clone().find_map(|i| source.phrase(i, sentence.end, p).map(|e| (i, e, *n, *d)))
        })
        .min_by_key(|f| (f.0, usize::MAX - f.1));
    let Some((at, end, n, d)) = found else { return false };
    if sentence.clone().any(|i| source.any(i, sentence.end, lexicon::POINTS) && i > 0 && source.number(i - 1).is_some())
    {
        return false;
    }
    let Some(cond) = beside(source, sentence.start..at, end..sentence.end) else { return false };
    draft.mark(&(at..end), Role::Keyword);
    let condition = draft.condition(&cond);
    draft.clause(
        sentence,
        part,
        Rule::Multiply(Multiply { condition, members: Members::Item, factor: exact::ratio(n, d) }),
    );
    draft.close(sentence);
    true
}

/// The condition before or after the words at the middle of a sentence.
fn beside(source: &Source, left: Range, right: Range) -> Option<Cond> {
    let opens = source.find(&right, lexicon::IF).or_else(|| source.find(&right, &["for", "in", "to", "on", "during"]));
    if let Some((_, next)) = opens {
        return condition::read(source, &(next..right.end));
    }
    if let Some(next) = source
        .longest(left.start, left.end, lexicon::IF)
        .or_else(|| source.longest(left.start, left.end, &["for", "in", "during"]))
    {
        let comma = (next..left.end).rev().find(|i| source.is(*i, ","));
        return condition::read(source, &(next..comma.unwrap_or(left.end)));
    }
    let mut kept = source.trimmed(
        &left,
        &[
            "will", "shall", "earns", "earn", "worth", "receive", "receives", "score", "scores", "be", "are", "is",
            "the", "points", "for", "carry", "awarded", "carries", "attract", "attracts", "incur", "incurs",
        ],
    );
    if condition::is_actor(source, &kept) {
        kept = kept.end..kept.end;
    }
    (!kept.is_empty()).then(|| condition::read(source, &kept)).flatten()
}

/// `Teams delayed by ... are excused from the penalty`, `The penalty does not apply if ...`.
fn exempt(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
    let source = draft.source;
    #[rustfmt::skip]
    let from = &[
        "are excused from", "is excused from", "will be excused from", "shall be excused from", "be excused from",
        "are exempt from", "is exempt from", "are exempted from", "is exempted from", "shall be exempt from",
        "will be exempt from", "be exempted from", "be exempt from", "will not incur", "shall not incur",
        "does not incur", "do not incur", "will not attract", "shall not attract", "does not attract",
        "do not attract", "will not be penalized", "will not be penalised", "shall not be penalised",
        "shall not be penalized", "are not penalised", "are not penalized", "is not penalised", "is not penalized",
        "not be penalised", "not be penalized", "not result in a deduction", "does not result in a deduction",
        "do not result in a deduction", "will not result in a deduction", "will not lead to a deduction",
        "not result in any deduction",
    ];
    #[rustfmt::skip]
    let apply = &[
        "does not apply", "do not apply", "will not apply", "shall not apply", "not apply", "is waived",
        "are waived", "will be waived", "shall be waived", "may be waived", "is not applied", "are not applied",
        "will not be applied", "shall not be applied", "not be deducted", "is not imposed", "will not be imposed",
        "not be imposed", "is not charged", "are not deducted", "be waived",
    ];
    #[rustfmt::skip]
    let not_count = &[
        "do not contribute to", "does not contribute to", "do not count towards", "do not count toward",
        "does not count towards", "not be counted towards", "will not count towards", "do not count",
        "will not count", "not count towards", "are not counted",
    ];
    if let Some((at, end)) = source.find(sentence, from) {
        let of_loss = source.holds(&(at..sentence.end), lexicon::LOSS_NOUNS)
            || source.holds(&(at..end), &["penalised", "penalized", "deduction"]);
        let right = source.find(&(end..sentence.end), lexicon::IF).map(|(_, n)| n..sentence.end);
        let left = source.trimmed(&(sentence.start..at), &[]);
        let cond = match right {
            Some(range) => condition::read(source, &range),
            None if condition::is_actor(source, &left) => {
                source.longest(end, sentence.end, &["for"]).and_then(|n| condition::read(source, &(n..sentence.end)))
            }
            None => condition::read(source, &left),
        };
        let (Some(cond), true) = (cond, of_loss) else { return false };
        let condition = draft.condition(&cond);
        draft.clause(sentence, part, Rule::Exempt(Exempt { condition, members: Members::Item, sign: Sign::Lose }));
        draft.mark(&(at..sentence.end), Role::Keyword);
        draft.mark(&(sentence.start..at), Role::Filler);
        return true;
    }
    if let Some((at, end)) = source.find(sentence, apply).filter(|(at, _)| {
        source.holds(&(sentence.start..*at), lexicon::LOSS_NOUNS)
            || source.holds(&(sentence.start..*at), &["points", "marks"])
    }) {
        let opens = source
            .find(&(end..sentence.end), lexicon::IF)
            .or_else(|| source.find(&(end..sentence.end), &["to", "for", "in"]));
        let left_if = source.longest(sentence.start, at, lexicon::IF);
        let cond = match (opens, left_if) {
            (Some((_, next)), _) => condition::read(source, &(next..sentence.end)),
            (None, Some(next)) => {
                (next..at).find(|i| source.is(*i, ",")).and_then(|comma| condition::read(source, &(next..comma)))
            }
            (None, None) => None,
        };
        let Some(cond) = cond else { return false };
        let condition = draft.condition(&cond);
        draft.clause(sentence, part, Rule::Exempt(Exempt { condition, members: Members::Item, sign: Sign::Lose }));
        draft.mark(sentence, Role::Keyword);
        return true;
    }
    if let Some((at, _)) = source.find(sentence, not_count) {
        let that = source.find(
            &(sentence.start..at),
            &[
                "that occur",
                "that arise",
                "that are",
                "which occur",
                "earned",
                "scored",
                "awarded",
                "gained",
                "made",
                "obtained",
                "from",
            ],
        );
        let Some((_, next)) =
            that.filter(|_| source.any(sentence.start, at, &["points", "all", "any", "marks", "the"]))
        else {
            return false;
        };
        let Some(cond) = condition::read(source, &(next..at)) else { return false };
        let condition = draft.condition(&cond);
        for sign in [Sign::Earn, Sign::Lose] {
            let rule = Rule::Exempt(Exempt { condition: condition.clone(), members: Members::Item, sign });
            draft.clause(sentence, part, rule);
        }
        draft.mark(sentence, Role::Keyword);
        return true;
    }
    false
}

/// `This criterion is not applicable to ...`.
fn not_applicable(draft: &mut Draft, sentence: &Range, part: usize, found: &[Found]) -> bool {
    let source = draft.source;
    #[rustfmt::skip]
    let words = &[
        "is not applicable", "are not applicable", "not applicable", "n/a", "does not apply", "do not apply",
        "will not apply", "shall not apply", "is excluded from scoring", "is not scored", "will not be scored",
        "is not assessed",
    ];
    let Some((at, end)) = source.find(sentence, words) else { return false };
    if found.iter().any(|f| f.usage == Use::Effect && !f.value.is_nothing()) {
        return false;
    }
    let opens = source
        .find(&(end..sentence.end), lexicon::IF)
        .or_else(|| source.find(&(end..sentence.end), &["to", "for", "in", "where"]));
    let left_if = source.longest(sentence.start, at, lexicon::IF);
    let cond = match (opens, left_if) {
        (Some((_, next)), _) => condition::read(source, &(next..sentence.end)),
        (None, Some(next)) => {
            (next..at).find(|i| source.is(*i, ",")).and_then(|comma| condition::read(source, &(next..comma)))
        }
        (None, None) => None,
    };
    let Some(cond) = cond else { return false };
    let condition = draft.condition(&cond);
    draft.clause(sentence, part, Rule::When(When { condition, effect: Effect::NotApplicable, otherwise: None }));
    draft.mark(sentence, Role::Keyword);
    true
}

/// Sentences that speak of points and change none: how they are added up, announced or recorded.
fn neutral(draft: &mut Draft, sentence: &Range, found: &[Found]) -> bool {
    let source = draft.source;
    if worth_only(source, sentence, found) {
        draft.mark(sentence, Role::Filler);
        return true;
    }
    if found.iter().any(|f| f.usage == Use::Effect && !matches!(f.value, Value::Item) && !f.value.is_nothing()) {
        return false;
    }
    // The floor of 0 that every item has.
    let floor = found.iter().any(|f| f.usage == Use::Floor)
        || source
            .find(
                sentence,
                &[
                    "below 0",
                    "below zero",
                    "less than 0",
                    "less than zero",
                    "negative scores",
                    "negative score",
                    "negative total",
                ],
            )
            .is_some()
            && source.holds(
                sentence,
                &["counted", "treated", "set", "regarded", "recorded", "considered", "cannot", "not", "no", "rounded"],
            );
    if floor && source.holds(sentence, &["score", "scores", "total", "points", "result", "marks", "mark"]) {
        draft.mark(sentence, Role::Restated);
        return true;
    }
    let number = sentence.clone().any(|i| {
        !source.spelled(i)
            && source.number(i).is_some_and(|n| {
                *n != exact::whole(0)
                    && !source.named_number(i, sentence.start, sentence.end)
                    && source.word(i) != "one"
            })
    });
    #[rustfmt::skip]
    let words = &[
        "equal scores", "equal number of points", "equal points", "same score", "same number of points",
        "shared equally", "tied on points", "are tied", "are equal", "are cumulative", "is cumulative", "cumulative",
        "be counted towards", "counted toward", "are added together", "will be added together", "be added together",
        "added up", "are summed", "be summed", "sum of", "be totalled", "be totaled", "totalled", "totaled",
        "are added to", "will be added to the total", "be announced", "be published", "be recorded", "are recorded",
        "the highest score wins", "highest score wins", "most points wins", "highest number of points",
        "highest total", "most points", "highest score will", "highest points", "judges' decision is final",
        "in the event of a tie", "in case of a tie", "tie-break", "tiebreak", "tie breaker", "points table",
        "be ranked", "are ranked", "be used to", "scoring sheet", "score sheet", "scoresheet", "scorecard",
        "score card", "scoring system", "marking scheme", "scoring criteria", "scoring guide", "scored by",
        "marked by", "be scored according to", "are scored according to", "be marked according",
        "following criteria", "following scale", "as follows", "the following", "in the table", "set out in",
        "described below", "listed below", "shown below", "according to the table", "the table below", "be averaged",
        "average of the scores", "will keep score", "score will be kept", "scores are final", "be displayed",
        "be notified", "may appeal", "may be appealed", "depends on the number of points", "no rounding",
        "be carried forward", "carry over",
    ];
    if number || source.find(sentence, words).is_none() {
        return rounding(draft, sentence);
    }
    draft.mark(sentence, Role::Filler);
    true
}

/// `This question carries 10 marks`: what the item is worth, which its heading says.
fn worth_only(source: &Source, sentence: &Range, found: &[Found]) -> bool {
    #[rustfmt::skip]
    let words = &[
        "this", "the", "item", "question", "section", "criterion", "part", "category", "is", "are", "worth",
        "carries", "total", "in", "for", "a", "of", "has", "overall", "points", "marks", "available", "test", "exam",
        "paper", "assignment", "possible", "subtotal", "round",
    ];
    let [one] = found else { return false };
    let plain = matches!(one.value, Value::Points(_)) && one.sign.is_none() && !one.value.is_nothing();
    let rest: Vec<usize> = sentence.clone().filter(|i| !one.range.contains(i) && !source.punct(*i)).collect();
    plain
        && !rest.is_empty()
        && rest.iter().all(|i| among(words, source.word(*i)))
        && rest.iter().any(|i| among(&["worth", "carries", "total", "subtotal", "available", "has"], source.word(*i)))
}

/// `Scores are rounded to two decimals`: a policy, not a clause; it must be set where policies are.
fn rounding(draft: &mut Draft, sentence: &Range) -> bool {
    let source = draft.source;
    if !source.holds(sentence, &["rounded", "rounding"])
        || !source.holds(sentence, &["decimal", "decimals", "nearest", "whole", "place", "places"])
    {
        return false;
    }
    let text = source.raw(sentence);
    draft.mark(sentence, Role::Filler);
    draft.reading.diagnostics.push(Diagnostic::warning("rounding-in-text", source.span(sentence)).with("text", text));
    true
}

/// `Price 40%, quality 60%`: weights of parts.
pub(super) fn weights(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
    let source = draft.source;
    let mut parts: Vec<(Range, Range, exact::Exact)> = Vec::new();
    let colon = sentence.clone().find(|i| source.is(*i, ":")).filter(|c| {
        source.holds(
            &(sentence.start..*c),
            &["weight", "weights", "weighting", "weightings", "weightage", "score", "follows"],
        ) && !source.holds(&(sentence.start..*c), &["%"])
    });
    let mut at = colon.map_or(sentence.start, |c| c + 1);
    let body = at;
    for i in body..sentence.end {
        if !source.is(i, "%") || source.number(i.saturating_sub(1)).is_none() || i <= at {
            continue;
        }
        let name = source.trimmed(
            &(at..i - 1),
            &[
                "and",
                "weight",
                "weighting",
                "of",
                "is",
                "accounts",
                "account",
                "for",
                "the",
                "weighs",
                "weighted",
                "at",
                "a",
                "has",
                "counts",
                "carries",
                "with",
                "will",
                "be",
                "-",
                "(",
            ],
        );
        let mut end = i + 1;
        while end < sentence.end
            && (source.punct(end)
                || source.any(
                    end,
                    sentence.end,
                    &["and", "weight", "weighting", "of", "the", "total", "score", "final", "overall", "weightage"],
                ))
            && !source.is(end, "(")
        {
            end += 1;
        }
        let Some(value) = source.number(i - 1) else { return false };
        if name.is_empty()
            || name.len() > 6
            || name.clone().any(|j| {
                source.number(j).is_some()
                    || among(
                        &[
                            "deducted", "penalty", "late", "least", "more", "less", "than", "if", "per", "each",
                            "below", "above",
                        ],
                        source.word(j),
                    )
            })
        {
            return false;
        }
        parts.push((name, i - 1..i + 1, value / exact::whole(100)));
        at = end;
    }
    let total: exact::Exact = parts.iter().map(|p| p.2.clone()).sum();
    if parts.len() < 2 || total != exact::whole(1) || at < sentence.end {
        return false;
    }
    draft.mark(&(sentence.start..body), Role::Keyword);
    let mut terms = Vec::new();
    for (name, quantity, share) in parts {
        let input = draft.input(&super::phrase::Phrase::of(name), crate::clause::InputKind::Amount, None);
        draft.mark(&quantity, Role::Quantity);
        terms.push(crate::clause::Expr::Mul(vec![
            crate::clause::Expr::Number(share),
            crate::clause::Expr::Input(input),
        ]));
    }
    let rule =
        crate::clause::Formula { name: None, value: crate::clause::Expr::Add(terms), sign: Sign::Earn, limit: None };
    done(draft, sentence, part, Rule::Formula(rule))
}
