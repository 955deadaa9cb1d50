//! Nodes → words: the formula of an item as a person reads it, in Chinese or English.
//!
//! The reading is made from the plan, not from the sentence, so that it shows what will be computed.

mod formula;
mod provision;

pub use formula::{Words, condition, formula};
pub use provision::provision;
