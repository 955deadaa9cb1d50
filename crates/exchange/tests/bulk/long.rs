//! Parquet, a row a figure.

#![allow(clippy::unwrap_used)]

use crate::support::*;

const SCHEMA: &str = "message t { optional binary unit (UTF8); optional binary input (UTF8); optional ";

type Row = (&'static str, &'static str);

fn long(kind: &str, groups: Vec<(Vec<Row>, Col)>) -> bytes::Bytes {
    let schema = format!("{SCHEMA}{kind} }}");
    let some = |text: &'static str| Some(text).filter(|t| !t.is_empty());
    let group = |(rows, values): (Vec<Row>, Col)| {
        let units = rows.iter().map(|(unit, _)| some(unit)).collect();
        let inputs = rows.iter().map(|(_, input)| some(input)).collect();
        vec![Col::Text(units), Col::Text(inputs), values]
    };
    file(&schema, &groups.into_iter().map(group).collect::<Vec<_>>())
}

#[test]
fn figures_reach_their_columns_from_several_groups() {
    let first = vec![("A01", "staff"), ("A02", "服务人员"), ("A01", "minutes"), ("A03", "budget")];
    let second = vec![("A03", "staff"), ("A02", "budget"), ("A01", "funding"), ("A02", "minutes")];
    let values =
        [vec![Some(30_000), None, Some(10_000), Some(12_345)], vec![Some(20_000), Some(5), Some(4525), Some(0)]];
    let [a, b] = values;
    let bytes = long("int64 value (DECIMAL(18,4));", vec![(first.clone(), Col::I64(a)), (second.clone(), Col::I64(b))]);
    let numbers = read(bytes, Some(&units())).unwrap();
    let texts = [
        vec![Some("3"), None, Some("是"), Some("1.2345")],
        vec![Some("2"), Some("0.0005"), Some("45.25%"), Some("no")],
    ];
    let [a, b] = texts;
    let bytes = long("binary value (UTF8);", vec![(first.clone(), Col::Text(a)), (second.clone(), Col::Text(b))]);
    let words = read(bytes, Some(&units())).unwrap();
    let doubles =
        [vec![Some(3.0), None, Some(1.0), Some(1.2345)], vec![Some(2.0), Some(0.0005), Some(0.4525), Some(0.0)]];
    let [a, b] = doubles;
    let bytes = long("double value;", vec![(first, Col::F64(a)), (second, Col::F64(b))]);
    let floats = read(bytes, Some(&units())).unwrap();
    for read in [numbers, words, floats] {
        assert_eq!(read.problems, []);
        assert_eq!(shown(&read, 0), ["3", "-", "2"]);
        assert_eq!(shown(&read, 1), ["45.25%", "-", "-"]);
        assert_eq!(shown(&read, 2), ["-", "0.0005", "1.2345"]);
        assert_eq!(shown(&read, 3), ["是", "否", "-"]);
        assert_eq!(shown(&read, 4), ["-", "-", "-"]);
    }
}

#[test]
fn figures_given_twice_are_told_with_both_places() {
    let rows = vec![("A01", "staff"), ("A02", "staff"), ("A01", "staff"), ("A02", "staff")];
    let values = Col::I32(vec![Some(3), Some(4), Some(3), Some(5)]);
    let conflict = read(long("int32 value;", vec![(rows, values)]), Some(&units()));
    assert_eq!(told(conflict), ["repeated-value f.parquet:3:3", "conflicting-values f.parquet:4:3"]);
    let rows = vec![("A01", "staff"), ("A01", "staff")];
    let repeated = long("binary value (UTF8);", vec![(rows, Col::Text(vec![Some("3"), Some("3")]))]);
    let repeated = read(repeated, Some(&units())).unwrap();
    assert_eq!(shown(&repeated, 0), ["3", "-", "-"]);
    assert_eq!(told(Ok(repeated)), ["repeated-value f.parquet:2:3"]);
    let rows = vec![("A01", "staff"), ("A01", "staff")];
    let later = long("binary value (UTF8);", vec![(rows, Col::Text(vec![Some("未报"), Some("3")]))]);
    assert_eq!(shown(&read(later, Some(&units())).unwrap(), 0), ["3", "-", "-"]);
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let rows = vec![("X", "staff"), ("A01", "other"), ("A01", "staff"), ("A01", ""), ("", "staff"), ("X", "staff")];
    let values = Col::I32(vec![Some(3), Some(4), Some(51), Some(5), None, None]);
    assert_eq!(
        told(read(long("int32 value;", vec![(rows, values)]), Some(&units()))),
        [
            "unknown-unit f.parquet:1:1",
            "unknown-input f.parquet:2:2",
            "out-of-bounds f.parquet:3:3",
            "value-without-input f.parquet:4:2",
            "row-not-read f.parquet:6:1",
        ]
    );
    let names = long("int32 value;", vec![(vec![("A01", "手机号码")], Col::I32(vec![Some(3)]))]);
    assert_eq!(told(read(names, Some(&units()))), ["personal-records f.parquet:1:2"]);
    let nan = long("double value;", vec![(vec![("A01", "staff")], Col::F64(vec![Some(f64::INFINITY)]))]);
    assert_eq!(told(read(nan, Some(&units()))), ["not-a-number f.parquet:1:3"]);
    let alone = long("int32 value;", vec![(vec![("A01", "staff")], Col::I32(vec![Some(3)]))]);
    assert_eq!(told(read(alone, None)), ["units-needed f.parquet"]);
    let truths = long("boolean value;", vec![(vec![("A01", "staff")], Col::Truth(vec![Some(true)]))]);
    assert_eq!(told(read(truths, Some(&units()))), ["truth-in-cell f.parquet:1:3"]);
    let truths = long("boolean value;", vec![(vec![("A01", "minutes")], Col::Truth(vec![Some(true)]))]);
    assert_eq!(shown(&read(truths, Some(&units())).unwrap(), 3), ["是", "-", "-"]);
}
