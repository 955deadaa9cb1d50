//! Limits that their members never reach, and limits above the item that holds them.

use super::context::Context;
use crate::plan::{Interval, NodeId, Op, PlanClause, Shape};
use kaocheng_syntax::clause::{Amount, Clause, Rule, Sign};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::exact::{Exact, show};
use kaocheng_syntax::span::Span;
use num_traits::Zero;

pub(super) fn check(context: &Context) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for ix in 0..context.plan.items.len() {
        for clause in context.plan.items[ix].clauses.iter().filter(|_| context.is_read(ix)) {
            found.extend(own_limit(context, ix, clause));
        }
        if context.plan.children(ix).next().is_some() {
            found.extend(limits_on_children(context, ix));
        }
    }
    found
}

/// What is limited and by how much, where a clause has a limit.
fn limited(context: &Context, item: usize, clause: &PlanClause) -> Option<(NodeId, Exact)> {
    if let Shape::Cap { before, limit } = clause.shape {
        return Some((before, context.study().interval(limit).least?));
    }
    let limit = match &context.clause(item, clause)?.rule {
        Rule::Each(each) => each.limit.as_ref(),
        Rule::Levels(levels) => levels.limit.as_ref(),
        Rule::Formula(formula) => formula.limit.as_ref(),
        Rule::Steps(steps) if steps.base.is_none() => steps.limit.as_ref(),
        _ => None,
    };
    let (points, limit) = (clause.points?, limit?);
    match (limit, &context.plan.node(points).op) {
        // The plan leaves out a limit that what it limits always stays within; the clause still names it.
        (Amount::Points(limit), _) => Some((points, limit.clone())),
        (_, Op::Min(operands)) => {
            let [before, limit] = operands.as_slice() else { return None };
            Some((*before, context.study().interval(*limit).least?))
        }
        _ => None,
    }
}

fn own_limit(context: &Context, ix: usize, clause: &PlanClause) -> Option<Diagnostic> {
    let (before, limit) = limited(context, ix, clause)?;
    let most = context.bounds(before).most;
    verdict(context, ix, clause.span, &limit, most)
}

fn verdict(context: &Context, ix: usize, span: Span, limit: &Exact, most: Option<Exact>) -> Option<Diagnostic> {
    let item = &context.plan.items[ix];
    if let Some(points) = item.points.as_ref().filter(|p| *p < limit) {
        let found = Diagnostic::warning("cap-above-item", span)
            .with("item", item.title.clone())
            .with("limit", show(limit))
            .with("points", show(points));
        return Some(found);
    }
    let most = most.filter(|m| m < limit)?;
    let found = Diagnostic::warning("cap-never-reached", span)
        .with("item", item.title.clone())
        .with("limit", show(limit))
        .with("most", show(&most));
    Some(found)
}

/// Limits that a section's own sentences put on what stands below it.
fn limits_on_children(context: &Context, ix: usize) -> Vec<Diagnostic> {
    let Some(section) = context.section(ix) else { return Vec::new() };
    let limits = section.reading.clauses.iter().filter_map(|c| match &c.rule {
        Rule::Cap(cap) => match &cap.limit {
            Amount::Points(limit) => Some((c, limit, cap.sign)),
            _ => None,
        },
        _ => None,
    });
    limits.filter_map(|(c, limit, sign)| limit_on_children(context, ix, c, limit, sign)).collect()
}

fn limit_on_children(
    context: &Context,
    ix: usize,
    clause: &Clause,
    limit: &Exact,
    sign: Option<Sign>,
) -> Option<Diagnostic> {
    let sums = context.plan.children(ix).map(|c| context.bounds(context.plan.items[c].score));
    let sum = sums.fold(Interval::point(Exact::zero()), |a, b| a.add(&b));
    let earned = sum.most.clone();
    let lost = sum.least.as_ref().map(|v| -v);
    let most = match sign {
        Some(Sign::Earn) => earned,
        Some(Sign::Lose) => lost,
        None => earned.zip(lost).map(|(a, b)| a.max(b)),
    };
    verdict(context, ix, clause.span, limit, most)
}
