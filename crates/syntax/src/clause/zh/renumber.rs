//! Drops inputs that no clause uses and numbers the rest in the order in which the text names them.

use super::reader::Reader;
use crate::clause::{Amount, BandValue, Clause, Condition, Effect, Expr, InputPhrase, InputRef, Role, Rule};

/// The inputs in text order, with every reference to them changed.
pub(super) fn renumber(reader: &mut Reader<'_>) -> Vec<InputPhrase> {
    let mut used = Vec::new();
    for clause in &mut reader.clauses {
        visit(clause, &mut Definitions(&reader.definitions));
        visit(
            clause,
            &mut Inputs(|input: &mut InputRef| {
                if !used.contains(&input.0) {
                    used.push(input.0);
                }
            }),
        );
    }
    used.sort_by_key(|&i| (reader.inputs.get(i).map_or(0, |p| p.span.start), i));
    let place = |input: usize| used.iter().position(|&u| u == input);
    for clause in &mut reader.clauses {
        visit(
            clause,
            &mut Inputs(|input: &mut InputRef| {
                if let Some(new) = place(input.0) {
                    input.0 = new;
                }
            }),
        );
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

fn visit(clause: &mut Clause, see: &mut impl Visitor) {
    match &mut clause.rule {
        Rule::When(when) => {
            condition(&mut when.condition, see);
            effect(&mut when.effect, see);
            when.otherwise.iter_mut().for_each(|e| effect(e, see));
        }
        Rule::Each(each) => {
            see.expr(&mut each.count);
            amount(&mut each.rate, see);
            each.limit.iter_mut().for_each(|a| amount(a, see));
        }
        Rule::Levels(levels) => {
            see.input(&mut levels.input);
            levels.cases.iter_mut().for_each(|c| effect(&mut c.effect, see));
        }
        Rule::Steps(steps) => {
            see.expr(&mut steps.quantity);
            see.expr(&mut steps.target);
            amount(&mut steps.rate, see);
            steps.base.iter_mut().chain(steps.limit.iter_mut()).for_each(|a| amount(a, see));
        }
        Rule::Bands(bands) => {
            see.expr(&mut bands.quantity);
            bands.bands.iter_mut().for_each(|b| match &mut b.value {
                BandValue::Effect(e) => effect(e, see),
                BandValue::PerStep { rate, .. } => amount(rate, see),
                BandValue::Linear { at_from, at_to } => [at_from, at_to].into_iter().for_each(|a| amount(a, see)),
            });
            bands.otherwise.iter_mut().for_each(|e| effect(e, see));
        }
        Rule::Formula(formula) => {
            see.expr(&mut formula.value);
            formula.limit.iter_mut().for_each(|a| amount(a, see));
        }
        Rule::Judge(judge) => {
            see.input(&mut judge.input);
            judge.cases.iter_mut().for_each(|i| see.input(i));
        }
        Rule::Cap(cap) => amount(&mut cap.limit, see),
        Rule::Start(start) => amount(&mut start.amount, see),
        Rule::Exempt(exempt) => condition(&mut exempt.condition, see),
        Rule::Highest(_) => {}
        Rule::Multiply(multiply) => condition(&mut multiply.condition, see),
    }
}

fn condition(value: &mut Condition, see: &mut impl Visitor) {
    match value {
        Condition::Always => {}
        Condition::Fact(input) | Condition::Is(input, _) => see.input(input),
        Condition::Compare(a, _, b) => [a, b].into_iter().for_each(|e| see.expr(e)),
        Condition::All(all) | Condition::Any(all) => all.iter_mut().for_each(|c| condition(c, see)),
        Condition::Not(inner) => condition(inner, see),
    }
}

fn effect(value: &mut Effect, see: &mut impl Visitor) {
    match value {
        Effect::Award { amount: a, .. } | Effect::Deduct(a) | Effect::Assign(a) => amount(a, see),
        _ => {}
    }
}

fn amount(value: &mut Amount, see: &mut impl Visitor) {
    if let Amount::Computed(e) = value {
        see.expr(e);
    }
}

/// Goes into the parts of an expression.
fn parts(value: &mut Expr, see: &mut impl Visitor) {
    match value {
        Expr::Number(_) | Expr::ItemPoints | Expr::Below { .. } => {}
        Expr::Input(input) => see.input(input),
        Expr::Add(all) | Expr::Mul(all) | Expr::Min(all) | Expr::Max(all) => all.iter_mut().for_each(|e| see.expr(e)),
        Expr::Sub(a, b) | Expr::Div(a, b) => [a, b].into_iter().for_each(|e| see.expr(e)),
        Expr::Cohort { of, .. } => see.expr(of),
    }
}

/// What is done to the inputs and expressions of a clause.
trait Visitor: Sized {
    /// An input.
    fn input(&mut self, input: &mut InputRef);

    /// An expression; its parts by default.
    fn expr(&mut self, value: &mut Expr) {
        parts(value, self);
    }
}

/// Calls a function on every input.
struct Inputs<F: FnMut(&mut InputRef)>(F);

impl<F: FnMut(&mut InputRef)> Visitor for Inputs<F> {
    fn input(&mut self, input: &mut InputRef) {
        (self.0)(input);
    }
}

/// Puts the formula of a rate in its place.
struct Definitions<'a>(&'a [(InputRef, Expr)]);

impl Visitor for Definitions<'_> {
    fn input(&mut self, _: &mut InputRef) {}

    fn expr(&mut self, value: &mut Expr) {
        match value {
            Expr::Input(input) => {
                if let Some((_, formula)) = self.0.iter().find(|(defined, _)| defined == input) {
                    *value = formula.clone();
                }
            }
            other => parts(other, self),
        }
    }
}
