//! Cut-offs that never act: where 低于30%不得分 would take the points, they have already run out.

use super::context::Context;
use crate::plan::{Fact, NodeId, OverrideKind, Piece, PlanClause, Shape};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::exact::Exact;
use num_traits::Zero;

pub(super) fn check(context: &Context) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for ix in context.leaves() {
        for clause in &context.plan.items[ix].clauses {
            if let Shape::Override { condition, what: OverrideKind::Zero } = clause.shape {
                found.extend(cutoff(context, ix, clause, condition));
            }
        }
    }
    found
}

fn cutoff(context: &Context, ix: usize, clause: &PlanClause, condition: NodeId) -> Option<Diagnostic> {
    let figures = context.plan.figures_of(condition);
    let [figure] = figures.as_slice() else { return None };
    if !context.plan.truths_of(condition).is_empty() {
        return None;
    }
    let item = &context.plan.items[ix];
    let acts = context.study().over(*figure, &[condition]);
    let without = context.study().with(condition, Fact::truth(false)).over(*figure, &[item.score]);
    let never_holds = !acts.iter().any(can_hold);
    if !never_holds && !without.iter().filter(|p| meets(p, &acts)).all(is_zero) {
        return None;
    }
    let cut = edge(acts.iter().map(can_hold).collect(), &acts);
    let reached = zero_from(&without, &acts);
    // A cut-off exactly where the points run out says the same again, which is right.
    if !never_holds && cut == reached {
        return None;
    }
    let show = |value: Option<Exact>| value.map_or_else(|| "…".to_owned(), |v| context.show(*figure, &v));
    let found = Diagnostic::warning("cutoff-never-acts", clause.span)
        .with("item", item.title.clone())
        .with("figure", context.label(*figure))
        .with("cutoff", show(cut))
        .with("zero_at", show(reached));
    Some(found)
}

fn can_hold(piece: &Piece) -> bool {
    piece.facts.first().is_some_and(|f| f.truths().0)
}

fn is_zero(piece: &Piece) -> bool {
    let line = piece.facts.first().and_then(Fact::line);
    line.and_then(|l| l.interval(&piece.stretch).as_point().map(Zero::is_zero)).unwrap_or(false)
}

/// Whether a piece lies where the condition can hold.
fn meets(piece: &Piece, acts: &[Piece]) -> bool {
    acts.iter().any(|a| can_hold(a) && a.stretch.meets(&piece.stretch))
}

/// Where a run of pieces that begins or ends the range stops.
fn edge(holds: Vec<bool>, pieces: &[Piece]) -> Option<Exact> {
    let first = *holds.first()?;
    let change = holds.windows(2).position(|w| w[0] != w[1])?;
    let last = if first { &pieces[change].stretch.to } else { &pieces[change + 1].stretch.from };
    last.clone()
}

/// Where the points run out, on the side of the range on which the condition holds.
fn zero_from(without: &[Piece], acts: &[Piece]) -> Option<Exact> {
    let low_side = acts.first().is_some_and(can_hold);
    if low_side {
        let run = without.iter().take_while(|p| is_zero(p)).last()?;
        return run.stretch.to.clone();
    }
    let run = without.iter().rev().take_while(|p| is_zero(p)).last()?;
    run.stretch.from.clone()
}
