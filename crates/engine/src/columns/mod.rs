//! Units and figures by column: what the columnar evaluator reads, and what readers of large files build.
//!
//! A number is a whole number over the column's scale, so 12.34 at scale 100 is 1234. Nothing here is rounded: what does
//! not fit one scale is kept as exact rationals.

mod absent;
mod change;
mod from_table;
mod numbers;
mod units;

pub use absent::Absent;
pub use from_table::{columns_of, unit_columns_of};
pub use numbers::{Column, Numbers};
pub use units::{Codes, NO_PARENT, UnitColumns, UnitColumnsError};

/// The figures of all units for the inputs of one plan, in the order of the plan's inputs and of the units.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// The units.
    pub units: UnitColumns,
    /// A column an input.
    pub inputs: Vec<Column>,
}
