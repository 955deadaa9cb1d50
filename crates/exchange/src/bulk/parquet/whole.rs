//! Truths and whole numbers of one column chunk → the place of its rows in the column. Nothing is written twice.

use super::quick::{self, Zero};
use super::source::{Holds, Source, guarded, reason};
use super::text::{Words, words};
use crate::bulk::raw::ABSENT;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use std::ops::RangeInclusive;

/// Rows at a time: what a core keeps at hand.
const BATCH: usize = 8192;

/// A whole number as a column holds it.
pub(super) trait Whole: Copy + Default + Ord + Into<i128> + Zero + Send {
    const RANGE: RangeInclusive<i128>;
    /// The number of a truth.
    fn truth(truth: bool) -> Self;
}

macro_rules! whole {
    ($($whole:ty: $least:expr, $most:expr;)*) => { $(
        impl Whole for $whole {
            const RANGE: RangeInclusive<i128> = $least as i128..=$most as i128;
            fn truth(truth: bool) -> $whole {
                truth.into()
            }
        }
    )* };
}

whole! {
    u8: 0, 1;
    i16: i16::MIN, i16::MAX;
    i32: i32::MIN, i32::MAX;
    i64: i64::MIN, i64::MAX;
    i128: i128::MIN, i128::MAX;
}

/// A number as a page holds it. The cast is asked for only where the range has been seen to fit.
pub(super) trait Stored<W>: Copy + Ord + Into<i128> {
    fn cast(self) -> W;
}

macro_rules! stored {
    ($($from:ty => $($to:ty),*;)*) => { $($(
        impl Stored<$to> for $from {
            fn cast(self) -> $to {
                self as $to
            }
        }
    )*)* };
}

stored! {
    u8 => u8, i16, i32, i64, i128;
    i32 => u8, i16, i32, i64, i128;
    i64 => u8, i16, i32, i64, i128;
    i128 => u8, i16, i32, i64, i128;
}

/// A chunk that was read.
#[derive(Debug, Default)]
pub(super) struct Filled {
    /// The least and the greatest of the values there are.
    pub span: Option<(i128, i128)>,
    /// Bits of the rows without a value, from the word in which the first row of the chunk lies.
    pub absent: Vec<u64>,
    /// A value did not fit the form; the rows hold nothing of use.
    pub narrow: bool,
}

/// Where values of a chunk go.
struct Rows<'t, W> {
    to: &'t mut [W],
    /// The bit of the chunk's first row.
    shift: usize,
    at: usize,
    filled: Filled,
}

/// Reads a chunk into the rows of its group.
pub(super) fn fill<W: Whole>(source: &Source, group: usize, column: usize, to: &mut [W]) -> Result<Filled, String>
where
    u8: Stored<W>,
    i32: Stored<W>,
    i64: Stored<W>,
    i128: Stored<W>,
{
    guarded(|| {
        let rows = to.len();
        if let Some(filled) = quick::fill(source, group, column, to)? {
            return Ok(filled);
        }
        let into = Rows { to, shift: source.group(group).0 % 64, at: 0, filled: Filled::default() };
        let optional = source.optional(column);
        let unsigned = matches!(source.holds(column), Holds::Whole { unsigned: true, .. });
        if let Holds::WholeInBytes { .. } = source.holds(column) {
            return in_words(&words(source, group, column, true)?, into);
        }
        let filled = match source.reader(group, column)? {
            ColumnReader::BoolColumnReader(reader) => read(reader, optional, into, |v| Ok(u8::from(*v))),
            ColumnReader::Int32ColumnReader(reader) if unsigned => {
                read(reader, optional, into, |v| Ok(i128::from(v.cast_unsigned())))
            }
            ColumnReader::Int64ColumnReader(reader) if unsigned => {
                read(reader, optional, into, |v| Ok(i128::from(v.cast_unsigned())))
            }
            ColumnReader::Int32ColumnReader(reader) => read_plain(reader, optional, into),
            ColumnReader::Int64ColumnReader(reader) => read_plain(reader, optional, into),
            _ => Err("no whole numbers".to_owned()),
        }?;
        if !filled.filled.narrow && filled.rows != rows {
            return Err("fewer values than rows".to_owned());
        }
        Ok(filled.filled)
    })
}

struct Done {
    filled: Filled,
    rows: usize,
}

/// A whole number in bytes, the highest first.
fn in_bytes(bytes: &[u8]) -> Result<i128, String> {
    let negative = bytes.first().is_some_and(|b| *b >= 0x80);
    let sign: u8 = if negative { 0xff } else { 0 };
    // Longer forms of small numbers begin with bytes that only repeat the sign.
    let skipped = bytes.len().saturating_sub(16);
    let (head, tail) = bytes.split_at_checked(skipped).unwrap_or((&[], bytes));
    let tail_negative = tail.first().is_some_and(|b| *b >= 0x80);
    if head.iter().any(|b| *b != sign) || tail_negative != negative {
        return Err("a number of more than 38 digits".to_owned());
    }
    Ok(tail.iter().fold(if negative { -1 } else { 0 }, |n: i128, b| n << 8 | i128::from(*b)))
}

/// Numbers that stand as strings of bytes, each different one read once.
fn in_words<W: Whole>(words: &Words, mut into: Rows<'_, W>) -> Result<Filled, String>
where
    i128: Stored<W>,
{
    let numbers = words.all().map(in_bytes).collect::<Result<Vec<i128>, String>>()?;
    let (mut values, mut levels): (Vec<i128>, Vec<i16>) = (Vec::new(), Vec::new());
    for rows in words.at.chunks(BATCH) {
        let there = rows.iter().filter_map(|at| numbers.get(*at as usize));
        values.clear();
        values.extend(there);
        levels.clear();
        levels.extend(rows.iter().map(|at| i16::from(*at != ABSENT)));
        if !into.take(&values, &levels, rows.len())? {
            break;
        }
    }
    Ok(into.done().filled)
}

/// Values that are taken as they stand.
fn read_plain<T: DataType, W: Whole>(
    mut reader: ColumnReaderImpl<T>,
    optional: bool,
    mut into: Rows<'_, W>,
) -> Result<Done, String>
where
    T::T: Stored<W>,
{
    let mut values: Vec<T::T> = Vec::with_capacity(BATCH);
    let mut levels: Vec<i16> = Vec::new();
    loop {
        values.clear();
        levels.clear();
        let wanted = optional.then_some(&mut levels);
        let (records, ..) = reader.read_records(BATCH, wanted, None, &mut values).map_err(reason)?;
        if records == 0 || !into.take(&values, &levels, records)? {
            return Ok(into.done());
        }
    }
}

/// Values that are made from what stands there.
fn read<T: DataType, S: Stored<W>, W: Whole>(
    mut reader: ColumnReaderImpl<T>,
    optional: bool,
    mut into: Rows<'_, W>,
    make: impl Fn(&T::T) -> Result<S, String>,
) -> Result<Done, String> {
    let mut values: Vec<T::T> = Vec::with_capacity(BATCH);
    let (mut levels, mut made): (Vec<i16>, Vec<S>) = (Vec::new(), Vec::with_capacity(BATCH));
    loop {
        values.clear();
        levels.clear();
        made.clear();
        let wanted = optional.then_some(&mut levels);
        let (records, ..) = reader.read_records(BATCH, wanted, None, &mut values).map_err(reason)?;
        for value in &values {
            made.push(make(value)?);
        }
        if records == 0 || !into.take(&made, &levels, records)? {
            return Ok(into.done());
        }
    }
}

impl<W: Whole> Rows<'_, W> {
    fn done(self) -> Done {
        Done { filled: self.filled, rows: self.at }
    }

    /// Takes the next rows; `false` when one of them does not fit.
    fn take<S: Stored<W>>(&mut self, values: &[S], levels: &[i16], rows: usize) -> Result<bool, String> {
        if let (Some(least), Some(most)) = (values.iter().min(), values.iter().max()) {
            let (least, most): (i128, i128) = ((*least).into(), (*most).into());
            if !W::RANGE.contains(&least) || !W::RANGE.contains(&most) {
                self.filled.narrow = true;
                return Ok(false);
            }
            let so_far = self.filled.span.unwrap_or((least, most));
            self.filled.span = Some((so_far.0.min(least), so_far.1.max(most)));
        }
        let to = self.to.get_mut(self.at..self.at + rows).ok_or("more values than rows")?;
        if values.len() == rows {
            to.iter_mut().zip(values).for_each(|(to, value)| *to = value.cast());
        } else {
            let mut values = values.iter();
            for (row, (to, level)) in to.iter_mut().zip(levels).enumerate() {
                match if *level == 0 { None } else { values.next() } {
                    Some(value) => *to = value.cast(),
                    None => {
                        let bit = self.shift + self.at + row;
                        self.filled.absent.resize(self.filled.absent.len().max(bit / 64 + 1), 0);
                        if let Some(word) = self.filled.absent.get_mut(bit / 64) {
                            *word |= 1 << (bit % 64);
                        }
                        *to = W::default();
                    }
                }
            }
        }
        self.at += rows;
        Ok(true)
    }
}
