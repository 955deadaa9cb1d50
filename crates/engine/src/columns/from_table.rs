//! A table of values → columns: how what people typed reaches the columnar evaluator.

use super::{Absent, Codes, Column, Columns, NO_PARENT, Numbers, UnitColumns, UnitColumnsError};
use crate::table::{Table, Units, Value};
use kaocheng_compile::plan::{InputIx, Plan, Reason};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, ToPrimitive};

/// The columns of a table, units in the same order.
pub fn columns_of(plan: &Plan, table: &Table) -> Result<Columns, UnitColumnsError> {
    let rows = table.units().len();
    let column = |ix: usize| {
        let values: Vec<&Value> = (0..rows).map(|row| table.value(InputIx(ix), row)).collect();
        column_of(&values)
    };
    Ok(Columns { units: unit_columns_of(table.units())?, inputs: (0..plan.inputs.len()).map(column).collect() })
}

/// The units by column, in the same order.
pub fn unit_columns_of(units: &Units) -> Result<UnitColumns, UnitColumnsError> {
    let (mut codes, mut names) = (Codes::default(), Codes::default());
    let (mut levels, mut classes) = (Named::default(), Named::default());
    let mut parents = Vec::with_capacity(units.len());
    for unit in units.all() {
        codes.push(&unit.code);
        names.push(&unit.name);
        levels.push(&unit.level);
        classes.push(unit.class.as_deref().unwrap_or_default());
        parents.push(unit.parent.and_then(|p| u32::try_from(p).ok()).unwrap_or(NO_PARENT));
    }
    UnitColumns::new(codes, names, (levels.at, levels.names), (classes.at, classes.names), parents)
}

/// Words by row, each kept once.
#[derive(Default)]
struct Named {
    at: Vec<u16>,
    names: Vec<String>,
}

impl Named {
    fn push(&mut self, word: &str) {
        let known = self.names.iter().position(|n| n == word);
        let ix = known.unwrap_or_else(|| {
            self.names.push(word.to_owned());
            self.names.len() - 1
        });
        self.at.push(u16::try_from(ix).unwrap_or(u16::MAX));
    }
}

/// The narrowest column that holds values exactly.
pub(super) fn column_of(values: &[&Value]) -> Column {
    let mut absent = Absent::default();
    for (row, value) in values.iter().enumerate() {
        if let Value::Missing(reason) = value {
            absent.set(row, values.len(), *reason);
        }
    }
    let truth = |v: &&Value| matches!(v, Value::Truth(_) | Value::Missing(_));
    if values.iter().all(truth) && values.iter().any(|v| v.truth().is_some()) {
        let bits = values.iter().map(|v| u8::from(v.truth() == Some(true))).collect();
        return Column::new(Numbers::Truth(bits), 1, absent);
    }
    whole_over_scale(values).map_or_else(
        || Column {
            numbers: Numbers::Any(values.iter().map(|v| (*v).clone()).collect()),
            scale: 1,
            bounds: (0, 0),
            absent: Absent::default(),
        },
        |(numbers, scale)| Column::new(numbers, scale, absent),
    )
}

/// The numbers over their least common scale, `None` where there is none below 10¹².
fn whole_over_scale(values: &[&Value]) -> Option<(Numbers, i128)> {
    const MOST: i64 = 1_000_000_000_000;
    let mut scale = BigInt::one();
    for value in values {
        match value {
            Value::Number(v) => scale = scale.lcm(v.denom()),
            Value::Missing(_) => {}
            _ => return None,
        }
        if scale > BigInt::from(MOST) {
            return None;
        }
    }
    let whole = |value: &&Value| match value {
        Value::Number(v) => (v.numer() * (&scale / v.denom())).to_i128(),
        Value::Missing(Reason::NotReported | Reason::NotApplicable | Reason::Excused | Reason::Refused) => Some(0),
        _ => None,
    };
    let all: Vec<i128> = values.iter().map(whole).collect::<Option<_>>()?;
    Some((narrow(&all), scale.to_i128()?))
}

/// The narrowest form of whole numbers.
fn narrow(all: &[i128]) -> Numbers {
    fn try_all<T: TryFrom<i128>>(all: &[i128]) -> Option<Vec<T>> {
        all.iter().map(|v| T::try_from(*v).ok()).collect()
    }
    if let Some(v) = try_all(all) {
        return Numbers::I16(v);
    }
    if let Some(v) = try_all(all) {
        return Numbers::I32(v);
    }
    try_all(all).map_or_else(|| Numbers::I128(all.to_vec()), Numbers::I64)
}
