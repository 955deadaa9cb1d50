//! The sheet that lists all problems, each with a link to its cell.

use super::parts::Parts;
use super::styles::Fills;
use super::{Mark, escape, sheet};
use crate::problem::{Kind, Place};
use crate::template::stamp::PROBLEM_SHEETS;
use crate::workbook::Book;
use kaocheng_syntax::clause::Language;
use kaocheng_syntax::diagnostic::Severity;
use std::fmt::Write;

/// The part of our sheet; a workbook that has it was marked before.
pub(super) const PART: &str = "xl/worksheets/kaochengProblems.xml";
pub(super) const RELATIONS: &str = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";

/// Writes the sheet, and adds it to the workbook unless it is there.
pub(super) fn add(
    parts: &mut Parts,
    book: &Book,
    marks: &[Mark],
    fills: Option<&Fills>,
    language: Language,
) -> Result<(), Kind> {
    parts.put(PART, text(marks, fills, language));
    if book.sheets.iter().any(|tab| tab.part == PART) {
        return Ok(());
    }
    parts.declare(PART, SHEET)?;
    let id = parts.relate(&book.part, "worksheet", PART)?;
    let broken = || Kind::BrokenWorkbook { part: book.part.clone() };
    let (text, outline) = parts.outline(&book.part)?;
    let sheets = outline.child("sheets").ok_or_else(broken)?;
    let list = text.get(sheets.clone()).unwrap_or_default();
    let end = list.rfind("</").ok_or_else(broken)? + sheets.start;
    let number = (1..).find(|n: &u32| !list.contains(&format!("sheetId=\"{n}\""))).unwrap_or(1);
    let new = format!(
        "<{}sheet name=\"{}\" sheetId=\"{number}\" {RELATIONS} r:id=\"{id}\"/>",
        outline.prefix,
        name(book, language)
    );
    parts.edit(&book.part, &text, vec![(end..end, new)])
}

/// A name that no sheet has.
fn name(book: &Book, language: Language) -> String {
    let [chinese, english] = PROBLEM_SHEETS;
    let base = if language == Language::Chinese { chinese } else { english };
    let taken = |name: &String| book.sheets.iter().any(|tab| tab.name.eq_ignore_ascii_case(name));
    let numbered = (2..100).map(|n| format!("{base} {n}"));
    std::iter::once(base.to_owned()).chain(numbered).find(|n| !taken(n)).unwrap_or_else(|| base.to_owned())
}

fn text(marks: &[Mark], fills: Option<&Fills>, language: Language) -> String {
    let chinese = language == Language::Chinese;
    let head = if chinese { ["序号", "程度", "位置", "问题"] } else { ["No.", "Kind", "Place", "Problem"] };
    let kind = |severity: Severity| match (severity == Severity::Error, chinese) {
        (true, true) => "须改正",
        (true, false) => "to correct",
        (false, true) => "请核对",
        (false, false) => "to check",
    };
    let mut rows = row(1, &head.map(str::to_owned));
    let mut links = String::new();
    for (number, (at, mark)) in (1u32..).zip((2u32..).zip(marks)) {
        let cells = [number.to_string(), kind(mark.severity).to_owned(), shown(&mark.place), mark.text.clone()];
        rows.push_str(&row(at, &cells));
        if let (Some(sheet), Some(line)) = (&mark.place.sheet, mark.place.row) {
            let cell = mark.place.cell(line, mark.place.column.unwrap_or(1)).cell_name().unwrap_or_default();
            let target = escape(&format!("'{}'!{cell}", sheet.replace('\'', "''")));
            let _ = write!(links, "<hyperlink ref=\"C{at}\" location=\"{target}\"/>");
        }
    }
    let links = if links.is_empty() { links } else { format!("<hyperlinks>{links}</hyperlinks>") };
    let format = fills.map(|f| sheet::always("A1:D1", f.head, 1, "")).unwrap_or_default();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{MAIN}\">\
         <sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" \
         state=\"frozen\"/></sheetView></sheetViews><cols><col min=\"1\" max=\"1\" width=\"7\" customWidth=\"1\"/>\
         <col min=\"2\" max=\"2\" width=\"11\" customWidth=\"1\"/><col min=\"3\" max=\"3\" width=\"22\" \
         customWidth=\"1\"/><col min=\"4\" max=\"4\" width=\"110\" customWidth=\"1\"/></cols>\
         <sheetData>{rows}</sheetData>{format}{links}\
         <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>"
    )
}

/// Sheet and cell without the file's name: the reader has the file open.
fn shown(place: &Place) -> String {
    let text = place.to_string();
    text.strip_prefix(&place.file).unwrap_or(&text).trim().to_owned()
}

fn row(number: u32, cells: &[String]) -> String {
    let mut out = format!("<row r=\"{number}\">");
    for (column, text) in ["A", "B", "C", "D"].iter().zip(cells) {
        let _ = write!(
            out,
            "<c r=\"{column}{number}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            escape(text)
        );
    }
    out.push_str("</row>");
    out
}
