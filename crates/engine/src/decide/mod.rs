//! Scores → decisions: ranks with ties decided, lists, what follows for the units on them, and what people must decide.
//!
//! Nothing here is a silent choice: equals at a cut, facts that nobody established and rises by years running are told,
//! and wait for people where the scheme says nothing. A decision is about organisations; it never names a person.

mod finding;
mod given;
mod money;
mod places;
mod ranking;
mod settle;
mod why;
mod years;

pub use finding::{Finding, TieOutcome};
pub use given::{Confirmation, Earlier, EarlierRound, Given, History, OutsideFact};
pub use money::{Payment, Total};
pub use places::{Fate, Group, LeftOut, Standing};
pub use ranking::{LevelRanking, Place, ToldApart};
pub use why::{Change, PlaceReason, Reason, reasons};
pub use years::Proposal;

use crate::results::Results;
use crate::table::Table;
use kaocheng_compile::plan::{FactIx, ListIx, Plan};

/// All decisions of a round.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decisions {
    /// The ranking of every level assessed.
    pub rankings: Vec<LevelRanking>,
    /// The lists, in the order of the scheme.
    pub lists: Vec<ListDecision>,
    /// What people must look at.
    pub findings: Vec<Finding>,
}

/// Who is on a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListDecision {
    /// Which.
    pub list: ListIx,
    /// Whether it can be acted on.
    pub state: State,
    /// The units on it: by place from the end that it counts from, then the others by code.
    pub entries: Vec<Entry>,
    /// Who would be on it if the outside fact that it waits for holds; empty otherwise.
    pub would_be: Vec<Entry>,
    /// The rankings behind it.
    pub groups: Vec<Group>,
    /// Units to which an event or a choice points but which may not be on it.
    pub turned_away: Vec<(usize, LeftOut)>,
    /// The first unit of each ranking that is not listed, and why.
    pub first_outside: Vec<(usize, Reason)>,
    /// Who is proposed for it by years running.
    pub proposals: Vec<Proposal>,
    /// What it costs or brings.
    pub totals: Vec<Total>,
}

/// Whether a list can be acted on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It is settled, proposals apart.
    Settled,
    /// The outside fact that it depends on does not hold: nobody is on it.
    NotCalledFor(FactIx),
    /// It waits; who is on it is not final.
    Pending(Vec<Waiting>),
}

/// What a list waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// Somebody must establish a fact.
    Fact(FactIx),
    /// A public draw must be held.
    Draw,
    /// Another list must be settled.
    List(ListIx),
}

/// A unit on a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The unit.
    pub unit: usize,
    /// Every way by which it is on it.
    pub why: Vec<Reason>,
    /// It is there beside the number of places: by an event or by years running.
    pub outside_quota: bool,
    /// Money to or from it.
    pub payments: Vec<Payment>,
}

/// Ranks the units of every level and settles all lists of a plan.
pub fn decide(plan: &Plan, table: &Table, results: &Results, given: &Given) -> Decisions {
    settle::settle(&ranking::Scores { plan, table, results, given })
}

impl Decisions {
    /// The place of a unit in the ranking of its level.
    pub fn place(&self, unit: usize) -> Option<&Place> {
        self.rankings.iter().flat_map(|r| &r.places).find(|p| p.unit == unit)
    }

    /// The decision on a list.
    pub fn list(&self, list: ListIx) -> Option<&ListDecision> {
        self.lists.iter().find(|l| l.list == list)
    }

    /// The lists that a unit is on.
    pub fn lists_of(&self, unit: usize) -> impl Iterator<Item = ListIx> + '_ {
        self.lists.iter().filter(move |l| l.has(unit)).map(|l| l.list)
    }
}

impl ListDecision {
    /// Whether a unit is on it.
    pub fn has(&self, unit: usize) -> bool {
        self.entries.iter().any(|e| e.unit == unit)
    }
}
