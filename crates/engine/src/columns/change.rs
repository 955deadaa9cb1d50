//! Figures that change, in the columns that hold them.

use super::from_table::column_of;
use super::{Absent, Column, Numbers};
use crate::table::Value;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::ToPrimitive;

impl Column {
    /// Puts values into rows, in the order given; rows outside are passed over. The column is as narrow, and its bounds as
    /// close, as if it had been made of these figures in the first place; the scale stays where it can.
    pub fn change(&mut self, changes: &[(usize, &Value)]) {
        let rows = self.len();
        let Some(whole) = self.in_scale(changes) else {
            let mut values: Vec<Value> = (0..rows).map(|row| self.value(row)).collect();
            for (row, value) in changes {
                if let Some(slot) = values.get_mut(*row) {
                    *slot = (*value).clone();
                }
            }
            *self = column_of(&values.iter().collect::<Vec<_>>());
            return;
        };
        for ((row, value), whole) in changes.iter().zip(whole).filter(|((row, _), _)| *row < rows) {
            match value {
                Value::Missing(reason) => self.absent.set(*row, rows, *reason),
                _ => self.absent.clear(*row),
            }
            self.numbers.put(*row, whole);
        }
        let (numbers, absent) = (std::mem::replace(&mut self.numbers, Numbers::I16(Vec::new())), &mut self.absent);
        let (bits, reasons) = std::mem::take(absent).into_parts();
        *self = Column::new(numbers, self.scale, Absent::new(bits, reasons));
    }

    /// The values as whole numbers over the scale, 0 where one is missing; `None` where the form cannot hold one.
    fn in_scale(&self, changes: &[(usize, &Value)]) -> Option<Vec<i128>> {
        let whole = |value: &Value| match (value, &self.numbers) {
            (_, Numbers::Any(_)) => None,
            (Value::Missing(_), _) => Some(0),
            (Value::Truth(truth), Numbers::Truth(_)) => Some((*truth).into()),
            (_, Numbers::Truth(_)) => None,
            (Value::Number(number), _) => {
                let scale = BigInt::from(self.scale);
                let (factor, rest) = scale.div_rem(number.denom());
                (rest == BigInt::ZERO).then(|| (number.numer() * factor).to_i128()).flatten()
            }
            _ => None,
        };
        changes.iter().map(|(_, value)| whole(value)).collect()
    }
}

impl Numbers {
    /// Puts a whole number into a row, in a wider form of all where this one cannot hold it.
    fn put(&mut self, row: usize, whole: i128) {
        fn fitted<T: TryFrom<i128>>(all: &mut [T], row: usize, whole: i128) -> bool {
            match (all.get_mut(row), T::try_from(whole)) {
                (Some(slot), Ok(whole)) => {
                    *slot = whole;
                    true
                }
                (None, _) => true,
                _ => false,
            }
        }
        let fits = match self {
            Numbers::Truth(all) => fitted(all, row, whole),
            Numbers::I16(all) => fitted(all, row, whole),
            Numbers::I32(all) => fitted(all, row, whole),
            Numbers::I64(all) => fitted(all, row, whole),
            Numbers::I128(all) => fitted(all, row, whole),
            Numbers::Any(_) => true,
        };
        if !fits {
            self.widen();
            self.put(row, whole);
        }
    }

    fn widen(&mut self) {
        *self = match std::mem::replace(self, Numbers::I16(Vec::new())) {
            Numbers::I16(all) => Numbers::I32(all.into_iter().map(i32::from).collect()),
            Numbers::I32(all) => Numbers::I64(all.into_iter().map(i64::from).collect()),
            Numbers::I64(all) => Numbers::I128(all.into_iter().map(i128::from).collect()),
            same => same,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kaocheng_compile::plan::Reason;
    use kaocheng_syntax::exact::{Exact, whole};

    fn numbers(all: &[i16]) -> Column {
        Column::new(Numbers::I16(all.to_vec()), 100, Absent::default())
    }

    #[test]
    fn bounds_and_widths_follow_what_is_there() {
        let mut column = numbers(&[100, 200, 300]);
        column.change(&[(2, &Value::Number(whole(1)))]);
        assert_eq!((column.clone(), column.bounds), (numbers(&[100, 200, 100]), (100, 200)));
        column.change(&[(0, &Value::Number(whole(1_000))), (9, &Value::Number(whole(1)))]);
        assert_eq!(column.numbers, Numbers::I32(vec![100_000, 200, 100]));
        column.change(&[(0, &Value::Missing(Reason::Excused))]);
        assert_eq!((column.bounds, column.absent.reason(0)), ((0, 200), Some(Reason::Excused)));
        column.change(&[(0, &Value::Number(whole(2)))]);
        assert_eq!((column.bounds, column.absent.is_empty()), ((100, 200), true));
    }

    #[test]
    fn what_the_scale_cannot_hold_makes_another_column() {
        let third = Value::Number(Exact::new(1.into(), 3.into()));
        let mut column = numbers(&[100, 200]);
        column.change(&[(1, &third)]);
        assert_eq!((column.value(0), column.value(1), column.scale), (Value::Number(whole(1)), third, 3));
        column.change(&[(0, &Value::Truth(true)), (1, &Value::Missing(Reason::NotReported))]);
        assert_eq!(column.numbers, Numbers::Truth(vec![1, 0]));
        assert_eq!(column.value(1), Value::Missing(Reason::NotReported));
    }
}
