//! Findings and claims: raised by one person, confirmed or rejected by another. Only what is confirmed counts.

mod claims;
mod list;
mod one;
mod raise;
mod row;
mod tasks;

pub use row::raised_errors;

use crate::office::web::{Route, Section};
use kaocheng_office::deed::Deed;

pub fn section() -> Section {
    let routes = vec![
        Route::get("/rounds/{round}/findings", Deed::SeeFindings, list::show),
        Route::get("/rounds/{round}/findings/new", Deed::RaiseFinding, raise::show),
        Route::post("/rounds/{round}/findings/new", Deed::RaiseFinding, raise::raise),
        Route::get("/rounds/{round}/findings/one/{id}", Deed::SeeFindings, one::show),
        Route::post("/rounds/{round}/findings/one/{id}/review", Deed::ReviewFinding, one::review),
        Route::post("/rounds/{round}/findings/one/{id}/withdraw", Deed::WithdrawFinding, one::withdraw),
        Route::get("/rounds/{round}/units/{unit}/claims", Deed::SeeSheet, claims::show),
        Route::post("/rounds/{round}/units/{unit}/claims", Deed::ClaimBonus, claims::claim),
    ];
    Section { routes, entries: Vec::new(), tasks: Some(tasks::tasks) }
}
