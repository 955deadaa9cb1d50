//! Granting seats: the security administration's work.

use super::{address, person};
use crate::office::web::{Ask, Outcome, Trouble};
use axum::http::StatusCode;
use kaocheng_office::act::Act;
use kaocheng_office::role::{Role, Seat};

/// The roles that are seats.
pub fn roles() -> impl Iterator<Item = Role> {
    Role::ALL.into_iter().filter(|role| *role != Role::Public)
}

/// Rows that are free in the form.
const FREE: usize = 2;

/// A seat of what was typed: the unit or the department, as the role has it.
pub fn seat(role: Role, of: &str) -> Seat {
    let of = Some(of.trim()).filter(|of| !of.is_empty()).map(str::to_owned);
    match role {
        Role::Provider => Seat { provider: of, ..Seat::of(role) },
        _ => Seat { unit: of, ..Seat::of(role) },
    }
}

/// The rows of the form for these seats: role and unit or department.
pub fn rows_of(seats: &[Seat]) -> Vec<(String, String)> {
    let row = |seat: &Seat| {
        let of = seat.unit.as_ref().or(seat.provider.as_ref()).cloned().unwrap_or_default();
        (seat.role.word().to_owned(), of)
    };
    seats.iter().map(row).chain((0..FREE).map(|_| Default::default())).collect()
}

pub async fn grant(ask: Ask) -> Outcome {
    let person = ask.param("person").to_owned();
    let rows = ask.form.all("role").zip(ask.form.all("of"));
    let seats: Vec<Seat> = rows.filter_map(|(role, of)| Some(seat(Role::of_word(role)?, of))).collect();
    match ask.act(Act::SeatsGranted { person: person.clone(), seats: seats.clone() }).await {
        Ok(_) => ask.done(&address(&person), "岗位已授予。", "The seats are granted."),
        Err(Trouble::Refused(refusal)) => {
            let [zh, en] = refusal.words();
            person::page(&ask, Some(seats), ask.t.pick(zh, en), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other),
    }
}
