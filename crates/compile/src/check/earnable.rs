//! Points that nobody can earn: the best possible figures give less than the item has.

use super::context::Context;
use super::sum;
use crate::plan::{Fact, Interval, Op};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::exact::{Exact, show};
use num_traits::Zero;

pub(super) fn check(context: &Context) -> Vec<Diagnostic> {
    let known = sum::reported(context);
    let items = (0..context.plan.items.len()).filter(|i| !known.contains(i) && context.is_read(*i));
    items.filter_map(|i| item(context, i)).collect()
}

fn item(context: &Context, ix: usize) -> Option<Diagnostic> {
    let item = &context.plan.items[ix];
    let points = item.points.as_ref().filter(|_| context.is_base(ix))?;
    let children: Vec<usize> = context.plan.children(ix).collect();
    let most = if children.is_empty() {
        if item.clauses.iter().all(|c| c.points.is_none()) {
            return None;
        }
        context.bounds(item.score).most?
    } else {
        best_of_children(context, ix, &children)?
    };
    if most >= *points {
        return None;
    }
    let found = Diagnostic::warning("points-unearnable", item.heading)
        .with("item", item.title.clone())
        .with("points", show(points))
        .with("most", show(&most));
    Some(found)
}

/// The most a group gives when everything below it has full points: less than its own only if a sentence of its own
/// limits it.
fn best_of_children(context: &Context, ix: usize, children: &[usize]) -> Option<Exact> {
    let mut study = context.study();
    let mut sum = Exact::zero();
    for child in children.iter().map(|c| &context.plan.items[*c]) {
        let points = child.points.as_ref()?;
        // A score that is no one's figure (nothing scores it in this round) is another finding.
        if matches!(context.plan.node(child.score).op, Op::Number(_)) {
            return None;
        }
        sum += points;
        study = study.with(child.score, Fact::number(Interval::new(Some(Exact::zero()), Some(points.clone()))));
    }
    let item = &context.plan.items[ix];
    let own = item.points.as_ref()?;
    // Children that do not add up are another finding.
    if sum < *own {
        return None;
    }
    study.interval(item.score).most
}
