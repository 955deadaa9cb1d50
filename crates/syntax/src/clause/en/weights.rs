//! Weights of parts: `price 40%, quality 60%`.

use super::draft::Draft;
use super::lexicon::among;
use super::modifier::done;
use super::source::Range;
use crate::clause::{Role, Rule, Sign};
use crate::exact;

/// `Price 40%, quality 60%`: weights of parts.
pub(super) fn weights(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
    parts(draft, sentence, part) || shares_first(draft, sentence, part) || one_share(draft, sentence, part)
}

/// `The final grade is 40% midterm and 60% final exam.`
fn shares_first(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
    let source = draft.source;
    #[rustfmt::skip]
    let wholes = &["grade", "score", "mark", "total", "result", "rating", "evaluation", "weighting"];
    let Some(first) = sentence.clone().find(|i| source.is(*i + 1, "%") && source.number(*i).is_some()) else {
        return false;
    };
    let whole = sentence.start..first;
    if whole.is_empty()
        || !source.holds(&whole, wholes)
        || !source.any(first - 1, sentence.end, &["is", ":", "=", "of", "comprises"])
    {
        return false;
    }
    let mut terms: Vec<(Range, Range, exact::Exact)> = Vec::new();
    let mut at = first;
    while at < sentence.end {
        let (Some(value), true) = (source.number(at), source.is(at + 1, "%")) else { return false };
        let next = (at + 2..sentence.end).find(|i| source.number(*i).is_some() && source.is(*i + 1, "%"));
        let end = next.unwrap_or(sentence.end);
        let name = source.trimmed(&(at + 2..end), &["and", "for", "from", "of", "the", "on", "plus", "+"]);
        if name.is_empty() || name.len() > 5 || name.clone().any(|i| source.number(i).is_some()) {
            return false;
        }
        terms.push((name, at..at + 2, value / exact::whole(100)));
        at = end;
    }
    let total: exact::Exact = terms.iter().map(|t| t.2.clone()).sum();
    if terms.len() < 2 || total != exact::whole(1) {
        return false;
    }
    weighted(draft, sentence, part, terms)
}

/// `Attendance counts for 10% of the final grade.`
fn one_share(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
    let source = draft.source;
    #[rustfmt::skip]
    let verbs = &["counts for", "count for", "accounts for", "account for", "makes up", "make up", "contributes", "contribute", "constitutes"];
    let Some((verb, end)) = source.find(sentence, verbs) else { return false };
    let (Some(value), true) = (source.number(end), source.is(end + 1, "%")) else { return false };
    let rest = source.trimmed(
        &(end + 2..sentence.end),
        &["of", "to", "towards", "the", "your", "total", "final", "overall", "course"],
    );
    let whole = rest.len() == 1
        && source.any(rest.start, rest.end, &["grade", "score", "mark", "marks", "total", "result", "points"]);
    let name = source.trimmed(&(sentence.start..verb), &["the", "a", "will"]);
    let plain = !name.is_empty() && name.len() <= 6 && !name.clone().any(|i| source.number(i).is_some());
    if !whole || !plain {
        return false;
    }
    let term = (name, end..end + 2, value / exact::whole(100));
    weighted(draft, sentence, part, vec![term])
}

/// The sum of the parts, each by its share.
fn weighted(draft: &mut Draft, sentence: &Range, part: usize, parts: Vec<(Range, Range, exact::Exact)>) -> bool {
    let mut terms = Vec::new();
    for (name, quantity, share) in parts {
        let input = draft.input(&super::phrase::Phrase::of(name), crate::clause::InputKind::Amount, None);
        draft.mark(&quantity, Role::Quantity);
        terms.push(crate::clause::Expr::Mul(vec![
            crate::clause::Expr::Number(share),
            crate::clause::Expr::Input(input),
        ]));
    }
    let value = match (terms.pop(), terms.is_empty()) {
        (Some(one), true) => one,
        (Some(last), false) => crate::clause::Expr::Add(terms.into_iter().chain([last]).collect()),
        (None, _) => return false,
    };
    let rule = crate::clause::Formula { name: None, value, sign: Sign::Earn, limit: None };
    done(draft, sentence, part, Rule::Formula(rule))
}

fn parts(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
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
    weighted(draft, sentence, part, parts)
}
