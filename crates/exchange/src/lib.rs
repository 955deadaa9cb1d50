//! Files ↔ tables: units and figures in from CSV and XLSX, templates out, workbooks handed back with their problems.
//!
//! Everything here is a function of bytes and values. Reading never panics and never half-reads: the caller gets the
//! changes that a file would make together with every problem in it, and decides.

pub mod figures;
pub mod guard;
pub mod mark;
pub mod problem;
pub mod template;
pub mod units;
pub mod workbook;

mod nearest;
mod number;
mod words;
