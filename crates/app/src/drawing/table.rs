//! The small tables that an office fills in for a draw: people, measures, visits of the last round.

use crate::file;
use crate::folder::name_of;
use crate::message::{Failure, Lang};
use crate::problems;
use crate::terminal::Terminal;
use kaocheng_exchange::guard;
use kaocheng_exchange::problem::{Kind, Place, Problem};
use kaocheng_exchange::workbook::{Limits, Row, read_file};
use std::path::Path;

/// A column that a table may have.
pub struct Column {
    /// The words that head it, divided by ` / `.
    pub words: &'static str,
    /// Whether a table without it is refused.
    pub needed: bool,
}

/// A row: its number in the file, and what stands in each column asked for.
pub struct Entry {
    /// Counted from 1.
    pub row: u32,
    /// In the order of the columns; empty where there is nothing.
    pub fields: Vec<String>,
}

impl Entry {
    /// What stands in a column.
    pub fn field(&self, column: usize) -> &str {
        self.fields.get(column).map_or("", String::as_str)
    }
}

/// Reads the first sheet with content. Tables about persons are refused.
pub fn read(path: &Path, columns: &[Column], terminal: &Terminal) -> Result<Vec<Entry>, Failure> {
    let bytes = file::read_named(path, terminal.lang())?;
    entries(&name_of(path), &bytes, columns).map_err(|problem| {
        problems::say(&[*problem], 0, terminal);
        Failure::Problems
    })
}

fn entries(file: &str, bytes: &[u8], columns: &[Column]) -> Result<Vec<Entry>, Box<Problem>> {
    let book = read_file(file, bytes, &Limits::for_units())?;
    let here = Place::file(file);
    let sheet = book.sheets.into_iter().find(|s| !s.rows.is_empty());
    let rows = sheet.map(|s| s.rows).unwrap_or_default();
    let Some((head, body)) = rows.split_first() else { return Err(here.problem(Kind::EmptyFile).into()) };
    for (column, cell) in &head.cells {
        let header = cell.shown();
        if guard::refused(&header).is_some() {
            return Err(here.cell(head.number, *column).problem(Kind::PersonalRecords { column: header }).into());
        }
    }
    let mut at = Vec::new();
    for column in columns {
        let found = position(head, column.words);
        if found.is_none() && column.needed {
            return Err(here.row(head.number).problem(Kind::MissingColumn { names: column.words }).into());
        }
        at.push(found);
    }
    let entry = |row: &Row| Entry {
        row: row.number,
        fields: at.iter().map(|column| column.map(|c| row.text(c)).unwrap_or_default()).collect(),
    };
    Ok(body.iter().map(entry).collect())
}

fn position(head: &Row, words: &str) -> Option<u32> {
    let heads = |text: &str| words.split(" / ").any(|word| word == text.trim().to_lowercase());
    head.cells.iter().find(|(_, cell)| heads(&cell.shown())).map(|(column, _)| *column)
}

/// The table that is written for an office to read in its language: a header in that language, then rows.
pub fn text(header: [&str; 2], rows: &[Vec<String>], lang: Lang) -> String {
    let mut text = String::new();
    let quoted = |field: &str| {
        let plain = !field.contains([',', '"', '\n']);
        if plain { field.to_owned() } else { format!("\"{}\"", field.replace('"', "\"\"")) }
    };
    text.push_str(header[usize::from(lang == Lang::En)]);
    text.push('\n');
    for row in rows {
        text.push_str(&row.iter().map(|f| quoted(f)).collect::<Vec<_>>().join(","));
        text.push('\n');
    }
    text
}
