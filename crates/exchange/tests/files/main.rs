//! Whole files in, tables and problems out.

mod figures;
mod findings;
mod guard;
mod limits;
mod mark;
mod support;
mod template;
mod units;
