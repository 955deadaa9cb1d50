//! Loops over one block of rows. Each is compiled for the widest vectors of the processor at hand.
//!
//! Every loop is total: rows without a value hold anything, and nothing that they hold may panic. Sums and products wrap;
//! that no value of a row that counts does is the business of [`Emitter`](super::emit::Emitter), which knows the bounds.

mod bytes;
mod divide;
mod number;
mod spread;

pub(super) use bytes::{byte_binary, byte_choose, byte_map};
pub(super) use divide::{Quick, divide, divide_quick};
pub(super) use number::{arith, choose, compare, convert, linear};
pub(super) use spread::spread;

/// An operand of a loop: a value a row, or one for all.
#[derive(Clone, Copy)]
pub(super) enum Lane<'a, T> {
    Rows(&'a [T]),
    Same(T),
}

/// Whole numbers of one width.
pub(super) trait Whole: Copy + Ord + Default + Send + Sync + 'static {
    fn add(self, other: Self) -> Self;
    fn sub(self, other: Self) -> Self;
    fn mul(self, other: Self) -> Self;
    /// Towards minus infinity; 0 for a divisor of 0.
    fn floor_div(self, other: Self) -> Self;
    /// Drops what does not fit: only for rows that do not count, or where bounds say that it fits.
    fn of(value: i128) -> Self;
    fn wide(self) -> i128;
}

macro_rules! whole {
    ($($t:ty),*) => {$(
        impl Whole for $t {
            #[inline(always)]
            fn add(self, other: Self) -> Self {
                self.wrapping_add(other)
            }
            #[inline(always)]
            fn sub(self, other: Self) -> Self {
                self.wrapping_sub(other)
            }
            #[inline(always)]
            fn mul(self, other: Self) -> Self {
                self.wrapping_mul(other)
            }
            #[inline(always)]
            fn floor_div(self, other: Self) -> Self {
                let quotient = self.checked_div(other).unwrap_or(0);
                let rest = self.wrapping_sub(quotient.wrapping_mul(other));
                if rest != 0 && (rest < 0) != (other < 0) { quotient.wrapping_sub(1) } else { quotient }
            }
            #[inline(always)]
            fn of(value: i128) -> Self {
                value as $t
            }
            #[inline(always)]
            fn wide(self) -> i128 {
                self as i128
            }
        }
    )*};
}
whole!(i32, i64, i128);

/// Calls a loop with each of the forms that two operands can have.
#[inline(always)]
fn zip<A: Copy + Send + Sync, B: Copy + Send + Sync, O: Copy>(
    a: Lane<A>,
    b: Lane<B>,
    out: &mut [O],
    f: impl Fn(A, B) -> O + Copy,
) {
    let arch = pulp::Arch::new();
    match (a, b) {
        (Lane::Rows(a), Lane::Rows(b)) => arch.dispatch(|| {
            for ((o, a), b) in out.iter_mut().zip(a).zip(b) {
                *o = f(*a, *b);
            }
        }),
        (Lane::Rows(a), Lane::Same(b)) => arch.dispatch(|| {
            for (o, a) in out.iter_mut().zip(a) {
                *o = f(*a, b);
            }
        }),
        (Lane::Same(a), Lane::Rows(b)) => arch.dispatch(|| {
            for (o, b) in out.iter_mut().zip(b) {
                *o = f(a, *b);
            }
        }),
        (Lane::Same(a), Lane::Same(b)) => out.fill(f(a, b)),
    }
}

/// The first where the condition is 1, else the second.
#[inline(always)]
fn choose_rows<T: Copy + Send + Sync>(condition: &[u8], a: Lane<T>, b: Lane<T>, out: &mut [T]) {
    let arch = pulp::Arch::new();
    match (a, b) {
        (Lane::Rows(a), Lane::Rows(b)) => arch.dispatch(|| {
            for (((o, c), a), b) in out.iter_mut().zip(condition).zip(a).zip(b) {
                *o = if *c != 0 { *a } else { *b };
            }
        }),
        (Lane::Rows(a), Lane::Same(b)) => arch.dispatch(|| {
            for ((o, c), a) in out.iter_mut().zip(condition).zip(a) {
                *o = if *c != 0 { *a } else { b };
            }
        }),
        (Lane::Same(a), Lane::Rows(b)) => arch.dispatch(|| {
            for ((o, c), b) in out.iter_mut().zip(condition).zip(b) {
                *o = if *c != 0 { a } else { *b };
            }
        }),
        (Lane::Same(a), Lane::Same(b)) => arch.dispatch(|| {
            for (o, c) in out.iter_mut().zip(condition) {
                *o = if *c != 0 { a } else { b };
            }
        }),
    }
}
