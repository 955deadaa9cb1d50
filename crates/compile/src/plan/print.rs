//! The canonical text of a plan and its hash.
//!
//! The text holds all that can change a result or what is asked for, and nothing else: no places, no headings, no
//! sentences. So two documents with one meaning, however they are typed, have one program hash.

use super::op::{Absence, CompareOp, Op, Reason, RollUp};
use super::{Input, ItemKind, NodeId, Plan};
use kaocheng_syntax::clause::{CohortStatistic, InputKind, VetoEffect};
use kaocheng_syntax::exact::{Exact, show};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The canonical text, one line a thing, `\n` at every end.
pub fn print(plan: &Plan) -> String {
    let mut out = String::from("kaocheng-plan 1\n");
    let head = &plan.head;
    line(&mut out, &format!("scheme {}", quoted(&head.code)));
    if let Some(round) = &head.round {
        line(&mut out, &format!("round {}", quoted(round)));
    }
    let first = head.level.iter().filter(|_| plan.levels.is_empty());
    for level in plan.levels.iter().filter_map(|l| l.level.as_ref()).chain(first) {
        line(&mut out, &format!("level {}", quoted(level)));
    }
    // Figures of another period are other figures: what is asked for changes with it.
    for (name, days) in [("period", &head.period), ("field", &head.field)] {
        if let Some((from, to)) = days {
            line(&mut out, &format!("{name} {} {}", quoted(from), quoted(to)));
        }
    }
    for (ix, input) in plan.inputs.iter().enumerate() {
        line(&mut out, &format!("i{ix} = {}", input_text(input)));
    }
    for (ix, node) in plan.nodes.iter().enumerate() {
        line(&mut out, &format!("n{ix} = {}", op_text(&node.op)));
    }
    for item in &plan.items {
        let kind = match item.kind {
            ItemKind::Base => "item",
            ItemKind::Bonus => "bonus",
            ItemKind::Deduction => "deduction",
        };
        let points = item.points.as_ref().map_or_else(|| "-".to_owned(), show);
        let grade = item.grade.map_or(String::new(), |g| format!(" grade n{}", g.0));
        let default = if item.default { " default" } else { "" };
        let level = item.level.as_ref().map_or(String::new(), |l| format!(" of {}", quoted(l)));
        let mark = item.substituted.map_or(String::new(), |n| format!(" substituted n{}", n.0));
        line(&mut out, &format!("{kind} {} {points} n{}{grade}{default}{level}{mark}", quoted(&item.id), item.score.0));
    }
    for veto in &plan.vetoes {
        let effect = match veto.effect {
            VetoEffect::TotalZero => "total-zero",
            VetoEffect::LastPlace => "last-place",
            VetoEffect::LowestGrade => "lowest-grade",
            VetoEffect::NotEligible => "not-eligible",
        };
        line(&mut out, &format!("veto n{} {effect}", veto.condition.0));
    }
    for used in plan.policies.iter().filter(|p| p.name.acts_outside_nodes()) {
        line(&mut out, &format!("policy {} {}", used.name.english(), used.choice));
    }
    let totals = plan.levels.iter().map(|l| l.total);
    let lone = plan.total.filter(|_| plan.levels.is_empty());
    for total in totals.chain(lone) {
        line(&mut out, &format!("total n{}", total.0));
    }
    super::print_mechanism::print(&plan.mechanism, &mut |text| line(&mut out, text));
    out
}

/// SHA-256 of the canonical text, in lower-case hexadecimal.
pub fn hash(plan: &Plan) -> String {
    Sha256::digest(print(plan).as_bytes()).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

fn input_text(input: &Input) -> String {
    let kind = match &input.kind {
        InputKind::YesNo => "yes-no".to_owned(),
        InputKind::Count => "count".to_owned(),
        InputKind::Amount => "amount".to_owned(),
        InputKind::Rate => "rate".to_owned(),
        InputKind::Rank => "rank".to_owned(),
        InputKind::Judged => "judged".to_owned(),
        InputKind::Choice(words) => {
            format!("choice({})", words.iter().map(|w| quoted(w)).collect::<Vec<_>>().join(" "))
        }
    };
    let mut text = format!("{kind} {} {}", quoted(&input.id), quoted(&input.label));
    let bound = |v: &Option<Exact>| v.as_ref().map_or_else(|| "-".to_owned(), show);
    if input.bounds != (None, None) {
        let _ = write!(text, " bounds {} {}", bound(&input.bounds.0), bound(&input.bounds.1));
    }
    for (name, value) in [
        ("unit", &input.unit),
        ("level", &input.level),
        ("provider", &input.provider),
        ("source", &input.source),
        ("date", &input.data_date),
    ] {
        if let Some(value) = value {
            let _ = write!(text, " {name} {}", quoted(value));
        }
    }
    text
}

/// An operation as it stands in the canonical text: `add n1 n2`.
pub fn op_text(op: &Op) -> String {
    let (name, argument) = match op {
        Op::Number(v) => return format!("number {}", show(v)),
        Op::Truth(v) => return format!("truth {}", if *v { "yes" } else { "no" }),
        Op::Word(w) => return format!("word {}", quoted(w)),
        Op::Missing(reason) => return format!("missing {}", reason_name(*reason)),
        Op::Input(ix) => return format!("input i{}", ix.0),
        Op::ItemPoints => return "item-points".to_owned(),
        Op::UnitIs(word) => return format!("unit-is {}", quoted(word)),
        Op::Add(_) => ("add", None),
        Op::Sub(..) => ("sub", None),
        Op::Mul(_) => ("mul", None),
        Op::Div(..) => ("div", None),
        Op::Min(_) => ("min", None),
        Op::Max(_) => ("max", None),
        Op::Floor(_) => ("floor", None),
        Op::Ceil(_) => ("ceil", None),
        Op::Round(_, digits) => ("round", Some(digits.to_string())),
        Op::Compare(cmp, ..) => (compare_name(*cmp), None),
        Op::Is(_, word) => ("is", Some(word.to_string())),
        Op::And(_) => ("and", None),
        Op::Or(_) => ("or", None),
        Op::Not(_) => ("not", None),
        Op::If(..) => ("if", None),
        Op::Substitute(_, Absence::Unreported, _) => ("if-unreported", None),
        Op::Substitute(_, Absence::Inapplicable, _) => ("if-inapplicable", None),
        Op::Present(_) => ("present", None),
        Op::Cohort(statistic, _) => ("cohort", Some(statistic_name(*statistic).to_owned())),
        Op::RollUp(RollUp::Sum, _) => ("roll-up", Some("sum".to_owned())),
        Op::RollUp(RollUp::Mean, _) => ("roll-up", Some("mean".to_owned())),
    };
    let operands: Vec<String> = op.operands().iter().map(|NodeId(n)| format!("n{n}")).collect();
    let argument = argument.map_or(String::new(), |a| format!(" {a}"));
    format!("{name}{argument} {}", operands.join(" "))
}

fn reason_name(reason: Reason) -> &'static str {
    match reason {
        Reason::NotReported => "not-reported",
        Reason::Refused => "refused",
        Reason::NotApplicable => "not-applicable",
        Reason::Excused => "excused",
    }
}

fn compare_name(cmp: CompareOp) -> &'static str {
    match cmp {
        CompareOp::AtLeast => "at-least",
        CompareOp::Above => "above",
        CompareOp::AtMost => "at-most",
        CompareOp::Below => "below",
        CompareOp::Equal => "equal",
    }
}

fn statistic_name(statistic: CohortStatistic) -> &'static str {
    match statistic {
        CohortStatistic::Mean => "mean",
        CohortStatistic::Least => "least",
        CohortStatistic::Greatest => "greatest",
        CohortStatistic::RankFromGreatest => "rank-from-greatest",
        CohortStatistic::RankFromLeast => "rank-from-least",
        CohortStatistic::TrimmedMean => "trimmed-mean",
    }
}
