//! The register of visits on site → signed and refused feedback sheets, and incidents.
//!
//! A unit that refuses to sign does not stop a round: the refusal is recorded with its reason and the sheet counts as
//! handed over (T-27). An incident (R6A-11: obstruction, gifts, false proof, officials at the site) is recorded in words;
//! what follows from it is for people.

use crate::fault::{Fault, FaultKind};
use jiff::civil::Date;
use kaocheng_engine::table::Units;

/// One visit of a team to a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The unit assessed: an index into the units.
    pub unit: usize,
    /// The site: a village, a facility; may be empty.
    pub site: String,
    /// The team, by number or name.
    pub team: String,
    /// When.
    pub date: Date,
    /// Whether the unit signed the feedback sheet; `None`: not yet presented.
    pub signed: Option<bool>,
    /// Why it did not, or why the visit was not in the field window; may be empty.
    pub reason: String,
    /// What happened on site that should not; may be empty.
    pub incident: String,
}

/// The whole register, as rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Sheets that were signed.
    pub signed: Vec<usize>,
    /// Sheets that were refused, with or without a reason.
    pub refused: Vec<usize>,
    /// Sheets not presented yet.
    pub pending: Vec<usize>,
    /// Visits with an incident.
    pub incidents: Vec<usize>,
    /// Refusals and visits outside the window without a reason, and reasons without either.
    pub faults: Vec<Fault>,
}

impl Round {
    /// Whether every sheet was presented: signed, or refused with its reason. Then the round can go on.
    pub fn may_go_on(&self) -> bool {
        let unexplained = self.faults.iter().any(|f| matches!(f.kind, FaultKind::RefusalWithoutReason { .. }));
        self.pending.is_empty() && !unexplained
    }
}

/// Sorts visits by what became of their sheets. `window` is the first and last day of the field window: a visit on
/// another day needs a reason too (R2-04).
pub fn round(rows: &[Visit], units: &Units, window: Option<(Date, Date)>) -> Round {
    let mut round = Round::default();
    for (row, visit) in rows.iter().enumerate() {
        let list = match visit.signed {
            Some(true) => &mut round.signed,
            Some(false) => &mut round.refused,
            None => &mut round.pending,
        };
        list.push(row);
        if !visit.incident.is_empty() {
            round.incidents.push(row);
        }
        let name = units.all().get(visit.unit).map(|u| u.name.clone()).unwrap_or_default();
        round.faults.extend(fault(visit, name, window).map(|kind| Fault { row, first: None, kind }));
    }
    round
}

fn fault(visit: &Visit, unit: String, window: Option<(Date, Date)>) -> Option<FaultKind> {
    let outside = window.filter(|(first, last)| !(*first..=*last).contains(&visit.date));
    match (visit.signed, visit.reason.as_str(), outside) {
        (Some(false), "", _) => Some(FaultKind::RefusalWithoutReason { unit }),
        (_, "", Some((first, last))) => Some(FaultKind::VisitOutsideWindow { unit, date: visit.date, first, last }),
        // Outside the window the reason is why it was then.
        (Some(true), reason, None) if !reason.is_empty() => {
            Some(FaultKind::SignedWithReason { unit, reason: reason.to_owned() })
        }
        _ => None,
    }
}
