//! How a person stands to what is to be done, and whether the table of permissions lets it happen.

use crate::act::{Act, Register};
use crate::deed::{Deed, allowed};
use crate::office::{Office, key};
use crate::role::{Relation, Role, RoundState, Seat};

/// What a deed is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// The round.
    pub round: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// The measures whose figures are touched.
    pub measures: Vec<String>,
    /// The department that hands something over, in the words of the register.
    pub department: Option<String>,
}

impl Subject {
    /// A round as a whole.
    pub fn round(round: &str) -> Subject {
        Subject { round: Some(round.to_owned()), ..Subject::default() }
    }

    /// A unit in a round.
    pub fn unit(round: &str, unit: &str) -> Subject {
        Subject { unit: Some(unit.to_owned()), ..Subject::round(round) }
    }

    /// What an act is about; where it names something by its id, the unit is that thing's.
    pub fn of(act: &Act, office: &Office) -> Subject {
        let mut subject = Subject {
            round: act.round().map(str::to_owned),
            unit: act.unit().map(str::to_owned),
            ..Subject::default()
        };
        match act {
            Act::FiguresEntered { rows, .. } | Act::FiguresCorrected { rows, .. } => {
                subject.measures = rows.iter().map(|row| row.measure.clone()).collect();
            }
            Act::DisputeFiled { measure, .. } => subject.measures = vec![measure.clone()],
            Act::DisputeSettled { round, id, .. } | Act::DisputeWithdrawn { round, id } => {
                if let Some(dispute) = office.disputes.get(&key(&[round, id])) {
                    subject.unit = Some(dispute.unit.clone());
                    subject.measures = vec![dispute.measure.clone()];
                }
            }
            Act::FindingConfirmed { round, id, .. }
            | Act::FindingRejected { round, id, .. }
            | Act::FindingWithdrawn { round, id, .. } => {
                subject.unit = office.findings.get(&key(&[round, id])).map(|f| f.unit.clone());
            }
            Act::AppealAnswered { round, id, .. } => {
                subject.unit = office.appeals.get(&key(&[round, id])).map(|a| a.unit.clone());
            }
            Act::LetterAnswered { round, id, .. } => {
                let row = office.registers.get(&key(&[round, Register::Letters.word(), id]));
                subject.unit = row.and_then(|row| row.cells.get("with").cloned());
            }
            Act::HandedOver { round, id, .. } => {
                let row = office.registers.get(&key(&[round, Register::Exchange.word(), id]));
                subject.department = row.and_then(|row| row.cells.get("department").cloned());
            }
            Act::RowStruck { round, register, id, .. } => {
                let row = office.registers.get(&key(&[round, register.word(), id]));
                subject.unit = row.and_then(|row| row.cells.get("unit").cloned());
            }
            _ => {}
        }
        subject
    }
}

/// Whether a provider is the department of a register's row: the same, or one whose full name holds the register's word
/// (县公安局: 公安). One letter alone is no name.
pub fn is_department(provider: &str, department: &str) -> bool {
    let department = department.trim();
    provider == department || (department.chars().count() > 1 && provider.contains(department))
}

impl Office {
    /// The seats of a person; `""` is nobody signed in, who sits as the public. An account without seats does as well.
    pub fn seats(&self, person: &str) -> Vec<Seat> {
        match self.people.get(&key(&[person])) {
            Some(found) if found.closed.is_some() => Vec::new(),
            Some(found) if !found.seats.is_empty() => found.seats.clone(),
            Some(_) => vec![Seat::of(Role::Public)],
            None if person.is_empty() => vec![Seat::of(Role::Public)],
            None => Vec::new(),
        }
    }

    /// Whether a person must have a second factor to sign in: administrators must, unless the office was founded without.
    pub fn asks_factor(&self, person: &str) -> bool {
        let alone = self.charter.get("").is_some_and(|charter| charter.password_alone);
        !alone && self.seats(person).iter().any(|seat| seat.role.is_administration())
    }

    /// How a person's seat stands to a subject.
    pub fn relation(&self, person: &str, seat: &Seat, subject: &Subject) -> Relation {
        match seat.role {
            Role::Reporter | Role::SigningLeader if self.is_own(seat, subject) => Relation::Own,
            Role::Provider if self.supplies(person, subject) => Relation::Assigned,
            Role::TeamMember | Role::TeamLeader if self.is_sent(person, subject) => Relation::Assigned,
            _ => Relation::Elsewhere,
        }
    }

    fn is_own(&self, seat: &Seat, subject: &Subject) -> bool {
        let (Some(own), Some(unit)) = (&seat.unit, &subject.unit) else { return false };
        match &subject.round {
            Some(round) => self.is_within(round, unit, own),
            None => unit == own,
        }
    }

    /// Whether all the figures come from departments that a person sits for, or the register's rows are theirs. Whoever sits
    /// for several supplies for each, and for all of them on one page.
    fn supplies(&self, person: &str, subject: &Subject) -> bool {
        let seats = self.seats(person);
        let mut departments =
            seats.iter().filter(|seat| seat.role == Role::Provider).filter_map(|seat| seat.provider.as_ref());
        if let Some(department) = &subject.department {
            return departments.any(|provider| is_department(provider, department));
        }
        let issued = subject.round.as_ref().and_then(|r| self.rounds.get(&key(&[r]))).and_then(|r| r.issued.as_ref());
        let Some(issued) = issued else { return false };
        let departments: Vec<&String> = departments.collect();
        let sits_for = |department: &String| departments.contains(&department);
        let is_theirs = |measure: &String| {
            let of = issued.measures.iter().find(|m| m.id == *measure).and_then(|m| m.provider.as_ref());
            of.is_some_and(sits_for)
        };
        !subject.measures.is_empty() && subject.measures.iter().all(is_theirs)
    }

    fn is_sent(&self, person: &str, subject: &Subject) -> bool {
        let (Some(round), Some(unit)) = (&subject.round, &subject.unit) else { return false };
        self.postings
            .get(&key(&[round, person]))
            .is_some_and(|posting| posting.units.iter().any(|sent| self.is_within(round, unit, sent)))
    }

    /// The state of a subject's round.
    pub fn state_of(&self, subject: &Subject) -> Option<RoundState> {
        self.rounds.get(&key(&[subject.round.as_ref()?])).map(|round| round.state)
    }

    /// Whether a person may do something to a subject now. A round that is not there is like one that may not be seen.
    pub fn may(&self, person: &str, deed: Deed, subject: &Subject) -> bool {
        let state = self.state_of(subject);
        self.seats(person).iter().any(|seat| allowed(seat.role, self.relation(person, seat, subject), state, deed))
    }
}
