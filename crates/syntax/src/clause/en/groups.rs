//! Statements that belong together: bands, levels, yes and no, ranks, a base with its steps.

use super::amount::Value;
use super::assemble::sign;
use super::bands::bands;
use super::condition::Cond;
use super::distance::seconds;
use super::draft::{self, Draft};
use super::interval::Interval;
use super::levels::{grades, levels, yes_no};
use super::phrase::Phrase;
use super::piece::{Stmt, Trigger};
use super::ranks::ranks;
use super::source::Range;
use crate::clause::{Direction, Each, Expr, InputKind, Role, Rule, Sign, Start, Step, StepUnit, Steps};
use crate::exact::{self};

/// Reads a group at the front of `stmts`; how many statements it holds, or `None` when the first stands alone.
pub(super) fn read(draft: &mut Draft, stmts: &[Stmt]) -> Option<usize> {
    base_and_steps(draft, stmts)
        .or_else(|| first_then(draft, stmts))
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
        (None, None) if each.additional && interval.to.is_some() => Direction::Above,
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
    // `within 3 minutes; 1 point for every additional second`: the step in the unit of the target.
    let times = (each.measured.as_deref().and_then(seconds), interval.unit.as_deref().and_then(seconds));
    let scale = match times {
        (Some(step), Some(unit)) if each.against.is_none() => exact::ratio(step, unit),
        _ => exact::whole(1),
    };
    let rule = Steps {
        quantity: Expr::Input(input),
        target: Expr::Number(draft::scaled(&edge.value, interval.percent)),
        direction,
        step: Step { size: each.size.clone() * scale, unit: each.unit },
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
        // `Full marks for 100% compliance; 5 marks are deducted for each non-compliance`
        Trigger::When(Cond::Compare { of, interval, .. })
            if whole(interval) && each.against.is_none() && each.elsewhere.is_none() =>
        {
            let amount = first.value.amount()?;
            for range in of.ranges.iter().chain([&interval.range]) {
                draft.mark(range, Role::Restated);
            }
            draft.clause(&first.range, first.part, Rule::Start(Start { amount }));
            return Some(1);
        }
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
    // `if all items are in stock; 2 points for each item that is not`
    let complete = draft.source.any(kept.start, kept.end, &["all", "every", "each", "complete"])
        || draft.source.holds(&kept, &["all", "every"]);
    let lacking = each
        .phrase
        .ranges
        .iter()
        .any(|r| draft.source.holds(r, &["not", "missing", "without", "incomplete", "absent", "lacking", "no"]));
    let same_thing = none && shared || complete && lacking && shared;
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

/// `5 points for the first day late and 2 points for each day thereafter`: one count, its first unit at a rate of its own.
fn first_then(draft: &mut Draft, stmts: &[Stmt]) -> Option<usize> {
    let [first, second, ..] = stmts else { return None };
    let (Trigger::When(Cond::Fact(phrase)) | Trigger::Label(phrase) | Trigger::Nth(1, phrase)) = &first.trigger else {
        return None;
    };
    let Trigger::Each(each) = &second.trigger else { return None };
    let unit = each.measured.clone()?;
    let later = each.additional
        || each
            .phrase
            .ranges
            .iter()
            .any(|r| draft.source.holds(r, &["thereafter", "afterwards", "additional", "after", "subsequent"]));
    let at = first.range.clone().find(|i| {
        draft.source.ordinal(*i) == Some(1) && draft::same(draft.source.word(*i + 1)) == draft::same(&unit)
    })?;
    let plain = each.against.is_none() && each.size == exact::whole(1) && each.unit == StepUnit::Own;
    let losing = sign(first);
    if !later || !plain || losing != sign(second) || first.value.is_nothing() || second.value.is_nothing() {
        return None;
    }
    let late =
        phrase.ranges.iter().chain(&each.phrase.ranges).any(|r| draft.source.holds(r, &["late", "delay", "overdue"]));
    let name = Phrase::implied(at + 1, if late { format!("{unit} late") } else { unit.clone() });
    let input = draft.input(&name, InputKind::Amount, Some(unit));
    for range in phrase.ranges.iter().chain(&each.phrase.ranges) {
        draft.mark(range, Role::Input(input));
    }
    for range in each.keywords.iter().chain([&(at..at + 2)]) {
        draft.mark(range, Role::Quantity);
    }
    let value = || Expr::Input(input);
    let one = || Expr::Number(exact::whole(1));
    let beyond = Expr::Sub(Box::new(value()), Box::new(one()));
    let counts =
        [(first, Expr::Min(vec![value(), one()])), (second, Expr::Max(vec![Expr::Number(exact::whole(0)), beyond]))];
    for (stmt, count) in counts {
        let rule = Each {
            count,
            step: Step { size: exact::whole(1), unit: StepUnit::Own },
            rate: stmt.value.amount()?,
            sign: losing,
            bonus: false,
            rounding: each.rounding,
            limit: stmt.limit.clone(),
        };
        draft.clause(&stmt.range, stmt.part, Rule::Each(rule));
    }
    Some(2)
}

/// `100%`, `at least 100%`: nothing is missing.
fn whole(interval: &Interval) -> bool {
    interval.percent && interval.from.as_ref().is_some_and(|e| e.value == exact::whole(100))
}

pub(super) fn headed(stmt: &Stmt, of: &Phrase) -> Phrase {
    match (&stmt.header, of.is_empty()) {
        (Some(header), true) => header.clone(),
        (Some(header), false) => header.ranges.iter().cloned().fold(of.clone(), Phrase::and),
        (None, _) => of.clone(),
    }
}
