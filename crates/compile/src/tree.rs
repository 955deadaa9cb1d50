//! The tree of items: every section with points, bonuses or deductions becomes an item whose score is the sum of its
//! children and of its own clauses.

use crate::lower::{Bindings, Lowering, lower_inapplicable, lower_item};
use crate::plan::{Absence, Builder, Input, Item, ItemKind, NodeId, Op, PlanClause, Reason, Shape, Veto};
use crate::policy::{Decided, Policies, PolicyName, PolicyUse, Rounding};
use crate::resolve::Terms;
use crate::scheme::setting_error;
use kaocheng_syntax::clause::{Applies, Clause, Feed, InputKind, Members, Rule, Sign};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::document::{Document, PointsUnit, Section, SectionKind};
use kaocheng_syntax::exact::{Exact, whole};
use kaocheng_syntax::span::Span;
use num_traits::{Signed, Zero};

/// Whether an attribute says where an item's figures come from; such columns of an item table are no policies.
pub(crate) fn describes_origin(name: &str) -> bool {
    matches!(name, "provider" | "source")
}

/// The tree in the making.
pub(crate) struct Tree<'a> {
    document: &'a Document,
    builder: Builder,
    terms: Terms<'a>,
    round: Option<String>,
    diagnostics: Vec<Diagnostic>,
}

/// An item whose own clauses are lowered.
struct Own<'s> {
    section: &'s Section,
    ix: usize,
    points: Option<&'s Exact>,
    policies: &'s Policies,
    bindings: &'s Bindings,
}

/// What the tree knows of an item above.
#[derive(Clone)]
struct Above {
    item: Option<usize>,
    points: Option<Exact>,
    kind: ItemKind,
}

impl<'a> Tree<'a> {
    pub(crate) fn new(document: &'a Document, builder: Builder, terms: Terms<'a>, round: Option<String>) -> Self {
        Tree { document, builder, terms, round, diagnostics: Vec::new() }
    }

    pub(crate) fn finish(mut self) -> (Builder, Vec<Diagnostic>) {
        self.terms.unused(&mut self.diagnostics);
        (self.builder, self.diagnostics)
    }

    pub(crate) fn lower(&mut self, policies: &Policies) {
        let total = self.document.front.total.as_ref().map(|t| t.value.clone());
        let top = Above { item: None, points: total, kind: ItemKind::Base };
        for section in &self.document.sections {
            self.section(section, &top, policies);
        }
    }

    /// Lowers a section and all under it; `None` for a section that is no item.
    fn section(&mut self, section: &'a Section, above: &Above, policies: &Policies) -> Option<usize> {
        self.diagnostics.extend(section.reading.diagnostics.iter().cloned());
        let kind = match section.kind {
            SectionKind::Item => above.kind,
            SectionKind::Bonus => ItemKind::Bonus,
            SectionKind::Deduction => ItemKind::Deduction,
            SectionKind::Veto => ItemKind::Base,
            _ => return None,
        };
        section.reading.inputs.iter().for_each(|phrase| self.terms.mention(phrase));
        let policies = self.item_policies(section, policies);
        let points = self.points(section, above, kind);
        let ix = self.builder.item(Item {
            id: section.id.clone(),
            title: section.numbered_title(),
            parent: above.item,
            level: None,
            kind,
            points: points.clone(),
            score: NodeId(0),
            grade: None,
            clauses: Vec::new(),
            default: false,
            substituted: None,
            span: section.span,
            heading: section.heading,
        });
        let here = Above { item: Some(ix), points: points.clone(), kind };
        let children: Vec<usize> = section.children.iter().filter_map(|c| self.section(c, &here, &policies)).collect();
        let score = if children.is_empty() {
            self.leaf(section, ix, points, &policies)
        } else {
            self.group(section, ix, &children, points, &policies)
        };
        self.builder.plan.items[ix].score = score;
        Some(ix)
    }

    fn item_policies(&mut self, section: &Section, policies: &Policies) -> Policies {
        let mut own = policies.clone();
        for attribute in section.attributes.iter().filter(|a| !describes_origin(&a.setting.name.value)) {
            if let Err(error) = own.decide_setting(&attribute.setting, Decided::Item) {
                self.diagnostics.push(setting_error(&attribute.setting, &error));
            }
        }
        own
    }

    /// The item's points: as printed, or as a share of its parent's (100 where there is none).
    fn points(&self, section: &Section, above: &Above, kind: ItemKind) -> Option<Exact> {
        let printed = section.points.as_ref()?;
        // Points in the heading of a bonus or deduction section are a limit, not something to start from.
        if kind != ItemKind::Base && section.reading.clauses.is_empty() && !section.children.is_empty() {
            return Some(printed.value.clone());
        }
        Some(match printed.unit {
            PointsUnit::Points => printed.value.clone(),
            PointsUnit::Percent => {
                let of = above.points.clone().unwrap_or_else(|| whole(100));
                of * &printed.value / whole(100)
            }
        })
    }

    /// An item without items below: its clauses, or a judgement.
    fn leaf(&mut self, section: &'a Section, ix: usize, points: Option<Exact>, policies: &Policies) -> NodeId {
        let clauses = self.clauses_of_round(section);
        if clauses.is_empty() {
            return self.without_clauses(section, ix, points, policies);
        }
        let score = self.own_clauses(section, ix, &clauses, points.as_ref(), policies);
        self.settled_leaf(score, section, policies)
    }

    /// Rounding, and the mean of the others where an item does not apply and the policy says so.
    fn settled_leaf(&mut self, score: NodeId, section: &Section, policies: &Policies) -> NodeId {
        let span = section.heading;
        let mut score = score;
        if policies.choice(PolicyName::NotApplicable).0 == 3 {
            let mean = self.builder.push(Op::Cohort(kaocheng_syntax::clause::CohortStatistic::Mean, score), span);
            score = self.builder.push(Op::Substitute(score, Absence::Inapplicable, mean), span);
        }
        if let Rounding::Item(digits) = policies.rounding() {
            score = self.builder.push(Op::Round(score, digits), span);
        }
        score
    }

    fn clauses_of_round(&mut self, section: &'a Section) -> Vec<&'a Clause> {
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
    fn own_clauses(
        &mut self,
        section: &'a Section,
        ix: usize,
        clauses: &[&Clause],
        points: Option<&Exact>,
        policies: &Policies,
    ) -> NodeId {
        let bindings = self.terms.bind(&mut self.builder, section, ix, clauses, policies, &mut self.diagnostics);
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
            level: None,
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

    /// An item with items below: their sum and that of its own clauses, within its own limits.
    fn group(
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
    score: NodeId,
    /// Only base points can be left to others.
    points: Option<Exact>,
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
