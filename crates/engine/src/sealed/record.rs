//! What a sealed record holds.

use std::collections::BTreeMap;

/// The version of the form. A reader refuses others.
pub const VERSION: i64 = 1;

/// A round made final.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sealed {
    /// The scheme's code.
    pub scheme: String,
    /// Its title.
    pub title: String,
    /// The round, if the scheme has rounds.
    pub round: Option<String>,
    /// The year, if it is known.
    pub year: Option<i64>,
    /// First and last day of the reference period, as written.
    pub period: Option<(String, String)>,
    /// The hash of the program that scored.
    pub program: String,
    /// Everything that it rests on, by name: the scheme, units, figures, and the rest of the folder that counted.
    pub files: Vec<SealedFile>,
    /// Sealed records that were there before it.
    pub earlier: Vec<Ref>,
    /// The items, in text order.
    pub items: Vec<SealedItem>,
    /// The units assessed, by code.
    pub units: Vec<SealedUnit>,
    /// The lists, in text order.
    pub lists: Vec<SealedList>,
    /// What it corrects, if it is a correction.
    pub corrects: Option<Correction>,
}

/// A file that counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedFile {
    /// Its path within the folder, with `/`.
    pub name: String,
    /// Its rows with content, header included, where it is a table. The order of rows is not in the digest.
    pub rows: Option<i64>,
    /// SHA-256 of its canonical rows, or of its bytes where it is no table.
    pub sha256: String,
}

/// Another sealed record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ref {
    /// Its file.
    pub file: String,
    /// Its hash.
    pub hash: String,
}

/// A record that is corrected, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Which.
    pub of: Ref,
    /// Why, in words.
    pub reason: String,
}

/// An item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedItem {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its points, exact; `None` where it has none.
    pub points: Option<String>,
    /// The id of the item that holds it.
    pub parent: Option<String>,
    /// `base`, `bonus` or `deduction`.
    pub kind: String,
    /// The level whose score it is part of, where a scheme assesses several.
    pub level: Option<String>,
}

/// A unit and what it got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedUnit {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: String,
    /// Its total.
    pub total: SealedValue,
    /// Its rank; `None` when it is not ranked.
    pub rank: Option<i64>,
    /// The vetoes that act on it: `total-zero`, `last-place`, `lowest-grade`, `not-eligible`; each once, sorted.
    pub vetoes: Vec<String>,
    /// The items in which another score stands in for its own, by id; the record has the member only where there are any.
    pub substituted: Vec<String>,
    /// Its score of every item, by id.
    pub items: BTreeMap<String, SealedValue>,
}

/// A score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealedValue {
    /// An exact number in text: `18.125`, `120/13`.
    Number(String),
    /// A word: a grade.
    Word(String),
    /// None.
    Nothing,
}

/// A list and who is on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedList {
    /// Its name.
    pub name: String,
    /// Whether it was settled when the round was sealed.
    pub settled: bool,
    /// The codes of the units on it, in ascending order.
    pub members: Vec<String>,
}

/// As it is shown: the number, the word, or a dash.
impl std::fmt::Display for SealedValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            SealedValue::Number(text) | SealedValue::Word(text) => f.write_str(text),
            SealedValue::Nothing => f.write_str("–"),
        }
    }
}
