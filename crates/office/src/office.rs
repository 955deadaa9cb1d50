//! The state of the office: the fold of all acts, in shelves of rows that a store keeps as they are.

use crate::entity::{
    Appeal, Charter, Computation, Dispute, Draw, Evidence, Feedback, Figure, Finding, KeptFile, Person, Posting,
    RegisterRow, Round, Sheet, Tree,
};
use crate::letter::LetterAnswer;
use std::collections::BTreeMap;
use std::fmt;

/// The version of the fold: a program that folds the same acts into other rows has a higher one, and makes the rows that it
/// finds anew. 2: letters, notes of draws, what is published.
pub const FOLD: u32 = 2;

/// Rows of one kind, by key. The parts of a key are apart by `/`; see [`key`].
pub type Shelf<T> = BTreeMap<String, T>;

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowKey {
    /// The shelf.
    pub shelf: &'static str,
    /// The key in it.
    pub key: String,
}

/// A row that a store holds and the program cannot read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// The shelf.
    pub shelf: String,
    /// The key.
    pub key: String,
    /// What is wrong.
    pub reason: String,
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {} of {} cannot be read: {}", self.key, self.shelf, self.reason)
    }
}

impl std::error::Error for RowError {}

/// A key of several parts: each with `%` and `/` escaped, so that no part can look like two.
pub fn key(parts: &[&str]) -> String {
    let escaped: Vec<String> = parts.iter().map(|part| part.replace('%', "%25").replace('/', "%2F")).collect();
    escaped.join("/")
}

/// The last part of a key, as it was before escaping.
pub fn last_part(key: &str) -> String {
    key.rsplit('/').next().unwrap_or_default().replace("%2F", "/").replace("%25", "%")
}

macro_rules! shelves {
    ($($(#[$doc:meta])* $shelf:ident: $type:ty;)*) => {
        /// The state of the office.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Office {
            $($(#[$doc])* pub $shelf: Shelf<$type>,)*
        }

        impl Office {
            /// The canonical text of a row; `None`: there is no such row.
            pub fn row(&self, at: &RowKey) -> Option<String> {
                $(if at.shelf == stringify!($shelf) {
                    return self.$shelf.get(&at.key).map(crate::record::canonical);
                })*
                None
            }

            /// Every row.
            pub fn rows(&self) -> impl Iterator<Item = (RowKey, String)> + '_ {
                std::iter::empty()$(.chain(self.$shelf.iter().map(|(key, row)| {
                    (RowKey { shelf: stringify!($shelf), key: key.clone() }, crate::record::canonical(row))
                })))*
            }

            /// The state that these rows hold.
            pub fn from_rows(
                rows: impl IntoIterator<Item = (String, String, String)>,
            ) -> Result<Office, RowError> {
                let mut office = Office::default();
                for (shelf, key, body) in rows {
                    match shelf.as_str() {
                        $(stringify!($shelf) => match serde_json::from_str(&body) {
                            Ok(row) => { office.$shelf.insert(key, row); }
                            Err(error) => return Err(RowError { shelf, key, reason: error.to_string() }),
                        },)*
                        _ => {
                            let reason = "there is no such kind of row".to_owned();
                            return Err(RowError { shelf, key, reason });
                        }
                    }
                }
                Ok(office)
            }
        }

    };
}

shelves! {
    /// The office itself, under the empty key.
    charter: Charter;
    /// person
    people: Person;
    /// round
    rounds: Round;
    /// round
    trees: Tree;
    /// round/unit/measure
    figures: Figure;
    /// round/unit/id
    evidence: Evidence;
    /// round/unit
    sheets: Sheet;
    /// round/id
    disputes: Dispute;
    /// round/register/id
    registers: RegisterRow;
    /// round/id
    letters: LetterAnswer;
    /// round
    draws: Draw;
    /// round/person
    postings: Posting;
    /// round/unit/id
    feedback: Feedback;
    /// round/id
    findings: Finding;
    /// round/entry (twelve digits)
    computations: Computation;
    /// round/id
    appeals: Appeal;
    /// round/name
    files: KeptFile;
}

/// The rows whose keys begin with these parts.
pub fn under<'s, T>(shelf: &'s Shelf<T>, parts: &[&str]) -> impl Iterator<Item = (&'s str, &'s T)> + use<'s, T> {
    let prefix = format!("{}/", key(parts));
    let from = prefix.clone();
    shelf.range(from..).take_while(move |(key, _)| key.starts_with(&prefix)).map(|(key, row)| (key.as_str(), row))
}

impl Office {
    /// The office's name; empty before it was founded.
    pub fn name(&self) -> &str {
        self.charter.get("").map_or("", |c| &c.name)
    }

    /// A figure as it stands.
    pub fn figure(&self, round: &str, unit: &str, measure: &str) -> Option<&Figure> {
        self.figures.get(&key(&[round, unit, measure]))
    }

    /// Whether a unit is another of the round's, or below it.
    pub fn is_within(&self, round: &str, unit: &str, other: &str) -> bool {
        unit == other || self.trees.get(&key(&[round])).is_some_and(|tree| tree.is_within(unit, other))
    }

    /// Whether a unit is in the round's list.
    pub fn is_listed(&self, round: &str, unit: &str) -> bool {
        self.trees.get(&key(&[round])).is_none_or(|tree| tree.has(unit))
    }

    /// A unit, and those above it, upwards.
    pub fn up_from<'o>(&'o self, round: &str, unit: &'o str) -> impl Iterator<Item = &'o str> + use<'o> {
        let tree = self.trees.get(&key(&[round]));
        let above = move |at: &&'o str| tree.and_then(|tree| tree.parents.get(*at)).map(String::as_str);
        // As deep as no list is: one that runs in a circle ends all the same.
        std::iter::successors(Some(unit), above).take(32)
    }

    /// The units below one.
    pub fn below<'o>(&'o self, round: &str, unit: &'o str) -> impl Iterator<Item = &'o str> + use<'o> {
        let tree = self.trees.get(&key(&[round]));
        let within = move |code: &&'o String| tree.is_some_and(|tree| tree.is_within(code, unit));
        tree.into_iter()
            .flat_map(|tree| tree.parents.keys())
            .filter(within)
            .map(String::as_str)
            .filter(move |c| *c != unit)
    }

    /// A unit's sheet.
    pub fn sheet(&self, round: &str, unit: &str) -> Option<&Sheet> {
        self.sheets.get(&key(&[round, unit]))
    }

    /// The computation that stands.
    pub fn computation(&self, round: &str) -> Option<&Computation> {
        let seq = self.rounds.get(round)?.computed?;
        self.computations.get(&key(&[round, &entry(seq)]))
    }

    /// Whether something that points rest on was changed after the computation that stands.
    pub fn is_stale(&self, round: &str) -> bool {
        self.rounds.get(round).is_some_and(|r| r.computed.is_none_or(|computed| r.changed > computed))
    }
}

/// An entry's number as part of a key, so that keys sort as numbers do.
pub(crate) fn entry(seq: u64) -> String {
    format!("{seq:012}")
}
