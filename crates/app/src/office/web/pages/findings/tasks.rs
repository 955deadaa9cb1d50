//! What waits for a second person.

use crate::message::Lang;
use crate::office::moment::Moment;
use crate::office::web::naming::address;
use crate::office::web::{Task, Visitor};
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::FindingState;
use kaocheng_office::office::{Office, last_part, under};
use kaocheng_office::role::Role;
use kaocheng_office::standing::Subject;

pub fn tasks(office: &Office, who: &Visitor, _: Moment, t: Lang) -> Vec<Task> {
    if !who.has(Role::Reviewer) {
        return Vec::new();
    }
    let task = |(at, found): (&String, &kaocheng_office::entity::Round)| {
        let round = last_part(at);
        if !who.may(office, Deed::ReviewFinding, &Subject::round(&round)) {
            return None;
        }
        let open = under(&office.findings, &[&round])
            .filter(|(_, f)| f.state == FindingState::Raised && f.raised.by != who.person)
            .count();
        (open > 0).then(|| Task {
            words: t.pick(format!("认定 {open} 项查实事项和申报"), format!("Review {open} findings and claims")),
            about: found.title.clone(),
            href: format!("{}?state=reported", address(&["rounds", &round, "findings"])),
            due: None,
            urgent: false,
        })
    };
    office.rounds.iter().filter_map(task).collect()
}
