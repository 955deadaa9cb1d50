//! Lists that belong together one by one: `5, 3 or 1 points for a national, provincial or municipal award respectively`.

use super::draft::Draft;
use super::lexicon::{self, among};
use super::phrase::Phrase;
use super::source::{Range, Source};
use crate::clause::{Amount, Band, BandEdge, BandValue, Bands, Effect, Expr, InputKind, LevelCase, Levels, Role, Rule};
use crate::exact::{self, Exact};

/// Reads a sentence with `respectively`; false when its lists do not match.
fn read(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
    let source = draft.source;
    if !source.holds(sentence, &["respectively"]) {
        return false;
    }
    let Some((amounts, values)) = numbers(source, sentence) else { return false };
    let Some(labels) = labels(source, sentence, &amounts, values.len()) else { return false };
    let losing = sentence.clone().any(|i| among(&["deducted", "deduct", "lost", "lose", "loses"], source.word(i)));
    let bonus = source.holds(sentence, &["added", "add", "bonus"]);
    let effects: Vec<Effect> = values
        .iter()
        .map(|v| {
            let amount = Amount::Points(v.clone());
            if losing { Effect::Deduct(amount) } else { Effect::Award { amount, bonus } }
        })
        .collect();
    let places: Option<Vec<u32>> = labels.words.iter().map(|r| source.ordinal(r.start)).collect();
    draft.mark(&amounts, Role::Quantity);
    let rule = match places {
        Some(places) => by_place(draft, &labels, &places, effects),
        None => by_word(draft, &labels, effects),
    };
    draft.clause(sentence, part, rule);
    for i in sentence.clone() {
        if matches!(source.word(i), "respectively" | "points" | "marks") {
            draft.mark(&(i..i + 1), Role::Keyword);
        }
    }
    draft.close(sentence);
    true
}

/// Reads lists that belong together; true when a list of amounts finds no list of what they are for.
pub(super) fn unmatched(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
    !read(draft, sentence, part)
        && draft.source.holds(sentence, &["respectively"])
        && numbers(draft.source, sentence).is_some()
}

/// The list of amounts: numbers apart by commas and `or` before a noun of points.
fn numbers(source: &Source, sentence: &Range) -> Option<(Range, Vec<Exact>)> {
    sentence.clone().find_map(|start| {
        let mut values = vec![source.number(start)?.clone()];
        let mut at = start + 1;
        loop {
            at = super::amount::points_noun(source, at, sentence.end).unwrap_or(at);
            let mut next = at;
            while source.any(next, sentence.end, &[",", "and", "or", "/"]) && next < at + 2 {
                next += 1;
            }
            match source.number(next).filter(|_| next > at && next < sentence.end) {
                Some(value) => values.push(value.clone()),
                None => break,
            }
            at = next + 1;
        }
        let percent = source.is(at, "%");
        let named = (start..at).any(|i| among(lexicon::POINTS, source.word(i)));
        (values.len() > 1 && !percent && named).then_some((start..at, values))
    })
}

/// The words that the amounts are for, and what they have in common.
struct Labels {
    words: Vec<Range>,
    name: Range,
}

fn labels(source: &Source, sentence: &Range, amounts: &Range, count: usize) -> Option<Labels> {
    let stop = (sentence.clone()).find(|i| source.is(*i, "respectively"))?;
    let behind = amounts.end..if stop > amounts.end { stop } else { sentence.end };
    [behind, sentence.start..amounts.start].into_iter().find_map(|side| list(source, &side, count))
}

/// `for a national, provincial or municipal commendation`: as many words as there are amounts.
fn list(source: &Source, side: &Range, count: usize) -> Option<Labels> {
    let side = source.trimmed(side, &[]);
    let separator = |i: usize| matches!(source.word(i), "," | "and" | "or" | "/");
    let mut segments: Vec<Range> = Vec::new();
    let mut start = side.start;
    for i in side.start..=side.end {
        if i == side.end || separator(i) {
            if i > start {
                segments.push(start..i);
            }
            start = i + 1;
        }
    }
    if segments.len() != count {
        return None;
    }
    let inner = segments.get(1..count - 1)?.first().cloned();
    let (first, last) = (segments.first()?.clone(), segments.last()?.clone());
    let opened = (first.start..first.end)
        .rev()
        .find(|i| {
            among(lexicon::DETERMINERS, source.word(*i))
                || matches!(source.word(*i), "for" | "at" | "rated" | "winning" | "receiving" | "of" | "in")
        })
        .map_or(first.start, |i| i + 1);
    let width =
        inner.map_or(first.end.saturating_sub(opened), |r| source.trimmed(&r, lexicon::DETERMINERS).len()).max(1);
    let mut words: Vec<Range> = segments.iter().map(|r| source.trimmed(r, lexicon::DETERMINERS)).collect();
    let head = first.end.checked_sub(width).filter(|s| *s >= first.start)?..first.end;
    *words.first_mut()? = head;
    let last = source.trimmed(&last, lexicon::DETERMINERS);
    let tail = (last.start + width).min(last.end);
    *words.last_mut()? = last.start..tail;
    // `medals earn`: the verb group is no part of the name.
    let name_end = (tail..last.end)
        .find(|i| {
            among(lexicon::AUXILIARIES, source.word(*i))
                || among(lexicon::EARN, source.word(*i)) && !among(&["award", "awards", "merit"], source.word(*i))
                || among(lexicon::LOSE, source.word(*i))
        })
        .unwrap_or(last.end);
    let plain = words.iter().all(|r| !r.is_empty() && !r.clone().any(|i| source.number(i).is_some()));
    plain.then_some(Labels { words, name: source.trimmed(&(tail..name_end), &[]) })
}

fn by_word(draft: &mut Draft, labels: &Labels, effects: Vec<Effect>) -> Rule {
    let source = draft.source;
    let words: Vec<String> = labels.words.iter().map(|r| source.raw(r)).collect();
    let name = if labels.name.is_empty() {
        Phrase::implied(labels.words.first().map_or(0, |r| r.start), words.join(" / "))
    } else {
        Phrase::of(labels.name.clone())
    };
    let input = draft.input(&name, InputKind::Choice(words), None);
    // It is first named where its first word stands.
    if let (Some(phrase), Some(first)) = (draft.reading.inputs.get_mut(input.0), labels.words.first()) {
        phrase.span = source.span(first);
    }
    for range in &labels.words {
        draft.mark(range, Role::Input(input));
    }
    let cases = effects.into_iter().enumerate().map(|(word, effect)| LevelCase { word, effect }).collect();
    Rule::Levels(Levels { input, cases, highest: None, limit: None })
}

fn by_place(draft: &mut Draft, labels: &Labels, places: &[u32], effects: Vec<Effect>) -> Rule {
    let at = labels.words.first().map_or(0, |r| r.start);
    let input = draft.input(&Phrase::implied(at, "place".to_owned()), InputKind::Rank, None);
    for range in labels.words.iter().chain([&labels.name]) {
        draft.mark(range, Role::Input(input));
    }
    let edge = |n: u32| Some(BandEdge { value: exact::whole(i64::from(n)), included: Some(true) });
    let band = |(n, effect): (&u32, Effect)| Band { from: edge(*n), to: edge(*n), value: BandValue::Effect(effect) };
    let bands = places.iter().zip(effects).map(band).collect();
    Rule::Bands(Bands { quantity: Expr::Input(input), bands, otherwise: None })
}
