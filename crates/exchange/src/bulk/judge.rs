//! Whether the values of a column may stand for its input. The least and the greatest tell, and only where they do not
//! are single rows looked at.

use super::join::Joined;
use crate::figures::{allowed, kind_of};
use crate::guard;
use crate::problem::{self, Found, Kind, Place};
use crate::words::shorten;
use kaocheng_compile::plan::{Input, InputIx, Plan};
use kaocheng_engine::columns::{Column, Numbers};
use kaocheng_engine::table::Value;
use kaocheng_engine::value::ValueError;
use kaocheng_syntax::clause::InputKind;
use kaocheng_syntax::exact::{Exact, is_whole, show};
use num_bigint::BigInt;
use num_traits::{One, Signed, Zero};

/// A column of an input as it was read.
pub(super) struct Judged<'j> {
    pub plan: &'j Plan,
    pub input: InputIx,
    /// The least and the greatest of the values there are.
    pub span: Option<(i128, i128)>,
    /// The file, and the column in it.
    pub place: &'j Place,
    pub column: usize,
}

impl Judged<'_> {
    /// Tells every value that may not stand.
    pub fn judge(&self, values: &Column, row_number: &dyn Fn(usize) -> usize, found: &mut Found) {
        let Some(input) = self.plan.inputs.get(self.input.0) else { return };
        if passes(input, values, self.span) {
            return;
        }
        for row in 0..values.len() {
            let value = values.value(row);
            let Some(kind) = fault(input, &value) else { continue };
            let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            found.push(self.place.cell(number(row_number(row)), number(self.column).saturating_add(1)).problem(kind));
        }
    }
}

/// Whether some value of a column may not stand. What is no number was judged word by word.
pub(super) fn fails(plan: &Plan, input: InputIx, read: &Joined) -> bool {
    let values = &read.column;
    !matches!(values.numbers, Numbers::Any(_))
        && plan.inputs.get(input.0).is_some_and(|input| !passes(input, values, read.span))
}

fn passes(input: &Input, values: &Column, span: Option<(i128, i128)>) -> bool {
    let Some((least, most)) = span else { return true };
    match (&values.numbers, &input.kind) {
        (Numbers::Truth(_), InputKind::YesNo) => true,
        (Numbers::Any(_) | Numbers::Truth(_), _) | (_, InputKind::YesNo | InputKind::Choice(_)) => false,
        (_, kind) => {
            let whole = !matches!(kind, InputKind::Count | InputKind::Rank) || values.scale == 1;
            let exact = |v: i128| Value::Number(Exact::new(BigInt::from(v), BigInt::from(values.scale)));
            whole && fault(input, &exact(least)).is_none() && fault(input, &exact(most)).is_none()
        }
    }
}

/// Whether figures are numbers of persons; only a column with numbers that long is looked at.
pub(super) fn holds_persons(read: &Joined) -> bool {
    let values = &read.column;
    let long = read.span.is_some_and(|(_, most)| most / values.scale >= i128::from(guard::LEAST_PERSONAL));
    let shown = |row: usize| values.value(row).number().map(show);
    (long || matches!(values.numbers, Numbers::Any(_))) && guard::are_personal((0..values.len()).filter_map(shown))
}

/// What is wrong with a value of an input, by the rules of [`kaocheng_engine::value::parse`].
pub(super) fn fault(input: &Input, value: &Value) -> Option<Kind> {
    let cell = |found: String| problem::Cell { input: shorten(&input.label), found: shorten(&found) };
    match (value, &input.kind) {
        (Value::Missing(_), _) | (Value::Truth(_), InputKind::YesNo) | (Value::Choice(_), InputKind::Choice(_)) => None,
        (Value::Truth(truth), _) => Some(Kind::TruthInCell(cell(truth.to_string().to_uppercase()))),
        (Value::Number(v), InputKind::YesNo) if v.is_zero() || v.is_one() => None,
        (Value::Number(v), InputKind::YesNo) => Some(kind_of(input, ValueError::NotYesNo, cell(show(v)))),
        (Value::Number(v), InputKind::Choice(words)) => {
            Some(kind_of(input, ValueError::NotAWord(words.clone()), cell(show(v))))
        }
        (Value::Number(v), _) => of_number(input, v, cell(show(v))),
        _ => None,
    }
}

fn of_number(input: &Input, value: &Exact, cell: problem::Cell) -> Option<Kind> {
    let least = match input.kind {
        InputKind::Count => Some(Exact::zero()),
        InputKind::Rank => Some(Exact::one()),
        _ => None,
    };
    if least.is_some_and(|least| !is_whole(value) || *value < least) {
        return Some(Kind::NotWhole(cell));
    }
    let (least, most) = (input.bounds.0.as_ref(), input.bounds.1.as_ref());
    let outside = least.is_some_and(|l| value < l) || most.is_some_and(|m| value > m);
    let negative = input.kind == InputKind::Judged && value.is_negative();
    (outside || negative).then(|| Kind::OutOfBounds { cell, allowed: allowed(input, least, most) })
}
