//! Drops inputs that no clause uses and numbers the rest in the order in which the text names them.

use super::reader::Reader;
use crate::clause::{Amount, BandValue, Clause, Condition, Effect, Expr, InputPhrase, InputRef, Role, Rule};

/// The inputs in text order, with every reference to them changed.
pub(super) fn renumber(reader: &mut Reader<'_>) -> Vec<InputPhrase> {
    let mut used = Vec::new();
    for clause in &mut reader.clauses {
        visit(clause, &mut |input| {
            if !used.contains(&input.0) {
                used.push(input.0);
            }
        });
    }
    used.sort_by_key(|&i| (reader.inputs.get(i).map_or(0, |p| p.span.start), i));
    let place = |input: usize| used.iter().position(|&u| u == input);
    for clause in &mut reader.clauses {
        visit(clause, &mut |input| {
            if let Some(new) = place(input.0) {
                input.0 = new;
            }
        });
    }
    for role in reader.roles.iter_mut().flatten() {
        if let Role::Input(input) = role {
            *role = match place(input.0) {
                Some(new) => Role::Input(InputRef(new)),
                None => Role::Restated,
            };
        }
    }
    used.iter().filter_map(|&i| reader.inputs.get(i).cloned()).collect()
}

fn visit(clause: &mut Clause, see: &mut impl FnMut(&mut InputRef)) {
    match &mut clause.rule {
        Rule::When(when) => {
            condition(&mut when.condition, see);
            effect(&mut when.effect, see);
            when.otherwise.iter_mut().for_each(|e| effect(e, see));
        }
        Rule::Each(each) => {
            expr(&mut each.count, see);
            amount(&mut each.rate, see);
            each.limit.iter_mut().for_each(|a| amount(a, see));
        }
        Rule::Levels(levels) => {
            see(&mut levels.input);
            levels.cases.iter_mut().for_each(|c| effect(&mut c.effect, see));
        }
        Rule::Steps(steps) => {
            expr(&mut steps.quantity, see);
            expr(&mut steps.target, see);
            amount(&mut steps.rate, see);
            steps.base.iter_mut().chain(steps.limit.iter_mut()).for_each(|a| amount(a, see));
        }
        Rule::Bands(bands) => {
            expr(&mut bands.quantity, see);
            bands.bands.iter_mut().for_each(|b| match &mut b.value {
                BandValue::Effect(e) => effect(e, see),
                BandValue::PerStep { rate, .. } => amount(rate, see),
                BandValue::Linear { at_from, at_to } => [at_from, at_to].into_iter().for_each(|a| amount(a, see)),
            });
            bands.otherwise.iter_mut().for_each(|e| effect(e, see));
        }
        Rule::Formula(formula) => {
            expr(&mut formula.value, see);
            formula.limit.iter_mut().for_each(|a| amount(a, see));
        }
        Rule::Judge(judge) => {
            see(&mut judge.input);
            judge.cases.iter_mut().for_each(&mut *see);
        }
        Rule::Cap(cap) => amount(&mut cap.limit, see),
        Rule::Start(start) => amount(&mut start.amount, see),
        Rule::Exempt(exempt) => condition(&mut exempt.condition, see),
        Rule::Highest(_) => {}
        Rule::Multiply(multiply) => condition(&mut multiply.condition, see),
    }
}

fn condition(value: &mut Condition, see: &mut impl FnMut(&mut InputRef)) {
    match value {
        Condition::Always => {}
        Condition::Fact(input) | Condition::Is(input, _) => see(input),
        Condition::Compare(a, _, b) => [a, b].into_iter().for_each(|e| expr(e, see)),
        Condition::All(all) | Condition::Any(all) => all.iter_mut().for_each(|c| condition(c, see)),
        Condition::Not(inner) => condition(inner, see),
    }
}

fn effect(value: &mut Effect, see: &mut impl FnMut(&mut InputRef)) {
    match value {
        Effect::Award { amount: a, .. } | Effect::Deduct(a) | Effect::Assign(a) => amount(a, see),
        _ => {}
    }
}

fn amount(value: &mut Amount, see: &mut impl FnMut(&mut InputRef)) {
    if let Amount::Computed(e) = value {
        expr(e, see);
    }
}

fn expr(value: &mut Expr, see: &mut impl FnMut(&mut InputRef)) {
    match value {
        Expr::Number(_) | Expr::ItemPoints => {}
        Expr::Input(input) => see(input),
        Expr::Add(all) | Expr::Mul(all) | Expr::Min(all) | Expr::Max(all) => all.iter_mut().for_each(|e| expr(e, see)),
        Expr::Sub(a, b) | Expr::Div(a, b) => [a, b].into_iter().for_each(|e| expr(e, see)),
        Expr::Cohort { of, .. } => expr(of, see),
    }
}
