//! What ends everything: disqualification, rejection, pass marks.

use super::condition::{self, Cond};
use super::draft::Draft;
use super::gate::{gate, open_penalty};
use super::lexicon::{self, among};
use super::phrase::Phrase;
use super::source::{Range, Source};
use crate::clause::{Condition, Effect, Role, Rule, VetoEffect, When};

/// Words of disqualification, with what they do.
#[rustfmt::skip]
pub(super) const VETOES: &[(&str, VetoEffect)] = &[
    ("disqualified", VetoEffect::TotalZero), ("disqulified", VetoEffect::TotalZero),
    ("disqualify", VetoEffect::TotalZero), ("disqualifies", VetoEffect::TotalZero),
    ("result in disqualification", VetoEffect::TotalZero), ("results in disqualification", VetoEffect::TotalZero),
    ("result in immediate disqualification", VetoEffect::TotalZero),
    ("results in immediate disqualification", VetoEffect::TotalZero),
    ("result in automatic disqualification", VetoEffect::TotalZero),
    ("lead to disqualification", VetoEffect::TotalZero), ("leads to disqualification", VetoEffect::TotalZero),
    ("lead to immediate disqualification", VetoEffect::TotalZero), ("disqualification", VetoEffect::TotalZero),
    ("result in rejection", VetoEffect::NotEligible), ("results in rejection", VetoEffect::NotEligible),
    ("lead to rejection", VetoEffect::NotEligible), ("leads to rejection", VetoEffect::NotEligible),
    ("result in the rejection", VetoEffect::NotEligible), ("lead to the rejection", VetoEffect::NotEligible),
    ("automatically fail", VetoEffect::TotalZero), ("automatic failure", VetoEffect::TotalZero),
    ("automatic fail", VetoEffect::TotalZero), ("be eliminated", VetoEffect::NotEligible),
    ("is eliminated", VetoEffect::NotEligible), ("are eliminated", VetoEffect::NotEligible),
    ("be rejected", VetoEffect::NotEligible), ("is rejected", VetoEffect::NotEligible),
    ("are rejected", VetoEffect::NotEligible), ("be excluded", VetoEffect::NotEligible),
    ("be ineligible", VetoEffect::NotEligible), ("ineligible", VetoEffect::NotEligible),
    ("not be considered", VetoEffect::NotEligible), ("not be evaluated", VetoEffect::NotEligible),
    ("not be opened", VetoEffect::NotEligible), ("not be eligible", VetoEffect::NotEligible),
    ("not eligible", VetoEffect::NotEligible), ("not proceed", VetoEffect::NotEligible),
    ("not advance", VetoEffect::NotEligible), ("not qualify", VetoEffect::NotEligible),
    ("non-responsive", VetoEffect::NotEligible), ("nonresponsive", VetoEffect::NotEligible),
    ("barred", VetoEffect::NotEligible), ("be suspended", VetoEffect::NotEligible),
    ("is suspended", VetoEffect::NotEligible), ("be banned", VetoEffect::NotEligible),
    ("be expelled", VetoEffect::NotEligible), ("not be funded", VetoEffect::NotEligible),
    ("not be selected", VetoEffect::NotEligible), ("not be shortlisted", VetoEffect::NotEligible),
    ("not be accepted", VetoEffect::NotEligible), ("not be invited", VetoEffect::NotEligible),
    ("not be graded", VetoEffect::NotEligible), ("not be judged", VetoEffect::NotEligible),
    ("not be marked", VetoEffect::NotEligible), ("be removed from the approved list", VetoEffect::NotEligible),
    ("not be accredited", VetoEffect::NotEligible), ("not be certified", VetoEffect::NotEligible),
    ("not be awarded a contract", VetoEffect::NotEligible), ("declared unsuccessful", VetoEffect::NotEligible),
    ("candidate fails", VetoEffect::NotEligible), ("student fails", VetoEffect::NotEligible),
    ("team fails", VetoEffect::NotEligible), ("will fail", VetoEffect::NotEligible),
    ("shall fail", VetoEffect::NotEligible), ("is failed", VetoEffect::NotEligible),
];

/// Words around a veto that only complete it.
#[rustfmt::skip]
const AROUND: &[&str] = &[
    "will", "shall", "be", "is", "are", "may", "must", "automatically", "immediately", "considered", "deemed",
    "declared", "from", "for", "further", "evaluation", "consideration", "the", "competition", "contest", "event",
    "match", "as", "to", "next", "stage", "round", "and", "in", "this", "tender", "process", "any", "award",
    "awards", "would", "can", "race", "game", "tournament", "also", "then", "with", "immediate", "effect", "of",
    "procurement", "result", "results", "resulting", "leads", "lead", "it", "they", "an", "a", "award,", "phase",
    "financial", "technical", "evaluation", "right", "away", "being", "prize", "prizes", "considered", "summarily",
    "outright", "proposal", "therefore", "subject", "ground", "grounds", "cause", "itself", "that", "task", "exam",
    "examination", "entire", "take", "no", "part", "participate", "allowed", "continue", "permitted", "shall",
    "removed", "asked", "leave", "compete",
];

/// What may be ruled out besides who is scored.
#[rustfmt::skip]
const WORKS: &[&str] = &[
    "assignments", "assignment", "homework", "homeworks", "papers", "submissions", "submission", "entries",
    "entry", "proposals", "proposal", "bids", "bid", "tenders", "tender", "applications", "application",
    "memorials", "solutions", "quotations", "offers", "projects", "reports", "work", "essays", "bidders", "bidder",
    "applicants", "teams", "team", "suppliers", "candidates", "works", "essay", "paper", "vehicle", "vehicles",
    "car", "cars", "person", "persons", "those", "articles", "designs", "products", "solution", "report",
    "project",
];

/// Whether a sentence without a word of points rules out who or what is scored: `Late papers will not be accepted.`
pub(super) fn speaks(source: &Source, sentence: &Range) -> bool {
    #[rustfmt::skip]
    let verdicts = &[
        "not be accepted", "not be evaluated", "not be considered", "not be graded", "not be judged", "not be scored",
        "not be marked", "be removed from the approved list", "automatically fail", "be excluded from",
    ];
    let rejection =
        source.find(sentence, &["in rejection", "to rejection", "in the rejection", "to the rejection"]).is_some()
            && source.holds(sentence, WORKS);
    rejection
        || source.find(sentence, verdicts).is_some_and(|(at, _)| {
            let subject = at.saturating_sub(2);
            (sentence.start..subject).any(|i| among(WORKS, source.word(i))) && subject > sentence.start + 1
        })
}

/// Reads a sentence of disqualification or a pass mark; false when it is neither.
pub(super) fn read(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
    if gate(draft, sentence, part) {
        return true;
    }
    let source = draft.source;
    let found = sentence.clone().find_map(|i| {
        VETOES.iter().filter_map(|(p, e)| source.phrase(i, sentence.end, p).map(|end| (i, end, *e))).max_by_key(|f| f.1)
    });
    let Some((start, end, effect)) = found else { return open_penalty(draft, sentence, part) };
    // `given a 0 and will not be graded` says the same twice.
    let zero = |r: Range| super::amount::scan(source, &r).iter().any(|f| f.value.is_nothing());
    if source.is(start, "not") && (zero(sentence.start..start) || zero(end..sentence.end)) {
        return false;
    }
    // A second verdict in the same sentence: `and will be penalized if ...`.
    let second = (end..sentence.end).find(|i| {
        source
            .longest(
                *i,
                sentence.end,
                &[
                    "and will be penalized",
                    "and will be penalised",
                    "and shall be penalized",
                    "and shall be penalised",
                    ", and will be penalized",
                ],
            )
            .is_some()
    });
    let stop = second.unwrap_or(sentence.end);
    let Some(cond) = hinge(draft, sentence.start..start, end..stop) else { return false };
    draft.mark(&(start..end), Role::Keyword);
    let condition = draft.condition(&cond);
    let mut condition = condition;
    if let (Some(only), Condition::Fact(_)) = (source.phrase(sentence.start, sentence.end, "only"), &condition) {
        draft.mark(&(sentence.start..only), Role::Keyword);
        condition = Condition::Not(Box::new(condition));
    }
    draft.clause(
        &(sentence.start..stop),
        part,
        Rule::When(When { condition, effect: Effect::Veto(effect), otherwise: None }),
    );
    if let Some(second) = second {
        open_penalty(draft, &(second..sentence.end), part);
    }
    close(draft, sentence);
    true
}

/// The condition on either side of the verdict.
fn hinge(draft: &mut Draft, left: Range, right: Range) -> Option<Cond> {
    let source = draft.source;
    let right_if = source.find(&right, lexicon::IF).or_else(|| source.find(&right, lexicon::UNLESS));
    if let Some((at, next)) = right_if {
        let unless = source.longest(at, right.end, lexicon::UNLESS).is_some();
        let cond = condition::read(source, &(next..right.end))?;
        subject(draft, &left);
        return Some(if unless { Cond::Not(Box::new(cond)) } else { cond });
    }
    if let Some(next) = source
        .longest(right.start, right.end, &["for"])
        .filter(|n| *n < right.end && !among(&["the", "further", "award", "any"], source.word(*n)))
    {
        subject(draft, &left);
        return condition::read(source, &(next..right.end));
    }
    let kept = trim_around(source, &left);
    let left_if = source.longest(kept.start, kept.end, lexicon::IF);
    if let Some(next) = left_if {
        let comma = (next..kept.end).rev().find(|i| {
            source.is(*i, ",") && condition::is_actor(source, &trim_around(source, &(*i + 1..kept.end)))
                || source.is(*i, "then")
        });
        let mut cond = next..comma.unwrap_or(kept.end);
        if comma.is_none() {
            // `If X the team will be ...`: the actor before the verdict.
            if let Some(start) = (cond.start.max(cond.end.saturating_sub(4))..cond.end)
                .find(|s| condition::is_actor(source, &(*s..cond.end)))
            {
                cond.end = start;
            }
        }
        return condition::read(source, &cond);
    }
    // `Heights are not considered` speaks of no one who is scored.
    let weak =
        source.any(left.end, right.start, &["not"]) || source.holds(&(left.end..right.start), &["excluded", "barred"]);
    if weak && !kept.clone().any(|i| among(lexicon::ACTORS, source.word(i)) || among(WORKS, source.word(i))) {
        return None;
    }
    // `Bids that ... will be rejected`: what singles the subject out is the condition.
    if kept.is_empty() || condition::is_actor(source, &kept) {
        return None;
    }
    let mut body = kept.clone();
    while body.start < body.end
        && (among(lexicon::ACTORS, source.word(body.start))
            || among(lexicon::DETERMINERS, source.word(body.start))
            || among(&["that", "who", "which", "only", "whose"], source.word(body.start)))
    {
        body.start += 1;
    }
    let body = if body.is_empty() || source.is(body.start.saturating_sub(1), "whose") { kept.clone() } else { body };
    let read = condition::read(source, &body)?;
    let cond = match read {
        // A fact keeps its subject; a number does not need it.
        Cond::Fact(_) => Cond::Fact(Phrase::of(kept)),
        other => {
            draft.mark(&(kept.start..body.start), Role::Filler);
            other
        }
    };
    Some(cond)
}

/// The subject before the verdict, when the condition stands elsewhere.
fn subject(draft: &mut Draft, left: &Range) {
    draft.mark(left, Role::Filler);
}

fn trim_around(source: &Source, range: &Range) -> Range {
    let mut kept = source.trimmed(range, &[]);
    while kept.start < kept.end && among(AROUND, source.word(kept.end - 1)) && !source.is(kept.end - 1, "it") {
        kept = source.trimmed(&(kept.start..kept.end - 1), &[]);
    }
    kept
}

pub(super) fn close(draft: &mut Draft, sentence: &Range) {
    for i in sentence.clone() {
        if draft.unmarked(i) && (among(AROUND, draft.source.word(i)) || among(lexicon::ACTORS, draft.source.word(i))) {
            draft.mark(&(i..i + 1), Role::Keyword);
        }
    }
    draft.close(sentence);
}
