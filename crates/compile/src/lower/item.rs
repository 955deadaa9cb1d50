//! The order within an item: applicability → base → earnings and losses, each with its own cap → clamp to the item →
//! overrides (zero beats full). Rounding and what is charged to the parent follow in the tree.

use super::{Lowering, Override, OverrideEffect, Piece};
use crate::plan::{NodeId, Op, PlanClause, Reason, Shape};
use crate::policy::PolicyName;
use kaocheng_syntax::clause::{Clause, Members, Rule, Sign, VetoEffect};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::span::Span;

/// An item's own clauses as nodes.
pub struct ItemValue {
    /// The points, before rounding; missing where the item does not apply.
    pub score: NodeId,
    /// The grade, if the clauses give one.
    pub grade: Option<NodeId>,
    /// The clauses, for wording.
    pub clauses: Vec<PlanClause>,
    /// Vetoes on the unit.
    pub vetoes: Vec<(NodeId, VetoEffect, Span)>,
    /// The points come from a default rule, whatever the figures.
    pub default: bool,
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
}

/// Lowers the clauses of one item. `clamped`: the result stays within 0 and the item's points.
pub fn lower_item(mut lowering: Lowering, clauses: &[&Clause], clamped: bool) -> ItemValue {
    // Rules about all of the item's clauses wait until those are there, wherever they stand in the text.
    let (about_all, others): (Vec<_>, Vec<_>) = clauses.iter().enumerate().partition(|(_, c)| speaks_of_item(&c.rule));
    for (ix, clause) in others.into_iter().chain(about_all) {
        lowering.rule(ix, clause);
    }
    let start = lowering.start(clauses);
    let score = lowering.total(start, clamped);
    let default = lowering.overrides.iter().any(|o| {
        matches!(o.effect, OverrideEffect::Full { default: true })
            && lowering.builder.plan.node(o.condition).op == Op::Truth(true)
    });
    let grade = lowering.grade();
    ItemValue {
        score,
        grade,
        clauses: lowering.clauses,
        vetoes: lowering.vetoes,
        default,
        diagnostics: lowering.diagnostics,
    }
}

/// What the item gives a unit that none of its clauses speaks of.
pub fn lower_inapplicable(mut lowering: Lowering, span: Span) -> ItemValue {
    let score = lowering.not_applicable(None, span);
    ItemValue {
        score,
        grade: None,
        clauses: Vec::new(),
        vetoes: Vec::new(),
        default: false,
        diagnostics: lowering.diagnostics,
    }
}

/// Whether a rule acts on every clause of the item.
fn speaks_of_item(rule: &Rule) -> bool {
    let members = match rule {
        Rule::Cap(cap) => cap.members,
        Rule::Exempt(exempt) => exempt.members,
        Rule::Highest(highest) => highest.members,
        Rule::Multiply(multiply) => multiply.members,
        _ => return false,
    };
    members == Members::Item
}

impl Lowering<'_> {
    fn rule(&mut self, ix: usize, clause: &Clause) {
        match &clause.rule {
            Rule::When(when) => self.when(ix, clause, when),
            Rule::Each(each) => self.each(ix, clause, each),
            Rule::Levels(levels) => self.levels(ix, clause, levels),
            Rule::Steps(steps) => self.steps(ix, clause, steps),
            Rule::Bands(bands) => self.bands(ix, clause, bands),
            Rule::Formula(formula) => self.formula(ix, clause, formula),
            Rule::Judge(judge) => self.judge(ix, clause, judge),
            Rule::Cap(cap) => self.cap(clause, cap),
            Rule::Exempt(exempt) => self.exempt(clause, exempt),
            Rule::Highest(highest) => self.highest(clause, highest),
            Rule::Multiply(multiply) => self.multiply(clause, multiply),
            Rule::Start(start) => {
                let amount = self.amount(&start.amount, clause.span);
                self.starts.push(amount);
                let shape = Shape::Start { amount };
                self.clauses.push(PlanClause {
                    applies: None,
                    span: clause.span,
                    points: Some(amount),
                    sign: Sign::Earn,
                    shape,
                });
            }
        }
    }

    /// Where the item starts: where it says; at 0 if something is earned; at its points if points are only lost.
    fn start(&mut self, clauses: &[&Clause]) -> NodeId {
        let span = clauses.first().map_or(Span::default(), |c| c.span);
        if !self.starts.is_empty() {
            let starts = std::mem::take(&mut self.starts);
            return self.builder.push(Op::Add(starts), span);
        }
        if self.beside {
            return self.builder.zero();
        }
        let earns = self.pieces.iter().any(|p| p.base);
        let loses = self.pieces.iter().any(|p| p.sign == Sign::Lose);
        let only_bonus = !self.pieces.is_empty() && !loses;
        if earns || only_bonus {
            return self.builder.zero();
        }
        match self.points {
            Some(points) => points,
            // Losses of a lone sentence are a signed change; a sentence that only says when there are no points needs to
            // know from how many.
            None if loses || self.overrides.is_empty() => self.builder.zero(),
            None => self.item_points(span),
        }
    }

    fn total(&mut self, start: NodeId, clamped: bool) -> NodeId {
        let span = self.clauses.first().map_or(Span::default(), |c| c.span);
        let parts = self.override_parts();
        let mut value =
            if parts.len() > 1 { self.sum_of_parts(start, &parts, span) } else { self.sum(start, None, span) };
        if clamped && let Some(points) = self.points {
            self.tell_limit(value, points, span);
            value = self.builder.push(Op::Min(vec![value, points]), span);
        }
        let floor = self.policies.choice(PolicyName::BelowZero).0 == 0 || self.lone;
        if floor && self.points.is_some() && clamped {
            let zero = self.builder.zero();
            value = self.builder.push(Op::Max(vec![zero, value]), span);
        }
        let all: Vec<Override> = self.overrides.clone();
        let on_item = |o: &&Override| !parts.contains(&Some(o.part)) || !self.acts_on_part(o);
        let whole_item: Vec<&Override> = all.iter().filter(on_item).collect();
        self.overridden(value, &whole_item, span)
    }

    /// The points of a bonus are a limit: what it takes must be told.
    fn tell_limit(&mut self, before: NodeId, points: NodeId, span: Span) {
        let Some(limit) = self.builder.constant(points).filter(|_| self.beside).cloned() else { return };
        let shape = Shape::Limit { before, limit };
        self.clauses.push(PlanClause { applies: None, span, points: None, sign: Sign::Earn, shape });
    }

    /// The parts whose overrides act on themselves alone: those with points of their own in a text of several such
    /// parts. `None` stands for the rest.
    fn override_parts(&self) -> Vec<Option<usize>> {
        let mut own: Vec<usize> = self.pieces.iter().filter(|p| p.base).map(|p| p.part).collect();
        own.sort_unstable();
        own.dedup();
        if own.len() < 2 {
            return vec![None];
        }
        let acts = |part: &usize| self.overrides.iter().any(|o| o.part == *part && self.acts_on_part(o));
        std::iter::once(None).chain(own.into_iter().filter(acts).map(Some)).collect()
    }

    /// Whether an override can act on one part alone: a part cannot be missing from a sum.
    fn acts_on_part(&self, acting: &Override) -> bool {
        let missing = matches!(self.policies.choice(PolicyName::NotApplicable).0, 1 | 3);
        !(matches!(acting.effect, OverrideEffect::NotApplicable) && missing)
    }

    fn sum_of_parts(&mut self, start: NodeId, parts: &[Option<usize>], span: Span) -> NodeId {
        let mut sums = vec![self.sum_where(start, &|p| !parts.contains(&Some(p.part)), span)];
        for part in parts.iter().flatten() {
            let zero = self.builder.zero();
            let sum = self.sum_where(zero, &|p| p.part == *part, span);
            let all = self.overrides.clone();
            let own: Vec<&Override> = all.iter().filter(|o| o.part == *part && self.acts_on_part(o)).collect();
            sums.push(self.overridden(sum, &own, span));
        }
        self.builder.push(Op::Add(sums), span)
    }

    /// start + earnings − losses; zeros that speak of some pieces only act on those.
    fn sum(&mut self, start: NodeId, _part: Option<usize>, span: Span) -> NodeId {
        self.narrow_zeros(span);
        self.sum_where(start, &|_| true, span)
    }

    fn sum_where(&mut self, start: NodeId, wanted: &dyn Fn(&Piece) -> bool, span: Span) -> NodeId {
        let chosen: Vec<Piece> = self.pieces.iter().filter(|p| wanted(p)).cloned().collect();
        let mut earned = vec![start];
        let mut lost = Vec::new();
        for piece in chosen {
            let node = self.limited(piece.node, piece.limit, span);
            if piece.sign == Sign::Earn { earned.push(node) } else { lost.push(node) }
        }
        let earned = self.builder.push(Op::Add(earned), span);
        if lost.is_empty() {
            return earned;
        }
        let lost = self.builder.push(Op::Add(lost), span);
        self.builder.push(Op::Sub(earned, lost), span)
    }

    /// "达标率低于60%不得分" beside several clauses with points of their own speaks of the clauses about that rate: the
    /// zero acts on the pieces that share its figures, if some do and some do not.
    fn narrow_zeros(&mut self, span: Span) {
        if self.pieces.iter().filter(|p| p.base).count() < 2 {
            return;
        }
        let overrides = std::mem::take(&mut self.overrides);
        for acting in overrides {
            if !matches!(acting.effect, OverrideEffect::Zero) {
                self.overrides.push(acting);
                continue;
            }
            let figures = self.builder.plan.inputs_of(acting.condition);
            let shares: Vec<usize> = (0..self.pieces.len())
                .filter(|i| self.builder.plan.inputs_of(self.pieces[*i].node).iter().any(|f| figures.contains(f)))
                .collect();
            if shares.is_empty() || shares.len() == self.pieces.len() {
                self.overrides.push(acting);
                continue;
            }
            let zero = self.builder.zero();
            for ix in shares {
                let node = self.pieces[ix].node;
                self.pieces[ix].node = self.builder.push(Op::If(acting.condition, zero, node), span);
            }
        }
    }

    /// Full, then exact assignment, then zero, then not applicable: each beats the one before.
    fn overridden(&mut self, value: NodeId, overrides: &[&Override], span: Span) -> NodeId {
        let mut value = value;
        let order = |o: &&&Override| match o.effect {
            OverrideEffect::Full { .. } => 0,
            OverrideEffect::Assign(_) => 1,
            OverrideEffect::Zero => 2,
            OverrideEffect::NotApplicable => 3,
        };
        let mut sorted: Vec<&&Override> = overrides.iter().collect();
        sorted.sort_by_key(order);
        for acting in sorted {
            let given = match acting.effect {
                OverrideEffect::Full { .. } => self.full_of(acting.part, span),
                OverrideEffect::Assign(amount) => amount,
                OverrideEffect::Zero => self.builder.zero(),
                OverrideEffect::NotApplicable => self.not_applicable(Some(acting.part), span),
            };
            value = self.builder.push(Op::If(acting.condition, given, value), span);
        }
        value
    }

    /// All points of a part: what its own pieces can give, or the item's points.
    fn full_of(&mut self, part: usize, span: Span) -> NodeId {
        let own: Vec<Piece> = self.pieces.iter().filter(|p| p.part == part && p.base).cloned().collect();
        let others = self.pieces.iter().any(|p| p.part != part && p.base);
        if !others || own.is_empty() {
            return self.item_points(span);
        }
        let own: Vec<NodeId> = own.iter().map(|p| self.limited(p.node, p.limit, span)).collect();
        let most: Option<Vec<_>> = own.iter().map(|n| self.builder.interval(*n).most).collect();
        match most {
            Some(all) => {
                let nodes = all.into_iter().map(|v| self.builder.number(v, span)).collect();
                self.builder.push(Op::Add(nodes), span)
            }
            None => self.item_points(span),
        }
    }

    /// What an item, or a part of it, gives that does not apply, by the policy.
    fn not_applicable(&mut self, part: Option<usize>, span: Span) -> NodeId {
        if self.beside || self.points.is_none() && !self.lone {
            return self.builder.zero();
        }
        match (self.policy(PolicyName::NotApplicable, span, ""), part) {
            (0, Some(part)) => self.full_of(part, span),
            (0, None) => self.item_points(span),
            (2, _) => self.builder.zero(),
            _ => self.missing(Reason::NotApplicable, span),
        }
    }

    fn grade(&mut self) -> Option<NodeId> {
        let grades = std::mem::take(&mut self.grades);
        let mut value = self.missing(Reason::NotApplicable, Span::default());
        if grades.is_empty() {
            return None;
        }
        for (condition, word) in grades.into_iter().rev() {
            value = self.builder.push(Op::If(condition, word, value), Span::default());
        }
        Some(value)
    }
}
