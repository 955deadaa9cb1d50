//! The office: one place where a whole round runs.

pub mod assess;
