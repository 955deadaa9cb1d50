//! Large files of figures → columns, and scores of many units → files.
//!
//! The same headers, values and problems as [`crate::figures`], for tables of hundreds of thousands of units: no cell is
//! ever a value of its own, numbers go from the pages of a Parquet file or the digits of a CSV file straight into
//! columns, and the work is cut into tasks for a crew. Nothing is half-read: either there are columns or problems.

mod bits;
mod csv;
mod header;
mod index;
mod join;
mod judge;
mod levels;
mod long;
mod parquet;
mod piece;
mod placed;
mod raw;
mod results;
mod tasks;
mod units;
mod words;

pub use csv::read_csv;
pub use parquet::{Stored, read_parquet, read_parquet_from, read_units_parquet};
pub use results::{WriteError, write_csv, write_parquet, write_parquet_to, write_xlsx};

use crate::problem::{Found, Problem};
use kaocheng_engine::columns::Columns;

/// A large file that may be taken over.
#[derive(Clone, Debug)]
pub struct BulkRead {
    /// Units and figures.
    pub columns: Columns,
    /// Rows of the file under its header.
    pub rows: usize,
    /// What was found besides; none of it an error.
    pub problems: Vec<Problem>,
    /// Problems beyond those listed.
    pub unlisted: usize,
}

/// Everything that is wrong with a large file of which nothing was taken.
#[derive(Clone, Debug, Default)]
pub struct BulkRefused {
    /// What was found; the first of them if there are very many. At least one is an error.
    pub problems: Vec<Problem>,
    /// Problems beyond those listed.
    pub unlisted: usize,
    /// How many of all problems are errors.
    pub errors: usize,
}

impl From<Found> for BulkRefused {
    fn from(found: Found) -> BulkRefused {
        BulkRefused { problems: found.list, unlisted: found.unlisted, errors: found.errors }
    }
}

impl From<Problem> for BulkRefused {
    fn from(problem: Problem) -> BulkRefused {
        let mut found = Found::default();
        found.push(problem);
        found.into()
    }
}
