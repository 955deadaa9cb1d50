//! `kaocheng score`: points and ranks of all units.

use crate::file;
use crate::folder::Folder;
use crate::message::{Failure, Format};
use crate::phrase;
use crate::progress;
use crate::ranking::{self, Ranking};
use crate::terminal::Terminal;
use kaocheng_engine::results;
use std::path::PathBuf;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// The working folder: scheme.md, units.csv, figures.csv or figures.xlsx.
    dir: PathBuf,
    /// The round; else the scheme's first.
    #[arg(long, value_name = "R")]
    round: Option<String>,
    /// Write to this file instead of the terminal.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let folder = Folder::open(&args.dir, lang)?;
    let plan = folder.plan(args.round.as_deref(), terminal)?.plan;
    let table = folder.table(&plan, terminal)?;
    let results = progress::while_working(phrase::SCORING.plain(lang), || results::score(&plan, &table));
    let ranking = Ranking::new(&plan, &table, &results);
    let bytes = match terminal.format {
        Format::Text => format!("{}\n", ranking::text(&ranking, lang, terminal.width())).into_bytes(),
        Format::Json => format!("{:#}\n", ranking::json(&ranking)).into_bytes(),
        Format::Csv => ranking::csv(&ranking).map_err(|e| Failure::Data(e.to_string()))?,
    };
    let Some(path) = &args.out else { return terminal.print_bytes(&bytes) };
    file::write(path, &bytes, lang)?;
    terminal.say(&phrase::SAVED.with(lang, &[("path", &path.display())]));
    Ok(())
}
