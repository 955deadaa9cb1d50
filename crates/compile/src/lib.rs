//! [`Document`](kaocheng_syntax::document::Document) → [`Plan`](plan::Plan): names resolved, clauses lowered, the
//! scheme checked.
//!
//! This crate never sees a figure of a unit, reads no file, and never fails: it returns the plan that it could build and
//! a list of diagnostics.

pub mod check;
pub mod compare;
pub mod date;
mod lower;
mod mechanism;
pub mod plan;
pub mod policy;
pub mod reading;
mod resolve;
pub mod scheme;
pub mod sentence;
mod tree;
