//! Workbooks to fill in.

pub mod stamp;
