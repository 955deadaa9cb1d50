//! Points by a formula → a piece.

use super::Lowering;
use crate::plan::{Op, PlanClause, Shape};
use kaocheng_syntax::clause::{Clause, Formula, Sign};

impl Lowering<'_> {
    pub(super) fn formula(&mut self, ix: usize, clause: &Clause, formula: &Formula) {
        let span = clause.span;
        let value = self.expr(&formula.value, span);
        let limit = self.limit(&formula.limit, span);
        let node = match formula.sign {
            Sign::Earn => value,
            // A formula for a loss never gives points back.
            Sign::Lose => {
                let zero = self.builder.zero();
                self.builder.push(Op::Max(vec![zero, value]), span)
            }
        };
        let points = self.add_piece(ix, clause, formula.sign, node, limit, formula.sign == Sign::Earn);
        let shape = Shape::Formula { value };
        self.clauses.push(PlanClause { applies: None, span, points: Some(points), sign: formula.sign, shape });
    }
}
