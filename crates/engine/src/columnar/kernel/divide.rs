//! Quotients rounded to whole numbers. Divisors are positive in every row that counts.
#![allow(clippy::float_arithmetic, reason = "whole numbers in doubles, exact as `divide_quick` proves; nowhere else")]

use super::{Lane, Whole, zip};
use crate::columnar::emit::Rounding;

/// One whole-number division a row; for numbers too wide for [`divide_quick`].
pub(in crate::columnar) fn divide<T: Whole>(how: Rounding, a: Lane<T>, b: Lane<T>, out: &mut [T]) {
    let zero = T::default();
    match how {
        Rounding::Floor => zip(a, b, out, |a, b| a.floor_div(b)),
        Rounding::Ceil => zip(a, b, out, |a, b| zero.sub(zero.sub(a).floor_div(b))),
        Rounding::HalfAway => zip(a, b, out, |a, b| {
            let half = |a: T| a.add(a).add(b).floor_div(b.add(b));
            if a < zero { zero.sub(half(zero.sub(a))) } else { half(a) }
        }),
    }
}

/// 2⁵².
const MAGIC: f64 = 4_503_599_627_370_496.0;

/// The same through one vector division a row, exactly. Needs 2·|a| + b and 2·b below 2⁵¹.
///
/// Why this is exact. Let `x` ≥ 0 and `y` > 0 be whole and below 2⁵². Both are doubles without loss. The quotient of doubles
/// is the nearest double to x/y, which lies below 2⁵², so its distance from x/y is at most 2⁻¹ and, as rounding is
/// monotonic, it is not on the other side of a whole number. Adding 2⁵² rounds it to a whole number `q`: ⌊x/y⌋ or ⌊x/y⌋ + 1,
/// (a fraction of one half or more goes up, or to even). `q·y` ≤ x + y < 2⁵³ is a double without loss, and so is
/// `x − q·y`; where that is negative, `q` is one too many.
pub(in crate::columnar) fn divide_quick<T: Quick>(how: Rounding, a: Lane<T>, b: Lane<T>, out: &mut [T]) {
    match how {
        Rounding::Floor => zip(a, b, out, |a, b| floor(a, b)),
        Rounding::Ceil => zip(a, b, out, |a, b| T::default().sub(floor(T::default().sub(a), b))),
        Rounding::HalfAway => zip(a, b, out, |a, b| {
            let (magnitude, negative) = a.magnitude();
            let y = b.magnitude().0;
            let q = whole_quotient(magnitude + magnitude + y, y + y);
            T::signed(q, negative)
        }),
    }
}

/// ⌊a/b⌋: of a negative dividend, minus the quotient rounded up.
#[inline(always)]
fn floor<T: Quick>(a: T, b: T) -> T {
    let (magnitude, negative) = a.magnitude();
    let y = b.magnitude().0;
    let up = if negative { y - 1.0 } else { 0.0 };
    T::signed(whole_quotient(magnitude + up, y), negative)
}

/// ⌊x/y⌋, as [`divide_quick`] explains.
#[inline(always)]
fn whole_quotient(x: f64, y: f64) -> f64 {
    let q = (x / y + MAGIC) - MAGIC;
    let rest = x - q * y;
    if rest < 0.0 { q - 1.0 } else { q }
}

/// Widths that go to doubles and back in vector registers.
pub(in crate::columnar) trait Quick: Whole {
    /// |self|, below 2⁵² in rows that count, and whether it is negative.
    fn magnitude(self) -> (f64, bool);
    /// From a whole double of at least 0 and below 2⁵².
    fn signed(magnitude: f64, negative: bool) -> Self;
}

macro_rules! quick {
    ($($t:ty => $u:ty),*) => {$(
        impl Quick for $t {
            #[inline(always)]
            fn magnitude(self) -> (f64, bool) {
                let bits = u64::from(self.unsigned_abs()) & (MAGIC.to_bits() ^ u64::MAX);
                (f64::from_bits(bits | MAGIC.to_bits()) - MAGIC, self < 0)
            }
            #[inline(always)]
            fn signed(magnitude: f64, negative: bool) -> Self {
                let bits = (magnitude + MAGIC).to_bits() ^ MAGIC.to_bits();
                let value = bits as $t;
                if negative { value.wrapping_neg() } else { value }
            }
        }
    )*};
}
quick!(i32 => u32, i64 => u64);

#[cfg(test)]
mod tests {
    use super::*;

    /// Exact quotients by 128-bit division.
    fn expected(how: Rounding, a: i64, b: i64) -> i64 {
        let (a, b) = (i128::from(a), i128::from(b));
        let half = |a: i128| (2 * a + b).div_euclid(2 * b);
        (match how {
            Rounding::Floor => a.div_euclid(b),
            Rounding::Ceil => -(-a).div_euclid(b),
            Rounding::HalfAway if a < 0 => -half(-a),
            Rounding::HalfAway => half(a),
        }) as i64
    }

    #[test]
    fn quick_and_plain_division_are_exact_at_ties_and_ends() {
        let most = (1i64 << 50) - 1;
        let mut pairs: Vec<(i64, i64)> = Vec::new();
        let divisors = [1, 2, 3, 5, 7, 10, 100, 101, 9_999, 10_000, 65_537, 1 << 31, (1 << 49) - 1, 1 << 49];
        for b in divisors {
            let mut near = vec![0, 1, most / b];
            near.extend((1..40).map(|n| n * 7919 % (most / b).max(1)));
            for q in near {
                for r in [0, 1, b / 2 - 1, b / 2, b / 2 + 1, b - 1] {
                    let a = (q * b).saturating_add(r).clamp(0, most - b);
                    pairs.extend([(a, b), (-a, b)]);
                }
            }
        }
        let (a, b): (Vec<i64>, Vec<i64>) = pairs.iter().copied().unzip();
        for how in [Rounding::Floor, Rounding::Ceil, Rounding::HalfAway] {
            let (mut quick, mut plain) = (vec![0; a.len()], vec![0; a.len()]);
            divide_quick(how, Lane::Rows(&a), Lane::Rows(&b), &mut quick);
            divide(how, Lane::Rows(&a), Lane::Rows(&b), &mut plain);
            for (ix, (a, b)) in pairs.iter().enumerate() {
                assert_eq!(quick[ix], expected(how, *a, *b), "{how:?} {a} / {b}");
                assert_eq!(plain[ix], expected(how, *a, *b), "{how:?} {a} / {b}, plain");
            }
        }
    }

    #[test]
    fn nothing_that_a_row_without_a_value_holds_panics() {
        let odd = [i64::MIN, i64::MAX, 0, -1, 1];
        for how in [Rounding::Floor, Rounding::Ceil, Rounding::HalfAway] {
            for b in odd {
                let mut out = vec![0; odd.len()];
                divide(how, Lane::Rows(&odd), Lane::Same(b), &mut out);
                divide_quick(how, Lane::Rows(&odd), Lane::Same(b), &mut out);
            }
        }
    }
}
