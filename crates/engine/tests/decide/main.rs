//! Decisions over results: ranks, lists, awards, escalation. T-numbers are those of the requirements.

#![allow(clippy::unwrap_used)]

mod awards;
mod escalation;
mod golden;
mod lists;
mod properties;
mod support;
mod ties;
