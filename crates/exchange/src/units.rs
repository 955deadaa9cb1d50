//! `units.csv` and `units.xlsx`: the organisations of a round.

use crate::guard;
use crate::nearest::Nearest;
use crate::problem::{Found, Kind, Place, Problem, column_name};
use crate::words::{Role, role, shorten};
use crate::workbook::{Limits, Row, Sheet, Workbook, read_file};
use kaocheng_engine::table::{UnitRow, Units, UnitsError};
use std::collections::HashMap;

/// A list of units, or everything that is wrong with it.
#[derive(Debug)]
pub struct UnitsRead {
    /// The units; `None` when a problem is an error.
    pub units: Option<Units>,
    /// What was found.
    pub problems: Vec<Problem>,
    /// Problems beyond those listed.
    pub unlisted: usize,
}

/// Reads a list of units: a row each, columns by header. Code, name and level are needed; the unit above and the class are
/// not.
pub fn read_units(file: &str, bytes: &[u8]) -> UnitsRead {
    let refused = |problem| UnitsRead { units: None, problems: vec![problem], unlisted: 0 };
    let book = match read_file(file, bytes, &Limits::for_units()) {
        Ok(book) => book,
        Err(problem) => return refused(*problem),
    };
    let Some((sheet, header)) = table_of(&book) else {
        let content = book.sheets.iter().any(|s| !s.rows.is_empty());
        let kind = if content { Kind::MissingColumn { names: "code / 编码" } } else { Kind::EmptyFile };
        return guard::refuse(&book, &|_| None).map_or_else(|| refused(Place::file(file).problem(kind)), refused);
    };
    let name = sheet.name.clone();
    if let Some(problem) = guard::refuse(&book, &|s| (s.name == name).then_some(header)) {
        return refused(problem);
    }
    Reading { here: Place::sheet(file, sheet.name.as_deref()), found: Found::default() }.read(sheet, header)
}

/// The first visible sheet with a row that names a code column, and that row's number.
fn table_of(book: &Workbook) -> Option<(&Sheet, u32)> {
    book.sheets.iter().filter(|s| s.visible).find_map(|sheet| {
        let header = sheet.rows.iter().take(20).find(|row| columns(row).iter().any(|(r, ..)| *r == Role::Code))?;
        Some((sheet, header.number))
    })
}

/// The columns of a header row that mean something here: role, column and header.
fn columns(row: &Row) -> Vec<(Role, u32, String)> {
    row.cells
        .iter()
        .filter_map(|(column, cell)| {
            let header = cell.shown();
            // A bare 单位 heads the code where a list has no other.
            let role = match role(&header)? {
                Role::Unit => Role::Code,
                other => other,
            };
            Some((role, *column, header))
        })
        .collect()
}

struct Reading {
    here: Place,
    found: Found,
}

impl Reading {
    fn problem(&mut self, place: Place, kind: Kind) {
        self.found.push(place.problem(kind));
    }

    fn read(mut self, sheet: &Sheet, header: u32) -> UnitsRead {
        let mut at: HashMap<Role, u32> = HashMap::new();
        let Some(head) = sheet.rows.iter().find(|r| r.number == header) else { return self.done(None) };
        for (role, column, text) in columns(head) {
            if let Some(first) = at.get(&role) {
                let kind = Kind::DuplicateColumn { found: shorten(&text), first: column_name(*first) };
                self.problem(self.here.cell(header, column), kind);
            } else {
                at.insert(role, column);
            }
        }
        for (role, names) in [(Role::Name, "name / 名称"), (Role::Level, "level / 层级")] {
            if !at.contains_key(&role) {
                self.problem(self.here.row(header), Kind::MissingColumn { names });
            }
        }
        let body: Vec<&Row> = sheet.rows.iter().filter(|r| r.number > header).collect();
        for row in &body {
            if row.fields != head.fields {
                let kind = Kind::RaggedRow { found: row.fields, expected: head.fields };
                self.problem(self.here.row(row.number), kind);
            }
        }
        let text = |row: &Row, role: Role| at.get(&role).map(|c| row.text(*c)).unwrap_or_default();
        let rows: Vec<UnitRow> = body
            .iter()
            .map(|row| UnitRow {
                code: text(row, Role::Code),
                name: text(row, Role::Name),
                level: text(row, Role::Level),
                class: text(row, Role::Class),
                parent: text(row, Role::Parent),
            })
            .collect();
        if rows.is_empty() {
            self.problem(self.here.clone(), Kind::EmptyFile);
        }
        match Units::new(rows.clone()) {
            Ok(units) => self.done(Some(units)),
            Err(errors) => {
                self.explain(errors, &rows, &body, &at);
                self.done(None)
            }
        }
    }

    fn explain(&mut self, errors: Vec<UnitsError>, rows: &[UnitRow], body: &[&Row], at: &HashMap<Role, u32>) {
        let mut nearest = Nearest::default();
        let number = |ix: usize| body.get(ix).map_or(0, |r| r.number);
        let column = |role| at.get(&role).copied().unwrap_or(1);
        for error in errors {
            let (ix, role) = match error {
                UnitsError::NoCode(ix) => (ix, Role::Code),
                UnitsError::Duplicate { second, .. } => (second, Role::Code),
                UnitsError::UnknownParent(ix) | UnitsError::Cycle(ix) => (ix, Role::Parent),
            };
            let Some(row) = rows.get(ix) else { continue };
            let kind = match error {
                UnitsError::NoCode(_) => Kind::UnitWithoutCode,
                UnitsError::Duplicate { first, .. } => {
                    Kind::DuplicateUnit { unit: shorten(&row.code), first: number(first) }
                }
                UnitsError::UnknownParent(_) => Kind::UnknownParent {
                    found: shorten(&row.parent),
                    nearest: nearest.of(&row.parent, rows.iter().map(|r| r.code.as_str())).map(shorten),
                },
                UnitsError::Cycle(_) => Kind::ParentCycle { unit: round_of(rows, row) },
            };
            self.problem(self.here.cell(number(ix), column(role)), kind);
        }
    }

    fn done(self, units: Option<Units>) -> UnitsRead {
        let units = units.filter(|_| self.found.list.is_empty());
        UnitsRead { units, problems: self.found.list, unlisted: self.found.unlisted }
    }
}

/// The codes from a unit up to itself: `A → B → A`.
fn round_of(rows: &[UnitRow], start: &UnitRow) -> String {
    let parents: HashMap<&str, &str> = rows.iter().map(|r| (r.code.as_str(), r.parent.as_str())).collect();
    let mut codes = vec![shorten(&start.code)];
    let mut at = start.parent.as_str();
    while at != start.code && codes.len() < 8 {
        codes.push(shorten(at));
        at = parents.get(at).copied().unwrap_or_default();
    }
    codes.push(if at == start.code { shorten(at) } else { "…".to_owned() });
    codes.join(" → ")
}
