//! The list of units as far as rights hang on it: which are there, and which is below which.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Which unit is below which.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tree {
    /// The unit above each that has one.
    pub parents: BTreeMap<String, String>,
    /// The units that have none above them; empty where a list was taken before they were noted.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tops: BTreeSet<String>,
}

impl Tree {
    /// Whether a unit is in the list, as far as the list says.
    pub fn has(&self, unit: &str) -> bool {
        self.tops.is_empty() || self.tops.contains(unit) || self.parents.contains_key(unit)
    }

    /// Whether a unit is another, or below it.
    pub fn is_within(&self, unit: &str, other: &str) -> bool {
        let mut at = unit;
        // A list that runs in a circle is refused where it is read; the count keeps one from turning here all the same.
        for _ in 0..32 {
            if at == other {
                return true;
            }
            match self.parents.get(at) {
                Some(parent) => at = parent,
                None => return false,
            }
        }
        false
    }
}
