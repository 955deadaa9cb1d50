//! One fact counted in two places, and one figure asked for in two places.

use super::context::Context;
use crate::plan::{InputIx, ItemKind};
use kaocheng_syntax::diagnostic::{Diagnostic, Severity};
use std::collections::HashMap;

pub(super) fn check(context: &Context) -> Vec<Diagnostic> {
    let used = used_twice(context);
    // A fact that is counted twice is named once, as that.
    let titles = |d: &Diagnostic| (d.detail("first").map(str::to_owned), d.detail("second").map(str::to_owned));
    let known: Vec<_> = used.iter().map(titles).collect();
    let asked = asked_twice(context).into_iter().filter(|d| !known.contains(&titles(d)));
    used.iter().cloned().chain(asked).collect()
}

/// The same title in the base total and among bonuses or deductions, or one input that two items score.
fn used_twice(context: &Context) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let items = &context.plan.items;
    for (ix, item) in items.iter().enumerate() {
        let same = |other: &usize| {
            items[*other].kind != item.kind && folded(&bare(context, *other)) == folded(&bare(context, ix))
        };
        if let Some(first) = (0..ix).find(same) {
            found.push(finding(context, Severity::Warning, &bare(context, ix), first, ix));
        }
    }
    let mut by_input: HashMap<InputIx, usize> = HashMap::new();
    for ix in context.leaves() {
        for input in context.plan.own_inputs_of(items[ix].score) {
            let Some(first) = by_input.get(&input).copied() else {
                by_input.insert(input, ix);
                continue;
            };
            let kinds = (items[first].kind, items[ix].kind);
            let severity = if kinds == (ItemKind::Base, ItemKind::Base) { Severity::Note } else { Severity::Warning };
            let both = |d: &Diagnostic| d.span == items[ix].heading && d.severity == Severity::Warning;
            if !found.iter().any(both) {
                found.push(finding(context, severity, &context.plan.inputs[input.0].label, first, ix));
            }
        }
    }
    found
}

/// The title of an item without its number.
fn bare(context: &Context, ix: usize) -> String {
    context.section(ix).map_or_else(|| context.plan.items[ix].title.clone(), |s| s.title.clone())
}

fn finding(context: &Context, severity: Severity, fact: &str, first: usize, second: usize) -> Diagnostic {
    let items = &context.plan.items;
    Diagnostic::new("used-twice", severity, items[second].heading)
        .with("fact", fact)
        .with("first", items[first].title.clone())
        .with("second", items[second].title.clone())
}

/// The same words in two items, each with an input of its own: units type one figure twice, and may type two numbers.
fn asked_twice(context: &Context) -> Vec<Diagnostic> {
    let mut first_of: HashMap<String, usize> = HashMap::new();
    let mut found = Vec::new();
    for input in &context.plan.inputs {
        let key = format!("{} {}", folded(&input.label), input.unit.as_deref().unwrap_or(""));
        let Some(first) = first_of.get(&key).copied() else {
            first_of.insert(key, input.item);
            continue;
        };
        if first == input.item {
            continue;
        }
        let title = |ix: usize| context.plan.items.get(ix).map_or("", |i| i.title.as_str());
        found.push(
            Diagnostic::warning("asked-twice", input.span)
                .with("figure", input.label.clone())
                .with("first", title(first))
                .with("second", title(input.item)),
        );
    }
    found
}

/// Words without blanks and case, for comparing.
fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}
