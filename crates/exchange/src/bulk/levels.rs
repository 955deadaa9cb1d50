//! Figures of units that are not asked for them: read, but they will count for nothing.

use super::header::InputColumn;
use crate::problem::{Found, Kind, Place};
use crate::words::shorten;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::columns::{Column, Numbers, UnitColumns};
use kaocheng_engine::table::Value;
use std::collections::HashMap;

/// Tells for each input the first unit of another level that has a figure: a file of all levels would else be told cell
/// by cell.
pub(super) fn other_levels(
    plan: &Plan,
    units: &UnitColumns,
    inputs: &[Column],
    columns: &[InputColumn],
    file: &Place,
    found: &mut Found,
) {
    let mut others: HashMap<Vec<&str>, Vec<u64>> = HashMap::new();
    for column in columns {
        let asked = plan.suppliers(column.input);
        let (Some(values), false) = (inputs.get(column.input.0), asked.is_empty()) else { continue };
        let others = others.entry(asked).or_insert_with_key(|asked| of_other_levels(units, asked));
        let Some(row) = first(values, others) else { continue };
        let level = units.levels().get(row).and_then(|l| units.level_names().get(usize::from(*l)));
        let kind = Kind::UnitOfOtherLevel {
            unit: shorten(&units.codes().get(row)),
            found: level.cloned().unwrap_or_default(),
            expected: plan.suppliers(column.input).join(", "),
            input: plan.inputs.get(column.input.0).map(|i| i.label.clone()).unwrap_or_default(),
        };
        let column = u32::try_from(column.column).ok().map(|c| c.saturating_add(1));
        found.push(Place { column, ..file.clone() }.problem(kind));
    }
}

/// Bits of the units of other levels than these.
fn of_other_levels(units: &UnitColumns, asked: &[&str]) -> Vec<u64> {
    let other: Vec<bool> = units.level_names().iter().map(|name| !asked.contains(&name.as_str())).collect();
    let mut bits = vec![0u64; units.len().div_ceil(64)];
    for (word, levels) in bits.iter_mut().zip(units.levels().chunks(64)) {
        for (bit, level) in levels.iter().enumerate() {
            *word |= u64::from(other.get(usize::from(*level)).copied().unwrap_or(true)) << bit;
        }
    }
    bits
}

/// The first of some rows that has a value.
fn first(values: &Column, rows: &[u64]) -> Option<usize> {
    if let Numbers::Any(all) = &values.numbers {
        let asked = |row: usize| rows.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1);
        return all.iter().enumerate().position(|(row, v)| asked(row) && !matches!(v, Value::Missing(_)));
    }
    let absent = values.absent.bits();
    rows.iter().enumerate().find_map(|(at, word)| {
        let there = word & !absent.get(at).copied().unwrap_or(0);
        (there != 0).then(|| at * 64 + there.trailing_zeros() as usize)
    })
}
