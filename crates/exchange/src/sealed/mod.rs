//! The text of sealed records → records, or typed problems with their place; and files of a folder → the digests that a
//! record names them by.

mod digest;
mod fault;
mod read;

pub use digest::digest_of;
pub use fault::SealFault;
pub use read::{SealedRead, lists, read};
