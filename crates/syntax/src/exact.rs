//! Exact numbers: what every figure, constant and score is made of.
//!
//! A number is read from its decimal text into a rational and is never a binary fraction on the way.

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

/// A number without rounding: a fraction of two integers of any size.
pub type Exact = BigRational;

/// The whole number `n`.
pub fn whole(n: i64) -> Exact {
    Exact::from_integer(BigInt::from(n))
}

/// The fraction `n / d`; `d` must not be zero.
pub fn ratio(n: i64, d: i64) -> Exact {
    Exact::new(BigInt::from(n), BigInt::from(d))
}

/// Reads a plain decimal such as `12`, `-0.5`, `.5` or `1,200.25`; thousands commas must stand every three digits.
/// Anything else is `None`. A percent sign is not part of a number here.
pub fn parse(text: &str) -> Option<Exact> {
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (integer, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let integer = without_thousands(integer)?;
    if (integer.is_empty() && fraction.is_empty()) || (digits.contains('.') && fraction.is_empty()) {
        return None;
    }
    if !integer.bytes().all(|b| b.is_ascii_digit()) || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    // A figure of thousands of digits is a slip or an attack, never a measurement.
    if integer.len() + fraction.len() > 60 {
        return None;
    }
    let joined = format!("{integer}{fraction}");
    let numerator: BigInt = joined.parse().ok()?;
    let value = Exact::new(numerator, BigInt::from(10).pow(u32::try_from(fraction.len()).ok()?));
    Some(if negative { -value } else { value })
}

/// Removes thousands commas, or `None` when they do not group by three.
fn without_thousands(integer: &str) -> Option<String> {
    if !integer.contains(',') {
        return Some(integer.to_owned());
    }
    let mut groups = integer.split(',');
    let first = groups.next()?;
    if first.is_empty() || first.len() > 3 || !groups.all(|g| g.len() == 3) {
        return None;
    }
    Some(integer.replace(',', ""))
}

/// Writes a number exactly: as a decimal where it has a finite one (`18.125`), otherwise as a fraction (`120/13`).
pub fn show(value: &Exact) -> String {
    finite_decimal(value).unwrap_or_else(|| format!("{}/{}", value.numer(), value.denom()))
}

/// The finite decimal expansion of `value`, or `None` when it has none (the denominator holds a prime besides 2 and 5).
pub fn finite_decimal(value: &Exact) -> Option<String> {
    let mut rest = value.denom().clone();
    let mut places = [0u32; 2];
    for (count, prime) in places.iter_mut().zip([2, 5]) {
        let prime = BigInt::from(prime);
        while rest.is_multiple_of(&prime) {
            rest /= &prime;
            *count += 1;
        }
    }
    if !rest.is_one() {
        return None;
    }
    let places = places[0].max(places[1]);
    let scaled = (value * Exact::from_integer(BigInt::from(10).pow(places))).to_integer();
    let digits = scaled.abs().to_string();
    let places = places as usize;
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (integer, fraction) = padded.split_at(padded.len() - places);
    let sign = if scaled.is_negative() { "-" } else { "" };
    Some(if places == 0 { format!("{sign}{integer}") } else { format!("{sign}{integer}.{fraction}") })
}

/// `value` as a percentage in text: 0.4525 as `45.25%`.
pub fn show_percent(value: &Exact) -> String {
    let hundredfold = value * whole(100);
    match finite_decimal(&hundredfold) {
        Some(text) => format!("{text}%"),
        None => format!("{}/{}%", hundredfold.numer(), hundredfold.denom()),
    }
}

/// Whether `value` is a whole number.
pub fn is_whole(value: &Exact) -> bool {
    value.denom().is_one()
}

/// Rounds to `digits` decimal places, halves away from zero (四舍五入).
pub fn round_half_up(value: &Exact, digits: u32) -> Exact {
    let scale = Exact::from_integer(BigInt::from(10).pow(digits));
    let scaled = value.abs() * &scale + ratio(1, 2);
    let rounded = scaled.floor() / scale;
    if value.is_negative() && !rounded.is_zero() { -rounded } else { rounded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_and_written_exactly() {
        for text in ["0", "12", "-0.5", "18.125", "1000000000000000000000.5"] {
            assert_eq!(show(&parse(text).unwrap()), text);
        }
        assert_eq!(show(&parse("1,200.50").unwrap()), "1200.5");
        assert_eq!(show(&ratio(120, 13)), "120/13");
        assert_eq!(show_percent(&ratio(181, 400)), "45.25%");
    }

    #[test]
    fn what_is_not_a_plain_decimal_is_refused() {
        for text in ["", ".", "1.", "1e5", "12,00", "0x10", "1/2", "--1", "１"] {
            assert!(parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn halves_round_away_from_zero() {
        assert_eq!(round_half_up(&ratio(5, 1000), 2), ratio(1, 100));
        assert_eq!(round_half_up(&ratio(-5, 1000), 2), ratio(-1, 100));
        assert_eq!(round_half_up(&ratio(120, 13), 2), ratio(923, 100));
    }
}
