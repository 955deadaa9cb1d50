//! Whether an act is taken: first the table of permissions, then whether what it says fits what is there.

pub(crate) mod field;
mod figures;
mod people;
mod results;
mod rounds;
mod settling;

use crate::act::{Act, Capacity};
use crate::entity::Round;
use crate::office::{Office, key};
use crate::refusal::Refusal;
use crate::standing::Subject;

impl Office {
    /// Whether `by` may do this at this moment, and whether it fits.
    pub fn admit(&self, by: &str, at: &str, act: &Act) -> Result<(), Refusal> {
        field::moment(at)?;
        let subject = Subject::of(act, self);
        if let (Some(round), false) = (&subject.round, matches!(act, Act::RoundOpened { .. })) {
            self.round(round)?;
        }
        if !by.is_empty() && self.people.get(&key(&[by])).is_none_or(|p| p.closed.is_some()) {
            return Err(Refusal::NoSuchPerson(by.to_owned()));
        }
        if !self.may(by, act.deed(), &subject) {
            return Err(Refusal::NotAllowed { deed: act.deed(), state: self.state_of(&subject) });
        }
        self.fits(by, at, act)
    }

    /// A round that is there.
    pub(crate) fn round(&self, round: &str) -> Result<&Round, Refusal> {
        self.rounds.get(&key(&[round])).ok_or_else(|| Refusal::NoSuch { what: "round", key: round.to_owned() })
    }

    fn fits(&self, by: &str, at: &str, act: &Act) -> Result<(), Refusal> {
        match act {
            Act::Founded { name, administrators, .. } => self.founded(name, administrators),
            Act::PersonAdded { person, name } => self.person_added(person, name),
            Act::PersonClosed { person, reason } => self.person_closed(person, reason),
            Act::SeatsGranted { person, seats } => self.seats_granted(person, seats),
            Act::Secured { person, .. } => self.secured(by, act.deed(), person),
            Act::RoundOpened { round, title, .. } => self.round_opened(round, title),
            Act::SchemeSaved { round, text, replaces } => self.scheme_saved(round, text, replaces.as_ref()),
            Act::UnitsListed { file, .. } => field::blob(file),
            Act::FilesBrought { files, .. } => field::files(files),
            Act::Issued { round, number, scheme, units, measures, .. } => {
                self.issued(round, number, (scheme, units), measures)
            }
            Act::CollectingOpened { round, due } => self.collecting_opened(round, at, due),
            Act::Advanced { round, to } => self.advanced(round, *to),
            Act::Reopened { round, reason } => self.reopened(round, reason),
            Act::FiguresEntered { round, rows, capacity: Capacity::Brought, unit } => {
                self.figures_brought(round, unit, rows)
            }
            Act::FiguresEntered { round, unit, capacity, rows } => self.figures_entered(round, unit, *capacity, rows),
            Act::FiguresCorrected { round, unit, rows, because } => self.figures_corrected(round, unit, rows, because),
            Act::EvidenceAttached { round, unit, id, name, media, blob, .. } => {
                self.evidence_attached((round, unit, id), name, media, blob)
            }
            Act::EvidenceWithdrawn { round, unit, id, reason } => self.evidence_withdrawn((round, unit, id), reason),
            Act::SheetSubmitted { round, unit } => self.sheet_submitted(round, unit),
            Act::SheetSigned { round, unit } => self.sheet_signed(round, unit),
            Act::SheetReturned { round, unit, reason } => self.sheet_returned(round, unit, reason),
            Act::DisputeFiled { round, id, measure, proposed, reason, .. } => {
                self.dispute_filed(round, id, measure, [proposed, reason])
            }
            Act::DisputeSettled { round, id, reply, .. } => self.dispute_settled(round, id, by, reply),
            Act::DisputeWithdrawn { round, id } => self.dispute_withdrawn(round, id, by),
            Act::RowEntered { round, register, id, cells, base } => {
                self.row_entered((round, *register, id), cells, *base)
            }
            Act::RowStruck { round, register, id, reason } => self.row_struck((round, *register, id), reason),
            Act::LetterAnswered { round, id, base, signed, reason } => {
                self.letter_answered((round, id), *base, *signed, reason)
            }
            Act::HandedOver { round, id, base, total } => self.handed_over((round, id), *base, total),
            Act::DrawStepped { round, step, files, note } => {
                field::remark("note", note)?;
                self.draw_stepped(round, *step, files)
            }
            Act::TeamSent { person, team, units, .. } => self.team_sent(person, team, units),
            Act::FeedbackGiven { round, unit, id, text } => self.feedback_given((round, unit, id), text),
            Act::FeedbackAnswered { round, unit, id, signed, reason } => {
                self.feedback_answered((round, unit, id), *signed, reason)
            }
            Act::FindingRaised { round, id, finding, .. } => self.finding_raised(round, id, finding),
            Act::FindingConfirmed { round, id, reason, .. } | Act::FindingRejected { round, id, reason } => {
                self.finding_reviewed(round, id, by, reason)
            }
            Act::FindingWithdrawn { round, id, reason } => self.finding_withdrawn(round, id, by, reason),
            Act::Computed { round, result, inputs, program, .. } => self.computed(round, [result, inputs], program),
            Act::NoticePosted { round, until, .. } => self.notice_posted(round, at, until),
            Act::AppealFiled { round, id, text, .. } => self.appeal_filed(round, id, at, text),
            Act::AppealAnswered { round, id, reply, .. } => self.appeal_answered(round, id, by, reply),
            Act::Sealed { round, record, result, early } => self.sealed(round, at, [record, result], early),
        }
    }
}
