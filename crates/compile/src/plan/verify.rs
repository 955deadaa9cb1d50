//! The invariants of a plan, as code: run on every plan in every test and fuzz run.

use super::op::{NodeId, Op, Type};
use super::{InputIx, Plan};

/// A broken invariant: a fault of the compiler, never of a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    /// A node uses one that does not come before it.
    Order(NodeId),
    /// A node's operand has the wrong type.
    OperandType(NodeId),
    /// An input that is not in the list.
    NoSuchInput(NodeId, InputIx),
    /// A word index beyond the input's words.
    NoSuchWord(NodeId),
    /// An operation that needs operands has none.
    NoOperands(NodeId),
    /// A node or an item that is not there, in an item, a veto (the item's index) or the total (one past the last item).
    Outside(usize),
    /// The result of an item (or of the total: one past the last item), a grade or a veto of the wrong type.
    ResultType(usize),
    /// An item's parent does not come before it.
    ItemOrder(usize),
    /// Two inputs or two items with one id.
    DuplicateId(String),
    /// A lone sentence's symbolic points in a whole scheme.
    SymbolicPoints(NodeId),
    /// A list that speaks of a node, an input, a list or a fact that is not there or of the wrong type.
    ListOutside(usize),
    /// Lists that rest on each other in a circle: indexes.
    ListCircle(Vec<usize>),
    /// A tie rule by a node that is not there or no number.
    TieOutside(NodeId),
}

/// All broken invariants; none for a sound plan. `lone` allows symbolic item points.
pub fn verify(plan: &Plan, lone: bool) -> Vec<Violation> {
    let mut found = Vec::new();
    for (ix, node) in plan.nodes.iter().enumerate() {
        let id = NodeId(ix);
        if node.op.operands().iter().any(|o| o.0 >= ix) {
            found.push(Violation::Order(id));
            continue;
        }
        node_violations(plan, id, lone, &mut found);
    }
    for (ix, item) in plan.items.iter().enumerate() {
        if item.parent.is_some_and(|p| p >= ix) {
            found.push(Violation::ItemOrder(ix));
        }
        let clauses = item.clauses.iter().filter_map(|c| c.points);
        if clauses.chain([item.score]).chain(item.grade).any(|n| n.0 >= plan.nodes.len()) {
            found.push(Violation::Outside(ix));
        } else if !is(plan, item.score, Type::Number) || item.grade.is_some_and(|g| !is(plan, g, Type::Word)) {
            found.push(Violation::ResultType(ix));
        }
    }
    for veto in &plan.vetoes {
        if veto.condition.0 >= plan.nodes.len() || veto.item >= plan.items.len() {
            found.push(Violation::Outside(veto.item));
        } else if !is(plan, veto.condition, Type::Truth) {
            found.push(Violation::ResultType(veto.item));
        }
    }
    for total in plan.levels.iter().map(|l| l.total).chain(plan.total) {
        if total.0 >= plan.nodes.len() {
            found.push(Violation::Outside(plan.items.len()));
        } else if !is(plan, total, Type::Number) {
            found.push(Violation::ResultType(plan.items.len()));
        }
    }
    super::verify_mechanism::verify(plan, &mut found);
    let ids = plan.inputs.iter().map(|i| &i.id);
    let items = plan.items.iter().map(|i| &i.id);
    for list in [ids.collect::<Vec<_>>(), items.collect::<Vec<_>>()] {
        let mut sorted = list;
        sorted.sort();
        found.extend(sorted.windows(2).filter(|w| w[0] == w[1]).map(|w| Violation::DuplicateId(w[0].clone())));
    }
    found
}

/// Whether a node gives values of a type, when it gives any.
fn is(plan: &Plan, node: NodeId, ty: Type) -> bool {
    let node = plan.node(node);
    node.ty == ty || matches!(node.op, Op::Missing(_))
}

fn node_violations(plan: &Plan, id: NodeId, lone: bool, found: &mut Vec<Violation>) {
    let op = &plan.node(id).op;
    let expected = |operand: &NodeId, ty: Type| is(plan, *operand, ty);
    let all = |ids: &[NodeId], ty: Type| ids.iter().all(|o| expected(o, ty));
    let sound = match op {
        Op::Add(v) | Op::Mul(v) | Op::Min(v) | Op::Max(v) => {
            if v.is_empty() {
                found.push(Violation::NoOperands(id));
            }
            all(v, Type::Number)
        }
        Op::And(v) | Op::Or(v) => all(v, Type::Truth),
        Op::Sub(a, b) | Op::Div(a, b) | Op::Compare(_, a, b) => all(&[*a, *b], Type::Number),
        Op::Floor(a) | Op::Ceil(a) | Op::Round(a, _) | Op::Cohort(_, a) => expected(a, Type::Number),
        Op::Not(a) => expected(a, Type::Truth),
        Op::If(c, a, b) => expected(c, Type::Truth) && expected(a, plan.node(id).ty) && expected(b, plan.node(id).ty),
        Op::Substitute(a, _, b) => expected(b, plan.node(*a).ty),
        Op::Is(a, word) => {
            if let Op::Input(ix) = plan.node(*a).op
                && let Some(input) = plan.inputs.get(ix.0)
                && let kaocheng_syntax::clause::InputKind::Choice(words) = &input.kind
                && *word >= words.len()
            {
                found.push(Violation::NoSuchWord(id));
            }
            expected(a, Type::Choice)
        }
        Op::Input(ix) => {
            if ix.0 >= plan.inputs.len() {
                found.push(Violation::NoSuchInput(id, *ix));
            }
            true
        }
        Op::ItemPoints => {
            if !lone {
                found.push(Violation::SymbolicPoints(id));
            }
            true
        }
        _ => true,
    };
    if !sound {
        found.push(Violation::OperandType(id));
    }
}
