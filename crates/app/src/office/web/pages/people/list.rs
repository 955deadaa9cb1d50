//! Everybody with an account.

use super::address;
use crate::message::Lang;
use crate::office::identity::Locked;
use crate::office::moment::Moment;
use crate::office::web::{Ask, Frame, Outcome, Task, Visitor, seat_words};
use askama::Template;
use kaocheng_office::office::{Office, last_part};
use kaocheng_office::role::Role;

#[derive(Template)]
#[template(path = "pages/people/list.html")]
struct Page {
    t: Lang,
    frame: Frame,
    people: Vec<Line>,
    keeps_accounts: bool,
    grants: bool,
    without_password: usize,
}

/// A person in the list.
pub struct Line {
    pub href: String,
    pub login: String,
    pub name: String,
    pub seats: Vec<String>,
    pub closed: bool,
    pub has_password: bool,
    pub locked: Option<Locked>,
    pub factor: bool,
}

pub async fn show(ask: Ask) -> Outcome {
    let mut people: Vec<Line> = {
        let office = ask.office().await?;
        let line = |(key, person): (&String, &kaocheng_office::entity::Person)| {
            let login = last_part(key);
            Line {
                href: address(&login),
                name: person.name.clone(),
                seats: person.seats.iter().map(|seat| seat_words(seat, ask.t)).collect(),
                closed: person.closed.is_some(),
                has_password: false,
                locked: None,
                factor: false,
                login,
            }
        };
        office.people.iter().map(line).collect()
    };
    let known = ask.server.identity.standings(ask.at).await?;
    for line in &mut people {
        if let Some(standing) = known.get(&line.login) {
            line.has_password = standing.has_password;
            line.factor = standing.factor;
        }
    }
    let locked = ask.server.identity.all_locked(ask.at).await?;
    for line in people.iter_mut().filter(|l| !l.closed && l.has_password && !locked.is_empty()) {
        line.locked = locked.of(&line.login);
    }
    people.sort_by_key(|line| line.closed);
    let without_password = people.iter().filter(|l| !l.closed && !l.has_password).count();
    let (keeps_accounts, grants) = (ask.who.has(Role::SystemAdmin), ask.who.has(Role::SecurityAdmin));
    let frame = ask.frame("人员", "People");
    ask.page(&Page { t: ask.t, frame, people, keeps_accounts, grants, without_password })
}

/// Accounts that wait for seats.
pub fn tasks(office: &Office, who: &Visitor, _: Moment, t: Lang) -> Vec<Task> {
    if !who.has(Role::SecurityAdmin) {
        return Vec::new();
    }
    let waiting = office.people.iter().filter(|(_, person)| person.closed.is_none() && person.seats.is_empty());
    let task = |(key, person): (&String, &kaocheng_office::entity::Person)| Task {
        words: t.pick(format!("给{}授予岗位", person.name), format!("Grant seats to {}", person.name)),
        about: last_part(key),
        href: address(&last_part(key)),
        due: None,
        urgent: false,
    };
    waiting.take(20).map(task).collect()
}
