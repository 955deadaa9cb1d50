//! Pieces of a column that tasks read apart → the column, in the narrowest form that holds all of it exactly.

use super::piece::{Cells, MOST_DECIMALS, Piece, exact};
use kaocheng_compile::plan::Reason;
use kaocheng_engine::columns::{Absent, Column, Numbers};
use kaocheng_engine::table::Value;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, ToPrimitive};

/// A column of which the least and the greatest of the values there are are known.
pub(super) struct Joined {
    pub column: Column,
    pub span: Option<(i128, i128)>,
}

/// A piece that is all numbers: its values, their decimals and the rows without one.
type Plain<'p> = (&'p [i64], u8, &'p [(u32, Reason)]);

/// The column of all pieces, one after the other.
pub(super) fn join(pieces: Vec<Piece>) -> Joined {
    let rows = pieces.iter().map(Piece::len).sum();
    let absent = absent_of(&pieces, rows);
    if let Some(joined) = decimals(&pieces, rows) {
        return Joined { column: Column { absent, ..joined.column }, span: joined.span };
    }
    let any = Joined { column: Column::missing(0), span: None };
    match whole_numbers(&pieces, rows, &absent).unwrap_or(any) {
        Joined { column, span } if column.len() == rows => Joined { column: Column { absent, ..column }, span },
        _ => Joined { column: any_values(pieces, &absent), span: Some((0, 0)) },
    }
}

fn absent_of(pieces: &[Piece], rows: usize) -> Absent {
    let (mut bits, mut reasons, mut first) = (vec![0u64; rows.div_ceil(64)], Vec::new(), 0usize);
    for piece in pieces {
        for (row, reason) in &piece.absent {
            let row = first + *row as usize;
            if let Some(word) = bits.get_mut(row / 64) {
                *word |= 1 << (row % 64);
            }
            reasons.push((u32::try_from(row).unwrap_or(u32::MAX), *reason));
        }
        first += piece.len();
    }
    Absent::new(bits, reasons)
}

/// The column of pieces that are all numbers over powers of ten, written once; `None` for others.
fn decimals(pieces: &[Piece], rows: usize) -> Option<Joined> {
    let mut own: Vec<Plain> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let Cells::Decimal { values, decimals } = &piece.cells else { return None };
        own.push((values, *decimals, &piece.absent));
    }
    let most = own.iter().map(|(_, decimals, _)| *decimals).max().unwrap_or(0);
    let more = |decimals: u8| 10i64.checked_pow(u32::from(most - decimals));
    let mut span: Option<(i64, i64)> = None;
    for (values, decimals, absent) in &own {
        let Some((least, greatest)) = present_span(values, absent) else { continue };
        let more = more(*decimals)?;
        let (least, greatest) = (least.checked_mul(more)?, greatest.checked_mul(more)?);
        span = Some(span.map_or((least, greatest), |(l, g)| (l.min(least), g.max(greatest))));
    }
    let missing = own.iter().any(|(.., absent)| !absent.is_empty());
    let (least, greatest) = span.unwrap_or((0, 0));
    let bounds = if missing { (least.min(0), greatest.max(0)) } else { (least, greatest) };
    fn cast<T>(own: &[Plain], rows: usize, most: u8, cast: impl Fn(i64) -> T) -> Vec<T> {
        let mut all = Vec::with_capacity(rows);
        for (values, decimals, _) in own {
            let more = 10i64.pow(u32::from(most - decimals));
            all.extend(values.iter().map(|v| cast(v * more)));
        }
        all
    }
    let numbers = if i16::try_from(bounds.0).is_ok() && i16::try_from(bounds.1).is_ok() {
        Numbers::I16(cast(&own, rows, most, |v| v as i16))
    } else if i32::try_from(bounds.0).is_ok() && i32::try_from(bounds.1).is_ok() {
        Numbers::I32(cast(&own, rows, most, |v| v as i32))
    } else {
        Numbers::I64(cast(&own, rows, most, |v| v))
    };
    let wide = |(least, greatest): (i64, i64)| (i128::from(least), i128::from(greatest));
    let column =
        Column { numbers, scale: 10i128.pow(u32::from(most)), bounds: wide(bounds), absent: Absent::default() };
    Some(Joined { column, span: span.map(wide) })
}

/// The least and the greatest of the rows between those without a value.
fn present_span(values: &[i64], absent: &[(u32, Reason)]) -> Option<(i64, i64)> {
    let (mut from, mut span) = (0, None::<(i64, i64)>);
    let ends = absent.iter().map(|(row, _)| *row as usize).chain([values.len()]);
    for end in ends {
        let own = values.get(from..end).unwrap_or_default();
        if let (Some(least), Some(greatest)) = (own.iter().min(), own.iter().max()) {
            span = Some(span.map_or((*least, *greatest), |(l, g)| (l.min(*least), g.max(*greatest))));
        }
        from = end + 1;
    }
    span
}

/// Yes and no that were kept as 1 and 0.
pub(super) fn truths(joined: Joined) -> Joined {
    let fits = joined.column.scale == 1 && joined.column.bounds.0 >= 0 && joined.column.bounds.1 <= 1;
    let numbers = match &joined.column.numbers {
        Numbers::I16(v) if fits => Numbers::Truth(v.iter().map(|v| u8::from(*v == 1)).collect()),
        Numbers::I32(v) if fits => Numbers::Truth(v.iter().map(|v| u8::from(*v == 1)).collect()),
        Numbers::I64(v) if fits => Numbers::Truth(v.iter().map(|v| u8::from(*v == 1)).collect()),
        _ => return joined,
    };
    Joined { column: Column { numbers, ..joined.column }, span: joined.span }
}

/// Truths, or whole numbers over a scale that all pieces share; `None` where there is none.
fn whole_numbers(pieces: &[Piece], rows: usize, absent: &Absent) -> Option<Joined> {
    let scale = scale_of(pieces)?;
    let mut all: Vec<i128> = Vec::with_capacity(rows);
    let mut truths = true;
    for piece in pieces {
        match &piece.cells {
            Cells::Decimal { values, decimals } => {
                truths &= values.len() == piece.absent.len();
                let more = scale / 10i128.checked_pow(u32::from(*decimals))?;
                all.extend(values.iter().map(|v| i128::from(*v) * more));
            }
            Cells::Table { values, at } => {
                truths &= values.iter().all(|v| matches!(v, Value::Truth(_)));
                let words: Vec<i128> = values.iter().map(|v| over(v, scale)).collect::<Option<_>>()?;
                // A table without values stands for rows of which none has one.
                all.extend(at.iter().map(|ix| words.get(*ix as usize).copied().unwrap_or(0)));
            }
        }
    }
    let has_truth = pieces.iter().any(|p| matches!(&p.cells, Cells::Table { values, .. } if !values.is_empty()));
    let has_number = !truths && pieces.iter().any(is_truth);
    if has_number {
        return None;
    }
    let span = span(&all, absent);
    let bounds = bounds(span, absent);
    let numbers = narrow(&all, bounds, truths && has_truth);
    Some(Joined { column: Column { numbers, scale, bounds, absent: Absent::default() }, span })
}

fn is_truth(piece: &Piece) -> bool {
    matches!(&piece.cells, Cells::Table { values, .. } if values.iter().any(|v| matches!(v, Value::Truth(_))))
}

fn over(value: &Value, scale: i128) -> Option<i128> {
    match value {
        Value::Number(v) => (v.numer() * (BigInt::from(scale) / v.denom())).to_i128(),
        Value::Truth(truth) => Some(i128::from(*truth)),
        _ => None,
    }
}

/// What all numbers can be written over.
fn scale_of(pieces: &[Piece]) -> Option<i128> {
    let most = BigInt::from(10i64.pow(u32::from(MOST_DECIMALS)));
    let mut scale = BigInt::one();
    for piece in pieces {
        match &piece.cells {
            Cells::Decimal { decimals, .. } => scale = scale.lcm(&BigInt::from(10).pow(u32::from(*decimals))),
            Cells::Table { values, .. } => {
                for value in values {
                    match value {
                        Value::Number(v) => scale = scale.lcm(v.denom()),
                        Value::Truth(_) => {}
                        _ => return None,
                    }
                    if scale > most {
                        return None;
                    }
                }
            }
        }
    }
    scale.to_i128().filter(|_| scale <= most)
}

/// The least and the greatest of the rows with a value.
fn span(all: &[i128], absent: &Absent) -> Option<(i128, i128)> {
    let there = |row: usize| absent.bits().get(row / 64).is_none_or(|word| word >> (row % 64) & 1 == 0);
    let mut present = all.iter().enumerate().filter(|(row, _)| there(*row)).map(|(_, v)| *v);
    let first = present.next()?;
    Some(present.fold((first, first), |(least, most), v| (least.min(v), most.max(v))))
}

/// The bounds of a column whose rows without a value hold 0.
pub(super) fn bounds(span: Option<(i128, i128)>, absent: &Absent) -> (i128, i128) {
    match span {
        Some((least, most)) if absent.is_empty() => (least, most),
        Some((least, most)) => (least.min(0), most.max(0)),
        None => (0, 0),
    }
}

/// The narrowest form of numbers within bounds.
fn narrow(all: &[i128], bounds: (i128, i128), truths: bool) -> Numbers {
    fn cast<T: TryFrom<i128> + Default>(all: &[i128]) -> Vec<T> {
        all.iter().map(|v| T::try_from(*v).unwrap_or_default()).collect()
    }
    fn fits<T: TryFrom<i128>>((least, most): (i128, i128)) -> bool {
        T::try_from(least).is_ok() && T::try_from(most).is_ok()
    }
    match bounds {
        _ if truths => Numbers::Truth(cast(all)),
        b if fits::<i16>(b) => Numbers::I16(cast(all)),
        b if fits::<i32>(b) => Numbers::I32(cast(all)),
        b if fits::<i64>(b) => Numbers::I64(cast(all)),
        _ => Numbers::I128(all.to_vec()),
    }
}

fn any_values(pieces: Vec<Piece>, absent: &Absent) -> Column {
    let mut all: Vec<Value> = Vec::new();
    for piece in pieces {
        match piece.cells {
            Cells::Decimal { values, decimals } => {
                all.extend(values.into_iter().map(|v| Value::Number(exact(v, decimals))));
            }
            Cells::Table { values, at } => {
                let value = |ix: &u32| values.get(*ix as usize).cloned().unwrap_or(Value::Missing(Reason::NotReported));
                all.extend(at.iter().map(value));
            }
        }
    }
    for (row, value) in all.iter_mut().enumerate() {
        if let Some(reason) = absent.reason(row) {
            *value = Value::Missing(reason);
        }
    }
    Column { numbers: Numbers::Any(all), scale: 1, bounds: (0, 0), absent: Absent::default() }
}

/// Counts that a file holds with decimals, without them if all of them are nought.
pub(super) fn whole(column: Column, span: Option<(i128, i128)>) -> Joined {
    // Divided in the width of the column, or, by a scale that this does not hold, in the widest.
    macro_rules! without {
        ($all:expr, $whole:ty) => {
            match <$whole>::try_from(column.scale) {
                Ok(scale) => $all.iter().map(|v| (v % scale == 0).then(|| v / scale)).collect(),
                Err(_) => $all.iter().map(|v| (*v == 0).then_some(0)).collect::<Option<Vec<$whole>>>(),
            }
        };
    }
    let scale = column.scale;
    let numbers = match &column.numbers {
        Numbers::I16(v) => without!(v, i16).map(Numbers::I16),
        Numbers::I32(v) => without!(v, i32).map(Numbers::I32),
        Numbers::I64(v) => without!(v, i64).map(Numbers::I64),
        Numbers::I128(v) => without!(v, i128).map(Numbers::I128),
        Numbers::Truth(_) | Numbers::Any(_) => None,
    };
    let over = |(least, most): (i128, i128)| (least / scale, most / scale);
    match numbers {
        Some(numbers) => {
            let column = Column { numbers, scale: 1, bounds: over(column.bounds), absent: column.absent };
            Joined { column, span: span.map(over) }
        }
        None => Joined { column, span },
    }
}
