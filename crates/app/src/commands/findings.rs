//! `kaocheng findings`: every finding, whether it scores, and what it still needs if it does not.

use crate::beside_figures::{BesideFigures, finding_words, unit_name, why_words};
use crate::columns::{left, width};
use crate::folder::Folder;
use crate::message::Failure;
use crate::phrase;
use crate::terminal::Terminal;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::finding::Finding;
use kaocheng_engine::table::Table;
use kaocheng_exchange::findings::state_word;
use std::path::PathBuf;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// The working folder, with findings.csv or findings.xlsx.
    dir: PathBuf,
    /// The round; else the scheme's first.
    #[arg(long, value_name = "R")]
    round: Option<String>,
    /// Only those that do not score.
    #[arg(long)]
    open: bool,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let folder = Folder::open(&args.dir, lang)?;
    let plan = folder.plan(args.round.as_deref(), terminal)?.plan;
    let (table, beside) = folder.table_and_beside(&plan, terminal)?;
    let chosen: Vec<usize> = (0..beside.findings.len()).filter(|ix| !args.open || beside.why(*ix).is_some()).collect();
    if terminal.is_json() {
        let mut all = beside.json(&plan, &table, lang);
        if let Some(list) = all.get_mut("findings").and_then(|f| f.as_array_mut()) {
            let mut at = 0..;
            list.retain(|_| at.next().is_some_and(|ix| chosen.contains(&ix)));
        }
        return terminal.print(&format!("{all:#}"));
    }
    for line in lines(&plan, &table, &beside, &chosen, terminal) {
        terminal.print(&line)?;
    }
    let scored = beside.scored.len();
    let slots: [(&str, &dyn std::fmt::Display); 3] =
        [("count", &beside.findings.len()), ("scored", &scored), ("unscored", &beside.unscored.len())];
    terminal.print(&phrase::FINDINGS_SUMMARY.with(lang, &slots))
}

/// A line a finding: unit, what and when, what was decided, whether it scores, and where it stands.
fn lines(plan: &Plan, table: &Table, beside: &BesideFigures, chosen: &[usize], terminal: &Terminal) -> Vec<String> {
    let lang = terminal.lang();
    let row = |ix: usize, finding: &Finding| {
        let standing = match beside.why(ix) {
            None => phrase::FINDING_SCORED.plain(lang).to_owned(),
            Some(why) => why_words(why, finding, lang),
        };
        let state = state_word(finding.state, lang.language()).to_owned();
        [
            unit_name(table, finding.unit).to_owned(),
            finding_words(finding, plan),
            state,
            standing,
            finding.place.clone(),
        ]
    };
    let rows: Vec<[String; 5]> = chosen.iter().filter_map(|ix| beside.findings.get(*ix).map(|f| row(*ix, f))).collect();
    let widest = |column: usize| rows.iter().filter_map(|r| r.get(column)).map(|t| width(t)).max().unwrap_or(0);
    let widths: Vec<usize> = (0..5).map(widest).collect();
    let line = |row: &[String; 5]| {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(text, columns)| left(text, *columns)).collect();
        cells.join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
