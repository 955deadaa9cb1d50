//! Sums, products and comparisons of bounds. Nearly all are fractions of small whole numbers, for which the arithmetic of
//! numbers of any size takes longer than everything else that is done with them.

use kaocheng_syntax::exact::Exact;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::ToPrimitive;
use std::cmp::Ordering;

/// Numerator and denominator, if both have 64 bits: what is made of two of them then has 128.
fn small(v: &Exact) -> Option<(i128, i128)> {
    Some((v.numer().to_i64()?.into(), v.denom().to_i64()?.into()))
}

fn reduced(numerator: i128, denominator: i128) -> Exact {
    let (n, d) = (numerator.unsigned_abs(), denominator.unsigned_abs());
    let by = match (u64::try_from(n), u64::try_from(d)) {
        (Ok(n), Ok(d)) => i128::from(n.gcd(&d)),
        _ => i128::try_from(n.gcd(&d)).unwrap_or(1),
    };
    Exact::new_raw(BigInt::from(numerator / by), BigInt::from(denominator / by))
}

/// The sum.
pub(super) fn plus(a: &Exact, b: &Exact) -> Exact {
    let quick = || {
        let ((an, ad), (bn, bd)) = (small(a)?, small(b)?);
        if ad == bd {
            return Some(reduced(an + bn, ad));
        }
        Some(reduced((an * bd).checked_add(bn * ad)?, ad * bd))
    };
    quick().unwrap_or_else(|| a + b)
}

/// The product.
pub(super) fn times(a: &Exact, b: &Exact) -> Exact {
    match (small(a), small(b)) {
        (Some((an, ad)), Some((bn, bd))) => reduced(an * bn, ad * bd),
        _ => a * b,
    }
}

/// Which is greater.
pub(super) fn order(a: &Exact, b: &Exact) -> Ordering {
    match (small(a), small(b)) {
        (Some((an, ad)), Some((bn, bd))) => (an * bd).cmp(&(bn * ad)),
        _ => a.cmp(b),
    }
}

/// The lesser.
pub(super) fn lesser<'a>(a: &'a Exact, b: &'a Exact) -> &'a Exact {
    if order(a, b).is_gt() { b } else { a }
}

/// The greater.
pub(super) fn greater<'a>(a: &'a Exact, b: &'a Exact) -> &'a Exact {
    if order(a, b).is_gt() { a } else { b }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whole and broken, small and beyond 64 bits, of either sign.
    fn samples() -> Vec<Exact> {
        let numbers =
            [0i128, 1, -1, 3, -4, 6, 95, 10_000, i64::MAX as i128, i64::MIN as i128, i64::MAX as i128 + 1, -(1 << 100)];
        let each = |n: i128| [1i128, 2, 6, 100, i64::MAX as i128, 1 << 90].map(|d| Exact::new(n.into(), d.into()));
        numbers.into_iter().flat_map(each).collect()
    }

    #[test]
    fn small_and_large_are_one_arithmetic() {
        let same = |a: &Exact, b: &Exact| a.numer() == b.numer() && a.denom() == b.denom();
        for a in &samples() {
            for b in &samples() {
                assert!(same(&plus(a, b), &(a + b)), "{a} + {b}");
                assert!(same(&times(a, b), &(a * b)), "{a} · {b}");
                assert_eq!(order(a, b), a.cmp(b), "{a} ? {b}");
                assert!(same(lesser(a, b), a.min(b)) && same(greater(a, b), a.max(b)), "{a}, {b}");
            }
        }
    }
}
