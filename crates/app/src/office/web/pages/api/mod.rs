//! What programs use: JSON under `/api/v1`, with a token of the person in whose name they act. The description of it is
//! made from the handlers themselves, in `document`.

mod acts;
mod blobs;
mod document;
mod figures;
mod ledger;
mod made_elsewhere;
mod query;
mod results;
mod rounds;
mod shapes;
mod steps;

use crate::office::web::{Route, Scope, Section};
use kaocheng_office::deed::Deed;

/// Bytes of a file.
const LARGEST_FILE: usize = 64 << 20;
/// Bytes of an act with many figures.
const LARGEST_ACT: usize = 4 << 20;

pub fn section() -> Section {
    let routes = vec![
        Route::get("/api/v1/openapi.json", Deed::SignIn, document::show).for_programs(Scope::Read),
        // The act decides what one must be allowed to do; the desk asks.
        Route::post("/api/v1/acts", Deed::SignIn, acts::take).upload(LARGEST_ACT).for_programs(Scope::Report),
        Route::post("/api/v1/blobs", Deed::SignIn, blobs::keep).file(LARGEST_FILE).for_programs(Scope::Report),
        Route::get("/api/v1/blobs/{blob}", Deed::SignIn, blobs::give).for_programs(Scope::Read),
        Route::get("/api/v1/rounds", Deed::SignIn, rounds::list).for_programs(Scope::Read),
        Route::get("/api/v1/rounds/{round}", Deed::SeeRound, rounds::show).for_programs(Scope::Read),
        Route::get("/api/v1/rounds/{round}/units", Deed::SeeRound, rounds::units).for_programs(Scope::Read),
        Route::get("/api/v1/rounds/{round}/figures", Deed::SeeRound, figures::list).for_programs(Scope::Read),
        Route::get("/api/v1/rounds/{round}/result", Deed::SeeResults, results::show).for_programs(Scope::Read),
        Route::get("/api/v1/rounds/{round}/explain/{unit}", Deed::SeeRound, results::explain).for_programs(Scope::Read),
        // Steps ask themselves whether the person may: one that was taken before is answered as it was, whatever came since.
        Route::post("/api/v1/rounds/{round}/compute", Deed::SeeRound, results::compute).for_programs(Scope::Run),
        Route::post("/api/v1/rounds/{round}/units", Deed::SeeRound, steps::units).for_programs(Scope::Run),
        Route::get("/api/v1/rounds/{round}/measures", Deed::SeeDraft, steps::measures).for_programs(Scope::Read),
        Route::post("/api/v1/rounds/{round}/issue", Deed::SeeRound, steps::issue).for_programs(Scope::Run),
        Route::post("/api/v1/rounds/{round}/draw", Deed::SeeRound, steps::draw).for_programs(Scope::Run),
        Route::post("/api/v1/rounds/{round}/seal", Deed::SeeRound, steps::seal).for_programs(Scope::Run),
        Route::get("/api/v1/ledger/entries", Deed::SeeLedger, ledger::entries).for_programs(Scope::Read),
        Route::get("/api/v1/ledger/checkpoint", Deed::SignIn, ledger::checkpoint).for_programs(Scope::Read),
        Route::get("/api/v1/ledger/proof", Deed::SignIn, ledger::proof).for_programs(Scope::Read),
    ];
    Section { routes, ..Section::default() }
}
