//! Points that do not add up: the parts of an item against its own points, the items of the first level against the
//! total, and the parts that one item's sentences give.

use super::context::Context;
use crate::plan::{ItemKind, Plan, Shape};
use kaocheng_syntax::clause::{Rule, Sign};
use kaocheng_syntax::diagnostic::{Diagnostic, Severity};
use kaocheng_syntax::document::PointsUnit;
use kaocheng_syntax::exact::{Exact, show};
use kaocheng_syntax::span::Span;
use num_traits::{Signed, Zero};
use std::collections::HashMap;

/// A place where the parts do not make the whole.
pub(super) struct Mismatch {
    /// The item; `None`: the scheme's total.
    pub(super) item: Option<usize>,
    declared: Exact,
    parts: Vec<Exact>,
    /// The parts are given by sentences, not by headings.
    sentences: bool,
    /// The item above is off by the same, the other way: this item's own points are the ones that do not fit.
    settles_above: bool,
}

impl Mismatch {
    fn difference(&self) -> Exact {
        self.parts.iter().fold(-self.declared.clone(), |a, b| a + b)
    }
}

pub(super) fn check(context: &Context) -> Vec<Diagnostic> {
    let partial = context.plan.head.partial;
    mismatches(context).iter().filter(|m| is_sum(m)).map(|m| found(context, m, partial)).collect()
}

/// One part below its item's points is reported as points that nobody can earn.
fn is_sum(mismatch: &Mismatch) -> bool {
    !mismatch.sentences || mismatch.settles_above || mismatch.parts.len() > 1 || mismatch.difference().is_positive()
}

/// Items whose points are already reported as a sum that does not hold.
pub(super) fn reported(context: &Context) -> Vec<usize> {
    mismatches(context).iter().filter(|m| is_sum(m)).filter_map(|m| m.item).collect()
}

fn found(context: &Context, mismatch: &Mismatch, partial: bool) -> Diagnostic {
    let difference = mismatch.difference();
    let severity = match (mismatch.sentences && !mismatch.settles_above, partial && difference.is_negative()) {
        (false, false) => Severity::Error,
        _ => Severity::Warning,
    };
    let (title, span) = match mismatch.item {
        Some(item) => (context.plan.items[item].title.clone(), context.plan.items[item].heading),
        None => (context.plan.head.title.clone(), total_span(context)),
    };
    let parts: Vec<String> = mismatch.parts.iter().map(show).collect();
    let (way, way_zh) = if difference.is_positive() { ("more", "多") } else { ("fewer", "少") };
    Diagnostic::new("sum-mismatch", severity, span)
        .with("item", title)
        .with("declared", show(&mismatch.declared))
        .with("sum", show(&(&mismatch.declared + &difference)))
        .with("parts", parts.join(" + "))
        .with("difference", show(&difference.abs()))
        .with("way", way)
        .with("way_zh", way_zh)
}

fn total_span(context: &Context) -> Span {
    context.document.front.total.as_ref().map_or(context.document.front.span, |t| t.span)
}

/// Every place where parts and whole differ. An item that differs from its parts and, by as much, from what the item
/// above expects, is named once: its own points are the slip.
fn mismatches(context: &Context) -> Vec<Mismatch> {
    let mut by_item: HashMap<Option<usize>, Mismatch> = HashMap::new();
    by_item.extend(total_mismatches(context).map(|m| (None, m)));
    for item in 0..context.plan.items.len() {
        by_item.extend(item_mismatch(context, item).map(|m| (Some(item), m)));
    }
    for item in 0..context.plan.items.len() {
        let above = context.plan.items[item].parent;
        let opposite = match (by_item.get(&Some(item)), by_item.get(&above)) {
            (Some(own), Some(above)) => !above.settles_above && own.difference() == -above.difference(),
            _ => false,
        };
        if opposite {
            by_item.remove(&above);
            if let Some(own) = by_item.get_mut(&Some(item)) {
                own.settles_above = true;
            }
        }
    }
    let mut all: Vec<Mismatch> = by_item.into_values().collect();
    all.sort_by_key(|m| m.item);
    all
}

/// The first level whose items of the first level do not make the total.
fn total_mismatches(context: &Context) -> Option<Mismatch> {
    let total = context.document.front.total.as_ref()?;
    let plan = context.plan;
    plan.levels.iter().find_map(|level| {
        let of_level = |i: &usize| plan.items[*i].level.is_none() || plan.items[*i].level == level.level;
        let roots = (0..plan.items.len()).filter(|i| plan.items[*i].parent.is_none()).filter(of_level);
        differing(None, total.value.clone(), declared_parts(plan, roots), false)
    })
}

fn item_mismatch(context: &Context, item: usize) -> Option<Mismatch> {
    let own = &context.plan.items[item];
    let declared = own.points.clone().filter(|_| own.kind == ItemKind::Base)?;
    if context.plan.children(item).next().is_none() {
        return differing(Some(item), declared, sentence_parts(context, item)?, true);
    }
    if is_rescaled(context, item) {
        return None;
    }
    let parts = declared_parts(context.plan, context.plan.children(item));
    differing(Some(item), declared, parts, false)
}

/// A weight above items counted in points of their own scales them; they need not add up to it.
fn is_rescaled(context: &Context, item: usize) -> bool {
    let Some(section) = context.section(item) else { return false };
    let weight = section.points.as_ref().is_some_and(|p| p.unit == PointsUnit::Percent);
    weight && section.children.iter().all(|c| c.points.as_ref().is_none_or(|p| p.unit == PointsUnit::Points))
}

fn differing(item: Option<usize>, declared: Exact, parts: Vec<Exact>, sentences: bool) -> Option<Mismatch> {
    let found = Mismatch { item, declared, parts, sentences, settles_above: false };
    (!found.parts.is_empty() && !found.difference().is_zero()).then_some(found)
}

/// The points of base items; a group without points counts with what stands below it.
fn declared_parts(plan: &Plan, items: impl Iterator<Item = usize>) -> Vec<Exact> {
    let mut parts = Vec::new();
    for item in items.filter(|i| plan.items[*i].kind == ItemKind::Base) {
        match &plan.items[item].points {
            Some(points) => parts.push(points.clone()),
            None => parts.extend(declared_parts(plan, plan.children(item))),
        }
    }
    parts
}

/// What the earning clauses of an item give at most, where each has a fixed most of its own: 7 + 3 + 10. `None` where
/// points grow without a limit, start from somewhere, or depend on one another.
fn sentence_parts(context: &Context, item: usize) -> Option<Vec<Exact>> {
    let mut parts = Vec::new();
    let mut asked: Vec<crate::plan::InputIx> = Vec::new();
    for clause in &context.plan.items[item].clauses {
        let rule = &context.clause(item, clause)?.rule;
        match rule {
            Rule::Each(each) if each.bonus => return None,
            // What a formula can give at most hangs on its figures, not on the scheme.
            Rule::Formula(_) => return None,
            Rule::Start(_) | Rule::Cap(_) | Rule::Highest(_) | Rule::Multiply(_) | Rule::Exempt(_) => return None,
            _ => {}
        }
        let Some(points) = clause.points.filter(|_| clause.sign == Sign::Earn) else {
            if matches!(clause.shape, Shape::Override { .. }) || clause.sign == Sign::Lose {
                continue;
            }
            return None;
        };
        let inputs = context.plan.inputs_of(points);
        // Clauses about one figure are usually cases that exclude each other.
        if inputs.is_empty() || inputs.iter().any(|i| asked.contains(i)) {
            return None;
        }
        asked.extend(inputs);
        parts.push(context.bounds(points).most?);
    }
    Some(parts)
}
