//! Why the desk did not take an act, or cannot be used.

use crate::office::store::StoreError;
use crate::office::store::blobs::BlobError;
use kaocheng_office::refusal::Refusal;
use std::fmt;

/// Why an act was not taken.
#[derive(Debug)]
pub enum Refused {
    /// The office does not admit it.
    NotAdmitted(Refusal),
    /// Another act was taken under this id.
    IdTaken {
        /// The number of that act.
        seq: u64,
    },
    /// The id is empty, too long, or holds anything but visible ASCII.
    Id,
    /// The act is larger than an entry of the ledger may be, or holds the character NUL.
    Form,
    /// It names a stored file that is not there.
    NoFile(String),
    /// The file that it names has another length than it says.
    Length {
        /// The length of the file.
        found: u64,
        /// The length that the act says.
        said: u64,
    },
    /// There is no room to keep it. It was not taken.
    Full(String),
    /// The store could not keep it. It was not taken.
    NotKept(String),
    /// The store went away at the very moment of keeping it. Whoever sends it again with the same id is told.
    Unknown(String),
}

impl Refused {
    /// The store could not keep it, for this reason.
    pub fn not_kept(error: &StoreError) -> Refused {
        if error.is_full() { Refused::Full(error.to_string()) } else { Refused::NotKept(error.to_string()) }
    }

    /// Whether the same act, sent again under the same id, may be taken once the store is there again.
    #[cfg(test)]
    pub fn is_of_the_store(&self) -> bool {
        matches!(self, Refused::Full(_) | Refused::NotKept(_) | Refused::Unknown(_))
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::NotAdmitted(refusal) => refusal.fmt(f),
            Refused::IdTaken { seq } => write!(f, "another act was taken under this id, as number {seq}"),
            Refused::Id => f.write_str("the id of an act is 1 to 100 visible ASCII characters"),
            Refused::Form => f.write_str("the act is too large, or holds the character NUL"),
            Refused::NoFile(blob) => write!(f, "it names a file that is not there: {blob}"),
            Refused::Length { found, said } => write!(f, "the file has {found} bytes, not {said}"),
            Refused::Full(reason) => write!(f, "the act was not kept, there is no room left: {reason}"),
            Refused::NotKept(reason) => write!(f, "the act was not kept: {reason}"),
            Refused::Unknown(reason) => write!(f, "whether the act was kept is not known; send it again: {reason}"),
        }
    }
}

impl std::error::Error for Refused {}

/// Why the desk cannot be used.
#[derive(Debug)]
pub enum DeskError {
    /// The store.
    Store(StoreError),
    /// What the store holds is no ledger that goes on from what is known.
    Broken(String),
    /// The rows of the projections do not read: another program wrote them. `kaocheng rebuild` writes them anew.
    Rows(String),
    /// A newer program wrote the rows of the projections.
    Newer {
        /// The version of its fold.
        found: String,
        /// That of this program.
        known: u32,
    },
    /// The signing key.
    Key(String),
}

impl fmt::Display for DeskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DeskError::Store(error) => error.fmt(f),
            DeskError::Broken(what) => write!(f, "the ledger in the store is broken: {what}"),
            DeskError::Rows(what) => {
                write!(f, "the projections do not read; `kaocheng rebuild` makes them anew: {what}")
            }
            DeskError::Newer { found, known } => write!(
                f,
                "the projections were written by a newer program (fold {found}, this one knows {known}); start that one"
            ),
            DeskError::Key(what) => write!(f, "the signing key: {what}"),
        }
    }
}

impl std::error::Error for DeskError {}

impl From<BlobError> for Refused {
    fn from(error: BlobError) -> Self {
        match error {
            BlobError::Full(reason) => Refused::Full(reason),
            other => Refused::NotKept(other.to_string()),
        }
    }
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> Self {
        DeskError::Store(error)
    }
}
