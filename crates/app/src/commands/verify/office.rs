//! An office's ledger, from its database or a backup: the chain, the tree, every kept checkpoint, and whether history was
//! rewritten since a checkpoint that somebody kept elsewhere.

use super::office_held::{Held, of_backup, of_store};
use super::office_words::{Wrong, differed_rows};
use crate::commands::office_place::wait;
use crate::message::{Failure, Lang};
use crate::office::desk::ALGORITHM;
use crate::phrase;
use crate::terminal::Terminal;
use kaocheng_ledger::chain::{Entry, Link};
use kaocheng_ledger::checkpoint::{Checkpoint, CheckpointFault};
use kaocheng_ledger::digest::Digest;
use kaocheng_ledger::note::VerifierKey;
use kaocheng_ledger::verify::{Present, Report, prove_rewritten, verify};
use kaocheng_office::record::Record;
use serde_json::json;
use std::path::{Path, PathBuf};

/// The arguments.
#[derive(clap::Args)]
#[group(id = "ledger")]
pub struct Args {
    /// The folder of the backup; else --store.
    #[arg(required_unless_present = "store", conflicts_with = "store")]
    folder: Option<PathBuf>,
    /// The office's database: sqlite:PATH or postgres://….
    #[arg(long, value_name = "URL")]
    store: Option<String>,
    /// The public key that signs, as the office publishes it; else those that the office itself keeps.
    #[arg(long, value_name = "VKEY")]
    key: Option<String>,
    /// A checkpoint that somebody kept: whether history was rewritten since.
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    wait(held_and_told(args, terminal))
}

async fn held_and_told(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let held = match (&args.folder, &args.store) {
        (Some(folder), _) => of_backup(folder)?,
        (None, Some(url)) => of_store(url).await?,
        // The command line asks for one of them.
        (None, None) => return Ok(()),
    };
    let keys = keys(args.key.as_deref(), &held, lang)?;
    let kept_elsewhere = args.checkpoint.as_deref().map(|file| note(file, lang)).transpose()?;
    let records: Vec<Option<Record>> = held.acts.iter().map(|kept| Record::read(&kept.entry.bytes).ok()).collect();
    let links = records.iter().map(|record| link(record.as_ref()?));
    let entries: Vec<Entry<'_>> =
        held.acts.iter().zip(links).map(|(kept, link)| Entry { link, bytes: &kept.entry.bytes }).collect();
    let notes: Vec<&[u8]> = held.checkpoints.iter().map(|(_, note)| note.as_bytes()).collect();
    let report = verify(ALGORITHM, &entries, &notes, &keys);
    let mut wrong: Vec<Wrong> = held.altered.iter().cloned().map(Wrong::File).collect();
    wrong.extend(report.faults.iter().cloned().map(Wrong::Ledger));
    wrong.extend(besides(&held, &records, &report));
    let mut since = None;
    if let Some(note) = &kept_elsewhere {
        let bytes = held.acts.iter().map(|kept| kept.entry.bytes.as_slice());
        match prove_rewritten(ALGORITHM, note, bytes, &keys) {
            Err(fault) => wrong.push(Wrong::NotOurs(fault)),
            Ok(proof) => {
                since = Some(proof.is_some());
                wrong.extend(proof.map(|proof| Wrong::Rewritten {
                    size: proof.opened.checkpoint.size,
                    left: match proof.present {
                        Present::Fewer { entries } => Some(entries),
                        Present::Other { .. } => None,
                    },
                }));
            }
        }
    }
    told(&report, &wrong, &keys, since, terminal)
}

/// What was found, for people or programs.
fn told(
    report: &Report,
    wrong: &[Wrong],
    keys: &[VerifierKey],
    since: Option<bool>,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let lang = terminal.lang();
    let root = report.root.hex();
    if terminal.is_json() {
        let words: Vec<String> = wrong.iter().map(|wrong| wrong.words(lang)).collect();
        let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
        let told = json!({
            "holds": wrong.is_empty(),
            "acts": report.entries,
            "root": root,
            "covered": report.covered,
            "keys": keys,
            "rewritten": since,
            "faults": words,
        });
        terminal.print(&told.to_string())?;
        return if wrong.is_empty() { Ok(()) } else { Err(Failure::Problems) };
    }
    for wrong in wrong {
        terminal.say(&wrong.words(lang));
    }
    if since == Some(false) {
        terminal.print(phrase::LEDGER_NOT_REWRITTEN.plain(lang))?;
    }
    if !wrong.is_empty() {
        let count = wrong.len();
        return Err(Failure::Data(phrase::LEDGER_FAULTS.with(lang, &[("count", &count)])));
    }
    let by: Vec<String> = keys.iter().map(VerifierKey::short).collect();
    let by = by.join(", ");
    terminal.print(&phrase::LEDGER_HOLDS.with(lang, &[("acts", &report.entries), ("keys", &by), ("root", &root)]))
}

/// What does not fit together beside chain and checkpoints: rows, the head, what nobody signed, what is shown.
fn besides(held: &Held, records: &[Option<Record>], report: &Report) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    for ((at, kept), record) in (0_u64..).zip(&held.acts).zip(records) {
        let leaf = ALGORITHM.leaf(&kept.entry.bytes).hex();
        let id = record.as_ref().is_none_or(|record| record.id == kept.entry.id);
        if kept.seq != at || kept.entry.leaf != leaf || !id {
            wrong.push(Wrong::Row { at });
        }
    }
    if let Some(head) = &held.head {
        let last = held.acts.last().map_or("", |kept| kept.entry.leaf.as_str());
        if head.size != report.entries || head.last != last || held.stored != report.entries {
            wrong.push(Wrong::Head { size: head.size, acts: held.stored });
        }
    }
    for (size, note) in &held.checkpoints {
        // Its signature is held against the entries elsewhere; here, that it stands where it belongs.
        let said = note.lines().nth(1).and_then(|line| line.parse::<u64>().ok());
        if said != Some(*size) {
            wrong.push(Wrong::CheckpointPlace { size: *size });
        }
    }
    if report.covered < report.entries {
        wrong.push(Wrong::Unsigned { from: report.covered, acts: report.entries });
    }
    if let Some((size, root)) = &held.manifest
        && (*size != report.entries || *root != report.root.hex())
    {
        wrong.push(Wrong::Manifest);
    }
    wrong.extend(held.rows.as_ref().into_iter().flat_map(|rows| differed_rows(&held.acts, rows)));
    wrong
}

/// The keys that are trusted: the one given, or those that the office keeps.
fn keys(given: Option<&str>, held: &Held, lang: Lang) -> Result<Vec<VerifierKey>, Failure> {
    if let Some(given) = given {
        let key = VerifierKey::read(given.trim());
        let key = key.map_err(|fault| Failure::Usage(phrase::LEDGER_KEY.with(lang, &[("reason", &fault)])))?;
        return Ok(vec![key]);
    }
    // A key that was altered signs nothing; its checkpoints are found out as not signed.
    let keys: Vec<VerifierKey> = held.keys.iter().filter_map(|text| VerifierKey::read(text).ok()).collect();
    if keys.is_empty() && held.keys.is_empty() && !held.acts.is_empty() {
        return Err(Failure::Data(phrase::LEDGER_NO_KEY.plain(lang).to_owned()));
    }
    Ok(keys)
}

/// A checkpoint that somebody kept. What is no checkpoint at all is a mistake of whoever asks.
fn note(file: &Path, lang: Lang) -> Result<Vec<u8>, Failure> {
    let slots = |reason: &dyn std::fmt::Display| {
        phrase::NOT_READABLE.with(lang, &[("path", &file.display()), ("reason", reason)])
    };
    let bytes = std::fs::read(file).map_err(|error| Failure::Usage(slots(&error)))?;
    match Checkpoint::open(&bytes, &[]) {
        Ok(_) | Err(CheckpointFault::Open(_) | CheckpointFault::NotByOrigin { .. }) => Ok(bytes),
        Err(fault) => Err(Failure::Usage(slots(&fault))),
    }
}

fn link(record: &Record) -> Option<Link> {
    Some(Link { seq: record.seq, previous: Digest::from_hex(&record.previous).ok()? })
}
