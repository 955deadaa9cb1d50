//! Visiting the numbers and conditions inside a rule.

use super::{Amount, BandValue, Condition, Effect, Expr, InputRef, Rule};

impl Rule {
    /// Calls `f` with every condition of the rule, those inside others included.
    pub fn conditions(&self, f: &mut dyn FnMut(&Condition)) {
        let first = match self {
            Rule::When(when) => &when.condition,
            Rule::Exempt(exempt) => &exempt.condition,
            Rule::Multiply(multiply) => &multiply.condition,
            _ => return,
        };
        let mut stack = vec![first];
        while let Some(condition) = stack.pop() {
            f(condition);
            match condition {
                Condition::All(all) | Condition::Any(all) => stack.extend(all),
                Condition::Not(inner) => stack.push(inner),
                _ => {}
            }
        }
    }

    /// Calls `f` with every amount of points that the rule names.
    pub fn amounts(&self, f: &mut dyn FnMut(&Amount)) {
        match self {
            Rule::When(when) => {
                [Some(&when.effect), when.otherwise.as_ref()].into_iter().flatten().for_each(|e| of_effect(e, f))
            }
            Rule::Each(each) => {
                f(&each.rate);
                each.limit.iter().for_each(f);
            }
            Rule::Steps(steps) => {
                f(&steps.rate);
                steps.base.iter().chain(&steps.limit).for_each(f);
            }
            Rule::Levels(levels) => {
                levels.cases.iter().for_each(|c| of_effect(&c.effect, f));
                levels.limit.iter().for_each(f);
            }
            Rule::Bands(bands) => {
                for band in &bands.bands {
                    match &band.value {
                        BandValue::Effect(effect) => of_effect(effect, f),
                        BandValue::PerStep { rate, .. } => f(rate),
                        BandValue::Linear { at_from, at_to } => {
                            f(at_from);
                            f(at_to);
                        }
                    }
                }
                bands.otherwise.iter().for_each(|e| of_effect(e, f));
            }
            Rule::Formula(formula) => formula.limit.iter().for_each(f),
            Rule::Judge(judge) => judge.least.iter().chain(&judge.most).for_each(f),
            Rule::Cap(cap) => f(&cap.limit),
            Rule::Start(start) => f(&start.amount),
            Rule::Exempt(_) | Rule::Highest(_) | Rule::Multiply(_) => {}
        }
    }

    /// Calls `f` with every expression of the rule, those inside others included; but not with what stands inside a
    /// cohort figure, which is asked for through the figure.
    pub fn expressions(&self, f: &mut dyn FnMut(&Expr)) {
        match self {
            Rule::Each(each) => nested(&each.count, f),
            Rule::Steps(steps) => {
                nested(&steps.quantity, f);
                nested(&steps.target, f);
            }
            Rule::Bands(bands) => nested(&bands.quantity, f),
            Rule::Formula(formula) => nested(&formula.value, f),
            _ => {}
        }
        self.amounts(&mut |amount| {
            if let Amount::Computed(expr) = amount {
                nested(expr, f);
            }
        });
        self.conditions(&mut |condition| {
            if let Condition::Compare(a, _, b) = condition {
                nested(a, f);
                nested(b, f);
            }
        });
    }

    /// Calls `f` with every input that the rule uses, cohort figures aside.
    pub fn inputs(&self, f: &mut dyn FnMut(InputRef)) {
        match self {
            Rule::Levels(levels) => f(levels.input),
            Rule::Judge(judge) => {
                f(judge.input);
                judge.cases.iter().for_each(|c| f(*c));
            }
            _ => {}
        }
        self.conditions(&mut |condition| {
            if let Condition::Fact(input) | Condition::Is(input, _) = condition {
                f(*input);
            }
        });
        self.expressions(&mut |expr| {
            if let Expr::Input(input) = expr {
                f(*input);
            }
        });
    }
}

fn of_effect(effect: &Effect, f: &mut dyn FnMut(&Amount)) {
    if let Effect::Award { amount, .. } | Effect::Deduct(amount) | Effect::Assign(amount) = effect {
        f(amount);
    }
}

fn nested(expr: &Expr, f: &mut dyn FnMut(&Expr)) {
    let mut stack = vec![expr];
    while let Some(expr) = stack.pop() {
        f(expr);
        match expr {
            Expr::Add(all) | Expr::Mul(all) | Expr::Min(all) | Expr::Max(all) => stack.extend(all),
            Expr::Sub(a, b) | Expr::Div(a, b) => stack.extend([a.as_ref(), b.as_ref()]),
            Expr::Number(_) | Expr::Input(_) | Expr::ItemPoints | Expr::Cohort { .. } | Expr::Below { .. } => {}
        }
    }
}
