//! A node of the plan, for the units of one group → instructions.
//!
//! What concerns the unit (its level, its class, who supplies what) is answered here, so that branches for other units cost
//! nothing. What numbers of a width cannot hold goes through the reference's own operations, row by row.

mod any;
mod choose;
mod number;
mod truth;

pub(super) use any::{AnyArg, AnyOp};

use super::emit::{Emitter, Operand, Source};
use super::group::Group;
use super::rep::{Number, Rep, Truth};
use super::scores::ScoreColumn;
use crate::columns::{Column, Columns, Numbers};
use crate::reference::operation;
use crate::table::Value;
use kaocheng_compile::plan::{InputIx, Interval, NodeId, Op, Plan, Range, Reason, range_of};
use kaocheng_syntax::clause::InputKind;
use kaocheng_syntax::exact::Exact;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::ToPrimitive;

/// What is known of nodes of earlier stages.
pub(super) trait Earlier {
    /// The column of a node for the units of this section, if an earlier stage made one.
    fn column(&self, node: NodeId) -> Option<&ScoreColumn>;
    /// A figure of the cohort, the same for all units of the section.
    fn fixed(&self, node: NodeId) -> Option<&Value>;
    /// Bounds of a node's values, where they are known better than from its column.
    fn range(&self, node: NodeId) -> Option<&Range>;
}

/// Lowers nodes for one group.
pub(super) struct Lower<'a> {
    pub plan: &'a Plan,
    pub columns: &'a Columns,
    pub group: &'a Group,
    pub earlier: &'a dyn Earlier,
    pub emitter: Emitter<AnyOp>,
    reps: Vec<Option<Rep>>,
    ranges: Vec<Option<Range>>,
}

impl<'a> Lower<'a> {
    pub fn new(plan: &'a Plan, columns: &'a Columns, group: &'a Group, earlier: &'a dyn Earlier) -> Lower<'a> {
        let nodes = plan.nodes.len();
        let (reps, ranges) = (vec![None; nodes], vec![None; nodes]);
        Lower { plan, columns, group, earlier, emitter: Emitter::new(), reps, ranges }
    }

    /// The value of a node.
    pub fn rep(&mut self, id: NodeId) -> Rep {
        if let Some(Some(rep)) = self.reps.get(id.0) {
            return rep.clone();
        }
        let before = self.emitter.code.len();
        let (rep, range) = self.lower(id);
        if let (Rep::Number(Number { whole: Operand::Reg(reg), below: None, scale, .. }), Range::Number(interval)) =
            (&rep, &range)
            && reg.0 >= before
        {
            self.tighten(Operand::Reg(*reg), interval, *scale);
        }
        if let (Some(rep_slot), Some(range_slot)) = (self.reps.get_mut(id.0), self.ranges.get_mut(id.0)) {
            (*rep_slot, *range_slot) = (Some(rep.clone()), Some(range));
        }
        rep
    }

    /// Bounds of a register from those of the value over this scale.
    pub(super) fn tighten(&mut self, operand: Operand, interval: &Interval, scale: i128) {
        let least = interval.least.as_ref().and_then(|v| over(v, scale, false));
        let most = interval.most.as_ref().and_then(|v| over(v, scale, true));
        self.emitter.tighten(operand, least, most);
    }

    pub(super) fn range(&self, id: NodeId) -> Range {
        self.ranges.get(id.0).cloned().flatten().unwrap_or(Range::Word)
    }

    fn lower(&mut self, id: NodeId) -> (Rep, Range) {
        let plan = self.plan;
        let op = &plan.node(id).op;
        match op {
            Op::Input(input) => return self.input(*input),
            Op::UnitIs(word) => return fixed(Value::Truth(self.group.is(word))),
            Op::If(condition, yes, no) => {
                let branch = match self.rep(*condition) {
                    Rep::Fixed(Value::Truth(v)) => Some(if v { *yes } else { *no }),
                    _ => None,
                };
                if let Some(branch) = branch {
                    return (self.rep(branch), self.range(branch));
                }
            }
            _ => {}
        }
        if let Some(value) = self.earlier.fixed(id) {
            return fixed(value.clone());
        }
        if let Some(column) = self.earlier.column(id) {
            return self.earlier_column(id, column);
        }
        let operands = op.operands();
        let reps: Vec<Rep> = operands.iter().map(|o| self.rep(*o)).collect();
        let all_fixed: Option<Vec<&Value>> = reps
            .iter()
            .map(|rep| match rep {
                Rep::Fixed(value) => Some(value),
                _ => None,
            })
            .collect();
        if let Some(values) = all_fixed {
            let of = |id: NodeId| operands.iter().position(|o| *o == id).and_then(|ix| values.get(ix)).copied();
            return fixed(operation(op, &|id| of(id).unwrap_or(&NOT_REPORTED)));
        }
        let range = range_of(op, &|id| self.range(id), &|_| Range::Word);
        let rep = self.fast(op, &reps, &range).unwrap_or_else(|| self.any(plan.node(id), &operands, &reps, &range));
        (rep, range)
    }

    /// By instructions on numbers and truths, where these can hold it.
    fn fast(&mut self, op: &Op, reps: &[Rep], range: &Range) -> Option<Rep> {
        let numbers = || reps.iter().map(Rep::number).collect::<Option<Vec<Number>>>();
        let truths = || reps.iter().map(Rep::truth).collect::<Option<Vec<Truth>>>();
        match op {
            Op::Add(_) => self.sum(&numbers()?),
            Op::Sub(..) | Op::Mul(_) | Op::Min(_) | Op::Max(_) => self.arithmetic(op, &numbers()?),
            Op::Div(..) => self.quotient(&numbers()?),
            Op::Floor(_) | Op::Ceil(_) | Op::Round(..) => self.rounded(op, numbers()?.first()?, range),
            Op::Compare(compare, ..) => self.comparison(*compare, &numbers()?),
            Op::And(_) => Some(self.connected(&truths()?, false)),
            Op::Or(_) => Some(self.connected(&truths()?, true)),
            Op::Not(_) => {
                let Truth { truth, reason } = reps.first()?.truth()?;
                Some(Rep::Truth(Truth { truth: self.emitter.not(truth), reason }))
            }
            Op::Present(_) => {
                let reason = reps.first()?.reason()?;
                Some(Rep::Truth(Truth { truth: self.emitter.is_present(reason), reason: super::rep::THERE }))
            }
            Op::If(..) => {
                let [condition, yes, no] = reps else { return None };
                self.branch(condition.truth()?, yes, no)
            }
            Op::Substitute(_, absence, _) => {
                let [value, instead] = reps else { return None };
                self.substitute(value, *absence, instead)
            }
            _ => None,
        }
    }

    fn input(&mut self, input: InputIx) -> (Rep, Range) {
        if !self.group.supplies(self.plan, input) {
            return fixed(Value::Missing(Reason::NotApplicable));
        }
        let columns = self.columns;
        let (Some(column), Some(row)) = (columns.inputs.get(input.0), self.plan.inputs.get(input.0)) else {
            return fixed(NOT_REPORTED);
        };
        let source = Source::Input(input.0);
        let is_truth = matches!(row.kind, InputKind::YesNo);
        let is_word = matches!(row.kind, InputKind::Choice(_));
        match &column.numbers {
            Numbers::Any(_) => {
                let range = if is_truth || is_word { Range::Word } else { Range::Number(Interval::all()) };
                (self.load_any(source), range)
            }
            Numbers::Truth(_) => {
                let truth =
                    Operand::Reg(self.emitter.push(super::emit::Instr::Load(source), super::emit::Class::Byte, (0, 1)));
                let rep = Rep::Truth(Truth { truth, reason: self.reasons(source, column) });
                (rep, Range::Truth { yes: true, no: true })
            }
            // A column that nobody filled has no type of its own.
            _ if is_truth || is_word => {
                let reason = self.reasons(source, column);
                (Rep::Truth(Truth { truth: Operand::Same(0), reason }), Range::Truth { yes: true, no: true })
            }
            _ => {
                let whole = self.load(source, column.bounds);
                let rep = Number { whole, below: None, scale: column.scale, reason: self.reasons(source, column) };
                (Rep::Number(rep), Range::Number(interval_of(column)))
            }
        }
    }

    fn load(&mut self, source: Source, bounds: (i128, i128)) -> Operand {
        let class = super::emit::class_of(bounds.0, bounds.1);
        Operand::Reg(self.emitter.push(super::emit::Instr::Load(source), class, bounds))
    }

    fn reasons(&mut self, source: Source, column: &Column) -> Operand {
        if column.absent.is_empty() {
            return super::rep::THERE;
        }
        let others = column.absent.reasons_between(0, usize::MAX);
        let codes = others.iter().fold(super::emit::TRUTHS, |codes, (_, why)| codes | 1 << super::reason::code(*why));
        self.emitter.push_byte(super::emit::Instr::Reasons(source), codes)
    }

    /// A node that an earlier stage computed.
    fn earlier_column(&mut self, id: NodeId, column: &ScoreColumn) -> (Rep, Range) {
        let source = Source::Node(id);
        let reason = self.reasons(source, &column.values);
        match &column.values.numbers {
            Numbers::Any(_) => {
                let range = self.earlier.range(id).cloned().unwrap_or(Range::Number(Interval::all()));
                (self.load_any(source), range)
            }
            Numbers::Truth(_) => {
                let truth = self.emitter.push_byte(super::emit::Instr::Load(source), super::emit::TRUTHS);
                (Rep::Truth(Truth { truth, reason }), Range::Truth { yes: true, no: true })
            }
            _ => {
                let whole = self.load(source, column.values.bounds);
                let below = column.denominators.as_ref().map(|d| self.load(Source::Denominator(id), d.bounds));
                let known = || Range::Number(interval_of(&column.values).hull(&Interval::point(Exact::default())));
                let range = self.earlier.range(id).cloned().unwrap_or_else(known);
                (Rep::Number(Number { whole, below, scale: column.values.scale, reason }), range)
            }
        }
    }
}

const NOT_REPORTED: Value = Value::Missing(Reason::NotReported);

fn fixed(value: Value) -> (Rep, Range) {
    let range = match &value {
        Value::Number(v) => Range::Number(Interval::point(v.clone())),
        Value::Truth(v) => Range::Truth { yes: *v, no: !v },
        _ => Range::Word,
    };
    (Rep::Fixed(value), range)
}

/// A number times the scale, to the whole number below, or above.
fn over(v: &Exact, scale: i128, up: bool) -> Option<i128> {
    let quick = || {
        let (numerator, denominator) = (v.numer().to_i128()?.checked_mul(scale)?, v.denom().to_i128()?);
        let divide = if up { <i128 as Integer>::div_ceil } else { <i128 as Integer>::div_floor };
        Some(divide(&numerator, &denominator))
    };
    quick().or_else(|| {
        let whole = v * Exact::from_integer(BigInt::from(scale));
        if up { whole.ceil() } else { whole.floor() }.to_i128()
    })
}

/// The bounds of a column's values.
pub(super) fn interval_of(column: &Column) -> Interval {
    let over = |v: i128| Exact::new(BigInt::from(v), BigInt::from(column.scale));
    Interval::new(Some(over(column.bounds.0)), Some(over(column.bounds.1)))
}
