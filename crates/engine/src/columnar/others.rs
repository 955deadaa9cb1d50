//! Figures over other units: sums and means of those below, figures and ranks of the cohort.

use super::families::Heads;
use super::scores::ScoreColumn;
use super::stage::State;
use crate::columns::{Absent, Column, Numbers, UnitColumns};
use crate::reference;
use crate::table::Value;
use kaocheng_compile::plan::{Interval, NodeId, Op, Plan, Range, Reason, RollUp};
use kaocheng_syntax::clause::CohortStatistic;
use kaocheng_syntax::exact::{Exact, whole};
use num_traits::{FromPrimitive, ToPrimitive, Zero};

/// Puts the value of a node over other units into every section.
pub(super) fn compute(plan: &Plan, above: &Above, node: NodeId, states: &mut [State]) {
    match &plan.node(node).op {
        Op::RollUp(kind, of) => roll_up(*kind, above, *of, node, states),
        Op::Cohort(statistic, of) => cohort(*statistic, *of, node, states),
        _ => {}
    }
}

/// The units, and which of them have others below.
pub(super) struct Above<'a> {
    pub units: &'a UnitColumns,
    pub heads: &'a Heads,
}

/// Sums and counts of the values below every unit that has any below, found in one pass from the deepest units up.
struct Below<T> {
    sums: Vec<T>,
    counts: Vec<u32>,
}

fn roll_up(kind: RollUp, above: &Above, of: NodeId, node: NodeId, states: &mut [State]) {
    let range = Range::Number(hull(states.iter().filter_map(|s| s.kept.get(&of))));
    let columns: Vec<Option<&ScoreColumn>> = states.iter().map(|s| s.kept.get(&of)).collect();
    let results = match common_scale(&columns, above.units.len()) {
        Some(scale) => {
            let values: Vec<_> = columns.iter().map(|c| c.map(|c| of_small(c, scale))).collect();
            let below = gather(above, states, &values);
            columns_of_sums(kind, above.heads, states, &below, scale)
        }
        None => {
            let values: Vec<_> = columns.iter().map(|c| c.map(|c| Of::Each(Box::new(|p| exact(c, p))))).collect();
            let below = gather(above, states, &values);
            columns_of_exact(kind, above.heads, states, &below)
        }
    };
    for (state, result) in states.iter_mut().zip(results) {
        if kind == RollUp::Mean {
            state.ranges.insert(node, range.clone());
        }
        match result {
            Some(column) => {
                state.kept.insert(node, column);
            }
            // Nobody in the section has a unit below.
            None => {
                state.fixed.insert(node, Value::Missing(Reason::NotApplicable));
            }
        }
    }
}

/// The bounds of all values of some columns.
fn hull<'a>(columns: impl Iterator<Item = &'a ScoreColumn>) -> Interval {
    let interval = |column: &ScoreColumn| match (&column.values.numbers, &column.denominators) {
        (Numbers::Any(_), _) => Interval::all(),
        (_, None) => super::lower::interval_of(&column.values),
        // A denominator is 1 or more.
        (_, Some(_)) => super::lower::interval_of(&column.values).hull(&Interval::point(Exact::zero())),
    };
    columns.map(interval).reduce(|a, b| a.hull(&b)).unwrap_or_else(|| Interval::point(Exact::zero()))
}

/// The scale over which 64 bits hold the sum of all rows, if all columns have one.
fn common_scale(columns: &[Option<&ScoreColumn>], rows: usize) -> Option<i128> {
    use num_integer::Integer;
    let mut scale = 1i128;
    for column in columns.iter().flatten() {
        if column.denominators.is_some() || matches!(column.values.numbers, Numbers::Any(_)) {
            return None;
        }
        scale = scale.checked_mul(column.values.scale / scale.gcd(&column.values.scale))?;
    }
    for column in columns.iter().flatten() {
        let factor = scale / column.values.scale;
        let (least, most) = column.values.bounds;
        let magnitude = least.checked_abs()?.max(most.checked_abs()?).checked_mul(factor)?;
        magnitude.checked_mul(rows as i128).filter(|sum| *sum < i64::MAX.into())?;
    }
    Some(scale)
}

fn small(column: &ScoreColumn, place: usize, scale: i128) -> Option<i64> {
    let word = column.values.absent.bits().get(place / 64).copied().unwrap_or(0);
    if word >> (place % 64) & 1 == 1 {
        return None;
    }
    let own: i64 = match &column.values.numbers {
        Numbers::Truth(v) => (*v.get(place)?).into(),
        Numbers::I16(v) => (*v.get(place)?).into(),
        Numbers::I32(v) => (*v.get(place)?).into(),
        Numbers::I64(v) => *v.get(place)?,
        Numbers::I128(v) => (*v.get(place)?).to_i64()?,
        Numbers::Any(_) => return None,
    };
    let factor = scale / column.values.scale;
    if factor == 1 { Some(own) } else { own.checked_mul(factor.to_i64()?) }
}

fn exact(column: &ScoreColumn, place: usize) -> Option<Exact> {
    match column.value(place) {
        Value::Number(v) => Some(v),
        Value::Truth(v) => Some(whole(v.into())),
        _ => None,
    }
}

/// A unit between has no figure of its own where it lacks a value; those below it count then.
fn gather<T: Clone + Zero + FromPrimitive>(
    Above { units, heads }: &Above,
    states: &[State],
    values: &[Option<Of<'_, T>>],
) -> Below<T> {
    let depths = units.depths();
    let mut below = Below { sums: vec![T::zero(); heads.count], counts: vec![0; heads.count] };
    let occurs: Vec<[bool; 256]> = states.iter().map(|state| occurring(&state.section.rows, depths)).collect();
    // Whether anything has reached units above yet: until then, those without values have nothing to pass on.
    let mut reached = false;
    for depth in (1..=depths.iter().copied().max().unwrap_or(0)).rev() {
        for ((state, values), occurs) in states.iter().zip(values).zip(&occurs) {
            let has_depth = occurs.get(usize::from(depth)) == Some(&true);
            if !has_depth || (values.is_none() && !reached) {
                continue;
            }
            let one_depth = occurs.iter().filter(|occurs| **occurs).count() == 1;
            for (place, (row, head)) in state.section.rows.iter().zip(&state.families.heads).enumerate() {
                let head = *head as usize;
                if !one_depth && depths.get(*row as usize) != Some(&depth) {
                    continue;
                }
                let (sum, count) = match values.as_ref().and_then(|of| of.get(place)) {
                    Some(own) => (own, 1),
                    None => {
                        match heads.of(*row).and_then(|own| Some((below.sums.get(own)?, *below.counts.get(own)?))) {
                            Some((sum, count)) if count > 0 => (sum.clone(), count),
                            _ => continue,
                        }
                    }
                };
                // Units with none above have no head.
                if let (Some(sums), Some(counts)) = (below.sums.get_mut(head), below.counts.get_mut(head)) {
                    *sums = sums.clone() + sum;
                    *counts += count;
                }
            }
            reached |= values.is_some();
        }
    }
    below
}

/// Which depths a section has: most have one.
fn occurring(rows: &[u32], depths: &[u8]) -> [bool; 256] {
    let mut seen = [false; 256];
    for depth in rows.iter().filter_map(|row| depths.get(*row as usize)) {
        if let Some(slot) = seen.get_mut(usize::from(*depth)) {
            *slot = true;
        }
    }
    seen
}

/// The values of a section that are summed, by place.
enum Of<'a, T> {
    I16(&'a [i16], &'a [u64]),
    I32(&'a [i32], &'a [u64]),
    Each(Box<dyn Fn(usize) -> Option<T> + 'a>),
}

impl<T: FromPrimitive> Of<'_, T> {
    fn get(&self, place: usize) -> Option<T> {
        let there = |bits: &[u64]| bits.get(place / 64).is_none_or(|word| word >> (place % 64) & 1 == 0);
        match self {
            Of::I16(all, bits) => all.get(place).filter(|_| there(bits)).and_then(|v| T::from_i16(*v)),
            Of::I32(all, bits) => all.get(place).filter(|_| there(bits)).and_then(|v| T::from_i32(*v)),
            Of::Each(value) => value(place),
        }
    }
}

fn of_small(column: &ScoreColumn, scale: i128) -> Of<'_, i64> {
    let bits = column.values.absent.bits();
    match &column.values.numbers {
        Numbers::I16(all) if column.values.scale == scale => Of::I16(all, bits),
        Numbers::I32(all) if column.values.scale == scale => Of::I32(all, bits),
        _ => Of::Each(Box::new(move |place| small(column, place, scale))),
    }
}

/// Why a unit has no figure of those below: none are there, or none of them has one.
fn lacking(head: Option<usize>, count: u32) -> Option<Reason> {
    if head.is_none() {
        return Some(Reason::NotApplicable);
    }
    (count == 0).then_some(Reason::NotReported)
}

fn columns_of_sums(
    kind: RollUp,
    heads: &Heads,
    states: &[State],
    below: &Below<i64>,
    scale: i128,
) -> Vec<Option<ScoreColumn>> {
    let column = |state: &State| {
        if !state.families.any_below {
            return None;
        }
        let rows = &state.section.rows;
        let mut absent = AbsentRows::new(rows.len());
        let (mut sums, mut counts) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
        for (place, row) in rows.iter().enumerate() {
            let head = heads.of(*row);
            let count = head.and_then(|head| below.counts.get(head)).copied().unwrap_or(0);
            absent.note(place, lacking(head, count));
            sums.push(head.and_then(|head| below.sums.get(head)).copied().unwrap_or(0));
            counts.push(i32::try_from(count).unwrap_or(i32::MAX).max(1));
        }
        let denominators = (kind == RollUp::Mean).then(|| Column::new(Numbers::I32(counts), 1, Absent::default()));
        Some(ScoreColumn { values: Column::new(Numbers::I64(sums), scale, absent.done()), denominators })
    };
    states.iter().map(column).collect()
}

fn columns_of_exact(kind: RollUp, heads: &Heads, states: &[State], below: &Below<Exact>) -> Vec<Option<ScoreColumn>> {
    let column = |state: &State| {
        if !state.families.any_below {
            return None;
        }
        let value = |row: &u32| {
            let head = heads.of(*row);
            let count = head.and_then(|head| below.counts.get(head)).copied().unwrap_or(0);
            let sum = head.and_then(|head| below.sums.get(head)).cloned().unwrap_or_else(Exact::zero);
            match (lacking(head, count), kind) {
                (Some(reason), _) => Value::Missing(reason),
                (None, RollUp::Sum) => Value::Number(sum),
                (None, RollUp::Mean) => Value::Number(sum / whole(count.into())),
            }
        };
        Some(any_column(state.section.rows.iter().map(value).collect()))
    };
    states.iter().map(column).collect()
}

fn any_column(values: Vec<Value>) -> ScoreColumn {
    let values = Column { numbers: Numbers::Any(values), scale: 1, bounds: (0, 0), absent: Absent::default() };
    ScoreColumn { values, denominators: None }
}

/// Rows without a value, noted in order.
struct AbsentRows {
    bits: Vec<u64>,
    reasons: Vec<(u32, Reason)>,
}

impl AbsentRows {
    fn new(rows: usize) -> AbsentRows {
        AbsentRows { bits: vec![0; rows.div_ceil(64)], reasons: Vec::new() }
    }

    fn note(&mut self, place: usize, reason: Option<Reason>) {
        let (Some(reason), Some(word)) = (reason, self.bits.get_mut(place / 64)) else { return };
        *word |= 1 << (place % 64);
        self.reasons.push((place as u32, reason));
    }

    fn done(self) -> Absent {
        Absent::new(self.bits, self.reasons)
    }
}

/// A figure of the cohort for every section: its own level's; for units that are not assessed, the first level's.
fn cohort(statistic: CohortStatistic, of: NodeId, node: NodeId, states: &mut [State]) {
    let values = |state: &State| -> Vec<Value> {
        let rows = state.section.rows.len();
        match state.kept.get(&of) {
            Some(column) => (0..rows).map(|place| column.value(place)).collect(),
            None => vec![Value::Missing(Reason::NotReported); rows],
        }
    };
    let first: Vec<Value> = states.first().map(values).unwrap_or_default();
    for state in states.iter_mut() {
        let own = values(state);
        let cohort = if state.section.level.is_some() { &own } else { &first };
        let count = cohort.len();
        // The units of the cohort, then, where these are others, those that are compared with them.
        let all: Vec<&Value> = match state.section.level {
            Some(_) => own.iter().collect(),
            None => cohort.iter().chain(&own).collect(),
        };
        let assessed: Vec<usize> = (0..count).collect();
        let of_unit = |unit: usize| all.get(unit).copied().unwrap_or(&Value::Missing(Reason::NotReported));
        let mut result = reference::cohort(statistic, &of_unit, all.len(), &assessed);
        if state.section.level.is_none() {
            result.drain(..count);
        }
        match statistic {
            CohortStatistic::RankFromGreatest | CohortStatistic::RankFromLeast => {
                state.kept.insert(node, any_column(result));
            }
            _ => {
                let one = result.into_iter().next().unwrap_or(Value::Missing(Reason::NotReported));
                state.fixed.insert(node, one);
            }
        }
    }
}
