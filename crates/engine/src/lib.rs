//! [`Plan`](kaocheng_compile::plan::Plan) × [`Table`](table::Table) → results: exact scores, ranks
//! and explanations.
//!
//! This crate never sees a file or the text of a scheme except to word an explanation, and has no floating point.

mod code;
pub mod columnar;
pub mod columns;
pub mod crew;
pub mod decide;
pub mod explain;
pub mod finding;
mod order;
mod overlay;
pub mod reference;
pub mod results;
pub mod sealed;
pub mod table;
pub mod value;
