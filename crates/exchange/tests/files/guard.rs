//! Files about persons are refused whole, and nothing of their content is told.

use crate::support::*;

/// An invented name and number.
const SECRET: &str = "林某某";

fn refused(problems: &[kaocheng_exchange::problem::Problem], changes: usize) {
    let all = format!("{problems:?} {:?}", told(problems));
    assert_eq!(problems.iter().map(|p| p.code()).collect::<Vec<_>>(), ["personal-records"], "{all}");
    assert_eq!(changes, 0);
    assert!(!all.contains(SECRET) && !all.contains("19800101"), "{all}");
}

#[test]
fn a_workbook_with_names_numbers_and_pregnancies_is_refused() {
    let bytes = workbook(|sheet| {
        rows(
            sheet,
            &[&["单位", "staff", "姓名", "身份证号", "孕情"], &["A01", "3", SECRET, "419999198001010010", "有"]],
        );
    });
    let imported = read("f.xlsx", &bytes);
    refused(&imported.problems, imported.changes.len());
    assert_eq!(told(&imported.problems), ["乡镇!C1 personal-records column=姓名"]);
}

#[test]
fn other_sheets_and_sheet_names_count_too() {
    let mut book = rust_xlsxwriter::Workbook::new();
    rows(book.add_worksheet().set_name("汇总").unwrap(), &[&["单位", "staff"], &["A01", "3"]]);
    let other = book.add_worksheet().set_name("附表").unwrap();
    rows(other, &[&["附表1"], &["村", "妇女姓名", "上环日期"], &["东岭村", SECRET, "2016"]]);
    other.set_hidden(true);
    let imported = read("f.xlsx", &book.save_to_buffer().unwrap());
    refused(&imported.problems, imported.changes.len());
    let mut book = rust_xlsxwriter::Workbook::new();
    rows(book.add_worksheet().set_name("孕情登记").unwrap(), &[&["单位", "staff"], &["A01", "3"]]);
    refused(&read("f.xlsx", &book.save_to_buffer().unwrap()).problems, 0);
}

#[test]
fn long_files_name_their_columns_in_rows() {
    let imported = read_text("单位,指标,数值\nA01,staff,3\nA01,现孕人数,2\n");
    refused(&imported.problems, imported.changes.len());
    assert_eq!(told(&imported.problems), ["3:2 personal-records column=现孕人数"]);
}

#[test]
fn identity_numbers_are_seen_under_any_header_and_in_any_cell() {
    let right = (0..10).map(|n| format!("41999919800101001{n}"));
    let with_x = std::iter::once("41999919800101001X".to_owned());
    let found: Vec<_> = right
        .chain(with_x)
        .map(|number| read_text(&format!("单位,staff,备注\nA01,3,{number}\n")))
        .filter(|imported| !imported.usable())
        .collect();
    assert_eq!(found.len(), 1, "exactly one check digit is right");
    refused(&found[0].problems, found[0].changes.len());
    assert_eq!(told(&found[0].problems), ["personal-records column=备注"]);
    // As a number, which a spreadsheet cuts to fifteen digits.
    let bytes = workbook(|sheet| {
        rows(sheet, &[&["单位", "budget"], &["A01"]]);
        sheet.write(1, 1, 419_999_198_001_010_010_f64).unwrap();
    });
    refused(&read("f.xlsx", &bytes).problems, 0);
    let imported = read_text("单位,budget\nA01,13900010002\nA02,13900010003\n");
    refused(&imported.problems, imported.changes.len());
}

#[test]
fn a_header_that_is_a_number_of_a_person_is_not_told() {
    let wreck = "419999198001010000";
    let imported = read_text(&format!("单位,{wreck}\nA01,{wreck}\n"));
    refused(&imported.problems, 0);
    assert_eq!(told(&imported.problems), ["personal-records column=B"]);
}

#[test]
fn sentences_about_the_rule_and_aggregates_pass() {
    let mut book = rust_xlsxwriter::Workbook::new();
    rows(book.add_worksheet().set_name("说明").unwrap(), &[&["不得填入姓名、身份证号、孕情等个人信息。"]]);
    rows(
        book.add_worksheet().set_name("表").unwrap(),
        &[&["单位", "staff", "备注"], &["A01", "3", "含孕产妇系统管理率附件"]],
    );
    let imported = read("f.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(told(&imported.problems), ["说明 sheet-not-read sheet=说明"]);
    assert_eq!(imported.counts.figures, 1);
}
