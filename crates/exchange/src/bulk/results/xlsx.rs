//! Results as a workbook.
//!
//! Written here part by part: libraries for workbooks either keep every cell as a value of its own, or write to files of
//! their own, and both take binary fractions for numbers. Here the digits of a score are those in the file.

use super::table::ResultTable;
use super::{WriteError, digits};
use crate::bulk::tasks::answers;
use crate::problem::column_name;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::columnar::Scores;
use kaocheng_engine::columns::UnitColumns;
use kaocheng_engine::crew::Crew;
use kaocheng_syntax::clause::Language;
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

/// Rows of a sheet below its header.
const MOST_ROWS: usize = 1_048_575;

/// Rows that are written at a time.
const STRETCH: usize = 4096;

const PARTS: [(&str, &str); 4] = [
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="SHEET" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
];

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Writes the scores as one sheet with a frozen header. More units than a sheet has rows are refused.
pub fn write_xlsx(
    plan: &Plan,
    units: &UnitColumns,
    scores: &Scores,
    language: Language,
    crew: &dyn Crew,
) -> Result<Vec<u8>, WriteError> {
    if units.len() > MOST_ROWS {
        return Err(WriteError::TooManyRows { rows: units.len(), most: MOST_ROWS });
    }
    let table = ResultTable::new(plan, units, scores);
    write(&table, language, crew).map_err(|error| WriteError::Form(error.to_string()))
}

fn write(table: &ResultTable, language: Language, crew: &dyn Crew) -> std::io::Result<Vec<u8>> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_level(Some(1)).large_file(true);
    let title = match language {
        Language::Chinese => "成绩",
        Language::English => "results",
    };
    for (name, content) in PARTS {
        file.start_file(name, options)?;
        file.write_all(XML.as_bytes())?;
        file.write_all(content.replace("SHEET", title).as_bytes())?;
    }
    file.start_file("xl/worksheets/sheet1.xml", options)?;
    file.write_all(XML.as_bytes())?;
    file.write_all(
        br#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><sheetData>"#,
    )?;
    let mut head = Row::new(0);
    table.headers(language).iter().for_each(|header| head.text(header));
    file.write_all(&head.done())?;
    // A few stretches at a time: the whole sheet as text is many times the file.
    let stretches = table.rows().div_ceil(STRETCH);
    for first in (0..stretches).step_by(crew.size().max(1) * 2) {
        let count = (crew.size().max(1) * 2).min(stretches - first);
        for stretch in answers(crew, count, |ix| rows(table, (first + ix) * STRETCH)) {
            file.write_all(&stretch)?;
        }
    }
    file.write_all(b"</sheetData></worksheet>")?;
    Ok(file.finish()?.into_inner())
}

fn rows(table: &ResultTable, from: usize) -> Vec<u8> {
    let mut all = Vec::new();
    let mut cell = Vec::new();
    for row in from..(from + STRETCH).min(table.rows()) {
        let mut line = Row::new(row + 1);
        line.text(&table.units.codes().get(table.unit(row)));
        if !table.units.names().is_empty() {
            line.text(&table.units.names().get(table.unit(row)));
        }
        line.text(table.level(row));
        for shown in table.items.iter().map(|(_, shown)| shown).chain([&table.total]) {
            cell.clear();
            shown.push(row, &mut cell);
            if shown.is_number() { line.number(&cell) } else { line.text(&String::from_utf8_lossy(&cell)) }
        }
        for ranks in [&table.rank, &table.within_parent] {
            cell.clear();
            if let Some(rank @ 1..) = ranks.get(row) {
                digits::push_decimal(i128::from(*rank), 0, &mut cell);
            }
            line.number(&cell);
        }
        all.append(&mut line.done());
    }
    all
}

/// A row in the making.
struct Row {
    number: usize,
    column: u32,
    xml: Vec<u8>,
}

impl Row {
    fn new(above: usize) -> Row {
        let number = above + 1;
        Row { number, column: 0, xml: format!("<row r=\"{number}\">").into_bytes() }
    }

    fn open(&mut self, kind: &str) {
        self.xml.extend_from_slice(b"<c r=\"");
        self.xml.extend_from_slice(column_name(self.column).as_bytes());
        digits::push_decimal(self.number as i128, 0, &mut self.xml);
        self.xml.extend_from_slice(kind.as_bytes());
    }

    fn number(&mut self, digits: &[u8]) {
        self.column += 1;
        if !digits.is_empty() {
            self.open("\"><v>");
            self.xml.extend_from_slice(digits);
            self.xml.extend_from_slice(b"</v></c>");
        }
    }

    fn text(&mut self, text: &str) {
        self.column += 1;
        if text.is_empty() {
            return;
        }
        self.open("\" t=\"inlineStr\"><is><t>");
        for c in text.chars() {
            let mut bytes = [0; 4];
            self.xml.extend_from_slice(match c {
                '<' => b"&lt;",
                '>' => b"&gt;",
                '&' => b"&amp;",
                // What XML cannot hold.
                c if c.is_control() => b" ",
                c => c.encode_utf8(&mut bytes).as_bytes(),
            });
        }
        self.xml.extend_from_slice(b"</t></is></c>");
    }

    fn done(mut self) -> Vec<u8> {
        self.xml.extend_from_slice(b"</row>");
        self.xml
    }
}
