//! Divisors that can be zero, with what the scheme then gives.

use super::context::Context;
use crate::plan::{NodeId, Op};
use crate::policy::{PolicyName, PolicyUse};
use kaocheng_syntax::diagnostic::Diagnostic;
use num_traits::Signed;

pub(super) fn check(context: &Context) -> Vec<Diagnostic> {
    let mut seen: Vec<NodeId> = Vec::new();
    let mut found = Vec::new();
    for node in &context.plan.nodes {
        let Op::Div(_, divisor) = node.op else { continue };
        let range = context.plan.node(divisor).range.interval();
        let away = range.least.as_ref().is_some_and(Signed::is_positive)
            || range.most.as_ref().is_some_and(Signed::is_negative);
        // A divisor that is no one's figure was written as a number, and reading it is not this check's matter.
        if away || seen.contains(&divisor) || context.plan.inputs_of(divisor).is_empty() {
            continue;
        }
        seen.push(divisor);
        let (choice, choice_zh) = gives(context);
        found.push(
            Diagnostic::note("zero-denominator", node.span)
                .with("divisor", context.label(divisor))
                .with("gives", choice)
                .with("gives_zh", choice_zh),
        );
    }
    found
}

/// What an item that does not apply gives, as the scheme decides or as the default is.
fn gives(context: &Context) -> (&'static str, &'static str) {
    let name = PolicyName::NotApplicable;
    let used = |p: &&PolicyUse| p.name == name;
    let choice = context.plan.policies.iter().find(used).map(|p| p.choice.as_str());
    let table = name.choices();
    *table.iter().find(|(english, _)| Some(*english) == choice).unwrap_or(&table[0])
}
