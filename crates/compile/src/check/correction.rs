//! Figures that the text says are corrected by the sample, without a formula that says how.

use super::context::Context;
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::document::{Term, TermExpr};
use kaocheng_syntax::provision::{Correction, ProvisionRule};

pub(super) fn check(context: &Context) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for provision in context.document.walk().into_iter().flat_map(|section| &section.provisions) {
        let ProvisionRule::Correction(rule) = &provision.rule else { continue };
        let ruled = |figure: &&String| !context.document.terms.iter().any(|term| corrects(term, figure, &rule.error));
        for figure in rule.figures.iter().filter(ruled) {
            found.push(missing(rule, figure, provision.span));
        }
    }
    found
}

fn missing(rule: &Correction, figure: &str, span: kaocheng_syntax::span::Span) -> Diagnostic {
    Diagnostic::error("correction-rule-missing", span).with("figure", figure).with("error", rule.error.clone())
}

/// Whether a term is the figure, corrected: its formula holds the error and, unless it has the figure's own name, the
/// figure.
fn corrects(term: &Term, figure: &str, error: &str) -> bool {
    let Some(formula) = &term.formula else { return false };
    let mut names = Vec::new();
    names_in(&formula.value, &mut names);
    let (errors, others): (Vec<&str>, Vec<&str>) = names.into_iter().partition(|name| names_same(name, error));
    let of_figure = names_same(&term.label.value, figure) || others.iter().any(|name| names_same(name, figure));
    of_figure && !errors.is_empty()
}

fn names_in<'t>(formula: &'t TermExpr, found: &mut Vec<&'t str>) {
    match formula {
        TermExpr::Number(_) => {}
        TermExpr::Name(name) => found.push(&name.value),
        TermExpr::Add(all) | TermExpr::Mul(all) => all.iter().for_each(|e| names_in(e, found)),
        TermExpr::Sub(a, b) | TermExpr::Div(a, b) => [a, b].into_iter().for_each(|e| names_in(e, found)),
    }
}

/// Whether two phrases name one thing: one holds the other (到位率, 上报到位率; 样本误差, 样本点上报误差 does not).
fn names_same(a: &str, b: &str) -> bool {
    let plain =
        |text: &str| text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect::<String>();
    let (a, b) = (plain(a), plain(b));
    !a.is_empty() && !b.is_empty() && (a.contains(&b) || b.contains(&a))
}
