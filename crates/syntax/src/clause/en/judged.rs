//! Points that an assessor gives: which words only a judge can put a number on, and the clause for them.

use super::assemble::{sign, with_header};
use super::condition::Cond;
use super::draft::Draft;
use super::phrase::Phrase;
use super::piece::{Stmt, Trigger};
use crate::clause::{Amount, InputKind, Judge, Rule};
use crate::exact;

/// Whether only a judge can put a number on what the phrase names.
pub(super) fn judged_words(draft: &Draft, phrase: &Phrase) -> bool {
    let Some(range) = phrase.ranges.first() else { return false };
    let kept = draft.source.trimmed(range, &["the", "a", "an", "overall", "general", "of", "for", "on", "in"]);
    #[rustfmt::skip]
    let strong = [
        "quality", "clarity", "creativity", "originality", "appropriateness", "adequacy", "relevance",
        "effectiveness", "soundness", "feasibility", "coherence", "suitability", "innovation", "thoroughness",
        "elegance", "readability", "innovativeness", "artistry", "professionalism",
    ];
    let head = draft.source.word(kept.start);
    let all = kept.clone().all(|i| {
        draft.source.punct(i)
            || matches!(draft.source.word(i), "and" | "&" | "of" | "the")
            || super::lexicon::JUDGED.contains(&draft.source.word(i))
    });
    !kept.is_empty() && (strong.contains(&head) && phrase.ranges.len() == 1 || all)
}

pub(super) fn judge(draft: &mut Draft, stmt: &Stmt, least: exact::Exact, most: Option<exact::Exact>) {
    let least = (least > exact::whole(0)).then_some(Amount::Points(least));
    let mut cases = None;
    let phrase = match &stmt.trigger {
        Trigger::Label(phrase) | Trigger::When(Cond::Fact(phrase)) => with_header(stmt, phrase),
        Trigger::Each(each) => {
            for keyword in &each.keywords {
                draft.mark(keyword, crate::clause::Role::Quantity);
            }
            cases = Some(draft.input(&each.phrase, InputKind::Count, each.measured.clone()));
            Phrase { ranges: each.phrase.ranges.clone(), implied: Some("points".to_owned()) }
        }
        Trigger::When(cond) => {
            // A numeric condition for judged points is its words.
            let ranges = words(cond);
            ranges.into_iter().fold(Phrase::default(), Phrase::and)
        }
        Trigger::Nth(_, phrase) => phrase.clone(),
        Trigger::None | Trigger::Otherwise | Trigger::EachWhen(..) => match (&stmt.header, draft.header.clone()) {
            (Some(header), _) => header.clone(),
            (None, Some(header)) => {
                draft.unmark(&header);
                Phrase::of(header)
            }
            (None, None) => {
                Phrase::implied(stmt.range.start, draft.source.raw(&draft.source.trimmed(&stmt.range, &[])))
            }
        },
    };
    let input = draft.input(&phrase, InputKind::Judged, None);
    let rule = Judge { input, least, most: most.map(Amount::Points), sign: sign(stmt), cases };
    draft.clause(&stmt.range, stmt.part, Rule::Judge(rule));
}

pub(super) fn words(cond: &Cond) -> Vec<super::source::Range> {
    match cond {
        Cond::Fact(phrase) => phrase.ranges.clone(),
        Cond::Compare { of, interval, .. } => {
            let mut all = of.ranges.clone();
            all.push(interval.range.clone());
            all
        }
        Cond::Versus { of, other, .. } => of.ranges.iter().chain([other]).cloned().collect(),
        Cond::All(all) | Cond::Any(all) => all.iter().flat_map(words).collect(),
        Cond::Not(inner) => words(inner),
    }
}
