//! Results as Parquet: every column of every row group is encoded on its own, and only put one after the other at the
//! end.

use super::WriteError;
use super::shown::{Shown, Stored};
use super::table::ResultTable;
use crate::bulk::tasks::answers;
use bytes::Bytes;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::columnar::Scores;
use kaocheng_engine::columns::{Codes, UnitColumns};
use kaocheng_engine::crew::Crew;
use parquet::basic::{Compression, Encoding, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::{ColumnCloseResult, ColumnWriter, get_column_writer};
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::{SerializedFileWriter, SerializedPageWriter, TrackedWrite};
use parquet::schema::types::{ColumnDescPtr, ColumnPath, SchemaDescriptor, Type, TypePtr};
use std::sync::Arc;

/// Rows of a row group.
const GROUP: usize = 131_072;

/// Writes the scores: the unit's code and level, a column an item by its id, the total and the ranks.
///
/// Decimals keep the scale of their item; what is no decimal is written out exactly, as `120/13`.
pub fn write_parquet(
    plan: &Plan,
    units: &UnitColumns,
    scores: &Scores,
    crew: &dyn Crew,
) -> Result<Vec<u8>, WriteError> {
    let table = ResultTable::new(plan, units, scores);
    let columns = columns(&table);
    write(&table, &columns, crew).map_err(|error| WriteError::Form(error.to_string()))
}

/// A column of the file.
struct Column<'c> {
    name: String,
    cells: Cells<'c>,
    stored: Stored,
    /// Every row has a value.
    required: bool,
    /// The same few values again and again.
    dictionary: bool,
}

enum Cells<'c> {
    Codes(&'c Codes),
    Levels,
    Scores(&'c Shown<'c>),
    Ranks(&'c [u32]),
}

fn columns<'c>(table: &'c ResultTable<'c>) -> Vec<Column<'c>> {
    let rows = table.rows();
    let codes = match table.units.codes() {
        Codes::Whole(_) => Stored::Long { decimals: 0 },
        Codes::Text { .. } => Stored::Text,
    };
    let column = |name: &str, cells, stored, required, dictionary| Column {
        name: name.to_owned(),
        cells,
        stored,
        required,
        dictionary,
    };
    let scores = |name: &str, shown: &'c Shown<'c>| {
        let stored = shown.stored();
        column(name, Cells::Scores(shown), stored, shown.all_there(0, rows), stored == Stored::Text)
    };
    let ranks = |name: &str, ranks: &'c [u32]| {
        let all = ranks.iter().all(|rank| *rank > 0);
        column(name, Cells::Ranks(ranks), Stored::Short { decimals: 0 }, all, false)
    };
    let mut columns = vec![
        column("unit", Cells::Codes(table.units.codes()), codes, true, false),
        column("level", Cells::Levels, Stored::Text, true, true),
    ];
    columns.extend(table.items.iter().map(|(item, shown)| scores(&item.id, shown)));
    columns.push(scores("total", &table.total));
    columns.push(ranks("rank", &table.rank));
    columns.push(ranks("rank_in_parent", &table.within_parent));
    columns
}

fn schema(columns: &[Column]) -> Result<TypePtr, ParquetError> {
    let field = |column: &Column| {
        let (physical, decimal) = match column.stored {
            Stored::Short { decimals } => (Physical::INT32, Some((9, decimals))),
            Stored::Long { decimals } => (Physical::INT64, Some((18, decimals))),
            Stored::Text => (Physical::BYTE_ARRAY, None),
        };
        let repetition = if column.required { Repetition::REQUIRED } else { Repetition::OPTIONAL };
        let builder = Type::primitive_type_builder(&column.name, physical).with_repetition(repetition);
        let score = matches!(column.cells, Cells::Scores(_));
        match decimal {
            None => builder.with_logical_type(Some(LogicalType::String)),
            Some((precision, decimals)) if score => {
                let scale = i32::try_from(decimals).unwrap_or(0);
                let kind = LogicalType::decimal(scale, precision);
                builder.with_logical_type(Some(kind)).with_precision(precision).with_scale(scale)
            }
            Some(_) => builder,
        }
        .build()
        .map(Arc::new)
    };
    let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>()?;
    Ok(Arc::new(Type::group_type_builder("results").with_fields(fields).build()?))
}

fn properties(columns: &[Column]) -> WriterPropertiesPtr {
    let mut builder = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_dictionary_enabled(false)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_offset_index_disabled(true)
        .set_write_batch_size(8192)
        .set_created_by("kaocheng".to_owned());
    for column in columns {
        let path = ColumnPath::from(column.name.clone());
        if column.dictionary {
            builder = builder.set_column_dictionary_enabled(path, true);
        } else if column.stored != Stored::Text {
            // Scores of one item lie close together: packed by their differences they are as small as by a dictionary,
            // without the looking up, and there is nothing left to compress.
            builder = builder
                .set_column_encoding(path.clone(), Encoding::DELTA_BINARY_PACKED)
                .set_column_compression(path, Compression::UNCOMPRESSED);
        }
    }
    Arc::new(builder.build())
}

fn write(table: &ResultTable, columns: &[Column], crew: &dyn Crew) -> Result<Vec<u8>, ParquetError> {
    let (schema, properties) = (schema(columns)?, properties(columns));
    let description = SchemaDescriptor::new(Arc::clone(&schema));
    let groups = table.rows().div_ceil(GROUP);
    let chunks = answers(crew, groups * columns.len(), |task| {
        let (group, at) = (task / columns.len(), task % columns.len());
        let rows = (group * GROUP, ((group + 1) * GROUP).min(table.rows()));
        columns.get(at).map(|column| chunk(table, column, rows, description.column(at), Arc::clone(&properties)))
    });
    let chunks = chunks.into_iter().flatten().collect::<Result<Vec<_>, _>>()?;
    let size = chunks.iter().map(|(bytes, _)| bytes.len()).sum::<usize>() + 65_536;
    let mut writer = SerializedFileWriter::new(Vec::with_capacity(size), schema, properties)?;
    let mut chunks = chunks.into_iter();
    for _ in 0..groups {
        let mut group = writer.next_row_group()?;
        for (bytes, closed) in chunks.by_ref().take(columns.len()) {
            group.append_column(&bytes, closed)?;
        }
        group.close()?;
    }
    writer.into_inner()
}

/// Encodes a column of a row group.
fn chunk(
    table: &ResultTable,
    column: &Column,
    (from, to): (usize, usize),
    description: ColumnDescPtr,
    properties: WriterPropertiesPtr,
) -> Result<(Bytes, ColumnCloseResult), ParquetError> {
    let mut sink = TrackedWrite::new(Vec::new());
    let pages = Box::new(SerializedPageWriter::new(&mut sink));
    let mut writer = get_column_writer(description, properties, pages);
    let levels = (!column.required).then(|| levels(column, from, to));
    let levels = levels.as_deref();
    match &mut writer {
        ColumnWriter::Int32ColumnWriter(writer) => {
            let mut values: Vec<i32> = Vec::with_capacity(to - from);
            column.numbers(table, from, to, &mut |v| values.push(v as i32));
            writer.write_batch(&values, levels, None)?;
        }
        ColumnWriter::Int64ColumnWriter(writer) => {
            let mut values: Vec<i64> = Vec::with_capacity(to - from);
            column.numbers(table, from, to, &mut |v| values.push(v));
            writer.write_batch(&values, levels, None)?;
        }
        ColumnWriter::ByteArrayColumnWriter(writer) => {
            writer.write_batch(&column.texts(table, from, to), levels, None)?;
        }
        _ => return Err(ParquetError::General("a column of no form".to_owned())),
    }
    let closed = writer.close()?;
    Ok((Bytes::from(sink.into_inner()?), closed))
}

fn levels(column: &Column, from: usize, to: usize) -> Vec<i16> {
    let mut levels = vec![0; to - from];
    match &column.cells {
        Cells::Scores(shown) => shown.levels(from, to, &mut levels),
        _ => levels.iter_mut().zip(from..to).for_each(|(level, row)| *level = i16::from(column.there(row))),
    }
    levels
}

impl Column<'_> {
    fn there(&self, row: usize) -> bool {
        match &self.cells {
            Cells::Codes(_) | Cells::Levels => true,
            Cells::Scores(shown) => shown.there(row),
            Cells::Ranks(ranks) => ranks.get(row).is_some_and(|rank| *rank > 0),
        }
    }

    fn numbers(&self, table: &ResultTable, from: usize, to: usize, take: &mut dyn FnMut(i64)) {
        match &self.cells {
            Cells::Codes(Codes::Whole(all)) => {
                (from..to).filter_map(|row| all.get(table.unit(row))).for_each(|v| take(*v));
            }
            Cells::Scores(shown) => shown.numbers(from, to, &mut |_, v| take(v)),
            Cells::Ranks(ranks) => {
                let own = ranks.get(from..to).unwrap_or_default();
                own.iter().filter(|rank| **rank > 0).for_each(|rank| take(i64::from(*rank)));
            }
            Cells::Codes(Codes::Text { .. }) | Cells::Levels => {}
        }
    }

    /// The texts of a stretch, cut out of one buffer.
    fn texts(&self, table: &ResultTable, from: usize, to: usize) -> Vec<ByteArray> {
        let (mut all, mut ends) = (Vec::new(), Vec::with_capacity(to - from));
        for row in (from..to).filter(|row| self.there(*row)) {
            match &self.cells {
                Cells::Codes(codes) => all.extend_from_slice(codes.get(table.unit(row)).as_bytes()),
                Cells::Levels => all.extend_from_slice(table.level(row).as_bytes()),
                Cells::Scores(shown) => shown.push(row, &mut all),
                Cells::Ranks(_) => {}
            }
            ends.push(all.len());
        }
        let all = Bytes::from(all);
        let mut start = 0;
        let cut = |end: usize| {
            let text = all.slice(start..end);
            start = end;
            ByteArray::from(text)
        };
        ends.into_iter().map(cut).collect()
    }
}
