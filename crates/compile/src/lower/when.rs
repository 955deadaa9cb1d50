//! Conditions with an effect → pieces and overrides.

use super::{Lowering, Override, OverrideEffect};
use crate::plan::{NodeId, Op, OverrideKind, PlanClause, Shape};
use kaocheng_syntax::clause::{Amount, Clause, Condition, Effect, Sign, VetoEffect, When};

impl Lowering<'_> {
    pub(super) fn when(&mut self, ix: usize, clause: &Clause, when: &When) {
        let condition = self.condition(&when.condition, clause.span);
        self.effect(ix, clause, condition, &when.effect);
        let Some(otherwise) = &when.otherwise else { return };
        // "计5分,否则不计分" only says again that the points come with the condition.
        let earns = matches!(when.effect, Effect::Award { .. } | Effect::Full { .. });
        if earns && *otherwise == Effect::Zero && when.condition != Condition::Always {
            if matches!(when.effect, Effect::Full { .. }) {
                let not = self.builder.push(Op::Not(condition), clause.span);
                self.effect(ix, clause, not, otherwise);
            }
            return;
        }
        let not = self.builder.push(Op::Not(condition), clause.span);
        self.effect(ix, clause, not, otherwise);
    }

    fn effect(&mut self, ix: usize, clause: &Clause, condition: NodeId, effect: &Effect) {
        match effect {
            Effect::Award { amount, .. } => self.flat(ix, clause, condition, amount, Sign::Earn),
            Effect::Deduct(amount) => self.flat(ix, clause, condition, amount, Sign::Lose),
            Effect::Zero => self.override_part(clause, condition, OverrideEffect::Zero, OverrideKind::Zero),
            Effect::Full { default } => {
                let effect = OverrideEffect::Full { default: *default };
                self.override_part(clause, condition, effect, OverrideKind::Full);
            }
            Effect::Assign(amount) => {
                let amount = self.amount(amount, clause.span);
                self.override_part(clause, condition, OverrideEffect::Assign(amount), OverrideKind::Assign);
            }
            Effect::NotApplicable => {
                self.override_part(clause, condition, OverrideEffect::NotApplicable, OverrideKind::NotApplicable);
            }
            Effect::Veto(effect) => self.veto(clause, condition, *effect),
            Effect::Grade(word) => {
                let word = self.builder.push(Op::Word(word.clone()), clause.span);
                self.grades.push((condition, word));
            }
        }
    }

    fn flat(&mut self, ix: usize, clause: &Clause, condition: NodeId, amount: &Amount, sign: Sign) {
        let amount = self.amount(amount, clause.span);
        let zero = self.builder.zero();
        let node = self.builder.push(Op::If(condition, amount, zero), clause.span);
        // A flat award is what the item is made of, whether the text says 得 or 加; only counted bonuses are on top.
        let points = self.add_piece(ix, clause, sign, node, None, sign == Sign::Earn);
        let shape = Shape::Flat { condition, amount };
        self.clauses.push(PlanClause { applies: None, span: clause.span, points: Some(points), sign, shape });
    }

    fn override_part(&mut self, clause: &Clause, condition: NodeId, effect: OverrideEffect, what: OverrideKind) {
        let against = matches!(effect, OverrideEffect::Zero);
        let condition = self.settled(condition, against, clause.span);
        self.overrides.push(Override { part: clause.part, condition, effect });
        let shape = Shape::Override { condition, what };
        self.clauses.push(PlanClause { applies: None, span: clause.span, points: None, sign: Sign::Lose, shape });
    }

    pub(super) fn veto(&mut self, clause: &Clause, condition: NodeId, effect: VetoEffect) {
        let condition = self.settled(condition, false, clause.span);
        // A lone sentence has no total to veto: the strongest effect is shown on the item itself.
        if self.lone && effect == VetoEffect::TotalZero {
            self.overrides.push(Override { part: clause.part, condition, effect: OverrideEffect::Zero });
        }
        self.vetoes.push((condition, effect, clause.span));
        let shape = Shape::Override { condition, what: OverrideKind::Veto };
        self.clauses.push(PlanClause { applies: None, span: clause.span, points: None, sign: Sign::Lose, shape });
    }
}
