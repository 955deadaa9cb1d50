//! An explanation as lines of text, in Chinese or English.

use super::number::{show_input, show_number, show_reason};
use super::{Explanation, Gain, Target, show_value};
use crate::table::{Provenance, Value};
use kaocheng_compile::plan::Plan;
use kaocheng_syntax::clause::{InputKind, Language};
use kaocheng_syntax::exact::Exact;

/// The lines of an explanation: heading, figures with their origin, clauses with numbers, what is missing, and what it
/// would take.
pub fn words(explanation: &Explanation, plan: &Plan, language: Language) -> Vec<String> {
    let zh = language == Language::Chinese;
    let mut lines = vec![heading(explanation, language)];
    for figure in &explanation.figures {
        lines.push(format!("  {}{}", figure.text, origins(&figure.provenance)));
    }
    for member in &explanation.members {
        lines.push(format!("  {}    {}", member.title, signed(&member.points)));
        lines.extend(member.parts.iter().map(|part| format!("    {}{}", part.text, origins(&part.findings))));
    }
    lines.extend(explanation.lines.iter().map(|line| format!("  {}", line.text)));
    for (label, reason) in &explanation.absent {
        let reason = show_reason(*reason, language);
        lines.push(if zh { format!("  “{label}”{reason}") } else { format!("  “{label}” is {reason}") });
    }
    if explanation.default {
        lines.push(format!("  {}", if zh { "默认给分,不是考核所得" } else { "given by default, not earned" }));
    }
    lines.extend(outlook(explanation, plan, language).map(|line| format!("  {line}")));
    lines
}

fn heading(explanation: &Explanation, language: Language) -> String {
    let title = explanation.trail.last().map_or("", String::as_str);
    let score = match &explanation.score {
        Value::Number(v) => show_number(v),
        other => show_value(other, None, language),
    };
    let points = explanation.points.as_ref().map_or(String::new(), |p| format!(" / {}", show_number(p)));
    // 3.2 Staffing names its id already; (5)事业费投入 does not.
    let id =
        if title.starts_with(&format!("{} ", explanation.id)) { String::new() } else { format!("{} ", explanation.id) };
    format!("{id}{title}    {score}{points}")
}

/// `    [信访函 2026-14 2026-05-03 findings.csv:2; …]`, or nothing.
fn origins(all: &[Provenance]) -> String {
    let words: Vec<String> = all.iter().map(origin).filter(|o| !o.is_empty()).collect();
    if words.is_empty() { String::new() } else { format!("    [{}]", words.join("; ")) }
}

/// Points with a minus sign, not a hyphen, before what is taken.
fn signed(points: &Exact) -> String {
    let text = show_number(points);
    text.strip_prefix('-').map_or_else(|| text.clone(), |rest| format!("−{rest}"))
}

fn origin(provenance: &Provenance) -> String {
    let parts = [&provenance.source, &provenance.date, &provenance.note, &provenance.place];
    parts.into_iter().filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

/// What would it take.
fn outlook(explanation: &Explanation, plan: &Plan, language: Language) -> Option<String> {
    let zh = language == Language::Chinese;
    let full = explanation.full.as_ref();
    if full.is_some_and(Vec::is_empty) {
        return Some(if zh { "已得满分" } else { "full marks" }.to_owned());
    }
    let gain = explanation.gain.as_ref().map(|g| gain_words(g, plan, language));
    let full = full.map(|targets| {
        let list: Vec<String> = targets.iter().map(|t| target_words(t, plan, language)).collect();
        if zh { format!("{},得满分", list.join(",")) } else { format!("full marks with {}", list.join(", ")) }
    });
    match (gain, full) {
        (None, None) => None,
        (a, b) => Some(a.into_iter().chain(b).collect::<Vec<_>>().join(if zh { ";" } else { "; " })),
    }
}

fn gain_words(gain: &Gain, plan: &Plan, language: Language) -> String {
    let points = show_number(&gain.points);
    let input = &plan.inputs[gain.target.input.0];
    let zh = language == Language::Chinese;
    if let (Value::Number(now), Value::Number(then)) = (&gain.target.now, &gain.target.value) {
        let more = then > now;
        let amount = difference(now, then, &input.kind);
        let unit = input.unit.clone().map_or(String::new(), |u| format!(" {u}"));
        let unit = if input.kind == InputKind::Rate { points_unit(language).to_owned() } else { unit };
        return match (zh, more) {
            (true, true) => format!("“{}”再增加 {amount}{unit},加 {points} 分", input.label),
            (true, false) => format!("“{}”减少 {amount}{unit},加 {points} 分", input.label),
            (false, true) => format!("{amount}{unit} more of “{}” gains {points}", input.label),
            (false, false) => format!("{amount}{unit} less of “{}” gains {points}", input.label),
        };
    }
    let target = target_words(&gain.target, plan, language);
    if zh { format!("{target},加 {points} 分") } else { format!("{target} gains {points}") }
}

fn points_unit(language: Language) -> &'static str {
    if language == Language::Chinese { " 个百分点" } else { " percentage points" }
}

fn difference(now: &Exact, then: &Exact, kind: &InputKind) -> String {
    let apart = if then > now { then - now } else { now - then };
    let scale = if *kind == InputKind::Rate { 100 } else { 1 };
    show_number(&(apart * kaocheng_syntax::exact::whole(scale)))
}

fn target_words(target: &Target, plan: &Plan, language: Language) -> String {
    let input = &plan.inputs[target.input.0];
    let value = show_input(plan, target.input.0, &target.value, language);
    let falls = matches!((&target.now, &target.value), (Value::Number(a), Value::Number(b)) if b < a);
    match (language, &input.kind, falls) {
        (Language::Chinese, InputKind::YesNo | InputKind::Choice(_), _) => format!("“{}”为{value}", input.label),
        (Language::Chinese, _, true) => format!("“{}”降到 {value}", input.label),
        (Language::Chinese, _, false) => format!("“{}”达到 {value}", input.label),
        (Language::English, InputKind::YesNo | InputKind::Choice(_), _) => format!("“{}” {value}", input.label),
        (Language::English, ..) => format!("“{}” at {value}", input.label),
    }
}
