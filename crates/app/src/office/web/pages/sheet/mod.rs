//! A unit's sheet: what it reports, with what others supply beside it; its evidence, its way to the signing leader, and
//! its points so far.

mod course;
pub(super) mod entry;
mod evidence;
pub(super) mod import;
mod page;
pub(super) mod saving;
mod score;
mod tasks;

use crate::office::rounds::LARGEST_EVIDENCE;
use crate::office::web::{Route, Section, naming};
use kaocheng_office::deed::Deed;

/// A form with the figures of a unit and of those below it.
const LARGEST_FORM: usize = 8 << 20;
/// A workbook of figures.
pub const LARGEST_BOOK: usize = 12 << 20;

pub fn section() -> Section {
    let routes = vec![
        Route::get("/rounds/{round}/units/{unit}", Deed::SeeSheet, page::show),
        Route::post("/rounds/{round}/units/{unit}", Deed::ReportFigures, page::save).upload(LARGEST_FORM),
        Route::get("/rounds/{round}/units/{unit}/template", Deed::ReportFigures, import::template),
        Route::get("/rounds/{round}/units/{unit}/import", Deed::ReportFigures, import::show_sheet),
        Route::post("/rounds/{round}/units/{unit}/import", Deed::ReportFigures, import::try_sheet).upload(LARGEST_BOOK),
        Route::post("/rounds/{round}/units/{unit}/import/take", Deed::ReportFigures, import::take_sheet)
            .upload(LARGEST_BOOK),
        Route::post("/rounds/{round}/units/{unit}/evidence", Deed::AttachEvidence, evidence::attach)
            .upload(LARGEST_EVIDENCE + (1 << 20)),
        Route::get("/rounds/{round}/units/{unit}/evidence/{id}", Deed::SeeEvidence, evidence::download),
        Route::post("/rounds/{round}/units/{unit}/evidence/{id}/withdraw", Deed::AttachEvidence, evidence::withdraw),
        Route::post("/rounds/{round}/units/{unit}/submit", Deed::SubmitSheet, course::submit),
        Route::post("/rounds/{round}/units/{unit}/sign", Deed::SignSheet, course::sign),
        Route::post("/rounds/{round}/units/{unit}/return", Deed::ReturnSheet, course::give_back),
        Route::get("/rounds/{round}/units/{unit}/score", Deed::SeeSheet, score::show),
    ];
    Section { routes, entries: Vec::new(), tasks: Some(tasks::tasks) }
}

/// A unit's sheet.
pub(super) fn address(round: &str, unit: &str) -> String {
    naming::address(&["rounds", round, "units", unit])
}
