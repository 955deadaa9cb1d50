//! Points by the band a number lies in: neighbours that compare one number.

use super::amount::Value;
use super::assemble::{case_effect, sign};
use super::condition::Cond;
use super::distance::seconds;
use super::draft::{self, Draft};
use super::each::EachDraft;
use super::interval::{Edge, Interval};
use super::levels::label;
use super::phrase::Phrase;
use super::piece::{Stmt, Trigger};
use crate::clause::{
    Amount, Band, BandEdge, BandValue, Bands, Direction, Effect, Expr, Role, Rule, Step, StepUnit, Steps,
};
use crate::diagnostic::Diagnostic;
use crate::exact::{self};

/// The comparison that a statement hangs on, when it is one alone.
pub(super) fn compared(stmt: &Stmt) -> Option<(&Phrase, &Interval, Option<&EachDraft>)> {
    match &stmt.trigger {
        Trigger::When(Cond::Compare { of, interval, .. }) => Some((of, interval, None)),
        Trigger::EachWhen(each, Cond::Compare { of, interval, .. }) => Some((of, interval, Some(each))),
        _ => None,
    }
}

/// `none = 0, 1-2 = 5, 3 or more = 10`: `none` beside numbers is the number 0.
pub(super) fn with_zero_bands(draft: &Draft, stmts: &[Stmt]) -> Vec<Stmt> {
    let mut out = stmts.to_vec();
    all_is_whole(draft, &mut out);
    let Some(first) = stmts.first() else { return out };
    let none =
        label(first, draft.source).filter(|(r, w)| matches!(w.to_lowercase().as_str(), "none" | "nil") && r.len() == 1);
    let (Some((range, _)), Some(true)) = (none, stmts.get(1).map(|s| compared(s).is_some())) else { return out };
    let zero = || Some(Edge { value: exact::whole(0), included: Some(true) });
    let interval =
        Interval { from: zero(), to: zero(), percent: false, unit: None, dimension: None, bare: true, range };
    if let Some(stmt) = out.first_mut() {
        stmt.trigger = Trigger::When(Cond::Compare { of: Phrase::default(), interval, fillers: Vec::new() });
    }
    out
}

/// `100 marks if all wards are covered, 75 marks if at least 75%`, `all 10 items: 10; 8 or 9: 5`: beside numbers of the
/// same thing, `all` is the whole number.
fn all_is_whole(draft: &Draft, stmts: &mut [Stmt]) {
    for n in 1..stmts.len() {
        let Some(percent) = stmts.get(n).and_then(compared).map(|c| c.1.percent) else { continue };
        let Some(stmt) = stmts.get_mut(n - 1) else { continue };
        let (Trigger::When(Cond::Fact(phrase)) | Trigger::Label(phrase)) = &stmt.trigger else { continue };
        let Some(range) = phrase.ranges.first().filter(|r| draft.source.is(r.start, "all")) else { continue };
        let skip = usize::from(draft.source.any(range.start + 1, range.end, &["the", "of"]));
        let at = range.start + 1 + skip;
        let (value, start) = match (draft.source.number(at), percent) {
            (None, true) => (exact::whole(100), at),
            (Some(number), false) if at < range.end => (number.clone(), at + 1),
            _ => continue,
        };
        let interval = Interval {
            from: Some(Edge { value, included: Some(true) }),
            to: None,
            percent,
            unit: None,
            dimension: None,
            bare: false,
            range: range.start..start,
        };
        let of = Phrase::of(start..range.end);
        stmt.trigger = Trigger::When(Cond::Compare { of, interval, fillers: Vec::new() });
    }
}

/// The intervals of a group; in a list a bare number is exactly that, but the most of the list is that or more.
pub(super) fn effective(group: &[Stmt]) -> Vec<Interval> {
    let all: Vec<&Interval> = group.iter().filter_map(|s| compared(s).map(|c| c.1)).collect();
    let lower = |i: &Interval| i.from.as_ref().map(|e| e.value.clone());
    // `below 60 percent - 30 points; 70 percent - 20 points`: the first comparison holds for the bare ones too.
    if let Some((first, rest)) = all.split_first().filter(|(f, r)| !f.bare && !r.is_empty() && r.iter().all(|i| i.bare))
    {
        let side = |i: &Interval| {
            let value = i.from.as_ref().or(i.to.as_ref()).map(|e| e.value.clone()).unwrap_or_default();
            let edge = |like: &Option<Edge>| like.as_ref().map(|e| Edge { value: value.clone(), included: e.included });
            Interval { from: edge(&first.from), to: edge(&first.to), bare: false, ..i.clone() }
        };
        if first.from.is_none() != first.to.is_none() {
            return std::iter::once((*first).clone()).chain(rest.iter().map(|i| side(i))).collect();
        }
    }
    all.iter()
        .map(|interval| {
            let top = all.iter().all(|i| lower(i) <= lower(interval) && (i.bare || i.to.is_some()));
            let mut out = (*interval).clone();
            if interval.bare {
                out.to = if top { None } else { interval.from.clone() };
            }
            out
        })
        .collect()
}

/// `increased` and `increase` speak of one thing.
fn stem(word: &str) -> &str {
    let end = word.char_indices().nth(6).map_or(word.len(), |(i, _)| i);
    word.get(..end).unwrap_or(word)
}

/// Points by the band a number lies in.
pub(super) fn bands(draft: &mut Draft, stmts: &[Stmt]) -> Option<usize> {
    let (first_of, first, _) = compared(stmts.first()?)?;
    let key = |p: &Phrase| draft::same(&p.label(draft.source));
    let first_key = key(first_of);
    let mut length = 0;
    for stmt in stmts {
        let Some((of, interval, _)) = compared(stmt) else { break };
        let this = key(of);
        let pronoun =
            of.ranges.iter().all(|r| r.len() == 1 && matches!(draft.source.word(r.start), "it" | "they" | "this"));
        let alike = of.is_empty()
            || pronoun
            || this == first_key
            || first_key.is_empty()
            || this.split(' ').any(|w| w.len() > 2 && first_key.split(' ').any(|f| stem(f) == stem(w)));
        let units = interval.percent == first.percent;
        if !alike || !units || matches!(stmt.value, Value::Between(..)) {
            break;
        }
        length += 1;
    }
    let none = |s: &Stmt| {
        label(s, draft.source).is_some_and(|(_, w)| {
            [
                "none",
                "nil",
                "no",
                "zero",
                "none of the above",
                "outside this range",
                "outside these limits",
                "outside the range",
            ]
            .contains(&w.to_lowercase().as_str())
        })
    };
    let otherwise = stmts.get(length).filter(|s| length > 0 && (matches!(s.trigger, Trigger::Otherwise) || none(s)));
    if let Some((range, _)) = otherwise.and_then(|s| label(s, draft.source)) {
        draft.mark(&range, Role::Keyword);
    }
    let outside = otherwise.is_some_and(|s| !matches!(s.trigger, Trigger::Otherwise)) && length == 1;
    // One band with an otherwise is a condition; two conditions that overlap add up rather than exclude each other.
    if (length < 2 && !outside) || !exclusive(stmts.get(..length)?) {
        return None;
    }
    let group = stmts.get(..length)?;
    let effective = effective(group);
    let named =
        group.iter().find_map(|s| compared(s).filter(|(of, _, _)| !key(of).is_empty()).map(|(of, _, _)| of.clone()));
    let header = group.iter().find_map(|s| s.header.clone());
    let of = match (header, named) {
        (Some(header), Some(of)) if header != of => header.ranges.iter().cloned().fold(of, Phrase::and),
        (Some(header), _) => header,
        (None, Some(of)) => of,
        (None, None) => Phrase::default(),
    };
    if of.is_empty() && draft.header.is_some() {
        draft.quantity = None;
    }
    let input = draft.measured(&of, first);
    draft.quantity = Some(input);
    let mut out = Vec::new();
    for stmt in group {
        let (own, interval, each) = compared(stmt)?;
        for range in &own.ranges {
            draft.mark(range, Role::Input(input));
        }
        if let Trigger::When(Cond::Compare { fillers, .. }) | Trigger::EachWhen(_, Cond::Compare { fillers, .. }) =
            &stmt.trigger
        {
            for filler in fillers {
                draft.mark(filler, Role::Filler);
            }
        }
        draft.mark(&interval.range, Role::Quantity);
        let value = match each {
            Some(each) => {
                for keyword in &each.keywords {
                    draft.mark(keyword, Role::Quantity);
                }
                for range in &each.phrase.ranges {
                    draft.mark(range, Role::Restated);
                }
                let step = Step { size: each.size.clone(), unit: each.unit };
                BandValue::PerStep { origin: exact::whole(0), step, rate: stmt.value.amount()?, sign: sign(stmt) }
            }
            None => BandValue::Effect(case_effect(stmt)?),
        };
        let exact_interval = effective.get(out.len()).cloned().unwrap_or_else(|| interval.clone());
        out.push(band(&exact_interval, value));
    }
    // The first band that holds counts, so of nested bands the narrowest comes first.
    if out.iter().all(|b| b.to.is_none() && b.from.is_some()) {
        out.sort_by(|a, b| b.from.as_ref().map(|e| &e.value).cmp(&a.from.as_ref().map(|e| &e.value)));
    } else if out.iter().all(|b| b.from.is_none() && b.to.is_some()) {
        out.sort_by(|a, b| a.to.as_ref().map(|e| &e.value).cmp(&b.to.as_ref().map(|e| &e.value)));
    }
    shift(draft, group, input, &mut out);
    let otherwise_effect = otherwise.and_then(case_effect);
    let used = length + usize::from(otherwise.is_some());
    let range = group.first()?.range.start..stmts.get(used - 1)?.range.end;
    let part = group.first()?.part;
    draft.clause(
        &range,
        part,
        Rule::Bands(Bands { quantity: Expr::Input(input), bands: out, otherwise: otherwise_effect }),
    );
    Some(used)
}

/// Whether no number lies in two of the bands, or each band only narrows the one before (`over 10 ...; over 5 ...`).
pub(super) fn exclusive(group: &[Stmt]) -> bool {
    let effective = effective(group);
    let all: Vec<&Interval> = effective.iter().collect();
    if all.iter().all(|i| i.bare) {
        return true;
    }
    let descending = all.windows(2).all(|w| {
        matches!((&w[0].from, &w[1].from), (Some(a), Some(b)) if a.value >= b.value)
            || w[1].from.is_none() && w[0].from.is_some()
    });
    let ascending = all.windows(2).all(|w| {
        matches!((&w[0].to, &w[1].to), (Some(a), Some(b)) if a.value <= b.value)
            || w[1].to.is_none() && w[0].to.is_some()
    });
    let lower = |i: &Interval| i.from.as_ref().map(|e| e.value.clone());
    let rising = all.windows(2).all(|w| lower(w[0]) <= lower(w[1]))
        && all.windows(2).all(|w| w[0].to.is_some() || lower(w[0]) != lower(w[1]));
    let open_above = all.iter().filter(|i| i.to.is_none()).count();
    // `at least 20%: 5; at least 40%: 10`: the higher takes the place of the lower.
    let nested = all.iter().all(|i| i.to.is_none() && i.from.is_some())
        || all.iter().all(|i| i.from.is_none() && i.to.is_some());
    nested || descending || ascending || (rising && open_above <= 1)
}

/// An interval as a band.
pub(super) fn band(interval: &Interval, value: BandValue) -> Band {
    let edge = |e: &Edge| BandEdge { value: draft::scaled(&e.value, interval.percent), included: e.included };
    Band { from: interval.from.as_ref().map(edge), to: interval.to.as_ref().map(edge), value }
}

/// Bands `over the limit` are bands of the figure itself, further on by the limit.
pub(super) fn shift(draft: &mut Draft, group: &[Stmt], input: crate::clause::InputRef, bands: &mut [Band]) {
    let over = group.iter().all(|s| {
        compared(s).is_some_and(|(of, _, _)| {
            of.ranges.iter().any(|r| {
                draft.source.holds(r, &["limit", "target", "maximum"])
                    && draft.source.holds(r, &["over", "above", "beyond", "exceeding"])
            })
        })
    });
    let Some((phrase, interval)) = draft.targets.last().cloned().filter(|_| over) else { return };
    let Some(edge) = interval.to.clone() else { return };
    for band in bands.iter_mut() {
        for e in [&mut band.from, &mut band.to].into_iter().flatten() {
            e.value += edge.value.clone();
        }
        if let BandValue::PerStep { origin, .. } = &mut band.value {
            *origin += edge.value.clone();
        }
    }
    // `upto 5 over the limit` begins at the limit.
    if let Some(first) = bands.first_mut().filter(|b| b.from.is_none()) {
        first.from = Some(BandEdge { value: edge.value.clone(), included: Some(false) });
    }
    for range in &phrase.ranges {
        draft.unmark(range);
    }
    let label = phrase.label(draft.source);
    let start = phrase.ranges.first().cloned().unwrap_or(0..1);
    let span = draft.source.span(&draft.source.trimmed(&start, &[]));
    if let Some(known) = draft.reading.inputs.get_mut(input.0) {
        known.label = label;
        known.span = span;
        known.unit = interval.unit.clone().or(known.unit.take());
    }
    for range in &phrase.ranges {
        draft.mark(range, Role::Input(input));
    }
}

/// One band with a rate of its own: `over 30 minutes late: 2 points per minute`.
pub(super) fn rated_band(draft: &mut Draft, stmt: &Stmt, each: &EachDraft, cond: &Cond) {
    let Cond::Compare { of, interval, .. } = cond else {
        let span = draft.source.span(&draft.source.trimmed(&stmt.range, &[]));
        let text = draft.source.raw(&stmt.range);
        draft.reading.diagnostics.push(
            Diagnostic::error("clause-not-read", span)
                .with("understood", "")
                .with("left", text)
                .with("nearest", super::nearest::form(draft.source, &stmt.range)),
        );
        return draft.mark(&stmt.range, Role::Unread);
    };
    let input = draft.measured(of, interval);
    if let Cond::Compare { fillers, .. } = cond {
        fillers.iter().for_each(|f| draft.mark(f, Role::Filler));
    }
    for keyword in &each.keywords {
        draft.mark(keyword, Role::Quantity);
    }
    // The thing counted is another one than the thing compared: the clause would need both.
    let unit = each.measured.clone();
    let times = (unit.as_deref().and_then(seconds), interval.unit.as_deref().and_then(seconds));
    let scale = match times {
        (Some(step), Some(whole)) => exact::ratio(step, whole),
        _ => exact::whole(1),
    };
    let same_unit = matches!(times, (Some(_), Some(_)))
        || unit.is_none() && each.phrase.is_empty()
        || unit.is_some() && interval.unit.as_deref().map(draft::same) == unit.as_deref().map(draft::same)
        || each.unit != StepUnit::Own && interval.percent;
    if !same_unit {
        let range = stmt.range.clone();
        let left = each.phrase.ranges.first().cloned().unwrap_or(range.clone());
        return draft.unread(&left, &range);
    }
    for range in &each.phrase.ranges {
        draft.mark(range, Role::Restated);
    }
    let Some(rate) = stmt.value.amount() else { return };
    let late = of.ranges.iter().any(|r| draft.source.holds(r, &["late", "delay", "overdue", "over", "early"]));
    if let (Some(edge), None, false) = (&interval.from, &interval.to, late) {
        // `talks exceeding 10 minutes lose 1 point per minute`: per minute beyond the ten.
        let rule = Steps {
            quantity: Expr::Input(input),
            target: Expr::Number(draft::scaled(&edge.value, interval.percent)),
            direction: Direction::Above,
            step: Step { size: each.size.clone() * scale, unit: each.unit },
            rate,
            sign: sign(stmt),
            base: None,
            target_included: true,
            rounding: each.rounding,
            limit: stmt.limit.clone(),
        };
        return draft.clause(&stmt.range, stmt.part, Rule::Steps(rule));
    }
    let step = Step { size: each.size.clone(), unit: each.unit };
    let value = BandValue::PerStep { origin: exact::whole(0), step, rate, sign: sign(stmt) };
    let bands = vec![band(interval, value)];
    draft.clause(
        &stmt.range,
        stmt.part,
        Rule::Bands(Bands {
            quantity: Expr::Input(input),
            bands,
            otherwise: Some(Effect::Award { amount: Amount::Points(exact::whole(0)), bonus: true }),
        }),
    );
}
