//! `kaocheng verify`: anything that was published, held against what it must be. One file a kind of thing.

mod draw;

use crate::message::Failure;
use crate::terminal::Terminal;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

/// What can be verified.
#[derive(clap::Subcommand)]
enum What {
    /// A draw: its frame, commitment, tickets and sample.
    Draw(draw::Args),
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    match &args.what {
        What::Draw(args) => draw::run(args, terminal),
    }
}
