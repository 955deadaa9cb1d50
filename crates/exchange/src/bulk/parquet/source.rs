//! A Parquet file, opened: its columns, and readers of their chunks that answer with a reason where the file is broken.

use super::checked::Checked;
use super::stored::{Stored, Window, footer};
use parquet::basic::{ConvertedType, LogicalType, Type};
use parquet::column::page::PageReader;
use parquet::column::reader::{ColumnReader, get_column_reader};
use parquet::file::metadata::ParquetMetaData;
use parquet::file::serialized_reader::SerializedPageReader;
use parquet::schema::types::ColumnDescPtr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Rows beyond which no file goes; a claim of more is a broken file, and nothing is reserved for it.
const MOST_ROWS: usize = 500_000_000;

/// The same for one row group: so much is held of it at a time.
const MOST_ROWS_OF_GROUP: usize = 1 << 26;

/// An open file.
pub(super) struct Source {
    stored: Arc<dyn Stored>,
    metadata: ParquetMetaData,
    /// The first row of every row group, and after them the end.
    starts: Vec<usize>,
}

/// What numbers or texts a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Truth,
    /// Whole numbers over 10 to the power of the decimals; `unsigned` where the top bit is no sign.
    Whole {
        decimals: u8,
        unsigned: bool,
    },
    /// The same in bytes, the highest first.
    WholeInBytes {
        decimals: u8,
    },
    Float,
    Text,
    /// Dates, times, nested values.
    Other,
}

/// Does work on bytes that may be anything. The one place where a panic of the Parquet library, which some broken files
/// provoke, becomes an answer.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err("not a well-formed file".to_owned()))
}

/// The reason of an error of the Parquet library, in one line.
pub(super) fn reason(error: impl std::fmt::Display) -> String {
    crate::words::shorten(&error.to_string())
}

impl Source {
    pub fn open(stored: Arc<dyn Stored>) -> Result<Source, String> {
        guarded(|| {
            let metadata = footer(stored.as_ref())?;
            let columns = metadata.file_metadata().schema_descr().num_columns();
            let mut starts = vec![0usize];
            for group in metadata.row_groups() {
                let rows = usize::try_from(group.num_rows()).map_err(reason)?;
                let end = starts.last().copied().unwrap_or(0).saturating_add(rows);
                if end > MOST_ROWS || rows > MOST_ROWS_OF_GROUP || group.num_columns() != columns {
                    return Err("row groups that do not fit the footer".to_owned());
                }
                starts.push(end);
            }
            Ok(Source { stored, metadata, starts })
        })
    }

    pub fn rows(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    pub fn groups(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The first row of a group and the row after its last.
    pub fn group(&self, group: usize) -> (usize, usize) {
        let start = |ix: usize| self.starts.get(ix).copied().unwrap_or_else(|| self.rows());
        (start(group), start(group + 1))
    }

    pub fn columns(&self) -> &[ColumnDescPtr] {
        self.metadata.file_metadata().schema_descr().columns()
    }

    pub fn metadata(&self) -> &ParquetMetaData {
        &self.metadata
    }

    /// The names of the columns; what lies below another is named after all on the way.
    pub fn headers(&self) -> Vec<String> {
        self.columns().iter().map(|c| c.path().string()).collect()
    }

    /// Whether rows of a column may be without a value.
    pub fn optional(&self, column: usize) -> bool {
        self.columns().get(column).is_some_and(|c| c.max_def_level() > 0)
    }

    pub fn holds(&self, column: usize) -> Holds {
        let Some(column) = self.columns().get(column) else { return Holds::Other };
        if column.max_rep_level() > 0 || column.max_def_level() > 1 {
            return Holds::Other;
        }
        let decimals = u8::try_from(column.type_scale()).unwrap_or(u8::MAX);
        let decimal = matches!(column.logical_type_ref(), Some(LogicalType::Decimal { .. }))
            || column.converted_type() == ConvertedType::DECIMAL;
        let unsigned = matches!(
            column.converted_type(),
            ConvertedType::UINT_8 | ConvertedType::UINT_16 | ConvertedType::UINT_32 | ConvertedType::UINT_64
        );
        let integer = decimal || is_integer(column);
        let decimals = if decimal { decimals } else { 0 };
        // More digits than 128 bits hold.
        if decimals > 38 {
            return Holds::Other;
        }
        match column.physical_type() {
            Type::BOOLEAN => Holds::Truth,
            Type::INT32 | Type::INT64 if integer => Holds::Whole { decimals, unsigned },
            Type::FLOAT | Type::DOUBLE => Holds::Float,
            Type::BYTE_ARRAY | Type::FIXED_LEN_BYTE_ARRAY if decimal => Holds::WholeInBytes { decimals },
            Type::BYTE_ARRAY => Holds::Text,
            _ => Holds::Other,
        }
    }

    /// How the numbers of a column are stored.
    pub fn physical(&self, column: usize) -> Option<Type> {
        self.columns().get(column).map(|column| column.physical_type())
    }

    /// The length of every string of bytes, where the type says it.
    pub fn size(&self, column: usize) -> Option<usize> {
        let column = self.columns().get(column)?;
        let fixed = column.physical_type() == Type::FIXED_LEN_BYTE_ARRAY;
        usize::try_from(column.type_length()).ok().filter(|_| fixed)
    }

    /// The type of a column for a message: `INT64 TIMESTAMP_MICROS`.
    pub fn type_name(&self, column: usize) -> String {
        let Some(column) = self.columns().get(column) else { return String::new() };
        if column.max_rep_level() > 0 || column.max_def_level() > 1 {
            return "nested".to_owned();
        }
        match column.converted_type() {
            ConvertedType::NONE => column.physical_type().to_string(),
            other => format!("{} {other}", column.physical_type()),
        }
    }

    /// The pages of a column in a row group.
    pub fn pages(&self, group: usize, column: usize) -> Result<Box<dyn PageReader>, String> {
        let (from, to) = self.group(group);
        let groups = self.metadata.row_groups();
        let chunk = groups.get(group).and_then(|g| g.columns().get(column)).ok_or("a missing column chunk")?;
        let (start, length) = chunk.byte_range();
        let window = Arc::new(Window::read(self.stored.as_ref(), start, length)?);
        let pages = SerializedPageReader::new(window, chunk, to - from, None).map_err(reason)?;
        let description = self.columns().get(column).ok_or("a missing column")?;
        Ok(Box::new(Checked::new(Box::new(pages), Arc::clone(description), to - from)))
    }

    /// The values of a column in a row group.
    pub fn reader(&self, group: usize, column: usize) -> Result<ColumnReader, String> {
        let description = self.columns().get(column).ok_or("a missing column")?;
        Ok(get_column_reader(Arc::clone(description), self.pages(group, column)?))
    }
}

fn is_integer(column: &ColumnDescPtr) -> bool {
    match column.logical_type_ref() {
        Some(LogicalType::Integer { .. }) => true,
        Some(_) => false,
        None => matches!(
            column.converted_type(),
            ConvertedType::NONE
                | ConvertedType::INT_8
                | ConvertedType::INT_16
                | ConvertedType::INT_32
                | ConvertedType::INT_64
                | ConvertedType::UINT_8
                | ConvertedType::UINT_16
                | ConvertedType::UINT_32
                | ConvertedType::UINT_64
        ),
    }
}
