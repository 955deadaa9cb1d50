//! So many points for each of something → a piece.

use super::Lowering;
use crate::plan::{NodeId, Op, PlanClause, Shape};
use crate::policy::PolicyName;
use kaocheng_syntax::clause::{Clause, Each, StepRounding};
use kaocheng_syntax::exact::{Exact, show};
use kaocheng_syntax::span::Span;
use num_traits::One;

impl Lowering<'_> {
    pub(super) fn each(&mut self, ix: usize, clause: &Clause, each: &Each) {
        let span = clause.span;
        let count = self.expr(&each.count, span);
        let size = self.builder.number(each.step.size.clone(), span);
        let rate = self.amount(&each.rate, span);
        let raw = self.builder.push(Op::Div(count, size), span);
        let continuous = self.is_continuous(&each.count) || !each.step.size.is_one();
        let steps =
            self.rounded(raw, continuous, each.rounding, span, &|part| format!("{} × {part}", each_rate(&each.rate)));
        let node = self.builder.push(Op::Mul(vec![steps, rate]), span);
        let limit = self.limit(&each.limit, span);
        let base = each.sign == kaocheng_syntax::clause::Sign::Earn && !each.bonus;
        let points = self.add_piece(ix, clause, each.sign, node, limit, base);
        let shape = Shape::Each { count, step: size, rate, limit };
        self.clauses.push(PlanClause { applies: None, span, points: Some(points), sign: each.sign, shape });
    }

    /// The number of steps that count: as it is, whole ones, or begun ones; the text decides before the policy. Whole
    /// counts need no decision.
    pub(super) fn rounded(
        &mut self,
        raw: NodeId,
        continuous: bool,
        said: Option<StepRounding>,
        span: Span,
        gives: &dyn Fn(&str) -> String,
    ) -> NodeId {
        if !continuous {
            return raw;
        }
        let choice = match said {
            Some(StepRounding::ProRata) => 0,
            Some(StepRounding::Whole) => 1,
            Some(StepRounding::Begun) => 2,
            None => {
                let telling = ["0.5", "0", "1"].map(gives).join(" / ");
                self.policy(PolicyName::Steps, span, &telling)
            }
        };
        match choice {
            1 => self.builder.push(Op::Floor(raw), span),
            2 => self.builder.push(Op::Ceil(raw), span),
            _ => raw,
        }
    }
}

/// The rate of a step as it is shown in a question.
pub(super) fn each_rate(rate: &kaocheng_syntax::clause::Amount) -> String {
    use kaocheng_syntax::clause::Amount;
    match rate {
        Amount::Points(v) => show(v),
        Amount::ShareOfItem(v) => kaocheng_syntax::exact::show_percent(v),
        _ => show(&Exact::one()),
    }
}
