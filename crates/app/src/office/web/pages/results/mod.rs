//! Points, ranks and lists: computed, told, put on notice, appealed against, sealed.

mod appeals;
mod charts;
mod course;
mod earlier;
mod ranking;
mod read;
mod unit;

pub use read::{Result, result_of};

use crate::office::web::{Route, Scope, Section};
use kaocheng_office::deed::Deed;

pub fn section() -> Section {
    let routes = vec![
        Route::get("/rounds/{round}/results", Deed::SeeResults, ranking::show),
        Route::post("/rounds/{round}/compute", Deed::Compute, course::compute).for_programs(Scope::Run),
        Route::post("/rounds/{round}/notice", Deed::PostNotice, course::notice),
        Route::post("/rounds/{round}/seal", Deed::Seal, course::seal),
        Route::get("/rounds/{round}/export", Deed::Export, course::export).for_programs(Scope::Read),
        Route::get("/rounds/{round}/results/{code}", Deed::SeeResults, unit::show),
        Route::get("/rounds/{round}/own/{unit}", Deed::SeeOwnResult, unit::show),
        Route::post("/rounds/{round}/own/{unit}/appeal", Deed::Appeal, appeals::file),
        Route::get("/rounds/{round}/appeals", Deed::SeeAppeals, appeals::show),
        Route::post("/rounds/{round}/appeals/{id}/answer", Deed::AnswerAppeal, appeals::answer),
        Route::post("/rounds/{round}/appeals/{id}/correct", Deed::CorrectFigures, appeals::correct),
    ];
    Section { routes, entries: Vec::new(), tasks: Some(appeals::tasks) }
}
