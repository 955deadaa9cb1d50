//! Statements that belong together: bands, levels, yes and no, ranks, a base with its steps.

use super::amount::Value;
use super::assemble::{case_effect, sign};
use super::condition::Cond;
use super::draft::{self, Draft};
use super::each::EachDraft;
use super::interval::{Edge, Interval};
use super::lexicon;
use super::phrase::Phrase;
use super::piece::{Stmt, Trigger};
use super::source::{Range, Source};
use crate::clause::{
    Amount, Band, BandEdge, BandValue, Bands, Condition, Direction, Effect, Expr, InputKind, LevelCase, Levels, Role,
    Rule, Sign, Start, Step, StepUnit, Steps, When,
};
use crate::diagnostic::Diagnostic;
use crate::exact::{self, Exact};

/// Reads a group at the front of `stmts`; how many statements it holds, or `None` when the first stands alone.
pub(super) fn read(draft: &mut Draft, stmts: &[Stmt]) -> Option<usize> {
    base_and_steps(draft, stmts)
        .or_else(|| start_and_losses(draft, stmts))
        .or_else(|| ranks(draft, stmts))
        .or_else(|| grades(draft, stmts))
        .or_else(|| bands(draft, stmts))
        .or_else(|| yes_no(draft, stmts))
        .or_else(|| levels(draft, stmts))
}

/// `30 points for 50% or more, 2.5 points deducted for each percentage point below`.
fn base_and_steps(draft: &mut Draft, stmts: &[Stmt]) -> Option<usize> {
    let [first, second, ..] = stmts else { return None };
    let Trigger::Each(each) = &second.trigger else { return None };
    if sign(first) != Sign::Earn || first.value.is_nothing() || matches!(first.value, Value::Between(..)) {
        return None;
    }
    let Trigger::When(Cond::Compare { of, interval, .. }) = &first.trigger else { return None };
    let edge = interval.from.clone().or(interval.to.clone())?;
    let direction = match (&each.against, each.elsewhere) {
        (Some(against), _) if against.target == edge.value && against.interval.percent == interval.percent => {
            against.direction
        }
        (None, Some(direction)) => direction,
        _ => return None,
    };
    let losing = sign(second) == Sign::Lose || second.sign.is_none();
    let right_side = matches!((direction, interval.from.is_some()), (Direction::Below, true))
        || direction == Direction::Above && interval.to.is_some();
    let fits = (each.unit == StepUnit::Own) != interval.percent;
    if !losing || !right_side || !fits {
        return None;
    }
    let of = if of.is_empty() && !each.phrase.is_empty() && each.elsewhere.is_none() {
        each.phrase.clone()
    } else {
        headed(first, of)
    };
    let cond = Cond::Compare { of, interval: interval.clone(), fillers: Vec::new() };
    draft.condition(&cond);
    if let Trigger::When(Cond::Compare { fillers, .. }) = &first.trigger {
        for filler in fillers {
            draft.mark(filler, Role::Filler);
        }
    }
    let input = draft.compared.as_ref().map(|(i, _)| *i)?;
    for keyword in &each.keywords {
        draft.mark(keyword, Role::Quantity);
    }
    for range in &each.phrase.ranges {
        draft.mark(range, Role::Restated);
    }
    let rule = Steps {
        quantity: Expr::Input(input),
        target: Expr::Number(draft::scaled(&edge.value, interval.percent)),
        direction,
        step: Step { size: each.size.clone(), unit: each.unit },
        rate: second.value.amount()?,
        sign: Sign::Lose,
        base: first.value.amount(),
        target_included: edge.included != Some(false),
        rounding: each.rounding,
        limit: second.limit.clone(),
    };
    let range = first.range.start..second.range.end;
    draft.clause(&range, first.part, Rule::Steps(rule));
    Some(2)
}

/// `Full marks if there are no errors; 2 points deducted for each error`.
fn start_and_losses(draft: &mut Draft, stmts: &[Stmt]) -> Option<usize> {
    let [first, second, ..] = stmts else { return None };
    let (Trigger::Each(each), Sign::Lose) = (&second.trigger, sign(second)) else { return None };
    if sign(first) != Sign::Earn || first.value.is_nothing() {
        return None;
    }
    let phrase = match &first.trigger {
        Trigger::When(Cond::Fact(phrase)) | Trigger::Label(phrase) => phrase,
        // `15 points minus 1 point for each day of delay`
        Trigger::None if first.header.is_none() && first.range.end == second.range.start => {
            let amount = first.value.amount()?;
            draft.clause(&first.range, first.part, Rule::Start(Start { amount }));
            return Some(1);
        }
        _ => return None,
    };
    let range = phrase.ranges.first()?;
    let kept = draft.source.trimmed(
        range,
        &["there", "is", "are", "the", "have", "has", "been", "were", "was", "with", "if", "having", "bidder", "team"],
    );
    let head = draft.source.word(kept.start);
    let none = matches!(head, "no" | "zero" | "without" | "none")
        || draft.source.number(kept.start).is_some_and(|n| *n == exact::whole(0));
    let nouns =
        |r: &Range| r.clone().map(|i| draft::same(draft.source.word(i))).filter(|w| w.len() > 3).collect::<Vec<_>>();
    let counted: Vec<String> = each.phrase.ranges.iter().flat_map(&nouns).collect();
    let shared = nouns(&kept).iter().any(|w| counted.contains(w));
    let late = |r: &Range| draft.source.holds(r, &["late", "delay", "overdue", "delayed", "lateness"]);
    let punctual =
        ["on time", "by the deadline", "on schedule", "before the deadline", "within the deadline", "without delay"]
            .iter()
            .any(|p| kept.clone().any(|i| draft.source.phrase(i, kept.end, p).is_some()));
    let antonyms = punctual && each.phrase.ranges.iter().any(late);
    let same_thing = none && shared;
    if !same_thing && !antonyms {
        return None;
    }
    let restated = phrase.clone();
    let amount = first.value.amount()?;
    for range in &restated.ranges {
        draft.mark(range, Role::Restated);
    }
    draft.clause(&first.range, first.part, Rule::Start(Start { amount }));
    Some(1)
}

pub(super) fn headed(stmt: &Stmt, of: &Phrase) -> Phrase {
    match (&stmt.header, of.is_empty()) {
        (Some(header), true) => header.clone(),
        (Some(header), false) => header.ranges.iter().cloned().fold(of.clone(), Phrase::and),
        (None, _) => of.clone(),
    }
}

/// The comparison that a statement hangs on, when it is one alone.
fn compared(stmt: &Stmt) -> Option<(&Phrase, &Interval, Option<&EachDraft>)> {
    match &stmt.trigger {
        Trigger::When(Cond::Compare { of, interval, .. }) => Some((of, interval, None)),
        Trigger::EachWhen(each, Cond::Compare { of, interval, .. }) => Some((of, interval, Some(each))),
        _ => None,
    }
}

/// `none = 0, 1-2 = 5, 3 or more = 10`: `none` beside numbers is the number 0.
pub(super) fn with_zero_bands(draft: &Draft, stmts: &[Stmt]) -> Vec<Stmt> {
    let mut out = stmts.to_vec();
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

/// The intervals of a group; in a list a bare number is exactly that, but the most of the list is that or more.
fn effective(group: &[Stmt]) -> Vec<Interval> {
    let all: Vec<&Interval> = group.iter().filter_map(|s| compared(s).map(|c| c.1)).collect();
    let lower = |i: &Interval| i.from.as_ref().map(|e| e.value.clone());
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

/// Points by the band a number lies in.
fn bands(draft: &mut Draft, stmts: &[Stmt]) -> Option<usize> {
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
            || this.split(' ').any(|w| w.len() > 2 && first_key.split(' ').any(|f| f == w))
                && interval.bare == first.bare;
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
fn exclusive(group: &[Stmt]) -> bool {
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
fn shift(draft: &mut Draft, group: &[Stmt], input: crate::clause::InputRef, bands: &mut [Band]) {
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
    for keyword in &each.keywords {
        draft.mark(keyword, Role::Quantity);
    }
    // The thing counted is another one than the thing compared: the clause would need both.
    let unit = each.measured.clone();
    let same_unit = unit.is_none() && each.phrase.is_empty()
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
            step: Step { size: each.size.clone(), unit: each.unit },
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

/// The words of a bare label.
fn label(stmt: &Stmt, source: &Source) -> Option<(Range, String)> {
    let phrase = match &stmt.trigger {
        Trigger::Label(phrase) => phrase,
        Trigger::When(Cond::Fact(phrase)) if phrase.ranges.len() == 1 => {
            let words = phrase.label(source).to_lowercase();
            let last = ["is ", "are ", "was ", "were "]
                .iter()
                .filter_map(|v| words.split_once(v))
                .map(|(_, t)| t.to_owned())
                .next()
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
fn yes_no(draft: &mut Draft, stmts: &[Stmt]) -> Option<usize> {
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

/// Points by exclusive words.
fn levels(draft: &mut Draft, stmts: &[Stmt]) -> Option<usize> {
    let mut found: Vec<(Range, String, &Stmt)> = Vec::new();
    for stmt in stmts {
        match label(stmt, draft.source).filter(|(_, words)| {
            found.is_empty()
                || matches!(stmt.trigger, Trigger::Label(_))
                || lexicon::LEVEL_WORDS.contains(&words.to_lowercase().as_str())
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
    // `assessed as excellent (10 points), good (7 points)`: the first word of the list stands at the end of its clause.
    let mut lead = None;
    if let Some((range, words, _)) = found.first_mut() {
        let cut = (range.start + 1..range.end).find(|i| {
            lexicon::LEVEL_WORDS.contains(&draft.source.raw(&(*i..range.end)).to_lowercase().as_str())
                && matches!(
                    draft.source.word(*i - 1),
                    "as" | "is" | "rated" | "are" | ":" | "-" | "be" | "graded" | ","
                )
        });
        if let Some(cut) = cut {
            lead = Some(draft.source.trimmed(
                &(range.start..cut),
                &["as", "is", "rated", "assessed", "are", "graded", "be", "if", "evaluated", "judged", "considered"],
            ));
            *words = draft.source.raw(&(cut..range.end));
            *range = cut..range.end;
        }
    }
    let tail = |w: &str| w.split_once(' ').map(|(_, t)| t.to_lowercase());
    let tails: Vec<Option<String>> = found.iter().map(|f| tail(&f.1)).collect();
    let shared = tails.iter().all(|t| t.is_some() && *t == tails.first().cloned().flatten());
    let known = |w: &str| {
        lexicon::LEVEL_WORDS.contains(&w.to_lowercase().as_str())
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

/// `Region A`, `Region B`: the same noun with a different designator each; other words around them are dropped.
fn designators(words: &[String]) -> Option<Vec<String>> {
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
fn grades(draft: &mut Draft, stmts: &[Stmt]) -> Option<usize> {
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

/// `1st place 10 points, 2nd place 8 points`.
fn ranks(draft: &mut Draft, stmts: &[Stmt]) -> Option<usize> {
    #[rustfmt::skip]
    let nouns = [
        "place", "prize", "position", "rank", "placed", "ranked", "finisher", "winner", "runner-up", "best",
        "fastest", "highest", "lowest", "shortest", "longest",
    ];
    let place = |stmt: &Stmt| -> Option<(u32, Phrase)> {
        match &stmt.trigger {
            Trigger::Nth(n, phrase) => {
                let head = phrase.ranges.first().map_or("", |r| draft.source.word(r.start));
                (phrase.is_empty() || nouns.contains(&head)).then(|| (*n, phrase.clone()))
            }
            _ => None,
        }
    };
    let found: Vec<(u32, Phrase)> = stmts.iter().map_while(place).collect();
    if found.is_empty() {
        return None;
    }
    let group = stmts.get(..found.len())?;
    let name = found
        .iter()
        .map(|f| f.1.clone())
        .find(|p| !p.is_empty())
        .unwrap_or_else(|| Phrase::implied(group.first().map_or(0, |s| s.range.start), "place".to_owned()));
    let name = match group.iter().find_map(|s| s.header.clone()) {
        Some(header) => header,
        None => name,
    };
    let input = draft.input(&name, InputKind::Rank, None);
    let mut bands = Vec::new();
    for ((n, phrase), stmt) in found.iter().zip(group) {
        for range in &phrase.ranges {
            draft.mark(range, Role::Input(input));
        }
        for i in stmt.range.clone().filter(|i| draft.source.ordinal(*i) == Some(*n)) {
            draft.mark(&(i..i + 1), Role::Quantity);
        }
        let edge = || Some(BandEdge { value: exact::whole(i64::from(*n)), included: Some(true) });
        bands.push(Band { from: edge(), to: edge(), value: BandValue::Effect(case_effect(stmt)?) });
    }
    let otherwise = stmts.get(found.len()).filter(|s| matches!(s.trigger, Trigger::Otherwise));
    let used = found.len() + usize::from(otherwise.is_some());
    let range = group.first()?.range.start..stmts.get(used - 1)?.range.end;
    let otherwise = otherwise.and_then(case_effect);
    draft.clause(&range, group.first()?.part, Rule::Bands(Bands { quantity: Expr::Input(input), bands, otherwise }));
    Some(used)
}
