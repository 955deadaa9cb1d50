//! A file as sheets of cells, whatever its form. Nothing here knows what the cells mean.

mod csv;
mod encoding;
mod limits;
mod package;
mod relations;
mod sheet;
mod strings;
mod styles;
mod xlsx;
mod xml;

pub(crate) use csv::delimiter;
pub(crate) use encoding::decode;
pub use limits::Limits;
pub(crate) use package::Package;
pub(crate) use relations::{Relation, read as read_relations, relations_of};
pub(crate) use xlsx::{Book, book_of};

use crate::number;
use crate::problem::{Kind, Place, Problem};
use kaocheng_syntax::exact::{Exact, show, show_percent};
use std::sync::Arc;

/// The sheets of a file.
#[derive(Clone, Debug, Default)]
pub struct Workbook {
    /// The file's name.
    pub file: String,
    /// Its sheets; one without a name when it is a CSV file.
    pub sheets: Vec<Sheet>,
    /// Day 0 is in 1904, not 1900.
    pub from_1904: bool,
}

/// One sheet.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name; `None` in a CSV file.
    pub name: Option<String>,
    /// Whether a person sees its tab.
    pub visible: bool,
    /// The rows that have content, in order.
    pub rows: Vec<Row>,
    /// Merged areas.
    pub merges: Vec<Area>,
}

/// A row with content.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its number, or the line of a CSV file; counted from 1.
    pub number: u32,
    /// Columns, counted from 1 and ascending, with what stands in them. Never empty text.
    pub cells: Vec<(u32, Cell)>,
    /// The number of fields; 0 in a workbook, where rows have none.
    pub fields: usize,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Text, with blanks trimmed. Equal strings of a workbook are one.
    Text(Arc<str>),
    /// A number: the digits as stored, and how the cell shows them.
    Number(Box<str>, Format),
    /// TRUE or FALSE.
    Truth(bool),
    /// `#DIV/0!`
    Error(Box<str>),
    /// A formula without a stored result.
    Unknown,
}

/// How a cell shows its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Format {
    /// As it is.
    #[default]
    Plain,
    /// In hundredths.
    Percent,
    /// As a date or time.
    Date,
}

/// A rectangle of cells, counted from 1, both corners included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Row and column of the first corner.
    pub from: (u32, u32),
    /// Row and column of the last.
    pub to: (u32, u32),
}

impl Row {
    /// What stands in a column.
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&column, |(c, _)| *c).ok()?;
        self.cells.get(at).map(|(_, cell)| cell)
    }

    /// The text of a column, with numbers written out; empty for nothing.
    pub fn text(&self, column: u32) -> String {
        self.cell(column).map(Cell::shown).unwrap_or_default()
    }
}

impl Cell {
    /// As text: numbers by their figure, rates with a percent sign.
    pub fn shown(&self) -> String {
        match self {
            Cell::Text(text) => text.to_string(),
            Cell::Number(stored, Format::Percent) => {
                number::stored(stored).map_or_else(|| stored.to_string(), |v| show_percent(&v))
            }
            Cell::Number(stored, _) => number::stored(stored).map_or_else(|| stored.to_string(), |v| show(&v)),
            Cell::Truth(true) => "TRUE".into(),
            Cell::Truth(false) => "FALSE".into(),
            Cell::Error(text) => text.to_string(),
            Cell::Unknown => String::new(),
        }
    }

    /// The number, if it is one.
    pub fn number(&self) -> Option<Exact> {
        match self {
            Cell::Number(stored, _) => number::stored(stored),
            _ => None,
        }
    }
}

impl Workbook {
    /// Reads a cell that says a date, as `2016-07-05`; text stays as it is.
    pub(crate) fn date(&self, cell: &Cell) -> String {
        match cell {
            Cell::Number(stored, Format::Date) => {
                number::stored(stored).and_then(|v| number::date(&v, self.from_1904)).unwrap_or_else(|| cell.shown())
            }
            other => other.shown(),
        }
    }
}

/// Reads a file by what it is, not by its name: an archive is a workbook, anything else is text.
pub fn read_file(file: &str, bytes: &[u8], limits: &Limits) -> Result<Workbook, Box<Problem>> {
    let here = || Place::file(file);
    limits.bytes_of(bytes).map_err(|kind| here().problem(kind))?;
    if bytes.starts_with(b"PK") {
        read_workbook(file, bytes, limits)
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        Err(here().problem(Kind::OldOrLocked).into())
    } else {
        csv::read(file, bytes, limits)
    }
}

/// Reads an XLSX workbook.
pub fn read_workbook(file: &str, bytes: &[u8], limits: &Limits) -> Result<Workbook, Box<Problem>> {
    xlsx::read(file, bytes, limits)
}
