//! A row a unit, a column an input.

use super::layout::{Layout, WideColumn};
use super::names::{Known, KnownUnit};
use super::{Import, cell};
use crate::guard;
use crate::problem::{Kind, Place, column_name};
use crate::words::{Role, is_total, key, shorten};
use crate::workbook::{Row, Sheet};
use kaocheng_compile::plan::InputIx;
use kaocheng_engine::table::Provenance;
use std::collections::HashMap;

impl Import<'_> {
    pub(super) fn wide<'r>(
        &mut self,
        rows: impl Iterator<Item = &'r Row>,
        sheet: &Sheet,
        layout: &Layout,
        columns: &[WideColumn],
        here: &Place,
    ) {
        let inputs = self.columns(layout, columns, here);
        self.without_header(sheet, layout, here);
        for row in rows {
            let figures = columns.iter().any(|c| row.cell(c.column).is_some());
            let Some(unit) = self.unit(row, layout, figures, here) else { continue };
            for (input, column) in &inputs {
                let Some(content) = row.cell(*column) else { continue };
                let place = here.cell(row.number, *column);
                match cell::value(self.book, &self.plan.inputs[input.0], content) {
                    Ok(value) => {
                        let provenance = self.provenance(row, layout, &place);
                        self.figure(*input, unit, value, provenance, place);
                    }
                    Err(kind) => self.problem(place, kind),
                }
            }
        }
    }

    /// The columns that hold inputs; headers that name none are problems.
    fn columns(&mut self, layout: &Layout, columns: &[WideColumn], here: &Place) -> Vec<(InputIx, u32)> {
        let mut first: HashMap<InputIx, u32> = HashMap::new();
        let mut inputs = Vec::new();
        for column in columns {
            let place = here.cell(layout.names, column.column);
            let found = shorten(&column.header);
            match &column.known {
                Known::One(input) => match first.get(input) {
                    Some(at) => self.problem(place, Kind::DuplicateColumn { found, first: column_name(*at) }),
                    None => {
                        first.insert(*input, column.column);
                        inputs.push((*input, column.column));
                    }
                },
                Known::Several(ids) => self.problem(place, Kind::AmbiguousInput { found, inputs: ids.clone() }),
                Known::Nothing => self.unknown_input(&column.header, place),
            }
        }
        inputs
    }

    /// Figures in columns that have no header at all.
    fn without_header(&mut self, sheet: &Sheet, layout: &Layout, here: &Place) {
        let Some(head) = sheet.rows.iter().find(|r| r.number == layout.names) else { return };
        let mut told: Vec<u32> = Vec::new();
        for row in sheet.rows.iter().filter(|r| r.number > layout.header) {
            for (column, _) in &row.cells {
                if head.cell(*column).is_none() && !told.contains(column) {
                    told.push(*column);
                    self.problem(here.cell(row.number, *column), Kind::ColumnWithoutHeader);
                }
            }
        }
    }

    pub(super) fn unknown_input(&mut self, name: &str, place: Place) {
        if guard::refused(name).is_some() && self.personal.is_none() {
            self.personal = Some(place.clone().problem(Kind::PersonalRecords { column: shorten(name) }));
        }
        let nearest = self.nearest.of(name, self.inputs.all()).map(shorten);
        self.problem(place, Kind::UnknownInput { found: shorten(name), nearest });
    }

    /// The unit of a row. A row that names none is a problem if it holds figures.
    pub(super) fn unit(&mut self, row: &Row, layout: &Layout, figures: bool, here: &Place) -> Option<usize> {
        let column = layout.unit.unit?;
        let place = here.cell(row.number, column);
        let by_code = row.text(column);
        let by_name = layout.unit.name.map(|c| row.text(c)).unwrap_or_default();
        let text = if by_code.is_empty() { &by_name } else { &by_code };
        if text.is_empty() {
            if figures {
                self.problem(place, Kind::RowWithoutUnit);
            }
            return None;
        }
        match self.unit_names.find(text) {
            KnownUnit::One(unit) => {
                self.same_name(unit, &by_name, row, layout, here);
                Some(unit)
            }
            KnownUnit::Several(units) => {
                self.problem(place, Kind::AmbiguousUnit { found: shorten(text), units });
                None
            }
            KnownUnit::Nothing if is_total(text) || is_total(&by_name) => {
                self.problem(place, Kind::TotalRow { found: shorten(text) });
                None
            }
            KnownUnit::Nothing => {
                let nearest = self.nearest.of(text, self.unit_names.all()).map(shorten);
                self.problem(place, Kind::UnknownUnit { found: shorten(text), nearest, figures });
                None
            }
        }
    }

    /// Rows that slipped by one are seen by the name beside the code.
    fn same_name(&mut self, unit: usize, name: &str, row: &Row, layout: &Layout, here: &Place) {
        let unit = &self.units.all()[unit];
        let (unit_key, code_key, name_key) = (key(&unit.name), key(&unit.code), key(name));
        if let Some(column) = layout.unit.name
            && !name_key.is_empty()
            && name_key != unit_key
            && name_key != code_key
        {
            let kind = Kind::UnitNameDiffers { found: shorten(name), expected: shorten(&unit.name) };
            self.problem(here.cell(row.number, column), kind);
        }
    }

    pub(super) fn provenance(&self, row: &Row, layout: &Layout, place: &Place) -> Provenance {
        let text = |role: Role| {
            let cell = layout.roles.get(&role).and_then(|c| row.cell(*c));
            cell.map(|c| self.book.date(c)).unwrap_or_default()
        };
        Provenance {
            source: text(Role::Source),
            date: text(Role::Date),
            note: text(Role::Note),
            place: place.to_string(),
        }
    }
}
