//! Column chunks → a file: whoever finishes a chunk writes what is next in the file and ready, while others encode.

use super::chunk::Chunk;
use kaocheng_engine::crew::Crew;
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{
    ColumnChunkMetaData, FileMetaData, ParquetMetaData, ParquetMetaDataWriter, RowGroupMetaData,
};
use parquet::file::writer::TrackedWrite;
use parquet::schema::types::SchemaDescriptor;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

const MAGIC: &[u8; 4] = b"PAR1";

/// Writes a file of so many rows, in groups of `each`; `encode` makes the chunk of a group (its rows) and a column.
pub(super) fn write(
    schema: &Arc<SchemaDescriptor>,
    (rows, each): (usize, usize),
    crew: &dyn Crew,
    to: &mut (dyn Write + Send),
    encode: &(dyn Fn((usize, usize), usize) -> Result<Chunk> + Sync),
) -> Result<()> {
    let columns = schema.num_columns();
    let group = |ix: usize| (ix * each, ((ix + 1) * each).min(rows));
    let groups = rows.div_ceil(each);
    let ready: Vec<Mutex<Option<Result<Chunk>>>> = (0..groups * columns).map(|_| Mutex::new(None)).collect();
    to.write_all(MAGIC)?;
    let row = Mutex::new(InOrder { to, offset: MAGIC.len(), chunks: Vec::with_capacity(ready.len()), failed: None });
    crew.each(ready.len(), &|task| {
        let chunk = encode(group(task / columns), task % columns);
        if let Some(slot) = ready.get(task) {
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(chunk);
        }
        if let Ok(mut row) = row.try_lock() {
            row.advance(&ready);
        }
    });
    let mut row = row.into_inner().unwrap_or_else(PoisonError::into_inner);
    row.advance(&ready);
    if let Some(error) = row.failed {
        return Err(error);
    }
    let group = |(ix, chunks): (usize, &[ColumnChunkMetaData])| {
        let (from, to) = group(ix);
        let size = chunks.iter().map(ColumnChunkMetaData::uncompressed_size).sum();
        RowGroupMetaData::builder(Arc::clone(schema))
            .set_column_metadata(chunks.to_vec())
            .set_num_rows((to - from) as i64)
            .set_total_byte_size(size)
            .set_file_offset(chunks.first().map_or(0, ColumnChunkMetaData::file_offset))
            .set_ordinal(ix as i32)
            .build()
    };
    let groups = row.chunks.chunks(columns.max(1)).enumerate().map(group).collect::<Result<Vec<_>>>()?;
    let created = Some("kaocheng".to_owned());
    let file = FileMetaData::new(1, rows as i64, created, None, Arc::clone(schema), None);
    let metadata = ParquetMetaData::new(file, groups);
    let mut footer = Vec::new();
    ParquetMetaDataWriter::new_with_tracked(TrackedWrite::new(&mut footer), &metadata).finish()?;
    row.to.write_all(&footer)?;
    Ok(())
}

/// What is written so far.
struct InOrder<'o> {
    to: &'o mut (dyn Write + Send),
    offset: usize,
    chunks: Vec<ColumnChunkMetaData>,
    failed: Option<ParquetError>,
}

impl InOrder<'_> {
    /// Writes the chunks that are next and ready.
    fn advance(&mut self, ready: &[Mutex<Option<Result<Chunk>>>]) {
        while self.failed.is_none()
            && let Some(slot) = ready.get(self.chunks.len())
            && let Some(chunk) = slot.lock().unwrap_or_else(PoisonError::into_inner).take()
        {
            self.failed = chunk.and_then(|chunk| self.append(chunk)).err();
        }
    }

    fn append(&mut self, Chunk { bytes, metadata }: Chunk) -> Result<()> {
        self.to.write_all(&bytes)?;
        let offset = self.offset as i64;
        let dictionary = metadata.dictionary_page_offset().map(|own| own + offset);
        let data = metadata.data_page_offset() + offset;
        let metadata = metadata.into_builder().set_dictionary_page_offset(dictionary).set_data_page_offset(data);
        self.chunks.push(metadata.build()?);
        self.offset += bytes.len();
        Ok(())
    }
}
