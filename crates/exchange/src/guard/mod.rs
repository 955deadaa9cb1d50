//! The guard: a scheme assesses organisations by aggregate figures, so files about persons are refused whole.
//!
//! A refusal names the column and nothing else; no cell of a refused file is kept, shown or counted.

mod identity;
mod list;
mod words;

pub use list::{Refusal, refused};

use crate::problem::{Kind, Place, Problem, column_name};
use crate::words::shorten;
use crate::workbook::{Cell, Limits, Row, Sheet, Workbook, read_file};
use identity::Columns;
use kaocheng_compile::plan::{InputIx, Plan};

/// How many rows from the top can be headers where nothing tells which row is one.
const HEADER_ROWS: usize = 20;

/// The first reason to refuse a workbook. `header` gives the last header row of a sheet whose table was recognised; in
/// other sheets every leading row of nothing but text counts as one.
pub(crate) fn refuse(book: &Workbook, header: &dyn Fn(&Sheet) -> Option<u32>) -> Option<Problem> {
    book.sheets.iter().find_map(|sheet| {
        let here = Place::sheet(&book.file, sheet.name.as_deref());
        let name = sheet.name.as_deref().unwrap_or_default();
        if refused(name).is_some() {
            return Some(here.problem(Kind::PersonalRecords { column: shorten(name) }));
        }
        let last = header(sheet).unwrap_or_else(|| leading_text(sheet));
        let headers = sheet.rows.iter().take_while(|row| row.number <= last);
        headers
            .flat_map(header_cells)
            .find_map(|(row, column, text)| {
                refused(&text)?;
                Some(here.cell(row, column).problem(Kind::PersonalRecords { column: shorten(&text) }))
            })
            .or_else(|| persons_by_value(sheet, last, &here))
    })
}

/// Whether a file that is kept and not read for figures may be kept: tables in it, also inside a ZIP archive, may not be
/// about persons. A table that cannot be read cannot be held against the list, so it is refused.
pub fn check_file(name: &str, bytes: &[u8]) -> Result<(), Box<Problem>> {
    let is_table = |name: &str| name.to_lowercase().ends_with(".csv") || name.to_lowercase().ends_with(".xlsx");
    let limits = Limits::default();
    if !bytes.starts_with(b"PK") && !is_table(name) {
        return Ok(());
    }
    let archive = bytes.starts_with(b"PK").then(|| zip::ZipArchive::new(std::io::Cursor::new(bytes)).ok()).flatten();
    match archive {
        Some(archive) if archive.index_for_name("word/document.xml").is_some() => Ok(()),
        Some(mut archive) if archive.index_for_name("xl/workbook.xml").is_none() => {
            let names: Vec<String> =
                archive.file_names().flatten().map(|name| name.into_owned()).filter(|name| is_table(name)).collect();
            let mut left = limits.unpacked;
            for inner in names {
                let unreadable = || Box::new(Place::file(&inner).problem(Kind::NotAWorkbook));
                let part = archive.by_name(&inner).map_err(|_| unreadable())?;
                let mut bytes = Vec::new();
                std::io::Read::read_to_end(&mut std::io::Read::take(part, limits.bytes.min(left) + 1), &mut bytes)
                    .map_err(|_| unreadable())?;
                left = left.checked_sub(bytes.len() as u64).ok_or_else(unreadable)?;
                check_table(&inner, &bytes, &limits)?;
            }
            Ok(())
        }
        _ => check_table(name, bytes, &limits),
    }
}

fn check_table(name: &str, bytes: &[u8], limits: &Limits) -> Result<(), Box<Problem>> {
    let book = read_file(name, bytes, limits)?;
    refuse(&book, &|_| None).map_or(Ok(()), |problem| Err(Box::new(problem)))
}

/// The number of the last row, from the top, of nothing but text.
fn leading_text(sheet: &Sheet) -> u32 {
    let text_only = |row: &&Row| row.cells.iter().all(|(_, cell)| matches!(cell, Cell::Text(_)));
    sheet.rows.iter().take(HEADER_ROWS).take_while(text_only).last().map_or(0, |row| row.number)
}

/// Cells that can be headers: short, and no sentences. A sentence may say what a sheet does not ask for.
fn header_cells(row: &Row) -> impl Iterator<Item = (u32, u32, String)> + '_ {
    row.cells.iter().filter_map(|(column, cell)| {
        let Cell::Text(text) = cell else { return None };
        let sentence = text.contains(['。', ';', '；', '!', '！']) || text.ends_with('.');
        (!sentence && text.chars().count() <= 40).then(|| (row.number, *column, text.to_string()))
    })
}

/// Columns whose cells are identity numbers or mobile phone numbers, whatever their header.
fn persons_by_value(sheet: &Sheet, header: u32, here: &Place) -> Option<Problem> {
    let mut columns = Columns::default();
    for row in sheet.rows.iter().filter(|r| r.number > header) {
        for (column, cell) in &row.cells {
            columns.take(*column, &cell.shown());
        }
    }
    let column = columns.persons()?;
    let head = sheet.rows.iter().filter(|r| r.number <= header).rev().find_map(|r| r.cell(column)).map(Cell::shown);
    // A header that is itself such a number is content, not a name.
    let head = head.filter(|h| !identity::is_personal(h)).map(|h| shorten(&h));
    let place = Place { column: Some(column), ..here.clone() };
    Some(place.problem(Kind::PersonalRecords { column: head.unwrap_or_else(|| column_name(column)) }))
}

/// Whether a text is or holds an identity number or a mobile phone number: no id of anything that we keep.
pub fn is_personal(text: &str) -> bool {
    identity::is_personal(text)
}

/// The least number that can be one of a person: eleven digits, the first of which are 13.
pub(crate) const LEAST_PERSONAL: i64 = 13_000_000_000;

/// Whether the texts of one column are identity numbers or mobile phone numbers, by the rules for cells. Texts with
/// fewer digits than such numbers have are counted and not looked at.
pub(crate) fn are_personal(texts: impl Iterator<Item = impl AsRef<str>>) -> bool {
    let mut columns = Columns::default();
    let mut short = 0;
    for text in texts {
        let text = text.as_ref();
        if text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '０'..='９')).count() < 11 {
            short += 1;
        } else {
            columns.take(1, text);
        }
    }
    columns.skip(1, short);
    columns.persons().is_some()
}

/// The inputs of a plan that ask for persons' records: such a scheme gets no template.
pub fn refused_inputs(plan: &Plan) -> Vec<(InputIx, Refusal)> {
    let label = |input: &kaocheng_compile::plan::Input| refused(&input.label);
    plan.inputs.iter().enumerate().filter_map(|(ix, input)| Some((InputIx(ix), label(input)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::check_file;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    const PERSONS: &str = "姓名,身份证号\n甲,无\n";
    const UNITS: &str = "单位,覆盖率\n清河镇,45%\n";

    fn zipped(name: &str, text: &str) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn kept_tables_are_held_against_the_list() {
        assert!(check_file("a.csv", PERSONS.as_bytes()).is_err());
        assert!(check_file("a.csv", UNITS.as_bytes()).is_ok());
        assert!(check_file("a.txt", "会议纪要".as_bytes()).is_ok());
        assert!(check_file("a.zip", &zipped("in/名单.csv", PERSONS)).is_err());
        assert!(check_file("a.zip", &zipped("in/数据.csv", UNITS)).is_ok());
        assert!(check_file("a.xlsx", b"PK\x03\x04broken").is_err());
    }
}
