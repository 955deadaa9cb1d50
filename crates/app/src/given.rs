//! What decisions rest on beside figures: `facts.csv`, `decisions.csv` and earlier rounds of the folder.

use crate::file;
use crate::folder::{self, Folder};
use crate::message::Failure;
use crate::problems;
use crate::terminal::Terminal;
use kaocheng_compile::date;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::decide::Given;
use kaocheng_engine::table::Units;
use kaocheng_exchange::decisions::{read_decisions, read_facts};

/// Reads all of it; a file with an error ends the command.
pub fn read(folder: &Folder, plan: &Plan, units: &Units, terminal: &Terminal) -> Result<Given, Failure> {
    let lang = terminal.lang();
    let mut given = Given { history: folder::history(&folder.dir), ..Given::default() };
    given.history.year = year(plan);
    let facts = folder.dir.join("facts.csv");
    if facts.is_file() {
        let read = read_facts("facts.csv", &file::read(&facts, lang)?, plan);
        problems::say(&read.problems, read.unlisted, terminal);
        given.facts = read.facts.ok_or(Failure::Problems)?;
    }
    let decisions = folder.dir.join("decisions.csv");
    if decisions.is_file() {
        let read = read_decisions("decisions.csv", &file::read(&decisions, lang)?, plan, units);
        problems::say(&read.problems, read.unlisted, terminal);
        given.confirmations = read.confirmations.ok_or(Failure::Problems)?;
    }
    Ok(given)
}

/// The year that a round is of: that of the last day of its period.
fn year(plan: &Plan) -> Option<i32> {
    let (_, to) = plan.head.period.as_ref()?;
    date::read(to, true).map(|day| i32::from(day.year()))
}
