//! Names → inputs: which phrase is which term, which terms are computed, and what is collected in the end.

mod formula;

use crate::lower::Bindings;
use crate::plan::{Absence, Builder, Input, InputIx, NodeId, Op, RollUp};
use crate::policy::{Policies, PolicyName};
use kaocheng_syntax::clause::{Clause, Feed, InputKind, InputPhrase};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::document::{Section, Spanned, Term, TermExpr};
use kaocheng_syntax::span::Span;
use std::collections::HashMap;

/// The terms of a document, and the inputs that were made so far.
pub(crate) struct Terms<'a> {
    terms: &'a [Term],
    /// The level whose items are lowered.
    level: Option<String>,
    /// Whether the scheme assesses several levels, so that an input belongs to one of them.
    several: bool,
    /// Inputs by term (index), and inputs that formulas name but no term does.
    by_term: HashMap<usize, InputIx>,
    by_name: HashMap<String, InputIx>,
    /// Which terms some sentence or formula used.
    used: Vec<bool>,
}

impl<'a> Terms<'a> {
    pub(crate) fn new(terms: &'a [Term], level: Option<String>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        for (ix, term) in terms.iter().enumerate() {
            if let Some(first) = terms[..ix].iter().find(|t| t.label.value == term.label.value) {
                diagnostics.push(
                    Diagnostic::error("term-twice", term.label.span)
                        .with("term", term.label.value.clone())
                        .with("first", first.span.start.to_string()),
                );
            }
        }
        Terms {
            terms,
            level,
            several: false,
            by_term: HashMap::new(),
            by_name: HashMap::new(),
            used: vec![false; terms.len()],
        }
    }

    /// From now on, items of this level are lowered.
    pub(crate) fn stand_at(&mut self, level: Option<String>, several: bool) {
        self.several = several;
        if several {
            self.level = level;
        }
    }

    /// The level that supplies what nobody below reports: in a scheme of several levels, the one being lowered.
    fn own_level(&self) -> Option<String> {
        self.level.clone().filter(|_| self.several)
    }

    /// The figure of the units of a level that these words name, not rolled up: a weight.
    pub(crate) fn figure_at(
        &mut self,
        builder: &mut Builder,
        words: &str,
        level: &str,
        item: usize,
        span: Span,
    ) -> NodeId {
        let before = self.level.replace(level.to_owned());
        let node = match self.named(words) {
            Some(term) => self.leaf(builder, term, InputKind::Amount, None, item, &Policies::default()),
            None => self.unlisted(builder, &Spanned::new(words.to_owned(), span), item),
        };
        self.level = before;
        node
    }

    /// Binds every input of a section's reading to a node.
    pub(crate) fn bind(
        &mut self,
        builder: &mut Builder,
        section: &Section,
        item: usize,
        clauses: &[&Clause],
        policies: &Policies,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Bindings {
        let mut bindings = Bindings::default();
        let mut own = 0;
        for (ix, phrase) in section.reading.inputs.iter().enumerate() {
            if !is_used(clauses, ix) {
                bindings.inputs.push(builder.zero());
                bindings.kinds.push(phrase.kind.clone());
                continue;
            }
            let tied = self.find(phrase, diagnostics).map(|term| {
                let (node, kind) = self.term(builder, term, phrase, item, policies, diagnostics);
                (term, node, kind)
            });
            let fits = |node: NodeId, kind: &InputKind| fits(builder, node, kind, &phrase.kind);
            let (node, kind) = match tied {
                Some((_, node, kind)) if fits(node, &kind) => (node, kind),
                other => {
                    if let Some((term, ..)) = other {
                        let name = self.terms[term].label.value.clone();
                        diagnostics.push(Diagnostic::error("term-kind-differs", phrase.span).with("term", name));
                    }
                    own += 1;
                    let id = format!("{}:{own}", section.id);
                    let input =
                        builder.input(Input { level: self.own_level(), ..from_phrase(phrase, id, item, section) });
                    (builder.push(Op::Input(input), phrase.span), phrase.kind.clone())
                }
            };
            bindings.inputs.push(node);
            bindings.kinds.push(kind);
        }
        bindings
    }

    /// The term that a phrase means: by its link, its words, or the term's words at its end.
    fn find(&mut self, phrase: &InputPhrase, diagnostics: &mut Vec<Diagnostic>) -> Option<usize> {
        if let Some(link) = &phrase.link {
            let found = self.terms.iter().position(|t| t.id.as_ref().is_some_and(|id| id.value == *link));
            if found.is_none() {
                diagnostics.push(Diagnostic::error("term-unknown", phrase.span).with("term", link.clone()));
            }
            return found;
        }
        let words = |t: &'a Term| std::iter::once(&t.label.value).chain(t.aliases.iter().map(|a| &a.value));
        let label = folded(&phrase.label);
        if let Some(exact) = self.terms.iter().position(|t| words(t).any(|w| folded(w) == label)) {
            return Some(exact);
        }
        let ends = |t: &'a Term| {
            words(t).map(|w| folded(w)).filter(|w| w.chars().count() > 1 && label.ends_with(w)).map(|w| w.len()).max()
        };
        let mut best: Option<(usize, usize)> = None;
        for (ix, term) in self.terms.iter().enumerate() {
            if let Some(length) = ends(term)
                && best.is_none_or(|(_, l)| length > l)
            {
                best = Some((ix, length));
            }
        }
        best.map(|(ix, _)| ix)
    }

    /// The value of a term: computed by its formula, or an input of its own.
    fn term(
        &mut self,
        builder: &mut Builder,
        term: usize,
        phrase: &InputPhrase,
        item: usize,
        policies: &Policies,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (NodeId, InputKind) {
        self.used[term] = true;
        let row = &self.terms[term];
        if let Some(formula) = &row.formula {
            let node =
                self.formula(builder, &formula.value, formula.span, item, &mut vec![term], policies, diagnostics);
            return (node, phrase.kind.clone());
        }
        let kind = row.kind.as_ref().map_or_else(|| phrase.kind.clone(), |k| k.value.clone());
        let node = self.leaf(builder, term, kind.clone(), phrase.unit.clone(), item, policies);
        let kind = match (&row.level, builder.plan.node(node).ty) {
            (Some(_), crate::plan::Type::Number) if kind == InputKind::YesNo => rolled_kind(row),
            _ => kind,
        };
        (node, kind)
    }

    /// The input of a term, rolled up where lower units report it.
    fn leaf(
        &mut self,
        builder: &mut Builder,
        term: usize,
        kind: InputKind,
        unit: Option<String>,
        item: usize,
        policies: &Policies,
    ) -> NodeId {
        self.used[term] = true;
        let row = &self.terms[term];
        let text = |field: &Option<kaocheng_syntax::document::Spanned<String>>| field.as_ref().map(|s| s.value.clone());
        let below = text(&row.level).filter(|l| Some(l) != self.level.as_ref());
        let supplied = below.clone().or_else(|| self.own_level());
        let input = *self.by_term.entry(term).or_insert_with(|| {
            builder.input(Input {
                id: text(&row.id).unwrap_or_else(|| row.label.value.clone()),
                label: row.label.value.clone(),
                kind: kind.clone(),
                unit: text(&row.unit).or(unit),
                item,
                provider: text(&row.provider),
                source: text(&row.source),
                bounds: row.bounds.as_ref().map_or((None, None), |b| b.value.clone()),
                data_date: text(&row.data_date),
                level: supplied.clone(),
                feed: Feed::Supplied,
                span: row.label.span,
            })
        });
        // Two levels that are asked for one figure each supply their own.
        if row.level.is_none() && builder.plan.inputs[input.0].level != supplied {
            builder.plan.inputs[input.0].level = None;
        }
        let node = builder.push(Op::Input(input), row.label.span);
        if below.is_none() {
            return node;
        }
        let node = if kind == InputKind::YesNo {
            self.unreported_is_no(builder, node, row.label.span, policies)
        } else {
            node
        };
        builder.push(Op::RollUp(roll_up(row), node), row.span)
    }

    /// A lower unit that does not report a fact counts as one where it does not hold, unless the policy is to refuse or to
    /// give: else leaving it out would raise the share.
    fn unreported_is_no(&self, builder: &mut Builder, node: NodeId, span: Span, policies: &Policies) -> NodeId {
        let instead = match policies.choice(PolicyName::Missing).0 {
            0 => builder.truth(false),
            2 => builder.truth(true),
            _ => return node,
        };
        builder.push(Op::Substitute(node, Absence::Unreported, instead), span)
    }

    /// Remembers the term of a phrase, and those that its formula names, as used: in this round or in another.
    pub(crate) fn mention(&mut self, phrase: &InputPhrase) {
        if let Some(term) = self.find(phrase, &mut Vec::new()) {
            self.mark_used(term);
        }
    }

    fn mark_used(&mut self, term: usize) {
        if std::mem::replace(&mut self.used[term], true) {
            return;
        }
        let mut waiting: Vec<&TermExpr> = self.terms[term].formula.iter().map(|f| &f.value).collect();
        while let Some(expr) = waiting.pop() {
            match expr {
                TermExpr::Name(name) => {
                    if let Some(named) = self.named(&name.value) {
                        self.mark_used(named);
                    }
                }
                TermExpr::Add(all) | TermExpr::Mul(all) => waiting.extend(all),
                TermExpr::Sub(a, b) | TermExpr::Div(a, b) => waiting.extend([a.as_ref(), b.as_ref()]),
                TermExpr::Number(_) => {}
            }
        }
    }

    /// Notes the terms that no sentence and no formula uses.
    pub(crate) fn unused(&self, diagnostics: &mut Vec<Diagnostic>) {
        for (term, _) in self.terms.iter().zip(&self.used).filter(|(_, used)| !**used) {
            let name = term.label.value.clone();
            diagnostics.push(Diagnostic::note("unused-term", term.label.span).with("term", name));
        }
    }
}

fn rolled_kind(row: &Term) -> InputKind {
    if roll_up(row) == RollUp::Mean { InputKind::Rate } else { InputKind::Count }
}

fn roll_up(row: &Term) -> RollUp {
    let word = row.roll_up.as_ref().map_or("", |r| r.value.as_str()).trim().to_ascii_lowercase();
    match word.as_str() {
        "mean" | "average" | "share" | "平均" | "占比" | "比例" | "均值" => RollUp::Mean,
        _ => RollUp::Sum,
    }
}

fn is_used(clauses: &[&Clause], input: usize) -> bool {
    let mut found = false;
    for clause in clauses {
        clause.rule.inputs(&mut |ix| found |= ix.0 == input);
        clause.rule.expressions(&mut |expr| {
            if let kaocheng_syntax::clause::Expr::Cohort { of, .. } = expr {
                found |= mentions(of, input);
            }
        });
    }
    found
}

fn mentions(expr: &kaocheng_syntax::clause::Expr, input: usize) -> bool {
    use kaocheng_syntax::clause::Expr;
    match expr {
        Expr::Input(ix) => ix.0 == input,
        Expr::Add(all) | Expr::Mul(all) | Expr::Min(all) | Expr::Max(all) => all.iter().any(|e| mentions(e, input)),
        Expr::Sub(a, b) | Expr::Div(a, b) => mentions(a, input) || mentions(b, input),
        Expr::Cohort { of, .. } => mentions(of, input),
        Expr::Number(_) | Expr::ItemPoints | Expr::Below { .. } => false,
    }
}

fn from_phrase(phrase: &InputPhrase, id: String, item: usize, section: &Section) -> Input {
    let origin = |name: &str| {
        let found = section.attributes.iter().find(|a| a.setting.name.value == name);
        found.map(|a| a.setting.value.value.clone())
    };
    Input {
        id,
        label: phrase.label.clone(),
        kind: phrase.kind.clone(),
        unit: phrase.unit.clone(),
        item,
        provider: origin("provider"),
        source: origin("source"),
        bounds: (None, None),
        data_date: None,
        level: None,
        feed: phrase.feed.clone(),
        span: phrase.span,
    }
}

/// Whether a term's value can stand where a sentence has a phrase: numbers for numbers, anything countable for a fact,
/// and for a choice the very words, in the sentence's order, since its points are told apart by them.
fn fits(builder: &Builder, node: NodeId, kind: &InputKind, wanted: &InputKind) -> bool {
    use crate::plan::Type;
    match (wanted, builder.plan.node(node).ty) {
        (InputKind::Choice(words), Type::Choice) => matches!(kind, InputKind::Choice(own) if own == words),
        (InputKind::Choice(_), _) | (_, Type::Choice | Type::Word) => false,
        (InputKind::YesNo, _) => true,
        (_, ty) => ty == Type::Number,
    }
}

/// Words without blanks and case, for comparing.
fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}
