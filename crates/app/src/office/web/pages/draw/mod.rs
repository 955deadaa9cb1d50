//! The public draw of a round, step by step, and the teams that are sent to what was drawn.

pub mod files;
mod steps;
mod teams;

use crate::office::web::{Route, Section};
use kaocheng_office::deed::Deed;

/// A list of teams.
const LARGEST_LIST: usize = 4 << 20;

pub fn section() -> Section {
    let routes = vec![
        Route::get("/rounds/{round}/draw", Deed::SeeField, steps::show),
        Route::post("/rounds/{round}/draw", Deed::Draw, steps::take).upload(LARGEST_LIST),
        Route::get("/rounds/{round}/draw/files/{name}", Deed::SeeField, files::file),
        Route::get("/rounds/{round}/teams", Deed::SeeField, teams::show),
        Route::post("/rounds/{round}/teams", Deed::SendTeams, teams::send),
    ];
    Section { routes, ..Section::default() }
}
