//! The verb group around an amount: `will be deducted`, `earns the team`, `a penalty of`.

use super::condition::is_actor;
use super::lexicon::{self, among};
use super::source::{Range, Source};
use crate::clause::Sign;

/// What the words around an amount say.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    /// Where the group ends: its first token on the left side, the token after it on the right side.
    pub(super) edge: usize,
    /// Earned or lost.
    pub(super) sign: Option<Sign>,
    /// Added to what is there.
    pub(super) bonus: bool,
    /// `will not be awarded`.
    pub(super) negated: bool,
    /// `each` behind the amount: `2 points each`.
    pub(super) each: bool,
    /// Says that the score becomes this amount.
    pub(super) sets: bool,
    /// Names who is scored.
    pub(super) actors: Vec<Range>,
}

impl Group {
    pub(super) fn says(&mut self, sign: Sign) {
        // The noun beside the amount decides over a verb further away: `is given a penalty of`.
        self.sign.get_or_insert(sign);
    }
}

/// Verbs of two words before an amount.
#[rustfmt::skip]
const LEFT_EARN: &[&str] = &[
    "result in", "results in", "resulting in", "entitled to", "qualifies for", "qualify for", "eligible for",
    "counts for", "count for", "leads to", "lead to", "earns you", "gives you", "entitles to", "at the rate of",
    "at a rate of", "at", "with", "for", "counts as", "is", "are", "rewarded with", "to a", "in a", "in the",
    "result in a", "to the", "equal to", "a total of", "amounting to", "accounts for", "account for",
    "count towards", "in", "by", "to", "of",
];

/// Reads back from the amount at `at`, not before `from`.
pub(super) fn left(source: &Source, from: usize, at: usize) -> Group {
    let mut group = Group { edge: at, ..Group::default() };
    let mut j = determiners_back(source, from, at);
    // `will be penalised (-2 points ...)`
    let verb = |i: usize| among(&["penalised", "penalized", "deducted", "awarded", "rewarded"], source.word(i));
    if source.before(j, from) == "(" && j >= from + 2 && verb(j - 2) {
        j -= 1;
    }
    // `a penalty of`, `penalty:`
    let colon = source.before(j, from) == ":"
        && j >= 2 + from
        && among(lexicon::LOSS_NOUNS, source.word(j - 2))
        // `Win: 3 points, loss: 0 points` names a result.
        && !source.is(j - 2, "loss");
    if (matches!(source.before(j, from), "of" | "equal" | "by") || colon) && j >= from + 2 {
        let noun = j - 2;
        if among(lexicon::LOSS_NOUNS, source.word(noun)) {
            group.says(Sign::Lose);
            j = adjectives_back(source, from, noun);
        } else if source.is(noun, "marking") && source.before(noun, from) == "negative" {
            group.says(Sign::Lose);
            j = determiners_back(source, from, noun - 1);
        } else if let Some(start) = reduces_score(source, from, j).filter(|_| source.before(j, from) == "by") {
            group.says(if among(&["increases", "increase", "increased", "raises"], source.word(start)) {
                Sign::Earn
            } else {
                Sign::Lose
            });
            j = start;
        } else if among(lexicon::GAIN_NOUNS, source.word(noun)) && source.before(j, from) == "of" {
            group.bonus |= source.is(noun, "bonus");
            group.sets = source.is(noun, "score");
            if source.is(noun, "bonus") {
                group.says(Sign::Earn);
            }
            j = adjectives_back(source, from, noun);
        }
    } else if matches!(source.before(j, from), "penalty" | "penalties" | "deduction" | "deductions" | "fine") {
        group.says(Sign::Lose);
        j = adjectives_back(source, from, j - 1);
    } else if matches!(source.before(j, from), "bonus") {
        group.bonus = true;
        j -= 1;
    }
    j = verb_back(source, from, j, &mut group);
    j = actor_back(source, from, j, &mut group);
    group.edge = j;
    group
}

/// `reduces the grade by`: where the verb stands.
fn reduces_score(source: &Source, from: usize, j: usize) -> Option<usize> {
    #[rustfmt::skip]
    let verbs = &[
        "reduces", "reduce", "reduced", "lowers", "lower", "decreases", "decrease", "cuts", "increases", "increase",
        "increased", "raises",
    ];
    (1..=6)
        .filter_map(|n| j.checked_sub(n))
        .find(|i| *i >= from && among(verbs, source.word(*i)) && score_words(source, &(*i + 1..j.saturating_sub(1))))
}

fn determiners_back(source: &Source, from: usize, at: usize) -> usize {
    let mut j = at;
    while j > from
        && among(
            &[
                "a",
                "an",
                "the",
                "another",
                "only",
                "exactly",
                "further",
                "additional",
                "just",
                "total",
                "automatic",
                "flat",
                "extra",
                "their",
                "its",
                "is",
                "respectively",
                "also",
                "instead",
            ],
            source.word(j - 1),
        )
    {
        j -= 1;
    }
    j
}

fn adjectives_back(source: &Source, from: usize, noun: usize) -> usize {
    let mut j = noun;
    while j > from
        && (among(
            &[
                "a",
                "an",
                "the",
                "automatic",
                "further",
                "additional",
                "fixed",
                "flat",
                "total",
                "point",
                "points",
                "mark",
                "late",
                "time",
                "final",
                "technical",
                "score",
                "one-time",
                "single",
                "further",
                "extra",
                "maximum",
                "corresponding",
                "immediate",
                "default",
                "scoring",
                "grade",
                "service",
            ],
            source.word(j - 1),
        ))
    {
        if among(&["late", "time", "technical", "final", "service", "grade"], source.word(j - 1)) && j - 1 == from {
            break;
        }
        j -= 1;
    }
    j
}

fn verb_back(source: &Source, from: usize, at: usize, group: &mut Group) -> usize {
    let mut j = at;
    // `earns the team 5 points`: the recipient stands between.
    for length in 1..=3 {
        let Some(start) = j.checked_sub(length).filter(|s| *s > from) else { break };
        let verb = source.word(start - 1);
        let verbal = among(lexicon::EARN, verb) || among(lexicon::LOSE, verb);
        // `the losing team 1 point` names who is scored.
        let names = verb == "losing" && start >= from + 2 && among(lexicon::DETERMINERS, source.word(start - 2));
        if verbal && !names && is_actor(source, &(start..j)) {
            group.actors.push(start..j);
            j = start;
            break;
        }
    }
    let mut found = false;
    let mut steps = 0;
    while j > from && steps < 8 {
        steps += 1;
        let word = source.word(j - 1);
        if !found && word == "away" && j >= from + 2 && among(&["take", "takes", "taking"], source.word(j - 2)) {
            group.says(Sign::Lose);
            (found, j) = (true, j - 2);
        } else if found && word == "as" && j >= from + 2 && among(&["counts", "count", "scores"], source.word(j - 2)) {
            j -= 2;
        } else if !found && among(lexicon::LOSE, word) {
            if (!source.is(j - 1, "less") || j - 1 == from) && !source.is(j - 1, "off") {
                group.says(Sign::Lose);
            }
            (found, j) = (true, j - 1);
        } else if !found && among(lexicon::EARN, word) && !noun_like(source, j - 1, from) {
            if matches!(word, "add" | "adds" | "added") {
                group.bonus = true;
            }
            (found, j) = (true, j - 1);
        } else if let Some(start) =
            source.longest_before(j, from, LEFT_EARN).filter(|s| !found && verb_phrase(source, *s, j, from))
        {
            j = start;
            found |= source.before(j, from) != "will"
                && !matches!(source.word(start), "with" | "in" | "to" | "by" | "at" | "of" | "for");
        } else if among(lexicon::AUXILIARIES, word) && (found || j < at || word != "to") {
            j -= 1;
        } else if matches!(word, "not" | "cannot" | "never") {
            group.negated = true;
            j -= 1;
        } else if matches!(word, "and" | "that" | "which" | "who" | "thus") && found && j - 1 > from {
            // `... and receives 5 points`, `bids that score`: leave the word with the phrase unless it only links.
            if source.before(j - 1, from) == "," || word == "thus" || (word == "and" && j - 1 == from) {
                j -= 1;
            } else {
                break;
            }
        } else {
            break;
        }
    }
    j
}

/// `in` and `by` only belong to the group behind a verb: `results in`, `reduced by`.
fn verb_phrase(source: &Source, start: usize, end: usize, from: usize) -> bool {
    let one = end - start == 1;
    if !one || matches!(source.word(start), "is" | "are") {
        return true;
    }
    let before = source.before(start, from);
    match source.word(start) {
        "by" => among(lexicon::LOSE, before) || matches!(before, "increased" | "raised"),
        "in" | "to" => matches!(
            before,
            "result"
                | "results"
                | "resulting"
                | "lead"
                | "leads"
                | "reduced"
                | "set"
                | "amounts"
                | "entitled"
                | "subject"
        ),
        "with" => among(&["penalised", "penalized", "rewarded", "punished"], before) || start == from,
        "at" => {
            among(&["scored", "valued", "marked", "rated", "penalised", "penalized", "charged", "set", "fixed"], before)
        }
        _ => start == from,
    }
}

/// `the goal scored`, `the award`: nouns and participles that only look like verbs of the clause.
fn noun_like(source: &Source, i: usize, from: usize) -> bool {
    let word = source.word(i);
    let participle = word.ends_with("ed") || matches!(word, "given" | "won");
    let before = source.before(i, from);
    let aux = among(lexicon::AUXILIARIES, before) || matches!(before, "not" | "then" | ",");
    participle && !aux && i > from
}

fn actor_back(source: &Source, from: usize, at: usize, group: &mut Group) -> usize {
    let mut j = at;
    // `he/she will be ...`
    if j >= from + 3 && source.is(j - 2, "/") && among(&["she", "he", "they"], source.word(j - 1)) {
        group.actors.push(j - 3..j);
        j -= 3;
    }
    for length in (1..=5).rev() {
        let Some(start) = j.checked_sub(length).filter(|s| *s >= from) else { continue };
        let boundary = start == from
            || matches!(source.word(start - 1), "," | ":" | "then" | ";" | "-" | "and" | "but" | ")" | "(");
        let leading = opens_trigger(source, from);
        if is_actor(source, &(start..j))
            && (boundary
                || leading && length <= 3 && among(lexicon::DETERMINERS, source.word(start))
                || leading && length == 1 && among(&["you", "they", "it", "he", "she"], source.word(start)))
        {
            // `each team earns`: each is the unit that is scored.
            group.actors.push(start..j);
            j = start;
            break;
        }
    }
    // Score words as subjects: `the score is reduced by 5`, `points are awarded: 5`.
    #[rustfmt::skip]
    let subjects = &[
        "the score", "score", "the final score", "the total score", "the final mark", "the mark", "points",
        "the points", "marks", "the team's score", "the final grade", "the grade", "the overall score", "its score",
        "their score", "the technical score", "total score", "a total of", "the total", "your score", "a bonus",
        "the bonus", "a penalty", "the penalty", "penalty", "penalties", "bonus", "the deduction", "a deduction",
        "this", "which", "that", "there", "there will be", "it", "they", "final score", "the assessment score",
    ];
    if let Some(start) = source.longest_before(j, from, subjects) {
        let boundary = start == from || matches!(source.word(start - 1), "," | ":" | "then" | ";" | "and" | "but");
        if boundary {
            if source.holds(&(start..j), lexicon::LOSS_NOUNS) {
                group.says(Sign::Lose);
            }
            group.bonus |= source.holds(&(start..j), &["bonus"]);
            j = start;
        }
    }
    while j > from && matches!(source.word(j - 1), "," | "then" | "and" | "but" | ":" | "-" | "=" | "thereby" | "so") {
        j -= 1;
    }
    j
}

fn opens_trigger(source: &Source, from: usize) -> bool {
    let end = source.len();
    source.longest(from, end, lexicon::IF).is_some()
        || source.longest(from, end, lexicon::EACH).is_some()
        || source.longest(from, end, lexicon::UNLESS).is_some()
        || source.any(from, end, &["for", "after", "before", "beyond", "within"])
}

/// `the final score`, `their technical mark`, `the total`.
pub(super) fn score_words(source: &Source, range: &Range) -> bool {
    #[rustfmt::skip]
    let words = &[
        "score", "scores", "total", "mark", "marks", "grade", "points", "result", "rating", "item", "criterion",
        "balance", "account", "sum", "evaluation", "tally", "mark(s)", "section", "category", "respect", "question",
        "that", "assignment",
    ];
    #[rustfmt::skip]
    let adjectives = &[
        "the", "final", "total", "overall", "team's", "technical", "their", "its", "your", "this", "that", "his",
        "aggregate", "financial", "raw", "annual", "combined", "possible", "maximum", "of", "team", "candidate's",
        "bidder's", "robot's", "player's", "evaluation", "earned", "available", "performance", "round", "match",
        "obtained", "assessment", "assignment", "project", "participant's", "supplier's", "student's",
        "contractor's", "monthly", "own", "quiz", "exam",
    ];
    let last = range.end.checked_sub(1).map_or("", |i| source.word(i));
    among(words, last) && range.clone().all(|i| among(words, source.word(i)) || among(adjectives, source.word(i)))
}
