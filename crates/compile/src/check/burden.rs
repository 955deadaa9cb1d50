//! What a scheme asks of each unit: figures, pieces of evidence, and how many points it hands out.

use super::context::Context;
use super::sentence::{is_scored, sentences};
use crate::plan::ItemKind;
use kaocheng_syntax::clause::InputKind;
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::exact::{Exact, show, whole};
use num_traits::Zero;

/// Above so many figures a unit, a scheme is heavy.
const MOST_INPUTS: usize = 60;

/// Above so many points, a scheme is more than a hundred-point one.
const MOST_POINTS: i64 = 100;

/// How evidence is asked for.
const EVIDENCE: &[&str] = &[
    "查阅",
    "查看",
    "查资料",
    "查文件",
    "查记录",
    "查台账",
    "提供",
    "佐证",
    "evidence",
    "supporting document",
    "supporting documents",
];

pub(super) fn check(context: &Context) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let front = context.document.front.span;
    let asked = context.plan.inputs.iter().filter(|i| i.kind != InputKind::Judged).count();
    let judged = context.plan.inputs.len() - asked;
    if asked + judged > 0 {
        let burden = |heavy: bool| match heavy {
            true => Diagnostic::warning("burden-heavy", front).with("most", MOST_INPUTS.to_string()),
            false => Diagnostic::note("burden", front),
        };
        found.push(
            burden(asked > MOST_INPUTS)
                .with("inputs", asked.to_string())
                .with("judged", judged.to_string())
                .with("evidence", evidence(context).to_string()),
        );
    }
    let total = total(context);
    if total > whole(MOST_POINTS) {
        found.push(
            Diagnostic::note("total-over-100", front).with("total", show(&total)).with("most", MOST_POINTS.to_string()),
        );
    }
    found
}

/// Sentences that ask for a paper.
fn evidence(context: &Context) -> usize {
    let scored = context.document.walk().into_iter().filter(|s| is_scored(s));
    scored.flat_map(|s| sentences(context, s)).filter(|s| s.holds_any(EVIDENCE).is_some()).count()
}

/// The points of the base total, as printed on the items of the first level that have some.
fn total(context: &Context) -> Exact {
    let plan = context.plan;
    let mut sum = Exact::zero();
    let mut level: Vec<usize> = (0..plan.items.len()).filter(|i| plan.items[*i].parent.is_none()).collect();
    while let Some(ix) = level.pop() {
        match &plan.items[ix].points {
            Some(points) if plan.items[ix].kind == ItemKind::Base => sum += points,
            Some(_) => {}
            None => level.extend(plan.children(ix)),
        }
    }
    sum
}
