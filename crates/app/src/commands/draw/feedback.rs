//! `kaocheng draw DIR feedback`: the sheets that came back → who signed, who refused and why, what is still out. A refusal
//! holds nothing up.

use crate::drawing::folder::Drawing;
use crate::drawing::{problems, table, window};
use crate::folder::Folder;
use crate::message::Failure;
use crate::phrase;
use crate::terminal::Terminal;
use kaocheng_draw::feedback::{Outcome, Row, Sheet};
use serde_json::json;

/// The columns, in the order of the header below.
const COLUMNS: [table::Column; 6] = [
    table::Column { words: "team / 调查组", needed: true },
    table::Column { words: "code / 编码", needed: true },
    table::Column { words: "unit / 单位", needed: false },
    table::Column { words: "outcome / 结果", needed: true },
    table::Column { words: "date / 日期", needed: true },
    table::Column { words: "reason / 原因", needed: true },
];

/// The header in Chinese and in English.
pub const HEADER: [&str; 2] = ["调查组,编码,单位,结果,日期,原因", "team,code,unit,outcome,date,reason"];

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// First and last day of the visits, where the scheme does not say; a sheet of another day needs a reason.
    #[arg(long, value_name = "DAY..DAY")]
    days: Option<String>,
}

pub fn run(
    args: &Args,
    folder: &Folder,
    round: Option<&str>,
    drawing: &Drawing,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let lang = terminal.lang();
    drawing.must_have("feedback.csv", "teams", lang)?;
    let plan = folder.plan(round, terminal)?.plan;
    let days = window::days(args.days.as_deref(), &plan, lang)?;
    let path = drawing.path("feedback.csv");
    let mut sheets: Vec<(String, Sheet)> = Vec::new();
    let mut found = Vec::new();
    for entry in table::read(&path, &COLUMNS, terminal)? {
        let row = Row {
            team: entry.field(0),
            stratum: entry.field(1),
            word: entry.field(3),
            day: entry.field(4),
            reason: entry.field(5),
        };
        match Sheet::read(&row, &days) {
            Ok(sheet) => sheets.push((entry.field(2).to_owned(), sheet)),
            Err(kind) => found.push(kind.at(entry.row)),
        }
    }
    if !found.is_empty() {
        problems::say(&found, &path, terminal);
        return Err(Failure::Problems);
    }
    let count = |outcome: &Outcome| sheets.iter().filter(|(_, s)| s.outcome == *outcome).count();
    let (signed, open) = (count(&Outcome::Signed), count(&Outcome::Open));
    let refused: Vec<(&str, &Sheet, &str)> = sheets
        .iter()
        .filter_map(|(name, sheet)| match &sheet.outcome {
            Outcome::Refused { reason } => Some((name.as_str(), sheet, reason.as_str())),
            _ => None,
        })
        .collect();
    if terminal.is_json() {
        let refusals = refused.iter().map(|(_, sheet, reason)| {
            json!({ "team": sheet.team, "code": sheet.stratum, "date": sheet.day, "reason": reason })
        });
        let told = json!({ "signed": signed, "open": open, "refused": refusals.collect::<Vec<_>>() });
        return terminal.print(&told.to_string());
    }
    for (name, sheet, reason) in &refused {
        let unit = if name.is_empty() { &sheet.stratum } else { *name };
        let slots: [(&str, &dyn std::fmt::Display); 4] =
            [("unit", &unit), ("team", &sheet.team), ("date", &sheet.day), ("reason", reason)];
        terminal.print(&phrase::FEEDBACK_REFUSED.with(lang, &slots))?;
    }
    let slots: [(&str, &dyn std::fmt::Display); 3] =
        [("signed", &signed), ("refused", &refused.len()), ("open", &open)];
    terminal.print(&phrase::FEEDBACK_SUMMARY.with(lang, &slots))
}
