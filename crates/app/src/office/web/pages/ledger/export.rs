//! The whole ledger in one file: an archive with the canonical line of every act, every signed checkpoint, and the key
//! that they are checked with; `ledger.jsonl` and `checkpoints.jsonl` are those of a backup.

use crate::office::store::Snapshot;
use crate::office::web::{Ask, Outcome, Trouble};
use serde_json::json;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Acts a page.
const PAGE: u64 = 2048;

type Archive = ZipWriter<Cursor<Vec<u8>>>;

/// The archive, with a checkpoint that covers everything in it.
pub async fn give(ask: Ask) -> Outcome {
    ask.server.desk.checkpoint().await?;
    let key = ask.server.desk.verifier().await?.map(|key| key.to_string()).unwrap_or_default();
    let mut snapshot = ask.server.store.snapshot().await?;
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    begin(&mut archive, "ledger.jsonl")?;
    archive = ledger(&mut snapshot, archive).await?;
    begin(&mut archive, "checkpoints.jsonl")?;
    for (size, note) in snapshot.checkpoints().await? {
        writeln!(archive, "{}", json!({ "size": size, "note": note })).map_err(broken)?;
    }
    drop(snapshot);
    begin(&mut archive, "verifier.txt")?;
    writeln!(archive, "{key}").map_err(broken)?;
    let bytes = archive.finish().map_err(broken)?.into_inner();
    let name = format!("ledger-{}.zip", ask.at.to_string().get(..10).unwrap_or_default());
    ask.file(&name, "application/zip", bytes)
}

async fn ledger(snapshot: &mut Snapshot, mut archive: Archive) -> Result<Archive, Trouble> {
    let (mut at, size) = (0, snapshot.head().size);
    while at < size {
        let page = snapshot.acts(at, PAGE).await?;
        let Some(last) = page.last() else { break };
        at = last.seq + 1;
        // Compressing is work for a thread of its own.
        let writing = tokio::task::spawn_blocking(move || {
            for kept in &page {
                archive.write_all(&kept.entry.bytes)?;
                archive.write_all(b"\n")?;
            }
            Ok::<Archive, std::io::Error>(archive)
        });
        archive = writing.await.map_err(broken)?.map_err(broken)?;
    }
    Ok(archive)
}

fn begin(archive: &mut Archive, name: &str) -> Result<(), Trouble> {
    let options = SimpleFileOptions::default().large_file(name == "ledger.jsonl");
    archive.start_file(name, options).map_err(broken)
}

fn broken(error: impl std::fmt::Display) -> Trouble {
    Trouble::Broken(format!("archive: {error}"))
}
