//! Cliffs: one unit more or less of a figure, or the smallest step over a threshold, changes over half of the item's
//! points.
//!
//! The other inputs of the item are set to values at which it gives its most; the score is then a known line on every
//! stretch of the figure, and a jump is read off exactly.

use super::context::Context;
use crate::plan::{Fact, Interval, NodeId, Piece, PlanClause, Shape, Study, value_at, whole_numbers_near};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::exact::{Exact, ratio, show, whole};
use num_traits::{One, Signed, Zero};

pub(super) fn check(context: &Context) -> Vec<Diagnostic> {
    let leaves = context.leaves().filter(|ix| context.is_base(*ix));
    leaves.flat_map(|ix| item(context, ix)).collect()
}

/// A change of the score between two near values of a figure.
struct Jump {
    from: Exact,
    to: Exact,
    before: Exact,
    after: Exact,
}

impl Jump {
    fn size(&self) -> Exact {
        (&self.after - &self.before).abs()
    }
}

fn item(context: &Context, ix: usize) -> Vec<Diagnostic> {
    let item = &context.plan.items[ix];
    let Some(points) = item.points.clone().filter(|p| p.is_positive()) else { return Vec::new() };
    let study = at_best(context, item.score);
    let mut found = Vec::new();
    for figure in context.plan.figures_of(item.score) {
        let pieces = study.over(figure, &[item.score]);
        let jumps = if context.plan.is_whole_figure(figure) {
            between_whole_numbers(&pieces)
        } else {
            between_stretches(&pieces, &unit(context, ix, figure))
        };
        let Some(jump) = jumps.into_iter().max_by_key(Jump::size) else { continue };
        if jump.size() * whole(2) <= points {
            continue;
        }
        let at = match jump.from == jump.to {
            true => context.show(figure, &jump.from),
            false => format!("{} → {}", context.show(figure, &jump.from), context.show(figure, &jump.to)),
        };
        found.push(
            Diagnostic::warning("cliff", item.heading)
                .with("item", item.title.clone())
                .with("figure", context.label(figure))
                .with("at", at)
                .with("before", show(&jump.before))
                .with("after", show(&jump.after))
                .with("change", show(&jump.size()))
                .with("points", show(&points)),
        );
    }
    found
}

/// One unit of a figure that is not counted: 1, or one percentage point.
struct Unit {
    size: Exact,
    /// A clause takes points for steps of it, so that it is a unit of the figure even where the points run out within
    /// less. A share in the thousandths that rises in proportion has no percentage point to speak of.
    named: bool,
}

fn unit(context: &Context, ix: usize, figure: NodeId) -> Unit {
    let size = if context.plan.is_share(figure) { ratio(1, 100) } else { Exact::one() };
    let step_of = |clause: &PlanClause| match clause.shape {
        Shape::Steps { quantity, step, .. } if quantity == figure => context.study().interval(step).as_point().cloned(),
        _ => None,
    };
    let step = context.plan.items[ix].clauses.iter().find_map(step_of);
    Unit { named: step.is_some(), size: step.map_or(size.clone(), |s| s.min(size)) }
}

/// All truths and figures of a node set so that it gives much; each figure in turn is left open again by the caller,
/// who asks over it.
fn at_best<'a>(context: &Context<'a>, score: NodeId) -> Study<'a> {
    let mut study = context.study();
    for truth in context.plan.truths_of(score) {
        let most = |value| study.with(truth, Fact::truth(value)).interval(score).most;
        let better = match (most(true), most(false)) {
            (Some(yes), Some(no)) => yes >= no,
            (yes, _) => yes.is_none(),
        };
        study = study.with(truth, Fact::truth(better));
    }
    for figure in context.plan.figures_of(score) {
        let pieces = study.over(figure, &[score]);
        if let Some(x) = best_value(&pieces, context.plan.is_whole_figure(figure)) {
            study = study.with(figure, Fact::number(Interval::point(x)));
        }
    }
    study
}

/// A value of the figure at which the node can give the most.
fn best_value(pieces: &[Piece], only_whole: bool) -> Option<Exact> {
    let candidates = pieces.iter().filter_map(|piece| {
        let middle = piece.stretch.middle();
        let x = match (only_whole, &piece.stretch.from) {
            (true, Some(from)) if piece.stretch.as_point().is_none() => from.floor() + Exact::one(),
            _ => middle,
        };
        let fits = piece.stretch.holds(&x) && (!only_whole || x == x.floor());
        let worth = piece.facts.first()?.line()?.at(&x).most?;
        fits.then_some((worth, x))
    });
    candidates.max_by(|a, b| a.0.cmp(&b.0)).map(|(_, x)| x)
}

fn between_whole_numbers(pieces: &[Piece]) -> Vec<Jump> {
    let ends = pieces.iter().flat_map(|p| [&p.stretch.from, &p.stretch.to]).flatten();
    let mut near: Vec<Exact> = ends.flat_map(whole_numbers_near).collect();
    near.sort();
    near.dedup();
    let jump = |from: &Exact| {
        let to = from + Exact::one();
        let (before, after) = (value_at(pieces, 0, from)?, value_at(pieces, 0, &to)?);
        Some(Jump { from: from.clone(), to, before, after })
    };
    near.iter().filter_map(jump).collect()
}

fn between_stretches(pieces: &[Piece], unit: &Unit) -> Vec<Jump> {
    let mut jumps = Vec::new();
    for (ix, piece) in pieces.iter().enumerate() {
        match piece.stretch.as_point() {
            Some(x) => jumps.extend(across(pieces, ix, x)),
            None => jumps.extend(along(piece, unit)),
        }
    }
    jumps
}

/// The greatest difference between a point and what lies directly beside it.
fn across(pieces: &[Piece], ix: usize, x: &Exact) -> Option<Jump> {
    let near = [ix.checked_sub(1), Some(ix), Some(ix + 1)];
    let mut values: Vec<Exact> = Vec::new();
    for piece in near.into_iter().flatten().filter_map(|i| pieces.get(i)) {
        values.extend(piece.facts.first()?.line()?.at(x).as_point().cloned());
    }
    let least = values.iter().position(|v| Some(v) == values.iter().min())?;
    let most = values.iter().position(|v| Some(v) == values.iter().max())?;
    let (first, second) = (least.min(most), least.max(most));
    let (before, after) = (values[first].clone(), values[second].clone());
    Some(Jump { from: x.clone(), to: x.clone(), before, after })
}

/// The change over one unit inside a stretch.
fn along(piece: &Piece, unit: &Unit) -> Option<Jump> {
    let line = piece.facts.first()?.line()?;
    let size = &unit.size;
    let (from, to) = match (&piece.stretch.from, &piece.stretch.to) {
        (Some(a), Some(b)) if unit.named => (a.clone(), b.min(&(a + size)).clone()),
        (Some(a), Some(b)) => (a.clone(), Some(a + size).filter(|to| to <= b)?),
        (Some(a), None) => (a.clone(), a + size),
        (None, Some(b)) => (b - size, b.clone()),
        (None, None) => (Exact::zero(), size.clone()),
    };
    let value = |x: &Exact| line.at(x).as_point().cloned();
    Some(Jump { before: value(&from)?, after: value(&to)?, from, to })
}
