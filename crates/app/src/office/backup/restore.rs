//! An office made again from a backup, in a new store.

use super::{Backup, BackupError};
use crate::office::desk::{ALGORITHM, DeskError, State};
use crate::office::store::blobs::Blobs;
use crate::office::store::{Entry, Kept, Store};
use kaocheng_office::record::Record;
use serde_json::Value as Json;
use std::path::Path;

/// Acts a transaction takes at once.
const PAGE: usize = 4096;

/// Makes an office from a backup: in the store at an address, which must be new, and a place for blobs. Says how many acts
/// and blobs there are.
pub async fn restore(folder: &Path, url: &str, blobs: &Blobs) -> Result<(u64, u64), BackupError> {
    let backup = Backup::open(folder)?;
    let altered = backup.altered();
    if !altered.is_empty() {
        return Err(BackupError::Altered(altered));
    }
    // The tables first as they were when the backup was made, then brought forward with what is in them.
    let version = i64::try_from(backup.manifest.tables).map_err(|_| BackupError::Newer)?;
    let store = Store::open_at_version(url, version).await?;
    if store.head().await?.size > 0 || !is_empty(&store).await? {
        return Err(BackupError::NotEmpty);
    }
    let mut blob_count = 0;
    for name in backup.manifest.files.keys() {
        let Some(parts) = name.strip_prefix("blobs/") else { continue };
        let kept = blobs.put(backup.read(name)?).await?;
        if kept != parts.replace('/', "") {
            return Err(BackupError::Altered(vec![name.clone()]));
        }
        blob_count += 1;
    }
    for name in backup.manifest.files.keys() {
        let table = name.strip_prefix("tables/").and_then(|name| name.strip_suffix(".jsonl"));
        if let Some(table) = table {
            store.fill_table(table, &backup.objects(name)?).await?;
        }
    }
    store.close().await;
    let store = Store::open(url).await?;
    let state = ledger(&backup, &store).await?;
    store.close().await;
    if state.tree.root().hex() != backup.manifest.root {
        return Err(BackupError::Altered(vec!["ledger.jsonl".to_owned()]));
    }
    Ok((state.size(), blob_count))
}

/// Acts, rows and checkpoints, in one transaction.
async fn ledger(backup: &Backup, store: &Store) -> Result<State, BackupError> {
    let mut state = State::new();
    let mut writing = store.begin().await?;
    let lines = backup.lines("ledger.jsonl")?;
    for page in lines.chunks(PAGE) {
        let mut entries = Vec::new();
        for bytes in page {
            let broken = |reason: String| DeskError::Broken(format!("act {}: {reason}", state.size()));
            let record = Record::read(bytes).map_err(broken)?;
            let leaf = ALGORITHM.leaf(bytes).hex();
            let entry = Entry { id: record.id, leaf, bytes: bytes.clone() };
            state.follow(&[Kept { seq: state.size(), entry: entry.clone() }])?;
            entries.push(entry);
        }
        writing.append(&entries).await?;
    }
    writing.put_rows(&state.all_rows()).await?;
    for row in backup.objects("checkpoints.jsonl")? {
        let size = row.get("size").and_then(Json::as_u64);
        let note = row.get("note").and_then(Json::as_str);
        match (size, note) {
            (Some(size), Some(note)) => writing.keep_checkpoint(size, note, true).await?,
            _ => return Err(BackupError::Altered(vec!["checkpoints.jsonl".to_owned()])),
        }
    }
    writing.commit().await?;
    Ok(state)
}

/// Whether nobody has used the store for anything.
async fn is_empty(store: &Store) -> Result<bool, BackupError> {
    let mut snapshot = store.snapshot().await?;
    for table in snapshot.tables(store.kind()).await? {
        if !snapshot.table(&table).await?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}
