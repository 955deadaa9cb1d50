//! How the value of a node is represented over a block of rows.

use super::emit::{Operand, Reg};
use super::reason::code;
use crate::table::Value;
use num_traits::ToPrimitive;

/// The value of a node.
#[derive(Clone, Debug)]
pub(super) enum Rep {
    /// The same for all rows.
    Fixed(Value),
    Number(Number),
    Truth(Truth),
    /// Values of any form in a register.
    Any(Reg),
}

/// A whole number over a scale, and over a denominator of each row where there is one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub whole: Operand,
    /// Positive in every row, those without a value included.
    pub below: Option<Operand>,
    /// Positive.
    pub scale: i128,
    /// The byte of the reason; 0: there is a value.
    pub reason: Operand,
}

/// 1 or 0, where there is a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Truth {
    pub truth: Operand,
    pub reason: Operand,
}

/// Never missing.
pub(super) const THERE: Operand = Operand::Same(0);

impl Rep {
    /// As a number; a missing value is 0 with its reason. `None` where it is none, or too wide.
    pub fn number(&self) -> Option<Number> {
        match self {
            Rep::Number(number) => Some(*number),
            Rep::Fixed(Value::Number(v)) => Some(Number {
                whole: Operand::Same(v.numer().to_i128()?),
                below: None,
                scale: v.denom().to_i128()?,
                reason: THERE,
            }),
            Rep::Fixed(Value::Missing(reason)) => Some(Number {
                whole: Operand::Same(0),
                below: None,
                scale: 1,
                reason: Operand::Same(code(*reason).into()),
            }),
            _ => None,
        }
    }

    /// As a truth; a missing value is no with its reason. `None` where it is none.
    pub fn truth(&self) -> Option<Truth> {
        match self {
            Rep::Truth(truth) => Some(*truth),
            Rep::Fixed(Value::Truth(v)) => Some(Truth { truth: Operand::Same((*v).into()), reason: THERE }),
            Rep::Fixed(Value::Missing(reason)) => {
                Some(Truth { truth: Operand::Same(0), reason: Operand::Same(code(*reason).into()) })
            }
            _ => None,
        }
    }

    /// Why there is no value, where the form says so by itself.
    pub fn reason(&self) -> Option<Operand> {
        match self {
            Rep::Number(number) => Some(number.reason),
            Rep::Truth(truth) => Some(truth.reason),
            Rep::Fixed(Value::Missing(reason)) => Some(Operand::Same(code(*reason).into())),
            Rep::Fixed(_) => Some(THERE),
            Rep::Any(_) => None,
        }
    }
}
