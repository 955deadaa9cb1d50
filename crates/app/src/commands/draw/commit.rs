//! `kaocheng draw DIR commit`: a secret seed → a commitment that can be published. The seed itself is written nowhere.

use crate::drawing::folder::Drawing;
use crate::drawing::problems;
use crate::file;
use crate::message::Failure;
use crate::phrase;
use crate::terminal::Terminal;
use kaocheng_draw::commitment::commitment;
use kaocheng_draw::seed::Seed;
use serde_json::json;
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    seed: SeedArgs,
}

impl Args {
    /// The seed in a file.
    pub fn of_file(path: PathBuf) -> Args {
        Args { seed: SeedArgs::of_file(path) }
    }
}

/// Where the seed comes from, and the draws that it must not come from.
#[derive(clap::Args)]
pub struct SeedArgs {
    /// The file that holds the seed, 20 to 100 digits; else it is asked for.
    #[arg(long, value_name = "FILE")]
    pub seed_file: Option<PathBuf>,
    /// The record.json of an earlier draw, whose seed must not be used again; may be repeated.
    #[arg(long, value_name = "RECORD")]
    earlier: Vec<PathBuf>,
}

impl SeedArgs {
    /// The seed in a file; no earlier draws but those of the folder.
    pub fn of_file(path: PathBuf) -> SeedArgs {
        SeedArgs { seed_file: Some(path), earlier: Vec::new() }
    }
}

pub fn run(args: &Args, drawing: &Drawing, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    drawing.must_have("frame.sha256", "freeze", lang)?;
    drawing.must_lack("commitment.txt", lang)?;
    let (_, hash) = drawing.frozen(terminal)?;
    let seed = read(&args.seed, drawing, terminal)?;
    let commitment = commitment(&hash, &seed);
    drawing.write(&[("commitment.txt", &format!("{commitment}\n"))], lang)?;
    let path = drawing.path("commitment.txt");
    if terminal.is_json() {
        let told = json!({ "file": path.display().to_string(), "commitment": commitment, "frame_sha256": hash });
        return terminal.print(&told.to_string());
    }
    let slots: [(&str, &dyn std::fmt::Display); 3] =
        [("path", &path.display()), ("commitment", &commitment), ("hash", &hash)];
    terminal.print(&phrase::DRAW_COMMITTED.with(lang, &slots))
}

/// The seed, from its file or from standard input. It must be one that no earlier draw used.
pub fn read(args: &SeedArgs, drawing: &Drawing, terminal: &Terminal) -> Result<Seed, Failure> {
    let lang = terminal.lang();
    let (typed, place) = match &args.seed_file {
        Some(path) => (String::from_utf8_lossy(&file::read_named(path, lang)?).into_owned(), path.as_path()),
        None => (asked(terminal)?, Path::new("-")),
    };
    let earlier = drawing.earlier(&args.earlier, terminal)?;
    let checked = Seed::read(&typed).and_then(|seed| {
        seed.unused(earlier.iter().map(|(place, seed)| (place.as_str(), seed)))?;
        Ok(seed)
    });
    checked.map_err(|kind| {
        problems::say(&[kind.anywhere()], place, terminal);
        Failure::Problems
    })
}

/// One line from a person, or whatever a pipe holds.
fn asked(terminal: &Terminal) -> Result<String, Failure> {
    let lang = terminal.lang();
    let failed = |e: std::io::Error| Failure::Usage(phrase::STDIN_NOT_READ.with(lang, &[("reason", &e)]));
    let mut typed = String::new();
    let input = std::io::stdin();
    if input.is_terminal() {
        terminal.say(phrase::DRAW_ASK_SEED.plain(lang));
        input.read_line(&mut typed).map_err(failed)?;
    } else {
        // More than any seed; the rest can only be wrong.
        input.lock().take(4096).read_to_string(&mut typed).map_err(failed)?;
    }
    Ok(typed)
}
