//! The people of the office, kept by administrations that cannot do each other's work: one opens and closes accounts,
//! one grants seats and hands out passwords, one watches.

mod accounts;
mod import;
mod import_file;
mod list;
mod passwords;
mod person;
mod seats;

use crate::office::web::{Entry, Route, Section, naming};
use kaocheng_office::deed::Deed;

/// A file of people is small.
const LARGEST_FILE: usize = 4 << 20;

pub fn section() -> Section {
    let routes = vec![
        Route::get("/people", Deed::SeePeople, list::show),
        Route::get("/people/new", Deed::KeepAccounts, accounts::show),
        Route::post("/people/new", Deed::KeepAccounts, accounts::add),
        Route::get("/people/import", Deed::KeepAccounts, import::show_accounts),
        Route::post("/people/import", Deed::KeepAccounts, import::try_accounts).upload(LARGEST_FILE),
        Route::post("/people/import/take", Deed::KeepAccounts, import::take_accounts).upload(LARGEST_FILE),
        Route::get("/people/import-seats", Deed::GrantSeats, import::show_seats),
        Route::post("/people/import-seats", Deed::GrantSeats, import::try_seats).upload(LARGEST_FILE),
        Route::post("/people/import-seats/take", Deed::GrantSeats, import::take_seats).upload(LARGEST_FILE),
        Route::post("/people/passwords", Deed::ResetCredentials, passwords::give_all),
        Route::get("/people/person/{person}", Deed::SeePeople, person::show),
        Route::post("/people/person/{person}/close", Deed::KeepAccounts, accounts::close),
        Route::post("/people/person/{person}/seats", Deed::GrantSeats, seats::grant),
        Route::post("/people/person/{person}/password", Deed::ResetCredentials, passwords::give),
        Route::post("/people/person/{person}/unlock", Deed::ResetCredentials, passwords::unlock),
        Route::post("/people/person/{person}/factor", Deed::ResetCredentials, passwords::remove_factor),
    ];
    let entries = vec![Entry { href: "/people", zh: "人员", en: "People", deed: Deed::SeePeople }];
    Section { routes, entries, tasks: Some(list::tasks) }
}

/// A person's page.
fn address(person: &str) -> String {
    naming::address(&["people", "person", person])
}
