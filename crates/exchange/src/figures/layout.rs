//! How the figures of a sheet are laid out: which row heads them, and what each column holds.

use super::names::{InputNames, Known};
use crate::template::stamp::Stamp;
use crate::words::{Role, role};
use crate::workbook::{Cell, Row, Sheet};
use kaocheng_compile::plan::InputIx;
use std::collections::HashMap;

/// How far down headers are looked for.
const HEADER_ROWS: usize = 20;

/// A sheet's layout.
pub(super) struct Layout {
    /// The last row of headers.
    pub header: u32,
    /// The row that names the columns.
    pub names: u32,
    /// The number of fields of that row.
    pub fields: usize,
    /// The columns that tell the unit.
    pub unit: UnitColumns,
    /// Long or wide.
    pub kind: LayoutKind,
    /// Other columns by what they hold.
    pub roles: HashMap<Role, u32>,
}

/// Where the unit stands: its code (or name) and its name beside it.
pub(super) struct UnitColumns {
    pub unit: Option<u32>,
    pub name: Option<u32>,
}

/// The two layouts.
pub(super) enum LayoutKind {
    /// A row a figure.
    Long(LongColumns),
    /// A row a unit; the columns with a header.
    Wide(Vec<WideColumn>),
}

/// The columns of a long file; one that is missing is a problem.
pub(super) struct LongColumns {
    pub input: Option<u32>,
    pub value: Option<u32>,
}

/// A column of a wide file.
pub(super) struct WideColumn {
    pub column: u32,
    pub header: String,
    pub known: Known,
}

impl Layout {
    /// Whether the sheet is surely one of figures.
    pub fn names_inputs(&self) -> bool {
        match &self.kind {
            LayoutKind::Long(_) => true,
            LayoutKind::Wide(columns) => columns.iter().any(|c| matches!(c.known, Known::One(_))),
        }
    }

    /// The columns that are read.
    pub fn columns(&self) -> impl Iterator<Item = u32> + '_ {
        let wide = match &self.kind {
            LayoutKind::Wide(columns) => columns.as_slice(),
            LayoutKind::Long(_) => &[],
        };
        let long = match &self.kind {
            LayoutKind::Long(LongColumns { input, value }) => [*input, *value],
            LayoutKind::Wide(_) => [None, None],
        };
        [self.unit.unit].into_iter().chain(long).flatten().chain(wide.iter().map(|c| c.column))
    }
}

/// The layout of a sheet; `None` when no row of it can head figures.
pub(super) fn of(sheet: &Sheet, names: &InputNames, stamp: Option<&Stamp>) -> Option<Layout> {
    let head: Vec<&Row> = sheet.rows.iter().take(HEADER_ROWS).collect();
    if let Some(layout) = head.iter().find_map(|row| long(row)) {
        return Some(layout);
    }
    let named = |layout: &Layout| match &layout.kind {
        LayoutKind::Wide(columns) => columns.iter().filter(|c| !matches!(c.known, Known::Nothing)).count(),
        LayoutKind::Long(_) => 0,
    };
    // Templates name their columns twice, in words and by id: of equals the later row counts, next to the figures.
    let mut best = head.iter().filter_map(|row| wide(row, names)).max_by_key(|layout| (named(layout), layout.names))?;
    if let Some(stamp) = stamp {
        by_stamp(&mut best, sheet, names, stamp);
    }
    let unit = best.unit.unit;
    let heads = |row: &&&Row| unit.and_then(|c| row.cell(c)).is_some_and(|c| is_unit_word(&c.shown()));
    best.header = head.iter().filter(heads).map(|row| row.number).max().unwrap_or(best.names).max(best.names);
    Some(best)
}

fn is_unit_word(text: &str) -> bool {
    matches!(role(text), Some(Role::Unit | Role::Code))
}

/// A row with at least two of the three columns that a long file needs.
fn long(row: &Row) -> Option<Layout> {
    let roles = roles(row);
    let (unit, input, value) = (unit_columns(&roles), roles.get(&Role::Input), roles.get(&Role::Value));
    let found = [unit.unit.as_ref(), input, value].iter().flatten().count();
    let kind = LayoutKind::Long(LongColumns { input: input.copied(), value: value.copied() });
    (found >= 2).then_some(Layout { header: row.number, names: row.number, fields: row.fields, unit, kind, roles })
}

/// A row that names the unit and has other columns.
fn wide(row: &Row, names: &InputNames) -> Option<Layout> {
    let roles = roles(row);
    let unit = unit_columns(&roles);
    unit.unit?;
    let of_long = [Role::Input, Role::Value, Role::Denominator];
    let ours: Vec<u32> = roles.iter().filter(|(role, _)| !of_long.contains(role)).map(|(_, column)| *column).collect();
    let columns: Vec<WideColumn> = row
        .cells
        .iter()
        .filter_map(|(column, cell)| {
            let header = match cell {
                Cell::Text(text) => text.to_string(),
                // Ids such as 1.1 become numbers in a spreadsheet.
                Cell::Number(..) => cell.shown(),
                _ => return None,
            };
            let known = names.find(&header);
            let kept = !ours.contains(column) || !matches!(known, Known::Nothing);
            (kept && unit.unit != Some(*column)).then_some(WideColumn { column: *column, header, known })
        })
        .collect();
    let kind = LayoutKind::Wide(columns);
    Some(Layout { header: row.number, names: row.number, fields: row.fields, unit, kind, roles })
}

fn roles(row: &Row) -> HashMap<Role, u32> {
    let mut roles = HashMap::new();
    for (column, cell) in &row.cells {
        if let Cell::Text(text) = cell
            && let Some(role) = role(text)
        {
            roles.entry(role).or_insert(*column);
        }
    }
    roles
}

/// The code if there is a column for it, else the unit, else the name.
fn unit_columns(roles: &HashMap<Role, u32>) -> UnitColumns {
    let of = |role: Role| roles.get(&role).copied();
    let by_word = of(Role::Code).or(of(Role::Unit));
    let beside = if of(Role::Code).is_some() { of(Role::Name).or(of(Role::Unit)) } else { of(Role::Name) };
    UnitColumns { unit: by_word.or(of(Role::Name)), name: beside.filter(|_| by_word.is_some()) }
}

/// Headers that someone edited in a template: its hidden sheet still knows which column is which.
fn by_stamp(layout: &mut Layout, sheet: &Sheet, names: &InputNames, stamp: &Stamp) {
    let LayoutKind::Wide(columns) = &mut layout.kind else { return };
    let name = sheet.name.as_deref().unwrap_or_default();
    let taken: Vec<InputIx> =
        columns.iter().filter_map(|c| if let Known::One(ix) = c.known { Some(ix) } else { None }).collect();
    for column in columns.iter_mut().filter(|c| !matches!(c.known, Known::One(_))) {
        let id = stamp.columns.get(&(name.to_owned(), column.column));
        if let Some(Known::One(ix)) = id.map(|id| names.find(id))
            && !taken.contains(&ix)
        {
            column.known = Known::One(ix);
        }
    }
}
