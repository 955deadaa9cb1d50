//! Results as Parquet: every column of every row group is encoded on its own, straight from its narrow numbers.

mod chunk;
mod file;
mod numbers;
mod pack;
mod there;

use super::WriteError;
use super::shown::{Shown, Stored};
use super::table::ResultTable;
use bytes::Bytes;
use chunk::{Chunk, of_page, of_texts};
use kaocheng_compile::plan::Plan;
use kaocheng_engine::columnar::Scores;
use kaocheng_engine::columns::{Codes, UnitColumns};
use kaocheng_engine::crew::Crew;
pub(super) use numbers::Cell;
use numbers::{Dictionary, Numbers, write_places};
use parquet::basic::{Compression, Encoding, LogicalType, Repetition, Type as Physical};
use parquet::data_type::ByteArray;
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::schema::types::{ColumnDescPtr, ColumnPath, SchemaDescriptor, Type, TypePtr};
use std::io::Write;
use std::sync::Arc;
pub(super) use there::There;

/// Rows of a row group.
const GROUP: usize = 131_072;

/// The scores as the bytes of a file; see [`write_parquet_to`].
pub fn write_parquet(
    plan: &Plan,
    units: &UnitColumns,
    scores: &Scores,
    crew: &dyn Crew,
) -> std::result::Result<Vec<u8>, WriteError> {
    let mut bytes = Vec::new();
    write_parquet_to(plan, units, scores, crew, &mut bytes)?;
    Ok(bytes)
}

/// Writes the scores: the unit's code and level, a column an item by its id, the total and the ranks.
///
/// Decimals keep the scale of their item; what is no decimal is written out exactly, as `120/13`. What is ready is given
/// to `to` while the rest is still encoded, in pieces of some hundred thousand bytes: it needs no buffer.
pub fn write_parquet_to(
    plan: &Plan,
    units: &UnitColumns,
    scores: &Scores,
    crew: &dyn Crew,
    to: &mut (dyn Write + Send),
) -> std::result::Result<(), WriteError> {
    let table = ResultTable::new(plan, units, scores);
    let columns = columns(&table);
    write(&table, &columns, crew, to).map_err(|error| WriteError::Form(error.to_string()))
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

fn schema(columns: &[Column]) -> Result<TypePtr> {
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

/// How texts are written; numbers are encoded here.
fn properties(columns: &[Column]) -> WriterPropertiesPtr {
    let mut builder = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_dictionary_enabled(false)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_offset_index_disabled(true)
        .set_write_batch_size(8192);
    for column in columns.iter().filter(|column| column.dictionary) {
        builder = builder.set_column_dictionary_enabled(ColumnPath::from(column.name.clone()), true);
    }
    Arc::new(builder.build())
}

fn write(table: &ResultTable, columns: &[Column], crew: &dyn Crew, to: &mut (dyn Write + Send)) -> Result<()> {
    let properties = properties(columns);
    let schema = Arc::new(SchemaDescriptor::new(schema(columns)?));
    file::write(&schema, (table.rows(), GROUP), crew, to, &|rows, at| {
        let column = columns.get(at).ok_or_else(|| ParquetError::General("a column too many".to_owned()))?;
        column.chunk(table, rows, schema.column(at), &properties)
    })
}

impl Column<'_> {
    /// Encodes the rows of a row group.
    fn chunk(
        &self,
        table: &ResultTable,
        (from, to): (usize, usize),
        description: ColumnDescPtr,
        properties: &WriterPropertiesPtr,
    ) -> Result<Chunk> {
        let there = (!self.required).then(|| self.there_between(from, to));
        if let (Cells::Levels, Stored::Text) = (&self.cells, self.stored) {
            return levels(table, (from, to), description);
        }
        let short = match self.stored {
            Stored::Short { .. } => true,
            Stored::Long { .. } => false,
            Stored::Text => {
                let levels = there.map(|there| there.levels());
                let texts = self.texts(table, from, to);
                return of_texts(description, Arc::clone(properties), &texts, levels.as_deref());
            }
        };
        let mut page = Vec::new();
        if let Some(there) = &there {
            there.write(&mut page);
        }
        let count = there.as_ref().map_or(to - from, There::count);
        let (encoding, dictionary) = if short {
            self.encoded::<i32>(table, (from, to), count, &mut page)
        } else {
            self.encoded::<i64>(table, (from, to), count, &mut page)
        };
        of_page(description, to - from, (page, encoding), dictionary)
    }

    fn encoded<T: Cell>(
        &self,
        table: &ResultTable,
        rows: (usize, usize),
        count: usize,
        page: &mut Vec<u8>,
    ) -> (Encoding, Option<Dictionary>) {
        let of = |from: usize, to: usize, out: &mut Vec<T>| match &self.cells {
            Cells::Codes(Codes::Whole(all)) => {
                let units = table.order.get(from..to).unwrap_or_default();
                out.extend(units.iter().filter_map(|unit| all.get(*unit as usize)).map(|code| T::of(*code)));
            }
            Cells::Scores(shown) => shown.numbers(from, to, out),
            Cells::Ranks(ranks) => {
                let own = ranks.get(from..to).unwrap_or_default();
                out.extend(own.iter().filter(|rank| **rank > 0).map(|rank| T::of(i64::from(*rank))));
            }
            Cells::Codes(Codes::Text { .. }) | Cells::Levels => {}
        };
        let bounds = match &self.cells {
            Cells::Scores(shown) => shown.bounds(),
            _ => (i64::MIN, i64::MAX),
        };
        Numbers { of: &of, rows, count, bounds }.write(page)
    }

    /// Which rows of a row group have a value.
    fn there_between(&self, from: usize, to: usize) -> There {
        let mut there = There::nowhere(to - from);
        match &self.cells {
            Cells::Codes(_) | Cells::Levels => there.all(0, to - from),
            Cells::Scores(shown) => shown.there_between(from, to, 0, &mut there),
            Cells::Ranks(ranks) => {
                let ranked = ranks.get(from..to).unwrap_or_default().iter().enumerate().filter(|(_, rank)| **rank > 0);
                ranked.for_each(|(row, _)| there.all(row, row + 1));
            }
        }
        there
    }

    fn there(&self, row: usize) -> bool {
        match &self.cells {
            Cells::Codes(_) | Cells::Levels => true,
            Cells::Scores(shown) => shown.there(row),
            Cells::Ranks(ranks) => ranks.get(row).is_some_and(|rank| *rank > 0),
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

/// The level of every unit: places in the names of all levels.
fn levels(table: &ResultTable, (from, to): (usize, usize), description: ColumnDescPtr) -> Result<Chunk> {
    let mut dictionary = Dictionary::default();
    for name in table.units.level_names() {
        dictionary.values.extend_from_slice(&(name.len() as u32).to_le_bytes());
        dictionary.values.extend_from_slice(name.as_bytes());
        dictionary.count += 1;
    }
    let all = table.units.levels();
    let units = table.order.get(from..to).unwrap_or_default();
    let places: Vec<u16> = units.iter().map(|unit| all.get(*unit as usize).copied().unwrap_or(0)).collect();
    let mut page = Vec::new();
    write_places(places.len(), dictionary.count, &mut page, |packer, width| packer.short(&places, width));
    of_page(description, to - from, (page, Encoding::RLE_DICTIONARY), Some(dictionary))
}
