//! How fast large files are read and written: `cargo run --release -p kaocheng-exchange --example bulk [units] [inputs]`.

#![allow(clippy::unwrap_used, clippy::float_arithmetic)]

use bytes::Bytes;
use kaocheng_compile::plan::{Input, Plan};
use kaocheng_compile::plan::{Item, ItemKind, NodeId};
use kaocheng_engine::columnar::{LevelScores, ScoreColumn, Scores};
use kaocheng_engine::columns::{Columns, UnitColumns};
use kaocheng_engine::crew::Crew;
use kaocheng_exchange::bulk::{read_csv, read_parquet, write_csv, write_parquet, write_xlsx};
use kaocheng_syntax::clause::Language;
use kaocheng_syntax::clause::{Feed, InputKind};
use kaocheng_syntax::span::Span;
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

struct Threads(usize);

impl Crew for Threads {
    fn size(&self) -> usize {
        self.0
    }

    fn each(&self, tasks: usize, task: &(dyn Fn(usize) + Sync)) {
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..self.0 {
                scope.spawn(|| {
                    loop {
                        match next.fetch_add(1, Ordering::Relaxed) {
                            n if n < tasks => task(n),
                            _ => break,
                        }
                    }
                });
            }
        });
    }
}

fn input(ix: usize) -> Input {
    let kind = match ix % 10 {
        0 => InputKind::YesNo,
        1..5 => InputKind::Count,
        5..8 => InputKind::Rate,
        _ => InputKind::Amount,
    };
    Input {
        id: format!("m{:02}", ix + 1),
        label: format!("m{:02}", ix + 1),
        kind,
        unit: None,
        item: 0,
        provider: None,
        source: None,
        bounds: (None, None),
        data_date: None,
        level: None,
        feed: Feed::Supplied,
        span: Span::default(),
    }
}

/// A figure out of nothing but its place.
fn figure(row: usize, ix: usize) -> i32 {
    let mut n = (row as u64 * 1009 + ix as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    n ^= n >> 29;
    n = n.wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 40;
    match ix % 10 {
        0 => (n % 2) as i32,
        1..5 => (n % 120) as i32,
        5..8 => (n % 10_001) as i32,
        _ => (n % 5_000_000) as i32,
    }
}

fn wide(units: usize, inputs: &[Input]) -> Vec<u8> {
    let mut schema = "message t { required int32 unit; optional int32 parent; required binary level (UTF8);".to_owned();
    for (ix, input) in inputs.iter().enumerate() {
        let decimal = if (5..8).contains(&(ix % 10)) {
            "(DECIMAL(9,4))"
        } else if ix % 10 > 7 {
            "(DECIMAL(9,2))"
        } else {
            ""
        };
        schema.push_str(&format!("optional int32 {} {decimal};", input.id));
    }
    schema.push('}');
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let schema = Arc::new(parse_message_type(&schema).unwrap());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).unwrap();
    for from in (0..units).step_by(131_072) {
        let rows: Vec<usize> = (from..(from + 131_072).min(units)).collect();
        let mut group = writer.next_row_group().unwrap();
        let mut int = |values: Vec<i32>, levels: Option<Vec<i16>>| {
            let mut column = group.next_column().unwrap().unwrap();
            column.typed::<Int32Type>().write_batch(&values, levels.as_deref(), None).unwrap();
            column.close().unwrap();
        };
        int(rows.iter().map(|r| *r as i32 + 1).collect(), None);
        int(
            rows.iter().filter(|r| **r > 0).map(|r| (*r as i32 - 1) / 16 + 1).collect(),
            Some(rows.iter().map(|r| i16::from(*r > 0)).collect()),
        );
        let level = |r: &usize| ByteArray::from(if r * 16 + 1 < units { "乡镇" } else { "村" });
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<ByteArrayType>().write_batch(&rows.iter().map(level).collect::<Vec<_>>(), None, None).unwrap();
        column.close().unwrap();
        for ix in 0..inputs.len() {
            let there = |r: &&usize| **r % 200 != ix;
            let values: Vec<i32> = rows.iter().filter(there).map(|r| figure(*r, ix)).collect();
            let levels: Vec<i16> = rows.iter().map(|r| i16::from(there(&r))).collect();
            let mut column = group.next_column().unwrap().unwrap();
            column.typed::<Int32Type>().write_batch(&values, Some(&levels), None).unwrap();
            column.close().unwrap();
        }
        group.close().unwrap();
    }
    writer.into_inner().unwrap()
}

fn timed<T>(what: &str, cells: usize, work: impl Fn() -> T) -> T {
    // Only one of them again and again, for a profile.
    let only = std::env::args().nth(3);
    if only.is_some_and(|only| !what.contains(&only)) {
        return work();
    }
    let mut best = f64::MAX;
    let mut last = None;
    for _ in 0..5 {
        let start = Instant::now();
        last = Some(work());
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{what:<40} {best:7.3} s {:7.2} ns a cell", best * 1e9 / cells as f64);
    last.unwrap()
}

fn long(units: usize, inputs: &[Input]) -> Vec<u8> {
    let schema =
        "message t { required int32 unit; required binary input (UTF8); required int64 value (DECIMAL(18,4)); }";
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer =
        SerializedFileWriter::new(Vec::new(), Arc::new(parse_message_type(schema).unwrap()), Arc::new(properties))
            .unwrap();
    let names: Vec<ByteArray> = inputs.iter().map(|i| ByteArray::from(i.id.as_str())).collect();
    for from in (0..units).step_by(15_000) {
        let rows: Vec<(usize, usize)> =
            (from..(from + 15_000).min(units)).flat_map(|r| (0..inputs.len()).map(move |ix| (r, ix))).collect();
        let mut group = writer.next_row_group().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let codes: Vec<i32> = rows.iter().map(|(r, _)| *r as i32 + 1).collect();
        column.typed::<Int32Type>().write_batch(&codes, None, None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let texts: Vec<ByteArray> = rows.iter().map(|(_, ix)| names[*ix].clone()).collect();
        column.typed::<ByteArrayType>().write_batch(&texts, None, None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let scale = |ix: usize| match ix % 10 {
            5..8 => 1,
            8.. => 100,
            _ => 10_000,
        };
        let values: Vec<i64> = rows.iter().map(|(r, ix)| i64::from(figure(*r, *ix)) * scale(*ix)).collect();
        column.typed::<Int64Type>().write_batch(&values, None, None).unwrap();
        column.close().unwrap();
        group.close().unwrap();
    }
    writer.into_inner().unwrap()
}

fn csv(units: usize, inputs: &[Input]) -> Vec<u8> {
    use std::io::Write;
    let mut text = "unit,parent,level".to_owned().into_bytes();
    inputs.iter().for_each(|i| write!(text, ",{}", i.id).unwrap());
    text.push(b'\n');
    for row in 0..units {
        let parent = if row > 0 { ((row - 1) / 16 + 1).to_string() } else { String::new() };
        write!(text, "{},{parent},{}", row + 1, if row * 16 + 1 < units { "乡镇" } else { "村" }).unwrap();
        for ix in 0..inputs.len() {
            let figure = figure(row, ix);
            match ix % 10 {
                _ if row % 200 == ix => write!(text, ","),
                5..8 => write!(text, ",{}.{:02}%", figure / 100, figure % 100),
                8.. => write!(text, ",{}.{:02}", figure / 100, figure % 100),
                _ => write!(text, ",{figure}"),
            }
            .unwrap();
        }
        text.push(b'\n');
    }
    text
}

fn item(ix: usize) -> Item {
    Item {
        id: format!("1.{ix}"),
        title: "item".into(),
        parent: None,
        level: None,
        kind: ItemKind::Base,
        points: None,
        score: NodeId(ix),
        grade: None,
        clauses: Vec::new(),
        default: false,
        substituted: None,
        span: Span::default(),
        heading: Span::default(),
    }
}

/// Scores that are the figures themselves.
fn scores(columns: &Columns, units: &UnitColumns) -> (Plan, Scores) {
    let items: Vec<Item> = (0..columns.inputs.len()).map(item).collect();
    let column = |ix: usize| (NodeId(ix), ScoreColumn { values: columns.inputs[ix].clone(), denominators: None });
    let rows: Vec<u32> = (0..units.len() as u32).collect();
    let ranks: Vec<u32> = rows.iter().map(|r| r.wrapping_mul(7919) % units.len() as u32 + 1).collect();
    let within_parent = rows.iter().map(|r| r % 16 + 1).collect();
    let nodes = (0..items.len()).map(column).collect();
    let scores = Scores { levels: vec![LevelScores { rows, nodes, overall: ranks, within_parent }] };
    (Plan { total: Some(NodeId(5)), items, ..Plan::default() }, scores)
}

fn main() {
    let mut args = std::env::args().skip(1).take(2).map(|a| a.parse::<usize>().unwrap());
    let (units, inputs) = (args.next().unwrap_or(700_000), args.next().unwrap_or(70));
    let plan = Plan { inputs: (0..inputs).map(input).collect(), ..Plan::default() };
    let cells = units * inputs;
    let files = [wide(units, &plan.inputs), long(units, &plan.inputs), csv(units, &plan.inputs)].map(Bytes::from);
    let sizes: Vec<usize> = files.iter().map(|f| f.len() >> 20).collect();
    println!("{units} units, {inputs} inputs; MB of wide, long and CSV: {sizes:?}");
    let [wide, long, csv] = files;
    for threads in [1, 2] {
        let crew = Threads(threads);
        let first = |e: kaocheng_exchange::bulk::BulkRefused| e.problems.into_iter().next();
        let read = timed(&format!("wide Parquet, {threads} threads"), cells, || {
            read_parquet("wide.parquet", wide.clone(), &plan, None, &crew).map_err(first)
        });
        let read = read.unwrap();
        let given = &read.columns.units;
        let other = timed(&format!("long Parquet, {threads} threads"), cells, || {
            read_parquet("long.parquet", long.clone(), &plan, Some(given), &crew).map_err(first)
        });
        assert_eq!(other.unwrap().problems, []);
        let other = timed(&format!("wide CSV, {threads} threads"), cells, || {
            read_csv("wide.csv", csv.clone(), &plan, None, &crew).map_err(first)
        });
        let other = other.unwrap();
        for (a, b) in read.columns.inputs.iter().zip(&other.columns.inputs) {
            assert!((0..units).step_by(997).all(|row| a.value(row) == b.value(row)));
        }
        let (plan, scores) = scores(&read.columns, given);
        let file = timed(&format!("Parquet of scores, {threads} threads"), cells, || {
            write_parquet(&plan, given, &scores, &crew).unwrap()
        });
        println!("{} MB", file.len() >> 20);
        let file = timed(&format!("CSV of scores, {threads} threads"), cells, || {
            write_csv(&plan, given, &scores, Language::English, &crew)
        });
        println!("{} MB", file.len() >> 20);
        if units <= 100_000 {
            timed(&format!("workbook of scores, {threads} threads"), cells, || {
                write_xlsx(&plan, given, &scores, Language::Chinese, &crew).unwrap()
            });
        }
    }
}
