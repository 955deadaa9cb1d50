//! A file with a row an entry and columns by their headers → its rows, each cell under what its column means.
//!
//! What the columns mean is the caller's: findings and disputes are read this way. A header that means nothing is an error
//! and not skipped, and a file about persons is refused whole.

use crate::guard;
use crate::nearest::Nearest;
use crate::problem::{Found, Kind, Place, column_name};
use crate::words::{key, shorten};
use crate::workbook::{Cell, Limits, Row, Sheet, Workbook, read_file};
use kaocheng_syntax::clause::Language;
use std::collections::HashMap;
use std::hash::Hash;

/// How far down headers are looked for.
const HEADER_ROWS: usize = 20;

/// What the columns of a kind of file mean.
pub(crate) struct Columns<C: 'static> {
    /// Every column, how messages name it, and its headers, the Chinese and the English one first.
    pub words: &'static [(C, &'static str, &'static [&'static str])],
    /// The columns that must be there.
    pub needed: &'static [C],
}

/// The rows of a file, read by columns.
pub(crate) struct Register<C> {
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
    pub fn open(&self, file: &str, bytes: &[u8], found: &mut Found) -> Option<Register<C>> {
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
        let register = Register { book, sheet, header, at, here };
        register.ragged(found);
        Some(register)
    }

    /// The first visible sheet with a row that names most of the needed columns, and that row's number.
    fn head<'b>(&self, book: &'b Workbook) -> Option<(&'b Sheet, u32)> {
        let named = |row: &Row| {
            let found: Vec<C> = row.cells.iter().filter_map(|(_, cell)| self.of(&cell.shown())).collect();
            self.needed.iter().filter(|c| found.contains(c)).count()
        };
        let enough = self.needed.len().div_ceil(2).max(1);
        book.sheets.iter().filter(|s| s.visible).find_map(|sheet| {
            let row = sheet.rows.iter().take(HEADER_ROWS).find(|row| named(row) >= enough)?;
            Some((sheet, row.number))
        })
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

impl<C: Copy + Eq + Hash> Register<C> {
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
