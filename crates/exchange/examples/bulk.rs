//! How fast large files are read and written: `cargo run --release -p kaocheng-exchange --example bulk [units] [inputs]`.

use bytes::Bytes;
use kaocheng_compile::plan::{Input, Plan};
use kaocheng_engine::crew::Crew;
use kaocheng_exchange::bulk::read_parquet;
use kaocheng_syntax::clause::{Feed, InputKind};
use kaocheng_syntax::span::Span;
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
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
        let decimal = if (5..8).contains(&(ix % 10)) { "(DECIMAL(9,4))" } else if ix % 10 > 7 { "(DECIMAL(9,2))" } else { "" };
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
        int(rows.iter().filter(|r| **r > 0).map(|r| (*r as i32 - 1) / 16 + 1).collect(), Some(rows.iter().map(|r| i16::from(*r > 0)).collect()));
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

fn main() {
    let mut args = std::env::args().skip(1).map(|a| a.parse::<usize>().unwrap());
    let (units, inputs) = (args.next().unwrap_or(700_000), args.next().unwrap_or(70));
    let plan = Plan { inputs: (0..inputs).map(input).collect(), ..Plan::default() };
    let bytes = Bytes::from(wide(units, &plan.inputs));
    println!("{units} units, {inputs} inputs, wide Parquet of {} MB", bytes.len() >> 20);
    for threads in [1, 2] {
        let crew = Threads(threads);
        let read = timed(&format!("wide Parquet, {threads} threads"), units * inputs, || {
            read_parquet("wide.parquet", bytes.clone(), &plan, None, &crew).map_err(|e| e.problems.first().cloned())
        });
        let read = read.unwrap();
        println!("{} rows, {} problems", read.rows, read.problems.len());
    }
}
