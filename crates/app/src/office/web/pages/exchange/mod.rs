//! The exchange of information between departments: what is due from whom by when, what came, what is late or missing.

mod calendar;
mod lay;
mod tasks;

use crate::office::web::{Route, Section};
use kaocheng_office::deed::Deed;

pub fn section() -> Section {
    let routes = vec![
        Route::get("/rounds/{round}/exchange", Deed::SeeProviding, calendar::show),
        Route::post("/rounds/{round}/exchange", Deed::HandOver, calendar::hand_over),
        Route::post("/rounds/{round}/exchange/lay", Deed::KeepRegisters, lay::lay),
    ];
    Section { routes, entries: Vec::new(), tasks: Some(tasks::tasks) }
}
