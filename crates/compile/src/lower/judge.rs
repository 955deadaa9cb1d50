//! Points given by an assessor → a piece whose input is bounded.

use super::Lowering;
use crate::plan::{CompareOp, NodeId, Op, PlanClause, Reason, Shape};
use crate::policy::PolicyName;
use kaocheng_syntax::clause::{Clause, Judge, Sign};
use kaocheng_syntax::exact::Exact;
use num_traits::Zero;

impl Lowering<'_> {
    pub(super) fn judge(&mut self, ix: usize, clause: &Clause, judge: &Judge) {
        let span = clause.span;
        let Some(given) = self.bindings.inputs.get(judge.input.0).copied() else { return };
        let least = judge.least.as_ref().map(|l| self.amount(l, span));
        let most = match &judge.most {
            Some(most) => Some(self.amount(most, span)),
            None => self.points,
        };
        // A range for losses may be meant for every case found, so that the sum of several cases passes its upper end.
        let several = judge.sign == Sign::Lose
            && least.is_some()
            && match judge.cases {
                Some(_) => true,
                None => self.policy(PolicyName::Range, span, "") == 0,
            };
        let most = if several { self.points } else { most };
        self.bound(given, most);
        let node = self.within_least(given, least, clause);
        let points = self.add_piece(ix, clause, judge.sign, node, most, judge.sign == Sign::Earn);
        let shape = Shape::Judged { given };
        self.clauses.push(PlanClause { applies: None, span, points: Some(points), sign: judge.sign, shape });
    }

    /// Writes the bounds into the input, so that forms and imports refuse what lies outside.
    fn bound(&mut self, given: NodeId, most: Option<NodeId>) {
        let most = most.and_then(|m| self.builder.constant(m)).cloned();
        if let Op::Input(ix) = self.builder.plan.node(given).op {
            let input = &mut self.builder.plan.inputs[ix.0];
            input.bounds.0.get_or_insert_with(Exact::zero);
            if input.bounds.1.is_none() {
                input.bounds.1 = most;
            }
        }
        self.builder.refresh_range(given);
    }

    /// 0 or at least the lower end; anything between counts as not given.
    fn within_least(&mut self, given: NodeId, least: Option<NodeId>, clause: &Clause) -> NodeId {
        let Some(least) = least else { return given };
        let span = clause.span;
        let zero = self.builder.zero();
        let some = self.builder.push(Op::Compare(CompareOp::Above, given, zero), span);
        let short = self.builder.push(Op::Compare(CompareOp::Below, given, least), span);
        let between = self.builder.push(Op::And(vec![some, short]), span);
        let nothing = self.missing(Reason::NotReported, span);
        self.builder.push(Op::If(between, nothing, given), span)
    }
}
