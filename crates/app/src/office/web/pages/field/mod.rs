//! The team on site, on a phone: where one is sent, what is judged there, the visits, and the feedback to the unit.

mod answer;
mod feedback;
mod list;
mod session;
mod sheet;
mod sites;
mod tasks;
mod visit;

use crate::office::web::{Route, Section};
use kaocheng_office::deed::Deed;

pub fn section() -> Section {
    let routes = vec![
        Route::get("/field/session", Deed::SeeField, session::show),
        Route::get("/rounds/{round}/field", Deed::SeeField, list::show),
        Route::get("/rounds/{round}/field/{unit}", Deed::SeeField, sheet::show),
        Route::post("/rounds/{round}/field/{unit}", Deed::Judge, sheet::save),
        Route::get("/rounds/{round}/field/{unit}/visits", Deed::SeeField, visit::show),
        Route::post("/rounds/{round}/field/{unit}/visits", Deed::RecordVisit, visit::save),
        Route::post("/rounds/{round}/field/{unit}/visits/strike", Deed::RecordVisit, visit::strike),
        Route::get("/rounds/{round}/feedback/{unit}", Deed::SeeSheet, feedback::show),
        Route::post("/rounds/{round}/feedback/{unit}", Deed::GiveFeedback, feedback::give),
        Route::post("/rounds/{round}/feedback/{unit}/answer", Deed::AnswerFeedback, answer::answer),
    ];
    Section { routes, entries: Vec::new(), tasks: Some(tasks::tasks) }
}
