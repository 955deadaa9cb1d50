//! Rows of a file in an order of its own → the order of the units.

use super::index::{Index, NOWHERE};
use super::raw::{At, Raw};
use super::units::{Where, near, shown};
use crate::nearest::Nearest;
use crate::problem::{Found, Kind};
use crate::words::{is_total, shorten};
use kaocheng_compile::plan::Reason;
use kaocheng_engine::columns::{Absent, Column, Numbers, UnitColumns};
use kaocheng_engine::table::Value;

/// Which row of the file stands for each unit.
#[derive(Debug)]
pub(super) enum Placed {
    /// The rows are the units, in their order.
    Same,
    /// The row of every unit, or [`NOWHERE`].
    From(Vec<u32>),
}

/// The units of the rows of a file; those that are none are problems.
pub(super) fn place(codes: &[Raw], units: &UnitColumns, at: &Where, found: &mut Found) -> Placed {
    let (index, _) = Index::new(units.codes());
    let mut from = vec![NOWHERE; units.len()];
    let (mut row, mut same, mut nearest) = (0usize, true, Nearest::default());
    for raw in codes {
        for own in 0..raw.len() {
            let here = raw.at(own);
            let unit = unit_of(&index, &here);
            same &= unit as usize == row;
            if unit == NOWHERE {
                found.push(at.cell(row, at.header.unit).problem(unknown(&here, units, &mut nearest)));
            } else if let Some(slot) = from.get_mut(unit as usize) {
                if *slot == NOWHERE {
                    *slot = u32::try_from(row).unwrap_or(NOWHERE);
                } else {
                    let first = u32::try_from((at.row)(*slot as usize)).unwrap_or(u32::MAX);
                    let kind = Kind::DuplicateUnit { unit: shorten(&shown(&here)), first };
                    found.push(at.cell(row, at.header.unit).problem(kind));
                }
            }
            row += 1;
        }
    }
    if same && row == units.len() { Placed::Same } else { Placed::From(from) }
}

/// The unit that a code stands for, or [`NOWHERE`].
pub(super) fn unit_of(index: &Index, at: &At) -> u32 {
    match at {
        At::Nothing => NOWHERE,
        At::Whole(code) => index.whole(*code),
        At::Text(code) => index.text(code),
    }
}

/// What is wrong with a code that is no unit's.
pub(super) fn unknown(at: &At, units: &UnitColumns, nearest: &mut Nearest) -> Kind {
    let text = shown(at);
    if text.is_empty() {
        return Kind::RowWithoutUnit;
    }
    if is_total(&text) {
        return Kind::TotalRow { found: shorten(&text) };
    }
    let nearest = near(nearest, &text, units.codes());
    Kind::UnknownUnit { found: shorten(&text), nearest, figures: true }
}

impl Placed {
    /// The column in the order of the units.
    pub fn column(&self, column: Column) -> Column {
        let Placed::From(from) = self else { return column };
        let absent = absent(from, &column.absent);
        let bounds = if absent.is_empty() { column.bounds } else { (column.bounds.0.min(0), column.bounds.1.max(0)) };
        let numbers = match column.numbers {
            Numbers::Truth(v) => Numbers::Truth(gather(from, &v)),
            Numbers::I16(v) => Numbers::I16(gather(from, &v)),
            Numbers::I32(v) => Numbers::I32(gather(from, &v)),
            Numbers::I64(v) => Numbers::I64(gather(from, &v)),
            Numbers::I128(v) => Numbers::I128(gather(from, &v)),
            Numbers::Any(v) => {
                let value = |row: &u32| v.get(*row as usize).cloned().unwrap_or(Value::Missing(Reason::NotReported));
                let all = from.iter().map(value).collect();
                return Column { numbers: Numbers::Any(all), ..column };
            }
        };
        Column { numbers, scale: column.scale, bounds, absent }
    }
}

fn gather<T: Copy + Default>(from: &[u32], values: &[T]) -> Vec<T> {
    from.iter().map(|row| values.get(*row as usize).copied().unwrap_or_default()).collect()
}

fn absent(from: &[u32], absent: &Absent) -> Absent {
    let mut bits = vec![0u64; from.len().div_ceil(64)];
    let mut reasons = Vec::new();
    let other_reasons = !absent.reasons_between(0, usize::MAX).is_empty();
    for (unit, row) in from.iter().enumerate() {
        let row = *row as usize;
        let missing = row == NOWHERE as usize || absent.bits().get(row / 64).is_some_and(|w| w >> (row % 64) & 1 == 1);
        if missing {
            if let Some(word) = bits.get_mut(unit / 64) {
                *word |= 1 << (unit % 64);
            }
            if other_reasons && let Some(reason) = absent.reason(row) {
                reasons.push((u32::try_from(unit).unwrap_or(u32::MAX), reason));
            }
        }
    }
    Absent::new(bits, reasons)
}
