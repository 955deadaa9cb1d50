//! Parquet, a row a unit.

#![allow(clippy::unwrap_used)]

use crate::support::*;
use kaocheng_engine::columns::{NO_PARENT, Numbers};
use parquet::basic::Encoding;
use parquet::file::properties::{WriterProperties, WriterVersion};

const CODES: [Option<&str>; 3] = [Some("A01"), Some("A02"), Some("A03")];

fn one(kind: &str, column: Col) -> Result<Vec<String>, Vec<String>> {
    let input = plan().inputs.iter().position(|i| kind.contains(&format!(" {}", i.id))).unwrap();
    one_of(kind, input, column)
}

fn one_of(kind: &str, input: usize, column: Col) -> Result<Vec<String>, Vec<String>> {
    let schema = format!("message t {{ optional binary code (UTF8); optional {kind} }}");
    let bytes = file(&schema, &[vec![Col::Text(CODES.to_vec()), column]]);
    let read = read(bytes, Some(&units()));
    match read {
        Ok(read) => Ok(shown(&read, input)),
        refused => Err(told(refused)),
    }
}

fn ok(all: [&str; 3]) -> Result<Vec<String>, Vec<String>> {
    Ok(all.map(str::to_owned).to_vec())
}

#[test]
fn every_type_that_can_hold_a_figure_is_read() {
    assert_eq!(one("int32 staff;", Col::I32(vec![Some(3), None, Some(50)])), ok(["3", "-", "50"]));
    assert_eq!(one("int64 staff;", Col::I64(vec![Some(3), None, Some(0)])), ok(["3", "-", "0"]));
    assert_eq!(one("boolean minutes;", Col::Truth(vec![Some(true), None, Some(false)])), ok(["是", "-", "否"]));
    assert_eq!(one("int32 minutes;", Col::I32(vec![Some(1), Some(0), None])), ok(["是", "否", "-"]));
    let yes = Col::F64(vec![Some(1.0), Some(0.0), None]);
    assert_eq!(one("double minutes;", yes), ok(["是", "否", "-"]));
    let yes = Col::I64(vec![Some(100), Some(0), None]);
    assert_eq!(one("int64 minutes (DECIMAL(9,2));", yes), ok(["是", "否", "-"]));
    let rates = Col::F64(vec![Some(0.4525), None, Some(1.0)]);
    assert_eq!(one("double funding;", rates), ok(["45.25%", "-", "100%"]));
    assert_eq!(one("float budget;", Col::F32(vec![Some(0.1), None, Some(-2.5)])), ok(["0.1", "-", "-2.5"]));
    let amounts = Col::F64(vec![Some(0.1 + 0.2), Some(1e-20), Some(1e17)]);
    assert_eq!(
        one("double budget;", amounts),
        ok(["0.30000000000000004", "0.00000000000000000001", "100000000000000000"])
    );
    let words = Col::Text(vec![Some("45.25%"), Some("不适用"), Some("18/26")]);
    assert_eq!(one("binary funding (UTF8);", words), ok(["45.25%", "不适用", "900/13%"]));
    let words = Col::Text(vec![Some("省+国家"), Some("无"), None]);
    assert_eq!(one("binary award (UTF8);", words), ok(["国家+省", "无", "-"]));
    assert_eq!(one("binary minutes (UTF8);", Col::Text(vec![Some("是"), Some("no"), None])), ok(["是", "否", "-"]));
}

#[test]
fn decimals_are_read_from_every_type() {
    let expected = ok(["12.34", "-", "-0.05"]);
    assert_eq!(one("int32 budget (DECIMAL(9,2));", Col::I32(vec![Some(1234), None, Some(-5)])), expected);
    assert_eq!(one("int64 budget (DECIMAL(18,2));", Col::I64(vec![Some(1234), None, Some(-5)])), expected);
    let bytes = |n: i128, size: usize| Some(n.to_be_bytes()[16 - size..].to_vec());
    let fixed = Col::Bytes(vec![bytes(1234, 9), None, bytes(-5, 9)]);
    assert_eq!(one("fixed_len_byte_array(9) budget (DECIMAL(20,2));", fixed), expected);
    let long = Col::Bytes(vec![bytes(1234, 16), None, bytes(-5, 1)]);
    assert_eq!(one("binary budget (DECIMAL(30,2));", long), expected);
    let counts = Col::I64(vec![Some(300), None, Some(5000)]);
    assert_eq!(one("int64 staff (DECIMAL(18,2));", counts), ok(["3", "-", "50"]));
    let parts = Col::I64(vec![Some(350), None, Some(5000)]);
    assert_eq!(one("int64 staff (DECIMAL(18,2));", parts), Err(vec!["not-a-whole-number f.parquet:1:2".into()]));
    let huge = Col::Bytes(vec![bytes(i128::MAX, 16), None, bytes(0, 16)]);
    let huge = one("fixed_len_byte_array(16) budget (DECIMAL(38,0));", huge);
    assert_eq!(huge, ok([&i128::MAX.to_string(), "-", "0"]));
}

#[test]
fn the_narrowest_numbers_are_kept_with_true_bounds() {
    let schema = "message t { optional int32 code; optional int64 budget; }";
    for (most, properties) in [
        (32_767i64, WriterProperties::builder()),
        (32_768, WriterProperties::builder()),
        (1 << 31, WriterProperties::builder()),
        (
            1 << 31,
            WriterProperties::builder().set_statistics_enabled(parquet::file::properties::EnabledStatistics::None),
        ),
    ] {
        let columns = vec![Col::I32(vec![Some(1), Some(2)]), Col::I64(vec![Some(-7), Some(most)])];
        let read = read(file_as(schema, &[columns], properties), None).unwrap();
        let column = &read.columns.inputs[2];
        assert_eq!(column.bounds, (-7, i128::from(most)));
        match &column.numbers {
            Numbers::I16(_) => assert!(most < 1 << 15),
            Numbers::I32(_) => assert!(most < 1 << 31),
            Numbers::I64(_) => assert_eq!(most, 1 << 31),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn units_come_from_the_file_or_are_given() {
    let schema =
        "message t { required int32 unit; optional int32 parent; optional binary 层级 (UTF8); optional int32 staff; }";
    let plain =
        WriterProperties::builder().set_dictionary_enabled(false).set_writer_version(WriterVersion::PARQUET_2_0);
    for properties in [WriterProperties::builder(), plain] {
        let group = |codes: [i32; 2], parents: [Option<i32>; 2], staff: [Option<i32>; 2]| {
            vec![
                Col::I32(codes.map(Some).to_vec()),
                Col::I32(parents.to_vec()),
                Col::Text(vec![Some("乡镇"), Some("村")]),
                Col::I32(staff.to_vec()),
            ]
        };
        let groups =
            [group([7, 9], [None, Some(7)], [Some(1), None]), group([8, 1_000_000], [None, Some(8)], [None, Some(4)])];
        let bytes = file_as(schema, &groups, properties);
        let own = read(bytes.clone(), None).unwrap();
        assert_eq!(own.rows, 4);
        assert_eq!(own.columns.units.parents(), [NO_PARENT, 0, NO_PARENT, 2]);
        assert_eq!(own.columns.units.level_names(), ["乡镇", "村"]);
        assert_eq!(own.columns.units.levels(), [0, 1, 0, 1]);
        assert_eq!(shown(&own, 0), ["1", "-", "-", "4"]);
        assert!(own.columns.inputs[1].absent.reason(0).is_some(), "a column that is not there");
        // In another order, and with a unit of which the file has no row.
        let codes = kaocheng_engine::columns::Codes::Whole(vec![1_000_000, 5, 9, 7, 8]);
        let levels = (vec![0; 5], vec![String::new()]);
        let units = kaocheng_engine::columns::UnitColumns::new(
            codes,
            Default::default(),
            levels,
            Default::default(),
            vec![NO_PARENT; 5],
        );
        let placed = read(bytes, Some(&units.unwrap())).unwrap();
        assert_eq!(shown(&placed, 0), ["4", "-", "-", "1", "-"]);
    }
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    assert_eq!(
        one("int32 staff;", Col::I32(vec![Some(51), Some(-1), Some(3)])),
        Err(vec!["out-of-bounds f.parquet:1:2".into(), "not-a-whole-number f.parquet:2:2".into(),])
    );
    let wrong = |kind: &str, input: usize, column: Col| one_of(kind, input, column).unwrap_err();
    assert_eq!(wrong("int32 minutes;", 3, Col::I32(vec![Some(2), Some(1), None])), ["not-yes-or-no f.parquet:1:2"]);
    assert_eq!(wrong("boolean staff;", 0, Col::Truth(vec![Some(true), None, None])), ["truth-in-cell f.parquet:1:2"]);
    assert_eq!(
        wrong("double funding;", 1, Col::F64(vec![None, Some(f64::NAN), Some(2.0)])),
        ["not-a-number f.parquet:2:2", "out-of-bounds f.parquet:3:2",]
    );
    assert_eq!(
        wrong("binary funding (UTF8);", 1, Col::Text(vec![Some("x"), None, Some("45.25")])),
        ["not-a-number f.parquet:1:2", "rate-without-percent f.parquet:3:2",]
    );
    assert_eq!(wrong("int64 staff (TIMESTAMP_MICROS);", 0, Col::I64(vec![None; 3])), ["column-type f.parquet"]);
    assert_eq!(wrong("int32 other;", 0, Col::I32(vec![None; 3])), ["unknown-input f.parquet", "no-figures f.parquet"]);
    let identity = Col::Text(vec![None; 3]);
    assert_eq!(wrong("binary 身份证号 (UTF8);", 0, identity), ["personal-records f.parquet"]);
    let phones = Col::I64(vec![Some(13_900_010_002), Some(13_900_010_003), None]);
    assert_eq!(wrong("int64 budget;", 2, phones), ["personal-records f.parquet"]);
}

#[test]
fn units_that_are_wrong_are_told() {
    let schema = "message t { optional binary code (UTF8); optional binary parent (UTF8); optional int32 staff; }";
    let columns = |codes: Vec<Option<&'static str>>, parents: Vec<Option<&'static str>>| {
        let staff = Col::I32(vec![Some(1); codes.len()]);
        file(schema, &[vec![Col::Text(codes), Col::Text(parents), staff]])
    };
    let bytes = columns(vec![Some("A"), Some("A"), None, Some("B")], vec![None, Some("C"), None, Some("A")]);
    assert_eq!(
        told(read(bytes, None)),
        ["unit-without-code f.parquet:3:1", "duplicate-unit f.parquet:2:1", "unknown-parent f.parquet:2:2",]
    );
    let circle = columns(vec![Some("A"), Some("B")], vec![Some("B"), Some("A")]);
    assert_eq!(told(read(circle, None)), ["parent-cycle f.parquet:1:2"]);
    let bytes = columns(vec![Some("A01"), Some("X"), None, Some("合计"), Some("A01")], vec![None; 5]);
    assert_eq!(
        told(read(bytes, Some(&units()))),
        [
            "unknown-unit f.parquet:2:1",
            "row-without-unit f.parquet:3:1",
            "total-row f.parquet:4:1",
            "duplicate-unit f.parquet:5:1",
        ]
    );
    assert_eq!(told(read(file("message t { optional int32 staff; }", &[]), None)), ["missing-column f.parquet"]);
}

#[test]
fn many_unknown_units_are_counted() {
    let rows = 5000;
    let codes = Col::I32((0..rows).map(Some).collect());
    let staff = Col::I32(vec![Some(1); rows as usize]);
    let bytes = file("message t { optional int32 code; optional int32 staff; }", &[vec![codes, staff]]);
    let refused = read(bytes, Some(&units())).unwrap_err();
    assert_eq!((refused.problems.len(), refused.unlisted, refused.errors), (1000, 4000, 5000));
}

#[test]
fn every_encoding_of_texts_is_read() {
    let schema = "message t { optional binary code (UTF8); optional binary funding (UTF8); }";
    let codes: Vec<Option<&'static str>> = (0..1000).map(|n| Some(&*format!("A{n:04}").leak())).collect();
    let rates: Vec<Option<&'static str>> =
        (0..1000).map(|n| (n % 3 > 0).then(|| &*format!("{}.{}%", n % 97, n % 10).leak())).collect();
    let columns = [vec![Col::Text(codes), Col::Text(rates)]];
    let dictionary = read(file(schema, &columns), None).unwrap();
    for encoding in [Encoding::PLAIN, Encoding::DELTA_LENGTH_BYTE_ARRAY, Encoding::DELTA_BYTE_ARRAY] {
        for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
            let properties = WriterProperties::builder()
                .set_dictionary_enabled(false)
                .set_writer_version(version)
                .set_data_page_row_count_limit(300)
                .set_encoding(encoding);
            let other = read(file_as(schema, &columns, properties), None).unwrap();
            assert_eq!(other.columns.inputs, dictionary.columns.inputs, "{encoding}");
            assert_eq!(other.columns.units.codes(), dictionary.columns.units.codes(), "{encoding}");
        }
    }
}
