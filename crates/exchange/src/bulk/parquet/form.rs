//! Forms of whole numbers: which one a column likely needs, and room for all its rows cut by row group.

use super::source::{Holds, Source};
use super::whole::{Filled, fill};
use kaocheng_engine::columns::Numbers;
use parquet::file::statistics::Statistics;
use std::ops::RangeInclusive;

/// The forms, the narrowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    Truth,
    I16,
    I32,
    I64,
    I128,
}

/// The rows of one group in a column of some form.
pub(super) enum Rows<'n> {
    Truth(&'n mut [u8]),
    I16(&'n mut [i16]),
    I32(&'n mut [i32]),
    I64(&'n mut [i64]),
    I128(&'n mut [i128]),
}

impl Form {
    /// The form that the statistics of the file promise to be enough, or the most likely one without them. They are not
    /// trusted: what does not fit is read again.
    pub fn of(source: &Source, column: usize) -> Form {
        if source.holds(column) == Holds::Truth {
            return Form::Truth;
        }
        let mut span = None;
        for group in source.metadata().row_groups() {
            let chunk = group.columns().get(column);
            let Some(own) = chunk.and_then(|c| c.statistics()).and_then(known) else { return Form::I32 };
            let (least, most) = span.unwrap_or(own);
            span = Some((own.0.min(least), own.1.max(most)));
        }
        span.map_or(Form::I16, Form::holding)
    }

    fn holding((least, most): (i64, i64)) -> Form {
        let fits = |range: RangeInclusive<i64>| range.contains(&least) && range.contains(&most);
        if fits(i64::from(i16::MIN)..=i64::from(i16::MAX)) {
            Form::I16
        } else if fits(i64::from(i32::MIN)..=i64::from(i32::MAX)) {
            Form::I32
        } else {
            Form::I64
        }
    }

    /// The form to try when this one is too narrow.
    pub fn wider(self) -> Form {
        match self {
            // Not yes and no after all: any number, to say which.
            Form::Truth | Form::I64 | Form::I128 => Form::I128,
            Form::I16 => Form::I32,
            Form::I32 => Form::I64,
        }
    }

    /// Room for so many rows.
    pub fn room(self, rows: usize) -> Numbers {
        match self {
            Form::Truth => Numbers::Truth(vec![0; rows]),
            Form::I16 => Numbers::I16(vec![0; rows]),
            Form::I32 => Numbers::I32(vec![0; rows]),
            Form::I64 => Numbers::I64(vec![0; rows]),
            Form::I128 => Numbers::I128(vec![0; rows]),
        }
    }
}

fn known(statistics: &Statistics) -> Option<(i64, i64)> {
    match statistics {
        Statistics::Int32(s) => Some((i64::from(*s.min_opt()?), i64::from(*s.max_opt()?))),
        Statistics::Int64(s) => Some((*s.min_opt()?, *s.max_opt()?)),
        _ => None,
    }
}

/// The rows of every group.
pub(super) fn by_group<'n>(numbers: &'n mut Numbers, source: &Source) -> Vec<Rows<'n>> {
    fn cut<'n, T>(mut all: &'n mut [T], source: &Source, of: impl Fn(&'n mut [T]) -> Rows<'n>) -> Vec<Rows<'n>> {
        let mut rows = Vec::with_capacity(source.groups());
        for group in 0..source.groups() {
            let (from, to) = source.group(group);
            let Some((own, rest)) = all.split_at_mut_checked(to - from) else { break };
            all = rest;
            rows.push(of(own));
        }
        rows
    }
    match numbers {
        Numbers::Truth(v) => cut(v, source, Rows::Truth),
        Numbers::I16(v) => cut(v, source, Rows::I16),
        Numbers::I32(v) => cut(v, source, Rows::I32),
        Numbers::I64(v) => cut(v, source, Rows::I64),
        Numbers::I128(v) => cut(v, source, Rows::I128),
        Numbers::Any(_) => Vec::new(),
    }
}

impl Rows<'_> {
    /// Reads the group's chunk of a column.
    pub fn fill(self, source: &Source, group: usize, column: usize) -> Result<Filled, String> {
        match self {
            Rows::Truth(rows) => fill(source, group, column, rows),
            Rows::I16(rows) => fill(source, group, column, rows),
            Rows::I32(rows) => fill(source, group, column, rows),
            Rows::I64(rows) => fill(source, group, column, rows),
            Rows::I128(rows) => fill(source, group, column, rows),
        }
    }
}
