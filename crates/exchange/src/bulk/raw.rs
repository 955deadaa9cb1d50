//! The columns that say which unit a row is of: numbers or texts, as they stand in the file.

use kaocheng_engine::columns::Codes;
use std::borrow::Cow;

/// Stands where a row has no text.
pub(super) const ABSENT: u32 = u32::MAX;

/// Texts by row.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// Texts, of which equal ones may occur again.
    pub words: Codes,
    /// The place of every row's text in them.
    pub at: Vec<u32>,
}

/// Consecutive rows of a column.
#[derive(Debug)]
pub(super) enum Raw {
    /// Numbers; set bits from `shift` on are rows without one.
    Whole {
        values: Vec<i64>,
        absent: Vec<u64>,
        shift: usize,
    },
    Text(Texts),
}

/// What a row holds.
pub(super) enum At<'r> {
    Nothing,
    Whole(i64),
    Text(Cow<'r, str>),
}

impl Raw {
    pub fn len(&self) -> usize {
        match self {
            Raw::Whole { values, .. } => values.len(),
            Raw::Text(texts) => texts.at.len(),
        }
    }

    /// Whether a row is without a number.
    pub fn lacks(&self, row: usize) -> bool {
        match self {
            Raw::Whole { absent, shift, .. } => {
                let bit = row + shift;
                absent.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
            }
            Raw::Text(_) => false,
        }
    }

    pub fn at(&self, row: usize) -> At<'_> {
        match self {
            Raw::Whole { values, .. } => {
                values.get(row).filter(|_| !self.lacks(row)).map_or(At::Nothing, |v| At::Whole(*v))
            }
            Raw::Text(texts) => match texts.at.get(row) {
                None | Some(&ABSENT) => At::Nothing,
                Some(place) => match texts.words.get(*place as usize) {
                    text if text.trim().is_empty() => At::Nothing,
                    Cow::Borrowed(text) => At::Text(text.trim().into()),
                    Cow::Owned(text) => At::Text(text.trim().to_owned().into()),
                },
            },
        }
    }
}
