//! One row → a dispute, or what is wrong with it.

use super::{Column, Dispute, DisputeState};
use crate::figures::names::{InputNames, Known, KnownUnit, UnitNames};
use crate::figures::value_of;
use crate::nearest::Nearest;
use crate::problem::{Cell, Found, Kind};
use crate::register::Register;
use crate::words::{key, shorten};
use crate::workbook::Row;
use kaocheng_compile::date;
use kaocheng_compile::plan::{InputIx, Plan};
use kaocheng_engine::table::{Units, Value};
use kaocheng_syntax::clause::Language;

/// A file of disputes being read.
pub(super) struct Reading<'r> {
    plan: &'r Plan,
    units: UnitNames<'r>,
    inputs: InputNames<'r>,
    nearest: Nearest,
    register: &'r Register<Column>,
    found: &'r mut Found,
}

impl<'r> Reading<'r> {
    pub fn new(plan: &'r Plan, units: &'r Units, register: &'r Register<Column>, found: &'r mut Found) -> Reading<'r> {
        let (units, inputs) = (UnitNames::new(units), InputNames::new(plan));
        Reading { plan, units, inputs, nearest: Nearest::default(), register, found }
    }

    /// The dispute of a row. Everything that is wrong with the row is told, not only the first.
    pub fn row(&mut self, row: &Row) -> Option<Dispute> {
        let unit = self.unit(row);
        let input = self.input(row);
        let proposed = input.and_then(|input| self.proposed(row, input));
        let by = self.text(row, Column::By);
        let date = self.date(row);
        let reason = self.text(row, Column::Reason);
        let state = self.state(row);
        Some(Dispute {
            unit: unit?,
            input: input?,
            proposed: proposed?,
            by: by?,
            date: date?,
            reason: reason?,
            state: state?,
            place: self.register.here.row(row.number).to_string(),
        })
    }

    fn problem(&mut self, row: &Row, column: Column, kind: Kind) {
        self.found.push(self.register.place(row, column).problem(kind));
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

    fn input(&mut self, row: &Row) -> Option<InputIx> {
        let text = self.register.text(row, Column::Input);
        let kind = match self.inputs.find(&text) {
            Known::One(input) => return Some(input),
            Known::Several(inputs) => Kind::AmbiguousInput { found: shorten(&text), inputs },
            Known::Nothing => {
                let nearest = self.nearest.of(&text, self.inputs.all()).map(shorten);
                Kind::UnknownInput { found: shorten(&text), nearest }
            }
        };
        self.problem(row, Column::Input, kind);
        None
    }

    fn proposed(&mut self, row: &Row, input: InputIx) -> Option<Value> {
        let Some(cell) = self.register.cell(row, Column::Proposed) else {
            self.incomplete(row, Column::Proposed);
            return None;
        };
        match value_of(self.register.book(), &self.plan.inputs[input.0], cell) {
            Ok(value) => Some(value),
            Err(kind) => {
                self.problem(row, Column::Proposed, kind);
                None
            }
        }
    }

    /// Text that must be there.
    fn text(&mut self, row: &Row, column: Column) -> Option<String> {
        let text = self.register.text(row, column);
        if text.is_empty() {
            self.incomplete(row, column);
            return None;
        }
        Some(text)
    }

    fn incomplete(&mut self, row: &Row, column: Column) {
        self.problem(row, column, Kind::DisputeIncomplete { column: super::COLUMNS.name(column) });
    }

    fn date(&mut self, row: &Row) -> Option<String> {
        let text = self.register.text(row, Column::Date);
        let day = date::read(&text, false).filter(|day| date::read(&text, true) == Some(*day));
        if day.is_none() {
            self.problem(row, Column::Date, Kind::DateNotRead { date: shorten(&text) });
        }
        day.map(|d| d.to_string())
    }

    /// Nothing yet, where the cell is empty.
    fn state(&mut self, row: &Row) -> Option<DisputeState> {
        let text = self.register.text(row, Column::State);
        if text.is_empty() {
            return Some(DisputeState::Open);
        }
        let languages = [Language::Chinese, Language::English];
        let named = |s: &DisputeState| languages.iter().any(|l| key(s.word(*l)) == key(&text));
        let found = DisputeState::ALL.into_iter().find(named);
        if found.is_none() {
            let words = languages.iter().flat_map(|l| DisputeState::ALL.map(|s| s.word(*l).to_owned())).collect();
            let cell = Cell { input: super::COLUMNS.name(Column::State).to_owned(), found: shorten(&text) };
            self.problem(row, Column::State, Kind::NotAChoice { cell, words });
        }
        found
    }
}
