//! What every check looks at: the document, the plan, and what is known of the plan's nodes.

use crate::plan::{Fact, Interval, ItemKind, NodeId, Op, Piece, Plan, PlanClause, Study};
use crate::reading::formula;
use kaocheng_syntax::clause::{Clause, Language};
use kaocheng_syntax::diagnostic::{Diagnostic, Severity};
use kaocheng_syntax::document::{Document, Section};
use kaocheng_syntax::exact::{Exact, show, show_percent};
use std::cell::RefCell;
use std::collections::HashMap;

/// The document and its plan, with what several checks ask of them.
pub(super) struct Context<'a> {
    pub(super) document: &'a Document,
    pub(super) plan: &'a Plan,
    pub(super) language: Language,
    sections: HashMap<&'a str, &'a Section>,
    /// Bounds found so far; several checks ask for the same.
    known: RefCell<HashMap<NodeId, Interval>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(document: &'a Document, plan: &'a Plan) -> Context<'a> {
        let sections = document.walk().into_iter().map(|s| (s.id.as_str(), s)).collect();
        let language = document.front.language.as_ref().map_or_else(|| Language::of(&document.source), |l| l.value);
        Context { document, plan, language, sections, known: RefCell::default() }
    }

    /// The section that an item was made from.
    pub(super) fn section(&self, item: usize) -> Option<&'a Section> {
        self.plan.items.get(item).and_then(|i| self.sections.get(i.id.as_str())).copied()
    }

    /// The clause of the text that a clause of the plan was made from.
    pub(super) fn clause(&self, item: usize, of: &PlanClause) -> Option<&'a Clause> {
        self.section(item)?.reading.clauses.iter().find(|c| c.span == of.span)
    }

    /// A question about the plan, nothing known yet.
    pub(super) fn study(&self) -> Study<'a> {
        Study::new(self.plan)
    }

    /// Indexes of the items that have no items below and read whole.
    pub(super) fn leaves(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.plan.items.len()).filter(|ix| self.plan.children(*ix).next().is_none() && self.is_read(*ix))
    }

    /// Whether the whole text of an item read. What only half reads would be found wanting for what is left out of it.
    pub(super) fn is_read(&self, item: usize) -> bool {
        let error = |d: &Diagnostic| d.severity == Severity::Error;
        self.section(item).is_none_or(|s| !s.reading.diagnostics.iter().any(error))
    }

    /// Whether an item belongs to the base total.
    pub(super) fn is_base(&self, item: usize) -> bool {
        self.plan.items[item].kind == ItemKind::Base
    }

    /// The least and most a number can be when everything is reported: the tightest that can be proved by following one
    /// figure at a time.
    pub(super) fn bounds(&self, node: NodeId) -> Interval {
        if let Some(known) = self.known.borrow().get(&node) {
            return known.clone();
        }
        let study = self.study();
        let mut tight = study.interval(node);
        for figure in self.plan.figures_of(node) {
            let Some(hull) = hull_of(&study.over(figure, &[node])) else { continue };
            tight = Interval::new(
                tighter(tight.least, hull.least, |a, b| a.max(b)),
                tighter(tight.most, hull.most, |a, b| a.min(b)),
            );
        }
        self.known.borrow_mut().insert(node, tight.clone());
        tight
    }

    /// A node in the words of the scheme.
    pub(super) fn label(&self, node: NodeId) -> String {
        formula(self.plan, node, self.language, &|_| None)
    }

    /// A value of a figure as people write it: with its percent sign or its unit.
    pub(super) fn show(&self, figure: NodeId, value: &Exact) -> String {
        if self.plan.is_share(figure) {
            return show_percent(value);
        }
        let unit = match &self.plan.node(figure).op {
            Op::Input(ix) => self.plan.inputs[ix.0].unit.as_deref(),
            _ => None,
        };
        match (unit, self.language) {
            (Some(unit), Language::Chinese) => format!("{}{unit}", show(value)),
            (Some(unit), Language::English) => format!("{} {unit}", show(value)),
            (None, _) => show(value),
        }
    }
}

fn tighter(a: Option<Exact>, b: Option<Exact>, f: fn(Exact, Exact) -> Exact) -> Option<Exact> {
    match (a, b) {
        (Some(a), Some(b)) => Some(f(a, b)),
        (a, b) => a.or(b),
    }
}

/// Everything that the first node asked for can be on any piece.
fn hull_of(pieces: &[Piece]) -> Option<Interval> {
    let on = |p: &Piece| p.facts.first().and_then(Fact::line).map(|l| l.interval(&p.stretch));
    pieces.iter().filter_map(on).reduce(|a, b| a.hull(&b))
}
