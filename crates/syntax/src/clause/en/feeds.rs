//! Scores from elsewhere: `as scored under the provincial scheme`, `the mean of the scores of its townships`, `20% of
//! the internal performance score is deducted`.

use super::draft::Draft;
use super::lexicon::{self, among};
use super::phrase::Phrase;
use super::source::Range;
use crate::clause::{BelowStatistic, Expr, Feed, Formula, InputKind, Role, Rule, Sign};
use crate::exact;

/// Reads a sentence whose points are a score from elsewhere, or a share of one; false when it is none.
pub(super) fn read(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
    below(draft, sentence, part)
        || share_below(draft, sentence, part)
        || under(draft, sentence, part)
        || share(draft, sentence, part)
}

fn formula(draft: &mut Draft, sentence: &Range, part: usize, value: Expr, sign: Sign) -> bool {
    draft.clause(sentence, part, Rule::Formula(Formula { name: None, value, sign, limit: None }));
    draft.mark(sentence, Role::Keyword);
    true
}

/// `The score is the mean of the scores of its townships, weighted by population.`
fn below(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
    let source = draft.source;
    #[rustfmt::skip]
    let words = &[
        "mean of the scores of", "average of the scores of", "mean score of", "average score of",
        "mean of the total scores of", "average of the total scores of", "average of scores of",
        "mean of the points of", "mean of all scores of",
    ];
    let Some((at, end)) = source.find(sentence, words) else { return false };
    let mut start = end;
    while source.any(start, sentence.end, &["its", "the", "all", "their", "of", "constituent", "subordinate"]) {
        start += 1;
    }
    let own = source.holds(&(end..start), &["its", "their", "constituent", "subordinate"])
        || source.holds(&(start..sentence.end), &["under", "below"]);
    let stop = (start..sentence.end).find(|i| {
        source.punct(*i) || matches!(source.word(*i), "under" | "below" | "in" | "weighted" | "within" | "that")
    });
    let level = start..stop.unwrap_or(sentence.end);
    if level.is_empty() || level.len() > 3 || !own {
        return false;
    }
    let weighted = source.find(&(level.end..sentence.end), &["weighted by", "weighted according to"]);
    let statistic = match weighted {
        Some((_, next)) => {
            BelowStatistic::Weighted(source.raw(&source.trimmed(&(next..sentence.end), &["the", "their", "its"])))
        }
        None => BelowStatistic::Mean,
    };
    let named = source.trimmed(&(at..sentence.end), &[]);
    let value =
        Expr::Below { level: source.raw(&level), statistic, label: source.raw(&named), span: source.span(&named) };
    // 70% of the mean …; any other number would be left out, and with it what the sentence says.
    let numbers: Vec<usize> = sentence.clone().filter(|i| source.number(*i).is_some()).collect();
    let value = match numbers.as_slice() {
        [] => value,
        [i] if source.phrase(*i + 1, at, "% of the") == Some(at) || source.phrase(*i + 1, at, "% of") == Some(at) => {
            let Some(percent) = source.number(*i).cloned() else { return false };
            Expr::Mul(vec![value, Expr::Number(percent / exact::whole(100))])
        }
        _ => {
            draft.unread(sentence, sentence);
            return true;
        }
    };
    formula(draft, sentence, part, value, Sign::Earn)
}

/// `The score is 5 times the share of its villages with at least 80 points.`
fn share_below(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
    let source = draft.source;
    let words = &["share of its", "proportion of its", "percentage of its", "share of the", "proportion of the"];
    let Some((at, end)) = source.find(sentence, words) else { return false };
    #[rustfmt::skip]
    let reached = &[
        "with at least", "with a score of at least", "scoring at least", "that score at least", "whose score is at least",
        "with scores of at least", "that reach", "reaching",
    ];
    let Some((stop, number)) = source.find(&(end..sentence.end), reached) else { return false };
    let (level, before) = (end..stop, source.trimmed(&(sentence.start..at), &["the", "of", "a"]));
    let own = source.is(end - 1, "its") || source.holds(&level, &["under", "below"]);
    let Some(least) = source.number(number).cloned() else { return false };
    let tail = source.trimmed(&(number + 1..sentence.end), &["points", "point", "marks"]);
    if !own || level.is_empty() || level.len() > 3 || !tail.is_empty() {
        return false;
    }
    let named = source.trimmed(&(at..sentence.end), &[]);
    let statistic = BelowStatistic::ShareAtLeast(Box::new(least));
    let value =
        Expr::Below { level: source.raw(&level), statistic, label: source.raw(&named), span: source.span(&named) };
    let factors: Vec<usize> = before.clone().filter(|i| source.number(*i).is_some()).collect();
    let value = match factors.as_slice() {
        [] => value,
        [i] if source.phrase(*i + 1, at, "times the") == Some(at)
            || source.phrase(*i + 1, at, "points times the") == Some(at)
            || source.phrase(*i + 1, at, "* the") == Some(at)
            || source.phrase(*i + 1, at, "points * the") == Some(at) =>
        {
            let Some(factor) = source.number(*i).cloned() else { return false };
            Expr::Mul(vec![Expr::Number(factor), value])
        }
        _ => return false,
    };
    formula(draft, sentence, part, value, Sign::Earn)
}

/// `As scored under the provincial scheme.`
fn under(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
    let source = draft.source;
    #[rustfmt::skip]
    let words = &[
        "as scored under", "as scored in", "as assessed under", "as awarded under", "as awarded in", "as given in",
        "as given under", "is taken from", "are taken from", "score obtained under", "score under", "scored under",
        "score from", "score in", "points obtained under", "points from", "result of", "the result under",
        "score achieved under", "score achieved in", "score awarded under", "as determined under",
        "as determined by", "score given under", "follows the score of",
    ];
    let scheme = |range: &Range| {
        #[rustfmt::skip]
        let nouns = &["scheme", "assessment", "evaluation", "appraisal", "audit", "survey", "rating", "review", "system", "inspection"];
        #[rustfmt::skip]
        let level = &["provincial", "national", "municipal", "county", "state", "regional", "external", "internal", "central", "federal", "ministry", "ministry's", "province's", "city"];
        range.end.checked_sub(1).is_some_and(|i| among(nouns, source.word(i)) && !source.is(range.start, "this"))
            && source.holds(range, level)
    };
    let Some((_, end)) = source.find(sentence, words) else { return false };
    let named = source.trimmed(&(end..sentence.end), &["the", "a", "an"]);
    if named.is_empty() || named.len() > 6 || !scheme(&named) || named.clone().any(|i| source.number(i).is_some()) {
        return false;
    }
    if sentence.clone().any(|i| source.number(i).is_some()) || source.find(sentence, lexicon::IF).is_some() {
        return false;
    }
    let input = draft.input(&Phrase::of(named.clone()), InputKind::Amount, None);
    feed(draft, input, Feed::OtherScheme(source.raw(&named)));
    formula(draft, sentence, part, Expr::Input(input), Sign::Earn)
}

/// `20% of the internal performance score is deducted`, `30% of the half-year score is added`.
fn share(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
    let source = draft.source;
    let Some(at) = sentence.clone().find(|i| source.is(*i, "%") && source.is(*i + 1, "of")) else { return false };
    let Some(percent) = at.checked_sub(1).and_then(|i| source.number(i)).cloned() else { return false };
    let verbs = &["is", "are", "will", "shall", "counts", "count", "was"];
    let Some(stop) = (at + 2..sentence.end).find(|i| among(verbs, source.word(*i))) else { return false };
    let named = source.trimmed(&(at + 2..stop), &["the", "its", "their"]);
    let last = named.end.checked_sub(1).map_or("", |i| source.word(i));
    let rest = stop..sentence.end;
    let losing = source.holds(&rest, &["deducted", "subtracted"]);
    let earning = source.holds(&rest, &["added", "counted", "taken", "counts", "count", "credited", "included"]);
    let alone = source.find(sentence, lexicon::IF).is_none() && source.find(sentence, lexicon::EACH).is_none();
    let simple = sentence.clone().filter(|i| source.number(*i).is_some()).count() == 1;
    if named.len() < 2
        || !among(&["score", "points", "result", "mark", "rating"], last)
        || !(losing || earning)
        || !alone
        || !simple
    {
        return false;
    }
    let words = source.raw(&named);
    let input = draft.input(&Phrase::of(named.clone()), InputKind::Amount, None);
    #[rustfmt::skip]
    let rounds = ["half-year", "mid-year", "first-half", "first-round", "previous-round"];
    let round = rounds.iter().find(|r| named.clone().any(|i| source.word(i) == **r));
    let from = match round {
        Some(round) => Feed::Round((*round).to_owned()),
        None => Feed::OtherScheme(words),
    };
    feed(draft, input, from);
    draft.mark(&(at - 1..at + 1), Role::Quantity);
    let value = Expr::Mul(vec![Expr::Number(percent / exact::whole(100)), Expr::Input(input)]);
    formula(draft, sentence, part, value, if losing { Sign::Lose } else { Sign::Earn })
}

fn feed(draft: &mut Draft, input: crate::clause::InputRef, feed: Feed) {
    if let Some(phrase) = draft.reading.inputs.get_mut(input.0) {
        phrase.feed = feed;
    }
}
