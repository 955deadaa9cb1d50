//! A row a unit.

use super::{Made, Parts, Reading};
use crate::bulk::header::InputColumn;
use crate::bulk::join::{Joined, join, truths};
use crate::bulk::judge::{Judged, holds_persons};
use crate::bulk::levels::other_levels;
use crate::bulk::piece::Piece;
use crate::bulk::placed::{Placed, place};
use crate::bulk::tasks::answers_of;
use crate::bulk::units::{UnitCells, units};
use crate::problem::{Found, Problem};
use kaocheng_engine::columns::{Column, Columns, UnitColumns};
use kaocheng_syntax::clause::InputKind;

impl Reading<'_> {
    pub(super) fn wide(
        &self,
        columns: &[InputColumn],
        mut parts: Parts,
        given: Option<&UnitColumns>,
        found: &mut Found,
    ) -> Result<Option<(Columns, usize)>, Problem> {
        parts.tell(self.here, found);
        let lines = std::mem::take(&mut parts.lines);
        let line = |row: usize| lines.get(row).map_or(0, |line| *line as usize);
        let at = self.place(&line);
        let codes = self.raw(&mut parts, Some(self.header.unit))?;
        let (units, placed) = match given {
            Some(units) => (Some(units.clone()), place(&codes, units, &at, found)),
            None => {
                let cells = UnitCells {
                    codes,
                    names: self.raw(&mut parts, self.header.name)?,
                    levels: self.raw(&mut parts, self.header.level)?,
                    classes: self.raw(&mut parts, self.header.class)?,
                    parents: self.raw(&mut parts, self.header.parent)?,
                };
                (units(cells, &at, found), Placed::Same)
            }
        };
        let read = self.joined(columns, &mut parts);
        for (column, joined) in columns.iter().zip(&read) {
            if holds_persons(joined) {
                return Err(self.persons_at(column.column));
            }
            Judged { plan: self.plan, input: column.input, span: joined.span, place: self.here, column: column.column }
                .judge(&joined.column, &line, found);
        }
        let Some(units) = units.filter(|_| found.errors == 0) else { return Ok(None) };
        let read = answers_of(self.crew, read, |joined| placed.column(joined.column));
        let mut inputs: Vec<Column> = self.plan.inputs.iter().map(|_| Column::missing(units.len())).collect();
        for (column, values) in columns.iter().zip(read) {
            if let Some(slot) = inputs.get_mut(column.input.0) {
                *slot = values;
            }
        }
        other_levels(self.plan, &units, &inputs, columns, self.here, found);
        Ok(Some((Columns { units, inputs }, lines.len())))
    }

    /// The columns of figures, in the order of the rows.
    fn joined(&self, columns: &[InputColumn], parts: &mut Parts) -> Vec<Joined> {
        let mut pieces: Vec<(InputColumn, Vec<Piece>)> = columns.iter().map(|c| (*c, Vec::new())).collect();
        for chunk in &mut parts.chunks {
            for (column, pieces) in &mut pieces {
                if let Some(Made::Figures { piece, .. }) = chunk.columns.get_mut(column.column) {
                    pieces.push(std::mem::take(piece));
                }
            }
        }
        answers_of(self.crew, pieces, |(column, pieces)| {
            let joined = join(pieces);
            if self.kind(&column) == Some(&InputKind::YesNo) { truths(joined) } else { joined }
        })
    }
}
