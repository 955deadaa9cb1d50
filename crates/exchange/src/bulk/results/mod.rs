//! Scores of many units → files: a row a unit, in the order of the units, and a column an item.

mod csv;
mod digits;
mod parquet;
mod shown;
mod table;
mod xlsx;

pub use csv::write_csv;
pub use parquet::{write_parquet, write_parquet_to};
pub use xlsx::write_xlsx;

use std::fmt;

/// Why scores cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// More units than the rows of a sheet under its header.
    TooManyRows {
        /// How many units there are.
        rows: usize,
        /// How many rows a sheet has for them.
        most: usize,
    },
    /// What the library for the form says.
    Form(String),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WriteError::TooManyRows { rows, most } => {
                write!(f, "{rows} units are more than the {most} rows of a sheet; write CSV or Parquet")
            }
            WriteError::Form(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for WriteError {}
