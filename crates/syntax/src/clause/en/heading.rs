//! Words in front of a piece: headings that set the sign, announcements, and who is scored.

use super::condition;
use super::lexicon::{self, among};
use super::piece::Stmt;
use super::source::{Range, Source};
use crate::clause::Sign;

/// Headings that only say whether points are earned or lost.
#[rustfmt::skip]
const CATEGORIES: &[(&str, Option<Sign>)] = &[
    ("bonus", Some(Sign::Earn)), ("bonuses", Some(Sign::Earn)), ("bonus points", Some(Sign::Earn)),
    ("penalty", Some(Sign::Lose)), ("penalties", Some(Sign::Lose)), ("deductions", Some(Sign::Lose)),
    ("deduction", Some(Sign::Lose)), ("point deductions", Some(Sign::Lose)), ("scoring", None), ("points", None),
    ("marks", None), ("score", None), ("scores", None), ("note", None), ("all or nothing", None), ("marking", None),
    ("marking scheme", None), ("negative marking", Some(Sign::Lose)), ("penalty points", Some(Sign::Lose)),
    ("points deducted", Some(Sign::Lose)), ("marks deducted", Some(Sign::Lose)), ("points lost", Some(Sign::Lose)),
    ("marks lost", Some(Sign::Lose)), ("points awarded", Some(Sign::Earn)), ("marks awarded", Some(Sign::Earn)),
    ("demerit points", Some(Sign::Lose)), ("demerits", Some(Sign::Lose)), ("scoring criteria", None),
    ("evaluation", None), ("marking criteria", None), ("late penalty", Some(Sign::Lose)), ("scoring method", None),
    ("point system", None), ("points system", None), ("as follows", None), ("criteria", None),
    ("the following", None), ("point values", None), ("rating", None), ("scale", None), ("scoring scale", None),
    ("allocation of points", None), ("full marks", Some(Sign::Earn)), ("partial marks", Some(Sign::Earn)),
    ("full credit", Some(Sign::Earn)), ("partial credit", Some(Sign::Earn)), ("negative marks", Some(Sign::Lose)),
    ("negative points", Some(Sign::Lose)), ("positive marks", Some(Sign::Earn)), ("extra credit", Some(Sign::Earn)),
    ("scoring guidance", None), ("scoring guide", None), ("scoring rule", None), ("scoring rules", None),
    ("deduct", Some(Sign::Lose)), ("lose", Some(Sign::Lose)), ("earn", Some(Sign::Earn)), ("award", Some(Sign::Earn)),
    ("point deduction", Some(Sign::Lose)), ("major deductions", Some(Sign::Lose)),
    ("minor deductions", Some(Sign::Lose)), ("time penalty", Some(Sign::Lose)), ("point scale", None),
    ("points scale", None), ("scoring system", None), ("bonus credit", Some(Sign::Earn)),
];

/// What a heading says of the sign, when it is one of the closed list.
pub(super) fn category(source: &Source, range: &Range) -> Option<Option<Sign>> {
    let words = source.raw(&source.trimmed(range, &["the", "a"])).to_lowercase();
    let listed = CATEGORIES.iter().find(|(w, _)| *w == words).map(|(_, sign)| *sign);
    // `points will be deducted as follows`: announces the list.
    let announces = words.starts_with("the following")
        || words.ends_with("following")
        || words.ends_with("as follows")
        || words.ends_with("below")
        || words.ends_with("following scale")
        || words.ends_with("following table")
        || words.ends_with("this scale")
        || words.ends_with("following basis")
        || words.ends_with("following manner")
        || words.ends_with("following way");
    let scoring = range.clone().any(|i| lexicon::marks_scoring(source.word(i)) || source.is(i, "awarded"));
    let announces = announces || words.ends_with("apply") || words.ends_with("applies");
    listed.or_else(|| {
        (announces && scoring).then(|| {
            source
                .holds(
                    range,
                    &[
                        "deducted",
                        "deduct",
                        "lost",
                        "penalty",
                        "penalties",
                        "deductions",
                        "penalized",
                        "penalised",
                        "deduction",
                        "docked",
                    ],
                )
                .then_some(Sign::Lose)
        })
    })
}

/// Takes `Points are awarded for` off the front.
fn announced(source: &Source, stmt: &mut Stmt, range: &mut Range) {
    let mut at = range.start;
    if source.is(at, "the") {
        at += 1;
    }
    if !source.any(at, range.end, lexicon::POINTS) {
        return;
    }
    at += 1;
    let verbs = at;
    while source.any(at, range.end, lexicon::AUXILIARIES)
        || source.any(at, range.end, lexicon::EARN)
        || source.any(at, range.end, lexicon::LOSE)
    {
        at += 1;
    }
    if at == verbs {
        return;
    }
    if source.holds(&(verbs..at), &["deducted", "lost", "subtracted"]) {
        stmt.sign = stmt.sign.or(Some(Sign::Lose));
    }
    let end = if source.is(at, "for") { at + 1 } else { at };
    stmt.fillers.push(range.start..end);
    *range = end..range.end;
}

/// Takes `Bonus:` and the like off the front.
pub(super) fn headings(source: &Source, stmt: &mut Stmt, plain: &mut Vec<(Range, bool)>) {
    for (range, left) in plain.iter_mut() {
        if !*left {
            continue;
        }
        announced(source, stmt, range);
        let kept = source.trimmed(range, &["the", "a"]);
        let words = source.raw(&kept).to_lowercase();
        if let Some((_, sign)) = CATEGORIES.iter().find(|(w, _)| *w == words) {
            stmt.fillers.push(range.clone());
            stmt.sign = stmt.sign.or(*sign);
            stmt.bonus |= words.starts_with("bonus");
            *range = range.end..range.end;
            continue;
        }
        // A heading before a colon: `Late delivery: ...`.
        if let Some(colon) = (range.start..range.end).find(|i| source.is(*i, ":")) {
            let head = source.trimmed(&(range.start..colon), &[]);
            let words = source.raw(&head).to_lowercase();
            if let Some((_, sign)) = CATEGORIES.iter().find(|(w, _)| *w == words) {
                stmt.fillers.push(head);
                stmt.sign = stmt.sign.or(*sign);
                stmt.bonus |= words.starts_with("bonus");
                *range = source.trimmed(&(colon + 1..range.end), &[]);
            }
        }
    }
    plain.retain(|(range, _)| !range.is_empty());
}

/// Who is scored, and words that carry nothing.
pub(super) fn ignorable(source: &Source, stmt: &mut Stmt, range: &Range) -> bool {
    let words = source.raw(range).to_lowercase();
    let filler = condition::is_actor(source, range)
        || among(
            &[
                "this is critical",
                "the judges' discretion",
                "the judge's discretion",
                "the discretion of the judges",
                "the discretion of the panel",
                "the assessor's discretion",
                "points",
                "the following points",
                "in addition",
                "additionally",
                "moreover",
                "furthermore",
                "however",
                "also",
                "note",
                "note that",
                "please note that",
                "in this case",
                "in that case",
                "for that test",
                "that test",
                "as follows",
                "the points",
                "this item",
                "this criterion",
                "this section",
                "only",
                "the score",
                "score",
                "a score",
                "that question",
                "the question",
                "this question",
                "a total",
                "the total score",
                "the final score",
                "the final total",
                "total score",
                "penalty",
                "a penalty",
                "bonus",
                "a bonus",
                "marks",
                "the marks",
                "there will be",
                "there is",
                "there shall be",
                "in the case",
                "in such cases",
                "in such a case",
                "the above",
                "the same",
                "this part",
                "all",
                "each",
                "the item",
                "the criterion",
                "it",
                "this",
                "that item",
                "that case",
                "this standard",
                "this indicator",
                "thereafter",
                "the following",
                "and",
                "or",
                "however",
                "that section",
                "such cases",
                "this case",
                "the whole item",
                "out",
                "a deduction",
                "deduction",
                "the penalty",
                "their score",
                "its score",
                "total",
                "in total",
                "respectively",
                "as",
                "result",
                "a result",
                "the mark",
                "addition",
            ],
            words.as_str(),
        );
    if filler {
        stmt.fillers.push(range.clone());
    }
    filler
}
