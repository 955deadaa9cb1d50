//! `score` over figures read by columns, and by either evaluator.

use crate::folder::{Folder, SCHEME, UNITS};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::sync::Arc;

/// The figures of [`crate::folder::FIGURES`], a row a unit.
fn figures() -> Vec<u8> {
    let schema = "message figures {
        REQUIRED BYTE_ARRAY 单位 (STRING); REQUIRED BOOLEAN 有正式文件; OPTIONAL INT32 配备人员;
        REQUIRED INT32 办结件数; REQUIRED INT32 应办件数; }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Default::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let numbers = [vec![3, 4], vec![90, 100, 79], vec![100, 100, 100]];
    let mut next = numbers.iter();
    while let Some(mut column) = group.next_column().unwrap() {
        match column.untyped() {
            ColumnWriter::ByteArrayColumnWriter(w) => {
                w.write_batch(&["A", "B", "C"].map(ByteArray::from), None, None).unwrap();
            }
            ColumnWriter::BoolColumnWriter(w) => {
                w.write_batch(&[true, false, true], None, None).unwrap();
            }
            ColumnWriter::Int32ColumnWriter(w) => {
                let values = next.next().unwrap();
                let levels = (values.len() == 2).then_some([1, 1, 0]);
                w.write_batch(values, levels.as_ref().map(|l| l.as_slice()), None).unwrap();
            }
            _ => panic!("another column"),
        }
        column.close().unwrap();
    }
    group.close().unwrap();
    writer.into_inner().unwrap()
}

fn folder() -> Folder {
    let folder = Folder::new();
    folder.put("scheme.md", SCHEME).put("units.csv", UNITS).put("figures.parquet", figures());
    folder
}

#[test]
fn figures_as_parquet_score_like_figures_as_csv() {
    let folder = folder();
    let ended = folder.run(&["score", ".", "--format", "json", "--out", "r.csv"]).with(0);
    let json: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    let place = |n: usize| {
        let one = &json["levels"][0]["first"][n];
        [one["rank"].to_string(), one["code"].as_str().unwrap().to_owned(), one["total"].as_str().unwrap().to_owned()]
    };
    assert_eq!([place(0), place(1), place(2)], [["1", "B", "50"], ["2", "A", "47.5"], ["3", "C", "10"]]);
    let text = folder.read("r.csv");
    assert!(text.contains("\nA,甲镇,乡镇,10,15,22.5,47.5,2,2\n"), "{text}");
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folder = folder();
    for threads in ["1", "2", "3", "7"] {
        let out = format!("r{threads}.parquet");
        folder.run(&["score", ".", "--threads", threads, "--out", &out]).with(0);
    }
    let bytes = |threads: &str| std::fs::read(folder.path(&format!("r{threads}.parquet"))).unwrap();
    assert!(["2", "3", "7"].iter().all(|threads| bytes(threads) == bytes("1")));
}

#[test]
fn changed_figures_of_a_large_file_give_the_bytes_of_figures_that_always_were_so() {
    let folder = folder();
    folder.put("changed.csv", "单位,指标,数值\nA,配备人员,1\nC,办结件数,96\n");
    folder.put("back.csv", "单位,指标,数值\nC,办结件数,79\nA,配备人员,3\n");
    folder.run(&["score", ".", "--out", "before.parquet"]).with(0);
    folder.run(&["score", ".", "--changed", "changed.csv", "--out", "changed.parquet"]).with(0);
    folder.run(&["score", ".", "--changed", "changed.csv", "--changed", "back.csv", "--out", "r.parquet"]).with(0);
    let bytes = |name: &str| std::fs::read(folder.path(name)).unwrap();
    assert!(bytes("r.parquet") == bytes("before.parquet"));
    assert!(bytes("changed.parquet") != bytes("before.parquet"));
    let changed = folder.run(&["score", ".", "--changed", "changed.csv", "--format", "csv"]).with(0).out;
    assert!(changed.contains("\nA,甲镇,乡镇,10,5,22.5,37.5,3,3\n"), "{changed}");
    assert!(changed.contains("\nC,丙乡,乡镇,10,0,30,40,2,2\n"), "{changed}");
}

#[test]
fn where_the_time_went_is_said_on_the_side() {
    let folder = folder();
    let ended = folder.run(&["score", ".", "--profile", "--threads", "2", "--out", "r.parquet"]).with(0);
    ended.warns(&["单位 3 个", "考核项 3 项", "线程 2 个", "读入 0.", "计分 0.", "写出 0."]);
}

#[test]
fn a_broken_file_is_told_and_leaves_earlier_results_alone() {
    let folder = folder();
    folder.run(&["score", ".", "--out", "r.parquet"]).with(0);
    let before = std::fs::read(folder.path("r.parquet")).unwrap();
    let whole = figures();
    folder.put("figures.parquet", &whole[..whole.len() / 2]);
    let ended = folder.run(&["score", ".", "--out", "r.parquet"]);
    assert_ne!(ended.code, 0);
    ended.warns(&["figures.parquet"]);
    assert_eq!(std::fs::read(folder.path("r.parquet")).unwrap(), before);
    assert!(folder.names().iter().all(|name| !name.starts_with(".kaocheng-")), "{:?}", folder.names());
}

#[test]
fn a_large_file_holds_all_of_its_round() {
    let folder = folder();
    folder.put("figures.csv", crate::folder::FIGURES);
    let ended = folder.run(&["score", "."]);
    assert_ne!(ended.code, 0);
    ended.warns(&["figures.parquet", "figures.csv"]);
}

#[test]
fn both_evaluators_print_the_same() {
    let folder = Folder::scored();
    for format in ["text", "json", "csv"] {
        let columnar = folder.run(&["score", ".", "--format", format]).with(0);
        let reference = folder.run(&["score", ".", "--format", format, "--engine", "reference"]).with(0);
        assert_eq!(columnar.out, reference.out);
    }
}
