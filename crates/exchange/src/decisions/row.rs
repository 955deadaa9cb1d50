//! One row → a decision, or what is wrong with it.

use super::{COLUMNS, Column};
use crate::figures::names::{KnownUnit, UnitNames};
use crate::nearest::Nearest;
use crate::problem::{Cell, Found, Kind};
use crate::register::Register;
use crate::words::{key, shorten};
use crate::workbook::Row;
use kaocheng_compile::date;
use kaocheng_compile::plan::{ListIx, Plan};
use kaocheng_engine::decide::Confirmation;
use kaocheng_engine::table::Units;

/// Words of a decision: those that confirm, then those that reject.
const CONFIRM: [&str; 5] = ["确认", "同意", "列入", "confirm", "confirmed"];
const REJECT: [&str; 5] = ["不予列入", "不同意", "驳回", "reject", "rejected"];

/// A file of decisions being read.
pub(super) struct Reading<'r> {
    plan: &'r Plan,
    units: UnitNames<'r>,
    nearest: Nearest,
    register: &'r Register<Column>,
    found: &'r mut Found,
    /// What is decided already, with its row.
    decided: Vec<(ListIx, usize, String)>,
}

impl<'r> Reading<'r> {
    pub fn new(plan: &'r Plan, units: &'r Units, register: &'r Register<Column>, found: &'r mut Found) -> Reading<'r> {
        let (units, nearest) = (UnitNames::new(units), Nearest::default());
        Reading { plan, units, nearest, register, found, decided: Vec::new() }
    }

    /// The decision of a row. Everything that is wrong with the row is told, not only the first.
    pub fn row(&mut self, row: &Row) -> Option<Confirmation> {
        let list = self.list(row);
        let unit = self.unit(row);
        let confirmed = self.decision(row);
        let by = self.text(row, Column::By);
        let date = self.date(row);
        let reason = self.text(row, Column::Reason);
        let (list, unit) = (list?, unit?);
        self.once(row, list, unit);
        Some(Confirmation { list, unit, confirmed: confirmed?, by: by?, date: date?, reason: reason? })
    }

    fn problem(&mut self, row: &Row, column: Column, kind: Kind) {
        self.found.push(self.register.place(row, column).problem(kind));
    }

    fn list(&mut self, row: &Row) -> Option<ListIx> {
        let text = self.text(row, Column::List)?;
        let found = self.plan.mechanism.find_list(&text);
        if found.is_none() {
            let names = self.plan.mechanism.lists.iter().map(|l| l.name.as_str());
            let nearest = self.nearest.of(&text, names).map(shorten);
            self.problem(row, Column::List, Kind::UnknownList { found: shorten(&text), nearest });
        }
        found
    }

    fn unit(&mut self, row: &Row) -> Option<usize> {
        let text = self.register.text(row, Column::Unit);
        let kind = match self.units.find(&text) {
            KnownUnit::One(unit) => return Some(unit),
            _ if text.is_empty() => Kind::RowWithoutUnit,
            KnownUnit::Several(units) => Kind::AmbiguousUnit { found: shorten(&text), units },
            KnownUnit::Nothing => {
                let nearest = self.nearest.of(&text, self.units.all()).map(shorten);
                Kind::UnknownUnit { found: shorten(&text), nearest, figures: true }
            }
        };
        self.problem(row, Column::Unit, kind);
        None
    }

    fn decision(&mut self, row: &Row) -> Option<bool> {
        let text = self.text(row, Column::Decision)?;
        let is = |words: &[&str]| words.iter().any(|w| key(w) == key(&text));
        match (is(&CONFIRM), is(&REJECT)) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => {
                let words = CONFIRM.iter().chain(&REJECT).map(|w| (*w).to_owned()).collect();
                let cell = Cell { input: COLUMNS.name(Column::Decision).to_owned(), found: shorten(&text) };
                self.problem(row, Column::Decision, Kind::NotAChoice { cell, words });
                None
            }
        }
    }

    /// Text that must be there.
    fn text(&mut self, row: &Row, column: Column) -> Option<String> {
        let text = self.register.text(row, column);
        if text.is_empty() {
            self.problem(row, column, Kind::AnswerIncomplete { column: COLUMNS.name(column) });
            return None;
        }
        Some(text)
    }

    fn date(&mut self, row: &Row) -> Option<String> {
        let text = self.register.text(row, Column::Date);
        let day = date::read(&text, false).filter(|day| date::read(&text, true) == Some(*day));
        if day.is_none() {
            self.problem(row, Column::Date, Kind::DateNotRead { date: shorten(&text) });
        }
        day.map(|d| d.to_string())
    }

    /// A second decision on one unit and list would have to say which holds.
    fn once(&mut self, row: &Row, list: ListIx, unit: usize) {
        let here = self.register.here.row(row.number).to_string();
        match self.decided.iter().find(|(l, u, _)| *l == list && *u == unit) {
            Some((.., there)) => {
                let kind = Kind::AnswerTwice { there: there.clone() };
                self.problem(row, Column::Unit, kind);
            }
            None => self.decided.push((list, unit, here)),
        }
    }
}
