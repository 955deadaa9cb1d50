//! The office: a web application for a whole round, over a ledger of acts.

pub mod backup;
pub mod desk;
pub mod rebuild;
pub mod store;
#[cfg(test)]
mod trial;
