//! One row → a dispute, or what is wrong with it.

use super::{Column, Dispute, DisputeState};
use crate::figures::names::{InputNames, Known};
use crate::figures::value_of;
use crate::problem::{Found, Kind};
use crate::rows::{Cells, Rows};
use crate::words::{key, shorten};
use crate::workbook::Row;
use kaocheng_compile::plan::{InputIx, Plan};
use kaocheng_engine::table::{Units, Value};
use kaocheng_syntax::clause::Language;

/// A file of disputes being read.
pub(super) struct Reading<'r> {
    plan: &'r Plan,
    inputs: InputNames<'r>,
    cells: Cells<'r, Column>,
}

impl<'r> Reading<'r> {
    pub fn new(plan: &'r Plan, units: &'r Units, rows: &'r Rows<Column>, found: &'r mut Found) -> Reading<'r> {
        Reading { plan, inputs: InputNames::new(plan), cells: Cells::new(rows, units, found) }
    }

    /// The dispute of a row. Everything that is wrong with the row is told, not only the first.
    pub fn row(&mut self, row: &Row) -> Option<Dispute> {
        let unit = self.cells.unit(row, Column::Unit);
        let input = self.input(row);
        let proposed = input.and_then(|input| self.proposed(row, input));
        let by = self.cells.needed(row, Column::By);
        let date = self.cells.needed_day(row, Column::Date).map(|day| day.to_string());
        let reason = self.cells.needed(row, Column::Reason);
        let state = self.state(row);
        Some(Dispute {
            unit: unit?,
            input: input?,
            proposed: proposed?,
            by: by?,
            date: date?,
            reason: reason?,
            state: state?,
            place: self.cells.rows.here.row(row.number).to_string(),
        })
    }

    fn input(&mut self, row: &Row) -> Option<InputIx> {
        let text = self.cells.text(row, Column::Input);
        let kind = match self.inputs.find(&text) {
            Known::One(input) => return Some(input),
            Known::Several(inputs) => Kind::AmbiguousInput { found: shorten(&text), inputs },
            Known::Nothing => {
                let nearest = self.cells.nearest.of(&text, self.inputs.all()).map(shorten);
                Kind::UnknownInput { found: shorten(&text), nearest }
            }
        };
        self.cells.problem(row, Column::Input, kind);
        None
    }

    fn proposed(&mut self, row: &Row, input: InputIx) -> Option<Value> {
        let Some(cell) = self.cells.rows.cell(row, Column::Proposed) else {
            self.cells.empty(row, Column::Proposed);
            return None;
        };
        match value_of(self.cells.rows.book(), &self.plan.inputs[input.0], cell) {
            Ok(value) => Some(value),
            Err(kind) => {
                self.cells.problem(row, Column::Proposed, kind);
                None
            }
        }
    }

    /// Nothing yet, where the cell is empty.
    fn state(&mut self, row: &Row) -> Option<DisputeState> {
        let text = self.cells.text(row, Column::State);
        if text.is_empty() {
            return Some(DisputeState::Open);
        }
        let languages = [Language::Chinese, Language::English];
        let named = |s: &DisputeState| languages.iter().any(|l| key(s.word(*l)) == key(&text));
        let found = DisputeState::ALL.into_iter().find(named);
        if found.is_none() {
            let words = languages.iter().flat_map(|l| DisputeState::ALL.map(|s| s.word(*l).to_owned())).collect();
            let cell = self.cells.named(Column::State, &text);
            self.cells.problem(row, Column::State, Kind::NotAChoice { cell, words });
        }
        found
    }
}
