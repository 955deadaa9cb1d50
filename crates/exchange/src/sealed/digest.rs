//! Files → digests in which the order of rows does not count.
//!
//! A table (CSV or XLSX) is digested over the canonical JSON of `{"sheets": [{"head", "name", "rows"}]}`: for each visible
//! sheet with content its name (null in a CSV file), the cells of its first row, and the cells of the others, sorted by
//! their canonical text. Cells stand as text, trimmed, numbers of workbooks written out; blank cells at the end of a row
//! and blank rows are left out. So sorting a file, or saving it under another separator or encoding, changes nothing;
//! adding, deleting or altering a cell does. Every other file is digested byte by byte.

use crate::problem::Problem;
use crate::workbook::{Limits, Row, Sheet, Workbook, read_file};
use kaocheng_engine::sealed::{Json, SealedFile, digest};

/// The digest of a file under its name within the folder.
pub fn digest_of(name: &str, bytes: &[u8]) -> Result<SealedFile, Box<Problem>> {
    let lower = name.to_lowercase();
    // An empty table reads as no table; then its bytes are all that it has.
    if !(lower.ends_with(".csv") || lower.ends_with(".xlsx")) || bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(SealedFile { name: name.to_owned(), rows: None, sha256: digest(bytes) });
    }
    let book = read_file(name, bytes, &Limits::default())?;
    let sheets: Vec<&Sheet> = book.sheets.iter().filter(|s| s.visible && !s.rows.is_empty()).collect();
    let rows: usize = sheets.iter().map(|sheet| sheet.rows.len()).sum();
    let list = sheets.into_iter().map(|sheet| sheet_json(sheet, &book)).collect();
    let canonical = Json::object([("sheets", Json::List(list))]).canonical();
    let rows = Some(i64::try_from(rows).unwrap_or(i64::MAX));
    Ok(SealedFile { name: name.to_owned(), rows, sha256: digest(canonical.as_bytes()) })
}

fn sheet_json(sheet: &Sheet, book: &Workbook) -> Json {
    let mut rows: Vec<Json> = sheet.rows.iter().skip(1).map(|row| row_json(row, book)).collect();
    rows.sort_by_cached_key(Json::canonical);
    let head = sheet.rows.first().map_or(Json::Null, |row| row_json(row, book));
    Json::object([("head", head), ("name", Json::maybe(sheet.name.as_deref())), ("rows", Json::List(rows))])
}

fn row_json(row: &Row, book: &Workbook) -> Json {
    let last = row.cells.last().map_or(0, |(column, _)| *column);
    let cell = |column: u32| row.cell(column).map(|cell| book.date(cell)).unwrap_or_default();
    Json::List((1..=last).map(|column| Json::Text(cell(column))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, text: &str) -> SealedFile {
        digest_of(name, text.as_bytes()).unwrap()
    }

    #[test]
    fn the_order_of_rows_and_the_form_of_a_table_do_not_count() {
        let plain = of("f.csv", "单位,值\nA,1\nB,2\n");
        for same in ["单位,值\nB,2\nA,1\n", "\u{feff}单位,值\r\nA , 1\r\n\r\nB,2,,\r\n", "单位\t值\nA\t1\nB\t2\n"]
        {
            assert_eq!(of("f.csv", same), plain, "{same:?}");
        }
        assert_eq!(plain.rows, Some(3));
        assert_eq!(
            plain.sha256,
            digest(
                "{\"sheets\":[{\"head\":[\"单位\",\"值\"],\"name\":null,\"rows\":[[\"A\",\"1\"],[\"B\",\"2\"]]}]}"
                    .as_bytes()
            )
        );
    }

    #[test]
    fn every_cell_counts_and_so_does_every_row() {
        let plain = of("f.csv", "单位,值\nA,1\nB,2\n").sha256;
        let others = [
            "单位,值\nA,1\n",
            "单位,值\nA,1\nB,2\nB,2\n",
            "单位,值\nA,1\nB,20\n",
            "单位,值\nA,2\nB,1\n",
            "单位,值\nA,,1\nB,2\n",
            "A,1\n单位,值\nB,2\n",
            "单位,值\n\"A,1\"\nB,2\n",
        ];
        for other in others {
            assert_ne!(of("f.csv", other).sha256, plain, "{other:?}");
        }
    }

    #[test]
    fn other_files_are_digested_by_their_bytes() {
        let file = of("scheme.md", "# b\n");
        assert_eq!((file.rows, file.sha256), (None, digest(b"# b\n")));
        assert_eq!(of("f.csv", "").rows, None);
    }
}
