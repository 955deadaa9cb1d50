//! The whole ledger in one file: an archive with the canonical line of every act, every signed checkpoint, and the keys
//! that they are checked with. Unpacked it is a backup of the ledger alone, which `kaocheng verify office` reads.

use crate::office::backup::Manifest;
use crate::office::desk::{ALGORITHM, KEYS};
use crate::office::store::{NEWEST, Snapshot};
use crate::office::web::{Ask, Outcome, Trouble};
use kaocheng_ledger::tree::Tree;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Acts a page.
const PAGE: u64 = 2048;

/// An archive that notes the hashes of its files.
struct Archive {
    out: ZipWriter<Cursor<Vec<u8>>>,
    name: String,
    hash: Sha256,
    files: BTreeMap<String, String>,
}

impl Archive {
    fn begin(&mut self, name: &str) -> Result<(), Trouble> {
        self.out.start_file(name, SimpleFileOptions::default().large_file(true)).map_err(broken)?;
        (self.name, self.hash) = (name.to_owned(), Sha256::new());
        Ok(())
    }

    fn line(&mut self, line: &[u8]) -> Result<(), Trouble> {
        for part in [line, b"\n"] {
            self.hash.update(part);
            self.out.write_all(part).map_err(broken)?;
        }
        Ok(())
    }

    fn end(&mut self) {
        let hash = crate::office::identity::secret::hex(&std::mem::take(&mut self.hash).finalize());
        self.files.insert(self.name.clone(), hash);
    }
}

/// The archive: everything that stands under the newest checkpoint.
pub async fn give(ask: Ask) -> Outcome {
    ask.server.desk.checkpoint().await?;
    let keys = ask.server.store.settings(KEYS).await?;
    let mut snapshot = ask.server.store.snapshot().await?;
    let checkpoints = snapshot.checkpoints().await?;
    let size = checkpoints.last().map_or(0, |(size, _)| *size).min(snapshot.head().size);
    let out = ZipWriter::new(Cursor::new(Vec::new()));
    let archive = Archive { out, name: String::new(), hash: Sha256::new(), files: BTreeMap::new() };
    let (mut archive, tree) = ledger(&mut snapshot, size, archive).await?;
    drop(snapshot);
    archive.begin("checkpoints.jsonl")?;
    for (size, note) in checkpoints {
        archive.line(json!({ "size": size, "note": note }).to_string().as_bytes())?;
    }
    archive.end();
    archive.begin("tables/settings.jsonl")?;
    for (name, value) in keys {
        archive.line(json!({ "name": name, "value": value }).to_string().as_bytes())?;
    }
    archive.end();
    let (tables, root, at) = (NEWEST.unsigned_abs(), tree.root().hex(), ask.at.to_string());
    let day = at.get(..10).unwrap_or_default().to_owned();
    let manifest = Manifest { tables, size, root, at, files: std::mem::take(&mut archive.files) };
    for (name, text) in manifest.kept_in() {
        archive.begin(name)?;
        archive.out.write_all(text.as_bytes()).map_err(broken)?;
    }
    let bytes = archive.out.finish().map_err(broken)?.into_inner();
    ask.file(&format!("ledger-{day}.zip"), "application/zip", bytes)
}

async fn ledger(snapshot: &mut Snapshot, size: u64, mut archive: Archive) -> Result<(Archive, Tree), Trouble> {
    let mut tree = Tree::new(ALGORITHM);
    archive.begin("ledger.jsonl")?;
    while tree.len() < size {
        let page = snapshot.acts(tree.len(), PAGE.min(size - tree.len())).await?;
        if page.is_empty() {
            return Err(Trouble::Broken(format!("act {} is missing", tree.len())));
        }
        // Compressing and hashing is work for a thread of its own.
        let writing = tokio::task::spawn_blocking(move || {
            for kept in &page {
                archive.line(&kept.entry.bytes)?;
                tree.append(ALGORITHM.leaf(&kept.entry.bytes));
            }
            Ok::<_, Trouble>((archive, tree))
        });
        (archive, tree) = writing.await.map_err(broken)??;
    }
    archive.end();
    Ok((archive, tree))
}

fn broken(error: impl std::fmt::Display) -> Trouble {
    Trouble::Broken(format!("archive: {error}"))
}
