//! Figures one by one → columns, whatever file they come from.
//!
//! A part of the file is first sorted by input, then the figures of each input go to their column. Nothing is known of a
//! figure but its unit and value; where anything is wrong the file is gone through once more, to say where.

mod explain;
mod filling;
mod part;

pub(super) use explain::Explaining;
pub(super) use filling::Filling;
pub(super) use part::{NO_INPUT, Part, Values};
