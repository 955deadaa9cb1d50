//! The ledger for those who watch: every act as it was kept, with what anybody needs to check that none was changed.

mod checkpoint;
mod entry;
mod export;
mod list;
pub mod proof;
mod search;
pub mod words;

use crate::office::web::{Entry, Route, Section};
use kaocheng_office::deed::Deed;

pub fn section() -> Section {
    let routes = vec![
        Route::get("/ledger", Deed::SeeLedger, list::show),
        Route::get("/ledger/export", Deed::SeeLedger, export::give),
        Route::get("/ledger/checkpoint", Deed::SignIn, checkpoint::show),
        Route::get("/ledger/consistency", Deed::SignIn, checkpoint::consistency),
        Route::get("/ledger/{seq}", Deed::SeeLedger, entry::show),
        Route::get("/ledger/{seq}/entry", Deed::SeeLedger, entry::bytes),
    ];
    let entries = vec![Entry { href: "/ledger", zh: "台账", en: "Ledger", deed: Deed::SeeLedger }];
    Section { routes, entries, tasks: None }
}
