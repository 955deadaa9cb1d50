//! What anybody may see without signing in: schemes, draws, results as far as they are published, checkpoints. How deep
//! a result is public was chosen with the notice; no small count of a small place stands on a public page (decision 11).

mod ceremony;
mod draw;
mod edition;
mod list;
mod round;
mod unit;

use crate::office::web::{Entry, Route, Section};
use kaocheng_office::deed::Deed;

pub fn section() -> Section {
    let routes = vec![
        Route::get("/public", Deed::SignIn, list::show),
        Route::get("/public/{round}", Deed::SeePublic, round::show),
        Route::get("/public/{round}/scheme.md", Deed::SeePublic, round::scheme),
        Route::get("/public/{round}/result.json", Deed::SeePublic, round::result),
        Route::get("/public/{round}/result/{code}", Deed::SeePublic, unit::show),
        Route::get("/public/{round}/draw", Deed::SeePublic, draw::show),
        Route::get("/public/{round}/draw.zip", Deed::SeePublic, draw::archive),
        Route::get("/public/{round}/draw/{file}", Deed::SeePublic, draw::file),
    ];
    let entries = vec![Entry { href: "/public", zh: "公开", en: "Public", deed: Deed::SignIn }];
    Section { routes, entries, tasks: None }
}
