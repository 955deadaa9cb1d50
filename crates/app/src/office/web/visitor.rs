//! Who sends a request, and what seats they hold.

use crate::message::Lang;
use crate::office::identity::Session;
use kaocheng_office::deed::{Deed, allowed};
use kaocheng_office::office::Office;
use kaocheng_office::role::{Relation, Role, Seat};
use kaocheng_office::standing::Subject;

/// Who sends a request.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    /// The sign-in name; empty for the public.
    pub person: String,
    /// The name; empty for the public.
    pub name: String,
    /// The seats, as the ledger has them now.
    pub seats: Vec<Seat>,
    /// The session, when a browser sends it.
    pub session: Option<Session>,
    /// What a token allows, when a program sends it.
    pub token: Option<Vec<String>>,
}

impl Visitor {
    /// The person of this name in the office; the public if the account is not there or closed.
    pub fn of(office: &Office, person: &str) -> Visitor {
        let found = office.people.get(&kaocheng_office::office::key(&[person])).filter(|p| p.closed.is_none());
        let name = found.map(|p| p.name.clone()).unwrap_or_default();
        let person = if found.is_some() { person.to_owned() } else { String::new() };
        Visitor { seats: office.seats(&person), person, name, session: None, token: None }
    }

    /// Whether somebody is signed in, all steps done.
    pub fn is_signed_in(&self) -> bool {
        !self.person.is_empty()
    }

    /// Whether one of the seats is of this role.
    pub fn has(&self, role: Role) -> bool {
        self.seats.iter().any(|seat| seat.role == role)
    }

    /// The units of the seats of this role.
    pub fn units(&self, role: Role) -> Vec<&str> {
        self.seats.iter().filter(|s| s.role == role).filter_map(|s| s.unit.as_deref()).collect()
    }

    /// Whether this may be done to this now. Without a unit in the subject it is enough that it may be done to some unit;
    /// whatever goes on to act on one is checked again by the desk.
    pub fn may(&self, office: &Office, deed: Deed, subject: &Subject) -> bool {
        if self.is_nobody_for(deed) {
            return false;
        }
        if subject.unit.is_some() || !subject.measures.is_empty() {
            return office.may(&self.person, deed, subject);
        }
        // A list of rounds is about no round: whoever may ever see one may ask for it, and the page asks for each.
        if subject.round.is_none() && deed.is_of_a_round() {
            return self.may_ever(deed);
        }
        let state = office.state_of(subject);
        let mut relations = Relation::ALL.into_iter();
        relations.any(|r| self.seats.iter().any(|seat| allowed(seat.role, r, state, deed)))
    }

    /// Whether one of the seats may ever do this, in whatever state a round is.
    pub fn may_ever(&self, deed: Deed) -> bool {
        !self.is_nobody_for(deed) && deed.rule().is_some_and(|rule| rule.who.iter().any(|(role, _)| self.has(*role)))
    }

    /// Credentials are kept by whoever has some, with seats or without: the table opens it to all who have an account, and
    /// only here is it known whether somebody is signed in.
    fn is_nobody_for(&self, deed: Deed) -> bool {
        deed == Deed::KeepOwnCredentials && !self.is_signed_in()
    }

    /// The seats in words: 填报人（清河镇）、考核组员.
    pub fn seats_in_words(&self, t: Lang) -> String {
        let words: Vec<String> =
            self.seats.iter().filter(|s| s.role != Role::Public).map(|s| seat_words(s, t)).collect();
        words.join(t.pick("、", ", "))
    }
}

/// A seat in words.
pub fn seat_words(seat: &Seat, t: Lang) -> String {
    let [zh, en] = seat.role.names();
    match seat.unit.as_deref().or(seat.provider.as_deref()) {
        Some(of) => t.pick(format!("{zh}（{of}）"), format!("{en} ({of})")),
        None => t.pick(zh, en).to_owned(),
    }
}
