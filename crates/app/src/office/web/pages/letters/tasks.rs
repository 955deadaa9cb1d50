//! Letters that wait for a leader's signature.

use crate::message::Lang;
use crate::office::moment::Moment;
use crate::office::web::naming::address;
use crate::office::web::{Task, Visitor};
use kaocheng_office::act::Register;
use kaocheng_office::deed::Deed;
use kaocheng_office::letter::LetterState;
use kaocheng_office::office::{Office, last_part, under};
use kaocheng_office::role::Role;
use kaocheng_office::standing::Subject;

pub fn tasks(office: &Office, who: &Visitor, _: Moment, t: Lang) -> Vec<Task> {
    let mut tasks = Vec::new();
    if !who.has(Role::SigningLeader) {
        return tasks;
    }
    for (at, found) in &office.rounds {
        let round = last_part(at);
        for (at, row) in under(&office.registers, &[&round, Register::Letters.word()]) {
            let id = last_part(at);
            let Some(unit) = row.cells.get("with").filter(|_| row.struck.is_none()) else { continue };
            let waits = office.letter_state(&round, &id, row) == LetterState::Waiting;
            if !waits || !who.may(office, Deed::SignLetter, &Subject::unit(&round, unit)) {
                continue;
            }
            let number = row.cells.get("number").cloned().unwrap_or_default();
            tasks.push(Task {
                words: t.pick(format!("签订责任书 {number}"), format!("Sign responsibility letter {number}")),
                about: format!("{} · {unit}", found.title),
                href: address(&["rounds", &round, "letters", unit, &id]),
                due: None,
                urgent: false,
            });
        }
    }
    tasks
}
