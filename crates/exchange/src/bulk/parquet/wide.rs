//! The columns of a file with a row a unit.
//!
//! The work is cut by row group and column. Truths and whole numbers go straight to their place in the column; binary
//! fractions and words come in pieces, because only all of them tell the scale.

use super::Reading;
use super::codes;
use super::float::floats;
use super::form::{Form, by_group};
use super::source::Holds;
use crate::bulk::header::InputColumn;
use crate::bulk::join::{Joined, bounds, join, truths, whole};
use crate::bulk::judge::{Judged, holds_persons};
use crate::bulk::piece::Piece;
use crate::bulk::placed::Placed;
use crate::bulk::tasks::{answers, answers_of};
use crate::bulk::words::words;
use crate::problem::{self, Found, Kind, Problem};
use crate::words::shorten;
use kaocheng_engine::columns::{Absent, Column, Numbers};
use kaocheng_syntax::clause::InputKind;

/// A column that is read.
struct Wanted {
    /// Its place among the columns of inputs.
    ix: usize,
    column: InputColumn,
    decimals: u8,
    form: Form,
}

/// What is wrong with single rows of a chunk.
type Wrong = Vec<(usize, Kind)>;

impl Reading<'_> {
    /// The columns of inputs, in the order of the units.
    pub(super) fn inputs(
        &self,
        columns: &[InputColumn],
        placed: &Placed,
        found: &mut Found,
    ) -> Result<Vec<Column>, Problem> {
        let (mut straight, mut pieces) = (Vec::new(), Vec::new());
        for (ix, column) in columns.iter().enumerate() {
            let choice = self.kind(column).is_some_and(|k| matches!(k, InputKind::Choice(_)));
            match self.source.holds(column.column) {
                Holds::Truth => straight.push(self.wanted(ix, *column, 0)),
                Holds::Whole { decimals, .. } | Holds::WholeInBytes { decimals } if !choice => {
                    straight.push(self.wanted(ix, *column, decimals));
                }
                Holds::Whole { decimals: 0, .. } | Holds::Float | Holds::Text => pieces.push((ix, *column)),
                _ => found.push(self.other_type(column.column)),
            }
        }
        let mut read: Vec<(usize, Joined)> = self.straight(straight)?;
        read.extend(self.in_pieces(pieces, found)?);
        read.sort_by_key(|(ix, _)| *ix);
        for (ix, joined) in &read {
            if let Some(column) = columns.get(*ix) {
                self.judge(column, joined, found)?;
            }
        }
        Ok(answers_of(self.crew, read, |(_, joined)| placed.column(joined.column)))
    }

    fn kind(&self, column: &InputColumn) -> Option<&InputKind> {
        self.plan.inputs.get(column.input.0).map(|i| &i.kind)
    }

    fn wanted(&self, ix: usize, column: InputColumn, decimals: u8) -> Wanted {
        let truth = self.kind(&column) == Some(&InputKind::YesNo) && decimals == 0;
        let form = if truth { Form::Truth } else { Form::of(self.source, column.column) };
        Wanted { ix, column, decimals, form }
    }

    /// Columns that are read into their place. Those for which a form was too narrow are read again.
    fn straight(&self, mut wanted: Vec<Wanted>) -> Result<Vec<(usize, Joined)>, Problem> {
        let mut read = Vec::new();
        while !wanted.is_empty() {
            let mut rooms: Vec<Numbers> = wanted.iter().map(|w| w.form.room(self.source.rows())).collect();
            let jobs: Vec<_> = rooms
                .iter_mut()
                .zip(&wanted)
                .flat_map(|(room, wanted)| {
                    by_group(room, self.source).into_iter().enumerate().map(move |(group, rows)| (wanted, group, rows))
                })
                .collect();
            let filled = answers_of(self.crew, jobs, |(wanted, group, rows)| {
                let column = wanted.column.column;
                rows.fill(self.source, group, column).map_err(|e| self.broken(column, &e))
            });
            let mut filled = filled.into_iter();
            let mut narrow = Vec::new();
            for (wanted, numbers) in wanted.into_iter().zip(rooms) {
                let (mut span, mut bits, mut fits) = (None, vec![0u64; self.source.rows().div_ceil(64)], true);
                for group in 0..self.source.groups() {
                    let Some(own) = filled.next().transpose()? else { continue };
                    fits &= !own.narrow;
                    span = both(span, own.span);
                    let first = self.source.group(group).0 / 64;
                    for (word, own) in bits.iter_mut().skip(first).zip(own.absent) {
                        *word |= own;
                    }
                }
                if !fits && wanted.form != Form::I128 {
                    narrow.push(Wanted { form: wanted.form.wider(), ..wanted });
                    continue;
                }
                let absent = Absent::new(bits, Vec::new());
                let ix = wanted.ix;
                read.push((ix, self.scaled(&wanted, numbers, span, absent)));
            }
            wanted = narrow;
        }
        Ok(read)
    }

    fn scaled(&self, wanted: &Wanted, numbers: Numbers, span: Option<(i128, i128)>, absent: Absent) -> Joined {
        let hundredths = wanted.column.hundredths && self.kind(&wanted.column) == Some(&InputKind::Rate);
        let decimals = u32::from(wanted.decimals) + if hundredths { 2 } else { 0 };
        let scale = if matches!(numbers, Numbers::Truth(_)) { 1 } else { 10i128.saturating_pow(decimals) };
        let bounds = bounds(span, &absent);
        let column = Column { numbers, scale, bounds, absent };
        let kind = self.kind(&wanted.column);
        let counted = matches!(kind, Some(InputKind::Count | InputKind::Rank | InputKind::YesNo));
        let joined = if counted && scale > 1 { whole(column, span) } else { Joined { column, span } };
        if kind == Some(&InputKind::YesNo) { truths(joined) } else { joined }
    }

    /// Columns that come in pieces.
    fn in_pieces(&self, wanted: Vec<(usize, InputColumn)>, found: &mut Found) -> Result<Vec<(usize, Joined)>, Problem> {
        let groups = self.source.groups();
        let chunks = answers(self.crew, wanted.len() * groups, |task| {
            let column = wanted.get(task / groups.max(1)).map(|(_, column)| *column);
            column.map(|column| self.piece(task % groups.max(1), column).map_err(|e| self.broken(column.column, &e)))
        });
        let mut chunks = chunks.into_iter().flatten();
        let mut columns = Vec::new();
        for (ix, column) in wanted {
            let mut pieces = Vec::new();
            for group in 0..groups {
                let Some((piece, wrong)) = chunks.next().transpose()? else { continue };
                pieces.push(piece);
                for (row, kind) in wrong {
                    let place = self.place().cell(self.source.group(group).0 + row, column.column);
                    found.push(place.problem(kind));
                }
            }
            columns.push((ix, column, pieces));
        }
        Ok(answers_of(self.crew, columns, |(ix, column, pieces)| {
            let Joined { column: mut values, span } = match self.kind(&column) {
                Some(InputKind::YesNo) => truths(join(pieces)),
                _ => join(pieces),
            };
            let float = self.source.holds(column.column) == Holds::Float;
            let hundredths = float && column.hundredths && self.kind(&column) == Some(&InputKind::Rate);
            if hundredths && !matches!(values.numbers, Numbers::Any(_)) {
                values.scale *= 100;
            }
            (ix, Joined { column: values, span })
        }))
    }

    fn piece(&self, group: usize, column: InputColumn) -> Result<(Piece, Wrong), String> {
        let Some(input) = self.plan.inputs.get(column.input.0) else { return Ok(Default::default()) };
        if self.source.holds(column.column) == Holds::Float {
            let floats = floats(self.source, group, column.column)?;
            let cell = |found: String| problem::Cell { input: shorten(&input.label), found: shorten(&found) };
            let wrong = floats.wrong.into_iter().map(|(row, text)| (row, Kind::NotANumber(cell(text)))).collect();
            return Ok((floats.piece, wrong));
        }
        let raw = codes::chunk(self.source, group, column.column, true)?;
        let words = words(&raw, input, column.hundredths);
        Ok((words.piece, words.wrong))
    }

    fn judge(&self, column: &InputColumn, read: &Joined, found: &mut Found) -> Result<(), Problem> {
        self.persons(column, read)?;
        let judged =
            Judged { plan: self.plan, input: column.input, span: read.span, place: self.here, column: column.column };
        judged.judge(&read.column, &super::row_number, found);
        Ok(())
    }

    /// Refuses figures that are numbers of persons.
    pub(super) fn persons(&self, column: &InputColumn, read: &Joined) -> Result<(), Problem> {
        if !holds_persons(read) {
            return Ok(());
        }
        let kind = Kind::PersonalRecords { column: self.name(column.column) };
        Err(self.column_place(column.column).problem(kind))
    }
}

fn both(a: Option<(i128, i128)>, b: Option<(i128, i128)>) -> Option<(i128, i128)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    }
}
