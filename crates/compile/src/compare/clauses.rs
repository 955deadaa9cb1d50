//! Clauses of two items side by side: those that ask for the same inputs are the same clause.

use super::rows::{Parameter, Rows};
use crate::plan::{OverrideKind, Plan, PlanClause, Shape};
use crate::reading::{condition, formula};
use kaocheng_syntax::clause::{Language, Sign};

/// One clause in words, and what it asks for.
struct Line {
    inputs: Vec<String>,
    words: String,
    met: bool,
}

pub(super) fn compare(
    place: &str,
    a: (&Plan, Option<usize>),
    b: (&Plan, Option<usize>),
    language: Language,
    rows: &mut Rows,
) {
    let first = lines(a, language);
    let mut second = lines(b, language);
    for line in &first {
        // The same words first, so that two clauses about one input do not cross.
        let exact = second.iter().position(|o| !o.met && o.words == line.words);
        let partner = exact.or_else(|| second.iter().position(|o| !o.met && o.inputs == line.inputs));
        let other = partner.map(|at| {
            second[at].met = true;
            second[at].words.clone()
        });
        rows.pair(place, Parameter::Clause, Some(line.words.clone()), other);
    }
    for line in second.into_iter().filter(|l| !l.met) {
        rows.pair(place, Parameter::Clause, None, Some(line.words));
    }
}

fn lines((plan, item): (&Plan, Option<usize>), language: Language) -> Vec<Line> {
    let Some(item) = item else { return Vec::new() };
    let clauses = plan.items[item].clauses.iter();
    clauses
        .filter_map(|clause| {
            Some(Line { inputs: inputs(plan, clause), words: words(plan, clause, language)?, met: false })
        })
        .collect()
}

/// The words of the inputs of a clause, sorted.
fn inputs(plan: &Plan, clause: &PlanClause) -> Vec<String> {
    let node = match &clause.shape {
        Shape::Override { condition, .. } => Some(*condition),
        // A limit is told from others by what it is, not by what it adds up.
        Shape::Cap { .. } => None,
        _ => clause.points,
    };
    let mut labels: Vec<String> =
        node.map(|n| plan.inputs_of(n)).unwrap_or_default().iter().map(|ix| plan.inputs[ix.0].label.clone()).collect();
    labels.sort();
    labels
}

/// A clause as a formula with its sign; `None` for one that says nothing by itself.
fn words(plan: &Plan, clause: &PlanClause, language: Language) -> Option<String> {
    let zh = language == Language::Chinese;
    let none: crate::reading::Words = &|_| None;
    match (&clause.shape, clause.points) {
        (Shape::Override { condition: when, what }, _) => {
            Some(format!("{} → {}", condition(plan, *when, language, none), effect(*what, zh)))
        }
        (Shape::Cap { limit, .. }, _) => {
            let limit = formula(plan, *limit, language, none);
            Some(if zh { format!("合计最多 {limit}") } else { format!("together at most {limit}") })
        }
        (Shape::Highest, _) => Some(if zh { "只计最高的一项" } else { "only the highest counts" }.to_owned()),
        (_, Some(points)) => {
            let sign = if clause.sign == Sign::Earn { "+" } else { "−" };
            Some(format!("{sign} {}", formula(plan, points, language, none)))
        }
        (_, None) => None,
    }
}

fn effect(what: OverrideKind, zh: bool) -> &'static str {
    match (what, zh) {
        (OverrideKind::Zero, true) => "不得分",
        (OverrideKind::Zero, false) => "no points",
        (OverrideKind::Full, true) => "满分",
        (OverrideKind::Full, false) => "full points",
        (OverrideKind::Assign, true) => "直接认定",
        (OverrideKind::Assign, false) => "these points",
        (OverrideKind::Exempt, true) => "不计",
        (OverrideKind::Exempt, false) => "does not count",
        (OverrideKind::NotApplicable, true) => "不适用",
        (OverrideKind::NotApplicable, false) => "does not apply",
        (OverrideKind::Veto, true) => "一票否决",
        (OverrideKind::Veto, false) => "veto",
        (OverrideKind::Multiply, true) => "加倍",
        (OverrideKind::Multiply, false) => "counts several times",
    }
}
