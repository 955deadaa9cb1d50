//! One file a command.

pub mod read;
pub mod r#try;
