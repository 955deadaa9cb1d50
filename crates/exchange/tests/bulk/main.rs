//! Large files in, columns and problems out; scores in, files out.

mod broken;
mod csv;
mod long;
mod results;
mod support;
mod wide;
