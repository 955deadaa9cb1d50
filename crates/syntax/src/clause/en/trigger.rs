//! Segments of a piece → its trigger: what the amount is given or taken for.

use super::condition::{self, Cond};
use super::distance;
use super::each::{self, EachDraft};
use super::events;
use super::heading::{headings, ignorable};
use super::lexicon::{self, among};
use super::occurrence::{Occurrence, counted_occurrence};
use super::phrase::Phrase;
use super::piece::{Seg, SegKind, Stmt, Trigger};
use super::source::{Range, Source};

/// Makes the trigger of the segments.
pub(super) fn combine(source: &Source, stmt: &mut Stmt, segs: Vec<Seg>, each_flag: bool) {
    let mut each: Option<EachDraft> = None;
    let mut conds: Vec<Cond> = Vec::new();
    let mut plain: Vec<(Range, bool)> = Vec::new();
    let mut fors: Vec<(Range, bool)> = Vec::new();
    let mut otherwise = false;
    let mut nth = None;
    for seg in segs {
        match seg.kind {
            SegKind::Dangling => stmt.dangling.push(seg.range),
            SegKind::If | SegKind::OnlyIf | SegKind::Unless if only_compares(source, &seg.range) => {
                stmt.dangling.push(seg.range)
            }
            SegKind::If if denies(source, &seg.range) => {
                otherwise = true;
                stmt.fillers.push(seg.range);
            }
            SegKind::Otherwise => {
                otherwise = true;
                if !seg.range.is_empty() {
                    stmt.fillers.push(seg.range);
                }
            }
            SegKind::Each => match each::read(source, &seg.range) {
                Some(draft) if each.is_none() => each = Some(draft),
                _ => plain.push((seg.range, seg.left)),
            },
            SegKind::If | SegKind::OnlyIf => {
                stmt.only |= seg.kind == SegKind::OnlyIf;
                conds.extend(condition::read(source, &seg.range));
            }
            SegKind::Unless => conds.extend(condition::read(source, &seg.range).map(|c| Cond::Not(Box::new(c)))),
            SegKind::For => match counted_occurrence(source, &seg.range) {
                Some(Occurrence::Subsequent(draft)) if each.is_none() => each = Some(*draft),
                Some(Occurrence::Nth(n, range)) => nth = Some((n, range)),
                _ => fors.push((seg.range, seg.left)),
            },
            SegKind::Plain => {
                if seg.left && fors.is_empty() && plain.is_empty() {
                    match counted_occurrence(source, &seg.range) {
                        Some(Occurrence::Subsequent(draft)) if each.is_none() => each = Some(*draft),
                        Some(Occurrence::Nth(n, range)) => nth = Some((n, range)),
                        _ => plain.push((seg.range, seg.left)),
                    }
                } else {
                    plain.push((seg.range, seg.left));
                }
            }
        }
    }
    headings(source, stmt, &mut plain);
    // `given a 0 and will not be graded` says the same twice.
    for (range, _) in plain.iter().filter(|_| stmt.value.is_nothing()) {
        if source
            .find(range, &["not be graded", "not be accepted", "not be marked", "not be scored", "not be evaluated"])
            .is_some()
        {
            stmt.fillers.push(range.clone());
        }
    }
    // A verb behind the amount that no list knows: left unread, and so an error.
    plain.retain(|(range, left)| {
        *left
            || !among(
                &["is", "are", "will", "shall", "may", "can", "be", "was", "were", "must", "should", "which", "of"],
                source.word(range.start),
            )
    });
    plain.retain(|(range, _)| !ignorable(source, stmt, range));
    fors.retain(|(range, _)| !ignorable(source, stmt, range));
    let others: Vec<Range> = fors.iter().chain(&plain).map(|(r, _)| r.clone()).collect();
    if otherwise {
        stmt.trigger = Trigger::Otherwise;
        stmt.fillers.extend(others);
        return;
    }
    if let Some((n, range)) = nth {
        let mut phrase = Phrase::of(range);
        for other in others {
            phrase = phrase.and(other);
        }
        stmt.trigger = Trigger::Nth(n, phrase);
        return;
    }
    // `If the robot touches the line, 5 points are deducted each time.`
    if let (true, None, [], [Cond::Fact(phrase)]) = (each_flag, &each, others.as_slice(), conds.as_slice())
        && let Some(mut draft) = phrase.ranges.first().and_then(|r| each::read(source, r))
    {
        draft.phrase = phrase.clone();
        stmt.trigger = Trigger::Each(Box::new(draft));
        return;
    }
    if each.is_none() && each_flag {
        let base = others.first().cloned();
        each =
            base.and_then(|range| each::read(source, &range).map(|draft| (draft, range))).map(|(mut draft, range)| {
                // `Members under 16: 2 points each` counts the members, not the years.
                if draft.against.take().is_some() {
                    draft.phrase = Phrase::of(range);
                    draft.keywords.clear();
                }
                draft
            });
        if let Some(draft) = each {
            stmt.trigger = finish_each(source, draft, conds, others.get(1..).unwrap_or(&[]));
            return;
        }
    }
    if let Some(draft) = each {
        stmt.trigger = finish_each(source, draft, conds, &others);
        return;
    }
    stmt.trigger = finish_when(source, conds, &fors, &plain);
}

/// `if it is not`: every other case than the one before.
fn denies(source: &Source, range: &Range) -> bool {
    #[rustfmt::skip]
    let words = [
        "it is not", "it does not", "they are not", "they do not", "this is not the case", "it has not", "it was not",
        "that is not the case", "it did not", "they did not", "there is not", "there are not", "there is none",
    ];
    words.contains(&source.raw(range).to_lowercase().as_str())
}

/// `at least`, `more than the`: a comparison with nothing.
fn only_compares(source: &Source, range: &Range) -> bool {
    #[rustfmt::skip]
    let words = &[
        "at", "least", "most", "more", "than", "less", "over", "under", "above", "below", "up", "to", "the", "of",
        "exactly", "between", "fewer", "greater", "is", "are", "not", "and", "or",
    ];
    range.clone().all(|i| among(words, source.word(i)))
}

pub(super) fn finish_each(source: &Source, mut draft: EachDraft, conds: Vec<Cond>, others: &[Range]) -> Trigger {
    let mut cond = None;
    for other in others {
        // A band may stand before a rate: `1 to 5 minutes late: 1 point per minute`.
        if let Some((name, against)) = draft.elsewhere.and_then(|d| distance::target_in(source, other, d)) {
            draft.keywords.push(name.end..other.end);
            draft.keywords.extend(draft.phrase.ranges.clone());
            draft.phrase = Phrase::of(name);
            draft.against = Some(against);
            continue;
        }
        // `After the third warning, each additional warning ...`
        if let Some(n) = distance::after_nth(source, other, &draft.phrase) {
            draft.first = n + 1;
            draft.keywords.push(other.clone());
            continue;
        }
        match condition::read(source, other) {
            Some(Cond::Compare { of, interval, fillers }) if !interval.bare && draft.against.is_none() => {
                cond = Some(Cond::Compare { of, interval, fillers })
            }
            _ => draft.phrase = draft.phrase.clone().and(other.clone()),
        }
    }
    for other in conds {
        match other {
            Cond::Fact(phrase) => {
                for range in phrase.ranges {
                    draft.phrase = draft.phrase.clone().and(range);
                }
            }
            other => {
                cond = Some(match cond {
                    Some(first) => Cond::All(vec![first, other]),
                    None => other,
                });
            }
        }
    }
    match cond {
        Some(cond) => Trigger::EachWhen(Box::new(draft), cond),
        None => Trigger::Each(Box::new(draft)),
    }
}

pub(super) fn finish_when(
    source: &Source,
    conds: Vec<Cond>,
    fors: &[(Range, bool)],
    plain: &[(Range, bool)],
) -> Trigger {
    let mut conds = conds;
    if conds.is_empty() {
        let mut ranges: Vec<(Range, bool)> = fors.iter().chain(plain).cloned().collect();
        ranges.sort_by_key(|(r, _)| r.start);
        if ranges.is_empty() {
            return Trigger::None;
        }
        if let [(range, _)] = ranges.as_slice() {
            let level = fors.is_empty() && lexicon::LEVEL_WORDS.contains(&source.raw(range).to_lowercase().as_str());
            if let Some(draft) = events::counted(source, range).filter(|_| !level) {
                return Trigger::Each(Box::new(draft));
            }
            // `placing each date in its spot`: counted, though the count stands inside.
            let inside = (range.start + 1..range.end).find(|i| source.any(*i, range.end, &["each", "every"]));
            let counted = inside.is_some_and(|i| {
                !matches!(
                    source.word(i - 1),
                    "of" | "in" | "at" | "on" | "for" | "with" | "during" | "to" | "by" | "from"
                )
            });
            if let Some(draft) = Some(range).filter(|_| counted && fors.is_empty()).and_then(|r| each::read(source, r))
            {
                return Trigger::Each(Box::new(EachDraft { phrase: Phrase::of(range.clone()), ..draft }));
            }
            match condition::read(source, range) {
                Some(Cond::Fact(phrase)) if fors.is_empty() => return Trigger::Label(phrase),
                Some(cond) => return Trigger::When(cond),
                None => return Trigger::None,
            }
        }
        let mut phrase = Phrase::default();
        let mut compare = None;
        for (range, _) in ranges {
            match condition::read(source, &range) {
                Some(Cond::Compare { of, interval, fillers }) if compare.is_none() => {
                    compare = Some((of, interval, fillers))
                }
                _ => phrase = phrase.and(range),
            }
        }
        return match compare {
            Some((of, interval, fillers)) => {
                let of = of.ranges.into_iter().fold(phrase, Phrase::and);
                Trigger::When(Cond::Compare { of, interval, fillers })
            }
            None => Trigger::When(Cond::Fact(phrase)),
        };
    }
    // Words outside the condition join it: `for late delivery, if ...`.
    for (range, _) in fors.iter().chain(plain) {
        let Some(first) = conds.iter_mut().find(|c| matches!(c, Cond::Fact(_) | Cond::Compare { .. } | Cond::Not(_)))
        else {
            continue;
        };
        attach(first, range.clone());
    }
    Trigger::When(if conds.len() == 1 { conds.remove(0) } else { Cond::All(conds) })
}

pub(super) fn attach(cond: &mut Cond, range: Range) {
    match cond {
        Cond::Fact(phrase) => *phrase = phrase.clone().and(range),
        Cond::Compare { of, .. } | Cond::Versus { of, .. } => *of = of.clone().and(range),
        Cond::Not(inner) => attach(inner, range),
        Cond::All(_) | Cond::Any(_) => {}
    }
}
