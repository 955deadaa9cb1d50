//! The codes of two units → which stands first.
//!
//! Units stand everywhere in the order of their codes, so that the order of rows in a file never shows. Runs of digits
//! count as numbers, as offices count: 2 stands before 10. Knows nothing of units besides.

use std::cmp::Ordering;

/// A piece of a code. Digits stand before everything else.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Piece<'c> {
    /// A run of digits without leading zeros; the longer one is the larger number.
    Number(usize, &'c str),
    Letter(char),
}

/// The order of two codes. Total: only equal codes are equal.
pub fn compare(a: &str, b: &str) -> Ordering {
    pieces(a).cmp(pieces(b)).then_with(|| a.cmp(b))
}

fn pieces(code: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = code;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (own, after) = rest.split_at_checked(if end == 0 { first.len_utf8() } else { end })?;
        rest = after;
        if end == 0 {
            return Some(Piece::Letter(first));
        }
        let digits = own.trim_start_matches('0');
        Some(Piece::Number(digits.len(), digits))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_count_as_numbers() {
        let ordered = ["", "1", "01-1", "2", "10", "A1", "A1-2", "A1-10", "A02", "B", "县1", "县12"];
        let mut codes: Vec<&str> = ordered.iter().rev().copied().collect();
        codes.sort_by(|a, b| compare(a, b));
        assert_eq!(codes, ordered);
    }

    #[test]
    fn only_equal_codes_are_equal() {
        assert_eq!(compare("A01", "A01"), Ordering::Equal);
        assert_eq!(compare("A01", "A1"), Ordering::Less);
        assert_eq!(compare("A1", "A01"), Ordering::Greater);
    }
}
