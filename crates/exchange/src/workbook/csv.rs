//! CSV, and the tab- and semicolon-separated text that spreadsheets give under the same name.

use super::limits::{Counter, Limits};
use super::{Cell, Row, Sheet, Workbook, encoding};
use crate::problem::{Kind, Place, Problem};
use std::sync::Arc;

pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<Workbook, Box<Problem>> {
    let here = Place::file(file);
    let text = encoding::decode(bytes).ok_or_else(|| here.clone().problem(Kind::UnknownEncoding))?;
    if text.trim().is_empty() {
        return Err(here.problem(Kind::EmptyFile).into());
    }
    let mut counter = Counter::new(limits);
    let mut sheet = Sheet { visible: true, ..Sheet::default() };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let lines = Lines::new(&text);
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => return Err(here.problem(Kind::UnknownEncoding).into()),
        }
        let start = record.position().map_or(0, |p| usize::try_from(p.byte()).unwrap_or(usize::MAX));
        let number = lines.number(start);
        if let Some(row) = row(&record, number, &mut counter).map_err(|kind| here.row(number).problem(kind))? {
            counter.row(sheet.rows.len()).map_err(|kind| here.clone().problem(kind))?;
            sheet.rows.push(row);
        }
    }
    Ok(Workbook { file: file.to_owned(), sheets: vec![sheet], from_1904: false })
}

fn row(record: &csv::StringRecord, number: u32, counter: &mut Counter) -> Result<Option<Row>, Kind> {
    let mut cells = Vec::new();
    for (column, field) in (1u32..).zip(record) {
        let field = field.trim();
        if !field.is_empty() {
            counter.cell(column)?;
            counter.text(field.len())?;
            cells.push((column, Cell::Text(Arc::from(field))));
        }
    }
    Ok((!cells.is_empty()).then_some(Row { number, cells, fields: record.len() }))
}

/// The separator that the first line has most of; a comma when it has none.
pub(crate) fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|l| !l.trim().is_empty()).unwrap_or("");
    let count = |c: char| first.matches(c).count();
    [('\t', b'\t'), (';', b';')]
        .into_iter()
        .filter(|(c, _)| count(*c) > count(','))
        .max_by_key(|(c, _)| count(*c))
        .map_or(b',', |(_, byte)| byte)
}

/// Line numbers by byte: the reader's own position may lie before blank lines that it skips.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Lines<'t> {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Lines { text, starts }
    }

    fn number(&self, byte: usize) -> u32 {
        let rest = self.text.get(byte..).unwrap_or("");
        let skipped = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let line = self.starts.partition_point(|start| *start <= byte + skipped);
        u32::try_from(line).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let book = read("f.csv", text.as_bytes(), &Limits::default()).unwrap();
        let cells = |r: &Row| r.cells.iter().map(|(_, c)| c.shown()).collect();
        book.sheets[0].rows.iter().map(|r| (r.number, cells(r))).collect()
    }

    #[test]
    fn line_numbers_survive_blank_lines_and_quoted_breaks() {
        let found = rows("a,b\r\n\r\n\n1,\"x\ny\"\n,\n2,z\n");
        let expected = [(1, vec!["a", "b"]), (4, vec!["1", "x\ny"]), (7, vec!["2", "z"])];
        assert_eq!(found, expected.map(|(n, c)| (n, c.into_iter().map(String::from).collect())));
    }

    #[test]
    fn tabs_and_semicolons_separate_too() {
        assert_eq!(rows("a\tb\n1\t2,5\n")[1].1, ["1", "2,5"]);
        assert_eq!(rows("a;b\n1;2\n")[1].1, ["1", "2"]);
    }
}
