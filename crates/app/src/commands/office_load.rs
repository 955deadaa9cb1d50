//! `kaocheng office-load`: acts and files read from standard input, line by line, each acknowledged once it is kept.
//!
//! It is the office without its pages, to be held under load and killed by the tests; nobody else has a use for it.

use super::office_place::{broken, wait};
use crate::message::Failure;
use crate::office::desk::Desk;
use crate::office::store::Store;
use crate::office::store::blobs::Blobs;
use crate::terminal::Terminal;
use kaocheng_office::act::Act;
use serde::Deserialize;
use std::io::BufRead;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// The office's database: sqlite:PATH or postgres://….
    #[arg(long, value_name = "URL")]
    store: String,
    /// Where the files go: a folder or s3://BUCKET/PREFIX.
    #[arg(long, value_name = "DIR")]
    blobs: String,
    /// The file of the key that signs.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
}

/// A line: an act, and the texts of files that it names by their hashes, which are kept before it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    by: String,
    id: String,
    act: Act,
    #[serde(default)]
    files: Vec<String>,
}

/// Lines that are worked on at once.
const AT_ONCE: usize = 64;

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    wait(load(args, terminal))
}

async fn load(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let store = Store::open(&args.store).await.map_err(broken)?;
    let blobs = Blobs::open(&args.blobs).map_err(broken)?;
    let desk = Desk::open(store, blobs.clone(), &args.key).await.map_err(broken)?;
    terminal.print("ready")?;
    let (sender, mut lines) = tokio::sync::mpsc::channel(AT_ONCE);
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if sender.blocking_send(line).is_err() {
                break;
            }
        }
    });
    let room = Arc::new(Semaphore::new(AT_ONCE));
    let mut working = JoinSet::new();
    loop {
        tokio::select! {
            line = lines.recv() => {
                let Some(line) = line else { break };
                let (desk, blobs, room) = (desk.clone(), blobs.clone(), room.clone());
                working.spawn(async move {
                    let _place = room.acquire_owned().await;
                    one(&line, &desk, &blobs).await
                });
            }
            Some(done) = working.join_next(), if !working.is_empty() => terminal.print(&done.map_err(broken)?)?,
        }
    }
    while let Some(done) = working.join_next().await {
        terminal.print(&done.map_err(broken)?)?;
    }
    Ok(())
}

/// What became of a line: `kept ID SEQ`, or `refused ID` and why.
async fn one(line: &str, desk: &Desk, blobs: &Blobs) -> String {
    let line: Line = match serde_json::from_str(line) {
        Ok(line) => line,
        Err(error) => return format!("refused - {error}"),
    };
    for text in line.files {
        if let Err(error) = blobs.put(text.into_bytes()).await {
            return format!("refused {} {error}", line.id);
        }
    }
    match desk.act(&line.by, &line.id, line.act).await {
        Ok(accepted) => format!("kept {} {}", line.id, accepted.seq),
        Err(refused) => format!("refused {} {refused}", line.id),
    }
}
