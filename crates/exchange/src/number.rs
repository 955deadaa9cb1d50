//! The digits stored in a cell → the exact figure; day numbers → dates.
//!
//! A workbook stores a number as the decimal digits of a binary fraction, seventeen of them: `0.45250000000000001`.
//! Spreadsheets show and compare fifteen, and a decimal of up to fifteen digits always survives the trip. So the figure
//! is the stored text rounded to fifteen digits: 45.25 stays 45.25, and the tail of 0.1 + 0.2 goes. No float is needed.

use kaocheng_syntax::exact::Exact;
use num_bigint::BigInt;
use num_traits::Zero;

/// Digits that a spreadsheet shows.
const SIGNIFICANT: usize = 15;

/// Reads `-1.25`, `4.5249999999999999E-1`; `None` for anything else.
pub(crate) fn stored(text: &str) -> Option<Exact> {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (text.get(..at)?, text.get(at + 1..)?.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (negative, digits) = match mantissa.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, mantissa),
    };
    let (integer, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all: String = [integer, fraction].concat();
    // A binary fraction has at most 767 significant digits and lies within 1e±324; beyond that it is not a stored number.
    if all.is_empty() || all.len() > 800 || !all.bytes().all(|b| b.is_ascii_digit()) || exponent.abs() > 400 {
        return None;
    }
    let significant = all.trim_start_matches('0');
    let mut scale = exponent - i32::try_from(fraction.len()).ok()?;
    let mut value: BigInt = if significant.is_empty() { BigInt::zero() } else { significant.parse().ok()? };
    if let Some(excess) = significant.len().checked_sub(SIGNIFICANT).filter(|n| *n > 0) {
        let unit = BigInt::from(10).pow(u32::try_from(excess).ok()?);
        value = (value + &unit / 2) / unit;
        scale += i32::try_from(excess).ok()?;
    }
    let power = BigInt::from(10).pow(scale.unsigned_abs());
    let value = if scale < 0 { Exact::new(value, power) } else { Exact::from_integer(value * power) };
    Some(if negative { -value } else { value })
}

/// The date of a day number as `2016-07-05`; `None` when it is none.
pub(crate) fn date(days: &Exact, from_1904: bool) -> Option<String> {
    let whole: i64 = days.floor().to_integer().try_into().ok()?;
    // The 1900 calendar of spreadsheets holds a 29 February that never was: days after it are one too many.
    let (epoch, days) = match (from_1904, whole) {
        (true, n) => (jiff::civil::date(1904, 1, 1), n),
        (false, n @ 1..60) => (jiff::civil::date(1899, 12, 31), n),
        (false, n) => (jiff::civil::date(1899, 12, 30), n),
    };
    if !(0..=2_958_465).contains(&days) {
        return None;
    }
    epoch.checked_add(jiff::Span::new().try_days(days).ok()?).ok().map(|d| d.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kaocheng_syntax::exact::show;

    #[test]
    fn stored_digits_give_the_decimal_that_was_typed() {
        for (text, expected) in [
            ("45.25", "45.25"),
            ("0.45250000000000001", "0.4525"),
            ("0.30000000000000004", "0.3"),
            ("4.5249999999999999E-1", "0.4525"),
            ("1E-3", "0.001"),
            ("1.2E3", "1200"),
            ("-0.91500000000000004", "-0.915"),
            ("123456789012345", "123456789012345"),
            ("999999999999999.9", "1000000000000000"),
            ("0", "0"),
            ("-0", "0"),
            ("000.50", "0.5"),
        ] {
            assert_eq!(show(&stored(text).unwrap()), expected, "{text}");
        }
        for text in ["", "-", "NaN", "inf", "1e", "1e999", "0x1", "1,2", "１"] {
            assert!(stored(text).is_none(), "{text}");
        }
    }

    #[test]
    fn day_numbers_are_dates_in_both_calendars() {
        let day = |n: i64| Exact::from_integer(n.into());
        assert_eq!(date(&day(42556), false).as_deref(), Some("2016-07-05"));
        assert_eq!(date(&day(59), false).as_deref(), Some("1900-02-28"));
        assert_eq!(date(&day(61), false).as_deref(), Some("1900-03-01"));
        assert_eq!(date(&day(41094), true).as_deref(), Some("2016-07-05"));
        assert_eq!(date(&day(-5), false), None);
        assert_eq!(date(&day(9_000_000), false), None);
    }
}
