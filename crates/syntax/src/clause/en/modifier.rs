//! Sentences about other clauses: start, cap, highest only, doubling, exemption, not applicable, and what changes nothing.

use super::amount::{Found, Use, Value};
use super::cap::cap;
use super::condition::{self, Cond};
use super::draft::Draft;
use super::exempt::{exempt, not_applicable};
use super::lexicon::{self, among};
use super::neutral::neutral;
use super::source::{Range, Source};
use crate::clause::{Amount, Highest, Members, Multiply, Role, Rule, Start};
use crate::exact;

/// Reads a sentence about other clauses; false when it is none.
pub(super) fn read(draft: &mut Draft, sentence: &Range, part: usize, found: &[Found]) -> bool {
    start(draft, sentence, part, found)
        || scale(draft, sentence, part, found)
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

pub(super) fn done(draft: &mut Draft, sentence: &Range, part: usize, rule: Rule) -> bool {
    draft.clause(sentence, part, rule);
    draft.mark(sentence, Role::Keyword);
    true
}

/// `Each talk is judged on a scale of 1 to 10.`
fn scale(draft: &mut Draft, sentence: &Range, part: usize, found: &[Found]) -> bool {
    let source = draft.source;
    #[rustfmt::skip]
    let words = &["on a scale of", "on a scale from", "on a scale", "using a scale of", "on the scale of", "a scale of", "scale of"];
    let Some((at, end)) = source.find(sentence, words) else { return false };
    let start = if source.any(end, sentence.end, &["from", "between"]) { end + 1 } else { end };
    let (Some(low), Some(high)) = (source.number(start), source.number(start + 2)) else { return false };
    let joined = source.any(start + 1, sentence.end, &["to", "-", "and"]);
    let given = found.iter().any(|f| f.usage == Use::Effect && (f.range.end <= at || f.range.start > start + 3));
    if !joined || low >= high || given || start + 2 >= sentence.end {
        return false;
    }
    let (low, high) = (low.clone(), high.clone());
    let mut named = source.trimmed(&(sentence.start..at), &["the", "each", "every", "a"]);
    while named.start < named.end
        && (among(lexicon::AUXILIARIES, source.word(named.end - 1))
            || among(lexicon::EARN, source.word(named.end - 1))
            || among(
                &["judged", "marked", "graded", "assessed", "evaluated", "ranked", "points"],
                source.word(named.end - 1),
            ))
    {
        named = source.trimmed(&(named.start..named.end - 1), &[]);
    }
    let phrase = if named.is_empty() {
        super::phrase::Phrase::implied(sentence.start, "points".to_owned())
    } else {
        super::phrase::Phrase::of(named)
    };
    let input = draft.input(&phrase, crate::clause::InputKind::Judged, None);
    draft.mark(&(start..start + 3), Role::Quantity);
    let least = (low > exact::whole(0)).then_some(Amount::Points(low));
    let judge = crate::clause::Judge {
        input,
        least,
        most: Some(Amount::Points(high)),
        sign: crate::clause::Sign::Earn,
        cases: None,
    };
    done(draft, sentence, part, Rule::Judge(judge))
}

/// Words before the points that an item starts from.
#[rustfmt::skip]
const STARTS: &[&str] = &[
    "starts with", "start with", "starts at", "start at", "begins with", "begin with", "begins at", "begin at",
    "starting score of", "starting score is", "starting score :", "initial score of", "initial score is",
    "initial score :", "base score of", "base score is", "base score :", "basic score of", "basic score is",
    "starts from", "start from", "base points :", "starting points :", "initially has", "start out with",
    "starts out with", "initially receives", "starts off with", "start off with", "starting with", "starting from",
    "initially given", "initially awarded", "initial points :", "starting score =", "base score =",
];

/// Where the number stands that an item starts from: `starts with 100`, `begins each round with a score of 100`.
fn start_number(source: &Source, sentence: &Range) -> Option<usize> {
    let after = |at: usize| {
        let mut number = at;
        while source.any(
            number,
            sentence.end,
            &["a", "an", "the", "score", "of", "total", "base", "initial", "with", "full"],
        ) && number < at + 6
        {
            number += 1;
        }
        (number < sentence.end).then_some(number)
    };
    if let Some((_, at)) = source.find(sentence, STARTS) {
        return after(at);
    }
    let verb = sentence.clone().find(|i| source.any(*i, sentence.end, &["starts", "start", "begins", "begin"]))?;
    let with =
        (verb + 1..sentence.end.min(verb + 6)).find(|i| source.any(*i, sentence.end, &["with", "from", "at"]))?;
    let number = after(with + 1)?;
    (source.number(number).is_some() && source.any(number + 1, sentence.end, lexicon::POINTS)).then_some(number)
}

/// Where the words of a start end inside a longer sentence: `... with 100 points | and lose 5 for each ...`.
pub(super) fn start_ends(source: &Source, sentence: &Range) -> Option<usize> {
    let number = start_number(source, sentence)?;
    let mut at = number + 1;
    while source.any(at, sentence.end, lexicon::POINTS) || source.is(at, ")") {
        at += 1;
    }
    let cut = (at..sentence.end.min(at + 2)).find(|i| matches!(source.word(*i), "," | "and" | "from" | "but"))?;
    let rest = cut..sentence.end;
    rest.clone().any(|i| among(lexicon::LOSE, source.word(i)) || among(lexicon::EARN, source.word(i))).then_some(cut)
}

/// Whether a sentence without a word of points speaks of the clauses before it: `Only the highest counts`.
pub(super) fn follows(source: &Source, sentence: &Range) -> bool {
    source.find(sentence, HIGHEST).is_some()
        || source.find(sentence, &["not applicable", "does not apply", "do not apply"]).is_some()
            && source.find(sentence, lexicon::IF).is_some()
        || source.holds(sentence, &["doubled", "halved", "tripled"])
            && source.holds(sentence, &["repeat", "repeated", "is", "are", "be", "deductions", "awards"])
}

/// Whether one half of a sentence speaks of the clauses beside it, or sets what they start from.
pub(super) fn stands_alone(source: &Source, half: &Range) -> bool {
    let found = super::amount::scan(source, half);
    let effects = found.iter().filter(|f| f.usage == Use::Effect && !matches!(f.value, Value::Between(..))).count();
    if start_number(source, half).is_some() && effects <= 1 {
        return true;
    }
    #[rustfmt::skip]
    let about = &[
        "not applicable", "doubled", "halved", "tripled", "not exceed", "capped", "only the highest", "only the best",
        "the maximum", "is required", "are required", "must have", "must be", "should be", "shall have", "required is",
    ];
    effects == 0
        && source.find(half, about).is_some()
        && !(source.number(half.start).is_some() && source.is(half.start + 1, "%"))
        && source.longest(half.start, half.end, &["otherwise", "if not", "up to", "with", "maximum", "max"]).is_none()
}

/// `Every team starts with 100 points`.
fn start(draft: &mut Draft, sentence: &Range, part: usize, found: &[Found]) -> bool {
    let source = draft.source;
    let Some(number) = start_number(source, sentence) else { return false };
    let amount = match (source.number(number), found.iter().find(|f| f.range.start == number && f.usage == Use::Effect))
    {
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

/// Says that of several clauses one counts.
#[rustfmt::skip]
const HIGHEST: &[&str] = &[
    "only the highest", "only the best", "only the higher", "the highest applicable", "highest score only",
    "whichever is higher", "whichever is the higher", "whichever is highest", "are not cumulative",
    "is not cumulative", "not be cumulative", "not cumulative", "cannot be combined", "may not be combined",
    "are mutually exclusive", "the higher of", "only the highest level", "the highest one counts",
    "the highest counts", "may be claimed only once", "not be added together", "are not additive",
    "only the highest counts", "only the higher counts", "highest one only", "only one of them counts",
    "the highest score only", "only the highest score", "highest award only", "only be counted once",
    "counted only once", "counts only once", "scored only once", "only counted once", "not counted twice",
    "not be counted twice", "are not cumulated", "not be cumulated",
    "highest only", "best result counts", "the best attempt counts", "only one of these",
    "only one of the above",
];

/// `Only the highest counts`.
pub(super) fn highest(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
    if draft.source.find(sentence, HIGHEST).is_none() {
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
