//! The office as a program: killed under load, and its ledger verified by anyone.

// A test that cannot lay out its ground has failed.
#![allow(clippy::unwrap_used)]

mod crash;
mod crash_served;
mod cut_off;
mod full_disk;
mod ground;
#[path = "../../src/office/trial/postgres.rs"]
mod postgres;
mod restored;
mod scanned;
mod served;
mod verify;
