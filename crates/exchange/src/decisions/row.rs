//! One row → a decision, or what is wrong with it.

use super::Column;
use crate::problem::{Found, Kind};
use crate::rows::{Cells, Rows};
use crate::words::shorten;
use crate::workbook::Row;
use kaocheng_compile::plan::{ListIx, Plan};
use kaocheng_engine::decide::Confirmation;
use kaocheng_engine::table::Units;

/// Words of a decision: those that confirm, then those that reject.
const DECISIONS: &[(bool, &[&str])] = &[
    (true, &["确认", "同意", "列入", "confirm", "confirmed"]),
    (false, &["不予列入", "不同意", "驳回", "reject", "rejected"]),
];

/// A file of decisions being read.
pub(super) struct Reading<'r> {
    plan: &'r Plan,
    cells: Cells<'r, Column>,
    /// What is decided already, with its row.
    decided: Vec<(ListIx, usize, String)>,
}

impl<'r> Reading<'r> {
    pub fn new(plan: &'r Plan, units: &'r Units, rows: &'r Rows<Column>, found: &'r mut Found) -> Reading<'r> {
        Reading { plan, cells: Cells::new(rows, units, found), decided: Vec::new() }
    }

    /// The decision of a row. Everything that is wrong with the row is told, not only the first.
    pub fn row(&mut self, row: &Row) -> Option<Confirmation> {
        let list = self.list(row);
        let unit = self.cells.unit(row, Column::Unit);
        let confirmed = self.decision(row);
        let by = self.cells.needed(row, Column::By);
        let date = self.cells.needed_day(row, Column::Date).map(|day| day.to_string());
        let reason = self.cells.needed(row, Column::Reason);
        let (list, unit) = (list?, unit?);
        self.once(row, list, unit);
        Some(Confirmation { list, unit, confirmed: confirmed?, by: by?, date: date?, reason: reason? })
    }

    fn list(&mut self, row: &Row) -> Option<ListIx> {
        let text = self.cells.needed(row, Column::List)?;
        let found = self.plan.mechanism.find_list(&text);
        if found.is_none() {
            let names = self.plan.mechanism.lists.iter().map(|l| l.name.as_str());
            let nearest = self.cells.nearest.of(&text, names).map(shorten);
            self.cells.problem(row, Column::List, Kind::UnknownList { found: shorten(&text), nearest });
        }
        found
    }

    fn decision(&mut self, row: &Row) -> Option<bool> {
        self.cells.needed(row, Column::Decision)?;
        self.cells.word(row, Column::Decision, DECISIONS)?
    }

    /// A second decision on one unit and list would have to say which holds.
    fn once(&mut self, row: &Row, list: ListIx, unit: usize) {
        let here = self.cells.rows.here.row(row.number).to_string();
        match self.decided.iter().find(|(l, u, _)| *l == list && *u == unit) {
            Some((.., there)) => {
                let kind = Kind::AnswerTwice { there: there.clone() };
                self.cells.problem(row, Column::Unit, kind);
            }
            None => self.decided.push((list, unit, here)),
        }
    }
}
