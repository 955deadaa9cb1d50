//! The register of leading groups → which units have one in force, and where one ended without another.
//!
//! A group changes when an office changes (R1-02): each row holds from one day to another, and the head is a post, never a
//! person.

use crate::fault::{Fault, FaultKind};
use jiff::civil::Date;
use kaocheng_engine::table::Units;
use std::collections::{BTreeMap, BTreeSet};

/// One composition of a unit's group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The unit: an index into the units.
    pub unit: usize,
    /// What the group is for, where a unit has several; may be empty.
    pub name: String,
    /// The post of its head: 副总经理.
    pub head: String,
    /// Its first day.
    pub from: Date,
    /// Its last day; `None`: until further notice.
    pub until: Option<Date>,
    /// The document that set it up; may be empty.
    pub document: String,
}

/// How a row stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GroupState {
    /// It holds.
    InForce,
    /// It has not begun.
    NotYet,
    /// It is over.
    Ended,
}

/// Days between two rows on which a unit had no group of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The unit.
    pub unit: usize,
    /// The group's name.
    pub name: String,
    /// The first day without.
    pub from: Date,
    /// The last.
    pub until: Date,
}

/// The whole register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    /// How each row stands.
    pub states: Vec<GroupState>,
    /// Units without any group in force, of the levels of which some unit has rows.
    pub without: Vec<usize>,
    /// Days without, up to the day of the report.
    pub gaps: Vec<Gap>,
    /// Rows that overlap or run backwards.
    pub faults: Vec<Fault>,
}

/// How groups stand as of a day.
pub fn groups(rows: &[Group], units: &Units, as_of: Date) -> Groups {
    let state = |group: &Group| match group.until {
        _ if group.from > as_of => GroupState::NotYet,
        Some(until) if until < as_of => GroupState::Ended,
        _ => GroupState::InForce,
    };
    let states: Vec<GroupState> = rows.iter().map(state).collect();
    let covered: BTreeSet<usize> =
        rows.iter().zip(&states).filter(|(_, s)| **s == GroupState::InForce).map(|(g, _)| g.unit).collect();
    let level = |unit: usize| units.all().get(unit).map(|u| u.level.as_str());
    let levels: BTreeSet<&str> = rows.iter().filter_map(|g| level(g.unit)).collect();
    let asked = |unit: &usize| level(*unit).is_some_and(|l| levels.contains(l));
    let without = (0..units.len()).filter(asked).filter(|unit| !covered.contains(unit)).collect();
    let (gaps, faults) = over_time(rows, units, as_of);
    Groups { states, without, gaps, faults }
}

/// Each unit's groups of a name one after the other.
fn over_time(rows: &[Group], units: &Units, as_of: Date) -> (Vec<Gap>, Vec<Fault>) {
    let mut of: BTreeMap<(usize, &str), Vec<(usize, &Group)>> = BTreeMap::new();
    for (row, group) in rows.iter().enumerate() {
        of.entry((group.unit, &group.name)).or_default().push((row, group));
    }
    let (mut gaps, mut faults) = (Vec::new(), Vec::new());
    for ((unit, name), mut all) in of {
        all.sort_by_key(|(row, group)| (group.from, *row));
        let unit_name = || units.all().get(unit).map(|u| u.name.clone()).unwrap_or_default();
        for (row, group) in &all {
            if let Some(until) = group.until.filter(|until| *until < group.from) {
                let kind = FaultKind::GroupBackwards { unit: unit_name(), from: group.from, until };
                faults.push(Fault { row: *row, first: None, kind });
            }
        }
        for ((first, before), (row, after)) in all.iter().zip(all.iter().skip(1)) {
            match before.until {
                // One that runs backwards was told of.
                Some(until) if until < before.from => {}
                Some(until) if until < after.from => {
                    let (from, last) = (until.tomorrow().ok(), after.from.yesterday().ok());
                    if let (Some(from), Some(until)) = (from, last.map(|day| day.min(as_of)))
                        && from <= until
                    {
                        gaps.push(Gap { unit, name: name.to_owned(), from, until });
                    }
                }
                _ => {
                    let (unit, group) = (unit_name(), name.to_owned());
                    let kind = FaultKind::GroupOverlap { unit, group, from: after.from };
                    faults.push(Fault { row: *row, first: Some(*first), kind });
                }
            }
        }
    }
    faults.sort_by_key(|fault| fault.row);
    (gaps, faults)
}
