//! A backup while the office goes on: one moment of the database, then the blobs, which only grow.

use super::BackupError;
use super::folder::{Filling, Manifest};
use crate::office::desk::ALGORITHM;
use crate::office::store::blobs::{BlobError, Blobs};
use crate::office::store::{NEWEST, Store};
use kaocheng_ledger::tree::Tree;
use serde_json::json;
use std::path::Path;

/// Acts a page.
const PAGE: u64 = 4096;

/// A backup that was written.
pub struct Written {
    /// What it says of itself.
    pub manifest: Manifest,
    /// How many blobs it holds.
    pub blobs: u64,
    /// Blobs that were cut off or altered where they are kept. They are not in it.
    pub rotten: Vec<String>,
}

/// Writes a backup into a new folder.
pub async fn write(store: &Store, blobs: &Blobs, place: &Path) -> Result<Written, BackupError> {
    let mut filling = Filling::begin(place)?;
    let mut snapshot = store.snapshot().await?;
    let mut ledger = filling.file("ledger.jsonl")?;
    let mut tree = Tree::new(ALGORITHM);
    let size = snapshot.head().size;
    while tree.len() < size {
        let page = snapshot.acts(tree.len(), PAGE).await?;
        if page.is_empty() {
            break;
        }
        for kept in page {
            // Canonical JSON has no line ends; what has some is told apart by whoever verifies the backup.
            ledger.line(&kept.entry.bytes)?;
            tree.append(ALGORITHM.leaf(&kept.entry.bytes));
        }
    }
    filling.end(ledger)?;
    let mut checkpoints = filling.file("checkpoints.jsonl")?;
    for (size, note) in snapshot.checkpoints().await? {
        checkpoints.line(json!({ "size": size, "note": note }).to_string().as_bytes())?;
    }
    filling.end(checkpoints)?;
    for table in snapshot.tables(store.kind()).await? {
        let mut file = filling.file(&format!("tables/{table}.jsonl"))?;
        for row in snapshot.table(&table).await? {
            file.line(row.to_string().as_bytes())?;
        }
        filling.end(file)?;
    }
    // An act's blobs were there before it, so that those of this moment are all there now.
    drop(snapshot);
    let (mut count, mut rotten) = (0, Vec::new());
    for name in blobs.names().await? {
        match blobs.get(&name).await {
            Ok(bytes) => {
                let (first, rest) = name.split_at(2);
                let mut file = filling.file(&format!("blobs/{first}/{rest}"))?;
                file.write(&bytes)?;
                filling.end(file)?;
                count += 1;
            }
            Err(BlobError::Altered { name, .. }) => rotten.push(name),
            Err(error) => return Err(error.into()),
        }
    }
    let at = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let tables = NEWEST.unsigned_abs();
    let manifest = Manifest { tables, size: tree.len(), root: tree.root().hex(), at, files: Default::default() };
    Ok(Written { manifest: filling.finish(manifest)?, blobs: count, rotten })
}
