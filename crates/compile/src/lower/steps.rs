//! Points by the distance from a target → a piece.

use super::{Lowering, each::each_rate};
use crate::plan::{CompareOp, NodeId, Op, PlanClause, Shape};
use crate::policy::PolicyName;
use kaocheng_syntax::clause::{Amount, Clause, Direction, Expr, Sign, StepUnit, Steps};
use kaocheng_syntax::exact::{Exact, ratio, show, show_percent, whole};
use num_traits::{One, Zero};

impl Lowering<'_> {
    pub(super) fn steps(&mut self, ix: usize, clause: &Clause, steps: &Steps) {
        let span = clause.span;
        let quantity = self.expr(&steps.quantity, span);
        let target = self.expr(&steps.target, span);
        let (from, less) = match steps.direction {
            Direction::Below => (target, quantity),
            Direction::Above => (quantity, target),
        };
        let difference = self.builder.push(Op::Sub(from, less), span);
        let zero = self.builder.zero();
        let distance = self.builder.push(Op::Max(vec![zero, difference]), span);
        let step = self.step_size(steps, target, clause);
        let raw = self.builder.push(Op::Div(distance, step), span);
        let whole_steps = steps.step.unit == StepUnit::Own
            && steps.step.size.is_one()
            && !self.is_continuous(&steps.quantity)
            && !self.is_continuous(&steps.target);
        let base = steps.base.as_ref().map(|b| self.amount(b, span));
        let from_points = base.and_then(|b| self.builder.constant(b)).cloned();
        let count =
            self.rounded(raw, !whole_steps, steps.rounding, span, &|part| telling(steps, from_points.as_ref(), part));
        let rate = self.amount(&steps.rate, span);
        let change = self.builder.push(Op::Mul(vec![count, rate]), span);
        let limit = self.limit(&steps.limit, span);
        let points = self.step_piece(ix, clause, steps, change, limit, base, difference);
        let below = steps.direction == Direction::Below;
        let shape = Shape::Steps { quantity, target, distance, steps: count, step, rate, base, below };
        let sign = if base.is_some() { Sign::Earn } else { steps.sign };
        self.clauses.push(PlanClause { applies: None, span, points: Some(points), sign, shape });
    }

    #[allow(clippy::too_many_arguments)]
    fn step_piece(
        &mut self,
        ix: usize,
        clause: &Clause,
        steps: &Steps,
        change: NodeId,
        limit: Option<NodeId>,
        base: Option<NodeId>,
        difference: NodeId,
    ) -> NodeId {
        let span = clause.span;
        let Some(base) = base else {
            // Steps that lose, or 加 above a target, are on top of something; nothing else needs to be there.
            return self.add_piece(ix, clause, steps.sign, change, limit, false);
        };
        let change = self.limited(change, limit, span);
        let zero = self.builder.zero();
        let node = match steps.sign {
            Sign::Lose => {
                let rest = self.builder.push(Op::Sub(base, change), span);
                match self.policies.choice(PolicyName::BelowZero).0 {
                    0 => self.builder.push(Op::Max(vec![zero, rest]), span),
                    _ => rest,
                }
            }
            Sign::Earn => {
                let sum = self.builder.push(Op::Add(vec![base, change]), span);
                let reached = if steps.target_included { CompareOp::AtLeast } else { CompareOp::Above };
                let reached = self.builder.push(Op::Compare(reached, difference, zero), span);
                self.builder.push(Op::If(reached, sum, zero), span)
            }
        };
        let points = self.add_piece(ix, clause, Sign::Earn, node, None, true);
        if steps.sign == Sign::Lose
            && let Some(piece) = self.pieces.last_mut()
        {
            piece.lost_from = Some(base);
        }
        points
    }

    /// The size of a step in the figure's own unit.
    fn step_size(&mut self, steps: &Steps, target: NodeId, clause: &Clause) -> NodeId {
        let span = clause.span;
        let size = self.builder.number(steps.step.size.clone(), span);
        if steps.step.unit != StepUnit::Percent {
            return size;
        }
        // 1% of a count or an amount can only be a share of its target.
        let rate = self.is_rate(&steps.quantity) || is_percentage(&steps.target);
        let relative = !rate || self.policy(PolicyName::Percent, span, "") == 1;
        if relative { self.builder.push(Op::Mul(vec![target, size]), span) } else { size }
    }
}

fn is_percentage(target: &Expr) -> bool {
    matches!(target, Expr::Number(v) if *v <= whole(1) && !kaocheng_syntax::exact::is_whole(v))
}

/// What a part step gives: half a step away from the target, `49.5% ⇒ 28.75 / 30 / 27.5` in the order of the choices.
fn telling(steps: &Steps, base: Option<&Exact>, part: &str) -> String {
    let (Expr::Number(target), Amount::Points(rate)) = (&steps.target, &steps.rate) else {
        return format!("{} × {part}", each_rate(&steps.rate));
    };
    let counted = match part {
        "0.5" => ratio(1, 2),
        "0" => Exact::zero(),
        _ => whole(1),
    };
    let change = rate * counted;
    let result = match (base, steps.sign) {
        (Some(base), Sign::Lose) => show(&(base - change)),
        (Some(base), Sign::Earn) => show(&(base + change)),
        (None, Sign::Lose) => show(&-change),
        (None, Sign::Earn) => show(&change),
    };
    if part != "0.5" {
        return result;
    }
    let half = &steps.step.size / whole(2);
    let at = if steps.direction == Direction::Below { target - half } else { target + half };
    let at = if steps.step.unit == StepUnit::Own { show(&at) } else { show_percent(&at) };
    format!("{at} ⇒ {result}")
}
