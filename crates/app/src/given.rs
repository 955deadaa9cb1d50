//! What decisions rest on beside figures: `facts.csv`, `decisions.csv`, earlier rounds of the folder, and
//! tickets of a public draw.

use crate::drawing::folder::Drawing;
use crate::file;
use crate::folder::{self, Folder};
use crate::message::Failure;
use crate::problems;
use crate::terminal::Terminal;
use kaocheng_compile::date;
use kaocheng_compile::plan::{Plan, Ties};
use kaocheng_engine::decide::{EarlierRound, Given, History};
use kaocheng_engine::sealed::{self, SealedLists};
use kaocheng_engine::table::Units;
use kaocheng_exchange::decisions::{read_decisions, read_facts};
use kaocheng_exchange::problem::{Kind, Place, Problem};
use kaocheng_exchange::sealed::SealFault;
use std::collections::BTreeMap;

/// Reads all of it; a file with an error ends the command.
pub fn read(folder: &Folder, plan: &Plan, units: &Units, terminal: &Terminal) -> Result<Given, Failure> {
    let lang = terminal.lang();
    let mut given = Given { history: history(folder, plan, terminal)?, ..Given::default() };
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
    given.tickets = tickets(folder, plan, terminal)?;
    Ok(given)
}

/// The tickets of the folder's draw, where the scheme lets a draw decide between equals.
pub fn tickets(folder: &Folder, plan: &Plan, terminal: &Terminal) -> Result<BTreeMap<String, String>, Failure> {
    match plan.mechanism.ties {
        Ties::Draw => Drawing::tickets(&folder.dir, terminal),
        Ties::Share | Ties::Items(_) => Ok(BTreeMap::new()),
    }
}

/// The sealed rounds of the folder whose hash holds; what is altered or missing of the years that rules look back on is
/// said.
fn history(folder: &Folder, plan: &Plan, terminal: &Terminal) -> Result<History, Failure> {
    let rows = folder::history(&folder.dir, terminal.lang())?;
    let own = year(plan);
    let faults = sealed::check(&sealed::needs(plan), own.map(i64::from), &rows);
    let problem = |fault| Place::file("sealed").problem(Kind::Sealed(SealFault::History(fault)));
    let found: Vec<Problem> = faults.into_iter().map(problem).collect();
    problems::say(&found, 0, terminal);
    let before = |year: i32| own.is_none_or(|own| year < own);
    let earlier = |row: SealedLists| {
        let year = i32::try_from(row.year?).ok().filter(|y| row.holds && before(*y))?;
        Some(EarlierRound { year, lists: row.lists, hash: row.hash })
    };
    Ok(History { year: own, rounds: rows.into_iter().filter_map(earlier).collect() })
}

/// The year that a round is of: that of the last day of its period.
fn year(plan: &Plan) -> Option<i32> {
    let (_, to) = plan.head.period.as_ref()?;
    date::read(to, true).map(|day| i32::from(day.year()))
}
