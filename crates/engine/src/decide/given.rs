//! What decisions rest on besides scores: earlier rounds, outside facts, what people decided, tickets of a public draw.

use kaocheng_compile::plan::{ListIx, list_key};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that is handed in besides plan, figures and results.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Earlier rounds.
    pub history: History,
    /// Outside facts by id (`fact:1`).
    pub facts: BTreeMap<String, OutsideFact>,
    /// What people decided on proposals.
    pub confirmations: Vec<Confirmation>,
    /// The ticket of each unit, by code, where a public draw decides between equals: the smaller text comes first.
    pub tickets: BTreeMap<String, String>,
}

/// Earlier rounds of the same assessment, sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The year that the present round is of; `None` where nobody said.
    pub year: Option<i32>,
    /// The rounds before it, in any order.
    pub rounds: Vec<EarlierRound>,
}

/// The lists of an earlier round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EarlierRound {
    /// Its year.
    pub year: i32,
    /// List name → codes of the units on it.
    pub lists: BTreeMap<String, BTreeSet<String>>,
    /// Hash of the sealed round: what a reader checks it by.
    pub hash: String,
}

/// Whether an outside fact holds, and what shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideFact {
    /// Whether it holds.
    pub holds: bool,
    /// What shows it, in words: the document and its number.
    pub evidence: String,
    /// When it was established, as written.
    pub date: String,
}

/// What an office decided on a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// The list that the unit was proposed for.
    pub list: ListIx,
    /// The unit, as an index into the table's units.
    pub unit: usize,
    /// Whether the unit comes on the list.
    pub confirmed: bool,
    /// The office that decided.
    pub by: String,
    /// When, as written.
    pub date: String,
    /// Why.
    pub reason: String,
}

/// What an earlier year says of a unit and a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Earlier {
    /// It was on the list; the hash of the round that says so.
    Listed(String),
    /// It was not.
    NotListed,
    /// There is no round of that year.
    NoRound,
}

impl History {
    /// Whether a unit was on a list in a year.
    pub fn find(&self, year: i32, list: &str, code: &str) -> Earlier {
        let key = list_key(list);
        let of_year: Vec<&EarlierRound> = self.rounds.iter().filter(|r| r.year == year).collect();
        let on = |r: &&&EarlierRound| r.lists.iter().any(|(name, units)| list_key(name) == key && units.contains(code));
        match of_year.iter().find(on) {
            Some(round) => Earlier::Listed(round.hash.clone()),
            None if of_year.is_empty() => Earlier::NoRound,
            None => Earlier::NotListed,
        }
    }
}
