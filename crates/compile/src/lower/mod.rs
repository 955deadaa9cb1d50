//! Clauses → nodes. One file a form; this file holds what they share: the item being lowered and its pieces.
//!
//! A *piece* is what one clause gives or takes; [`item`] puts the pieces of an item together in the documented order.

mod bands;
mod each;
mod expr;
mod formula;
mod group;
mod item;
mod judge;
mod levels;
mod steps;
mod when;

pub use item::{lower_inapplicable, lower_item};

use crate::plan::{Absence, Builder, InputIx, NodeId, Op, PlanClause, Reason};
use crate::policy::{Decided, Policies, PolicyName, PolicyUse};
use kaocheng_syntax::clause::{Amount, Clause, InputKind, Sign, VetoEffect};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::exact::Exact;
use kaocheng_syntax::span::Span;
use num_traits::Zero;
use std::collections::HashMap;

/// Where the values of an item's inputs come from.
#[derive(Clone, Debug, Default)]
pub struct Bindings {
    /// For every input of the reading, in order: its value.
    pub inputs: Vec<NodeId>,
    /// For every input of the reading: its kind after terms.
    pub kinds: Vec<InputKind>,
    /// Cohort figures that are inputs because there is no population (a sentence read alone), by their words.
    pub cohorts: HashMap<String, InputIx>,
    /// Figures of the units below, by their words.
    pub below: HashMap<String, NodeId>,
}

/// The item that is being lowered.
pub struct Lowering<'a> {
    /// The plan in the making.
    pub builder: &'a mut Builder,
    /// The item's inputs.
    pub bindings: &'a Bindings,
    /// The item's points: a number, the symbol of a lone sentence, or none (bonus, deduction, signed change).
    pub points: Option<NodeId>,
    /// Whether this is a sentence read alone, outside a scheme.
    pub lone: bool,
    /// Whether the item stands beside the base total (a bonus or a deduction): it starts at 0, and where it does not
    /// apply it gives nothing.
    pub beside: bool,
    /// The policies in force.
    pub policies: &'a Policies,
    /// The item's id, for policies and diagnostics.
    pub item_id: &'a str,
    /// What is found on the way.
    pub diagnostics: Vec<Diagnostic>,
    pieces: Vec<Piece>,
    overrides: Vec<Override>,
    clauses: Vec<PlanClause>,
    grades: Vec<(NodeId, NodeId)>,
    vetoes: Vec<(NodeId, VetoEffect, Span)>,
    starts: Vec<NodeId>,
}

/// What one clause, or several under one limit, give or take.
#[derive(Clone, Debug)]
struct Piece {
    /// The clauses it comes from: indexes into the reading.
    clauses: Vec<usize>,
    /// The numbered part.
    part: usize,
    /// Given or taken.
    sign: Sign,
    /// How much, not negative, before the limit.
    node: NodeId,
    /// At most.
    limit: Option<NodeId>,
    /// Whether the item starts at 0 because of it.
    base: bool,
    /// The points that it shrinks from, where it loses by distance inside what it gives.
    lost_from: Option<NodeId>,
}

/// What acts on the part or item as a whole.
#[derive(Clone, Debug)]
struct Override {
    part: usize,
    condition: NodeId,
    effect: OverrideEffect,
}

#[derive(Clone, Debug)]
enum OverrideEffect {
    Zero,
    Full { default: bool },
    Assign(NodeId),
    NotApplicable,
}

impl<'a> Lowering<'a> {
    /// Begins an item.
    pub fn new(
        builder: &'a mut Builder,
        bindings: &'a Bindings,
        points: Option<NodeId>,
        policies: &'a Policies,
        item_id: &'a str,
    ) -> Self {
        Lowering {
            builder,
            bindings,
            points,
            lone: false,
            beside: false,
            policies,
            item_id,
            diagnostics: Vec::new(),
            pieces: Vec::new(),
            overrides: Vec::new(),
            clauses: Vec::new(),
            grades: Vec::new(),
            vetoes: Vec::new(),
            starts: Vec::new(),
        }
    }

    /// The choice of a policy; remembers that the item relies on it, and asks when nobody decided. `gives` shows what
    /// each choice would give at a telling value, or is empty.
    fn policy(&mut self, name: PolicyName, span: Span, gives: &str) -> usize {
        let (choice, decided) = self.policies.choice(name);
        self.use_policy(name, choice, decided, span);
        if decided == Decided::Default {
            self.ask(name, span, gives);
        }
        choice
    }

    fn use_policy(&mut self, name: PolicyName, choice: usize, decided: Decided, span: Span) {
        let item = Some(self.item_id.to_owned());
        let choice = name.choices()[choice].0.to_owned();
        let used = PolicyUse { name, choice, decided, item, span };
        let known = self.builder.plan.policies.iter().any(|p| p.name == name && p.item == used.item);
        if !known {
            self.builder.plan.policies.push(used);
        }
    }

    fn ask(&mut self, name: PolicyName, span: Span, gives: &str) {
        let asked = |d: &Diagnostic| d.code == "policy-open" && d.detail("policy") == Some(name.english());
        if !self.diagnostics.iter().any(asked) {
            self.diagnostics.push(open_policy(name, span, gives).with("item", self.item_id));
        }
    }

    /// Points of an amount; the item's own points where the text means them.
    fn amount(&mut self, amount: &Amount, span: Span) -> NodeId {
        match amount {
            Amount::Points(v) => self.builder.number(v.clone(), span),
            Amount::ItemPoints => self.item_points(span),
            Amount::ShareOfItem(share) => {
                let points = self.item_points(span);
                let share = self.builder.number(share.clone(), span);
                self.builder.push(Op::Mul(vec![points, share]), span)
            }
            Amount::Computed(expr) => self.expr(expr, span),
        }
    }

    /// The item's points, symbolic in a lone sentence without points; an error in a scheme.
    fn item_points(&mut self, span: Span) -> NodeId {
        if let Some(points) = self.points {
            return points;
        }
        if !self.lone {
            self.diagnostics.push(Diagnostic::error("points-unknown", span));
            return self.builder.zero();
        }
        self.builder.push(Op::ItemPoints, span)
    }

    /// The limit of a clause. 扣完为止 without points of the item (a signed change, a deduction) limits nothing.
    fn limit(&mut self, limit: &Option<Amount>, span: Span) -> Option<NodeId> {
        match limit {
            None => None,
            Some(Amount::ItemPoints) if self.points.is_none() => None,
            Some(limit) => Some(self.amount(limit, span)),
        }
    }

    fn add_piece(
        &mut self,
        clause: usize,
        source: &Clause,
        sign: Sign,
        node: NodeId,
        limit: Option<NodeId>,
        base: bool,
    ) -> NodeId {
        let node = self.when_absent(node, limit, sign, source.span);
        self.pieces.push(Piece { clauses: vec![clause], part: source.part, sign, node, limit, base, lost_from: None });
        self.limited(node, limit, source.span)
    }

    fn limited(&mut self, node: NodeId, limit: Option<NodeId>, span: Span) -> NodeId {
        match limit {
            Some(limit) => self.builder.push(Op::Min(vec![node, limit]), span),
            None => node,
        }
    }

    /// What a piece gives or takes when a figure it needs is not there, by the policies `missing` and `not-applicable`.
    fn when_absent(&mut self, node: NodeId, limit: Option<NodeId>, sign: Sign, span: Span) -> NodeId {
        if self.builder.plan.inputs_of(node).is_empty() {
            return node;
        }
        let (missing, decided) = self.policies.choice(PolicyName::Missing);
        self.use_policy(PolicyName::Missing, missing, decided, span);
        let node = match missing {
            0 => self.substitute(node, Absence::Unreported, limit, sign == Sign::Lose, span),
            2 => self.substitute(node, Absence::Unreported, limit, sign == Sign::Earn, span),
            _ => node,
        };
        let inapplicable = self.policies.choice(PolicyName::NotApplicable).0;
        if self.divides(node) {
            self.policy(PolicyName::NotApplicable, span, "");
        } else {
            let decided = self.policies.choice(PolicyName::NotApplicable).1;
            self.use_policy(PolicyName::NotApplicable, inapplicable, decided, span);
        }
        match inapplicable {
            0 => self.substitute(node, Absence::Inapplicable, limit, sign == Sign::Earn, span),
            2 => self.substitute(node, Absence::Inapplicable, limit, sign == Sign::Lose, span),
            _ => node,
        }
    }

    /// `node`, or where it is absent the most it can be (`most`) or 0.
    fn substitute(&mut self, node: NodeId, absence: Absence, limit: Option<NodeId>, most: bool, span: Span) -> NodeId {
        let instead = if most { self.most_of(node, limit, span) } else { self.builder.zero() };
        self.builder.push(Op::Substitute(node, absence, instead), span)
    }

    /// The most that a piece can give or take: its limit, the end of its range, or all of the item's points.
    fn most_of(&mut self, node: NodeId, limit: Option<NodeId>, span: Span) -> NodeId {
        if let Some(limit) = limit {
            return limit;
        }
        match (self.builder.interval(node).most, self.points) {
            (Some(most), _) => self.builder.number(most, span),
            (None, Some(points)) => points,
            (None, None) => self.builder.zero(),
        }
    }

    /// Whether a value divides by something that can be zero.
    fn divides(&self, node: NodeId) -> bool {
        let mut stack = vec![node];
        let mut seen = std::collections::HashSet::new();
        while let Some(id) = stack.pop() {
            if !seen.insert(id) {
                continue;
            }
            let op = &self.builder.plan.node(id).op;
            if let Op::Div(_, divisor) = op {
                let divisor = self.builder.interval(*divisor);
                let positive = divisor.least.as_ref().is_some_and(|v| *v > Exact::zero());
                let negative = divisor.most.as_ref().is_some_and(|v| *v < Exact::zero());
                if !positive && !negative {
                    return true;
                }
            }
            stack.extend(op.operands());
        }
        false
    }

    /// A condition with its absence settled, for overrides: a fact nobody reported counts against the unit under
    /// `missing: zero`, and one that does not apply never acts.
    fn settled(&mut self, condition: NodeId, against: bool, span: Span) -> NodeId {
        if self.builder.plan.inputs_of(condition).is_empty() {
            return condition;
        }
        let node = match self.policies.choice(PolicyName::Missing).0 {
            1 => condition,
            choice => {
                let acts = self.builder.truth(against == (choice == 0));
                self.builder.push(Op::Substitute(condition, Absence::Unreported, acts), span)
            }
        };
        let never = self.builder.truth(false);
        self.builder.push(Op::Substitute(node, Absence::Inapplicable, never), span)
    }

    fn missing(&mut self, reason: Reason, span: Span) -> NodeId {
        self.builder.push(Op::Missing(reason), span)
    }
}

/// The question of a policy that nobody decided.
pub fn open_policy(name: PolicyName, span: Span, gives: &str) -> Diagnostic {
    let list = |f: fn(&(&'static str, &'static str)) -> &'static str| {
        name.choices().iter().map(f).collect::<Vec<_>>().join(", ")
    };
    let gives = if gives.is_empty() { String::new() } else { format!(" ({gives})") };
    Diagnostic::question("policy-open", span)
        .with("policy", name.english())
        .with("policy_zh", name.chinese())
        .with("choices", list(|c| c.0))
        .with("choices_zh", list(|c| c.1))
        .with("default", name.choices()[0].0)
        .with("default_zh", name.choices()[0].1)
        .with("gives", gives)
}
