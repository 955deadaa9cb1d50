//! A plan → which of its inputs findings may feed: facts about a unit that count for it or against it once confirmed.
//!
//! Nothing here reads a finding; it only says what a finding can be of.

use super::{InputIx, ItemKind, NodeId, Op, OverrideKind, PickRule, Plan, Shape};
use kaocheng_syntax::clause::{Feed, InputKind};
use kaocheng_syntax::exact::Exact;

/// Words by which a term's source says that its figure is found by inspection, not reported.
const FOUND: &[&str] = &["检查", "查实", "督查", "暗访", "found", "inspection", "inspected"];

/// What an input counts for, over all items that use it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Uses {
    base: bool,
    bonus: bool,
    deduction: bool,
    veto: bool,
}

/// The inputs that findings may feed, in input order: those that only bonuses, deductions and vetoes use, and those whose
/// term says that they are found. A rate or a rank is never a finding; an amount only where its term says so.
pub fn found(plan: &Plan) -> Vec<InputIx> {
    let uses = uses(plan);
    (0..plan.inputs.len()).filter(|ix| is_found(plan, *ix, &uses)).map(InputIx).collect()
}

/// The inputs that only bonuses use: what earns points is shown by a document, while what costs points, or overrides
/// them, needs one of the scheme's confirmation routes (R6A-21).
pub fn earned_only(plan: &Plan) -> Vec<InputIx> {
    let only_bonus = |u: &Uses| u.bonus && !u.base && !u.deduction && !u.veto;
    let uses = uses(plan);
    uses.iter().enumerate().filter(|(_, u)| only_bonus(u)).map(|(ix, _)| InputIx(ix)).collect()
}

/// The least that an assessor may give where the text names a range (加3—5分 is 3), if it does; 0 is always possible and
/// means that nothing was given.
pub fn least_judged(plan: &Plan, input: InputIx) -> Option<&Exact> {
    if plan.inputs.get(input.0)?.kind != InputKind::Judged {
        return None;
    }
    let given = plan.nodes.iter().position(|n| n.op == Op::Input(input)).map(NodeId)?;
    plan.nodes.iter().find_map(|n| match n.op {
        Op::Compare(super::CompareOp::Below, a, least) if a == given => match &plan.node(least).op {
            Op::Number(v) => Some(v),
            _ => None,
        },
        _ => None,
    })
}

fn is_found(plan: &Plan, ix: usize, uses: &[Uses]) -> bool {
    let (input, uses) = (&plan.inputs[ix], uses[ix]);
    if input.feed != Feed::Supplied {
        return false;
    }
    let says_so = input.source.as_deref().is_some_and(says_found);
    match input.kind {
        InputKind::Rate | InputKind::Rank => false,
        InputKind::Amount => says_so,
        _ => says_so || (!uses.base && (uses.bonus || uses.deduction || uses.veto)),
    }
}

/// Whether a term's source says that its figure is found by inspection.
fn says_found(source: &str) -> bool {
    let source = source.to_lowercase();
    FOUND.iter().any(|word| source.contains(word))
}

fn uses(plan: &Plan) -> Vec<Uses> {
    let mut all = vec![Uses::default(); plan.inputs.len()];
    for (ix, item) in plan.items.iter().enumerate() {
        for input in own_nodes(plan, ix).into_iter().flat_map(|node| plan.own_inputs_of(node)) {
            match item.kind {
                ItemKind::Base => all[input.0].base = true,
                ItemKind::Bonus => all[input.0].bonus = true,
                ItemKind::Deduction => all[input.0].deduction = true,
            }
        }
    }
    for input in plan.vetoes.iter().flat_map(|veto| plan.own_inputs_of(veto.condition)) {
        all[input.0].veto = true;
    }
    // What puts a unit on a list is an event like what vetoes it.
    for pick in plan.mechanism.lists.iter().flat_map(|list| &list.picks) {
        if let PickRule::Event(input) = pick {
            all[input.0].veto = true;
        }
    }
    all
}

/// The nodes of an item's own clauses; of an item without items below also its score, since points without a scoring word
/// have no clause.
fn own_nodes(plan: &Plan, ix: usize) -> Vec<NodeId> {
    let item = &plan.items[ix];
    let mut nodes: Vec<NodeId> = item.grade.into_iter().collect();
    if plan.children(ix).next().is_none() {
        nodes.push(item.score);
    }
    for clause in &item.clauses {
        nodes.extend(clause.points);
        match clause.shape {
            // A veto acts on the unit, not on the item that holds it.
            Shape::Override { what: OverrideKind::Veto, .. } => {}
            Shape::Override { condition, .. } => nodes.push(condition),
            _ => {}
        }
    }
    nodes
}
