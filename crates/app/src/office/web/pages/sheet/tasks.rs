//! What waits for clerks and signing leaders.

use super::address;
use crate::message::Lang;
use crate::office::moment::Moment;
use crate::office::web::{Task, Visitor};
use kaocheng_office::entity::SheetState;
use kaocheng_office::office::{Office, last_part, under};
use kaocheng_office::role::{Role, RoundState};

/// Sheets shown to one leader.
const MOST: usize = 20;

pub fn tasks(office: &Office, who: &Visitor, now: Moment, t: Lang) -> Vec<Task> {
    let today = now.local();
    let mut tasks = Vec::new();
    let of_seats: std::collections::BTreeSet<&str> = who.seats.iter().filter_map(|seat| seat.unit.as_deref()).collect();
    let only = if of_seats.len() == 1 { of_seats.first().copied() } else { None };
    for (key, found) in office.rounds.iter().filter(|(_, found)| found.state == RoundState::Collecting) {
        let round = last_part(key);
        let late = found.due.as_deref().is_some_and(|due| today.get(..10).is_some_and(|today| today > due));
        // Whoever sits for one unit knows which; a leader of several is told.
        let task = |words: String, unit: &str, urgent: bool| Task {
            words,
            about: if only == Some(unit) { found.title.clone() } else { format!("{} · {unit}", found.title) },
            href: address(&round, unit),
            due: found.due.clone(),
            urgent,
        };
        for unit in who.units(Role::Reporter).into_iter().filter(|unit| office.is_listed(&round, unit)) {
            match office.sheet(&round, unit) {
                Some(sheet) if sheet.state != SheetState::Open => {}
                Some(sheet) if sheet.returned.is_some() => {
                    tasks.push(task(t.pick("修改被退回的填报表", "Mend the returned sheet").to_owned(), unit, true));
                }
                _ => {
                    tasks.push(task(t.pick("填报数据并提交", "Report figures and submit them").to_owned(), unit, late))
                }
            }
        }
        let leads = who.units(Role::SigningLeader);
        // Every sheet of the round is looked at for those alone who sign some.
        if leads.is_empty() {
            continue;
        }
        let waiting = under(&office.sheets, &[&round]).filter(|(_, sheet)| sheet.state == SheetState::Submitted);
        let units = waiting.map(|(key, _)| last_part(key));
        let mine = units.filter(|unit| leads.iter().any(|own| office.is_within(&round, unit, own)));
        for unit in mine.take(MOST) {
            tasks.push(task(t.pick("签批填报表", "Sign the sheet").to_owned(), &unit, true));
        }
    }
    tasks
}
