//! `facts.csv` → outside facts; `decisions.csv` → what offices decided on proposals; each with every problem in the file.
//!
//! An outside fact needs what shows it, and a decision needs who made it and why: without them neither is taken.

mod facts;
mod row;

pub use facts::{FactsRead, read_facts};

use crate::problem::{Found, Problem};
use crate::rows::Columns;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::decide::Confirmation;
use kaocheng_engine::table::Units;

/// What a file of decisions holds.
#[derive(Debug, Default)]
pub struct DecisionsRead {
    /// The decisions, by list and unit; `None` when a problem is an error.
    pub confirmations: Option<Vec<Confirmation>>,
    /// What was found; the first of them if there are very many.
    pub problems: Vec<Problem>,
    /// Problems beyond those listed.
    pub unlisted: usize,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Column {
    List,
    Unit,
    Decision,
    By,
    Date,
    Reason,
}

static COLUMNS: Columns<Column> = Columns {
    words: &[
        (Column::List, "list / 名单", &["名单", "list"]),
        (Column::Unit, "unit / 单位", &["单位", "unit", "编码", "code"]),
        (Column::Decision, "decision / 决定", &["决定", "decision", "意见"]),
        (Column::By, "by / 决定单位", &["决定单位", "by", "决定机关", "office"]),
        (Column::Date, "date / 日期", &["日期", "date"]),
        (Column::Reason, "reason / 理由", &["理由", "reason"]),
    ],
    needed: &[Column::List, Column::Unit, Column::Decision, Column::By, Column::Date, Column::Reason],
};

/// Reads a file of decisions for a plan and its units.
pub fn read_decisions(file: &str, bytes: &[u8], plan: &Plan, units: &Units) -> DecisionsRead {
    let mut found = Found::default();
    let mut all = Vec::new();
    if let Some(rows) = COLUMNS.open(file, bytes, &mut found) {
        let mut reading = row::Reading::new(plan, units, &rows, &mut found);
        all.extend(rows.rows().filter_map(|row| reading.row(row)));
        // One decision a list and unit: their order is not that of the rows.
        all.sort_by_key(|c| (c.list, c.unit));
    }
    let Found { list: problems, unlisted, errors } = found;
    DecisionsRead { confirmations: (errors == 0).then_some(all), problems, unlisted }
}
