//! Points by level or exclusive case → pieces.

use super::{Lowering, Override, OverrideEffect};
use crate::plan::{NodeId, Op, PlanClause, Shape};
use crate::policy::PolicyName;
use kaocheng_syntax::clause::{Clause, Effect, LevelCase, Levels, Sign};

impl Lowering<'_> {
    pub(super) fn levels(&mut self, ix: usize, clause: &Clause, levels: &Levels) {
        let span = clause.span;
        let Some(input) = self.bindings.inputs.get(levels.input.0).copied() else { return };
        let highest = match levels.highest {
            Some(highest) => highest,
            None => self.policy(PolicyName::Levels, span, "") == 0,
        };
        let (mut earn, mut lose, mut shown) = (Vec::new(), Vec::new(), Vec::new());
        for case in &levels.cases {
            let holds = self.builder.push(Op::Is(input, case.word), span);
            let amount = self.level_amount(clause, holds, case, &mut earn, &mut lose);
            shown.push((holds, amount));
        }
        let limit = self.limit(&levels.limit, span);
        let mut points = None;
        for (sign, nodes) in [(Sign::Earn, earn), (Sign::Lose, lose)] {
            if nodes.is_empty() {
                continue;
            }
            let node = self.builder.push(if highest { Op::Max(nodes) } else { Op::Add(nodes) }, span);
            let given = self.add_piece(ix, clause, sign, node, limit, sign == Sign::Earn);
            points = points.or(Some((given, sign)));
        }
        let sign = points.map_or(Sign::Earn, |(_, sign)| sign);
        let shape = Shape::Levels { input, cases: shown };
        self.clauses.push(PlanClause { applies: None, span, points: points.map(|(node, _)| node), sign, shape });
    }

    fn level_amount(
        &mut self,
        clause: &Clause,
        holds: NodeId,
        case: &LevelCase,
        earn: &mut Vec<NodeId>,
        lose: &mut Vec<NodeId>,
    ) -> NodeId {
        let span = clause.span;
        let zero = self.builder.zero();
        let (amount, sign) = match &case.effect {
            Effect::Award { amount, .. } | Effect::Assign(amount) => (self.amount(amount, span), Sign::Earn),
            Effect::Full { .. } => (self.item_points(span), Sign::Earn),
            Effect::Deduct(amount) => (self.amount(amount, span), Sign::Lose),
            Effect::Grade(word) => {
                let word = self.builder.push(Op::Word(word.clone()), span);
                self.grades.push((holds, word));
                return zero;
            }
            Effect::Zero => {
                // A level without points among levels that earn gives nothing by itself; among levels that only lose it
                // takes everything.
                let condition = self.settled(holds, false, span);
                self.overrides.push(Override { part: clause.part, condition, effect: OverrideEffect::Zero });
                return zero;
            }
            Effect::NotApplicable => {
                let effect = OverrideEffect::NotApplicable;
                self.overrides.push(Override { part: clause.part, condition: holds, effect });
                return zero;
            }
            Effect::Veto(effect) => {
                self.veto(clause, holds, *effect);
                return zero;
            }
        };
        let node = self.builder.push(Op::If(holds, amount, zero), span);
        if sign == Sign::Earn {
            earn.push(node)
        } else {
            lose.push(node)
        }
        amount
    }
}
