//! Files of registers and sealed records: forms, headers, and what is refused.

#![allow(clippy::unwrap_used, clippy::float_arithmetic)]

use kaocheng_engine::sealed::{Sealed, SealedUnit, SealedValue, hash, text};
use kaocheng_engine::table::{UnitRow, Units};
use kaocheng_exchange::registers::{read_assessments, read_exchange, read_letters, read_rectification, read_visits};
use kaocheng_exchange::sealed::{digest_of, read};
use kaocheng_register::Date;
use kaocheng_register::letters::LetterKind;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};

fn units() -> Units {
    let row = |code: &str, name: &str| UnitRow {
        code: code.into(),
        name: name.into(),
        level: "乡镇".into(),
        class: String::new(),
        parent: String::new(),
    };
    Units::new(vec![row("A", "蓝溪镇"), row("B", "石桥镇")]).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn codes<T>(register: &kaocheng_exchange::registers::Register<T>) -> Vec<&'static str> {
    register.problems.iter().map(|p| p.code()).collect()
}

#[test]
fn headers_of_both_languages_name_the_same_columns() {
    let zh = "编号,下达单位,责任单位,层级,签订日期,签约方,类型,文件\n1,县政府,A,县乡,2026-04-01,县委,责任书,清1号\n";
    let en = "number,by,with,level,date,counterparty,kind,document\n1,县政府,A,县乡,2026/4/1,县委,letter,清1号\n";
    let (zh, en) = (read_letters("l.csv", zh.as_bytes(), &units()), read_letters("l.csv", en.as_bytes(), &units()));
    assert_eq!(zh.rows, en.rows);
    assert!(zh.problems.is_empty() && en.problems.is_empty());
    let letter = &zh.rows[0];
    assert_eq!((letter.with, letter.date, letter.kind), (0, Some(day("2026-04-01")), LetterKind::Responsibility));
    assert_eq!(zh.places[0].to_string(), "l.csv:2");
}

#[test]
fn a_unit_is_found_by_name_and_its_name_may_stand_beside_its_code() {
    let text = "单位,单位名称,组别,日期,签字\nA,蓝溪镇,1,2026-06-01,是\n石桥镇,石桥镇,2,2026-06-01,否\n";
    let found = read_visits("v.csv", text.as_bytes(), &units());
    assert!(found.problems.is_empty(), "{:?}", found.problems);
    assert_eq!(found.rows.iter().map(|v| (v.unit, v.signed)).collect::<Vec<_>>(), [(0, Some(true)), (1, Some(false))]);
}

#[test]
fn a_workbook_reads_like_a_csv_file() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("交换").unwrap();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write(0, 0, "2026年信息交换登记").unwrap();
    for (column, header) in (0u16..).zip(["部门", "季度", "应交日期", "收到日期", "记录总数"]) {
        sheet.write(2, column, header).unwrap();
    }
    sheet.write(3, 0, "公安局").unwrap();
    sheet.write(3, 1, "2026年第一季度").unwrap();
    // 2026-04-10 and, as text, 8 April.
    sheet.write_with_format(3, 2, 46122.0, &date).unwrap();
    sheet.write(3, 3, "2026年4月8日").unwrap();
    sheet.write(3, 4, 120.0).unwrap();
    let found = read_exchange("e.xlsx", &book.save_to_buffer().unwrap());
    assert!(found.problems.is_empty(), "{:?}", found.problems);
    let csv = "部门,季度,应交日期,收到日期,记录总数\n公安局,2026-Q1,2026-04-10,2026-04-08,120\n";
    assert_eq!(found.rows, read_exchange("e.csv", csv.as_bytes()).rows);
    assert_eq!(found.places[0].to_string(), "e.xlsx 交换!4");
}

#[test]
fn a_file_with_an_error_gives_no_rows_and_names_every_cell() {
    let text = "编号,单位,查实问题,下达日期,整改期限,销号日期\n\
                1,A,公示栏没有更新,2026-03-01,,\n\
                2,X,台账不全,2026-03-01,,\n\
                ,A,,2026-03-41,三十天,\n";
    let found = read_rectification("r.csv", text.as_bytes(), &units());
    assert!(found.rows.is_empty() && found.places.is_empty());
    let places: Vec<String> = found.problems.iter().map(|p| format!("{} {}", p.code(), p.place)).collect();
    let expected = [
        "unknown-unit r.csv:3:2",
        "cell-empty r.csv:4:1",
        "cell-empty r.csv:4:3",
        "date-not-read r.csv:4:4",
        "date-not-read r.csv:4:5",
    ];
    assert_eq!(places, expected);
}

#[test]
fn columns_that_are_missing_doubled_or_unknown_are_told_once() {
    let of = |text: &str| codes(&read_assessments("a.csv", text.as_bytes(), &units()));
    assert_eq!(of("by,unit\nQ,A\nQ,B\n"), ["missing-column"]);
    assert_eq!(of("by,unit,date,date\nQ,A,2026-01-01,2026-01-01\n"), ["duplicate-column"]);
    assert_eq!(of("by,unit,date,weather\nQ,A,2026-01-01,fine\n"), ["unknown-column"]);
    assert_eq!(of("by,unit,date\nQ,A,2026-01-01,x\n"), ["ragged-row"]);
    assert_eq!(of("x,y\n1,2\n"), ["missing-column"]);
    assert_eq!(of(""), ["empty-file"]);
    assert!(of("by,unit,date,备注,#\nQ,A,2026-01-01,,1\n").is_empty());
    assert!(of("by,unit,date\n").is_empty());
}

#[test]
fn files_about_persons_are_refused_whole() {
    let text = "部门,季度,应交日期,收到日期,身份证号\n公安局,2026-Q1,,2026-04-08,1\n";
    let found = read_exchange("e.csv", text.as_bytes());
    assert_eq!(codes(&found), ["personal-records"]);
    assert!(found.rows.is_empty() && found.errors == 1);
    let by_value = "部门,季度,应交日期,收到日期,记录总数,备注\n公安局,2026-Q1,,2026-04-08,1,11010519491231002X\n";
    assert_eq!(codes(&read_exchange("e.csv", by_value.as_bytes())), ["personal-records"]);
}

fn record() -> Sealed {
    let unit = SealedUnit {
        code: "A".into(),
        name: "蓝溪镇".into(),
        level: "乡镇".into(),
        total: SealedValue::Number("120/13".into()),
        rank: Some(1),
        vetoes: vec!["last-place".into()],
        substituted: vec!["1.2".into()],
        items: [("1".to_owned(), SealedValue::Word("优".into())), ("2".to_owned(), SealedValue::Nothing)].into(),
    };
    Sealed { scheme: "fw".into(), year: Some(2026), units: vec![unit], ..Sealed::default() }
}

#[test]
fn a_record_is_read_as_it_was_written() {
    let written = text(&record());
    let found = read("s.json", written.as_bytes());
    assert!(found.holds && found.problems.is_empty());
    assert_eq!((found.record, found.hash), (Some(record()), hash(&record())));
}

proptest! {
    /// Whatever is done to a byte of a record, it does not hold any more; nothing panics.
    #[test]
    fn no_altered_byte_goes_unnoticed(at in 0usize..600, byte in any::<u8>()) {
        let mut bytes = text(&record()).into_bytes();
        let at = at % bytes.len();
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        let found = read("s.json", &bytes);
        prop_assert!(!found.holds && !found.problems.is_empty());
    }

    /// Any text is a register, or has an error and no rows.
    #[test]
    fn any_text_is_read_whole_or_not_at_all(text in "(number|by|with|unit|date|部门|季度|[,\n A0-9-]){0,40}") {
        let (bytes, units) = (text.as_bytes(), units());
        let letters = read_letters("f.csv", bytes, &units);
        let exchange = read_exchange("f.csv", bytes);
        let assessments = read_assessments("f.csv", bytes, &units);
        prop_assert!(letters.errors == 0 || letters.rows.is_empty());
        prop_assert!(exchange.errors == 0 || exchange.rows.is_empty());
        prop_assert!(assessments.errors == 0 || assessments.rows.is_empty());
        prop_assert_eq!(letters.rows.len(), letters.places.len());
        prop_assert!(digest_of("f.csv", bytes).is_ok());
    }
}
