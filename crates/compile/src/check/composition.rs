//! What a score is made of: weights that are not a whole, and items that count for nothing because no weight is theirs.

use super::context::Context;
use crate::mechanism::{named_items, provisions};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::exact::{Exact, show_percent};
use kaocheng_syntax::provision::{Composition, PartSource, ProvisionRule};
use kaocheng_syntax::span::Span;
use num_traits::{One, Zero};

pub(super) fn check(context: &Context) -> Vec<Diagnostic> {
    let all = provisions(context.document);
    let compositions = all.iter().filter_map(|placed| match &placed.provision.rule {
        ProvisionRule::Composition(composition) => Some((composition, placed.provision.span)),
        _ => None,
    });
    compositions
        .flat_map(|(composition, span)| {
            let weights = weights(composition, span);
            weights.into_iter().chain(without_weight(context, composition, span))
        })
        .collect()
}

/// Shares that do not make a whole.
fn weights(composition: &Composition, span: Span) -> Option<Diagnostic> {
    let sum = composition.parts.iter().fold(Exact::zero(), |sum, part| sum + &part.weight);
    let parts: Vec<String> =
        composition.parts.iter().map(|p| format!("{} {}", p.words, show_percent(&p.weight))).collect();
    let finding = || {
        Diagnostic::error("weights-not-whole", span).with("sum", show_percent(&sum)).with("parts", parts.join(" + "))
    };
    (!sum.is_one()).then(finding)
}

/// Items of the level that stand neither in a part, nor above or below one. Where the unit's own items are a part,
/// all of them count.
fn without_weight(context: &Context, composition: &Composition, span: Span) -> Vec<Diagnostic> {
    let plan = context.plan;
    if composition.parts.iter().any(|p| p.source == PartSource::Own) {
        return Vec::new();
    }
    let level = composition.level.as_deref();
    let words = composition.parts.iter().filter_map(|p| match &p.source {
        PartSource::Item(words) | PartSource::Elsewhere(words) => Some(words),
        _ => None,
    });
    let weighted: Vec<usize> = words.flat_map(|w| named_items(plan, w, level)).collect();
    let outermost = (0..plan.items.len()).filter(|ix| {
        let item = &plan.items[*ix];
        let own_level = level.is_none() || item.level.is_none() || item.level.as_deref() == level;
        item.parent.is_none() && item.points.is_some() && context.is_base(*ix) && own_level
    });
    let holds = |outer: usize| weighted.iter().any(|ix| root(context, *ix) == outer);
    outermost
        .filter(|ix| !holds(*ix))
        .map(|ix| {
            let item = &plan.items[ix];
            Diagnostic::warning("source-without-weight", item.heading)
                .with("item", item.title.clone())
                .with("parts", span.of(&context.document.source).trim())
        })
        .collect()
}

fn root(context: &Context, item: usize) -> usize {
    let mut at = item;
    while let Some(above) = context.plan.items.get(at).and_then(|i| i.parent) {
        at = above;
    }
    at
}
