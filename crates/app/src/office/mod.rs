//! The office: a web application for a whole round, over a ledger of acts.

pub mod assess;
pub mod backup;
pub mod demo;
pub mod desk;
pub mod identity;
pub mod moment;
pub mod rebuild;
pub mod rounds;
pub mod scan;
pub mod store;
#[cfg(test)]
mod trial;
pub mod web;
