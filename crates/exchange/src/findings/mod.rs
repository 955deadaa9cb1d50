//! `findings.csv` and `findings.xlsx` → findings, with every problem in the file; what findings and figures cannot both
//! say → problems with their place.
//!
//! Of the people who reported something there is a number and nothing else: a column for their names is refused with the
//! whole file.

mod columns;
mod fault;
mod kinds;
mod row;
mod words;

pub use columns::{Column, headers};
pub use fault::problems_of;
pub use words::{state_word, state_words};

use crate::problem::{Found, Kind, Place, Problem};
use columns::COLUMNS;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::finding::Finding;
use kaocheng_engine::table::Units;

/// What a file of findings holds.
#[derive(Debug, Default)]
pub struct FindingsRead {
    /// The findings, in the order of the file; not to be used when a problem is an error.
    pub findings: Vec<Finding>,
    /// What was found; the first of them if there are very many.
    pub problems: Vec<Problem>,
    /// Problems beyond those listed.
    pub unlisted: usize,
    /// How many of all problems are errors.
    pub errors: usize,
}

impl FindingsRead {
    /// Whether the file may be used: no problem is an error.
    pub fn usable(&self) -> bool {
        self.errors == 0
    }
}

/// Reads a file of findings for a plan and its units.
pub fn read_findings(file: &str, bytes: &[u8], plan: &Plan, units: &Units) -> FindingsRead {
    let mut found = Found::default();
    let mut placed = Vec::new();
    if let Some(rows) = COLUMNS.open(file, bytes, &mut found) {
        let mut reading = row::Reading::new(plan, units, &rows, &mut found);
        placed = rows.rows().filter_map(|row| reading.row(row)).collect();
        twice(&placed, &mut found);
    }
    let findings = placed.into_iter().map(|(finding, _)| finding).collect();
    let Found { list: problems, unlisted, errors } = found;
    FindingsRead { findings, problems, unlisted, errors }
}

/// Findings of one event: a copy would count twice.
fn twice(findings: &[(Finding, Place)], found: &mut Found) {
    for (ix, (finding, place)) in findings.iter().enumerate() {
        let earlier = findings.iter().take(ix).find(|(f, _)| f.is_same_event(finding));
        if let Some((first, _)) = earlier {
            found.push(place.clone().problem(Kind::FindingTwice { there: first.place.clone() }));
        }
    }
}

/// The findings of several files that are told twice, once in each.
pub fn twice_in_files(files: &[Vec<Finding>]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (ix, file) in files.iter().enumerate() {
        for finding in file {
            let earlier = files.iter().take(ix).flatten().find(|f| f.is_same_event(finding));
            if let Some(first) = earlier {
                let place = Place::file(&finding.place);
                problems.push(place.problem(Kind::FindingTwice { there: first.place.clone() }));
            }
        }
    }
    problems
}
