//! What a department supplies: its measures for every unit, typed or imported; the units see who supplied what.

mod page;
mod tasks;

use super::sheet::LARGEST_BOOK;
use super::sheet::import::{self, Importing};
use crate::office::web::naming::part;
use crate::office::web::{Ask, Filled, Outcome, Route, Section};
use kaocheng_office::act::Capacity;
use kaocheng_office::deed::Deed;

/// A form with the figures of a page of units.
const LARGEST_FORM: usize = 8 << 20;

pub fn section() -> Section {
    let routes = vec![
        Route::get("/rounds/{round}/provide", Deed::SeeProviding, page::show),
        Route::post("/rounds/{round}/provide", Deed::ProvideFigures, page::save).upload(LARGEST_FORM),
        Route::get("/rounds/{round}/provide/template", Deed::ProvideFigures, page::template),
        Route::get("/rounds/{round}/provide/import", Deed::ProvideFigures, show_import),
        Route::post("/rounds/{round}/provide/import", Deed::ProvideFigures, try_import).upload(LARGEST_BOOK),
        Route::post("/rounds/{round}/provide/import/take", Deed::ProvideFigures, take_import).upload(LARGEST_BOOK),
    ];
    Section { routes, entries: Vec::new(), tasks: Some(tasks::tasks) }
}

fn address(round: &str) -> String {
    format!("/rounds/{}/provide", part(round))
}

fn importing(ask: &Ask) -> Importing {
    Importing { back: address(ask.param("round")), capacity: Capacity::Provided }
}

async fn show_import(ask: Ask) -> Outcome {
    import::show(&ask, importing(&ask), Filled::default(), Vec::new()).await
}

async fn try_import(ask: Ask) -> Outcome {
    import::tried(&ask, importing(&ask)).await
}

async fn take_import(ask: Ask) -> Outcome {
    import::take(&ask, importing(&ask)).await
}
