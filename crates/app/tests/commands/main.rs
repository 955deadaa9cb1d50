//! The commands as a person runs them: what they print, what they write, and how they end.

// A test that cannot lay out its folder has failed.
#![allow(clippy::unwrap_used)]

mod check;
mod compare;
mod decide;
mod demo;
mod draft;
mod draw;
mod examples;
mod explain;
mod figures;
mod findings;
mod fmt;
mod folder;
mod new;
mod order;
mod score;
mod score_changed;
mod score_large;
mod seal;
mod sentence;
mod terminal;
