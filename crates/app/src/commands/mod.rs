//! The commands, one file each.

pub mod check;
pub mod explain;
pub mod new;
pub mod read;
pub mod score;
pub mod r#try;
