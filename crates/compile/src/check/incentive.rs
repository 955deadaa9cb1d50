//! Incentives not to report: a clause that gives at least as much when a figure is left out as the most it gives for any
//! figure, and more than for some.

use super::context::Context;
use crate::plan::{Input, InputIx, Interval, ItemKind, NodeId};
use crate::policy::{Decided, PolicyName};
use kaocheng_syntax::clause::{InputKind, Sign};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::exact::Exact;
use kaocheng_syntax::span::Span;

pub(super) fn check(context: &Context) -> Vec<Diagnostic> {
    let mut found: Vec<(usize, Vec<String>)> = Vec::new();
    for (ix, item) in context.plan.items.iter().enumerate() {
        // Findings of a deduction section are made by the office; that nothing is found is the rule, not an omission.
        if item.kind == ItemKind::Deduction {
            continue;
        }
        let mut figures: Vec<String> = Vec::new();
        for clause in &item.clauses {
            let Some(points) = clause.points else { continue };
            for input in context.plan.inputs_of(points) {
                let label = &context.plan.inputs[input.0].label;
                if is_reported(&context.plan.inputs[input.0])
                    && silence_pays(context, points, clause.sign, input)
                    && !figures.contains(label)
                {
                    figures.push(label.clone());
                }
            }
        }
        if !figures.is_empty() {
            found.push((ix, figures));
        }
    }
    diagnostics(context, &found)
}

/// One finding an item; a policy of the whole scheme that brings them all about is named once.
fn diagnostics(context: &Context, found: &[(usize, Vec<String>)]) -> Vec<Diagnostic> {
    if let (Some(span), true) = (scheme_wide(context), found.len() > 1) {
        let all: Vec<String> = found.iter().flat_map(|f| f.1.clone()).collect();
        return vec![finding(span, &context.plan.head.title, &all)];
    }
    let item = |ix: usize| &context.plan.items[ix];
    found.iter().map(|(ix, figures)| finding(item(*ix).heading, &item(*ix).title, figures)).collect()
}

fn finding(span: Span, item: &str, figures: &[String]) -> Diagnostic {
    Diagnostic::warning("not-reporting-pays", span).with("item", item).with("figures", figures.join(", "))
}

/// Where the scheme decides that missing figures give full points.
fn scheme_wide(context: &Context) -> Option<Span> {
    let used = context.plan.policies.iter().find(|p| p.name == PolicyName::Missing)?;
    let setting = context.document.front.policies.iter();
    let mut named = setting.filter(|s| PolicyName::from_text(&s.name.value) == Some(PolicyName::Missing));
    (used.decided == Decided::Scheme && used.choice == "full").then(|| named.next().map(|s| s.value.span))?
}

fn is_reported(input: &Input) -> bool {
    let by_itself = |s: &str| matches!(s, "reported" | "填报" | "上报" | "自报" | "报送");
    input.kind != InputKind::Judged && input.source.as_deref().is_none_or(|s| by_itself(s.trim()))
}

fn silence_pays(context: &Context, points: NodeId, sign: Sign, input: InputIx) -> bool {
    let silent = context.study().without(input).fact(points);
    if !silent.is_there() {
        return false;
    }
    let everywhere = crate::plan::Stretch { from: None, to: None };
    let silent = silent.line().map_or_else(Interval::all, |l| l.interval(&everywhere));
    let spoken = context.bounds(points);
    let at_least = |a: &Option<Exact>, b: &Option<Exact>| a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| a >= b);
    let (kept, more) = match sign {
        Sign::Earn => (at_least(&silent.least, &spoken.most), !at_least(&spoken.least, &silent.least)),
        Sign::Lose => (at_least(&spoken.least, &silent.most), !at_least(&silent.most, &spoken.most)),
    };
    kept && more
}
