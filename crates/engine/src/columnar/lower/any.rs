//! Values of any form: the reference's own operation, row by row, for what whole numbers of a width cannot hold.

use super::Lower;
use crate::columnar::emit::{Class, Instr, Operand, Reg, Source, TRUTHS};
use crate::columnar::rep::{Number, Rep, Truth};
use crate::table::Value;
use kaocheng_compile::plan::{Node, NodeId, Op, Range, Type};
use num_traits::ToPrimitive;

/// An operation on values of any form.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::columnar) enum AnyOp {
    /// Values of a column.
    Load(Source),
    /// An operation of the plan.
    Operation { op: Op, args: Vec<(NodeId, AnyArg)> },
}

/// Where an operand of it comes from.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::columnar) enum AnyArg {
    Fixed(Value),
    Number(Number),
    Truth(Truth),
    Any(Reg),
}

impl From<&Rep> for AnyArg {
    fn from(rep: &Rep) -> AnyArg {
        match rep {
            Rep::Fixed(value) => AnyArg::Fixed(value.clone()),
            Rep::Number(number) => AnyArg::Number(*number),
            Rep::Truth(truth) => AnyArg::Truth(*truth),
            Rep::Any(reg) => AnyArg::Any(*reg),
        }
    }
}

impl Lower<'_> {
    fn any_register(&mut self, op: AnyOp) -> Reg {
        self.emitter.any.push(op);
        let instr = Instr::Any(self.emitter.any.len() - 1);
        self.emitter.push(instr, Class::Any, (0, 0))
    }

    pub(super) fn load_any(&mut self, source: Source) -> Rep {
        Rep::Any(self.any_register(AnyOp::Load(source)))
    }

    /// Through the reference's operation; truths, and rounded numbers within bounds, are plain again afterwards.
    pub(super) fn any(&mut self, node: &Node, operands: &[NodeId], reps: &[Rep], range: &Range) -> Rep {
        let args = operands.iter().copied().zip(reps.iter().map(AnyArg::from)).collect();
        let reg = self.any_register(AnyOp::Operation { op: node.op.clone(), args });
        let reason = |lower: &mut Self| lower.emitter.push_byte(Instr::ReasonOfAny(reg), 0b1_1111);
        if node.ty == Type::Truth {
            let truth = self.emitter.push_byte(Instr::TruthOfAny(reg), TRUTHS);
            return Rep::Truth(Truth { truth, reason: reason(self) });
        }
        let scale = match node.op {
            Op::Floor(_) | Op::Ceil(_) => Some(1),
            Op::Round(_, digits) => 10i128.checked_pow(digits),
            _ => None,
        };
        let interval = range.interval();
        let bound = |v: &Option<kaocheng_syntax::exact::Exact>, scale: i128| {
            let scaled = v.as_ref()? * kaocheng_syntax::exact::Exact::from_integer(scale.into());
            scaled.to_integer().to_i64().map(i128::from)
        };
        let bounds =
            scale.and_then(|scale| Some((scale, bound(&interval.least, scale)?, bound(&interval.most, scale)?)));
        let Some((scale, least, most)) = bounds else { return Rep::Any(reg) };
        let bounds = (least.min(0) - 1, most.max(0) + 1);
        let class = crate::columnar::emit::class_of(bounds.0, bounds.1);
        let whole = Operand::Reg(self.emitter.push(Instr::NumberOfAny(reg, scale), class, bounds));
        Rep::Number(Number { whole, below: None, scale, reason: reason(self) })
    }
}
