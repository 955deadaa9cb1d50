//! What a department has to hand over now.

use crate::message::Lang;
use crate::office::moment::Moment;
use crate::office::web::naming::address;
use crate::office::web::{Task, Visitor};
use kaocheng_office::act::Register;
use kaocheng_office::deed::{Deed, allowed};
use kaocheng_office::office::{Office, last_part, under};
use kaocheng_office::role::{Relation, Role};
use kaocheng_office::standing::is_department;

/// As many as a first page bears.
const MOST: usize = 12;

pub fn tasks(office: &Office, who: &Visitor, now: Moment, t: Lang) -> Vec<Task> {
    let seats = who.seats.iter().filter(|seat| seat.role == Role::Provider);
    let mine: Vec<&str> = seats.filter_map(|seat| seat.provider.as_deref()).collect();
    let today = now.local().get(..10).unwrap_or_default().to_owned();
    let mut tasks = Vec::new();
    if mine.is_empty() {
        return tasks;
    }
    for (at, found) in &office.rounds {
        let round = last_part(at);
        if !allowed(Role::Provider, Relation::Assigned, Some(found.state), Deed::HandOver) {
            continue;
        }
        for (_, row) in under(&office.registers, &[&round, Register::Exchange.word()]) {
            let cell = |name: &str| row.cells.get(name).map_or("", |cell| cell.trim());
            let is_open = row.struck.is_none() && cell("received").is_empty();
            if !is_open || !mine.iter().any(|provider| is_department(provider, cell("department"))) {
                continue;
            }
            let due = Some(cell("due")).filter(|due| !due.is_empty()).map(str::to_owned);
            tasks.push(Task {
                words: t.pick(format!("交换信息：{}", cell("period")), format!("Hand over: {}", cell("period"))),
                about: format!("{} · {}", found.title, cell("department")),
                href: address(&["rounds", &round, "exchange"]),
                urgent: due.as_deref().is_some_and(|due| due < today.as_str()),
                due,
            });
        }
    }
    tasks.sort_by(|one, other| one.due.cmp(&other.due));
    tasks.truncate(MOST);
    tasks
}
