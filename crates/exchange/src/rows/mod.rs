//! A file with a row an entry and columns by their headers → its rows, each cell under what its column means.
//!
//! What the columns mean is the caller's: findings, disputes, facts, decisions and registers are read this way. A header
//! that means nothing is an error and not skipped, and a file about persons is refused whole.

mod cells;

pub(crate) use cells::{Cells, whole};

use crate::guard;
use crate::nearest::Nearest;
use crate::problem::{Found, Kind, Place, column_name};
use crate::words::{key, shorten};
use crate::workbook::{Cell, Limits, Row, Sheet, Workbook, read_file};
use kaocheng_syntax::clause::Language;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// How far down headers are looked for.
const HEADER_ROWS: usize = 20;

/// Columns that every file may have and none reads: numbers of rows, remarks, and the name beside a unit's code.
const BESIDE: &[&str] = &[
    "序号",
    "no",
    "no.",
    "#",
    "备注",
    "note",
    "notes",
    "remark",
    "remarks",
    "说明",
    "单位名称",
    "unit name",
    "unit_name",
];

/// What the columns of a kind of file mean.
pub(crate) struct Columns<C: 'static> {
    /// Every column, how messages name it, and its headers, the Chinese and the English one first.
    pub words: &'static [(C, &'static str, &'static [&'static str])],
    /// The columns that must be there.
    pub needed: &'static [C],
}

/// The rows of a file, read by columns.
pub(crate) struct Rows<C: 'static> {
    columns: &'static Columns<C>,
    book: Workbook,
    sheet: Sheet,
    header: u32,
    at: HashMap<C, u32>,
    /// The sheet, or the file where there are none.
    pub here: Place,
}

impl<C: Copy + Eq + Hash> Columns<C> {
    /// What a header means.
    fn of(&self, header: &str) -> Option<C> {
        let header = key(header);
        self.words.iter().find(|(.., words)| words.iter().any(|w| key(w) == header)).map(|(column, ..)| *column)
    }

    /// A column as messages name it: `kind / 事项`.
    pub fn name(&self, column: C) -> &'static str {
        self.words.iter().find(|(c, ..)| *c == column).map_or("", |(_, name, _)| name)
    }

    /// The headers of an empty file in a language, in order.
    pub fn headers(&self, language: Language) -> Vec<(C, &'static str)> {
        let at = usize::from(language == Language::English);
        self.words.iter().filter_map(|(column, _, words)| Some((*column, *words.get(at)?))).collect()
    }

    /// Reads a file; `None` when nothing of it can be used, with the reason in `found`.
    pub fn open(&'static self, file: &str, bytes: &[u8], found: &mut Found) -> Option<Rows<C>> {
        let book = match read_file(file, bytes, &Limits::for_units()) {
            Ok(book) => book,
            Err(problem) => {
                found.push(*problem);
                return None;
            }
        };
        let head = self.head(&book);
        let name = head.map(|(sheet, _)| sheet.name.clone());
        let is_head = |s: &Sheet| head.filter(|_| Some(&s.name) == name.as_ref()).map(|(_, row)| row);
        if let Some(problem) = guard::refuse(&book, &is_head) {
            found.push(problem);
            return None;
        }
        let Some((sheet, header)) = head else {
            let content = book.sheets.iter().any(|s| !s.rows.is_empty());
            let names = self.needed.first().map_or("", |c| self.name(*c));
            let kind = if content { Kind::MissingColumn { names } } else { Kind::EmptyFile };
            found.push(Place::file(file).problem(kind));
            return None;
        };
        for other in book.sheets.iter().filter(|s| s.visible && !s.rows.is_empty() && s.name != sheet.name) {
            let name = other.name.as_deref();
            let kind = Kind::SheetNotRead { sheet: shorten(name.unwrap_or_default()) };
            found.push(Place::sheet(file, name).problem(kind));
        }
        let (sheet, here) = (sheet.clone(), Place::sheet(file, sheet.name.as_deref()));
        let at = self.places(&sheet, header, &here, found);
        if self.needed.iter().any(|column| !at.contains_key(column)) {
            return None;
        }
        let rows = Rows { columns: self, book, sheet, header, at, here };
        rows.ragged(found);
        Some(rows)
    }

    /// The visible sheet and row with most of the columns' headers, two at least.
    fn head<'b>(&self, book: &'b Workbook) -> Option<(&'b Sheet, u32)> {
        let known = |row: &Row| {
            let found: HashSet<C> = row.cells.iter().filter_map(|(_, cell)| self.of(&cell.shown())).collect();
            found.len()
        };
        let visible = book.sheets.iter().filter(|s| s.visible);
        let rows = visible.flat_map(|sheet| sheet.rows.iter().take(HEADER_ROWS).map(move |row| (sheet, row)));
        let mut best: Option<(usize, &Sheet, u32)> = None;
        for (sheet, row) in rows {
            let count = known(row);
            if count >= 2 && best.is_none_or(|(most, ..)| count > most) {
                best = Some((count, sheet, row.number));
            }
        }
        best.map(|(_, sheet, row)| (sheet, row))
    }

    /// The columns of the header row; what is unknown, double or missing is a problem.
    fn places(&self, sheet: &Sheet, header: u32, here: &Place, found: &mut Found) -> HashMap<C, u32> {
        let mut at: HashMap<C, u32> = HashMap::new();
        let mut nearest = Nearest::default();
        let head = sheet.rows.iter().find(|r| r.number == header);
        for (column, cell) in head.iter().flat_map(|row| &row.cells) {
            let text = cell.shown();
            let place = here.cell(header, *column);
            match self.of(&text) {
                Some(known) => match at.get(&known) {
                    Some(first) => {
                        let kind = Kind::DuplicateColumn { found: shorten(&text), first: column_name(*first) };
                        found.push(place.problem(kind));
                    }
                    None => {
                        at.insert(known, *column);
                    }
                },
                None if BESIDE.iter().any(|word| key(word) == key(&text)) => {}
                None => {
                    let all = self.words.iter().flat_map(|(.., words)| words.iter().copied());
                    let nearest = nearest.of(&text, all).map(shorten);
                    found.push(place.problem(Kind::UnknownColumn { found: shorten(&text), nearest }));
                }
            }
        }
        for column in self.needed.iter().filter(|c| !at.contains_key(c)) {
            found.push(here.row(header).problem(Kind::MissingColumn { names: self.name(*column) }));
        }
        at
    }
}

impl<C: Copy + Eq + Hash> Rows<C> {
    /// The rows under the header.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.sheet.rows.iter().filter(|row| row.number > self.header)
    }

    /// The file as it was read, for the dates of its cells.
    pub fn book(&self) -> &Workbook {
        &self.book
    }

    /// What stands in a column of a row.
    pub fn cell<'r>(&self, row: &'r Row, column: C) -> Option<&'r Cell> {
        row.cell(*self.at.get(&column)?)
    }

    /// The same as text, dates written out; empty for nothing.
    pub fn text(&self, row: &Row, column: C) -> String {
        self.cell(row, column).map(|cell| self.book.date(cell).trim().to_owned()).unwrap_or_default()
    }

    /// The place of a column in a row; the row where the file has no such column.
    pub fn place(&self, row: &Row, column: C) -> Place {
        match self.at.get(&column) {
            Some(at) => self.here.cell(row.number, *at),
            None => self.here.row(row.number),
        }
    }

    fn ragged(&self, found: &mut Found) {
        let Some(head) = self.sheet.rows.iter().find(|r| r.number == self.header) else { return };
        for row in self.rows().filter(|row| self.sheet.name.is_none() && row.fields != head.fields) {
            let kind = Kind::RaggedRow { found: row.fields, expected: head.fields };
            found.push(self.here.row(row.number).problem(kind));
        }
    }
}
