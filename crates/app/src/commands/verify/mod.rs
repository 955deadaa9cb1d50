//! `kaocheng verify`: anything that was published, held against what it must be. One file a kind of thing.

mod draw;
mod office;
mod office_held;
mod office_words;
mod seal;

use crate::message::Failure;
use crate::terminal::Terminal;
use std::path::Path;

/// The arguments.
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
    /// A folder alone: its sealed record.
    #[command(flatten)]
    sealed: Option<seal::Args>,
}

/// What can be verified.
#[derive(clap::Subcommand)]
enum What {
    /// A draw: its frame, commitment, tickets and sample.
    Draw(draw::Args),
    /// A sealed round: its record, everything that it rests on, and every score.
    Seal(seal::Args),
    /// An office's ledger: its chain, its tree, every checkpoint.
    Office(office::Args),
}

/// Checks the draw of a folder.
pub fn draw_in(dir: &Path, terminal: &Terminal) -> Result<(), Failure> {
    draw::run(&draw::Args { dir: dir.to_owned(), name: None }, terminal)
}

/// Checks the sealed round of a folder.
pub fn seal_in(dir: &Path, terminal: &Terminal) -> Result<(), Failure> {
    seal::run(&seal::Args { dir: dir.to_owned(), round: None, year: None, file: None }, terminal)
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    match (&args.what, &args.sealed) {
        (Some(What::Draw(args)), _) => draw::run(args, terminal),
        (Some(What::Office(args)), _) => office::run(args, terminal),
        (Some(What::Seal(args)), _) | (None, Some(args)) => seal::run(args, terminal),
        // The command line asks for one of them.
        (None, None) => Ok(()),
    }
}
