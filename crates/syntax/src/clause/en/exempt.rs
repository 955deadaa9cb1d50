//! Exemptions and what does not apply: `teams delayed by the organiser are excused from the penalty`.

use super::amount::{Found, Use};
use super::condition::{self};
use super::draft::Draft;
use super::lexicon::{self};
use super::source::Range;
use crate::clause::{Effect, Exempt, Members, Role, Rule, Sign, When};

/// `Teams delayed by ... are excused from the penalty`, `The penalty does not apply if ...`.
pub(super) fn exempt(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
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
pub(super) fn not_applicable(draft: &mut Draft, sentence: &Range, part: usize, found: &[Found]) -> bool {
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
