//! Formulas of terms → nodes; the leaves are what is collected.

use super::{Terms, folded};
use crate::plan::{Builder, Input, NodeId, Op, Type};
use crate::policy::Policies;
use kaocheng_syntax::clause::{Feed, InputKind};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::document::{Spanned, TermExpr};
use kaocheng_syntax::span::Span;

impl Terms<'_> {
    /// The value of a formula. `path` holds the terms being computed, to find circles.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn formula(
        &mut self,
        builder: &mut Builder,
        formula: &TermExpr,
        span: Span,
        item: usize,
        path: &mut Vec<usize>,
        policies: &Policies,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> NodeId {
        let mut of =
            |e: &TermExpr, builder: &mut Builder| self.formula(builder, e, span, item, path, policies, diagnostics);
        match formula {
            TermExpr::Number(v) => builder.number(v.clone(), span),
            TermExpr::Add(all) => {
                let nodes = all.iter().map(|e| of(e, builder)).collect();
                builder.push(Op::Add(nodes), span)
            }
            TermExpr::Mul(all) => {
                let nodes = all.iter().map(|e| of(e, builder)).collect();
                builder.push(Op::Mul(nodes), span)
            }
            TermExpr::Sub(a, b) => {
                let (a, b) = (of(a, builder), of(b, builder));
                builder.push(Op::Sub(a, b), span)
            }
            TermExpr::Div(a, b) => {
                let (a, b) = (of(a, builder), of(b, builder));
                builder.push(Op::Div(a, b), span)
            }
            TermExpr::Name(name) => self.name(builder, name, item, path, policies, diagnostics),
        }
    }

    fn name(
        &mut self,
        builder: &mut Builder,
        name: &Spanned<String>,
        item: usize,
        path: &mut Vec<usize>,
        policies: &Policies,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> NodeId {
        let Some(term) = self.named(&name.value) else { return self.unlisted(builder, name, item) };
        if path.contains(&term) {
            diagnostics.push(Diagnostic::error("term-circle", name.span).with("term", name.value.clone()));
            return builder.zero();
        }
        let row = &self.terms[term];
        match &row.formula {
            Some(formula) => {
                path.push(term);
                self.used[term] = true;
                let node = self.formula(builder, &formula.value, formula.span, item, path, policies, diagnostics);
                path.pop();
                node
            }
            None => {
                let kind = row.kind.as_ref().map_or(InputKind::Amount, |k| k.value.clone());
                let node = self.leaf(builder, term, kind, None, item, policies);
                self.counted(builder, node, name, diagnostics)
            }
        }
    }

    /// A leaf as a number: a fact counts 1 or 0; a level is no number.
    fn counted(
        &self,
        builder: &mut Builder,
        node: NodeId,
        name: &Spanned<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> NodeId {
        match builder.plan.node(node).ty {
            Type::Number => node,
            Type::Truth => {
                let one = builder.number(kaocheng_syntax::exact::whole(1), name.span);
                let zero = builder.zero();
                builder.push(Op::If(node, one, zero), name.span)
            }
            Type::Choice | Type::Word => {
                diagnostics.push(Diagnostic::error("term-kind-differs", name.span).with("term", name.value.clone()));
                builder.zero()
            }
        }
    }

    /// The term that a formula names: by its label, another word for it, or its id.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        let wanted = folded(name);
        self.terms.iter().position(|t| {
            let mut words = std::iter::once(&t.label).chain(&t.aliases).chain(&t.id);
            words.any(|w| folded(&w.value) == wanted)
        })
    }

    /// A figure that a formula names and no row lists: an amount known by its name, not below 0.
    pub(super) fn unlisted(&mut self, builder: &mut Builder, name: &Spanned<String>, item: usize) -> NodeId {
        let level = self.own_level();
        let input = *self.by_name.entry(folded(&name.value)).or_insert_with(|| {
            builder.input(Input {
                id: name.value.clone(),
                label: name.value.clone(),
                kind: InputKind::Amount,
                unit: None,
                item,
                provider: None,
                source: None,
                bounds: (Some(num_traits::Zero::zero()), None),
                data_date: None,
                level,
                feed: Feed::Supplied,
                span: name.span,
            })
        });
        builder.push(Op::Input(input), name.span)
    }
}
