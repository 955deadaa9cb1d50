//! Parquet files. Only the columns that the plan needs are decoded, by the readers of the plain format: no arrays of any
//! other form are made on the way.

mod checked;
mod codes;
mod delta;
mod float;
mod form;
mod hybrid;
mod long;
mod quick;
mod source;
mod stored;
mod text;
mod whole;
mod wide;

use super::header::{self, Header, Layout};
use super::levels::other_levels;
use super::placed::{Placed, place};
use super::raw::Raw;
use super::units::{UnitCells, Where, of_persons, units};
use super::{BulkRead, BulkRefused};
use crate::problem::{Found, Kind, Limit, Place, Problem};
use crate::words::shorten;
use bytes::Bytes;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::columns::{Column, Columns, UnitColumns};
use kaocheng_engine::crew::Crew;
use source::Source;
use std::sync::Arc;
pub use stored::Stored;

/// Units beyond which no file goes: thirty times all villages and townships of a large country.
const MOST_UNITS: u32 = 20_000_000;

/// Reads a Parquet file that lists units: their codes, levels, and where it has them names, classes and the units above.
pub fn read_units_parquet(file: &str, bytes: Bytes, crew: &dyn Crew) -> Result<UnitColumns, BulkRefused> {
    read_parquet(file, bytes, &Plan::default(), None, crew).map(|read| read.columns.units)
}

/// Reads a Parquet file of figures: a row a unit with a column an input, or a row a figure. Without `units`, the file
/// says itself what its units are: their codes, and where it has them their levels, names, classes and the units above.
///
/// Rows of problems are counted from 1, without a header; columns as well.
pub fn read_parquet(
    file: &str,
    bytes: Bytes,
    plan: &Plan,
    units: Option<&UnitColumns>,
    crew: &dyn Crew,
) -> Result<BulkRead, BulkRefused> {
    read_parquet_from(file, Arc::new(bytes), plan, units, crew)
}

/// The same, of a file that is read stretch by stretch, by the tasks that need it.
pub fn read_parquet_from(
    file: &str,
    stored: Arc<dyn Stored>,
    plan: &Plan,
    units: Option<&UnitColumns>,
    crew: &dyn Crew,
) -> Result<BulkRead, BulkRefused> {
    let here = Place::file(file);
    let source = Source::open(stored).map_err(|part| here.clone().problem(Kind::BrokenParquet { part }))?;
    let mut found = Found::default();
    let header = header::read(&source.headers(), plan, &here, &mut found)?;
    let Some(header) = header.filter(|_| found.errors == 0) else { return Err(found.into()) };
    let reading = Reading { source: &source, plan, header: &header, here: &here, crew };
    let columns = match &header.layout {
        Layout::Wide(_) => reading.wide(units, &mut found)?,
        Layout::Long { input, value } => match units {
            Some(units) => reading.long(*input, *value, units, &mut found)?,
            None => return Err(here.problem(Kind::UnitsNeeded).into()),
        },
    };
    match columns {
        Some(columns) if found.errors == 0 => {
            let Found { list: problems, unlisted, .. } = found;
            Ok(BulkRead { columns, rows: source.rows(), problems, unlisted })
        }
        _ => Err(found.into()),
    }
}

/// A file of which the headers are known.
struct Reading<'r> {
    source: &'r Source,
    plan: &'r Plan,
    header: &'r Header,
    here: &'r Place,
    crew: &'r dyn Crew,
}

/// The number of a row for a person.
fn row_number(row: usize) -> usize {
    row + 1
}

impl Reading<'_> {
    fn place(&self) -> Where<'_> {
        Where { file: self.here, header: self.header, row: &row_number }
    }

    fn column_place(&self, column: usize) -> Place {
        let column = u32::try_from(column).ok().map(|c| c.saturating_add(1));
        Place { column, ..self.here.clone() }
    }

    fn name(&self, column: usize) -> String {
        self.source.columns().get(column).map(|c| shorten(&c.path().string())).unwrap_or_default()
    }

    fn broken(&self, column: usize, reason: &str) -> Problem {
        let part = format!("{}: {reason}", self.name(column));
        self.column_place(column).problem(Kind::BrokenParquet { part })
    }

    fn other_type(&self, column: usize) -> Problem {
        let kind = Kind::ColumnType { column: self.name(column), found: self.source.type_name(column) };
        self.column_place(column).problem(kind)
    }

    /// A column of codes, names or words, if the file has it.
    fn raw(&self, column: Option<usize>, once: bool) -> Result<Vec<Raw>, Problem> {
        let Some(column) = column else { return Ok(Vec::new()) };
        if !codes::is_raw(self.source.holds(column)) {
            return Err(self.other_type(column));
        }
        let raws = codes::column(self.source, column, once, self.crew).map_err(|e| self.broken(column, &e))?;
        if of_persons(&raws) {
            return Err(self.column_place(column).problem(Kind::PersonalRecords { column: self.name(column) }));
        }
        Ok(raws)
    }

    fn wide(&self, given: Option<&UnitColumns>, found: &mut Found) -> Result<Option<Columns>, BulkRefused> {
        let header = self.header;
        if self.source.rows() > MOST_UNITS as usize {
            return Err(self.here.clone().problem(Kind::TooLarge(Limit::Rows(MOST_UNITS))).into());
        }
        let codes = self.raw(Some(header.unit), false)?;
        let (units, placed) = match given {
            Some(units) => (Some(units.clone()), place(&codes, units, &self.place(), found)),
            None => {
                let cells = UnitCells {
                    codes,
                    names: self.raw(header.name, false)?,
                    levels: self.raw(header.level, true)?,
                    classes: self.raw(header.class, true)?,
                    parents: self.raw(header.parent, false)?,
                };
                (units(cells, &self.place(), found), Placed::Same)
            }
        };
        let Some(units) = units.filter(|_| found.errors == 0) else { return Ok(None) };
        let Layout::Wide(columns) = &header.layout else { return Ok(None) };
        let read = self.inputs(columns, &placed, found)?;
        let mut inputs: Vec<Option<Column>> = self.plan.inputs.iter().map(|_| None).collect();
        for (column, values) in columns.iter().zip(read) {
            if let Some(slot) = inputs.get_mut(column.input.0) {
                *slot = Some(values);
            }
        }
        let rows = units.len();
        let inputs: Vec<Column> = inputs.into_iter().map(|c| c.unwrap_or_else(|| Column::missing(rows))).collect();
        other_levels(self.plan, &units, &inputs, columns, self.here, found);
        Ok(Some(Columns { units, inputs }))
    }
}
