//! A row a figure.

use super::layout::{Layout, LongColumns};
use super::names::Known;
use super::{Import, cell};
use crate::problem::{Kind, Place};
use crate::words::{Role, shorten};
use crate::workbook::Row;

impl Import<'_> {
    pub(super) fn long<'r>(
        &mut self,
        rows: impl Iterator<Item = &'r Row>,
        layout: &Layout,
        columns: &LongColumns,
        here: &Place,
    ) {
        let missing =
            [(layout.unit.unit, "unit / 单位"), (columns.input, "input / 指标"), (columns.value, "value / 数值")];
        for names in missing.iter().filter(|(column, _)| column.is_none()).map(|(_, names)| names) {
            self.problem(here.row(layout.names), Kind::MissingColumn { names });
        }
        if let (Some(input), Some(value)) = (columns.input, columns.value) {
            rows.for_each(|row| self.long_row(row, layout, input, value, here));
        }
    }

    fn long_row(&mut self, row: &Row, layout: &Layout, input_at: u32, value_at: u32, here: &Place) {
        let content = row.cell(value_at);
        let unit = self.unit(row, layout, content.is_some(), here);
        let name = row.text(input_at);
        let place = here.cell(row.number, input_at);
        let input = match self.inputs.find(&name) {
            Known::One(input) => input,
            Known::Several(inputs) => {
                return self.problem(place, Kind::AmbiguousInput { found: shorten(&name), inputs });
            }
            Known::Nothing if !name.is_empty() => return self.unknown_input(&name, place),
            Known::Nothing if content.is_some() && unit.is_some() => {
                return self.problem(place, Kind::ValueWithoutInput);
            }
            Known::Nothing => return,
        };
        let (Some(unit), Some(content)) = (unit, content) else { return };
        let place = here.cell(row.number, value_at);
        match cell::value(self.book, &self.plan.inputs[input.0], content) {
            Ok(value) => {
                if let Some(denominator) = layout.roles.get(&Role::Denominator).and_then(|c| row.cell(*c)) {
                    self.ratio_beside(input, unit, &value, denominator, &place);
                }
                let provenance = self.provenance(row, layout, &place);
                self.figure(input, unit, value, provenance, place);
            }
            Err(kind) => self.problem(place, kind),
        }
    }
}
