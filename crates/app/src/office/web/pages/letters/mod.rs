//! Responsibility letters: drafted by the office from the list of units, signed by each unit's leader, printed as on paper.

mod draft;
mod list;
mod one;
mod tasks;

use crate::office::web::{Route, Section};
use kaocheng_office::deed::Deed;

pub fn section() -> Section {
    let routes = vec![
        Route::get("/rounds/{round}/letters", Deed::SeeRegisters, list::show),
        Route::post("/rounds/{round}/letters", Deed::KeepRegisters, draft::draft),
        Route::get("/rounds/{round}/letters/{unit}/{id}", Deed::SeeSheet, one::show),
        Route::post("/rounds/{round}/letters/{unit}/{id}", Deed::SignLetter, one::answer),
    ];
    Section { routes, entries: Vec::new(), tasks: Some(tasks::tasks) }
}
