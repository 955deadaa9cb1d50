//! `kaocheng verify`: anything that was published, held against what it must be. One file a kind of thing.

mod draw;
mod seal;

use crate::message::Failure;
use crate::terminal::Terminal;

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
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    match (&args.what, &args.sealed) {
        (Some(What::Draw(args)), _) => draw::run(args, terminal),
        (Some(What::Seal(args)), _) | (None, Some(args)) => seal::run(args, terminal),
        // The command line asks for one of them.
        (None, None) => Ok(()),
    }
}
