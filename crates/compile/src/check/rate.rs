//! Rates that are collected bare, without the figures that they are made of.

use super::context::Context;
use kaocheng_syntax::clause::InputKind;
use kaocheng_syntax::diagnostic::Diagnostic;

pub(super) fn check(context: &Context) -> Vec<Diagnostic> {
    let rates = context.plan.inputs.iter().filter(|i| i.kind == InputKind::Rate);
    let found = rates.map(|input| {
        Diagnostic::warning("rate-without-denominator", input.span)
            .with("figure", input.label.clone())
            .with("item", context.plan.items.get(input.item).map_or("", |i| i.title.as_str()))
    });
    found.collect()
}
