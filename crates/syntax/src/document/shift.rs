//! Moves every span of a reading from the item's own text to the document.

use crate::clause::{
    Amount, BandValue, Bands, Condition, Each, Effect, Exempt, Expr, Formula, Judge, Levels, Reading, Rule, Steps, When,
};
use crate::span::Span;

/// Replaces every span of `reading` by what `place` makes of it.
pub(crate) fn place_reading(reading: &mut Reading, place: &impl Fn(Span) -> Span) {
    for input in &mut reading.inputs {
        input.span = place(input.span);
    }
    for clause in &mut reading.clauses {
        clause.span = place(clause.span);
        place_rule(&mut clause.rule, place);
    }
    for token in &mut reading.tokens {
        token.span = place(token.span);
    }
    for diagnostic in &mut reading.diagnostics {
        diagnostic.span = place(diagnostic.span);
        for fix in &mut diagnostic.fixes {
            fix.span = place(fix.span);
        }
    }
}

/// Replaces every span inside a rule.
pub(crate) fn place_rule(rule: &mut Rule, place: &impl Fn(Span) -> Span) {
    match rule {
        Rule::When(When { condition, effect, otherwise }) => {
            place_condition(condition, place);
            place_effect(effect, place);
            otherwise.iter_mut().for_each(|e| place_effect(e, place));
        }
        Rule::Each(Each { count, rate, limit, .. }) => {
            place_expr(count, place);
            place_amount(rate, place);
            limit.iter_mut().for_each(|a| place_amount(a, place));
        }
        Rule::Levels(Levels { cases, limit, .. }) => {
            cases.iter_mut().for_each(|c| place_effect(&mut c.effect, place));
            limit.iter_mut().for_each(|a| place_amount(a, place));
        }
        Rule::Steps(Steps { quantity, target, rate, base, limit, .. }) => {
            place_expr(quantity, place);
            place_expr(target, place);
            place_amount(rate, place);
            base.iter_mut().chain(limit).for_each(|a| place_amount(a, place));
        }
        Rule::Bands(bands) => place_bands(bands, place),
        Rule::Formula(Formula { value, limit, .. }) => {
            place_expr(value, place);
            limit.iter_mut().for_each(|a| place_amount(a, place));
        }
        Rule::Judge(Judge { least, most, .. }) => least.iter_mut().chain(most).for_each(|a| place_amount(a, place)),
        Rule::Cap(cap) => place_amount(&mut cap.limit, place),
        Rule::Start(start) => place_amount(&mut start.amount, place),
        Rule::Exempt(Exempt { condition, .. }) => place_condition(condition, place),
        Rule::Multiply(multiply) => place_condition(&mut multiply.condition, place),
        Rule::Highest(_) => {}
    }
}

fn place_bands(bands: &mut Bands, place: &impl Fn(Span) -> Span) {
    place_expr(&mut bands.quantity, place);
    for band in &mut bands.bands {
        match &mut band.value {
            BandValue::Effect(effect) => place_effect(effect, place),
            BandValue::PerStep { rate, .. } => place_amount(rate, place),
            BandValue::Linear { at_from, at_to } => {
                place_amount(at_from, place);
                place_amount(at_to, place);
            }
        }
    }
    bands.otherwise.iter_mut().for_each(|e| place_effect(e, place));
}

fn place_effect(effect: &mut Effect, place: &impl Fn(Span) -> Span) {
    match effect {
        Effect::Award { amount, .. } | Effect::Deduct(amount) | Effect::Assign(amount) => place_amount(amount, place),
        Effect::Zero | Effect::Full { .. } | Effect::Veto(_) | Effect::Grade(_) | Effect::NotApplicable => {}
    }
}

fn place_amount(amount: &mut Amount, place: &impl Fn(Span) -> Span) {
    match amount {
        Amount::Computed(expr) => place_expr(expr, place),
        Amount::Points(_) | Amount::ShareOfItem(_) | Amount::ItemPoints => {}
    }
}

fn place_condition(condition: &mut Condition, place: &impl Fn(Span) -> Span) {
    match condition {
        Condition::Compare(left, _, right) => {
            place_expr(left, place);
            place_expr(right, place);
        }
        Condition::All(all) | Condition::Any(all) => all.iter_mut().for_each(|c| place_condition(c, place)),
        Condition::Not(inner) => place_condition(inner, place),
        Condition::Always | Condition::Fact(_) | Condition::Is(..) => {}
    }
}

fn place_expr(expr: &mut Expr, place: &impl Fn(Span) -> Span) {
    match expr {
        Expr::Add(all) | Expr::Mul(all) | Expr::Min(all) | Expr::Max(all) => {
            all.iter_mut().for_each(|e| place_expr(e, place));
        }
        Expr::Sub(left, right) | Expr::Div(left, right) => {
            place_expr(left, place);
            place_expr(right, place);
        }
        Expr::Cohort { of, span, .. } => {
            *span = place(*span);
            place_expr(of, place);
        }
        Expr::Below { span, .. } => *span = place(*span),
        Expr::Number(_) | Expr::Input(_) | Expr::ItemPoints => {}
    }
}
