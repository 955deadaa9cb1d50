//! The invariants of what a plan rules beside points.

use super::op::Type;
use super::verify::Violation;
use super::{ConsequenceRule, InputIx, ListIx, ListRule, NodeId, PickRule, Plan, Ties};
use kaocheng_syntax::clause::InputKind;

/// Adds the broken invariants of the mechanism to `found`.
pub(super) fn verify(plan: &Plan, found: &mut Vec<Violation>) {
    let mechanism = &plan.mechanism;
    for (ix, list) in mechanism.lists.iter().enumerate() {
        if !is_sound(plan, list) {
            found.push(Violation::ListOutside(ix));
        }
    }
    if let Err(circle) = mechanism.steps() {
        found.push(Violation::ListCircle(circle.into_iter().map(|l| l.0).collect()));
    }
    if let Ties::Items(items) = &mechanism.ties {
        let number = |n: &&NodeId| plan.nodes.get(n.0).is_some_and(|node| node.ty == Type::Number);
        found.extend(items.iter().filter(|n| !number(n)).map(|n| Violation::TieOutside(*n)));
    }
}

fn is_sound(plan: &Plan, rule: &ListRule) -> bool {
    let list = |l: ListIx| l.0 < plan.mechanism.lists.len();
    let kind = |ix: InputIx| plan.inputs.get(ix.0).map(|i| &i.kind);
    let pick = |p: &PickRule| match p {
        PickRule::Ranked(r) => {
            let number = plan.nodes.get(r.basis.0).is_some_and(|n| n.ty == Type::Number);
            number && r.count > 0 && r.item.is_none_or(|i| i < plan.items.len())
        }
        PickRule::Event(input) => matches!(kind(*input), Some(InputKind::YesNo | InputKind::Count)),
        PickRule::Years { list: other, years } => list(*other) && *years >= 2,
        PickRule::Chosen { input, .. } => kind(*input) == Some(&InputKind::YesNo),
    };
    let follows = |c: &ConsequenceRule| match c {
        ConsequenceRule::Matching { input, .. } => kind(*input) == Some(&InputKind::Amount),
        _ => true,
    };
    rule.picks.iter().all(pick)
        && rule.exclusions.iter().all(|e| list(e.list))
        && rule.barred.iter().all(|l| list(*l))
        && rule.consequences.iter().all(follows)
        && rule.condition.is_none_or(|f| f.0 < plan.mechanism.facts.len())
}
