//! The values of one column of results: decimals where they are, exact fractions and words where not.

use super::digits::{decimal_of, push_decimal, push_fraction};
use super::parquet::{Cell, There};
use kaocheng_engine::columnar::ScoreColumn;
use kaocheng_engine::columns::{Column, Numbers};
use kaocheng_engine::table::Value;
use kaocheng_syntax::exact::show;

/// The values of a column, row after row of the file.
pub(super) struct Shown<'r> {
    values: Values<'r>,
    /// Bits of the rows that have a value; `None`: all of them.
    there: Option<Vec<u64>>,
    rows: usize,
}

enum Values<'r> {
    Nothing,
    /// Whole numbers, times the factor over 10 to the power of the decimals.
    Decimal {
        column: &'r Column,
        factor: i128,
        decimals: u32,
    },
    Exact(&'r ScoreColumn),
    /// One after the other, each with its first row.
    Several(Vec<(usize, Shown<'r>)>),
}

/// How the values of a column can be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stored {
    /// 32 bits, with up to nine digits.
    Short {
        decimals: u32,
    },
    /// 64 bits, with up to eighteen digits.
    Long {
        decimals: u32,
    },
    Text,
}

impl<'r> Shown<'r> {
    /// A column of so many rows; without one, no row has a value.
    pub fn of(column: Option<&'r ScoreColumn>, rows: usize) -> Shown<'r> {
        let Some(column) = column else { return Shown { values: Values::Nothing, there: None, rows } };
        let mut there: Option<Vec<u64>> = None;
        let all = || vec![u64::MAX; rows.div_ceil(64)];
        for of in [Some(&column.values), column.denominators.as_ref()].into_iter().flatten() {
            if !of.absent.is_empty() {
                let there = there.get_or_insert_with(all);
                there.iter_mut().zip(of.absent.bits()).for_each(|(there, absent)| *there &= !absent);
            }
            if let Numbers::Any(values) = &of.numbers {
                for (row, _) in values.iter().enumerate().filter(|(_, v)| matches!(v, Value::Missing(_))) {
                    if let Some(word) = there.get_or_insert_with(all).get_mut(row / 64) {
                        *word &= !(1 << (row % 64));
                    }
                }
            }
        }
        let number = !matches!(column.values.numbers, Numbers::Any(_) | Numbers::Truth(_));
        let values = match decimal_of(column.values.scale).filter(|_| number && column.denominators.is_none()) {
            Some((factor, decimals)) => Values::Decimal { column: &column.values, factor, decimals },
            None => Values::Exact(column),
        };
        Shown { values, there, rows }
    }

    /// Columns of levels that stand one after the other, as one.
    pub fn joined(mut parts: Vec<Shown<'r>>) -> Shown<'r> {
        if parts.len() == 1
            && let Some(only) = parts.pop()
        {
            return only;
        }
        let most = parts.iter().filter_map(Shown::decimals).max().unwrap_or(0);
        for part in &mut parts {
            if let Values::Decimal { factor, decimals, .. } = &mut part.values {
                *factor = factor.saturating_mul(10i128.saturating_pow(most - *decimals));
                *decimals = most;
            }
        }
        let mut rows = 0;
        let mut placed = Vec::with_capacity(parts.len());
        for part in parts {
            let first = rows;
            rows += part.rows;
            placed.push((first, part));
        }
        Shown { values: Values::Several(placed), there: None, rows }
    }

    /// The part that holds a row, and the row's place in it.
    fn part<'p>(parts: &'p [(usize, Shown<'r>)], row: usize) -> Option<(&'p Shown<'r>, usize)> {
        let at = parts.partition_point(|(first, _)| *first <= row).checked_sub(1)?;
        parts.get(at).map(|(first, part)| (part, row - first))
    }

    fn decimals(&self) -> Option<u32> {
        match &self.values {
            Values::Decimal { decimals, .. } => Some(*decimals),
            _ => None,
        }
    }

    /// Whether a row has a value.
    pub fn there(&self, row: usize) -> bool {
        match &self.values {
            Values::Nothing => false,
            Values::Several(parts) => Shown::part(parts, row).is_some_and(|(part, row)| part.there(row)),
            _ => {
                let bit = |all: &Vec<u64>| all.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1);
                self.there.as_ref().is_none_or(bit)
            }
        }
    }

    /// The narrowest form for all values.
    pub fn stored(&self) -> Stored {
        match &self.values {
            Values::Decimal { column, factor, decimals } => {
                let digits = |n: u32| {
                    let most = 10i128.pow(n);
                    let fits = |bound: i128| bound.checked_mul(*factor).is_some_and(|v| -most < v && v < most);
                    fits(column.bounds.0) && fits(column.bounds.1)
                };
                match *decimals {
                    decimals @ ..=9 if digits(9) => Stored::Short { decimals },
                    decimals if digits(18) => Stored::Long { decimals },
                    _ => Stored::Text,
                }
            }
            Values::Several(parts) => {
                let valued = parts.iter().filter(|(_, part)| !matches!(part.values, Values::Nothing));
                valued.map(|(_, part)| part.stored()).reduce(wider).unwrap_or(Stored::Short { decimals: 0 })
            }
            Values::Nothing => Stored::Short { decimals: 0 },
            Values::Exact(_) => Stored::Text,
        }
    }

    /// Appends the value of every row from `from` up to `to` that has one, as a whole number over the power of ten. Asked
    /// for only where the bounds have been seen to fit.
    pub fn numbers<T: Cell>(&self, from: usize, to: usize, out: &mut Vec<T>) {
        match &self.values {
            Values::Decimal { column, factor, .. } => {
                let factor = *factor as i64;
                match &column.numbers {
                    Numbers::I16(v) => self.each(v, from, to, |v| T::of(i64::from(v) * factor), out),
                    Numbers::I32(v) => self.each(v, from, to, |v| T::of(i64::from(v) * factor), out),
                    Numbers::I64(v) => self.each(v, from, to, |v| T::of(v * factor), out),
                    Numbers::I128(v) => self.each(v, from, to, |v| T::of(v as i64 * factor), out),
                    Numbers::Truth(_) | Numbers::Any(_) => {}
                }
            }
            Values::Several(parts) => {
                for (part, from, to, _) in Shown::between(parts, from, to) {
                    part.numbers(from, to, out);
                }
            }
            Values::Nothing | Values::Exact(_) => {}
        }
    }

    fn each<V: Copy, T>(&self, values: &[V], from: usize, to: usize, make: impl Fn(V) -> T, out: &mut Vec<T>) {
        let own = values.get(from..to).unwrap_or_default();
        if self.all_there(from, to) {
            out.extend(own.iter().map(|v| make(*v)));
        } else {
            out.extend(own.iter().enumerate().filter(|(ix, _)| self.there(from + ix)).map(|(_, v)| make(*v)));
        }
    }

    /// The parts that hold rows from `from` up to `to`: each with its own first and last, and how far behind `from` it is.
    fn between<'p>(
        parts: &'p [(usize, Shown<'r>)],
        from: usize,
        to: usize,
    ) -> impl Iterator<Item = (&'p Shown<'r>, usize, usize, usize)> {
        parts.iter().filter_map(move |(first, part)| {
            let (own_from, own_to) = (from.max(*first), to.min(first + part.rows));
            (own_from < own_to).then(|| (part, own_from - first, own_to - first, own_from - from))
        })
    }

    /// The least and the greatest number that [`Shown::numbers`] gives; not closer than this.
    pub fn bounds(&self) -> (i64, i64) {
        match &self.values {
            Values::Decimal { column, factor, .. } => {
                let bound = |v: i128| v.saturating_mul(*factor).clamp(i64::MIN.into(), i64::MAX.into()) as i64;
                (bound(column.bounds.0), bound(column.bounds.1))
            }
            Values::Several(parts) => {
                let valued = parts.iter().filter(|(_, part)| !matches!(part.values, Values::Nothing));
                let both = |a: (i64, i64), b: (i64, i64)| (a.0.min(b.0), a.1.max(b.1));
                valued.map(|(_, part)| part.bounds()).reduce(both).unwrap_or((0, 0))
            }
            Values::Nothing | Values::Exact(_) => (0, 0),
        }
    }

    /// Says which rows from `from` up to `to` have a value; the first of them is row `at` of `there`.
    pub fn there_between(&self, from: usize, to: usize, at: usize, there: &mut There) {
        match (&self.values, &self.there) {
            (Values::Nothing, _) => {}
            (Values::Several(parts), _) => {
                for (part, from, to, behind) in Shown::between(parts, from, to) {
                    part.there_between(from, to, at + behind, there);
                }
            }
            (_, None) => there.all(at, at + (to - from)),
            (_, Some(bits)) => there.copy(at, bits, from, to - from),
        }
    }

    /// Whether all rows of a stretch have a value.
    pub fn all_there(&self, from: usize, to: usize) -> bool {
        let there = match (&self.values, &self.there) {
            (Values::Nothing, _) => return from == to,
            (Values::Several(parts), _) => {
                return Shown::between(parts, from, to).all(|(part, from, to, _)| part.all_there(from, to));
            }
            (_, None) => return true,
            (_, Some(there)) => there,
        };
        let whole = |word: usize| there.get(word) == Some(&u64::MAX);
        let (first, last) = (from.div_ceil(64), to / 64);
        (from..to.min(first * 64)).all(|row| self.there(row))
            && (first..last).all(whole)
            && (to.min(last * 64).max(from)..to).all(|row| self.there(row))
    }

    /// Writes the value of a row as people read it, exactly; nothing where there is none.
    pub fn push(&self, row: usize, to: &mut Vec<u8>) {
        if !self.there(row) {
            return;
        }
        match &self.values {
            Values::Decimal { column, factor, decimals } => {
                let whole = whole(&column.numbers, row);
                match whole.and_then(|v| v.checked_mul(*factor)) {
                    Some(v) => push_decimal(v, *decimals, to),
                    None => push_value(&column.value(row), to),
                }
            }
            Values::Exact(column) => {
                let above = whole(&column.values.numbers, row);
                let below =
                    column.denominators.as_ref().map_or(Some((1, 1)), |d| Some((whole(&d.numbers, row)?, d.scale)));
                let quick = above.zip(below).filter(|_| !matches!(column.values.numbers, Numbers::Truth(_)));
                let pushed = quick.is_some_and(|(above, (below, scale))| {
                    // The denominator is itself a whole number over its scale.
                    let both = above.checked_mul(scale).zip(below.checked_mul(column.values.scale));
                    both.is_some_and(|(above, below)| push_fraction(above, below, to))
                });
                if !pushed {
                    push_value(&column.value(row), to);
                }
            }
            Values::Several(parts) => {
                if let Some((part, row)) = Shown::part(parts, row) {
                    part.push(row, to);
                }
            }
            Values::Nothing => {}
        }
    }

    /// Whether the values are numbers in a sheet: decimals of up to fifteen digits.
    pub fn is_number(&self) -> bool {
        match self.stored() {
            Stored::Short { .. } => true,
            Stored::Long { .. } | Stored::Text => false,
        }
    }
}

fn wider(a: Stored, b: Stored) -> Stored {
    match (a, b) {
        (Stored::Text, _) | (_, Stored::Text) => Stored::Text,
        (Stored::Short { decimals: a }, Stored::Short { decimals: b }) => Stored::Short { decimals: a.max(b) },
        (
            Stored::Long { decimals: a } | Stored::Short { decimals: a },
            Stored::Long { decimals: b } | Stored::Short { decimals: b },
        ) => Stored::Long { decimals: a.max(b) },
    }
}

fn whole(numbers: &Numbers, row: usize) -> Option<i128> {
    match numbers {
        Numbers::Truth(v) => v.get(row).map(|v| i128::from(*v)),
        Numbers::I16(v) => v.get(row).map(|v| i128::from(*v)),
        Numbers::I32(v) => v.get(row).map(|v| i128::from(*v)),
        Numbers::I64(v) => v.get(row).map(|v| i128::from(*v)),
        Numbers::I128(v) => v.get(row).copied(),
        Numbers::Any(_) => None,
    }
}

fn push_value(value: &Value, to: &mut Vec<u8>) {
    match value {
        Value::Number(v) => to.extend_from_slice(show(v).as_bytes()),
        Value::Word(word) => to.extend_from_slice(word.as_bytes()),
        Value::Truth(truth) => to.extend_from_slice(if *truth { b"1" } else { b"0" }),
        Value::Choice(_) | Value::Missing(_) => {}
    }
}
