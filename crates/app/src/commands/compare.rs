//! `kaocheng compare`: every parameter in which two schemes differ.

use crate::columns::{left, width};
use crate::folder::Folder;
use crate::message::{Failure, Lang};
use crate::phrase;
use crate::terminal::Terminal;
use kaocheng_compile::compare::{Difference, Side, compare};
use kaocheng_compile::scheme::{self, Compiled, Options};
use kaocheng_syntax::diagnostic::Severity;
use serde_json::json;
use std::path::PathBuf;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// The first scheme, or its working folder.
    #[arg(value_name = "A")]
    first: PathBuf,
    /// The second.
    #[arg(value_name = "B")]
    second: PathBuf,
    /// The round of both; else the first of each.
    #[arg(long, value_name = "R")]
    round: Option<String>,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let folders = [Folder::open(&args.first, lang)?, Folder::open(&args.second, lang)?];
    let compiled: Vec<Compiled> = folders
        .iter()
        .map(|folder| {
            let round = folder.rounds(args.round.as_deref(), lang)?.into_iter().next().flatten();
            Ok(scheme::compile(&folder.document, &Options { round }))
        })
        .collect::<Result<_, Failure>>()?;
    let [first, second] = [0, 1].map(|i| Side { document: &folders[i].document, plan: &compiled[i].plan });
    let found = compare(first, second, lang.language());
    if terminal.is_json() {
        for row in &found {
            let (parameter, _) = row.parameter.names();
            let row = json!({"place": row.place, "parameter": parameter, "first": row.first, "second": row.second});
            terminal.print(&row.to_string())?;
        }
        return Ok(());
    }
    let slots: [(&str, &dyn std::fmt::Display); 2] = [("first", &folders[0].shown), ("second", &folders[1].shown)];
    terminal.print(&phrase::COMPARE_HEAD.with(lang, &slots))?;
    for line in lines(&found, lang) {
        terminal.print(&line)?;
    }
    terminal.print(&phrase::COMPARE_COUNT.with(lang, &[("count", &found.len())]))?;
    let errors = |c: &Compiled| c.diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    for (folder, compiled) in folders.iter().zip(&compiled).filter(|(_, c)| errors(c) > 0) {
        let slots: [(&str, &dyn std::fmt::Display); 2] = [("path", &folder.shown), ("count", &errors(compiled))];
        terminal.print(&phrase::COMPARE_ERRORS.with(lang, &slots))?;
    }
    Ok(())
}

/// The rows, those of one place together.
fn lines(found: &[Difference], lang: Lang) -> Vec<String> {
    let name = |d: &Difference| if lang == Lang::Zh { d.parameter.names().1 } else { d.parameter.names().0 };
    let widest = found.iter().map(|d| width(name(d))).max().unwrap_or(0);
    let nothing = phrase::COMPARE_NOTHING.plain(lang);
    let mut lines = Vec::new();
    let mut place: Option<&str> = None;
    for row in found {
        if place != Some(row.place.as_str()) {
            lines.push(String::new());
            if !row.place.is_empty() {
                lines.push(row.place.clone());
            }
            place = Some(row.place.as_str());
        }
        lines.push(format!("  {}  A  {}", left(name(row), widest), row.first.as_deref().unwrap_or(nothing)));
        lines.push(format!("  {}  B  {}", left("", widest), row.second.as_deref().unwrap_or(nothing)));
    }
    lines.push(String::new());
    lines
}
