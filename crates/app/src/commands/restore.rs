//! `kaocheng restore`: an office made again from a backup, in a new place.

use super::office_place::{broken, wait};
use crate::message::Failure;
use crate::office::backup::restore;
use crate::office::store::blobs::Blobs;
use crate::phrase;
use crate::terminal::Terminal;
use serde_json::json;
use std::path::PathBuf;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// The folder of the backup.
    folder: PathBuf,
    /// The database to fill, which must be new: sqlite:PATH or postgres://….
    #[arg(long, value_name = "URL")]
    store: String,
    /// Where the files go: a folder or s3://BUCKET/PREFIX.
    #[arg(long, value_name = "DIR")]
    blobs: String,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    wait(again(args, terminal))
}

async fn again(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let blobs = Blobs::open(&args.blobs).map_err(broken)?;
    let (acts, files) = restore(&args.folder, &args.store, &blobs).await.map_err(broken)?;
    if terminal.is_json() {
        return terminal.print(&json!({ "acts": acts, "blobs": files }).to_string());
    }
    terminal.print(&phrase::RESTORE_DONE.with(terminal.lang(), &[("acts", &acts), ("blobs", &files)]))
}
