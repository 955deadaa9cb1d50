//! `kaocheng backup`: a whole office in one folder of plain files, while it goes on.

use super::office_place::{blobs_there, broken, store, wait};
use crate::message::Failure;
use crate::office::backup::write;
use crate::phrase;
use crate::terminal::Terminal;
use serde_json::json;
use std::path::PathBuf;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// The folder to write; nothing may stand there.
    out: PathBuf,
    /// The office's database: sqlite:PATH or postgres://….
    #[arg(long, value_name = "URL")]
    store: String,
    /// The office's files: a folder or s3://BUCKET/PREFIX.
    #[arg(long, value_name = "DIR")]
    blobs: String,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    wait(backup(args, terminal))
}

async fn backup(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let blobs = blobs_there(&args.blobs, lang)?;
    let store = store(&args.store).await?;
    let written = write(&store, &blobs, &args.out).await.map_err(broken)?;
    store.close().await;
    let manifest = &written.manifest;
    if terminal.is_json() {
        let told = json!({
            "folder": args.out.display().to_string(),
            "acts": manifest.size,
            "root": manifest.root,
            "blobs": written.blobs,
            "altered": written.rotten,
            "apart": ["office/identity.key", "office/ledger.key"],
        });
        terminal.print(&told.to_string())?;
    } else {
        terminal.print(&phrase::BACKUP_DONE.with(
            lang,
            &[
                ("path", &args.out.display()),
                ("acts", &manifest.size),
                ("blobs", &written.blobs),
                ("root", &manifest.root),
            ],
        ))?;
        terminal.print(phrase::BACKUP_APART.plain(lang))?;
    }
    if written.rotten.is_empty() {
        return Ok(());
    }
    let (count, names) = (written.rotten.len(), written.rotten.join("\n"));
    Err(Failure::Data(phrase::BACKUP_ROTTEN.with(lang, &[("count", &count), ("names", &names)])))
}
