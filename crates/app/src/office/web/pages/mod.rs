//! The pages, a module each. A module gives a `Section`: its routes with the deed each needs, its place in the navigation,
//! and what it has for people to do. See "Adding a page" in CONTRIBUTING.md.

mod account;
mod api;
mod decisions;
mod disputes;
mod draw;
mod exchange;
mod field;
mod findings;
mod health;
mod help;
mod home;
mod language;
mod ledger;
mod letters;
mod people;
mod providing;
mod public;
mod registers;
mod results;
mod rounds;
mod scheme;
mod setup;
mod sheet;
mod sign_in;
mod sign_in_enrol;
mod sign_in_factor;
mod sign_in_password;

pub use results::Result as Told;

use super::section::Section;

/// All of them, in the order of the navigation.
pub fn all() -> Vec<Section> {
    vec![
        home::section(),
        rounds::section(),
        scheme::section(),
        draw::section(),
        people::section(),
        results::section(),
        public::section(),
        ledger::section(),
        field::section(),
        findings::section(),
        registers::section(),
        letters::section(),
        exchange::section(),
        decisions::section(),
        sheet::section(),
        providing::section(),
        disputes::section(),
        account::section(),
        help::section(),
        setup::section(),
        sign_in::section(),
        sign_in_factor::section(),
        sign_in_password::section(),
        sign_in_enrol::section(),
        language::section(),
        health::section(),
        api::section(),
        super::kept::section(),
        super::assets::section(),
    ]
}
