//! CSV, and that it says the same as Parquet and as the careful reader.

#![allow(clippy::unwrap_used)]

use crate::support::*;
use kaocheng_compile::plan::InputIx;
use kaocheng_engine::table::Table;
use kaocheng_exchange::figures::read_figures;

const WIDE: &str = "编码,服务人员,经费到位率,年度预算,有会议纪要,获得表彰\n\
    A02,3,45.25%,1234.5,是,省\n\
    A01,0,18/26,\"1,200.25\",否,\n\
    A03,-,不适用,-0.005,,国家+省\n";

const LONG: &str = "单位,指标,数值\nA02,服务人员,3\nA02,funding,45.25%\nA02,budget,1234.5\nA02,minutes,是\nA02,award,省\n\
    A01,staff,0\nA01,funding,18/26\nA01,budget,\"1,200.25\"\nA01,minutes,否\nA03,funding,不适用\nA03,budget,-0.005\nA03,award,国家+省\n";

fn all(read: &kaocheng_exchange::bulk::BulkRead) -> Vec<Vec<kaocheng_engine::table::Value>> {
    (0..5).map(|input| values(&read.columns, input)).collect()
}

#[test]
fn every_reader_reads_the_same() {
    let units = careful_units();
    let imported = read_figures("f.csv", WIDE.as_bytes(), &plan(), &units);
    assert!(imported.usable());
    let mut table = Table::new(&plan(), units);
    imported.apply(&mut table);
    let careful: Vec<Vec<_>> =
        (0..5).map(|ix| (0..3).map(|unit| table.value(InputIx(ix), unit).clone()).collect()).collect();
    assert_eq!(all(&read_text(WIDE.as_bytes(), Some(&crate::support::units())).unwrap()), careful, "wide CSV");
    assert_eq!(all(&read_text(LONG.as_bytes(), Some(&crate::support::units())).unwrap()), careful, "long CSV");
    let schema = "message t { optional binary code (UTF8); optional int32 staff; optional binary funding (UTF8); \
        optional double budget; optional boolean minutes; optional binary award (UTF8); }";
    let columns = vec![
        Col::Text(vec![Some("A02"), Some("A01"), Some("A03")]),
        Col::I32(vec![Some(3), Some(0), None]),
        Col::Text(vec![Some("45.25%"), Some("18/26"), Some("不适用")]),
        Col::F64(vec![Some(1234.5), Some(1200.25), Some(-0.005)]),
        Col::Truth(vec![Some(true), Some(false), None]),
        Col::Text(vec![Some("省"), None, Some("国家+省")]),
    ];
    assert_eq!(all(&read(file(schema, &[columns]), Some(&crate::support::units())).unwrap()), careful, "Parquet");
}

#[test]
fn every_encoding_and_line_end_is_read() {
    let expected = all(&read_text(WIDE.as_bytes(), Some(&units())).unwrap());
    let gb = encoding_rs::GB18030.encode(WIDE).0.into_owned();
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(WIDE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let marked = ["\u{feff}", WIDE].concat().into_bytes();
    let windows = WIDE.replace('\n', "\r\n").into_bytes();
    let old = WIDE.replace('\n', "\r").into_bytes();
    let tabs = WIDE.replace("\"1,200.25\"", "1200.25").replace(',', "\t").into_bytes();
    for bytes in [gb, utf16, marked, windows, old, tabs] {
        assert_eq!(all(&read_text(&bytes, Some(&units())).unwrap()), expected);
    }
    assert_eq!(told(read_text(&[0x89, b'P', 0, 0xff, 0xff], None)), ["unknown-encoding f.csv"]);
    assert_eq!(told(read_text(b"\n\n", None)), ["empty-file f.csv"]);
}

#[test]
fn units_and_line_numbers_survive_blank_lines_and_many_pieces() {
    let mut text = "code,parent,level,staff,note\n\n".to_owned();
    for row in 0..30_000 {
        let parent = if row == 0 { String::new() } else { ((row - 1) / 8).to_string() };
        text.push_str(&format!("{row},{parent},{},{},a remark\n", if row < 100 { "镇" } else { "村" }, row % 40));
        if row % 1000 == 0 {
            text.push_str(",,,,\n");
        }
    }
    let read = read_text(text.as_bytes(), None).unwrap();
    assert_eq!((read.rows, read.columns.units.len()), (30_000, 30_000));
    assert_eq!(read.columns.units.parents()[25_000], 3124);
    assert_eq!(shown(&read, 0)[29_999], "39");
    // 2 lines above the rows, and a blank one after each thousand.
    let wrong = text.replace("\n20500,2562,村,20,", "\n20500,2562,村,99,");
    assert_eq!(told(read_text(wrong.as_bytes(), None)), ["out-of-bounds f.csv:20524:4"]);
    let quoted = wrong.replace("\n5,0,镇,5,a remark", "\n5,0,镇,5,\"two\nlines\"");
    assert_eq!(told(read_text(quoted.as_bytes(), None)), ["out-of-bounds f.csv:20525:4"]);
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let wide = "code,staff,funding,other\nA01,x,0.4525,1\nA02,3\n";
    assert_eq!(told(read_text(wide.as_bytes(), Some(&units()))), ["unknown-input f.csv:1:4"]);
    let wide = "code,staff,funding\nA01,x,0.4525\nA02,3\nA09,3,1%\n";
    assert_eq!(
        told(read_text(wide.as_bytes(), Some(&units()))),
        ["not-a-number f.csv:2:2", "rate-without-percent f.csv:2:3", "ragged-row f.csv:3", "unknown-unit f.csv:4:1",]
    );
    let broken = "code,staff\nA01,3\nA02,\"3\"4\n";
    assert_eq!(told(read_text(broken.as_bytes(), Some(&units()))), ["broken-quote f.csv:3"]);
    let open = "code,staff\nA01,\"3\nA02,4\n";
    assert_eq!(told(read_text(open.as_bytes(), Some(&units()))), ["broken-quote f.csv:2"]);
    let twice = "unit,input,value\nA01,staff,3\nA01,staff,4\n";
    assert_eq!(told(read_text(twice.as_bytes(), Some(&units()))), ["conflicting-values f.csv:3:3"]);
    let hundredths = "code,经费到位率(%)\nA01,45.25\nA02,1\n";
    let read = read_text(hundredths.as_bytes(), Some(&units())).unwrap();
    assert_eq!(shown(&read, 1), ["45.25%", "1%", "-"]);
    let persons = "code,姓名,staff\nA01,x,1\n";
    assert_eq!(told(read_text(persons.as_bytes(), Some(&units()))), ["personal-records f.csv:1:2"]);
}
