//! Items without items below: their own clauses, or a judgement.

use super::Tree;
use crate::lower::{Bindings, Lowering, lower_inapplicable, lower_item};
use crate::plan::{Absence, Input, ItemKind, NodeId, Op, PlanClause, Reason, Shape, Veto};
use crate::policy::{Decided, Policies, PolicyName, PolicyUse, Rounding};
use kaocheng_syntax::clause::{Applies, Clause, Feed, InputKind, Sign};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::document::{Section, SectionKind};
use kaocheng_syntax::exact::Exact;
use kaocheng_syntax::span::Span;
use num_traits::Zero;

/// An item whose own clauses are lowered.
struct Own<'s> {
    section: &'s Section,
    ix: usize,
    points: Option<&'s Exact>,
    policies: &'s Policies,
    bindings: &'s Bindings,
}

impl<'a> Tree<'a> {
    /// An item without items below: its clauses, or a judgement.
    pub(super) fn leaf(
        &mut self,
        section: &'a Section,
        ix: usize,
        points: Option<Exact>,
        policies: &Policies,
    ) -> NodeId {
        let clauses = self.clauses_of_round(section);
        if clauses.is_empty() {
            return self.without_clauses(section, ix, points, policies);
        }
        let score = self.own_clauses(section, ix, &clauses, points.as_ref(), policies);
        self.settled_leaf(score, section, policies)
    }

    /// Rounding, and the mean of the others where an item does not apply and the policy says so.
    pub(super) fn settled_leaf(&mut self, score: NodeId, section: &Section, policies: &Policies) -> NodeId {
        let span = section.heading;
        let mut score = score;
        if policies.choice(PolicyName::NotApplicable).0 == 3 {
            let mean = self.builder.push(Op::Cohort(kaocheng_syntax::clause::CohortStatistic::Mean, score), span);
            score = self.builder.push(Op::Substitute(score, Absence::Inapplicable, mean), span);
        }
        if let Rounding::Item(digits) | Rounding::Each(digits) = policies.rounding() {
            score = self.builder.push(Op::Round(score, digits), span);
        }
        score
    }

    pub(super) fn clauses_of_round(&mut self, section: &'a Section) -> Vec<&'a Clause> {
        let mut kept = Vec::new();
        for clause in &section.reading.clauses {
            let mut applies = true;
            for limit in &clause.applies {
                if let Applies::Round(round) = limit {
                    applies &= self.round_matches(round, clause.span);
                }
            }
            if applies {
                kept.push(clause);
            }
        }
        kept
    }

    fn round_matches(&mut self, word: &str, span: Span) -> bool {
        let declared = &self.document.front.rounds;
        if !declared.iter().any(|r| r.value == word) {
            let names: Vec<&str> = declared.iter().map(|r| r.value.as_str()).collect();
            self.diagnostics
                .push(Diagnostic::error("round-unknown", span).with("round", word).with("rounds", names.join(", ")));
        }
        self.round.as_deref() == Some(word)
    }

    /// The clauses of an item: for every kind of unit that they tell apart, those that speak of it.
    pub(super) fn own_clauses(
        &mut self,
        section: &'a Section,
        ix: usize,
        clauses: &[&Clause],
        points: Option<&Exact>,
        policies: &Policies,
    ) -> NodeId {
        let mut bindings = self.terms.bind(&mut self.builder, section, ix, clauses, policies, &mut self.diagnostics);
        bindings.below = self.bind_below(clauses, ix, policies);
        let span = section.heading;
        let classes = unit_classes(clauses);
        let general: Vec<&Clause> = clauses.iter().copied().filter(|c| class_of(c).is_none()).collect();
        let own = Own { section, ix, points, policies, bindings: &bindings };
        if classes.is_empty() {
            return self.lower_own(&own, &general, None).0;
        }
        let is: Vec<NodeId> = classes.iter().map(|c| self.builder.push(Op::UnitIs((*c).to_owned()), span)).collect();
        let any = self.builder.push(Op::Or(is.clone()), span);
        let none = self.builder.push(Op::Not(any), span);
        let (mut score, mut grade) = self.lower_own(&own, &general, Some(none));
        for (class, is) in classes.iter().zip(is).rev() {
            let speaks = |c: &&Clause| class_of(c).is_none_or(|own| own == *class);
            let chosen: Vec<&Clause> = clauses.iter().copied().filter(speaks).collect();
            let (points, word) = self.lower_own(&own, &chosen, Some(is));
            score = self.builder.push(Op::If(is, points, score), span);
            if grade.is_some() || word.is_some() {
                let nothing = self.builder.push(Op::Missing(Reason::NotApplicable), span);
                let (yes, no) = (word.unwrap_or(nothing), grade.unwrap_or(nothing));
                grade = Some(self.builder.push(Op::If(is, yes, no), span));
            }
        }
        self.builder.plan.items[ix].grade = grade;
        score
    }

    /// Lowers the clauses that speak of one kind of unit (`applies`), or of all.
    fn lower_own(&mut self, own: &Own, clauses: &[&Clause], applies: Option<NodeId>) -> (NodeId, Option<NodeId>) {
        let span = own.section.heading;
        let kind = self.builder.plan.items[own.ix].kind;
        // The points of a deduction are a limit on what it takes, not something it starts from.
        let points = own.points.filter(|_| kind != ItemKind::Deduction);
        let points_node = points.map(|p| self.builder.number(p.clone(), span));
        let mut lowering = Lowering::new(&mut self.builder, own.bindings, points_node, own.policies, &own.section.id);
        lowering.beside = kind != ItemKind::Base;
        let value = match clauses.is_empty() {
            true => lower_inapplicable(lowering, span),
            false => lower_item(lowering, clauses, points.is_some()),
        };
        self.diagnostics.extend(value.diagnostics);
        for (condition, effect, span) in value.vetoes {
            let condition = match applies {
                Some(applies) => self.builder.push(Op::And(vec![applies, condition]), span),
                None => condition,
            };
            self.builder.plan.vetoes.push(Veto { condition, effect, item: own.ix, span });
        }
        let item = &mut self.builder.plan.items[own.ix];
        item.clauses.extend(value.clauses.into_iter().map(|c| PlanClause { applies, ..c }));
        item.grade = value.grade;
        item.default |= value.default;
        let score = match (kind, own.points) {
            // What a deduction section earns is a slip of its words; its clauses lose.
            (ItemKind::Deduction, Some(limit)) => {
                let shape = Shape::Limit { before: value.score, limit: limit.clone() };
                item.clauses.push(PlanClause { applies, span, points: None, sign: Sign::Lose, shape });
                let least = self.builder.number(-limit.clone(), span);
                self.builder.push(Op::Max(vec![value.score, least]), span)
            }
            _ => value.score,
        };
        (score, value.grade)
    }

    /// An item whose text has no scoring word: judged, or all or nothing, as the policy says; an error without any text.
    fn without_clauses(
        &mut self,
        section: &'a Section,
        ix: usize,
        points: Option<Exact>,
        policies: &Policies,
    ) -> NodeId {
        let span = section.heading;
        if self.builder.plan.items[ix].kind != ItemKind::Base || section.kind == SectionKind::Veto {
            return self.builder.zero();
        }
        let Some(points) = points else {
            if section.reading.diagnostics.is_empty() {
                self.diagnostics
                    .push(Diagnostic::warning("item-without-points", span).with("item", section.title.clone()));
            }
            return self.builder.zero();
        };
        let any_round = !section.reading.clauses.is_empty();
        if any_round || !section.reading.diagnostics.is_empty() {
            if any_round {
                let round = self.round.clone().unwrap_or_default();
                self.diagnostics.push(
                    Diagnostic::error("item-without-round", span)
                        .with("item", section.title.clone())
                        .with("round", round),
                );
            }
            return self.builder.zero();
        }
        let has_text = section.reading.tokens.iter().any(|t| !t.span.of(&self.document.source).trim().is_empty());
        if !has_text {
            let code = "item-without-clause";
            let found = match self.builder.plan.head.partial {
                true => Diagnostic::warning(code, span),
                false => Diagnostic::error(code, span),
            };
            self.diagnostics.push(found.with("item", section.title.clone()));
        }
        self.judged_item(section, ix, points, policies, has_text)
    }

    fn judged_item(
        &mut self,
        section: &'a Section,
        ix: usize,
        points: Exact,
        policies: &Policies,
        ask: bool,
    ) -> NodeId {
        let span = section.heading;
        let (choice, decided) = policies.choice(PolicyName::BarePoints);
        if decided == Decided::Default && ask {
            self.diagnostics
                .push(crate::lower::open_policy(PolicyName::BarePoints, span, "").with("item", section.id.clone()));
        }
        let (missing, missing_decided) = policies.choice(PolicyName::Missing);
        for (name, choice, decided) in
            [(PolicyName::BarePoints, choice, decided), (PolicyName::Missing, missing, missing_decided)]
        {
            let choice = name.choices()[choice].0.to_owned();
            let item = Some(section.id.clone());
            self.builder.plan.policies.push(PolicyUse { name, choice, decided, item, span });
        }
        let kind = if choice == 0 { InputKind::Judged } else { InputKind::YesNo };
        let bounds = if choice == 0 { (Some(Exact::zero()), Some(points.clone())) } else { (None, None) };
        let input = self.builder.input(Input {
            id: format!("{}:1", section.id),
            label: section.title.clone(),
            kind,
            unit: None,
            item: ix,
            provider: None,
            source: None,
            bounds,
            data_date: None,
            level: self.level.clone(),
            feed: Feed::Supplied,
            span,
        });
        let given = self.builder.push(Op::Input(input), span);
        let zero = self.builder.zero();
        let full = self.builder.number(points, span);
        let score = if choice == 0 { given } else { self.builder.push(Op::If(given, full, zero), span) };
        let score = match missing {
            0 => self.builder.push(Op::Substitute(score, Absence::Unreported, zero), span),
            2 => self.builder.push(Op::Substitute(score, Absence::Unreported, full), span),
            _ => score,
        };
        let score = match policies.choice(PolicyName::NotApplicable).0 {
            0 => self.builder.push(Op::Substitute(score, Absence::Inapplicable, full), span),
            2 => self.builder.push(Op::Substitute(score, Absence::Inapplicable, zero), span),
            _ => score,
        };
        self.settled_leaf(score, section, policies)
    }
}

/// The kind of unit that a clause is limited to.
fn class_of(clause: &Clause) -> Option<&str> {
    clause.applies.iter().find_map(|a| match a {
        Applies::UnitClass(word) => Some(word.as_str()),
        Applies::Round(_) => None,
    })
}

/// The kinds of unit that clauses tell apart, in text order.
fn unit_classes<'c>(clauses: &[&'c Clause]) -> Vec<&'c str> {
    let mut classes: Vec<&str> = Vec::new();
    for class in clauses.iter().filter_map(|c| class_of(c)) {
        if !classes.contains(&class) {
            classes.push(class);
        }
    }
    classes
}
