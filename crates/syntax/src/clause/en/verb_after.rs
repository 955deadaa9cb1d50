//! The verb group behind an amount: `will be deducted from the total`, `each`.

use super::condition::is_actor;
use super::lexicon::{self, among};
use super::source::Source;
use super::verb::{Group, score_words};
use crate::clause::Sign;

/// A verb group that closes the piece behind what the amount is for: `1 mark per missing item | will be deducted`.
/// Its first token and what it says.
pub(super) fn trailing(source: &Source, from: usize, to: usize) -> Option<Group> {
    #[rustfmt::skip]
    let verbs = &[
        "deducted", "subtracted", "docked", "awarded", "added", "given", "lost", "allotted", "credited", "imposed",
        "charged", "allocated", "assigned", "granted", "applied",
    ];
    let verb = (from..to).rev().find(|i| among(verbs, source.word(*i)))?;
    let mut start = verb;
    while start > from
        && among(
            &["will", "shall", "be", "is", "are", "must", "may", "to", "should", "then", "also"],
            source.word(start - 1),
        )
    {
        start -= 1;
    }
    let sure = (start..verb).any(|i| among(&["will", "shall", "must", "may", "be", "should"], source.word(i)))
        || start < verb && among(&["deducted", "subtracted", "docked", "awarded"], source.word(verb));
    let mut group = right(source, start, to);
    let whole = group.edge >= to || source.trimmed(&(group.edge..to), &[]).is_empty();
    let cut = start > from && !among(&["that", "which", "if", "when", "who"], source.word(start - 1));
    group.edge = start;
    (sure && whole && cut).then_some(group)
}

/// Reads on from the end of the amount at `at`.
pub(super) fn right(source: &Source, at: usize, to: usize) -> Group {
    let mut group = Group { edge: at, ..Group::default() };
    let mut j = at;
    // `5 points penalty`, `10% off`, `2 points each`
    loop {
        let word = source.word(j);
        if j >= to {
            break;
        } else if among(
            &["penalty", "penalties", "deduction", "reduction", "off", "deductions", "deducted", "loss", "fine"],
            word,
        ) {
            group.says(Sign::Lose);
        } else if matches!(word, "bonus" | "extra" | "additional") {
            group.bonus = true;
        } else if matches!(word, "each" | "apiece" | "every")
            && (each_closes(source, j + 1, to) && word != "every"
                || source.any(j + 1, to, &["time"]) && each_closes(source, j + 2, to))
        {
            group.each = true;
            j += usize::from(source.is(j + 1, "time"));
        } else if matches!(
            word,
            "more"
                | "further"
                | "score"
                | "award"
                | "reward"
                | "maximum"
                | "respectively"
                | "flat"
                | "service"
                | "only"
                | "automatic"
        ) && (j == at || word != "only")
            && !source.any(j + 1, to, &["than", "if"])
        {
        } else {
            break;
        }
        j += 1;
    }
    if source.is(j, ")") && j < to && source.before(j, at) != "(" && j > at {
        j += 1;
    }
    let (mut k, mut verb) = (j, false);
    while k < to && k < j + 9 {
        let word = source.word(k);
        if among(lexicon::LOSE, word) && !matches!(word, "less" | "cost" | "costs") {
            if k == j && matches!(word, "assessed" | "imposed" | "charged" | "levied" | "incurred")
                || k > j
                || matches!(
                    word,
                    "off"
                        | "deducted"
                        | "lost"
                        | "subtracted"
                        | "docked"
                        | "removed"
                        | "reduced"
                        | "forfeited"
                        | "deductible"
                )
            {
                if !matches!(word, "imposed" | "assessed") || group.sign.is_none() {
                    group.says(Sign::Lose);
                }
                (verb, k) = (true, k + 1);
                continue;
            }
            break;
        }
        if among(lexicon::EARN, word) && !matches!(word, "worth" | "count" | "counts" | "equals" | "equal") {
            if matches!(word, "added" | "add") {
                group.bonus = true;
            }
            (verb, k) = (true, k + 1);
            continue;
        }
        if matches!(
            word,
            "made"
                | "taken"
                | "off"
                | "away"
                | "automatically"
                | "used"
                | "distributed"
                | "paid"
                | "provided"
                | "reserved"
                | "set"
                | "imposed"
                | "levied"
        ) && (k > j)
            && !(source.is(k, "provided") && source.is(k + 1, "that"))
        {
            (verb, k) = (true, k + 1);
            continue;
        }
        if matches!(word, "not" | "cannot") {
            group.negated = true;
            k += 1;
            continue;
        }
        if matches!(word, "maximum" | "total") && verb {
            k += 1;
            continue;
        }
        if among(lexicon::AUXILIARIES, word) && !(verb && matches!(word, "each" | "only" | "to" | "have" | "has")) {
            k += 1;
            continue;
        }
        break;
    }
    // `5 points are deducted each time`
    if verb && source.is(k, "each") && source.is(k + 1, "time") && each_closes(source, k + 2, to) && k + 1 < to {
        group.each = true;
        k += 2;
    }
    if !verb && k > j {
        // Auxiliaries without a verb belong to what follows.
        group.negated = false;
        k = j;
    }
    group.edge = recipient(source, k, to, &mut group);
    group
}

pub(super) fn each_closes(source: &Source, i: usize, to: usize) -> bool {
    i >= to
        || source.punct(i)
        || among(
            &[
                "for", "if", "when", "up", "to", "with", "will", "is", "are", "shall", "and", "maximum", "max", "in",
                "on", "at", "where", "per", "upon",
            ],
            source.word(i),
        )
}

/// `to the team`, `from the total score`, `by the judges`; the index after them.
pub(super) fn recipient(source: &Source, at: usize, to: usize, group: &mut Group) -> usize {
    let mut j = at;
    loop {
        if j >= to
            || !matches!(source.word(j), "to" | "from" | "off" | "by" | "against" | "in" | "of" | "towards" | "on")
        {
            return j;
        }
        let mut best = None;
        for length in 1..=7 {
            let end = j + 1 + length;
            if end > to {
                break;
            }
            let words = j + 1..end;
            let named = words.clone().any(|i| !among(lexicon::DETERMINERS, source.word(i)));
            let fits = named
                && if matches!(source.word(j), "in" | "of" | "on" | "towards") {
                    score_words(source, &words) && !source.is(j, "of")
                } else {
                    is_actor(source, &words) || score_words(source, &words)
                };
            let verbs =
                source.holds(&words, &["has", "have", "who", "that", "which", "with", "having", "will", "is", "are"]);
            if fits && !verbs {
                best = Some(end);
            }
        }
        let Some(end) = best else { return j };
        group.actors.push(j + 1..end);
        // `to each team present at ...`: what follows the recipient is a condition.
        j = end;
    }
}
