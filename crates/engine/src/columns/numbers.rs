//! A column of values of one input or node.

use super::Absent;
use crate::table::Value;
use kaocheng_syntax::exact::Exact;
use num_bigint::BigInt;

/// Values by row. A row without a value holds any number within the bounds.
#[derive(Clone, Debug, PartialEq)]
pub enum Numbers {
    /// Yes (1) and no (0); the scale is 1.
    Truth(Vec<u8>),
    /// Whole numbers over the scale.
    I16(Vec<i16>),
    /// Whole numbers over the scale.
    I32(Vec<i32>),
    /// Whole numbers over the scale.
    I64(Vec<i64>),
    /// Whole numbers over the scale.
    I128(Vec<i128>),
    /// Anything that the forms above cannot hold: rationals without a common scale, words, choices.
    Any(Vec<Value>),
}

/// A column with what is known of all its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The values.
    pub numbers: Numbers,
    /// What a whole number is divided by; positive. 1 for truths and [`Numbers::Any`].
    pub scale: i128,
    /// The least and the greatest whole number of all rows, rows without a value included; not closer than this.
    /// Meaningless for [`Numbers::Any`].
    pub bounds: (i128, i128),
    /// The rows without a value. [`Numbers::Any`] says so in its values and leaves this empty.
    pub absent: Absent,
}

impl Numbers {
    /// How many rows.
    pub fn len(&self) -> usize {
        match self {
            Numbers::Truth(v) => v.len(),
            Numbers::I16(v) => v.len(),
            Numbers::I32(v) => v.len(),
            Numbers::I64(v) => v.len(),
            Numbers::I128(v) => v.len(),
            Numbers::Any(v) => v.len(),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Column {
    /// A column whose bounds are found by looking at every value.
    pub fn new(numbers: Numbers, scale: i128, absent: Absent) -> Column {
        fn bounds<T: Copy + Ord + Into<i128>>(values: &[T]) -> (i128, i128) {
            let least = values.iter().min().map_or(0, |v| (*v).into());
            (least, values.iter().max().map_or(0, |v| (*v).into()))
        }
        let bounds = match &numbers {
            Numbers::Truth(v) => bounds(v),
            Numbers::I16(v) => bounds(v),
            Numbers::I32(v) => bounds(v),
            Numbers::I64(v) => bounds(v),
            Numbers::I128(v) => bounds(v),
            Numbers::Any(_) => (0, 0),
        };
        Column { numbers, scale, bounds, absent }
    }

    /// A column of `rows` rows that nobody reported.
    pub fn missing(rows: usize) -> Column {
        Column::new(Numbers::I16(vec![0; rows]), 1, Absent::all(rows))
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The value of a row; a row outside has none: not reported.
    pub fn value(&self, row: usize) -> Value {
        if let Some(reason) = self.absent.reason(row) {
            return Value::Missing(reason);
        }
        let whole: Option<i128> = match &self.numbers {
            Numbers::Truth(v) => return v.get(row).map_or(Value::Missing(NOT_REPORTED), |v| Value::Truth(*v != 0)),
            Numbers::Any(v) => return v.get(row).cloned().unwrap_or(Value::Missing(NOT_REPORTED)),
            Numbers::I16(v) => v.get(row).map(|v| (*v).into()),
            Numbers::I32(v) => v.get(row).map(|v| (*v).into()),
            Numbers::I64(v) => v.get(row).map(|v| (*v).into()),
            Numbers::I128(v) => v.get(row).copied(),
        };
        match whole {
            Some(whole) => Value::Number(Exact::new(BigInt::from(whole), BigInt::from(self.scale))),
            None => Value::Missing(NOT_REPORTED),
        }
    }
}

const NOT_REPORTED: kaocheng_compile::plan::Reason = kaocheng_compile::plan::Reason::NotReported;
