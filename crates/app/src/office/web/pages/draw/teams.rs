//! Sending members of teams to units.

use super::super::rounds::{at, frame_of};
use super::files::{Table, table};
use crate::message::Lang;
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble, naming};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_office::act::Act;
use kaocheng_office::deed::Deed;
use kaocheng_office::office::{key, last_part, under};
use kaocheng_office::refusal::Refusal;
use kaocheng_office::role::Role;
use kaocheng_office::standing::Subject;

#[derive(Template)]
#[template(path = "pages/draw/teams.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    address: String,
    may_send: bool,
    people: Vec<(String, String)>,
    sent: Vec<Sent>,
    /// Which team the draw assigned to which unit.
    assigned: Table,
}

/// Where somebody was sent.
struct Sent {
    name: String,
    team: String,
    units: Vec<String>,
    when: String,
}

pub async fn show(ask: Ask) -> Outcome {
    page(&ask, Filled::default()).await
}

async fn page(ask: &Ask, form: Filled) -> Outcome {
    let (round, t) = (ask.param("round"), ask.t);
    let title = ask.server.rounds.round(round).await?.title;
    let scheme = ask.server.rounds.scheme(round, t).await.ok();
    let office = ask.office().await?;
    let of_team = |person: &kaocheng_office::entity::Person| {
        let sits = person.seats.iter().any(|s| matches!(s.role, Role::TeamMember | Role::TeamLeader));
        sits && person.closed.is_none()
    };
    let chosen = office.people.iter().filter(|(_, person)| of_team(person));
    let people = chosen.map(|(at, person)| (last_part(at), person.name.clone())).collect();
    let unit = |code: &String| match &scheme {
        Some(scheme) => naming::unit(scheme, code, t),
        None => code.clone(),
    };
    let postings = under(&office.postings, &[round]);
    let sent = postings.map(|(at, posting)| Sent {
        name: naming::person(&office, &last_part(at)),
        team: posting.team.clone(),
        units: posting.units.iter().map(unit).collect(),
        when: naming::stamped(&office, &posting.stamp),
    });
    let sent = sent.collect();
    let may_send = ask.who.may(&office, Deed::SendTeams, &Subject::round(round));
    let draw = office.draws.get(&key(&[round])).cloned();
    drop(office);
    let assigned = match &draw {
        Some(draw) => table(ask, draw, "assignment.csv").await?.worded(t),
        None => Table::default(),
    };
    let frame = frame_of(ask, round, &title, ("考核组", "Teams"));
    let status = if form.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let address = at(round, "/teams");
    ask.page_with(status, &Page { t, frame, form, address, may_send, people, sent, assigned })
}

pub async fn send(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let mut form = ask.form.clone();
    let apart = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '、' | '\u{ff0c}' | '\u{ff1b}');
    let typed = ask.form.value("units").split(apart).filter(|code| !code.is_empty());
    let units: Vec<String> = typed.map(str::to_owned).collect();
    if let Some(unknown) = units.iter().find(|code| scheme.units.find(code).is_none()) {
        let (zh, en) = (format!("名单中没有编码“{unknown}”。"), format!("The list has no unit {unknown}."));
        form.wrong("units", ask.t.pick(zh, en));
        return page(&ask, form).await;
    }
    let (person, team) = (ask.form.text("person").to_owned(), ask.form.text("team").to_owned());
    match ask.act(Act::TeamSent { round: round.clone(), person, team, units }).await {
        Ok(_) => ask.done(&at(&round, "/teams"), "已派出。", "They are sent."),
        Err(Trouble::Refused(refusal)) => {
            let field = match &refusal {
                Refusal::Field { field: "team", .. } => "team",
                Refusal::Separation | Refusal::Field { .. } => "units",
                _ => "person",
            };
            let [zh, en] = refusal.words();
            form.wrong(field, ask.t.pick(zh, en));
            page(&ask, form).await
        }
        Err(other) => Err(other),
    }
}
