//! Whole numbers and decimals of a text, in Arabic digits, Chinese digits and English words.

use super::text::Text;
use crate::exact::{self, Exact};
use crate::normal::chinese_number;

const WORDS: [(&str, u32); 29] = [
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
    ("a hundred", 100),
];

/// The whole number that begins at `at`, with its end; at least 1.
pub(super) fn whole(text: &Text, at: usize, end: usize) -> Option<(usize, u32)> {
    let found = if text.c(at).is_ascii_digit() {
        let (end, value) = decimal(text, at, end)?;
        let value = if value.is_integer() { u32::try_from(value.to_integer()).ok()? } else { return None };
        (end, value)
    } else {
        chinese(text, at, end).or_else(|| english(text, at, end))?
    };
    (found.1 > 0).then_some(found)
}

/// The decimal in Arabic digits that begins at `at`, with its end. A percent sign is not part of it.
pub(super) fn decimal(text: &Text, at: usize, end: usize) -> Option<(usize, Exact)> {
    if text.before(at).is_ascii_digit() || !text.c(at).is_ascii_digit() {
        return None;
    }
    let mut to = at;
    while to < end {
        let inner = matches!(text.c(to), '.' | ',') && text.c(to + 1).is_ascii_digit() && to + 1 < end;
        if !text.c(to).is_ascii_digit() && !inner {
            break;
        }
        to += 1;
    }
    Some((to, exact::parse(&text.str((at, to)))?))
}

fn chinese(text: &Text, at: usize, end: usize) -> Option<(usize, u32)> {
    let digit = |i: usize| i < end && "零〇一二两三四五六七八九十百千".contains(text.c(i));
    if at > 0 && digit(at - 1) {
        return None;
    }
    let mut to = at;
    while digit(to) && to < at + 8 {
        to += 1;
    }
    let digits: Vec<char> = (at..to).map(|i| text.c(i)).collect();
    chinese_number(&digits).map(|value| (to, value))
}

fn english(text: &Text, at: usize, end: usize) -> Option<(usize, u32)> {
    if text.before(at).is_ascii_alphanumeric() {
        return None;
    }
    let word = |at: usize| {
        let mut to = at;
        while to < end && text.c(to).is_ascii_alphabetic() {
            to += 1;
        }
        let word = text.str((at, to)).to_lowercase();
        WORDS.iter().find(|(w, _)| *w == word).map(|(_, v)| (to, *v))
    };
    let (to, value) = word(at)?;
    // twenty-five
    if (20..100).contains(&value)
        && text.c(to) == '-'
        && let Some((to, unit)) = word(to + 1).filter(|(_, unit)| *unit < 10)
    {
        return Some((to, value + unit));
    }
    Some((to, value))
}
