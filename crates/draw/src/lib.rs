//! A frame of sites and a seed → tickets, a sample, teams assigned to strata, visits, tickets of units of one score; and a published draw → what of it
//! does not hold.
//!
//! Everything here is a function of its arguments, byte for byte as `docs/draw.md` states it, so that an outsider can
//! repeat a draw with other tools. It never touches files, the clock or randomness, and never knows a scheme, a score or
//! any other crate of ours: the caller hands in the numbers that the scheme says.

pub mod assign;
pub mod commitment;
pub mod frame;
pub mod problem;
pub mod published;
pub mod sample;
pub mod seed;
pub mod team;
pub mod ticket;
pub mod ties;
pub mod verify;
pub mod visit;

mod digest;
mod feasible;
mod proportional;
