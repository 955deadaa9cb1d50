//! Building a plan: equal operations become one node, constants are folded, types and ranges are known at once.

use super::op::{InputIx, Node, NodeId, Op, Type};
use super::range::{Interval, Range, range_of};
use super::{Input, Item, Plan};
use kaocheng_syntax::clause::InputKind;
use kaocheng_syntax::exact::{Exact, whole};
use kaocheng_syntax::span::Span;
use num_traits::{One, Zero};
use std::collections::HashMap;

/// A plan in the making.
#[derive(Default)]
pub struct Builder {
    /// What is built so far.
    pub plan: Plan,
    seen: HashMap<Op, NodeId>,
}

impl Builder {
    /// Adds an operation, or finds the equal one that is there already.
    pub fn push(&mut self, op: Op, span: Span) -> NodeId {
        let op = self.simplify(op);
        if let Some(id) = self.seen.get(&op) {
            return *id;
        }
        let nodes = &self.plan.nodes;
        let inputs = &self.plan.inputs;
        let range = range_of(&op, &|id| nodes[id.0].range.clone(), &|ix| input_range(&inputs[ix.0]));
        let ty = self.type_of(&op);
        let id = NodeId(self.plan.nodes.len());
        self.seen.insert(op.clone(), id);
        self.plan.nodes.push(Node { op, ty, range, span });
        id
    }

    /// A number.
    pub fn number(&mut self, value: Exact, span: Span) -> NodeId {
        self.push(Op::Number(value), span)
    }

    /// Zero.
    pub fn zero(&mut self) -> NodeId {
        self.number(Exact::zero(), Span::default())
    }

    /// Yes or no, as a constant.
    pub fn truth(&mut self, value: bool) -> NodeId {
        self.push(Op::Truth(value), Span::default())
    }

    /// The value of a node that is a constant number.
    pub fn constant(&self, id: NodeId) -> Option<&Exact> {
        match &self.plan.nodes[id.0].op {
            Op::Number(v) => Some(v),
            _ => None,
        }
    }

    /// The interval of a node.
    pub fn interval(&self, id: NodeId) -> Interval {
        self.plan.nodes[id.0].range.interval()
    }

    /// Adds an input and gives its index.
    pub fn input(&mut self, input: Input) -> InputIx {
        self.plan.inputs.push(input);
        InputIx(self.plan.inputs.len() - 1)
    }

    /// Adds an item and gives its index.
    pub fn item(&mut self, item: Item) -> usize {
        self.plan.items.push(item);
        self.plan.items.len() - 1
    }

    /// Computes the range of an input's node anew after its bounds were set; nothing may use the node yet.
    pub fn refresh_range(&mut self, id: NodeId) {
        if let Op::Input(ix) = self.plan.nodes[id.0].op {
            self.plan.nodes[id.0].range = input_range(&self.plan.inputs[ix.0]);
        }
    }

    fn type_of(&self, op: &Op) -> Type {
        match op {
            Op::Truth(_)
            | Op::UnitIs(_)
            | Op::Compare(..)
            | Op::Is(..)
            | Op::And(_)
            | Op::Or(_)
            | Op::Not(_)
            | Op::Present(_) => Type::Truth,
            Op::Word(_) => Type::Word,
            Op::Input(ix) => match self.plan.inputs[ix.0].kind {
                InputKind::YesNo => Type::Truth,
                InputKind::Choice(_) => Type::Choice,
                _ => Type::Number,
            },
            // A missing constant takes the type of the branch beside it.
            Op::If(_, a, b) => {
                let missing = matches!(self.plan.nodes[a.0].op, Op::Missing(_));
                self.plan.nodes[if missing { b.0 } else { a.0 }].ty
            }
            Op::Substitute(a, _, _) => self.plan.nodes[a.0].ty,
            _ => Type::Number,
        }
    }

    /// Folds what needs no unit: constants, neutral elements, branches that are decided.
    fn simplify(&self, op: Op) -> Op {
        let is = |id: &NodeId, v: &Exact| self.constant(*id) == Some(v);
        let op_of = |id: NodeId| self.plan.nodes[id.0].op.clone();
        match op {
            Op::Add(all) => {
                let (constants, mut rest): (Vec<_>, Vec<_>) =
                    all.into_iter().partition(|id| self.constant(*id).is_some());
                let sum = constants.iter().filter_map(|id| self.constant(*id)).fold(Exact::zero(), |a, b| a + b);
                match (rest.len(), sum.is_zero()) {
                    (0, _) => Op::Number(sum),
                    (1, true) => op_of(rest[0]),
                    (_, true) => Op::Add(rest),
                    (_, false) => {
                        rest.extend(constants);
                        rest.sort();
                        Op::Add(rest)
                    }
                }
            }
            Op::Mul(all) => {
                if all.iter().all(|id| self.constant(*id).is_some()) {
                    Op::Number(all.iter().filter_map(|id| self.constant(*id)).fold(whole(1), |a, b| a * b))
                } else {
                    let rest: Vec<_> = all.into_iter().filter(|id| !is(id, &Exact::one())).collect();
                    if rest.len() == 1 { op_of(rest[0]) } else { Op::Mul(rest) }
                }
            }
            Op::Sub(a, b) => match (self.constant(a), self.constant(b)) {
                (Some(x), Some(y)) => Op::Number(x - y),
                (_, Some(y)) if y.is_zero() => op_of(a),
                _ => Op::Sub(a, b),
            },
            Op::Div(a, b) => match (self.constant(a), self.constant(b)) {
                (Some(x), Some(y)) if !y.is_zero() => Op::Number(x / y),
                (_, Some(y)) if y.is_one() => op_of(a),
                _ => Op::Div(a, b),
            },
            Op::Min(all) => {
                let rest = self.without_idle(all, |bound, other| other.most.as_ref().is_some_and(|m| m <= bound));
                if rest.len() == 1 { op_of(rest[0]) } else { Op::Min(rest) }
            }
            Op::Max(all) => {
                let rest = self.without_idle(all, |bound, other| other.least.as_ref().is_some_and(|l| l >= bound));
                if rest.len() == 1 { op_of(rest[0]) } else { Op::Max(rest) }
            }
            Op::And(all) => self.fold_truths(all, true),
            Op::Or(all) => self.fold_truths(all, false),
            Op::Not(a) => match op_of(a) {
                Op::Truth(v) => Op::Truth(!v),
                Op::Not(inner) => op_of(inner),
                _ => Op::Not(a),
            },
            Op::If(c, a, b) => match op_of(c) {
                Op::Truth(true) => op_of(a),
                Op::Truth(false) => op_of(b),
                _ if a == b => op_of(a),
                _ => Op::If(c, a, b),
            },
            other => other,
        }
    }

    /// Leaves out constants that another operand always stays within: a cap of 30 on what is at most 30. Only constants
    /// may go; any other operand can be missing, and then the result is.
    fn without_idle(&self, all: Vec<NodeId>, idle: impl Fn(&Exact, &super::Interval) -> bool) -> Vec<NodeId> {
        let mut rest: Vec<NodeId> = Vec::new();
        all.into_iter().for_each(|id| {
            if !rest.contains(&id) {
                rest.push(id)
            }
        });
        let mut ix = 0;
        while ix < rest.len() {
            let bound = self.constant(rest[ix]);
            let others = rest.iter().enumerate().filter(|(other, _)| *other != ix);
            let within = bound.is_some_and(|b| others.into_iter().any(|(_, id)| idle(b, &self.interval(*id))));
            if within {
                rest.remove(ix);
            } else {
                ix += 1;
            }
        }
        rest
    }

    fn fold_truths(&self, all: Vec<NodeId>, neutral: bool) -> Op {
        let mut rest = Vec::new();
        for id in all {
            match self.plan.nodes[id.0].op {
                Op::Truth(v) if v == neutral => {}
                Op::Truth(v) => return Op::Truth(v),
                _ if rest.contains(&id) => {}
                _ => rest.push(id),
            }
        }
        match rest.len() {
            0 => Op::Truth(neutral),
            1 => self.plan.nodes[rest[0].0].op.clone(),
            _ if neutral => Op::And(rest),
            _ => Op::Or(rest),
        }
    }
}

/// What an input can be, by its kind and bounds.
fn input_range(input: &Input) -> Range {
    let (least, most) = input.bounds.clone();
    Range::Number(match &input.kind {
        InputKind::YesNo => return Range::Truth { yes: true, no: true },
        InputKind::Choice(_) => return Range::Word,
        InputKind::Count => Interval::new(Some(least.unwrap_or_else(Exact::zero)), most),
        InputKind::Rank => Interval::new(Some(least.unwrap_or_else(|| whole(1))), most),
        InputKind::Judged => Interval::new(Some(least.unwrap_or_else(Exact::zero)), most),
        InputKind::Amount | InputKind::Rate => Interval::new(least, most),
    })
}
