//! The pages of a column chunk, with what the footer says of it.

use super::numbers::Dictionary;
use parquet::basic::{Compression, Encoding};
use parquet::column::page::{CompressedPage, Page, PageWriter};
use parquet::column::writer::get_column_writer;
use parquet::data_type::ByteArray;
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::properties::WriterPropertiesPtr;
use parquet::file::writer::{SerializedPageWriter, TrackedWrite};
use parquet::schema::types::ColumnDescPtr;

/// A chunk; its offsets count from its own beginning.
pub(super) struct Chunk {
    pub bytes: Vec<u8>,
    pub metadata: ColumnChunkMetaData,
}

/// A chunk of one page of data: levels, then values.
pub(super) fn of_page(
    description: ColumnDescPtr,
    rows: usize,
    (page, encoding): (Vec<u8>, Encoding),
    dictionary: Option<Dictionary>,
) -> Result<Chunk> {
    let rows_of_page = u32::try_from(rows).map_err(|_| ParquetError::General("a group of too many rows".to_owned()))?;
    let mut sink = TrackedWrite::new(Vec::with_capacity(page.len() + 256));
    let mut writer = SerializedPageWriter::new(&mut sink);
    let mut metadata = ColumnChunkMetaData::builder(description).set_compression(Compression::UNCOMPRESSED);
    let (mut size, mut encodings) = (0, vec![Encoding::RLE, encoding]);
    if let Some(Dictionary { values, count }) = dictionary {
        let own = values.len();
        let page =
            Page::DictionaryPage { buf: values.into(), num_values: count, encoding: Encoding::PLAIN, is_sorted: false };
        let written = writer.write_page(CompressedPage::new(page, own))?;
        metadata = metadata.set_dictionary_page_offset(i64::try_from(written.offset).ok());
        size += written.compressed_size;
        encodings.push(Encoding::PLAIN);
    }
    let own = page.len();
    let page = Page::DataPage {
        buf: page.into(),
        num_values: rows_of_page,
        encoding,
        def_level_encoding: Encoding::RLE,
        rep_level_encoding: Encoding::RLE,
        statistics: None,
    };
    let written = writer.write_page(CompressedPage::new(page, own))?;
    size += written.compressed_size;
    writer.close()?;
    let metadata = metadata
        .set_data_page_offset(written.offset as i64)
        .set_encodings(encodings)
        .set_num_values(rows as i64)
        .set_total_compressed_size(size as i64)
        .set_total_uncompressed_size(size as i64)
        .build()?;
    Ok(Chunk { bytes: sink.into_inner()?, metadata })
}

/// A chunk of texts, by the library for the form.
pub(super) fn of_texts(
    description: ColumnDescPtr,
    properties: WriterPropertiesPtr,
    texts: &[ByteArray],
    levels: Option<&[i16]>,
) -> Result<Chunk> {
    let mut sink = TrackedWrite::new(Vec::new());
    let pages = Box::new(SerializedPageWriter::new(&mut sink));
    let mut writer = get_column_writer(description, properties, pages);
    let parquet::column::writer::ColumnWriter::ByteArrayColumnWriter(texts_writer) = &mut writer else {
        return Err(ParquetError::General("a column of no form".to_owned()));
    };
    texts_writer.write_batch(texts, levels, None)?;
    let closed = writer.close()?;
    Ok(Chunk { bytes: sink.into_inner()?, metadata: closed.metadata })
}
