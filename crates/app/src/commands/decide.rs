//! `kaocheng decide`: who is on which list, why, and what people must still decide.

use crate::deciding::{self, Deciding};
use crate::file;
use crate::folder::Folder;
use crate::given;
use crate::message::{Failure, Format};
use crate::phrase;
use crate::progress;
use crate::terminal::Terminal;
use kaocheng_engine::{decide, results};
use std::path::PathBuf;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// The working folder: scheme.md, units.csv, figures, and, if there are any, facts.csv and decisions.csv.
    dir: PathBuf,
    /// The round; else the scheme's first.
    #[arg(long, value_name = "R")]
    round: Option<String>,
    /// The level of unit; else all that the scheme assesses.
    #[arg(long, value_name = "L")]
    level: Option<String>,
    /// Write to this file instead of the terminal.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let folder = Folder::open(&args.dir, lang)?;
    let plan = folder.plan(args.round.as_deref(), terminal)?.plan;
    if args.level.is_some() {
        folder.levels(&plan, args.level.as_deref(), lang)?;
    }
    if plan.mechanism.lists.is_empty() {
        terminal.say(phrase::NO_LISTS.plain(lang));
    }
    let table = folder.table(&plan, terminal)?;
    let given = given::read(&folder, &plan, table.units(), terminal)?;
    let decisions = progress::while_working(phrase::SCORING.plain(lang), || {
        let results = results::score(&plan, &table);
        decide::decide(&plan, &table, &results, &given)
    });
    let (plan, table, given, decisions) = (&plan, &table, &given, &decisions);
    let told = Deciding { plan, table, given, decisions, level: args.level.as_deref(), lang };
    let bytes = match terminal.format {
        Format::Text => format!("{}\n", deciding::text(&told)).into_bytes(),
        Format::Json => format!("{:#}\n", deciding::json(&told)).into_bytes(),
        Format::Csv => deciding::csv(&told).map_err(|e| Failure::Data(e.to_string()))?,
    };
    let Some(path) = &args.out else { return terminal.print_bytes(&bytes) };
    file::write(path, &bytes, lang)?;
    terminal.say(&phrase::SAVED.with(lang, &[("path", &path.display())]));
    Ok(())
}
