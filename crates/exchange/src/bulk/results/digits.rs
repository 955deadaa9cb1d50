//! Whole numbers over a scale → digits, without a rational number in between.

use num_integer::Integer;

/// The factor that makes a scale a power of ten, and the power: 8 is 125 under 10³. `None` where there is none.
pub(super) fn decimal_of(scale: i128) -> Option<(i128, u32)> {
    (0..=18u32).find_map(|decimals| {
        let power = 10i128.pow(decimals);
        (scale > 0 && power % scale == 0).then(|| (power / scale, decimals))
    })
}

/// Writes a whole number over a power of ten, without zeros at its end: 1850 over 10² is `18.5`.
pub(super) fn push_decimal(value: i128, decimals: u32, to: &mut Vec<u8>) {
    if value < 0 {
        to.push(b'-');
    }
    match u64::try_from(value.unsigned_abs()) {
        Ok(digits) => push_short(digits, decimals, to),
        Err(_) => push_long(value.unsigned_abs(), decimals, to),
    }
}

/// The same for what fits 64 bits, which divide much faster.
fn push_short(mut digits: u64, mut decimals: u32, to: &mut Vec<u8>) {
    while decimals > 0 && digits.is_multiple_of(10) {
        digits /= 10;
        decimals -= 1;
    }
    let mut buffer = [b'0'; 48];
    let end = buffer.len();
    let (mut from, mut written) = (end, 0);
    for slot in buffer.iter_mut().rev() {
        if digits == 0 && written > decimals {
            break;
        }
        from -= 1;
        if written == decimals && decimals > 0 {
            *slot = b'.';
            decimals = 0;
            written = 0;
            continue;
        }
        *slot = b'0' + (digits % 10) as u8;
        digits /= 10;
        written += 1;
    }
    to.extend_from_slice(buffer.get(from..).unwrap_or_default());
}

fn push_long(mut digits: u128, mut decimals: u32, to: &mut Vec<u8>) {
    while decimals > 0 && digits.is_multiple_of(10) {
        digits /= 10;
        decimals -= 1;
    }
    let text = format!("{digits:0>width$}", width = decimals as usize + 1);
    let (whole, rest) = text.split_at_checked(text.len() - decimals as usize).unwrap_or((&text, ""));
    to.extend_from_slice(whole.as_bytes());
    if !rest.is_empty() {
        to.push(b'.');
        to.extend_from_slice(rest.as_bytes());
    }
}

/// Writes a fraction as a decimal where it is one, else in lowest terms; `false` when it has no denominator.
pub(super) fn push_fraction(above: i128, below: i128, to: &mut Vec<u8>) -> bool {
    if below <= 0 {
        return false;
    }
    let common = above.gcd(&below).max(1);
    let (above, below) = (above / common, below / common);
    if let Some((factor, decimals)) = decimal_of(below) {
        let Some(value) = above.checked_mul(factor) else { return false };
        push_decimal(value, decimals, to);
        return true;
    }
    let (mut rest, mut twos_and_fives) = (below, false);
    for prime in [2, 5] {
        while rest % prime == 0 {
            rest /= prime;
            twos_and_fives = true;
        }
    }
    // A decimal that is too long for the quick way.
    if rest == 1 && twos_and_fives {
        return false;
    }
    push_decimal(above, 0, to);
    to.push(b'/');
    push_decimal(below, 0, to);
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use kaocheng_syntax::exact::{Exact, show};

    #[test]
    fn digits_are_those_of_the_exact_number() {
        for above in [0i128, 1, -1, 7, 10, -250, 1850, 123_456_789_012_345_678_901, -(1 << 100)] {
            for below in [1i128, 2, 3, 8, 10, 100, 125, 240, 1_000_000, 1 << 20, 999] {
                let mut text = Vec::new();
                if push_fraction(above, below, &mut text) {
                    let exact = Exact::new(above.into(), below.into());
                    assert_eq!(String::from_utf8(text).unwrap(), show(&exact), "{above}/{below}");
                } else {
                    assert!(below == 1 << 20 || above.abs() > 1 << 64, "{above}/{below}");
                }
            }
        }
    }
}
