//! The office: a web application for a whole round, over a ledger of acts.

pub mod assess;
pub mod desk;
pub mod rounds;
pub mod store;
#[cfg(test)]
mod trial;
