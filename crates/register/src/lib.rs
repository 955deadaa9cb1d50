//! Rows of an office's registers → coverage, calendars, and lists of what is late, open or refused.
//!
//! Six registers: responsibility letters, leading groups, the exchange of figures between departments, assessments,
//! rectification orders, and visits. Every function takes typed rows and the day as of which it speaks; a row that contradicts
//! another, or leaves open what a person must decide, is a [`Fault`] that names the row.
//!
//! This crate never sees a file or the clock, never knows what a clause gives points for, and has no place for a person:
//! bodies, units and departments act, and of what departments exchange only the total is kept. It imports `syntax` (what
//! a scheme rules about registers) and `engine` (the units, nothing else of it).

pub mod calendar;
pub mod fault;
pub mod frequency;
pub mod groups;
pub mod letters;
pub mod orders;
pub mod period;
pub mod visits;

mod naming;

pub use fault::{Fault, FaultKind};
pub use jiff::civil::Date;

/// Days from one date to a later one; negative when it is earlier.
fn days(from: Date, to: Date) -> i32 {
    to.since(from).map_or(0, |span| span.get_days())
}
