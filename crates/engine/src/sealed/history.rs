//! The lists of sealed years → whether they are there and whole for a rise by years running.

use kaocheng_compile::plan::{PickRule, Plan};
use std::collections::{BTreeMap, BTreeSet};

/// The lists of one sealed record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedLists {
    /// Its file.
    pub file: String,
    /// Its scheme's code.
    pub scheme: String,
    /// Its year.
    pub year: Option<i64>,
    /// Its round.
    pub round: Option<String>,
    /// Its reference period.
    pub period: Option<(String, String)>,
    /// List name → codes of the units on it.
    pub lists: BTreeMap<String, BTreeSet<String>>,
    /// The hash that it states.
    pub hash: String,
    /// Whether that is its hash. Lists of a record whose hash does not hold prove nothing.
    pub holds: bool,
}

/// A list that a rule follows over years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Its name.
    pub list: String,
    /// How many years, the present one included.
    pub years: u32,
}

/// What stands in the way of looking back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HistoryFault {
    /// No whole record of a year has the list: whether a unit was on it is not known.
    Missing {
        /// The list.
        list: String,
        /// The year.
        year: i64,
    },
    /// A record is not what was sealed.
    Altered {
        /// Its file.
        file: String,
    },
}

/// The lists that a plan follows over years.
pub fn needs(plan: &Plan) -> Vec<Need> {
    let rules = plan.mechanism.lists.iter().flat_map(|list| &list.picks);
    let need = |pick: &PickRule| match pick {
        PickRule::Years { list, years } => {
            plan.mechanism.lists.get(list.0).map(|rule| Need { list: rule.name.clone(), years: *years })
        }
        _ => None,
    };
    rules.filter_map(need).collect()
}

/// What is altered, and what is missing of the years before `year` that are needed.
pub fn check(needs: &[Need], year: Option<i64>, rows: &[SealedLists]) -> Vec<HistoryFault> {
    let altered = rows.iter().filter(|row| !row.holds);
    let mut found: Vec<HistoryFault> = altered.map(|row| HistoryFault::Altered { file: row.file.clone() }).collect();
    let Some(year) = year else { return found };
    for need in needs {
        for back in (1..i64::from(need.years)).rev() {
            let year = year - back;
            let has = |row: &&SealedLists| row.holds && row.year == Some(year) && row.lists.contains_key(&need.list);
            let fault = HistoryFault::Missing { list: need.list.clone(), year };
            if !rows.iter().any(|row| has(&row)) && !found.contains(&fault) {
                found.push(fault);
            }
        }
    }
    found
}
