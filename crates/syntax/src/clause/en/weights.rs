//! Weights of parts: `price 40%, quality 60%`.

use super::draft::Draft;
use super::lexicon::among;
use super::modifier::done;
use super::source::Range;
use crate::clause::{Role, Rule, Sign};
use crate::exact;

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
