//! What waits for departments: figures to supply, disputes to answer.

use super::address;
use crate::message::Lang;
use crate::office::moment::Moment;
use crate::office::web::naming::part;
use crate::office::web::{Task, Visitor};
use kaocheng_office::entity::DisputeState;
use kaocheng_office::office::{Office, last_part, under};
use kaocheng_office::role::{Role, RoundState};

pub fn tasks(office: &Office, who: &Visitor, now: Moment, t: Lang) -> Vec<Task> {
    let seats = who.seats.iter().filter(|seat| seat.role == Role::Provider);
    let mine: Vec<&str> = seats.filter_map(|seat| seat.provider.as_deref()).collect();
    let today = now.local();
    let mut tasks = Vec::new();
    if mine.is_empty() {
        return tasks;
    }
    for (key, found) in &office.rounds {
        let round = last_part(key);
        let measures = found.issued.iter().flat_map(|issued| &issued.measures);
        let of_mine = measures.filter(|m| m.provider.as_deref().is_some_and(|of| mine.contains(&of)));
        let ids: Vec<&str> = of_mine.map(|measure| measure.id.as_str()).collect();
        if ids.is_empty() {
            continue;
        }
        if found.state == RoundState::Collecting {
            tasks.push(Task {
                words: t.pick("提供各单位数据", "Supply the figures of units").to_owned(),
                about: format!("{} · {}", found.title, mine.join(t.pick("、", ", "))),
                href: address(&round),
                due: found.due.clone(),
                urgent: found.due.as_deref().is_some_and(|due| today.get(..10).is_some_and(|today| today > due)),
            });
        }
        let open = under(&office.disputes, &[&round]).map(|(_, dispute)| dispute);
        let open = open.filter(|d| d.state == DisputeState::Open && ids.contains(&d.measure.as_str())).count();
        if open > 0 {
            tasks.push(Task {
                words: t.pick(format!("答复 {open} 件异议"), format!("Answer disputes: {open}")),
                about: found.title.clone(),
                href: format!("/rounds/{}/disputes", part(&round)),
                due: None,
                urgent: true,
            });
        }
    }
    tasks
}
