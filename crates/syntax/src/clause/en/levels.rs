//! Points by exclusive words: levels, yes and no, grade words.

use super::amount::Value;
use super::assemble::case_effect;
use super::condition::Cond;
use super::draft::{self, Draft};
use super::lexicon;
use super::phrase::Phrase;
use super::piece::{Stmt, Trigger};
use super::source::{Range, Source};
use crate::clause::{
    Band, BandEdge, BandValue, Bands, Condition, Effect, Expr, InputKind, LevelCase, Levels, Role, Rule, When,
};
use crate::exact::Exact;

/// The words of a bare label.
pub(super) fn label(stmt: &Stmt, source: &Source) -> Option<(Range, String)> {
    let phrase = match &stmt.trigger {
        Trigger::Label(phrase) => phrase,
        Trigger::When(Cond::Fact(phrase)) if phrase.ranges.len() == 1 => {
            let words = phrase.label(source).to_lowercase();
            #[rustfmt::skip]
            let verbs = [
                "is rated ", "are rated ", "is graded ", "is assessed as ", "is ", "are ", "was ", "were ", "rated as ",
                "rated ", "graded as ", "graded ", "assessed as ", "classified as ", "judged ", "ranked ", "level ",
                "rating of ", "grade of ", "evaluated as ",
            ];
            let last = verbs
                .iter()
                .filter_map(|v| words.split_once(v))
                .map(|(_, t)| t.to_owned())
                .find(|t| lexicon::LEVEL_WORDS.contains(&t.as_str()))
                .unwrap_or(words);
            if !lexicon::LEVEL_WORDS.contains(&last.as_str()) {
                return None;
            }
            phrase
        }
        _ => return None,
    };
    let [range] = phrase.ranges.as_slice() else { return None };
    Some((source.trimmed(range, &[]), phrase.label(source)))
}

/// `Yes: 2, No: 0` behind a question.
pub(super) fn yes_no(draft: &mut Draft, stmts: &[Stmt]) -> Option<usize> {
    let [first, second, ..] = stmts else { return None };
    let (a, b) = (label(first, draft.source)?, label(second, draft.source)?);
    let (a_words, b_words) = (a.1.to_lowercase(), b.1.to_lowercase());
    let split = |words: &str, answer: &str| {
        words == answer || words.ends_with(&format!(" {answer}")) || words.ends_with(&format!("({answer}"))
    };
    let (yes, no) = if split(&a_words, "yes") && b_words == "no" {
        (first, second)
    } else if split(&a_words, "no") && b_words == "yes" {
        (second, first)
    } else {
        return None;
    };
    let own = (a.0.len() > 1).then(|| draft.source.trimmed(&(a.0.start..a.0.end - 1), &[])).filter(|r| !r.is_empty());
    let phrase = match (own, first.header.clone(), draft.header.clone()) {
        (Some(range), _, _) => Phrase::of(range),
        (None, Some(header), _) => header,
        (None, None, Some(header)) => {
            draft.unmark(&header);
            Phrase::of(header)
        }
        (None, None, None) => return None,
    };
    let input = draft.fact(&phrase);
    for range in [a.0.end - 1..a.0.end, b.0.clone()] {
        draft.mark(&range, Role::Keyword);
    }
    let (effect, otherwise) = (case_effect(yes)?, case_effect(no)?);
    let range = first.range.start..second.range.end;
    draft.clause(
        &range,
        first.part,
        Rule::When(When { condition: Condition::Fact(input), effect, otherwise: Some(otherwise) }),
    );
    Some(2)
}

/// Words between what is judged and its level.
#[rustfmt::skip]
const JUDGING: &[&str] = &[
    "as", "is", "rated", "assessed", "are", "graded", "be", "if", "evaluated", "judged", "considered", "classified",
    "for", "when", "the", "ranked", "level", "rating", "of",
];

/// `bachelor's degree`, `gold medal`: the level without its noun.
fn bare_level(words: &str) -> &str {
    #[rustfmt::skip]
    let nouns = [
        " degree", " level", " award", " medal", " certificate", " prize", " class", " rating", " quality", " degree holder",
        " holder", " risk", " standard", " star", " priority", " impact", " performance", " compliance", " response",
    ];
    nouns.iter().find_map(|n| words.strip_suffix(n)).unwrap_or(words)
}

/// `If the opinion is unqualified, 10; qualified, 5; adverse, 0`: the first of a list of bare words, in a clause.
fn opening(source: &Source, stmt: &Stmt, stmts: &[Stmt]) -> Option<(Range, String)> {
    let Trigger::When(Cond::Fact(phrase)) = &stmt.trigger else { return None };
    let [range] = phrase.ranges.as_slice() else { return None };
    let is = range.clone().rfind(|i| matches!(source.word(*i), "is" | "are" | "was" | "rated" | "graded"))?;
    let tail = is + 1..range.end;
    let bare = |s: &Stmt| {
        matches!(&s.trigger, Trigger::Label(p) if p.ranges.len() == 1 && p.ranges.iter().all(|r| r.len() <= 4 && s.header.is_none()
            && !r.clone().any(|i| matches!(source.word(i), "is" | "are" | "the" | "a" | "not" | "if"))))
    };
    let rest = stmts.get(1..3.min(stmts.len()))?;
    (is > range.start && (1..=2).contains(&tail.len()) && rest.len() == 2 && rest.iter().all(bare))
        .then(|| (source.trimmed(range, &[]), source.raw(range)))
}

/// Where the level word stands in `the work is rated good`.
fn level_at(source: &Source, range: &Range) -> Option<usize> {
    (range.start + 1..range.end).find(|i| {
        lexicon::LEVEL_WORDS.contains(&source.raw(&(*i..range.end)).to_lowercase().as_str())
            && (JUDGING.contains(&source.word(*i - 1)) || matches!(source.word(*i - 1), ":" | "-" | ","))
    })
}

/// Points by exclusive words.
pub(super) fn levels(draft: &mut Draft, stmts: &[Stmt]) -> Option<usize> {
    let mut found: Vec<(Range, String, &Stmt)> = Vec::new();
    if let Some((range, words)) = stmts.first().and_then(|s| opening(draft.source, s, stmts)) {
        found.extend(stmts.first().map(|s| (range, words, s)));
    }
    for stmt in stmts.iter().skip(found.len()) {
        match label(stmt, draft.source).filter(|(_, words)| {
            found.is_empty()
                || matches!(stmt.trigger, Trigger::Label(_))
                || lexicon::LEVEL_WORDS.contains(&words.to_lowercase().as_str())
                || matches!(&stmt.trigger, Trigger::When(Cond::Fact(p)) if p.ranges.first().is_some_and(|r| level_at(draft.source, r).is_some()))
        }) {
            Some((range, words)) if !matches!(stmt.value, Value::Between(..)) && !words.is_empty() => {
                found.push((range, words, stmt))
            }
            _ => break,
        }
    }
    if found.len() < 2 {
        return None;
    }
    // `assessed as excellent (10 points), good (7 points)`: the words of the list stand at the end of their clauses.
    let mut lead: Option<Range> = None;
    let mut length = 0;
    for (n, (range, words, _)) in found.iter_mut().enumerate() {
        let opened = || {
            let is =
                range.clone().rfind(|i| matches!(draft.source.word(*i), "is" | "are" | "was" | "rated" | "graded"));
            is.filter(|i| n == 0 && *i > range.start && i + 1 < range.end).map(|i| i + 1)
        };
        if let Some(cut) = level_at(draft.source, range).or_else(opened) {
            let own = draft.source.trimmed(&(range.start..cut), JUDGING);
            // Levels of another thing are another list.
            let key = |r: &Range| draft::same(&draft.source.raw(r));
            if n > 0 && !own.is_empty() && lead.as_ref().is_none_or(|l| key(l) != key(&own)) {
                break;
            }
            if n == 0 {
                lead = Some(own);
            }
            *words = draft.source.raw(&(cut..range.end));
            *range = cut..range.end;
        }
        length = n + 1;
    }
    found.truncate(length);
    if found.len() < 2 {
        return None;
    }
    let tail = |w: &str| w.split_once(' ').map(|(_, t)| t.to_lowercase());
    let tails: Vec<Option<String>> = found.iter().map(|f| tail(&f.1)).collect();
    let shared = tails.iter().all(|t| t.is_some() && *t == tails.first().cloned().flatten());
    let known = |w: &str| {
        lexicon::LEVEL_WORDS.contains(&w.to_lowercase().as_str())
            || lexicon::LEVEL_WORDS.contains(&bare_level(&w.to_lowercase()))
            || shared && w.split(' ').next().is_some_and(|f| lexicon::LEVEL_WORDS.contains(&f.to_lowercase().as_str()))
    };
    let words: Vec<String> = found.iter().map(|f| f.1.clone()).collect();
    let designated = designators(&words);
    let zero = found.iter().filter(|f| f.2.value.is_nothing()).count() == 1;
    let exclusive = words.iter().filter(|w| known(w)).count() * 2 >= words.len() || designated.is_some() || zero;
    if !exclusive {
        return None;
    }
    let words = designated.unwrap_or(words);
    let lead = lead.filter(|l: &Range| !l.is_empty()).map(Phrase::of);
    let name = match (found.iter().find_map(|f| f.2.header.clone()).or(lead), draft.header.clone()) {
        (Some(header), _) => header,
        (None, Some(header)) => {
            draft.unmark(&header);
            Phrase::of(header)
        }
        (None, None) => {
            let first = found.first()?.0.clone();
            Phrase::implied(first.start, words.join(" / "))
        }
    };
    let input = draft.input(&name, InputKind::Choice(words), None);
    let mut cases = Vec::new();
    for (n, (range, _, stmt)) in found.iter().enumerate() {
        draft.mark(range, Role::Input(input));
        cases.push(LevelCase { word: n, effect: case_effect(stmt)? });
    }
    let range = found.first()?.2.range.start..found.last()?.2.range.end;
    let limit = found.iter().find_map(|f| f.2.limit.clone());
    let part = found.first()?.2.part;
    draft.clause(&range, part, Rule::Levels(Levels { input, cases, highest: None, limit }));
    Some(found.len())
}

/// Whether the first two statements are words of a level.
pub(super) fn are_levels(source: &Source, stmts: &[Stmt]) -> bool {
    let level = |s: &Stmt| {
        label(s, source).is_some_and(|(range, words)| {
            lexicon::LEVEL_WORDS.contains(&words.to_lowercase().as_str()) || level_at(source, &range).is_some()
        })
    };
    stmts.len() > 1 && stmts.iter().take(2).all(level)
}

/// `Region A`, `Region B`: the same noun with a different designator each; other words around them are dropped.
pub(super) fn designators(words: &[String]) -> Option<Vec<String>> {
    let cut = |w: &str| -> Option<(String, String)> {
        let w = w.split(" (").next().unwrap_or(w);
        let mut parts: Vec<&str> = w.split_whitespace().collect();
        let last = parts.pop()?;
        let noun = parts.pop()?;
        let short = last.len() <= 3 && last.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
        short.then(|| (noun.to_lowercase(), format!("{noun} {last}")))
    };
    let all: Option<Vec<(String, String)>> = words.iter().map(|w| cut(w)).collect();
    let all = all?;
    let first = all.first()?.0.clone();
    let distinct = all.iter().enumerate().all(|(n, a)| all.iter().skip(n + 1).all(|b| a.1 != b.1));
    (distinct && all.iter().all(|(noun, _)| *noun == first)).then(|| all.into_iter().map(|(_, w)| w).collect())
}

/// `Grade A: 90-100 points, Grade B: 75-89 points`: the ranges are of the score, the labels are what it earns.
pub(super) fn grades(draft: &mut Draft, stmts: &[Stmt]) -> Option<usize> {
    let one = |s: &Stmt| -> Option<(Range, String, Exact, Exact)> {
        let (Value::Between(low, Some(high)), Some((range, words))) = (&s.value, label(s, draft.source)) else {
            return None;
        };
        Some((range, words, low.clone(), high.clone()))
    };
    let found: Vec<_> = stmts.iter().map_while(one).collect();
    let apart = found.windows(2).all(|w| w[0].2 > w[1].3) || found.windows(2).all(|w| w[0].3 < w[1].2);
    if found.len() < 2 || !apart {
        return None;
    }
    let group = stmts.get(..found.len())?;
    let at = group.first()?.range.start;
    let input = draft.input(&Phrase::implied(at, "score".to_owned()), InputKind::Amount, None);
    let mut bands = Vec::new();
    for (range, words, low, high) in found {
        draft.mark(&range, Role::Keyword);
        let edge = |value: Exact| Some(BandEdge { value, included: Some(true) });
        bands.push(Band { from: edge(low), to: edge(high), value: BandValue::Effect(Effect::Grade(words)) });
    }
    let range = at..group.last()?.range.end;
    let used = bands.len();
    draft.clause(
        &range,
        group.first()?.part,
        Rule::Bands(Bands { quantity: Expr::Input(input), bands, otherwise: None }),
    );
    Some(used)
}
