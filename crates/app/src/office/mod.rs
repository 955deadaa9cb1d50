//! The office: a web application for a whole round, over a ledger of acts.

pub mod backup;
pub mod desk;
pub mod identity;
pub mod moment;
pub mod store;
pub mod web;
pub mod rebuild;
#[cfg(test)]
mod trial;
