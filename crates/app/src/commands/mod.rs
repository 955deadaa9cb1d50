//! The commands, one file each.

pub mod backup;
pub mod check;
pub mod compare;
pub mod decide;
pub mod demo;
mod demo_public;
pub mod draft;
pub mod draw;
pub mod explain;
pub mod findings;
pub mod fmt;
pub mod import;
mod import_disputes;
pub mod new;
pub mod office_load;
mod office_place;
pub mod read;
pub mod rebuild;
pub mod register;
pub mod restore;
pub mod score;
pub mod seal;
pub mod serve;
pub mod template;
pub mod r#try;
pub mod verify;
