//! Expressions and conditions → nodes.

use super::Lowering;
use crate::plan::{CompareOp, NodeId, Op, Reason, Type};
use crate::policy::PolicyName;
use kaocheng_syntax::clause::{Comparison, Condition, Expr, InputKind};
use kaocheng_syntax::span::Span;

impl Lowering<'_> {
    /// The value of an expression.
    pub(super) fn expr(&mut self, expr: &Expr, span: Span) -> NodeId {
        match expr {
            Expr::Number(v) => self.builder.number(v.clone(), span),
            Expr::Input(ix) => match self.bindings.inputs.get(ix.0) {
                Some(node) => *node,
                None => self.builder.zero(),
            },
            Expr::ItemPoints => self.item_points(span),
            Expr::Add(all) => self.several(all, span, Op::Add),
            Expr::Mul(all) => self.several(all, span, Op::Mul),
            Expr::Min(all) => self.several(all, span, Op::Min),
            Expr::Max(all) => self.several(all, span, Op::Max),
            Expr::Sub(a, b) => {
                let (a, b) = (self.expr(a, span), self.expr(b, span));
                self.builder.push(Op::Sub(a, b), span)
            }
            Expr::Div(a, b) => {
                let (a, b) = (self.expr(a, span), self.expr(b, span));
                self.builder.push(Op::Div(a, b), span)
            }
            Expr::Cohort { statistic, of, label, span } => match self.bindings.cohorts.get(label) {
                Some(input) => self.builder.push(Op::Input(*input), *span),
                None => {
                    let of = self.expr(of, *span);
                    self.builder.push(Op::Cohort(*statistic, of), *span)
                }
            },
            Expr::Below { label, span, .. } => self.below(label, *span),
        }
    }

    /// A figure of the units below: what was bound to its words, in a scheme its node, alone one more input.
    fn below(&mut self, label: &str, span: Span) -> NodeId {
        match self.bindings.below.get(label) {
            Some(node) => *node,
            None => self.builder.push(Op::Missing(Reason::NotApplicable), span),
        }
    }

    fn several(&mut self, all: &[Expr], span: Span, op: fn(Vec<NodeId>) -> Op) -> NodeId {
        let nodes: Vec<NodeId> = all.iter().map(|e| self.expr(e, span)).collect();
        if nodes.is_empty() { self.builder.zero() } else { self.builder.push(op(nodes), span) }
    }

    /// Whether a condition holds.
    pub(super) fn condition(&mut self, condition: &Condition, span: Span) -> NodeId {
        match condition {
            Condition::Always => self.builder.truth(true),
            Condition::Fact(ix) => self.fact(ix.0, span),
            Condition::Compare(a, comparison, b) => {
                let (a, b) = (self.expr(a, span), self.expr(b, span));
                let op = self.comparison(*comparison, span);
                self.builder.push(Op::Compare(op, a, b), span)
            }
            Condition::Is(ix, word) => match self.bindings.inputs.get(ix.0) {
                Some(node) => self.builder.push(Op::Is(*node, *word), span),
                None => self.builder.truth(false),
            },
            Condition::All(all) => {
                let nodes = all.iter().map(|c| self.condition(c, span)).collect();
                self.builder.push(Op::And(nodes), span)
            }
            Condition::Any(all) => {
                let nodes = all.iter().map(|c| self.condition(c, span)).collect();
                self.builder.push(Op::Or(nodes), span)
            }
            Condition::Not(inner) => {
                let inner = self.condition(inner, span);
                self.builder.push(Op::Not(inner), span)
            }
        }
    }

    /// A fact is a yes/no input; a term may have made it a number (of villages below, of cases), which is yes above 0,
    /// or a share, which is yes when it is whole.
    fn fact(&mut self, ix: usize, span: Span) -> NodeId {
        let Some(node) = self.bindings.inputs.get(ix).copied() else { return self.builder.truth(false) };
        match (self.builder.plan.node(node).ty, self.bindings.kinds.get(ix)) {
            (Type::Truth, _) => node,
            (Type::Number, Some(InputKind::Rate)) => {
                let whole = self.builder.number(kaocheng_syntax::exact::whole(1), span);
                self.builder.push(Op::Compare(CompareOp::AtLeast, node, whole), span)
            }
            (Type::Number, _) => {
                let zero = self.builder.zero();
                self.builder.push(Op::Compare(CompareOp::Above, node, zero), span)
            }
            (Type::Choice | Type::Word, _) => self.builder.truth(false),
        }
    }

    /// The comparison that the words mean under the policy `bounds`.
    pub(super) fn comparison(&mut self, comparison: Comparison, span: Span) -> CompareOp {
        let inclusive = match comparison {
            Comparison::OrMore | Comparison::OrLess => self.bounds_inclusive(span),
            _ => true,
        };
        match (comparison, inclusive) {
            (Comparison::AtLeast, _) | (Comparison::OrMore, true) => CompareOp::AtLeast,
            (Comparison::AtMost, _) | (Comparison::OrLess, true) => CompareOp::AtMost,
            (Comparison::Above, _) | (Comparison::OrMore, false) => CompareOp::Above,
            (Comparison::Below, _) | (Comparison::OrLess, false) => CompareOp::Below,
            (Comparison::Equal, _) => CompareOp::Equal,
        }
    }

    /// Whether 以上 and 以下 include the number. The language has a fixed reading (they do), so a scheme that says nothing
    /// is not asked; it may still decide otherwise.
    pub(super) fn bounds_inclusive(&mut self, span: Span) -> bool {
        let (choice, decided) = self.policies.choice(PolicyName::Bounds);
        self.use_policy(PolicyName::Bounds, choice, decided, span);
        choice == 0
    }

    /// Whether a number can lie between whole numbers: it involves a rate, an amount or a quotient.
    pub(super) fn is_continuous(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Number(v) => !kaocheng_syntax::exact::is_whole(v),
            Expr::Below { .. } => true,
            Expr::Input(ix) => !matches!(self.bindings.kinds.get(ix.0), Some(InputKind::Count | InputKind::Rank)),
            Expr::ItemPoints | Expr::Div(..) => true,
            Expr::Cohort { statistic, of, .. } => {
                use kaocheng_syntax::clause::CohortStatistic as S;
                match statistic {
                    S::Mean | S::TrimmedMean => true,
                    S::RankFromGreatest | S::RankFromLeast => false,
                    S::Least | S::Greatest => self.is_continuous(of),
                }
            }
            Expr::Add(all) | Expr::Mul(all) | Expr::Min(all) | Expr::Max(all) => {
                all.iter().any(|e| self.is_continuous(e))
            }
            Expr::Sub(a, b) => self.is_continuous(a) || self.is_continuous(b),
        }
    }

    /// Whether a number is a rate, so that % can mean percentage points of it.
    pub(super) fn is_rate(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Input(ix) => matches!(self.bindings.kinds.get(ix.0), Some(InputKind::Rate)),
            Expr::Div(..) => true,
            Expr::Add(all) | Expr::Min(all) | Expr::Max(all) => all.iter().any(|e| self.is_rate(e)),
            Expr::Sub(a, b) => self.is_rate(a) || self.is_rate(b),
            Expr::Cohort { of, .. } => self.is_rate(of),
            _ => false,
        }
    }
}
