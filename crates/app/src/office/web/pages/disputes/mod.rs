//! Disputes over figures that departments supply: filed by those concerned, answered by the department or a reviewer. An
//! accepted dispute changes no figure: the department enters it anew, or the office corrects it.

mod list;
mod settle;

use crate::office::web::naming::part;
use crate::office::web::{Route, Section};
use kaocheng_office::deed::Deed;

pub fn section() -> Section {
    let routes = vec![
        Route::get("/rounds/{round}/disputes", Deed::SeeRound, list::show),
        Route::post("/rounds/{round}/disputes", Deed::Dispute, settle::file),
        Route::post("/rounds/{round}/disputes/{id}/settle", Deed::SettleDispute, settle::settle),
        Route::post("/rounds/{round}/disputes/{id}/withdraw", Deed::Dispute, settle::withdraw),
    ];
    Section { routes, entries: Vec::new(), tasks: None }
}

fn address(round: &str) -> String {
    format!("/rounds/{}/disputes", part(round))
}
