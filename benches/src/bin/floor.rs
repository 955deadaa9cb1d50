//! `floor DIR [--threads N]`: what no evaluator on this machine goes below, as one line of JSON in seconds. `decode`: every
//! column of the Parquet file through the typed readers of the library, nothing kept. `stream`: one pass over the loaded
//! columns, every figure touched once, into fresh columns of the same widths.
#![allow(clippy::float_arithmetic, reason = "times")]

use kaocheng_bench::load::load;
use kaocheng_bench::threads::Threads;
use kaocheng_compile::scheme::{Options, compile};
use kaocheng_engine::columns::{Column, Numbers};
use kaocheng_engine::crew::Crew;
use kaocheng_syntax::document;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::Result;
use parquet::file::reader::{FileReader, SerializedFileReader};
use std::error::Error;
use std::fs::File;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;

const SCHEME: &str = include_str!("../../workload-s/scheme.md");

fn main() -> std::result::Result<(), Box<dyn Error>> {
    let (mut dir, mut threads) = (PathBuf::from("."), 2);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--threads" => threads = words.next().ok_or("--threads N")?.parse()?,
            _ => dir = PathBuf::from(word),
        }
    }
    let crew = Threads(threads);
    let started = Instant::now();
    let rows = decode(&dir.join("wide.parquet"), &crew)?;
    let decoded = started.elapsed().as_secs_f64();
    let plan = compile(&document::read(SCHEME), &Options::default()).plan;
    let columns = load(&plan, &dir, false, &crew);
    let started = Instant::now();
    let streamed: Vec<Mutex<Option<Numbers>>> = columns.inputs.iter().map(|_| Mutex::new(None)).collect();
    crew.each(streamed.len(), &|task| {
        if let (Some(Ok(mut slot)), Some(column)) = (streamed.get(task).map(Mutex::lock), columns.inputs.get(task)) {
            *slot = Some(stream(column));
        }
    });
    black_box(&streamed);
    let streamed = started.elapsed().as_secs_f64();
    println!("{{\"rows\": {rows}, \"decode\": {decoded:.4}, \"stream\": {streamed:.4}}}");
    Ok(())
}

/// A fresh column of figures that are each touched once.
fn stream(column: &Column) -> Numbers {
    match &column.numbers {
        Numbers::Truth(all) => Numbers::Truth(all.iter().map(|v| v ^ 1).collect()),
        Numbers::I16(all) => Numbers::I16(all.iter().map(|v| v.wrapping_add(1)).collect()),
        Numbers::I32(all) => Numbers::I32(all.iter().map(|v| v.wrapping_add(1)).collect()),
        Numbers::I64(all) => Numbers::I64(all.iter().map(|v| v.wrapping_add(1)).collect()),
        Numbers::I128(all) => Numbers::I128(all.iter().map(|v| v.wrapping_add(1)).collect()),
        Numbers::Any(all) => Numbers::Any(all.clone()),
    }
}

/// Decodes every chunk of a file; gives its rows.
fn decode(path: &Path, crew: &Threads) -> Result<i64> {
    let open = || SerializedFileReader::new(File::open(path)?);
    let metadata = open()?.metadata().clone();
    let columns = metadata.file_metadata().schema_descr().num_columns();
    let failed = Mutex::new(None);
    crew.each(metadata.num_row_groups() * columns, &|task| {
        let read = open().and_then(|file| {
            let group = file.get_row_group(task / columns)?;
            match group.get_column_reader(task % columns)? {
                ColumnReader::BoolColumnReader(reader) => drain(reader),
                ColumnReader::Int32ColumnReader(reader) => drain(reader),
                ColumnReader::Int64ColumnReader(reader) => drain(reader),
                ColumnReader::DoubleColumnReader(reader) => drain(reader),
                ColumnReader::ByteArrayColumnReader(reader) => drain(reader),
                _ => Ok(()),
            }
        });
        if let (Err(error), Ok(mut slot)) = (read, failed.lock()) {
            *slot = Some(error);
        }
    });
    match failed.into_inner() {
        Ok(Some(error)) => Err(error),
        _ => Ok(metadata.file_metadata().num_rows()),
    }
}

fn drain<T: DataType>(mut reader: ColumnReaderImpl<T>) -> Result<()> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    loop {
        values.clear();
        levels.clear();
        if reader.read_records(8192, Some(&mut levels), None, &mut values)?.0 == 0 {
            return Ok(());
        }
        black_box(&values);
    }
}
