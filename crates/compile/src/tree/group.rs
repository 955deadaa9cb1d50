//! Items with items below: their sum within their own limits.

use super::Tree;
use crate::plan::{Absence, Builder, Item, ItemKind, NodeId, Op, PlanClause, Shape};
use crate::policy::{Policies, PolicyName};
use kaocheng_syntax::clause::{Clause, Members, Rule, Sign};
use kaocheng_syntax::document::{PointsUnit, Section};
use kaocheng_syntax::exact::Exact;
use kaocheng_syntax::span::Span;
use num_traits::{Signed, Zero};

impl<'a> Tree<'a> {
    /// An item with items below: their sum and that of its own clauses, within its own limits.
    pub(super) fn group(
        &mut self,
        section: &'a Section,
        ix: usize,
        children: &[usize],
        points: Option<Exact>,
        policies: &Policies,
    ) -> NodeId {
        let span = section.heading;
        let clauses = self.clauses_of_round(section);
        let on_children = |c: &&&Clause| {
            matches!(&c.rule, Rule::Cap(cap) if cap.members != Members::Previous) || matches!(c.rule, Rule::Highest(_))
        };
        let (about, own): (Vec<&Clause>, Vec<&Clause>) = clauses.iter().partition(on_children);
        let mut scores: Vec<NodeId> = children.iter().map(|c| self.builder.plan.items[*c].score).collect();
        let parts: Vec<Part> = children.iter().map(|c| Part::of(&self.builder.plan.items[*c])).collect();
        let mut sum = sum_of(&mut self.builder, &parts, policies, span);
        if !own.is_empty() {
            let own = self.own_clauses(section, ix, &own, None, policies);
            scores.push(own);
            sum = self.builder.push(Op::Add(vec![sum, own]), span);
        }
        let sum = self.rescaled(sum, section, children, points.as_ref());
        let sum = self.caps_on_children(sum, ix, &scores, &about, points.as_ref());
        self.clamped(sum, ix, points, policies, span)
    }

    fn clamped(&mut self, sum: NodeId, ix: usize, points: Option<Exact>, policies: &Policies, span: Span) -> NodeId {
        let kind = self.builder.plan.items[ix].kind;
        let zero = self.builder.zero();
        let Some(points) = points else { return sum };
        match kind {
            ItemKind::Bonus => self.tell_limit(ix, sum, &points, Sign::Earn, span),
            ItemKind::Deduction => self.tell_limit(ix, sum, &points, Sign::Lose, span),
            ItemKind::Base => {}
        }
        match kind {
            ItemKind::Base | ItemKind::Bonus => {
                let most = self.builder.number(points, span);
                let value = self.builder.push(Op::Min(vec![sum, most]), span);
                if policies.choice(PolicyName::BelowZero).0 == 2 {
                    return value;
                }
                self.builder.push(Op::Max(vec![zero, value]), span)
            }
            ItemKind::Deduction => {
                let least = self.builder.number(-points, span);
                self.builder.push(Op::Max(vec![sum, least]), span)
            }
        }
    }

    /// Keeps a limit for wording: what it takes must be told with everything it took it from (R6A-20).
    fn tell_limit(&mut self, ix: usize, before: NodeId, limit: &Exact, sign: Sign, span: Span) {
        let shape = Shape::Limit { before, limit: limit.clone() };
        self.builder.plan.items[ix].clauses.push(PlanClause { applies: None, span, points: None, sign, shape });
    }

    /// A weight above items that are counted in points of their own (百分制打分,按60%计算): their sum is scaled to it.
    fn rescaled(&mut self, sum: NodeId, section: &Section, children: &[usize], points: Option<&Exact>) -> NodeId {
        let weight = section.points.as_ref().is_some_and(|p| p.unit == PointsUnit::Percent);
        let below: Option<Vec<&Exact>> = children.iter().map(|c| self.builder.plan.items[*c].points.as_ref()).collect();
        let (Some(points), Some(below)) = (points, below) else { return sum };
        let below = below.into_iter().fold(Exact::zero(), |a, b| a + b);
        if !weight || below == *points || !below.is_positive() {
            return sum;
        }
        let own_units = section.children.iter().all(|c| c.points.as_ref().is_none_or(|p| p.unit == PointsUnit::Points));
        if !own_units {
            return sum;
        }
        let factor = self.builder.number(points / below, section.heading);
        self.builder.push(Op::Mul(vec![sum, factor]), section.heading)
    }

    /// Limits that a section's own sentences put on what stands below it.
    fn caps_on_children(
        &mut self,
        sum: NodeId,
        ix: usize,
        scores: &[NodeId],
        about: &[&Clause],
        points: Option<&Exact>,
    ) -> NodeId {
        let mut sum = sum;
        for clause in about {
            let span = clause.span;
            if let Rule::Highest(_) = clause.rule {
                sum = self.builder.push(Op::Max(scores.to_vec()), span);
                continue;
            }
            let Rule::Cap(cap) = &clause.rule else { continue };
            let limit = match (&cap.limit, points) {
                (kaocheng_syntax::clause::Amount::Points(v), _) => v.clone(),
                (kaocheng_syntax::clause::Amount::ItemPoints, Some(points)) => points.clone(),
                _ => continue,
            };
            if cap.sign != Some(Sign::Lose) {
                self.tell_limit(ix, sum, &limit, Sign::Earn, span);
                let most = self.builder.number(limit.clone(), span);
                sum = self.builder.push(Op::Min(vec![sum, most]), span);
            }
            if cap.sign != Some(Sign::Earn) {
                self.tell_limit(ix, sum, &limit, Sign::Lose, span);
                let least = self.builder.number(-limit, span);
                sum = self.builder.push(Op::Max(vec![sum, least]), span);
            }
        }
        sum
    }
}

/// What stands in a sum: a score and the points behind it.
pub(crate) struct Part {
    pub(crate) score: NodeId,
    /// Only base points can be left to others.
    pub(crate) points: Option<Exact>,
}

impl Part {
    pub(crate) fn of(item: &Item) -> Part {
        Part { score: item.score, points: item.points.clone().filter(|_| item.kind == ItemKind::Base) }
    }
}

/// The sum of items; under `drop-and-rescale` those that do not apply leave their points to the others.
pub(crate) fn sum_of(builder: &mut Builder, parts: &[Part], policies: &Policies, span: Span) -> NodeId {
    if policies.choice(PolicyName::NotApplicable).0 != 1 {
        return builder.push(Op::Add(parts.iter().map(|p| p.score).collect()), span);
    }
    let zero = builder.zero();
    let (mut given, mut available, mut beside) = (Vec::new(), Vec::new(), Vec::new());
    let mut all = Exact::zero();
    for part in parts {
        let score = builder.push(Op::Substitute(part.score, Absence::Inapplicable, zero), span);
        let Some(points) = &part.points else {
            beside.push(score);
            continue;
        };
        given.push(score);
        all += points;
        let present = builder.push(Op::Present(part.score), span);
        let most = builder.number(points.clone(), span);
        available.push(builder.push(Op::If(present, most, zero), span));
    }
    if !given.is_empty() {
        let given = builder.push(Op::Add(given), span);
        let available = builder.push(Op::Add(available), span);
        let all = builder.number(all, span);
        let scaled = builder.push(Op::Mul(vec![given, all]), span);
        beside.push(builder.push(Op::Div(scaled, available), span));
    }
    builder.push(Op::Add(beside), span)
}
