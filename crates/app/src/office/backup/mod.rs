//! A whole office in one folder of plain files: ledger, checkpoints, the other tables, blobs, and a manifest of hashes.
//!
//! `ledger.jsonl` holds an act a line, the very bytes that are hashed; `checkpoints.jsonl` and `tables/*.jsonl` an object a
//! line; `blobs/` the files by their hashes. Projections are not in it: they are what the ledger amounts to. Nor are the
//! two keys that lie beside the store, which their owner keeps apart: what signs checkpoints, and what second factors follow
//! from.

mod folder;
mod restore;
mod write;

pub use folder::{Backup, Manifest};
pub use restore::restore;
pub use write::write;

use crate::office::desk::DeskError;
use crate::office::store::StoreError;
use crate::office::store::blobs::BlobError;
use std::fmt;
use std::path::{Path, PathBuf};

/// What a backup is of; a later form has a higher number.
pub const FORMAT: u64 = 1;

/// Why a backup was not written, or cannot be restored.
#[derive(Debug)]
pub enum BackupError {
    /// Something stands where it is to go.
    Exists(PathBuf),
    /// The store that is to be filled is not empty.
    NotEmpty,
    /// A file cannot be read or written.
    File(PathBuf, String),
    /// The backup is not what its manifest says.
    Altered(Vec<String>),
    /// It was made by a newer program.
    Newer,
    /// The store.
    Store(StoreError),
    /// The ledger.
    Ledger(DeskError),
    /// The blobs.
    Blobs(BlobError),
}

impl fmt::Display for BackupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BackupError::Exists(path) => write!(f, "{} is there already", path.display()),
            BackupError::NotEmpty => f.write_str("the store is not empty; a backup is restored into a new one"),
            BackupError::File(path, reason) => write!(f, "{}: {reason}", path.display()),
            BackupError::Altered(names) => write!(f, "not what the manifest says: {}", names.join(", ")),
            BackupError::Newer => f.write_str("the backup was made by a newer program"),
            BackupError::Store(error) => error.fmt(f),
            BackupError::Ledger(error) => error.fmt(f),
            BackupError::Blobs(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for BackupError {}

impl From<StoreError> for BackupError {
    fn from(error: StoreError) -> Self {
        BackupError::Store(error)
    }
}

impl From<DeskError> for BackupError {
    fn from(error: DeskError) -> Self {
        BackupError::Ledger(error)
    }
}

impl From<BlobError> for BackupError {
    fn from(error: BlobError) -> Self {
        BackupError::Blobs(error)
    }
}

/// An error of a file.
fn of_file(path: &Path) -> impl Fn(std::io::Error) -> BackupError + use<'_> {
    move |error| BackupError::File(path.to_owned(), error.to_string())
}
