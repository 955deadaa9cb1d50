//! Results → the record that makes a round final, its canonical text and hash, and what no longer agrees with it.
//!
//! A sealed record holds everything that was published of a round and the digests of all that it rests on, so that anyone
//! with the same folder can compute it again and anyone without it can check that the record itself is whole. Records of
//! earlier years are named by their hashes: whoever changes last year's lists breaks this year's record too.
//!
//! Nothing here sees a file: reading the text back is `exchange`'s, finding the files is `app`'s.

mod compare;
mod history;
mod json;
mod record;
mod seal;
mod text;

pub use compare::{Difference, compare};
pub use history::{HistoryFault, Need, SealedLists, check, needs};
pub use json::{Json, digest};
pub use record::{Correction, Ref, Sealed, SealedFile, SealedItem, SealedList, SealedUnit, SealedValue, VERSION};
pub use seal::{Sealing, seal};
pub use text::{hash, members, text};
