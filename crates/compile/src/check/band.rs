//! Bands that leave a gap, and bands that overlap.

use super::context::Context;
use crate::plan::{NodeId, Op, Piece, PlanClause, Shape, Stretch};
use crate::reading::condition;
use kaocheng_syntax::clause::Sign;
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::exact::{Exact, whole};
use num_traits::One;
use std::cmp::Ordering;

pub(super) fn check(context: &Context) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (ix, item) in context.plan.items.iter().enumerate() {
        for clause in &item.clauses {
            if let Shape::Bands { quantity, bands } = &clause.shape {
                found.extend(Banded::new(context, ix, clause, *quantity, bands).check());
            }
        }
    }
    found
}

/// The bands of one clause over the whole range of their figure.
struct Banded<'c, 'a> {
    context: &'c Context<'a>,
    item: usize,
    clause: &'c PlanClause,
    quantity: NodeId,
    conditions: Vec<NodeId>,
    /// Everything else has its own rule (其余不得分).
    otherwise: bool,
    values: Vec<NodeId>,
    pieces: Vec<Piece>,
}

impl<'c, 'a> Banded<'c, 'a> {
    fn new(
        context: &'c Context<'a>,
        item: usize,
        clause: &'c PlanClause,
        quantity: NodeId,
        bands: &[(NodeId, NodeId)],
    ) -> Self {
        let everything = |(c, _): &&(NodeId, NodeId)| context.plan.node(*c).op == Op::Truth(true);
        let otherwise = bands.iter().any(|b| everything(&b));
        let kept: Vec<(NodeId, NodeId)> = bands.iter().filter(|b| !everything(b)).copied().collect();
        let conditions: Vec<NodeId> = kept.iter().map(|b| b.0).collect();
        let pieces = context.study().over(quantity, &conditions);
        let values = kept.iter().map(|b| b.1).collect();
        Banded { context, item, clause, quantity, conditions, otherwise, values, pieces }
    }

    fn check(&self) -> Vec<Diagnostic> {
        if self.conditions.len() < 2 {
            return Vec::new();
        }
        let mut found = self.overlaps();
        if !self.otherwise {
            found.extend(self.gaps());
        }
        found
    }

    fn holds(&self, band: usize, piece: &Piece) -> bool {
        piece.facts.get(band).is_some_and(|f| f.truths() == (true, false))
    }

    /// Pieces that hold a value the figure can take.
    fn counts(&self, piece: &Piece) -> bool {
        if !self.context.plan.is_whole_figure(self.quantity) {
            return true;
        }
        let next = piece.stretch.from.as_ref().map(|f| f.floor() + Exact::one());
        piece.stretch.as_point().is_some_and(|p| *p == p.floor())
            || piece.stretch.as_point().is_none() && next.is_none_or(|n| piece.stretch.holds_inside(&n))
    }

    fn gaps(&self) -> Vec<Diagnostic> {
        let counted: Vec<&Piece> = self.pieces.iter().filter(|p| self.counts(p)).collect();
        let covered = |p: &&Piece| (0..self.conditions.len()).any(|b| self.holds(b, p));
        let (Some(first), Some(last)) = (counted.iter().position(&covered), counted.iter().rposition(&covered)) else {
            return Vec::new();
        };
        let mut runs: Vec<Stretch> = Vec::new();
        let mut open: Option<Stretch> = None;
        for piece in &counted[first..=last] {
            if covered(piece) {
                runs.extend(open.take());
            } else {
                let from = open.map_or(piece.stretch.from.clone(), |o| o.from);
                open = Some(Stretch { from, to: piece.stretch.to.clone() });
            }
        }
        runs.extend(self.beyond_the_best(&counted, first, last));
        runs.iter().map(|run| self.finding("band-gap", run)).collect()
    }

    /// The best band has an end, and what is better still lies in no band. Among losses there is no best band: what lies
    /// in none loses nothing.
    fn beyond_the_best(&self, counted: &[&Piece], first: usize, last: usize) -> Option<Stretch> {
        let worth = |piece: &Piece| {
            let band = (0..self.conditions.len()).find(|b| self.holds(*b, piece))?;
            self.context.study().interval(*self.values.get(band)?).most
        };
        if self.clause.sign == Sign::Lose {
            return None;
        }
        let (beyond, to) = match worth(counted[last])?.cmp(&worth(counted[first])?) {
            Ordering::Greater => (counted.get(last + 1)?.stretch.from.clone(), counted[counted.len() - 1]),
            Ordering::Less => return self.below_the_best(counted, first),
            Ordering::Equal => return None,
        };
        // The whole of something is a natural end.
        let natural = self.context.plan.is_share(self.quantity) && beyond == Some(Exact::one());
        (!natural).then(|| Stretch { from: beyond, to: to.stretch.to.clone() })
    }

    fn below_the_best(&self, counted: &[&Piece], first: usize) -> Option<Stretch> {
        let below = counted.get(first.checked_sub(1)?)?;
        Some(Stretch { from: counted[0].stretch.from.clone(), to: below.stretch.to.clone() })
    }

    fn overlaps(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for later in 1..self.conditions.len() {
            for earlier in 0..later {
                found.extend(self.overlap(earlier, later));
            }
        }
        found
    }

    fn overlap(&self, earlier: usize, later: usize) -> Option<Diagnostic> {
        let in_both = |p: &&Piece| self.holds(earlier, p) && self.holds(later, p) && self.counts(p);
        let both: Vec<&Piece> = self.pieces.iter().filter(in_both).collect();
        let (first, last) = (both.first()?, both.last()?);
        let inside = |a: usize, b: usize| self.pieces.iter().all(|p| !self.holds(a, p) || self.holds(b, p));
        // 90以上得10分,80以上得8分: the earlier is the narrower of two bands that are open on the same side.
        let open = |p: Option<&Piece>| p.is_some_and(|p| self.holds(earlier, p) && self.holds(later, p));
        let cascade = open(self.pieces.first()) || open(self.pieces.last());
        if cascade && inside(earlier, later) && !inside(later, earlier) {
            return None;
        }
        let stretch = Stretch { from: first.stretch.from.clone(), to: last.stretch.to.clone() };
        let words = |band: usize| {
            let node = self.conditions[band];
            condition(self.context.plan, node, self.context.language, &|_| None)
        };
        Some(self.finding("band-overlap", &stretch).with("first", words(earlier)).with("second", words(later)))
    }

    fn finding(&self, code: &'static str, stretch: &Stretch) -> Diagnostic {
        let (at, at_zh) = range_words(self.context, self.quantity, stretch);
        Diagnostic::warning(code, self.clause.span)
            .with("item", self.context.plan.items[self.item].title.clone())
            .with("figure", self.context.label(self.quantity))
            .with("at", at)
            .with("at_zh", at_zh)
    }
}

/// A stretch in words: `between 80% and 90%`.
fn range_words(context: &Context, figure: NodeId, stretch: &Stretch) -> (String, String) {
    let show = |v: &Exact| context.show(figure, v);
    match (&stretch.from, &stretch.to) {
        (Some(a), Some(b)) if a == b => (format!("exactly {}", show(a)), format!("恰为 {}", show(a))),
        (Some(a), Some(b)) => {
            let whole_one = context.plan.is_whole_figure(figure) && b - a == whole(2);
            let middle = a + Exact::one();
            match whole_one {
                true => (format!("exactly {}", show(&middle)), format!("恰为 {}", show(&middle))),
                false => (format!("between {} and {}", show(a), show(b)), format!("{} 与 {} 之间", show(a), show(b))),
            }
        }
        (Some(a), None) => (format!("above {}", show(a)), format!("{} 以外的更高值", show(a))),
        (None, Some(b)) => (format!("below {}", show(b)), format!("{} 以外的更低值", show(b))),
        (None, None) => ("any value".to_owned(), "任何值".to_owned()),
    }
}
