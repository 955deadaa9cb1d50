//! Bytes → [`Document`](document::Document): headings with points, sentences, tables and clauses, in Chinese and
//! English, with a span on everything and a diagnostic for whatever is not understood.
//!
//! This crate never knows what a clause means, sees no figure, reads no file, and never fails: it returns what it could
//! read and a list of diagnostics.

pub mod clause;
pub mod diagnostic;
pub mod document;
pub mod draft;
pub mod exact;
pub mod fmt;
pub mod normal;
pub mod numbering;
mod numerals;
pub mod provision;
pub mod span;
