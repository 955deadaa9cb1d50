//! Findings × a table of figures → the table with what is confirmed in it, and a list of what is not and why.
//!
//! A finding is an event of a unit that earns or costs points: a commendation, a violation. It scores only once confirmed
//! (R6A-21); one that does not score is listed with what it still needs, never dropped. Nothing here knows who reported
//! anything: of reports there is a number and no more.

mod apply;
mod route;

pub use apply::{Applied, Fault, Unscored, apply};
pub use route::{Need, Why, standing};

use crate::table::Provenance;
use kaocheng_compile::plan::InputIx;
use kaocheng_syntax::exact::Exact;

/// One event of a unit. Events stand by unit, kind and date; where they stand in a file comes last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The unit, as an index into the units.
    pub unit: usize,
    /// What kind of event it is: an input of the plan.
    pub kind: InputIx,
    /// The day, as `2026-05-03`.
    pub date: String,
    /// How many cases it stands for; at least 1.
    pub count: u32,
    /// What is given where the kind is judged, of several levels, or an amount.
    pub value: Option<Given>,
    /// Other inputs that each of its cases also counts for: leaders' written instructions, not mended.
    pub aggravators: Vec<InputIx>,
    /// What shows it.
    pub evidence: Vec<Evidence>,
    /// The number of the confirmation route, among those of the scheme.
    pub route: Option<u32>,
    /// How many reports there were.
    pub reports: Option<u32>,
    /// By how many people independently of each other: the number only, never who (R6A-21, A-45).
    pub independent: Option<u32>,
    /// Whether it was looked into and is true.
    pub verified: bool,
    /// What was decided about it.
    pub state: State,
    /// Why so many points are given, or why it was rejected or withdrawn.
    pub reason: String,
    /// The second office that countersigned points given within a range; empty: none did.
    pub second: String,
    /// A remark.
    pub note: String,
    /// Its place: `findings.csv:3`.
    pub place: String,
}

/// What was decided about a finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Nothing yet.
    #[default]
    Reported,
    /// It holds.
    Confirmed,
    /// It does not hold.
    Rejected,
    /// Whoever brought it took it back.
    Withdrawn,
}

/// What is given for a finding beside its count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Given {
    /// Points within the range of a judged input, or an amount.
    Number(Exact),
    /// Words of a choice input, as indexes in ascending order.
    Words(Vec<usize>),
}

/// What shows a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// The document, by its number or words.
    pub words: String,
    /// SHA-256 of the file, in lower-case hexadecimal, if it is kept.
    pub sha256: Option<String>,
}

impl Finding {
    /// Where it comes from, as it stands behind a figure: its evidence, date, number of cases, reason and place.
    pub fn provenance(&self) -> Provenance {
        let words: Vec<&str> = self.evidence.iter().map(|e| e.words.as_str()).filter(|w| !w.is_empty()).collect();
        let cases = if self.count > 1 { format!("×{}", self.count) } else { String::new() };
        let notes = [cases.as_str(), self.reason.as_str(), self.second.as_str()];
        let note = notes.into_iter().filter(|n| !n.is_empty()).collect::<Vec<_>>().join(" ");
        Provenance { source: words.join("、"), date: self.date.clone(), note, place: self.place.clone() }
    }

    /// Whether two findings tell of the same event, whatever was decided about each.
    pub fn is_same_event(&self, other: &Finding) -> bool {
        let told = |f: &Finding| {
            let mut evidence: Vec<String> = f.evidence.iter().map(|e| e.words.clone()).collect();
            evidence.sort();
            (f.unit, f.kind, f.date.clone(), f.count, f.value.clone(), f.aggravators.clone(), evidence)
        };
        told(self) == told(other)
    }
}
