//! The office in a browser: one table of routes, one way for every request, pages that work without a script.

// What a macro of a template is given is a value on one page and a reference on another; owning it makes both compare.
#![allow(clippy::cmp_owned)]

mod answer;
mod ask;
mod assets;
pub mod chart;
mod cookies;
mod dispatch;
mod form;
mod frame;
mod headers;
mod kept;
mod limits;
mod log;
pub mod naming;
mod origin;
mod pages;
mod route;
mod scanning;
mod section;
mod server;
mod serving;
mod setup;
mod trouble_page;
mod visitor;

#[cfg(test)]
pub mod tests;

pub use answer::{Outcome, Trouble};
pub use ask::Ask;
pub use form::{Filled, Upload};
pub use frame::Frame;
pub use limits::Rates;
pub use route::{Route, Scope};
pub use section::{Entry, Section, Task};
pub use server::{Server, Settings};
pub use serving::serve;
pub use setup::SetupCode;
pub use visitor::{Visitor, seat_words};

/// The word of a round's state in class names and addresses: `in-field`.
pub fn state_word(state: &kaocheng_office::role::RoundState) -> String {
    state.names()[1].replace(' ', "-")
}

/// Whether a value that joins several words holds this one: a box that is ticked.
pub fn holds(value: &str, word: &str) -> bool {
    value == word || value.split('+').any(|part| part == word)
}

/// Whether there is more than one, of pages or anything else.
pub fn several(count: &usize) -> bool {
    *count > 1
}
