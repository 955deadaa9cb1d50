//! The sealed records of a working folder: where they lie, what they rest on, and what the folder gives now.
//!
//! A record is `sealed/CODE-YEAR.json`, or `sealed/CODE-YEAR-ROUND.json`; what corrects it is `….correction-1.json` and so
//! on, each naming the one before. None is ever written over.

mod files;
mod kept;

pub use kept::{Kept, chain, kept, last};

use crate::folder::{Folder, in_file_name};
use crate::given;
use crate::message::Failure;
use crate::phrase;
use crate::progress;
use crate::terminal::Terminal;
use kaocheng_compile::plan::{Head, ListIx, ListRule, Plan};
use kaocheng_engine::decide::{Decisions, State, decide};
use kaocheng_engine::results;
use kaocheng_engine::sealed::{Correction, Ref, Sealed, SealedFile, SealedList, Sealing, seal};
use kaocheng_engine::table::Table;

/// The folder of sealed records within a working folder.
pub const FOLDER: &str = "sealed";

/// The year of a round: asked for, else that in which its reference period ends.
pub fn year_of(head: &Head, asked: Option<i64>) -> Option<i64> {
    let digits = |text: &str| text.trim().chars().take_while(char::is_ascii_digit).collect::<String>();
    let of_period = || head.period.as_ref().and_then(|(_, to)| digits(to).parse().ok());
    asked.or_else(of_period).filter(|year| (1900..=2200).contains(year))
}

/// The name of a round's record, without its ending: code, year where the code does not name it, round. `None` where
/// neither year nor round tells it from others.
pub fn stem(head: &Head, year: Option<i64>) -> Option<String> {
    let code = if head.code.is_empty() { "scheme" } else { &head.code };
    let year = year.map(|y| y.to_string());
    let unnamed = year.clone().filter(|year| !code.contains(year.as_str()));
    let parts: Vec<String> = [Some(code.to_owned()), unnamed, head.round.clone()].into_iter().flatten().collect();
    (year.is_some() || head.round.is_some()).then(|| in_file_name(&parts.join("-")))
}

/// The digests of everything in a folder that counts for a round.
pub fn digests(folder: &Folder, plan: &Plan, terminal: &Terminal) -> Result<Vec<SealedFile>, Failure> {
    files::digests(folder, plan, terminal)
}

/// What a record is made with besides the folder.
pub struct Besides {
    /// The year.
    pub year: Option<i64>,
    /// The digests of the files that count.
    pub files: Vec<SealedFile>,
    /// Records that are there.
    pub earlier: Vec<Ref>,
    /// What is corrected.
    pub corrects: Option<Correction>,
}

/// The record that the folder gives now.
pub fn record(folder: &Folder, plan: &Plan, besides: Besides, terminal: &Terminal) -> Result<Sealed, Failure> {
    let table = folder.table(plan, terminal)?;
    let working = phrase::SCORING.plain(terminal.lang());
    let results = progress::while_working(working, || results::score(plan, &table));
    let Besides { year, files, earlier, corrects } = besides;
    let given = given::read(folder, plan, table.units(), terminal)?;
    let decisions = decide(plan, &table, &results, &given);
    // The ranks of every level as they were decided: a public draw may have told equals apart.
    let rank = |unit| decisions.place(unit).and_then(|place| place.rank);
    let lists = lists(plan, &table, &decisions);
    let (table, results) = (&table, &results);
    Ok(seal(Sealing { plan, table, results, rank: &rank, lists, year, files, earlier, corrects }))
}

/// The lists of a round with their members; one that waits for a fact, a draw or another list is not settled.
fn lists(plan: &Plan, table: &Table, decisions: &Decisions) -> Vec<SealedList> {
    let units = table.units().all();
    let sealed = |(ix, rule): (usize, &ListRule)| {
        let decision = decisions.list(ListIx(ix));
        let entries = decision.map(|d| d.entries.as_slice()).unwrap_or_default();
        let mut members: Vec<String> = entries.iter().map(|e| units[e.unit].code.clone()).collect();
        members.sort();
        let settled = decision.is_some_and(|d| !matches!(d.state, State::Pending(_)));
        SealedList { name: rule.name.clone(), settled, members }
    };
    plan.mechanism.lists.iter().enumerate().map(sealed).collect()
}
