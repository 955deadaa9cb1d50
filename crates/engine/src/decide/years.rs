//! Escalation over years: who has been on a list so many years running is proposed for another. People decide.

use super::given::{Confirmation, Earlier, Given};
use super::{Finding, ListDecision};
use crate::table::Table;
use kaocheng_compile::plan::{ListIx, Plan};

/// A unit proposed for a list by years running.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The unit.
    pub unit: usize,
    /// Index of the pick in the list's rule.
    pub pick: usize,
    /// The list that it has been on.
    pub from: ListIx,
    /// The earlier years, latest first, each with the hash of the round that says so.
    pub years: Vec<(i32, String)>,
    /// What people decided: an index into the decisions handed in; `None`: nobody has yet.
    pub decided: Option<usize>,
    /// Whether they confirmed it.
    pub confirmed: bool,
}

/// The proposals of one way to get on a list: units on `from` this year and in each of the years before.
pub(super) fn proposals(
    plan: &Plan,
    table: &Table,
    given: &Given,
    list: ListIx,
    (pick, from, years): (usize, ListIx, u32),
    members: &[usize],
    findings: &mut Vec<Finding>,
) -> Vec<Proposal> {
    let Some(present) = given.history.year else {
        // Without an earlier round nothing can run on, whatever the year.
        if !members.is_empty() && !given.history.rounds.is_empty() {
            findings.push(Finding::YearUnknown { list });
        }
        return Vec::new();
    };
    let name = &plan.mechanism.list(from).name;
    let mut found = Vec::new();
    let mut unknown: Vec<(i32, usize)> = Vec::new();
    for unit in members {
        let code = &table.units().all()[*unit].code;
        let mut before: Vec<(i32, String)> = Vec::new();
        for back in 1..years.min(100) {
            let Some(year) = i32::try_from(back).ok().and_then(|b| present.checked_sub(b)) else { break };
            match given.history.find(year, name, code) {
                Earlier::Listed(hash) => before.push((year, hash)),
                Earlier::NotListed => break,
                Earlier::NoRound => {
                    // Only a year that others lie before leaves a hole; before the first round there is nothing to find.
                    if given.history.rounds.iter().any(|r| r.year < year) {
                        unknown.push((year, *unit));
                    }
                    break;
                }
            }
        }
        if before.len() + 1 == years as usize {
            let decided = decision(given, list, *unit);
            let confirmed = decided.and_then(|ix| given.confirmations.get(ix)).is_some_and(|c| c.confirmed);
            found.push(Proposal { unit: *unit, pick, from, years: before, decided, confirmed });
        }
    }
    unknown.sort_unstable();
    unknown.chunk_by(|a, b| a.0 == b.0).for_each(|of_year| {
        if let Some((year, _)) = of_year.first() {
            let units = of_year.iter().map(|(_, unit)| *unit).collect();
            findings.push(Finding::NoRoundOf { list, year: *year, units });
        }
    });
    found
}

/// What people decided about a unit and a list: the last word counts.
fn decision(given: &Given, list: ListIx, unit: usize) -> Option<usize> {
    given.confirmations.iter().rposition(|c| c.list == list && c.unit == unit)
}

/// Decisions about units that nobody proposed.
pub(super) fn idle(confirmations: &[Confirmation], lists: &[ListDecision]) -> Vec<Finding> {
    let proposed = |c: &Confirmation| {
        let list = lists.iter().find(|l| l.list == c.list);
        list.is_some_and(|l| l.proposals.iter().any(|p| p.unit == c.unit))
    };
    let idle = confirmations.iter().enumerate().filter(|(_, c)| !proposed(c));
    idle.map(|(confirmation, _)| Finding::NotProposed { confirmation }).collect()
}
