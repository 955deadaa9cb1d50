//! Whole files in, tables and problems out.

mod figures;
mod support;
mod units;
