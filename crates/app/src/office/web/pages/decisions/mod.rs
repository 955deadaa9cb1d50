//! What lists propose, and what the reviewer decides: confirmed or not, with a reason.

mod decide;
mod list;
mod proposals;

use crate::office::web::{Route, Section};
use kaocheng_office::deed::Deed;

pub fn section() -> Section {
    let routes = vec![
        Route::get("/rounds/{round}/decisions", Deed::SeeResults, list::show),
        Route::post("/rounds/{round}/decisions", Deed::Decide, decide::decide),
    ];
    Section { routes, ..Section::default() }
}
