//! Files of registers → typed rows, or typed problems with their place: `letters`, `groups`, `exchange`,
//! `assessments`, `rectification`, `visits`, each as CSV or XLSX with headers in Chinese or English.
//!
//! What the rows mean together (who has no letter, what is late) is `kaocheng-register`'s; here only cells are read. A
//! file with an error gives no rows: a calendar of half a register would be wrong without saying so.

mod assessments;
mod exchange;
mod groups;
mod letters;
mod rectification;
mod visits;

pub use assessments::read_assessments;
pub use exchange::read_exchange;
pub use groups::read_groups;
pub use letters::read_letters;
pub use rectification::read_rectification;
pub use visits::read_visits;

use crate::problem::{Found, Kind, Place, Problem};
use crate::rows::{Cells, Columns};
use crate::workbook::Row;
use kaocheng_engine::table::Units;
use kaocheng_register::Fault;

/// The rows of a register and where they stand, or what is wrong with the file.
#[derive(Clone, Debug)]
pub struct Register<T> {
    /// The rows; none when there is an error.
    pub rows: Vec<T>,
    /// The place of each.
    pub places: Vec<Place>,
    /// What was found.
    pub problems: Vec<Problem>,
    /// Problems beyond those listed.
    pub unlisted: usize,
    /// How many are errors.
    pub errors: usize,
}

impl<T> Register<T> {
    /// A finding about a row, with its place in the file.
    pub fn problem(&self, fault: &Fault) -> Problem {
        let place = |row: usize| self.places.get(row).cloned().unwrap_or_default();
        let first = fault.first.map(|row| place(row).to_string());
        place(fault.row).problem(Kind::Register { fault: fault.kind.clone(), first })
    }
}

/// Reads a register: `of_row` makes an entry of a row, or leaves a problem.
pub(crate) fn read<T>(
    file: &str,
    bytes: &[u8],
    units: &Units,
    columns: &'static Columns<usize>,
    of_row: impl Fn(&mut Cells<usize>, &Row) -> Option<T>,
) -> Register<T> {
    let mut found = Found::default();
    let (mut rows, mut places) = (Vec::new(), Vec::new());
    if let Some(file) = columns.open(file, bytes, &mut found) {
        let mut cells = Cells::new(&file, units, &mut found);
        for row in file.rows() {
            if let Some(entry) = of_row(&mut cells, row) {
                rows.push(entry);
                places.push(file.here.row(row.number));
            }
        }
    }
    let Found { list: problems, unlisted, errors } = found;
    if errors > 0 {
        (rows, places) = (Vec::new(), Vec::new());
    }
    Register { rows, places, problems, unlisted, errors }
}
