//! The same figures in other columns: rows in another order, wider numbers, larger scales, looser bounds.

use crate::chance::Chance;
use kaocheng_engine::columns::{Absent, Codes, Column, Columns, NO_PARENT, Numbers, UnitColumns};

/// The columns with row `order[n]` of the old ones as row `n`.
pub fn rearranged(columns: &Columns, order: &[usize]) -> Columns {
    let units = &columns.units;
    let mut new_row = vec![0u32; order.len()];
    order.iter().enumerate().for_each(|(new, old)| new_row[*old] = new as u32);
    let (mut codes, mut names) = (Codes::default(), Codes::default());
    for old in order {
        codes.push(&units.codes().get(*old));
        names.push(&units.names().get(*old));
    }
    let words = |all: &[u16]| order.iter().filter_map(|old| all.get(*old).copied()).collect::<Vec<u16>>();
    let parents = order.iter().map(|old| match units.parents()[*old] {
        NO_PARENT => NO_PARENT,
        parent => new_row[parent as usize],
    });
    let units = UnitColumns::new(
        codes,
        names,
        (words(units.levels()), units.level_names().to_vec()),
        (words(units.classes()), units.class_names().to_vec()),
        parents.collect(),
    );
    let units = units.unwrap_or_else(|e| panic!("units in another order: {e:?}"));
    Columns { units, inputs: columns.inputs.iter().map(|c| in_order(c, order)).collect() }
}

fn in_order(column: &Column, order: &[usize]) -> Column {
    fn picked<T: Clone>(all: &[T], order: &[usize]) -> Vec<T> {
        order.iter().map(|old| all[*old].clone()).collect()
    }
    let numbers = match &column.numbers {
        Numbers::Truth(v) => Numbers::Truth(picked(v, order)),
        Numbers::I16(v) => Numbers::I16(picked(v, order)),
        Numbers::I32(v) => Numbers::I32(picked(v, order)),
        Numbers::I64(v) => Numbers::I64(picked(v, order)),
        Numbers::I128(v) => Numbers::I128(picked(v, order)),
        Numbers::Any(v) => Numbers::Any(picked(v, order)),
    };
    let mut absent = Absent::default();
    for (new, old) in order.iter().enumerate() {
        if let Some(reason) = column.absent.reason(*old) {
            absent.set(new, order.len(), reason);
        }
    }
    Column { numbers, absent, ..column.clone() }
}

/// Columns that say the same in other numbers, as a reader of a file may build them.
pub fn retyped(chance: &mut Chance, columns: &Columns) -> Columns {
    let inputs = columns.inputs.iter().map(|column| retyped_column(chance, column)).collect();
    Columns { units: columns.units.clone(), inputs }
}

fn retyped_column(chance: &mut Chance, column: &Column) -> Column {
    let wide: Vec<i128> = match &column.numbers {
        Numbers::I16(v) => v.iter().map(|n| (*n).into()).collect(),
        Numbers::I32(v) => v.iter().map(|n| (*n).into()).collect(),
        Numbers::I64(v) => v.iter().map(|n| (*n).into()).collect(),
        Numbers::Truth(_) | Numbers::I128(_) | Numbers::Any(_) => return column.clone(),
    };
    if chance.once_in(4) {
        let values = (0..column.len()).map(|row| column.value(row)).collect();
        return Column { numbers: Numbers::Any(values), scale: 1, bounds: (0, 0), absent: Absent::default() };
    }
    let factor = *chance.of(&[1i128, 1, 10, 100, 7]);
    // A row without a value may hold anything within the bounds.
    let filler = wide.get(chance.below(wide.len())).copied().unwrap_or(0) * factor;
    let held = |(row, n): (usize, &i128)| if column.absent.reason(row).is_some() { filler } else { n * factor };
    let wide: Vec<i128> = wide.iter().enumerate().map(held).collect();
    let narrow: Option<Vec<i64>> = wide.iter().map(|n| i64::try_from(*n).ok()).collect();
    let numbers = match narrow {
        Some(narrow) if !chance.once_in(3) => Numbers::I64(narrow),
        _ => Numbers::I128(wide),
    };
    let mut retyped = Column::new(numbers, column.scale * factor, column.absent.clone());
    if chance.once_in(2) {
        let slack = chance.below(1_000) as i128;
        retyped.bounds = (retyped.bounds.0 - slack, retyped.bounds.1 + slack);
    }
    retyped
}
