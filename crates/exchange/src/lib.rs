//! Bytes of CSV and XLSX files → units, figures, registers and typed problems; a plan → templates; a workbook and its
//! problems → the same workbook, marked.
//!
//! Everything here is a function of bytes and values. Reading never panics and never half-reads: the caller gets the
//! changes that a file would make together with every problem in it, and decides.

pub mod bulk;
pub mod decisions;
pub mod disputes;
pub mod draws;
pub mod figures;
pub mod findings;
pub mod guard;
pub mod mark;
pub mod problem;
pub mod registers;
pub mod sealed;
pub mod template;
pub mod units;
pub mod workbook;

mod nearest;
mod number;
mod rows;
mod words;
