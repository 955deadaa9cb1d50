//! A row a unit, a column a measure, as Parquet: booleans, INT32, DECIMAL(12,2) on INT64; Snappy; row groups of 131,072.

use crate::hierarchy::Unit;
use crate::items::Form;
use crate::measures::Measures;
use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use std::io::Write;
use std::sync::Arc;

const ROW_GROUP: usize = 131_072;

/// Writes the wide table.
pub fn wide(units: &[Unit], measures: &Measures, to: impl Write + Send) -> Result<()> {
    let columns: String = measures.all.iter().map(|m| format!("optional {};\n", column(&m.id, m.form))).collect();
    let mut file = file(&columns, to)?;
    for rows in units.chunks(ROW_GROUP) {
        let mut group = file.next_row_group()?;
        unit_columns(&mut group, rows)?;
        for (at, measure) in measures.all.iter().enumerate() {
            let values = |unit: &Unit| if unit.level.reports() { measures.value(at, unit.unit) } else { None };
            let values = rows.iter().map(values);
            match measure.form {
                Form::Truth => optional::<BoolType>(&mut group, values.map(|v| v.map(|v| v != 0)))?,
                Form::Whole => {
                    optional::<Int32Type>(&mut group, values.map(|v| v.and_then(|v| i32::try_from(v).ok())))?
                }
                Form::Hundredths => optional::<Int64Type>(&mut group, values)?,
            }
        }
        group.close()?;
    }
    file.close().map(|_| ())
}

/// Writes the units alone, which the long form needs beside it.
pub fn units_alone(units: &[Unit], to: impl Write + Send) -> Result<()> {
    let mut file = file("", to)?;
    for rows in units.chunks(ROW_GROUP) {
        let mut group = file.next_row_group()?;
        unit_columns(&mut group, rows)?;
        group.close()?;
    }
    file.close().map(|_| ())
}

fn file<W: Write + Send>(columns: &str, to: W) -> Result<SerializedFileWriter<W>> {
    let text = format!(
        "message s {{ required int32 unit; optional int32 parent; required binary level (STRING); {columns} }}"
    );
    let schema = Arc::new(parse_message_type(&text)?);
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    SerializedFileWriter::new(to, schema, Arc::new(properties))
}

fn column(id: &str, form: Form) -> String {
    match form {
        Form::Truth => format!("boolean {id}"),
        Form::Whole => format!("int32 {id}"),
        Form::Hundredths => format!("int64 {id} (DECIMAL(12,2))"),
    }
}

fn unit_columns<W: Write + Send>(group: &mut SerializedRowGroupWriter<'_, W>, rows: &[Unit]) -> Result<()> {
    let units: Vec<i32> = rows.iter().map(|u| u.unit).collect();
    required::<Int32Type, _>(group, &units)?;
    optional::<Int32Type>(group, rows.iter().map(|u| u.parent))?;
    let levels: Vec<ByteArray> = rows.iter().map(|u| ByteArray::from(u.level.name())).collect();
    required::<ByteArrayType, _>(group, &levels)
}

/// Writes a column in which every row has a value.
pub(crate) fn required<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &[T::T],
) -> Result<()> {
    if let Some(mut column) = group.next_column()? {
        column.typed::<T>().write_batch(values, None, None)?;
        column.close()?;
    }
    Ok(())
}

/// Writes a column in which rows may have none.
pub(crate) fn optional<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, impl Write + Send>,
    values: impl Iterator<Item = Option<T::T>>,
) -> Result<()> {
    let mut present = Vec::with_capacity(ROW_GROUP);
    let mut there = Vec::with_capacity(ROW_GROUP);
    for value in values {
        there.push(i16::from(value.is_some()));
        present.extend(value);
    }
    if let Some(mut column) = group.next_column()? {
        column.typed::<T>().write_batch(&present, Some(&there), None)?;
        column.close()?;
    }
    Ok(())
}
