//! What an act leaves behind. It never fails: whether the act may be taken was settled before it became an entry.

mod figures;
mod results;
mod rounds;
mod settling;

use crate::act::Act;
use crate::entity::{Charter, Person, Stamp};
use crate::office::{Office, RowKey, key};
use crate::record::Record;
use crate::role::Seat;

/// An entry being applied: its stamp, and the rows that it touched.
pub(crate) struct Applying {
    stamp: Stamp,
    touched: Vec<RowKey>,
}

impl Applying {
    /// Notes that a row was touched, and gives its key.
    fn at(&mut self, shelf: &'static str, parts: &[&str]) -> String {
        let key = key(parts);
        self.touched.push(RowKey { shelf, key: key.clone() });
        key
    }
}

impl Office {
    /// Takes an entry over into the state; gives the rows that it touched, each once.
    pub fn apply(&mut self, record: &Record) -> Vec<RowKey> {
        let stamp = Stamp { by: record.by.clone(), at: record.at.clone(), seq: record.seq };
        let mut on = Applying { stamp, touched: Vec::new() };
        self.take(&record.act, &mut on);
        on.touched.sort();
        on.touched.dedup();
        on.touched
    }

    fn take(&mut self, act: &Act, on: &mut Applying) {
        match act {
            Act::Founded { name, administrators, password_alone } => {
                let key = on.at("charter", &[""]);
                self.charter.insert(
                    key,
                    Charter { name: name.clone(), password_alone: *password_alone, founded: on.stamp.clone() },
                );
                for founder in administrators {
                    let seats = vec![Seat::of(founder.role)];
                    let person = Person { name: founder.name.clone(), seats, closed: None };
                    self.people.insert(on.at("people", &[&founder.person]), person);
                }
            }
            Act::PersonAdded { person, name } => {
                let added = Person { name: name.clone(), seats: Vec::new(), closed: None };
                self.people.insert(on.at("people", &[person]), added);
            }
            Act::PersonClosed { person, .. } => {
                if let Some(found) = self.people.get_mut(&on.at("people", &[person])) {
                    found.closed = Some(on.stamp.clone());
                }
            }
            Act::SeatsGranted { person, seats } => {
                if let Some(found) = self.people.get_mut(&on.at("people", &[person])) {
                    found.seats.clone_from(seats);
                }
            }
            // What concerns credentials is in the ledger for the auditor, and changes nothing here.
            Act::Secured { .. } => {}
            Act::RoundOpened { .. }
            | Act::SchemeSaved { .. }
            | Act::UnitsListed { .. }
            | Act::FilesBrought { .. }
            | Act::Issued { .. }
            | Act::CollectingOpened { .. }
            | Act::Advanced { .. }
            | Act::Reopened { .. }
            | Act::DrawStepped { .. }
            | Act::TeamSent { .. } => self.take_round(act, on),
            Act::FiguresEntered { .. }
            | Act::FiguresCorrected { .. }
            | Act::EvidenceAttached { .. }
            | Act::EvidenceWithdrawn { .. }
            | Act::SheetSubmitted { .. }
            | Act::SheetSigned { .. }
            | Act::SheetReturned { .. } => self.take_figures(act, on),
            Act::DisputeFiled { .. }
            | Act::DisputeSettled { .. }
            | Act::DisputeWithdrawn { .. }
            | Act::RowEntered { .. }
            | Act::RowStruck { .. }
            | Act::LetterAnswered { .. }
            | Act::HandedOver { .. }
            | Act::FeedbackGiven { .. }
            | Act::FeedbackAnswered { .. }
            | Act::FindingRaised { .. }
            | Act::FindingConfirmed { .. }
            | Act::FindingRejected { .. }
            | Act::FindingWithdrawn { .. } => self.take_settling(act, on),
            Act::Computed { .. }
            | Act::NoticePosted { .. }
            | Act::AppealFiled { .. }
            | Act::AppealAnswered { .. }
            | Act::Sealed { .. } => self.take_results(act, on),
        }
    }

    /// Points rest on something that this entry changed.
    fn changed(&mut self, round: &str, on: &mut Applying) {
        if let Some(found) = self.rounds.get_mut(&on.at("rounds", &[round])) {
            found.changed = on.stamp.seq;
        }
    }
}
