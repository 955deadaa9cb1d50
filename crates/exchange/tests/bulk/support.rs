//! A small plan, and Parquet files made of rows.

#![allow(clippy::unwrap_used)]

use bytes::Bytes;
use kaocheng_compile::plan::{Input, Plan};
use kaocheng_engine::columns::{Columns, UnitColumns, unit_columns_of};
use kaocheng_engine::crew::Crew;
use kaocheng_engine::table::{UnitRow, Units, Value};
use kaocheng_exchange::bulk::{BulkRead, BulkRefused, read_csv, read_parquet};
use kaocheng_exchange::problem::Problem;
use kaocheng_syntax::clause::{Feed, InputKind};
use kaocheng_syntax::exact::whole;
use kaocheng_syntax::span::Span;
use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::{ByteArray, FixedLenByteArray};
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::sync::Arc;

/// Two at a time, whatever the order.
pub struct Two;

impl Crew for Two {
    fn size(&self) -> usize {
        2
    }

    fn each(&self, tasks: usize, task: &(dyn Fn(usize) + Sync)) {
        std::thread::scope(|scope| {
            scope.spawn(|| (0..tasks).rev().filter(|n| n % 2 == 0).for_each(task));
            (0..tasks).filter(|n| n % 2 == 1).for_each(task);
        });
    }
}

pub fn input(id: &str, label: &str, kind: InputKind, most: Option<i64>) -> Input {
    Input {
        id: id.into(),
        label: label.into(),
        kind,
        unit: None,
        item: 0,
        provider: None,
        source: None,
        bounds: (None, most.map(whole)),
        data_date: None,
        level: None,
        feed: Feed::Supplied,
        span: Span::default(),
    }
}

pub fn plan() -> Plan {
    let words = vec!["国家".to_owned(), "省".to_owned()];
    let inputs = vec![
        input("staff", "服务人员", InputKind::Count, Some(50)),
        input("funding", "经费到位率", InputKind::Rate, Some(1)),
        input("budget", "年度预算", InputKind::Amount, None),
        input("minutes", "有会议纪要", InputKind::YesNo, None),
        input("award", "获得表彰", InputKind::Choice(words), None),
    ];
    Plan { inputs, ..Plan::default() }
}

pub fn units() -> UnitColumns {
    unit_columns_of(&careful_units()).unwrap()
}

pub fn careful_units() -> Units {
    let row = |code: &str, parent: &str| UnitRow {
        code: code.into(),
        name: format!("{code}村"),
        level: if parent.is_empty() { "乡镇" } else { "村" }.into(),
        class: String::new(),
        parent: parent.into(),
    };
    Units::new(vec![row("A01", ""), row("A02", "A01"), row("A03", "A01")]).unwrap()
}

/// A column of a file.
#[derive(Clone)]
pub enum Col {
    Truth(Vec<Option<bool>>),
    I32(Vec<Option<i32>>),
    I64(Vec<Option<i64>>),
    F32(Vec<Option<f32>>),
    F64(Vec<Option<f64>>),
    Text(Vec<Option<&'static str>>),
    Bytes(Vec<Option<Vec<u8>>>),
}

/// A file with these columns in every row group.
pub fn file(schema: &str, groups: &[Vec<Col>]) -> Bytes {
    file_as(schema, groups, WriterProperties::builder())
}

pub fn file_as(schema: &str, groups: &[Vec<Col>], properties: WriterPropertiesBuilder) -> Bytes {
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let properties = Arc::new(properties.set_compression(Compression::SNAPPY).build());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties).unwrap();
    for columns in groups {
        let mut group = writer.next_row_group().unwrap();
        for column in columns {
            let mut to = group.next_column().unwrap().unwrap();
            write(to.untyped(), column);
            to.close().unwrap();
        }
        group.close().unwrap();
    }
    writer.into_inner().unwrap().into()
}

fn write(to: &mut ColumnWriter, column: &Col) {
    fn there<T: Clone>(all: &[Option<T>]) -> Vec<T> {
        all.iter().flatten().cloned().collect()
    }
    fn levels<T>(all: &[Option<T>]) -> Vec<i16> {
        all.iter().map(|v| i16::from(v.is_some())).collect()
    }
    match (to, column) {
        (ColumnWriter::BoolColumnWriter(w), Col::Truth(v)) => w.write_batch(&there(v), Some(&levels(v)), None),
        (ColumnWriter::Int32ColumnWriter(w), Col::I32(v)) => w.write_batch(&there(v), Some(&levels(v)), None),
        (ColumnWriter::Int64ColumnWriter(w), Col::I64(v)) => w.write_batch(&there(v), Some(&levels(v)), None),
        (ColumnWriter::FloatColumnWriter(w), Col::F32(v)) => w.write_batch(&there(v), Some(&levels(v)), None),
        (ColumnWriter::DoubleColumnWriter(w), Col::F64(v)) => w.write_batch(&there(v), Some(&levels(v)), None),
        (ColumnWriter::ByteArrayColumnWriter(w), Col::Text(v)) => {
            let texts: Vec<ByteArray> = there(v).into_iter().map(ByteArray::from).collect();
            w.write_batch(&texts, Some(&levels(v)), None)
        }
        (ColumnWriter::ByteArrayColumnWriter(w), Col::Bytes(v)) => {
            let texts: Vec<ByteArray> = there(v).into_iter().map(ByteArray::from).collect();
            w.write_batch(&texts, Some(&levels(v)), None)
        }
        (ColumnWriter::FixedLenByteArrayColumnWriter(w), Col::Bytes(v)) => {
            let texts: Vec<FixedLenByteArray> =
                there(v).into_iter().map(|b| FixedLenByteArray::from(ByteArray::from(b))).collect();
            w.write_batch(&texts, Some(&levels(v)), None)
        }
        _ => panic!("a column of another type than the schema's"),
    }
    .unwrap();
}

pub fn read(bytes: Bytes, units: Option<&UnitColumns>) -> Result<BulkRead, BulkRefused> {
    read_parquet("f.parquet", bytes, &plan(), units, &Two)
}

pub fn read_text(text: &[u8], units: Option<&UnitColumns>) -> Result<BulkRead, BulkRefused> {
    read_csv("f.csv", Bytes::copy_from_slice(text), &plan(), units, &Two)
}

/// The codes of problems with their places.
pub fn told(read: Result<BulkRead, BulkRefused>) -> Vec<String> {
    let tell = |problems: Vec<Problem>| problems.iter().map(|p| format!("{} {}", p.code(), p.place)).collect();
    match read {
        Ok(read) => tell(read.problems),
        Err(refused) => {
            assert!(refused.errors > 0, "refused without an error");
            tell(refused.problems)
        }
    }
}

/// The values of an input.
pub fn values(columns: &Columns, input: usize) -> Vec<Value> {
    (0..columns.units.len()).map(|row| columns.inputs[input].value(row)).collect()
}

/// `3`, `45.25%`, `是` … by row.
pub fn shown(read: &BulkRead, input: usize) -> Vec<String> {
    let show = |v: &Value| kaocheng_exchange::figures::shown(&plan(), kaocheng_compile::plan::InputIx(input), v);
    values(&read.columns, input).iter().map(show).collect()
}
