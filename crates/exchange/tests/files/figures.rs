//! Figures from CSV and workbooks: what is read, and every way it can be wrong.

use crate::support::*;
use kaocheng_compile::plan::Reason;
use kaocheng_engine::table::{Table, Value};
use kaocheng_syntax::exact::ratio;
use rust_xlsxwriter::{Format, Formula};

#[test]
fn long_files_carry_provenance() {
    let imported = read_text(
        "单位,指标,数值,来源,日期,备注\nA01,配备服务人员,3,财政所,2026-07-05,初报\n石桥镇,funding,45.25%,,,\nA03,award,省+市,,,\n",
    );
    assert_eq!(told(&imported.problems), Vec::<String>::new());
    assert_eq!(
        values(&imported),
        ["A01 staff 3", "A02 funding 181/400", "A03 award Choice([1, 2])"].map(|s| { s.replace("181/400", "0.4525") })
    );
    let provenance = &imported.changes[0].provenance;
    assert_eq!((provenance.source.as_str(), provenance.date.as_str()), ("财政所", "2026-07-05"));
    assert_eq!((provenance.note.as_str(), provenance.place.as_str()), ("初报", "f.csv:2:3"));
    assert!(imported.usable());
    let (plan, units) = (plan(), units());
    let mut table = Table::new(&plan, units);
    imported.apply(&mut table);
    assert_eq!(table.value(imported.changes[1].input, 1), &Value::Number(ratio(4525, 10000)));
}

#[test]
fn wide_files_name_inputs_by_label_or_id_in_any_width() {
    let imported = read_text(
        "单位编码,单位名称,配备服务人员（名）,ｆｕｎｄｉｎｇ,有会议纪要\nA01,蓝溪镇,１２,９０％,是\nA02,石桥镇,,不适用,否\nA03,青禾乡,-,,\n",
    );
    assert_eq!(told(&imported.problems), Vec::<String>::new());
    assert_eq!(imported.counts.figures, 4);
    assert_eq!(value(&imported, "A01", "staff"), Some(Value::Number(ratio(12, 1))));
    assert_eq!(value(&imported, "A01", "funding"), Some(Value::Number(ratio(9, 10))));
    assert_eq!(value(&imported, "A02", "staff"), None, "an empty cell changes nothing");
    assert_eq!(value(&imported, "A02", "funding"), Some(Value::Missing(Reason::NotApplicable)));
    assert_eq!(value(&imported, "A03", "staff"), Some(Value::Missing(Reason::NotReported)));
}

#[test]
fn unknown_names_come_with_the_nearest() {
    let imported = read_text("单位,配备服务人元,会场\nA01,3,\n蓝西镇,4,\n");
    assert_eq!(
        told(&imported.problems),
        [
            "1:2 unknown-input found=配备服务人元 nearest=配备服务人员",
            "1:3 unknown-input found=会场 nearest=–",
            "3:1 unknown-unit found=蓝西镇 nearest=蓝溪镇",
        ]
    );
    assert!(!imported.usable());
    let imported = read_text("单位,指标,数值\nA01,到位率,5%\n,staff,3\nA01,,3\n东岭村,staff,1\n");
    assert_eq!(
        told(&imported.problems),
        [
            "2:2 unknown-input found=到位率 nearest=经费到位率",
            "3:1 row-without-unit",
            "4:2 value-without-input",
            "5:1 ambiguous-unit found=东岭村 units=A0101, A0201",
        ]
    );
}

#[test]
fn one_figure_has_one_value() {
    let imported = read_text("单位,指标,数值\nA01,funding,90%\nA01,经费到位率,91%\nA02,staff,3\nA02,staff,3\n");
    assert_eq!(
        told(&imported.problems),
        [
            "3:3 conflicting-values unit=A01 input=经费到位率 found=91% first=90% there=f.csv:2:3",
            "5:3 repeated-value unit=A02 input=配备服务人员 there=f.csv:4:3",
        ]
    );
    let imported = read_text("code,name,staff,配备服务人员\nA01,石桥镇,3,3\n");
    assert_eq!(
        told(&imported.problems),
        ["1:4 duplicate-column found=配备服务人员 first=C", "2:2 unit-name-differs found=石桥镇 expected=蓝溪镇",]
    );
}

#[test]
fn cells_that_do_not_fit_say_what_would() {
    let imported = read_text(
        "单位,staff,funding,budget,minutes,award\nA01,三名,45.25,12%,也许,区\nA02,-3,120%,约9,2,\nA03,2.5,0.5,,,省、部\n合计,7,,,,\n",
    );
    assert_eq!(
        told(&imported.problems),
        [
            "2:2 not-a-number input=配备服务人员 found=三名",
            "2:3 rate-without-percent input=经费到位率 found=45.25",
            "2:4 unexpected-percent input=年度预算 found=12%",
            "2:5 not-yes-or-no input=有会议纪要 found=也许",
            "2:6 not-a-choice input=获得表彰 found=区 words=国家 / 省 / 市",
            "3:2 not-a-whole-number input=配备服务人员 found=-3",
            "3:3 out-of-bounds input=经费到位率 found=120% allowed=0% – 100%",
            "3:4 not-a-number input=年度预算 found=约9",
            "3:5 not-yes-or-no input=有会议纪要 found=2",
            "4:2 not-a-whole-number input=配备服务人员 found=2.5",
            "4:3 rate-without-percent input=经费到位率 found=0.5",
            "4:6 not-a-choice input=获得表彰 found=省、部 words=国家 / 省 / 市",
            "5:1 total-row found=合计",
        ]
    );
}

#[test]
fn stored_numbers_are_the_decimals_that_people_typed() {
    let percent = Format::new().set_num_format("0.00%");
    let bytes = workbook(|sheet| {
        rows(sheet, &[&["单位", "funding", "budget"]]);
        for (row, code) in (1u32..).zip(["A01", "A02", "A03"]) {
            sheet.write(row, 0, code).unwrap();
        }
        sheet.write_with_format(1, 1, 0.4525, &percent).unwrap();
        sheet.write_with_format(2, 1, 0.915, &percent).unwrap();
        sheet.write(3, 1, 1).unwrap();
        sheet.write(1, 2, 45.25).unwrap();
        // What a sheet computes for 0.1 + 0.2.
        sheet.write(2, 2, 0.300_000_000_000_000_04).unwrap();
        sheet.write(3, 2, "3,620,000").unwrap();
    });
    let imported = read("f.xlsx", &bytes);
    assert_eq!(told(&imported.problems), Vec::<String>::new());
    assert_eq!(
        values(&imported),
        [
            "A01 funding 0.4525",
            "A01 budget 45.25",
            "A02 funding 0.915",
            "A02 budget 0.3",
            "A03 funding 1",
            "A03 budget 3620000",
        ]
    );
    assert_eq!(imported.changes[1].provenance.place, "f.xlsx 乡镇!C2");
}

#[test]
fn cells_of_a_workbook_that_hold_no_figure_are_told_apart() {
    let percent = Format::new().set_num_format("0%");
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let merged = Format::new();
    let bytes = workbook(|sheet| {
        rows(sheet, &[&["统计表"], &["单位", "staff", "funding", "budget", "minutes"], &["A01"], &["A02"], &["A03"]]);
        sheet.write_with_format(2, 1, 42_556, &date).unwrap();
        sheet.write(2, 2, 45.25).unwrap();
        sheet.write_with_format(2, 3, 0.5, &percent).unwrap();
        sheet.write(2, 4, true).unwrap();
        sheet.write(3, 1, true).unwrap();
        sheet.write_formula(3, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        sheet.write_formula(3, 3, Formula::new("=1+2").set_result("3")).unwrap();
        sheet.write_formula(4, 3, Formula::new("=1+2").set_result("")).unwrap();
        sheet.merge_range(4, 1, 5, 2, "x", &merged).unwrap();
    });
    let imported = read("f.xlsx", &bytes);
    assert_eq!(
        told(&imported.problems),
        [
            "乡镇!B5 merged-cells area=B5:C6",
            "乡镇!B3 date-in-cell input=配备服务人员 found=2016-07-05",
            "乡镇!C3 rate-without-percent input=经费到位率 found=45.25",
            "乡镇!D3 unexpected-percent input=年度预算 found=50%",
            "乡镇!B4 truth-in-cell input=配备服务人员 found=TRUE",
            "乡镇!C4 formula-error input=经费到位率 found=#DIV/0!",
            "乡镇!B5 not-a-number input=配备服务人员 found=x",
        ]
    );
    assert_eq!(value(&imported, "A01", "minutes"), Some(Value::Truth(true)));
    assert_eq!(value(&imported, "A02", "budget"), Some(Value::Number(ratio(3, 1))), "the stored result of a formula");
}

#[test]
fn sheets_and_rows_that_are_left_out_are_named() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("数据").unwrap();
    rows(sheet, &[&["单位", "staff"], &["A01", "3"], &["注:见附件"], &["A0101", "4"]]);
    let other = book.add_worksheet().set_name("说明").unwrap();
    rows(other, &[&["请按月填报"]]);
    let imported = read("f.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(
        told(&imported.problems),
        [
            "数据!A3 row-not-read found=注:见附件 nearest=–",
            "数据!B4 unit-of-other-level unit=A0101 found=村 expected=乡镇 input=配备服务人员",
            "说明 sheet-not-read sheet=说明",
        ]
    );
    assert!(imported.usable(), "nothing of it is an error");
    assert_eq!(imported.counts.sheets, 1);
}

#[test]
fn files_without_figures_say_so() {
    assert_eq!(told(&read_text("甲,乙\n1,2\n").problems), ["no-figures"]);
    assert_eq!(told(&read_text("\n").problems), ["empty-file"]);
    assert_eq!(told(&read_text("单位,数值\nA01,3\n").problems), ["1 missing-column names=input / 指标"]);
    assert_eq!(told(&read_text("单位,staff\nA01\n").problems), ["2 ragged-row found=1 expected=2"]);
    assert_eq!(told(&read_text("单位,staff,\nA01,3,9\n").problems), ["2:3 column-without-header"]);
    assert_eq!(told(&read("f.csv", &[0x89, b'P', b'N', b'G', 0, 0xff, 0xff]).problems), ["unknown-encoding"]);
    assert_eq!(told(&read("f.xls", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]).problems), ["old-or-locked-workbook"]);
    assert_eq!(told(&read("f.xlsx", b"PK\x03\x04 and then nothing").problems), ["not-a-workbook"]);
}

#[test]
fn impossible_rates_and_parts_over_their_whole_are_warnings() {
    let imported = read_text("单位,指标,数值,分母\nA01,funding,91.5%,20\nA02,funding,90%,20\n");
    assert_eq!(
        told(&imported.problems),
        ["2:3 impossible-ratio unit=A01 rate=91.5% denominator=20 nearest=18/20 = 90%, 19/20 = 95%"]
    );
    assert!(imported.usable());
}
