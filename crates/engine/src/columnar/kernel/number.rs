//! Sums, products, limits, comparisons and choices.

use super::{Lane, Whole, zip};
use crate::columnar::emit::Arith;
use crate::columnar::linear::Linear;
use kaocheng_compile::plan::CompareOp;

pub(in crate::columnar) fn arith<T: Whole>(op: Arith, a: Lane<T>, b: Lane<T>, out: &mut [T]) {
    match op {
        Arith::Add => zip(a, b, out, |a, b| a.add(b)),
        Arith::Sub => zip(a, b, out, |a, b| a.sub(b)),
        Arith::Mul => zip(a, b, out, |a, b| a.mul(b)),
        Arith::Min => zip(a, b, out, |a, b| a.min(b)),
        Arith::Max => zip(a, b, out, |a, b| a.max(b)),
    }
}

/// A chain of operations with constants.
pub(in crate::columnar) fn linear<T: Whole>(chain: Linear, a: &[T], out: &mut [T]) {
    let (factor, add) = (T::of(chain.factor), T::of(chain.add));
    let (least, most) = (T::of(chain.least), T::of(chain.most));
    pulp::Arch::new().dispatch(|| {
        for (o, a) in out.iter_mut().zip(a) {
            *o = a.mul(factor).add(add).max(least).min(most);
        }
    });
}

/// 1 where the comparison holds.
pub(in crate::columnar) fn compare<T: Whole>(op: CompareOp, a: Lane<T>, b: Lane<T>, out: &mut [u8]) {
    match op {
        CompareOp::AtLeast => zip(a, b, out, |a, b| u8::from(a >= b)),
        CompareOp::Above => zip(a, b, out, |a, b| u8::from(a > b)),
        CompareOp::AtMost => zip(a, b, out, |a, b| u8::from(a <= b)),
        CompareOp::Below => zip(a, b, out, |a, b| u8::from(a < b)),
        CompareOp::Equal => zip(a, b, out, |a, b| u8::from(a == b)),
    }
}

/// The first where the condition is 1, else the second.
pub(in crate::columnar) fn choose<T: Whole>(condition: &[u8], a: Lane<T>, b: Lane<T>, out: &mut [T]) {
    super::choose_rows(condition, a, b, out);
}

/// To another width.
pub(in crate::columnar) fn convert<A: Copy + Send + Sync, B: Copy>(
    from: &[A],
    out: &mut [B],
    f: impl Fn(A) -> B + Copy,
) {
    pulp::Arch::new().dispatch(|| {
        for (o, a) in out.iter_mut().zip(from) {
            *o = f(*a);
        }
    });
}
