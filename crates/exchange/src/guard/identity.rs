//! Identity numbers and mobile phone numbers among values.

use std::collections::BTreeMap;

/// What the cells of each column look like.
#[derive(Default)]
pub(super) struct Columns {
    seen: BTreeMap<u32, Seen>,
}

#[derive(Default)]
struct Seen {
    cells: usize,
    identities: usize,
    phones: usize,
    /// Phone-like numbers that do not end in three noughts: amounts of money do.
    uneven: usize,
}

impl Columns {
    pub fn take(&mut self, column: u32, text: &str) {
        let seen = self.seen.entry(column).or_default();
        seen.cells += 1;
        seen.identities += usize::from(holds_identity_number(text));
        if is_mobile_number(text) {
            seen.phones += 1;
            seen.uneven += usize::from(!text.ends_with("000"));
        }
    }

    /// Cells that can be no such numbers.
    pub fn skip(&mut self, column: u32, cells: usize) {
        self.seen.entry(column).or_default().cells += cells;
    }

    /// The first column of persons: one identity number is enough, since nothing else passes its checks by chance;
    /// eleven digits can be an amount, so phone numbers must be half of the column.
    pub fn persons(&self) -> Option<u32> {
        let phones = |s: &Seen| s.uneven > 0 && s.phones * 2 >= s.cells;
        self.seen.iter().find(|(_, s)| s.identities > 0 || phones(s)).map(|(column, _)| *column)
    }
}

/// Whether a text is or holds a number of a person.
pub(super) fn is_personal(text: &str) -> bool {
    holds_identity_number(text) || is_mobile_number(text)
}

/// Whether eighteen digits in a row (the last may be X) pass for a resident identity number.
fn holds_identity_number(text: &str) -> bool {
    // Blanks and dashes inside a number do not hide it, full-width digits neither.
    let plain = crate::words::key(text).replace(['-', '\''], "");
    let digit = |c: char| c.is_ascii_digit() || c == 'x';
    plain.split(|c| !digit(c)).any(|run| run.len() == 18 && is_identity_number(run.as_bytes()))
}

/// Province, date of birth and check digit. A spreadsheet keeps fifteen digits of a number and makes the rest noughts; such
/// a wreck still names its person nearly, so three noughts at the end pass without the check.
fn is_identity_number(text: &[u8]) -> bool {
    let Some(body) = text.get(..17).filter(|b| b.iter().all(u8::is_ascii_digit)) else { return false };
    let digits: Vec<u32> = body.iter().map(|b| u32::from(b - b'0')).collect();
    let number = |from: usize, to: usize| digits.get(from..to).unwrap_or_default().iter().fold(0, |n, d| n * 10 + d);
    let province = number(0, 2);
    let (year, month, day) = (number(6, 10), number(10, 12), number(12, 14));
    let born = (1900..=2099).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    if !born || !((11..=65).contains(&province) || [71, 81, 82, 83].contains(&province)) {
        return false;
    }
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10x98765432";
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(d, w)| d * w).sum();
    let check = CHECKS.get((sum % 11) as usize);
    check == text.get(17) || text.ends_with(b"000")
}

/// Eleven digits from 13 to 19, with or without the country.
fn is_mobile_number(text: &str) -> bool {
    let plain = crate::words::key(text).replace('-', "");
    let local = plain.strip_prefix("+86").unwrap_or(&plain).as_bytes();
    local.len() == 11 && local.iter().all(u8::is_ascii_digit) && matches!(local, [b'1', b'3'..=b'9', ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An invented number: area and order digits belong to nobody. One of its eleven possible check digits is right.
    fn with_check(check: char) -> String {
        format!("41999919800101001{check}")
    }

    #[test]
    fn identity_numbers_are_known_by_their_checks() {
        let right: Vec<char> = "0123456789X".chars().filter(|c| holds_identity_number(&with_check(*c))).collect();
        assert_eq!(right.len(), 1);
        let number = with_check(right[0]);
        assert!(holds_identity_number(&format!("见{number}号")));
        assert!(holds_identity_number(&number.to_lowercase()));
        for text in ["123456789012345678", "419999198013010000", "3620000", "45.25", "", "91410000MA40000000"] {
            assert!(!holds_identity_number(text), "{text}");
        }
    }

    #[test]
    fn numbers_that_a_spreadsheet_wrecked_still_count() {
        assert!(holds_identity_number("419999198001010000"));
    }

    #[test]
    fn amounts_are_not_phone_numbers() {
        let persons = |cells: &[&str]| {
            let mut columns = Columns::default();
            cells.iter().for_each(|c| columns.take(1, c));
            columns.persons().is_some()
        };
        assert!(persons(&["13900010002", "13900010003", ""]));
        assert!(persons(&["+86 139-0001-0002"]));
        assert!(!persons(&["13900000000", "15800000000"]), "amounts");
        assert!(!persons(&["13900010002", "250", "31", "77"]), "one large figure among others");
    }
}
