//! What is wrong with a file: typed, with its place. The words come from the page of the code.

mod describe;
mod kind;
mod limit;

pub use kind::{Cell, Kind};
pub use limit::Limit;

use kaocheng_syntax::diagnostic::Severity;
use std::fmt;

/// One finding about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What.
    pub kind: Kind,
}

/// A place in a file; rows and columns are counted from 1 as spreadsheets show them.
#[derive(Clone, Debug, PartialEq, Eq, Default, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file's name.
    pub file: String,
    /// The sheet; `None` in a CSV file.
    pub sheet: Option<String>,
    /// The row, or the line of a CSV file.
    pub row: Option<u32>,
    /// The column.
    pub column: Option<u32>,
}

impl Place {
    /// The whole file.
    pub fn file(file: &str) -> Place {
        Place { file: file.to_owned(), ..Place::default() }
    }

    /// A sheet of it.
    pub fn sheet(file: &str, sheet: Option<&str>) -> Place {
        Place { file: file.to_owned(), sheet: sheet.map(str::to_owned), ..Place::default() }
    }

    /// A row of the same sheet.
    pub fn row(&self, row: u32) -> Place {
        Place { row: Some(row), column: None, ..self.clone() }
    }

    /// A cell of the same sheet.
    pub fn cell(&self, row: u32, column: u32) -> Place {
        Place { row: Some(row), column: Some(column), ..self.clone() }
    }

    /// A finding here.
    pub fn problem(self, kind: Kind) -> Problem {
        Problem { place: self, kind }
    }

    /// `C5`, when the place is a cell.
    pub fn cell_name(&self) -> Option<String> {
        Some(format!("{}{}", column_name(self.column?), self.row?))
    }
}

/// `figures.xlsx 乡镇!C5` in a workbook, `figures.csv:12:3` (line and column) in a CSV file.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        match (&self.sheet, self.row, self.column) {
            (Some(sheet), Some(row), Some(column)) => write!(f, " {sheet}!{}{row}", column_name(column)),
            (Some(sheet), Some(row), None) => write!(f, " {sheet}!{row}"),
            (Some(sheet), None, Some(column)) => write!(f, " {sheet}!{}", column_name(column)),
            (Some(sheet), None, None) => write!(f, " {sheet}"),
            (None, Some(row), Some(column)) => write!(f, ":{row}:{column}"),
            (None, Some(row), None) => write!(f, ":{row}"),
            (None, None, _) => Ok(()),
        }
    }
}

/// The letters of a column counted from 1.
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// Problems as they are found: all are counted, the first so many are kept, since nobody reads ten thousand.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub list: Vec<Problem>,
    pub unlisted: usize,
    pub errors: usize,
}

/// How many problems of one file are listed.
pub const LISTED: usize = 1000;

impl Found {
    pub fn push(&mut self, problem: Problem) {
        self.errors += usize::from(problem.severity() == Severity::Error);
        if self.list.len() < LISTED { self.list.push(problem) } else { self.unlisted += 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_read_as_spreadsheets_show_them() {
        let sheet = Place::sheet("figures.xlsx", Some("乡镇"));
        assert_eq!(sheet.cell(5, 3).to_string(), "figures.xlsx 乡镇!C5");
        assert_eq!(sheet.cell(1, 16384).cell_name().as_deref(), Some("XFD1"));
        assert_eq!(Place::file("a.csv").row(12).to_string(), "a.csv:12");
        assert_eq!(column_name(27), "AA");
    }
}
