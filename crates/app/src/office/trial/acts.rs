//! Acts to take in tests.

use crate::office::desk::Desk;
use kaocheng_office::act::{Act, Founder};
use kaocheng_office::role::{Role, Seat};

/// The person of the assessment office.
pub const OFFICER: &str = "li";

/// An account.
pub fn person(name: &str) -> Act {
    Act::PersonAdded { person: name.to_owned(), name: format!("{name} 某") }
}

/// The first acts of an office: its administrators, somebody of the assessment office, a round.
pub async fn found(desk: &Desk) {
    let founder = |person: &str, role| Founder { person: person.to_owned(), name: person.to_owned(), role };
    let administrators =
        vec![founder("xi", Role::SystemAdmin), founder("an", Role::SecurityAdmin), founder("shen", Role::AuditAdmin)];
    let founded = Act::Founded { name: "考核办".to_owned(), administrators, password_alone: true };
    let granted = Act::SeatsGranted { person: OFFICER.to_owned(), seats: vec![Seat::of(Role::Office)] };
    let opened = Act::RoundOpened { round: "2026".to_owned(), title: "2026年度".to_owned(), of_scheme: None };
    for (by, id, act) in [
        ("", "founded", founded),
        ("xi", "officer", person(OFFICER)),
        ("an", "seats", granted),
        (OFFICER, "round", opened),
    ] {
        desk.act(by, id, act).await.unwrap();
    }
}
