//! Inputs in the order in which the text first names them.

use crate::clause::{Amount, BandValue, Condition, Effect, Expr, InputRef, Reading, Role, Rule};

/// Sorts the inputs by their first place and renames them everywhere.
pub(super) fn by_place(reading: &mut Reading) {
    let mut order: Vec<usize> = (0..reading.inputs.len()).collect();
    order.sort_by_key(|i| reading.inputs.get(*i).map(|p| (p.span.start, *i)));
    let mut place = vec![0; order.len()];
    for (new, old) in order.iter().enumerate() {
        if let Some(slot) = place.get_mut(*old) {
            *slot = new;
        }
    }
    let rename = |input: &mut InputRef| input.0 = place.get(input.0).copied().unwrap_or(input.0);
    let old = std::mem::take(&mut reading.inputs);
    reading.inputs = order.iter().filter_map(|i| old.get(*i).cloned()).collect();
    for clause in &mut reading.clauses {
        rule(&mut clause.rule, &rename);
    }
    for token in &mut reading.tokens {
        if let Role::Input(input) = &mut token.role {
            rename(input);
        }
    }
}

fn rule(rule: &mut Rule, f: &impl Fn(&mut InputRef)) {
    match rule {
        Rule::When(when) => {
            condition(&mut when.condition, f);
            effect(&mut when.effect, f);
            when.otherwise.iter_mut().for_each(|e| effect(e, f));
        }
        Rule::Each(each) => {
            expr(&mut each.count, f);
            amount(&mut each.rate, f);
            each.limit.iter_mut().for_each(|a| amount(a, f));
        }
        Rule::Levels(levels) => {
            f(&mut levels.input);
            levels.cases.iter_mut().for_each(|c| effect(&mut c.effect, f));
        }
        Rule::Steps(steps) => {
            expr(&mut steps.quantity, f);
            expr(&mut steps.target, f);
            amount(&mut steps.rate, f);
            steps.base.iter_mut().chain(&mut steps.limit).for_each(|a| amount(a, f));
        }
        Rule::Bands(bands) => {
            expr(&mut bands.quantity, f);
            for band in &mut bands.bands {
                if let BandValue::Effect(e) = &mut band.value {
                    effect(e, f);
                }
            }
            bands.otherwise.iter_mut().for_each(|e| effect(e, f));
        }
        Rule::Formula(formula) => {
            expr(&mut formula.value, f);
            formula.limit.iter_mut().for_each(|a| amount(a, f));
        }
        Rule::Judge(judge) => {
            f(&mut judge.input);
            judge.cases.iter_mut().for_each(f);
        }
        Rule::Cap(cap) => amount(&mut cap.limit, f),
        Rule::Start(start) => amount(&mut start.amount, f),
        Rule::Exempt(exempt) => condition(&mut exempt.condition, f),
        Rule::Multiply(multiply) => condition(&mut multiply.condition, f),
        Rule::Highest(_) => {}
    }
}

fn condition(condition_: &mut Condition, f: &impl Fn(&mut InputRef)) {
    match condition_ {
        Condition::Always => {}
        Condition::Fact(input) | Condition::Is(input, _) => f(input),
        Condition::Compare(a, _, b) => {
            expr(a, f);
            expr(b, f);
        }
        Condition::All(all) | Condition::Any(all) => all.iter_mut().for_each(|c| condition(c, f)),
        Condition::Not(inner) => condition(inner, f),
    }
}

fn effect(effect: &mut Effect, f: &impl Fn(&mut InputRef)) {
    match effect {
        Effect::Award { amount: a, .. } | Effect::Deduct(a) | Effect::Assign(a) => amount(a, f),
        Effect::Zero | Effect::Full { .. } | Effect::Veto(_) | Effect::Grade(_) | Effect::NotApplicable => {}
    }
}

fn amount(amount: &mut Amount, f: &impl Fn(&mut InputRef)) {
    if let Amount::Computed(e) = amount {
        expr(e, f);
    }
}

fn expr(expr_: &mut Expr, f: &impl Fn(&mut InputRef)) {
    match expr_ {
        Expr::Number(_) | Expr::ItemPoints | Expr::Below { .. } => {}
        Expr::Input(input) => f(input),
        Expr::Add(all) | Expr::Mul(all) | Expr::Min(all) | Expr::Max(all) => all.iter_mut().for_each(|e| expr(e, f)),
        Expr::Sub(a, b) | Expr::Div(a, b) => {
            expr(a, f);
            expr(b, f);
        }
        Expr::Cohort { of, .. } => expr(of, f),
    }
}
