//! Cells of a register that do not read: code, severity and details.

use kaocheng_syntax::diagnostic::Severity;

/// What is wrong with a cell or a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellFault {
    /// Nothing where something must stand.
    Empty {
        /// The column, by its names.
        column: &'static str,
    },
    /// No date.
    NotADate {
        /// The column, by its names.
        column: &'static str,
        /// What stands there.
        found: String,
    },
    /// None of the words that the column takes.
    NotAWord {
        /// The column, by its names.
        column: &'static str,
        /// What stands there.
        found: String,
        /// The words.
        words: &'static str,
    },
    /// No whole number of 0 or more.
    NotACount {
        /// The column, by its names.
        column: &'static str,
        /// What stands there.
        found: String,
    },
    /// A column that the register has no use for.
    ColumnNotRead {
        /// Its header.
        found: String,
    },
}

impl CellFault {
    /// The code of the finding.
    pub fn code(&self) -> &'static str {
        match self {
            CellFault::Empty { .. } => "register-cell-empty",
            CellFault::NotADate { .. } => "register-not-a-date",
            CellFault::NotAWord { .. } => "register-not-a-word",
            CellFault::NotACount { .. } => "register-not-a-count",
            CellFault::ColumnNotRead { .. } => "register-column-not-read",
        }
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        if matches!(self, CellFault::ColumnNotRead { .. }) { Severity::Warning } else { Severity::Error }
    }

    /// The details of the message.
    pub fn details(&self) -> Vec<(&'static str, String)> {
        match self {
            CellFault::Empty { column } => vec![("column", (*column).to_owned())],
            CellFault::NotADate { column, found } | CellFault::NotACount { column, found } => {
                vec![("column", (*column).to_owned()), ("found", found.clone())]
            }
            CellFault::NotAWord { column, found, words } => {
                vec![("column", (*column).to_owned()), ("found", found.clone()), ("words", (*words).to_owned())]
            }
            CellFault::ColumnNotRead { found } => vec![("found", found.clone())],
        }
    }
}
