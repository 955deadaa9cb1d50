//! What an office keeps of its ledger, read from where it is kept without believing any of it.

use crate::commands::office_place::{broken, store};
use crate::message::Failure;
use crate::office::backup::Backup;
use crate::office::desk::{ALGORITHM, KEYS};
use crate::office::store::{Entry, Head, Kept, KeptRow};
use kaocheng_office::record::Record;
use serde_json::Value as Json;
use std::path::Path;

/// The ledger and what stands around it.
#[derive(Default)]
pub struct Held {
    /// The acts.
    pub acts: Vec<Kept>,
    /// How many rows of acts there are, whatever their numbers.
    pub stored: u64,
    /// Where the ledger ends, in a database.
    pub head: Option<Head>,
    /// The checkpoints, by size.
    pub checkpoints: Vec<(u64, String)>,
    /// What is shown, in a database.
    pub rows: Option<Vec<KeptRow>>,
    /// The public keys that the office keeps.
    pub keys: Vec<String>,
    /// Files of a backup that are not as its manifest says.
    pub altered: Vec<String>,
    /// Size and root in the manifest of a backup.
    pub manifest: Option<(u64, String)>,
}

/// From a database, at one moment.
pub async fn of_store(url: &str) -> Result<Held, Failure> {
    let store = store(url).await?;
    let keys = store.settings(KEYS).await.map_err(broken)?;
    let mut snapshot = store.snapshot().await.map_err(broken)?;
    let acts = snapshot.acts(0, u64::MAX).await.map_err(broken)?;
    let stored = snapshot.leaves().await.map_err(broken)?.len();
    let held = Held {
        acts,
        stored: u64::try_from(stored).unwrap_or(u64::MAX),
        head: Some(snapshot.head().clone()),
        checkpoints: snapshot.checkpoints().await.map_err(broken)?,
        rows: Some(snapshot.rows().await.map_err(broken)?),
        keys: keys.into_iter().map(|(_, key)| key).collect(),
        ..Held::default()
    };
    drop(snapshot);
    store.close().await;
    Ok(held)
}

/// From the folder of a backup.
pub fn of_backup(folder: &Path) -> Result<Held, Failure> {
    let backup = Backup::open(folder).map_err(broken)?;
    let mut held = Held { altered: backup.altered(), ..Held::default() };
    held.manifest = Some((backup.manifest.size, backup.manifest.root.clone()));
    for (seq, bytes) in (0_u64..).zip(backup.lines("ledger.jsonl").map_err(broken)?) {
        let id = Record::read(&bytes).map(|record| record.id).unwrap_or_default();
        held.acts.push(Kept { seq, entry: Entry { id, leaf: ALGORITHM.leaf(&bytes).hex(), bytes } });
    }
    held.stored = u64::try_from(held.acts.len()).unwrap_or(u64::MAX);
    for row in objects(&backup, "checkpoints.jsonl", &mut held.altered) {
        match (row.get("size").and_then(Json::as_u64), row.get("note").and_then(Json::as_str)) {
            (Some(size), Some(note)) => held.checkpoints.push((size, note.to_owned())),
            _ => held.altered.push("checkpoints.jsonl".to_owned()),
        }
    }
    for row in objects(&backup, "tables/settings.jsonl", &mut held.altered) {
        let word = |name: &str| row.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
        if word("name").starts_with(KEYS) {
            held.keys.push(word("value"));
        }
    }
    held.altered.dedup();
    Ok(held)
}

/// The objects of a file. One that does not read is altered, and what else there is can still be told.
fn objects(backup: &Backup, name: &str, altered: &mut Vec<String>) -> Vec<Json> {
    backup.objects(name).unwrap_or_else(|_| {
        if !altered.iter().any(|known| known == name) {
            altered.push(name.to_owned());
        }
        Vec::new()
    })
}
