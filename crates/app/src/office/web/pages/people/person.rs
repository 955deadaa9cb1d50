//! One person, and what each administration can do about the account.

use super::seats::{roles, rows_of};
use crate::message::Lang;
use crate::office::identity::Locked;
use crate::office::moment::Moment;
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble, seat_words};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_office::office::key;
use kaocheng_office::role::{Role, Seat};

#[derive(Template)]
#[template(path = "pages/people/person.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    login: String,
    href: String,
    seats: Vec<String>,
    /// The rows of the form: what is there, and room for more.
    rows: Vec<(String, String)>,
    roles: Vec<Role>,
    closed: Option<String>,
    has_password: bool,
    factor: bool,
    locked: Option<Locked>,
    keeps_accounts: bool,
    grants: bool,
}

pub async fn show(ask: Ask) -> Outcome {
    page(&ask, None, String::new(), StatusCode::OK).await
}

/// The page, with seats as they were typed if they were not taken, and why.
pub async fn page(ask: &Ask, typed: Option<Vec<Seat>>, problem: String, status: StatusCode) -> Outcome {
    let login = ask.param("person").to_owned();
    let person = ask.office().await?.people.get(&key(&[&login])).cloned().ok_or(Trouble::NotFound)?;
    let identity = &ask.server.identity;
    let frame = Frame::new(ask, &person.name).under("/people", ask.t.pick("人员", "People")).problem(problem);
    let page = Page {
        t: ask.t,
        frame,
        form: Filled::default(),
        href: super::address(&login),
        seats: person.seats.iter().map(|seat| seat_words(seat, ask.t)).collect(),
        rows: rows_of(typed.as_deref().unwrap_or(&person.seats)),
        roles: roles().collect(),
        closed: person.closed.map(|stamp| Moment::of_text(&stamp.at).map_or(stamp.at, Moment::local)),
        has_password: identity.has_password(&login).await?,
        factor: identity.has_factor(&login).await?,
        locked: identity.locked(&login, ask.at).await?,
        keeps_accounts: ask.who.has(Role::SystemAdmin),
        grants: ask.who.has(Role::SecurityAdmin),
        login,
    };
    ask.page_with(status, &page)
}
