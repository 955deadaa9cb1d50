//! Binary fractions → the shortest decimals that name them, which are what people typed.

use super::source::{Source, guarded, reason};
use crate::bulk::piece::{MOST_DECIMALS, Piece};
use kaocheng_compile::plan::Reason;
use kaocheng_engine::table::Value;
use kaocheng_syntax::exact;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use std::fmt::Write;

/// A chunk that was read: its numbers, and the rows (from the chunk's first) that hold none, as infinity is none.
#[derive(Debug, Default)]
pub(super) struct Floats {
    pub piece: Piece,
    pub wrong: Vec<(usize, String)>,
}

/// Reads a chunk.
pub(super) fn floats(source: &Source, group: usize, column: usize) -> Result<Floats, String> {
    guarded(|| {
        let (from, to) = source.group(group);
        let optional = source.optional(column);
        let read = match source.reader(group, column)? {
            ColumnReader::DoubleColumnReader(reader) => read(reader, optional),
            ColumnReader::FloatColumnReader(reader) => read(reader, optional),
            _ => Err("no numbers".to_owned()),
        }?;
        if read.piece.len() == to - from { Ok(read) } else { Err("not as many values as rows".to_owned()) }
    })
}

/// A binary fraction, by its bits.
trait Binary: Copy + std::fmt::Display {
    fn key(self) -> u64;
    fn finite(self) -> bool;
}

impl Binary for f64 {
    fn key(self) -> u64 {
        self.to_bits()
    }
    fn finite(self) -> bool {
        self.is_finite()
    }
}

impl Binary for f32 {
    fn key(self) -> u64 {
        u64::from(self.to_bits())
    }
    fn finite(self) -> bool {
        self.is_finite()
    }
}

fn read<T: DataType>(mut reader: ColumnReaderImpl<T>, optional: bool) -> Result<Floats, String>
where
    T::T: Binary,
{
    let (mut values, mut levels): (Vec<T::T>, Vec<i16>) = (Vec::new(), Vec::new());
    let (mut floats, mut names) = (Floats::default(), Names::default());
    loop {
        values.clear();
        levels.clear();
        let wanted = optional.then_some(&mut levels);
        let (records, ..) = reader.read_records(8192, wanted, None, &mut values).map_err(reason)?;
        if records == 0 {
            return Ok(floats);
        }
        let mut values = values.iter();
        for row in 0..records {
            match if optional && levels.get(row) == Some(&0) { None } else { values.next() } {
                Some(value) => names.take(*value, &mut floats),
                None => floats.piece.push_absent(Reason::NotReported),
            }
        }
    }
}

/// How many names are kept at hand: columns hold the same few thousand figures again and again.
const KEPT: usize = 4096;

/// The decimals of the numbers met so far.
struct Names {
    kept: Vec<(u64, i64, u8)>,
    text: String,
}

impl Default for Names {
    fn default() -> Names {
        // No number has these bits in the place of 0, where only numbers of one hash go.
        Names { kept: vec![(u64::MAX, 0, 0); KEPT], text: String::new() }
    }
}

impl Names {
    fn take<F: Binary>(&mut self, value: F, floats: &mut Floats) {
        let key = value.key();
        // The high bits of the product depend on all bits of the number.
        let place = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 52) as usize;
        if let Some((known, digits, decimals)) = self.kept.get(place)
            && *known == key
            && key != u64::MAX
            && floats.piece.push(*digits, *decimals)
        {
            return;
        }
        self.text.clear();
        if !value.finite() || write!(self.text, "{value}").is_err() {
            floats.wrong.push((floats.piece.len(), value.to_string()));
            return floats.piece.push_absent(Reason::NotReported);
        }
        if let Some((digits, decimals)) = decimal(&self.text) {
            if let Some(slot) = self.kept.get_mut(place) {
                *slot = (key, digits, decimals);
            }
            if floats.piece.push(digits, decimals) {
                return;
            }
        }
        match exact::parse(&self.text) {
            Some(number) => floats.piece.push_value(Value::Number(number)),
            None => {
                floats.wrong.push((floats.piece.len(), self.text.clone()));
                floats.piece.push_absent(Reason::NotReported);
            }
        }
    }
}

/// `-12.5` as -125 over 10; `None` where that takes more digits than a number has.
fn decimal(text: &str) -> Option<(i64, u8)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let decimals = u8::try_from(fraction.len()).ok().filter(|d| *d <= MOST_DECIMALS)?;
    let digits = whole.bytes().chain(fraction.bytes());
    let negative = text.starts_with('-');
    let digits = digits.skip(usize::from(negative)).try_fold(0i64, |n, digit| {
        let digit = digit.is_ascii_digit().then(|| i64::from(digit - b'0'))?;
        n.checked_mul(10)?.checked_add(digit)
    })?;
    Some((if negative { -digits } else { digits }, decimals))
}
