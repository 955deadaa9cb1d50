//! The registers of a round: letters, groups, exchange, assessments, rectification, facts. Rows are added, changed and
//! struck out; nothing is lost. Visits and decisions are shown here and kept on pages of their own.

mod columns;
mod edit;
mod list;
mod table;

use crate::office::web::{Route, Section};
use kaocheng_office::deed::Deed;

pub fn section() -> Section {
    let routes = vec![
        Route::get("/rounds/{round}/registers", Deed::SeeRegisters, list::show),
        Route::get("/rounds/{round}/registers/{register}", Deed::SeeRegisters, table::show),
        Route::get("/rounds/{round}/registers/{register}/row", Deed::KeepRegisters, edit::show),
        Route::post("/rounds/{round}/registers/{register}/row", Deed::KeepRegisters, edit::save),
        Route::post("/rounds/{round}/registers/{register}/strike", Deed::KeepRegisters, edit::strike),
    ];
    Section { routes, ..Section::default() }
}
