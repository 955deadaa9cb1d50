//! The reference evaluator: the meaning of a plan, written to be obviously right.
//!
//! Node after node in the plan's order, and for each node unit after unit; exact rationals throughout. Every other
//! engine is held against it.

use crate::columnar::Scores;
use crate::table::{Table, Value};
use kaocheng_compile::plan::{CompareOp, InputIx, Node, NodeId, Op, Plan, Reason, RollUp};
use kaocheng_syntax::clause::CohortStatistic;
use kaocheng_syntax::exact::{Exact, round_half_up, whole};
use num_traits::{One, Zero};

/// The value of every node for every unit; out of the columnar evaluator, of every published node.
#[derive(Clone, Debug)]
pub struct Values {
    /// By node, then by unit; empty for a node that is not kept.
    columns: Vec<Vec<Value>>,
}

impl Values {
    /// The value of a node for a unit; of one that is not kept, not reported.
    pub fn of(&self, node: NodeId, unit: usize) -> &Value {
        const NOT_KEPT: &Value = &Value::Missing(Reason::NotReported);
        self.columns.get(node.0).and_then(|column| column.get(unit)).unwrap_or(NOT_KEPT)
    }

    /// The published nodes of all levels, each unit's from its own.
    pub(crate) fn published(plan: &Plan, scores: &Scores, units: usize) -> Values {
        let mut columns = vec![Vec::new(); plan.nodes.len()];
        for level in &scores.levels {
            for (node, column) in &level.nodes {
                let Some(all) = columns.get_mut(node.0) else { continue };
                all.resize(units, Value::Missing(Reason::NotReported));
                for (place, row) in level.rows.iter().enumerate() {
                    if let Some(slot) = all.get_mut(*row as usize) {
                        *slot = column.value(place);
                    }
                }
            }
        }
        Values { columns }
    }
}

/// Evaluates a plan for all units of the table. Figures of the cohort are taken over the units of the unit's own level, if
/// the plan assesses it, else over those of the first level assessed.
pub fn evaluate(plan: &Plan, table: &Table) -> Values {
    let units = table.units().len();
    let levels = table.units().by_level(plan);
    let mut values = Values { columns: Vec::with_capacity(plan.nodes.len()) };
    for node in &plan.nodes {
        let column = match &node.op {
            Op::Cohort(statistic, of) => cohort_of_levels(*statistic, &|u| values.of(*of, u), units, &levels),
            Op::RollUp(kind, of) => (0..units).map(|u| roll_up(*kind, &|b| values.of(*of, b), table, u)).collect(),
            _ => (0..units).map(|unit| value(node, &|id| values.of(id, unit), plan, table, unit)).collect(),
        };
        values.columns.push(column);
    }
    values
}

/// The value of one node for one unit, from the nodes before it.
pub(crate) fn value<'a>(
    node: &Node,
    before: &dyn Fn(NodeId) -> &'a Value,
    plan: &Plan,
    table: &Table,
    unit: usize,
) -> Value {
    match &node.op {
        Op::Input(input) => input_value(plan, table, *input, unit),
        Op::UnitIs(word) => {
            let unit = &table.units().all()[unit];
            Value::Truth(unit.level == *word || unit.class.as_deref() == Some(word))
        }
        op => operation(op, before),
    }
}

/// What an operation gives from the values of its operands. Those that look at the unit or at other units give nothing
/// here.
pub(crate) fn operation<'a>(op: &Op, before: &dyn Fn(NodeId) -> &'a Value) -> Value {
    let of = |id: &NodeId| before(*id);
    match op {
        Op::Number(v) => Value::Number(v.clone()),
        Op::Truth(v) => Value::Truth(*v),
        Op::Word(w) => Value::Word(w.clone()),
        Op::Missing(reason) => Value::Missing(*reason),
        // Points of an item: only in the reading of a lone sentence, where there is nothing to evaluate it with.
        Op::ItemPoints | Op::Input(_) | Op::UnitIs(_) => Value::Missing(Reason::NotReported),
        Op::Add(all) => numbers(all, of, |all| all.iter().fold(Exact::zero(), |a, b| a + *b)),
        Op::Mul(all) => numbers(all, of, |all| all.iter().fold(Exact::one(), |a, b| a * *b)),
        Op::Min(all) => numbers(all, of, |all| all.iter().min().map_or_else(Exact::zero, |v| (*v).clone())),
        Op::Max(all) => numbers(all, of, |all| all.iter().max().map_or_else(Exact::zero, |v| (*v).clone())),
        Op::Sub(a, b) => numbers(&[*a, *b], of, |v| v[0] - v[1]),
        Op::Div(a, b) => quotient(of(a), of(b)),
        Op::Floor(a) => numbers(&[*a], of, |v| v[0].floor()),
        Op::Ceil(a) => numbers(&[*a], of, |v| v[0].ceil()),
        Op::Round(a, digits) => numbers(&[*a], of, |v| round_half_up(v[0], *digits)),
        Op::Compare(op, a, b) => compare(*op, of(a), of(b)),
        Op::Is(a, word) => match of(a) {
            Value::Choice(words) => Value::Truth(words.contains(word)),
            other => missing_of(other),
        },
        Op::And(all) => connect(all, of, false),
        Op::Or(all) => connect(all, of, true),
        Op::Not(a) => match of(a) {
            Value::Truth(v) => Value::Truth(!v),
            other => missing_of(other),
        },
        Op::If(condition, yes, no) => match of(condition) {
            Value::Truth(true) => of(yes).clone(),
            Value::Truth(false) => of(no).clone(),
            other => missing_of(other),
        },
        Op::Substitute(a, absence, instead) => match of(a) {
            Value::Missing(reason) if reason.absence() == *absence => of(instead).clone(),
            other => other.clone(),
        },
        Op::Present(a) => Value::Truth(!matches!(of(a), Value::Missing(_))),
        Op::Cohort(..) | Op::RollUp(..) => Value::Missing(Reason::NotReported),
    }
}

/// A figure that lower units report is missing at every other level, whatever a file says.
fn input_value(plan: &Plan, table: &Table, input: InputIx, unit: usize) -> Value {
    match &plan.inputs[input.0].level {
        Some(level) if table.units().all()[unit].level != *level => Value::Missing(Reason::NotApplicable),
        _ => table.value(input, unit).clone(),
    }
}

/// A value of the wrong type cannot come from a verified plan; it counts as not reported.
fn missing_of(value: &Value) -> Value {
    match value {
        Value::Missing(reason) => Value::Missing(*reason),
        _ => Value::Missing(Reason::NotReported),
    }
}

/// A computation over numbers; the first missing one decides the reason.
fn numbers<'a>(ids: &[NodeId], of: impl Fn(&NodeId) -> &'a Value, f: impl Fn(&[&Exact]) -> Exact) -> Value {
    let mut all = Vec::with_capacity(ids.len());
    for id in ids {
        match of(id) {
            Value::Number(v) => all.push(v),
            other => return missing_of(other),
        }
    }
    Value::Number(f(&all))
}

fn quotient(a: &Value, b: &Value) -> Value {
    match (a, b) {
        (Value::Number(_), Value::Number(b)) if b.is_zero() => Value::Missing(Reason::NotApplicable),
        (Value::Number(a), Value::Number(b)) => Value::Number(a / b),
        (Value::Number(_), other) | (other, _) => missing_of(other),
    }
}

fn compare(op: CompareOp, a: &Value, b: &Value) -> Value {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => Value::Truth(match op {
            CompareOp::AtLeast => a >= b,
            CompareOp::Above => a > b,
            CompareOp::AtMost => a <= b,
            CompareOp::Below => a < b,
            CompareOp::Equal => a == b,
        }),
        (Value::Number(_), other) | (other, _) => missing_of(other),
    }
}

/// Yes as soon as one equals `deciding`, even beside missing ones; else missing if one is missing.
fn connect<'a>(ids: &[NodeId], of: impl Fn(&NodeId) -> &'a Value, deciding: bool) -> Value {
    let mut result = Value::Truth(!deciding);
    for id in ids {
        match of(id) {
            Value::Truth(v) if *v == deciding => return Value::Truth(deciding),
            Value::Truth(_) => {}
            other if matches!(result, Value::Truth(_)) => result = missing_of(other),
            _ => {}
        }
    }
    result
}

/// A figure of the cohort for every unit: its own level's, else the first's.
pub(crate) fn cohort_of_levels<'a>(
    statistic: CohortStatistic,
    column: &dyn Fn(usize) -> &'a Value,
    units: usize,
    levels: &[Vec<usize>],
) -> Vec<Value> {
    let Some((first, others)) = levels.split_first() else { return Vec::new() };
    let mut all = cohort(statistic, column, units, first);
    for level in others {
        let own = cohort(statistic, column, units, level);
        level.iter().for_each(|u| all[*u] = own[*u].clone());
    }
    all
}

/// A figure of all assessed units, for every unit; missing values take no part.
pub(crate) fn cohort<'a>(
    statistic: CohortStatistic,
    column: &dyn Fn(usize) -> &'a Value,
    units: usize,
    assessed: &[usize],
) -> Vec<Value> {
    let mut present: Vec<&Exact> = assessed.iter().filter_map(|u| column(*u).number()).collect();
    present.sort();
    let whole_cohort = match statistic {
        CohortStatistic::Mean => mean(&present),
        CohortStatistic::TrimmedMean if present.len() > 2 => mean(&present[1..present.len() - 1]),
        CohortStatistic::TrimmedMean => mean(&present),
        CohortStatistic::Least => present.first().map(|v| (*v).clone()),
        CohortStatistic::Greatest => present.last().map(|v| (*v).clone()),
        CohortStatistic::RankFromGreatest | CohortStatistic::RankFromLeast => {
            let from_greatest = statistic == CohortStatistic::RankFromGreatest;
            return (0..units).map(|u| rank(column(u), &present, from_greatest)).collect();
        }
    };
    let value = whole_cohort.map_or(Value::Missing(Reason::NotReported), Value::Number);
    vec![value; units]
}

/// Competition rank: one more than the number of better ones, so that equals share a rank.
fn rank(value: &Value, sorted: &[&Exact], from_greatest: bool) -> Value {
    let Value::Number(own) = value else { return missing_of(value) };
    let better = if from_greatest {
        sorted.len() - sorted.partition_point(|v| *v <= own)
    } else {
        sorted.partition_point(|v| *v < own)
    };
    Value::Number(whole(better as i64 + 1))
}

fn mean(values: &[&Exact]) -> Option<Exact> {
    if values.is_empty() {
        return None;
    }
    let sum = values.iter().fold(Exact::zero(), |a, b| a + *b);
    Some(sum / whole(values.len() as i64))
}

/// The figures of all units below (at any depth) that have one, as one figure. A unit without units below has none to
/// have: not applicable; one whose units below all have none: not reported.
pub(crate) fn roll_up<'a>(kind: RollUp, column: &dyn Fn(usize) -> &'a Value, table: &Table, unit: usize) -> Value {
    if table.units().children(unit).is_empty() {
        return Value::Missing(Reason::NotApplicable);
    }
    let mut values = Vec::new();
    let mut stack: Vec<usize> = table.units().children(unit).to_vec();
    while let Some(below) = stack.pop() {
        match column(below) {
            Value::Number(v) => values.push(v.clone()),
            Value::Truth(v) => values.push(whole(i64::from(*v))),
            // A unit between has no figure of its own; those below it count.
            _ => stack.extend(table.units().children(below)),
        }
    }
    if values.is_empty() {
        return Value::Missing(Reason::NotReported);
    }
    let refs: Vec<&Exact> = values.iter().collect();
    match kind {
        RollUp::Sum => Value::Number(refs.iter().fold(Exact::zero(), |a, b| a + *b)),
        RollUp::Mean => mean(&refs).map_or(Value::Missing(Reason::NotReported), Value::Number),
    }
}
