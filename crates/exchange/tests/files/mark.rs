//! Workbooks handed back with their problems.

use crate::support::*;
use kaocheng_exchange::mark::{Mark, mark_problems};
use kaocheng_exchange::problem::Problem;
use kaocheng_syntax::clause::Language;
use rust_xlsxwriter::{Formula, Note, Workbook};

fn marks(problems: &[Problem]) -> Vec<Mark> {
    let mark = |p: &Problem| Mark {
        place: p.place.clone(),
        severity: p.severity(),
        text: format!("{} <{}>", p.code(), p.place),
    };
    problems.iter().map(mark).collect()
}

/// A workbook of someone's own: formulas, another sheet, a note, widths.
fn theirs() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("乡镇 & 街道").unwrap();
    rows(sheet, &[&["单位", "staff", "funding"], &["A01", "三名", "45.25"], &["A09", "3", ""]]);
    sheet.write_formula(4, 1, Formula::new("=SUM(B2:B3)").set_result("3")).unwrap();
    sheet.insert_note(1, 1, &Note::new("待核")).unwrap();
    sheet.set_column_width(2, 33).unwrap();
    rows(book.add_worksheet().set_name("别的").unwrap(), &[&["勿动"]]);
    book.save_to_buffer().unwrap()
}

#[test]
fn problems_stand_in_their_cells_and_on_a_sheet() {
    let bytes = theirs();
    let problems = read("f.xlsx", &bytes).problems;
    assert_eq!(told(&problems).len(), 5, "{:?}", told(&problems));
    let marked = mark_problems(&bytes, &marks(&problems), Language::Chinese).unwrap();
    let sheet = part(&marked, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<conditionalFormatting sqref=\"B2 C2 A3 A5\">"), "{sheet}");
    let comments = part(&marked, "xl/comments1.xml");
    assert!(comments.contains("待核"), "their note stays");
    assert!(comments.contains("not-a-number &lt;f.xlsx 乡镇 &amp; 街道!B2&gt;"), "{comments}");
    assert_eq!(comments.matches("<comment ").count(), 4);
    let list = part(&marked, "xl/worksheets/kaochengProblems.xml");
    assert_eq!(list.matches("<row ").count(), 6);
    assert!(list.contains("location=\"'乡镇 &amp; 街道'!B2\""), "{list}");
}

#[test]
fn all_else_stays_byte_for_byte() {
    let bytes = theirs();
    let marked = mark_problems(&bytes, &marks(&read("f.xlsx", &bytes).problems), Language::English).unwrap();
    let after = parts(&marked);
    let mut changed: Vec<String> = parts(&bytes)
        .into_iter()
        .filter(|(name, content)| after.iter().find(|(n, _)| n == name).is_none_or(|(_, c)| c != content))
        .map(|(name, _)| name)
        .collect();
    let expected = [
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
    ];
    changed.sort();
    assert_eq!(changed, expected);
    let cells = |bytes: &[u8]| {
        let sheet = part(bytes, "xl/worksheets/sheet1.xml");
        sheet[..sheet.find("</sheetData>").unwrap()].to_owned()
    };
    assert_eq!(cells(&bytes), cells(&marked), "no cell changes");
}

#[test]
fn a_marked_workbook_reads_the_same_and_is_marked_anew() {
    let bytes = theirs();
    let first = read("f.xlsx", &bytes);
    let marked = mark_problems(&bytes, &marks(&first.problems), Language::Chinese).unwrap();
    let second = read("f.xlsx", &marked);
    assert_eq!(told(&second.problems), told(&first.problems));
    let again = mark_problems(&marked, &marks(&second.problems), Language::Chinese).unwrap();
    for name in [
        "xl/worksheets/sheet1.xml",
        "xl/comments1.xml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/drawings/vmlDrawing1.vml",
    ] {
        assert_eq!(part(&again, name), part(&marked, name), "{name}");
    }
    let clean = mark_problems(&marked, &[], Language::Chinese).unwrap();
    assert!(!part(&clean, "xl/worksheets/sheet1.xml").contains("conditionalFormatting"));
    assert_eq!(part(&clean, "xl/comments1.xml").matches("<comment ").count(), 1, "their own");
}

#[test]
fn sheets_without_notes_and_templates_get_them() {
    let made = kaocheng_exchange::template::template(
        &plan(),
        &units(),
        &kaocheng_exchange::template::Options::new(Language::Chinese),
    )
    .unwrap();
    let bytes = filled(&made, "xl/worksheets/sheet2.xml", &[("C8", "99"), ("D9", "'很多")]);
    let first = read("t.xlsx", &bytes);
    assert_eq!(told(&first.problems).len(), 2);
    let marked = mark_problems(&bytes, &marks(&first.problems), Language::Chinese).unwrap();
    let sheet = part(&marked, "xl/worksheets/sheet2.xml");
    let order = [
        "</sheetData>",
        "<sheetProtection",
        "<mergeCells",
        "<conditionalFormatting",
        "<dataValidations",
        "<pageSetup",
        "<legacyDrawing ",
    ];
    let at: Vec<usize> = order.iter().filter_map(|tag| sheet.find(tag)).collect();
    assert!(at.len() >= 6 && at.is_sorted(), "elements stand in the order of the standard: {at:?}");
    assert_eq!(told(&read("t.xlsx", &marked).problems), told(&first.problems));
    assert!(part(&marked, "[Content_Types].xml").contains("Extension=\"vml\""));
}
