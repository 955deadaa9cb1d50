//! Results of all groups of a section in one column each: the narrowest form that holds them all.

use super::emit::{Arith, Emitter, Operand};
use super::lower::{AnyArg, AnyOp};
use super::program::Stored;
use super::rep::{Number, Rep, THERE};
use super::scores::ScoreColumn;
use crate::columns::{Absent, Column, Numbers};
use crate::table::Value;
use kaocheng_compile::plan::Reason;
use num_integer::Integer;

/// The form of a column of results.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Form {
    Truth,
    Whole { scale: i128, bounds: (i128, i128) },
    Ratio { scale: i128, bounds: (i128, i128), below: (i128, i128) },
    Any,
}

/// What a column of results looks like before any row is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shape {
    pub form: Form,
    /// Whether rows may lack a value.
    pub can_lack: bool,
}

/// What one group gives for one output.
pub(super) struct Given {
    pub value: Stored,
    pub reason: Operand,
}

/// The form that holds what every group gives.
pub(super) fn form(reps: &[(&Rep, &Emitter<AnyOp>)]) -> Form {
    let valued = || reps.iter().filter(|(rep, _)| !matches!(rep, Rep::Fixed(Value::Missing(_))));
    if valued().all(|(rep, _)| rep.truth().is_some()) && valued().next().is_some() {
        return Form::Truth;
    }
    wholes(reps).unwrap_or(Form::Any)
}

fn wholes(reps: &[(&Rep, &Emitter<AnyOp>)]) -> Option<Form> {
    let numbers: Vec<(Number, &Emitter<AnyOp>)> =
        reps.iter().map(|(rep, emitter)| Some((rep.number()?, *emitter))).collect::<Option<_>>()?;
    let mut scale = 1i128;
    for (number, _) in &numbers {
        scale = scale.checked_mul(number.scale / scale.gcd(&number.scale))?;
    }
    // Rows without a value hold 0.
    let (mut bounds, mut below) = ((0, 0), (1, 1));
    for (number, emitter) in &numbers {
        let (least, most) = emitter.bounds(number.whole);
        let factor = scale / number.scale;
        bounds = (bounds.0.min(least.checked_mul(factor)?), bounds.1.max(most.checked_mul(factor)?));
        if let Some(denominator) = number.below {
            below.1 = below.1.max(emitter.bounds(denominator).1);
        }
    }
    let ratio = numbers.iter().any(|(n, _)| n.below.is_some());
    Some(if ratio { Form::Ratio { scale, bounds, below } } else { Form::Whole { scale, bounds } })
}

/// What is stored of a value in a column of this form; `None` never, once [`form`] has seen the value.
pub(super) fn given(rep: &Rep, form: Form, emitter: &mut Emitter<AnyOp>) -> Option<Given> {
    let reason = rep.reason().unwrap_or(THERE);
    Some(match form {
        Form::Truth => Given { value: Stored::Whole(rep.truth()?.truth), reason },
        Form::Whole { scale, .. } => {
            let number = rep.number()?;
            Given { value: Stored::Whole(times(emitter, number.whole, scale / number.scale)?), reason }
        }
        Form::Ratio { scale, .. } => {
            let number = rep.number()?;
            let whole = times(emitter, number.whole, scale / number.scale)?;
            Given { value: Stored::Ratio(whole, number.below.unwrap_or(Operand::Same(1))), reason }
        }
        Form::Any => Given { value: Stored::Any(AnyArg::from(rep)), reason: THERE },
    })
}

fn times(emitter: &mut Emitter<AnyOp>, a: Operand, b: i128) -> Option<Operand> {
    emitter.arith(Arith::Mul, a, Operand::Same(b))
}

/// A column of results being written.
pub(super) struct Output {
    pub form: Form,
    numbers: Numbers,
    below: Option<Numbers>,
    /// A bit a row; empty where no group can lack a value.
    bits: Vec<u64>,
    /// Reasons, other than not reported, of rows that are not written.
    reasons: Vec<(u32, Reason)>,
}

/// A part of it: the rows of one task.
pub(super) struct Part<'a> {
    pub numbers: Slice<'a>,
    pub below: Option<Slice<'a>>,
    pub bits: Option<&'a mut [u64]>,
    /// Reasons other than not reported, by place.
    pub reasons: Vec<(u32, Reason)>,
}

/// Rows of one width.
pub(super) enum Slice<'a> {
    Byte(&'a mut [u8]),
    W16(&'a mut [i16]),
    W32(&'a mut [i32]),
    W64(&'a mut [i64]),
    W128(&'a mut [i128]),
    Any(&'a mut [Value]),
}

/// The bits of the narrowest width.
fn width(bounds: (i128, i128)) -> u32 {
    let fits = |least: i128, most: i128| least <= bounds.0 && bounds.1 <= most;
    if fits(i16::MIN.into(), i16::MAX.into()) {
        i16::BITS
    } else if fits(i32::MIN.into(), i32::MAX.into()) {
        i32::BITS
    } else if fits(i64::MIN.into(), i64::MAX.into()) {
        i64::BITS
    } else {
        i128::BITS
    }
}

/// Zeroes of the narrowest width.
fn zeroes(bounds: (i128, i128), rows: usize) -> Numbers {
    match width(bounds) {
        i16::BITS => Numbers::I16(vec![0; rows]),
        i32::BITS => Numbers::I32(vec![0; rows]),
        i64::BITS => Numbers::I64(vec![0; rows]),
        _ => Numbers::I128(vec![0; rows]),
    }
}

impl Shape {
    /// The widths of numbers and of denominators.
    pub fn widths(&self) -> (u32, u32) {
        match self.form {
            Form::Whole { bounds, .. } => (width(bounds), 0),
            Form::Ratio { bounds, below, .. } => (width(bounds), width(below)),
            Form::Truth | Form::Any => (0, 0),
        }
    }
}

impl Output {
    /// Room for so many rows.
    pub fn new(Shape { form, can_lack }: Shape, rows: usize) -> Output {
        let (numbers, below) = match form {
            Form::Truth => (Numbers::Truth(vec![0; rows]), None),
            Form::Whole { bounds, .. } => (zeroes(bounds, rows), None),
            Form::Ratio { bounds, below, .. } => (zeroes(bounds, rows), Some(zeroes(below, rows))),
            Form::Any => (Numbers::Any(vec![Value::Missing(Reason::NotReported); rows]), None),
        };
        let bits = if can_lack && form != Form::Any { vec![0; rows.div_ceil(64)] } else { Vec::new() };
        Output { form, numbers, below, bits, reasons: Vec::new() }
    }

    /// A column of this shape, of which some places (ascending) are written again.
    pub fn again(column: ScoreColumn, Shape { form, can_lack }: Shape, rows: usize, places: &[u32]) -> Output {
        let (mut bits, mut reasons) = column.values.absent.into_parts();
        reasons.retain(|(place, _)| places.binary_search(place).is_err());
        if can_lack && form != Form::Any {
            bits.resize(rows.div_ceil(64), 0);
            for place in places {
                if let Some(word) = bits.get_mut(*place as usize / 64) {
                    *word &= !(1 << (place % 64));
                }
            }
        }
        let below = column.denominators.map(|denominators| denominators.numbers);
        Output { form, numbers: column.values.numbers, below, bits, reasons }
    }

    /// The parts of so many rows each (a multiple of 64).
    pub fn parts(&mut self, each: usize) -> Vec<Part<'_>> {
        let mut below = self.below.as_mut().map(|b| slices(b, each).into_iter());
        let mut bits = (!self.bits.is_empty()).then(|| self.bits.chunks_mut(each / 64));
        let part = |numbers| Part {
            numbers,
            below: below.as_mut().and_then(Iterator::next),
            bits: bits.as_mut().and_then(Iterator::next),
            reasons: Vec::new(),
        };
        slices(&mut self.numbers, each).into_iter().map(part).collect()
    }

    /// The column, with the reasons that the tasks found.
    pub fn done(self, mut reasons: Vec<(u32, Reason)>) -> ScoreColumn {
        reasons.extend(self.reasons);
        let absent = Absent::new(self.bits, reasons);
        let (scale, bounds, below) = match self.form {
            Form::Truth => (1, (0, 1), (1, 1)),
            Form::Whole { scale, bounds } => (scale, bounds, (1, 1)),
            Form::Ratio { scale, bounds, below } => (scale, bounds, below),
            Form::Any => (1, (0, 0), (1, 1)),
        };
        let denominators =
            self.below.map(|numbers| Column { numbers, scale: 1, bounds: below, absent: Absent::default() });
        ScoreColumn { values: Column { numbers: self.numbers, scale, bounds, absent }, denominators }
    }
}

fn slices(numbers: &mut Numbers, each: usize) -> Vec<Slice<'_>> {
    match numbers {
        Numbers::Truth(all) => all.chunks_mut(each).map(Slice::Byte).collect(),
        Numbers::I16(all) => all.chunks_mut(each).map(Slice::W16).collect(),
        Numbers::I32(all) => all.chunks_mut(each).map(Slice::W32).collect(),
        Numbers::I64(all) => all.chunks_mut(each).map(Slice::W64).collect(),
        Numbers::I128(all) => all.chunks_mut(each).map(Slice::W128).collect(),
        Numbers::Any(all) => all.chunks_mut(each).map(Slice::Any).collect(),
    }
}
