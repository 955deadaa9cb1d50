//! Columns → registers of a block.

use super::block::At;
use super::kernel::{Whole, convert, spread};
use super::reason::code;
use crate::columns::{Absent, Column, Numbers};

/// Copies rows of a column.
fn copy<A: Copy + Send + Sync, B: Copy>(from: &[A], at: &At<'_>, out: &mut [B], f: impl Fn(A) -> B + Copy) {
    match at {
        At::Span(first) => convert(from.get(*first..).unwrap_or_default(), out, f),
        At::Runs { runs, .. } => {
            for (place, row, len) in runs {
                let (Some(from), Some(out)) = (from.get(*row..*row + *len), out.get_mut(*place..*place + *len)) else {
                    continue;
                };
                for (o, a) in out.iter_mut().zip(from) {
                    *o = f(*a);
                }
            }
        }
        At::List(rows) => {
            for (o, row) in out.iter_mut().zip(*rows) {
                if let Some(a) = from.get(*row as usize) {
                    *o = f(*a);
                }
            }
        }
    }
}

/// Whole numbers of a column.
pub(super) fn load<T: Whole>(column: &Column, at: &At<'_>, out: &mut [T]) {
    match &column.numbers {
        Numbers::Truth(all) => copy(all, at, out, |v| T::of(v.into())),
        Numbers::I16(all) => copy(all, at, out, |v| T::of(v.into())),
        Numbers::I32(all) => copy(all, at, out, |v| T::of(v.into())),
        Numbers::I64(all) => copy(all, at, out, |v| T::of(v.into())),
        Numbers::I128(all) => copy(all, at, out, |v| T::of(v)),
        Numbers::Any(_) => out.fill(T::default()),
    }
}

/// Truths of a column.
pub(super) fn load_truth(column: &Column, at: &At<'_>, out: &mut [u8]) {
    match &column.numbers {
        Numbers::Truth(all) => copy(all, at, out, |v| v),
        _ => out.fill(0),
    }
}

/// Why rows have no value, as bytes.
pub(super) fn reasons(absent: &Absent, at: &At<'_>, scratch: &mut Vec<u8>, out: &mut [u8]) {
    let bits = absent.bits();
    let (first, last) = match at {
        At::Span(first) => {
            spread(bits, *first, out);
            (*first, first + out.len())
        }
        At::Runs { rows, runs } => {
            let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
            let (first, last) = (*first as usize, *last as usize + 1);
            scratch.resize(last - first, 0);
            spread(bits, first, scratch);
            for (place, row, len) in runs {
                let (from, to) = (*row - first, *row - first + *len);
                if let (Some(out), Some(from)) = (out.get_mut(*place..*place + *len), scratch.get(from..to)) {
                    out.copy_from_slice(from);
                }
            }
            (first, last)
        }
        At::List(rows) => {
            for (o, row) in out.iter_mut().zip(*rows) {
                let row = *row as usize;
                *o = bits.get(row / 64).map_or(0, |word| (word >> (row % 64) & 1) as u8);
            }
            let last = rows.last().map_or(0, |row| *row as usize + 1);
            (rows.first().map_or(0, |row| *row as usize), last)
        }
    };
    // Bit 1 is the code of "not reported"; the few other reasons are put over it.
    for (row, reason) in absent.reasons_between(first, last) {
        let place = match at {
            At::Span(first) => (*row as usize).checked_sub(*first),
            At::Runs { rows, .. } | At::List(rows) => rows.binary_search(row).ok(),
        };
        if let Some(o) = place.and_then(|place| out.get_mut(place)) {
            *o = code(*reason);
        }
    }
}
