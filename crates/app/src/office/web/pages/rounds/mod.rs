//! Rounds: the list, a new one, what a working folder brings, and a round at a glance with its next steps.

mod bring;
mod folder;
mod glance;
pub mod list;
mod open;
pub mod own;
mod reporting;
mod steps;
mod steps_of;

use crate::office::web::{Ask, Entry, Frame, Route, Section, naming};
use kaocheng_office::deed::Deed;

/// A working folder with the figures of a county.
const LARGEST_FOLDER: usize = 64 << 20;

pub fn section() -> Section {
    let routes = vec![
        Route::get("/rounds", Deed::SeeRound, list::show),
        Route::post("/rounds", Deed::OpenRound, open::open),
        Route::get("/rounds/new", Deed::OpenRound, open::show),
        Route::get("/rounds/{round}", Deed::SeeRound, glance::show),
        Route::get("/rounds/{round}/bring", Deed::BringFiles, bring::show),
        Route::post("/rounds/{round}/bring", Deed::BringFiles, bring::bring).upload(LARGEST_FOLDER),
        Route::post("/rounds/{round}/collecting", Deed::MoveRound, steps::collect),
        Route::post("/rounds/{round}/advance", Deed::MoveRound, steps::advance),
        Route::post("/rounds/{round}/reopen", Deed::MoveRound, steps::reopen),
    ];
    let entries = vec![Entry { href: "/rounds", zh: "考核", en: "Rounds", deed: Deed::SeeRound }];
    Section { routes, entries, tasks: Some(list::tasks) }
}

/// An address within a round: `at("2026", "/scheme")`.
pub fn at(round: &str, tail: &str) -> String {
    format!("{}{tail}", naming::address(&["rounds", round]))
}

/// The frame of a page that stands under its round.
pub fn frame_of(ask: &Ask, round: &str, title: &str, (zh, en): (&str, &str)) -> Frame {
    ask.frame(zh, en).under("/rounds", ask.t.pick("考核", "Rounds")).under(at(round, ""), title)
}
