//! `kaocheng draw`: what a draw goes through, in the order in which it must happen: the frame is frozen, the seed is
//! committed to, the seed is revealed and the sample follows, teams are assigned; and, where the scheme lets a draw decide between equals, tickets of units. What happened on site is in the register of visits.

mod commit;
mod freeze;
mod reveal;
mod state;
mod teams;
mod ties;

use crate::drawing::folder::Drawing;
use crate::folder::Folder;
use crate::message::Failure;
use crate::terminal::Terminal;
use std::path::PathBuf;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// The working folder: scheme.md and units.csv; the draw is in its folder draw.
    dir: PathBuf,
    /// One of several draws: its folder is draw-NAME.
    #[arg(long, value_name = "NAME", global = true)]
    name: Option<String>,
    /// The round; else the scheme's first.
    #[arg(long, value_name = "R", global = true)]
    round: Option<String>,
    /// What to do next; without it, what was done.
    #[command(subcommand)]
    step: Option<Step>,
}

/// In the order in which they happen.
#[derive(clap::Subcommand)]
enum Step {
    /// List the sites, and write the list with its hash for publication.
    Freeze(freeze::Args),
    /// Bind a secret seed to the frozen frame, and write the commitment for publication.
    Commit(commit::Args),
    /// Reveal the seed and draw.
    Reveal(reveal::Args),
    /// Assign teams to what was drawn, and plan their visits.
    Teams(teams::Args),
    /// Give every unit a ticket from the revealed seed, which tells equal scores apart.
    Ties,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let folder = Folder::open(&args.dir, terminal.lang())?;
    let drawing = Drawing::new(&folder.dir, args.name.as_deref());
    let round = args.round.as_deref();
    match &args.step {
        None => state::run(&drawing, terminal),
        Some(Step::Freeze(args)) => freeze::run(args, &folder, round, &drawing, terminal),
        Some(Step::Commit(args)) => commit::run(args, &drawing, terminal),
        Some(Step::Reveal(args)) => reveal::run(args, &drawing, terminal),
        Some(Step::Teams(args)) => teams::run(args, &folder, round, &drawing, terminal),
        Some(Step::Ties) => ties::run(&folder, round, &drawing, terminal),
    }
}

/// Freezes the frame as the scheme says.
pub fn freeze(folder: &Folder, round: Option<&str>, terminal: &Terminal) -> Result<(), Failure> {
    freeze::run(&freeze::Args::default(), folder, round, &Drawing::new(&folder.dir, None), terminal)
}

/// Commits to the seed in a file.
pub fn commit(folder: &Folder, seed: PathBuf, terminal: &Terminal) -> Result<(), Failure> {
    commit::run(&commit::Args::of_file(seed), &Drawing::new(&folder.dir, None), terminal)
}

/// Reveals the seed in a file, with the digits thrown in public, and draws; where the scheme lets a draw decide between
/// equals, their tickets are drawn too.
pub fn reveal(
    folder: &Folder,
    round: Option<&str>,
    (seed, public): (PathBuf, String),
    terminal: &Terminal,
) -> Result<(), Failure> {
    let drawing = Drawing::new(&folder.dir, None);
    reveal::run(&reveal::Args::of_file(seed, public), &drawing, terminal)?;
    let plan = folder.plan(round, terminal)?.plan;
    match plan.mechanism.ties {
        kaocheng_compile::plan::Ties::Draw => ties::run(folder, round, &drawing, terminal),
        _ => Ok(()),
    }
}

/// Assigns the teams in `draw/teams.csv` as the scheme says.
pub fn teams(folder: &Folder, round: Option<&str>, terminal: &Terminal) -> Result<(), Failure> {
    teams::run(&teams::Args::default(), folder, round, &Drawing::new(&folder.dir, None), terminal)
}
