//! What a scheme rules beside points, with its names resolved: draws, teams, confirmation, lists and what follows.

use super::{InputIx, NodeId};
use kaocheng_syntax::provision::{
    Consequence, End, Exchange, Frequency, Hosting, Letters, Route, Sample, Teams, Within,
};
use kaocheng_syntax::span::Span;

/// What the plan rules beside points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mechanism {
    /// How sites are drawn; several rules speak of several kinds of site.
    pub samples: Vec<Sample>,
    /// How teams are made up.
    pub teams: Option<Teams>,
    /// Who provides for the teams.
    pub hosting: Vec<Hosting>,
    /// The ways in which a finding is confirmed, in the order of their numbers; empty where the scheme names none.
    pub routes: Vec<Route>,
    /// The inputs that are counts of findings: those of bonuses, deductions and vetoes.
    pub found: Vec<InputIx>,
    /// The lists, in text order. A list's exclusions may speak of any other, never in a circle.
    pub lists: Vec<ListRule>,
    /// The outside facts that lists depend on.
    pub facts: Vec<OutsideFactRule>,
    /// How often bodies may assess.
    pub frequencies: Vec<Frequency>,
    /// What decides between equal scores: these items' scores in turn, the greater first. Empty: equals share the rank.
    pub ties: Vec<NodeId>,
    /// What departments hand over, and how often.
    pub exchanges: Vec<Exchange>,
    /// Who signs letters with whom.
    pub letters: Vec<Letters>,
    /// Days in which what was found must be mended.
    pub rectification: Option<u32>,
}

/// Index into [`Mechanism::lists`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListIx(pub usize);

/// Index into [`Mechanism::facts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactIx(pub usize);

/// A list of units.
#[derive(Clone, Debug, PartialEq)]
pub struct ListRule {
    /// Its name.
    pub name: String,
    /// How many units the text says it has.
    pub declared: Option<u32>,
    /// How units get on it; a union. `Ranked` picks come first in text order, `Years` may stand anywhere.
    pub picks: Vec<PickRule>,
    /// Who is left out.
    pub exclusions: Vec<ExclusionRule>,
    /// What follows.
    pub consequences: Vec<Consequence>,
    /// The outside fact it depends on.
    pub condition: Option<FactIx>,
    /// Whether units under a veto or ineligible by another list are left out, the next in line taking their place: lists
    /// that reward do so, lists that warn do not.
    pub award: bool,
    /// The sentence.
    pub span: Span,
}

/// One way to get on a list.
#[derive(Clone, Debug, PartialEq)]
pub enum PickRule {
    /// By place in a ranking.
    Ranked {
        /// From which end.
        end: End,
        /// How many places.
        count: u32,
        /// What is ranked: the total or an item's score.
        basis: NodeId,
        /// The item ranked by; `None`: the total.
        item: Option<usize>,
        /// Among whom.
        within: Within,
    },
    /// By an event: a yes/no or count input of the unit.
    Event(InputIx),
    /// By having been on a list so many years running, this one included. Proposed only.
    Years {
        /// Which list.
        list: ListIx,
        /// How many years.
        years: u32,
    },
    /// Chosen by people: a yes/no input of the unit, at most so many.
    Chosen {
        /// How many.
        count: u32,
        /// Who is chosen.
        input: InputIx,
    },
}

/// Units that a list leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExclusionRule {
    /// Those on this list.
    pub list: ListIx,
    /// Whether the next in line takes the place.
    pub succeed: bool,
}

/// An outside fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideFactRule {
    /// Stable id: `fact:1`.
    pub id: String,
    /// Its own words.
    pub label: String,
    /// Where they stand.
    pub span: Span,
}
