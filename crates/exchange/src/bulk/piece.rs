//! A piece of a column, as one task reads it.

use kaocheng_compile::plan::Reason;
use kaocheng_engine::table::Value;
use kaocheng_syntax::exact::Exact;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, ToPrimitive};

/// Consecutive rows of a column.
#[derive(Debug, Default)]
pub(super) struct Piece {
    pub cells: Cells,
    /// The rows without a value, counted from the piece's first, ascending.
    pub absent: Vec<(u32, Reason)>,
}

/// The values of a piece; rows without one hold anything.
#[derive(Debug)]
pub(super) enum Cells {
    /// Whole numbers over 10 to the power of the decimals.
    Decimal { values: Vec<i64>, decimals: u8 },
    /// Different values, and which of them each row has.
    Table { values: Vec<Value>, at: Vec<u32> },
}

impl Cells {
    fn len(&self) -> usize {
        match self {
            Cells::Decimal { values, .. } => values.len(),
            Cells::Table { at, .. } => at.len(),
        }
    }
}

impl Default for Cells {
    fn default() -> Cells {
        Cells::Decimal { values: Vec::new(), decimals: 0 }
    }
}

/// The greatest power of ten that scales go to.
pub(super) const MOST_DECIMALS: u8 = 12;

impl Piece {
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Adds a number over a power of ten; `false` when it does not fit any more and nothing was added.
    pub fn push(&mut self, value: i64, decimals: u8) -> bool {
        let Cells::Decimal { values, decimals: own } = &mut self.cells else {
            self.push_value(Value::Number(exact(value, decimals)));
            return true;
        };
        if decimals == *own {
            values.push(value);
            return true;
        }
        if decimals > *own {
            let more = 10i64.checked_pow(u32::from(decimals - *own)).filter(|_| decimals <= MOST_DECIMALS);
            if let Some(more) = more
                && values.iter().all(|v| v.checked_mul(more).is_some())
            {
                values.iter_mut().for_each(|v| *v *= more);
                *own = decimals;
                values.push(value);
                return true;
            }
        } else if let Some(value) =
            10i64.checked_pow(u32::from(*own - decimals)).and_then(|more| value.checked_mul(more))
        {
            values.push(value);
            return true;
        }
        false
    }

    /// Adds any value.
    pub fn push_value(&mut self, value: Value) {
        if let Value::Missing(reason) = value {
            return self.push_absent(reason);
        }
        if let (Value::Number(number), Cells::Decimal { .. }) = (&value, &self.cells)
            && let Some((number, decimals)) = decimal(number)
            && self.push(number, decimals)
        {
            return;
        }
        self.become_table();
        if let Cells::Table { values, at } = &mut self.cells {
            at.push(u32::try_from(values.len()).unwrap_or(u32::MAX));
            values.push(value);
        }
    }

    /// Adds a row without a value.
    pub fn push_absent(&mut self, reason: Reason) {
        self.absent.push((u32::try_from(self.len()).unwrap_or(u32::MAX), reason));
        match &mut self.cells {
            Cells::Decimal { values, .. } => values.push(0),
            Cells::Table { at, .. } => at.push(0),
        }
    }

    /// Takes the last row away.
    pub fn pop(&mut self) {
        match &mut self.cells {
            Cells::Decimal { values, .. } => drop(values.pop()),
            Cells::Table { at, .. } => drop(at.pop()),
        }
        self.absent.pop_if(|(row, _)| *row as usize >= self.cells.len());
    }

    /// Makes room for values of any kind.
    fn become_table(&mut self) {
        if let Cells::Decimal { values, decimals } = &self.cells {
            let number = |v: &i64| Value::Number(exact(*v, *decimals));
            let at = (0..u32::try_from(values.len()).unwrap_or(u32::MAX)).collect();
            self.cells = Cells::Table { values: values.iter().map(number).collect(), at };
        }
    }
}

pub(super) fn exact(value: i64, decimals: u8) -> Exact {
    Exact::new(BigInt::from(value), BigInt::from(10).pow(u32::from(decimals)))
}

/// A number as a whole one over a power of ten.
fn decimal(number: &Exact) -> Option<(i64, u8)> {
    let mut power = BigInt::one();
    for decimals in 0..=MOST_DECIMALS {
        if power.is_multiple_of(number.denom()) {
            return Some(((number.numer() * (&power / number.denom())).to_i64()?, decimals));
        }
        power *= 10;
    }
    None
}

/// The piece of rows that have values of a table, and the rows that have none: their place is none, or holds the reason.
pub(super) fn of_table(mut values: Vec<Value>, mut at: Vec<u32>) -> (Piece, Vec<usize>) {
    let (mut absent, mut rows) = (Vec::new(), Vec::new());
    let some = values.iter().position(|v| !matches!(v, Value::Missing(_)));
    let stand_in = some.and_then(|ix| u32::try_from(ix).ok()).unwrap_or(0);
    for (row, place) in at.iter_mut().enumerate() {
        let reason = match values.get(*place as usize) {
            None => Reason::NotReported,
            Some(Value::Missing(reason)) => *reason,
            Some(_) => continue,
        };
        absent.push((u32::try_from(row).unwrap_or(u32::MAX), reason));
        rows.push(row);
        *place = stand_in;
    }
    // Only values are left to share a form.
    match some.and_then(|ix| values.get(ix)).cloned() {
        Some(value) => {
            let missing = values.iter_mut().filter(|v| matches!(v, Value::Missing(_)));
            missing.for_each(|v| *v = value.clone());
        }
        None => values.clear(),
    }
    (Piece { cells: Cells::Table { values, at }, absent }, rows)
}
