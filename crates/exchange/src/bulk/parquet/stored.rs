//! Where the bytes of a file are: in memory, or wherever somebody reads stretches of them from.

use bytes::Bytes;
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};
use parquet::file::reader::{ChunkReader, Length};

/// The bytes of a file. Tasks read what they decode: nothing that no column needs is read, and what is read is still in
/// the cache of the core that decodes it.
pub trait Stored: Send + Sync {
    /// How many bytes.
    fn size(&self) -> u64;

    /// So many bytes from a place on. Never asked for beyond the last.
    fn read(&self, from: u64, len: usize) -> std::result::Result<Bytes, String>;
}

impl Stored for Bytes {
    fn size(&self) -> u64 {
        self.len() as u64
    }

    fn read(&self, from: u64, len: usize) -> std::result::Result<Bytes, String> {
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        match from.checked_add(len) {
            Some(end) if end <= self.len() => Ok(self.slice(from..end)),
            _ => Err("bytes beyond the end".to_owned()),
        }
    }
}

/// A stretch of a file, which the library takes for all of it.
pub(super) struct Window {
    size: u64,
    from: u64,
    bytes: Bytes,
}

impl Window {
    /// Reads a stretch that the file claims to have.
    pub fn read(stored: &dyn Stored, from: u64, len: u64) -> std::result::Result<Window, String> {
        let size = stored.size();
        if from.checked_add(len).is_none_or(|end| end > size) {
            return Err("a place beyond the end".to_owned());
        }
        let bytes = stored.read(from, usize::try_from(len).map_err(|_| "too long")?)?;
        if bytes.len() as u64 == len {
            Ok(Window { size, from, bytes })
        } else {
            Err("fewer bytes than asked".to_owned())
        }
    }

    fn from(&self, start: u64) -> Result<Bytes> {
        let at = start.checked_sub(self.from).and_then(|at| usize::try_from(at).ok());
        let beyond = || ParquetError::General("a place outside its column".to_owned());
        at.filter(|at| *at <= self.bytes.len()).map(|at| self.bytes.slice(at..)).ok_or_else(beyond)
    }
}

impl Length for Window {
    fn len(&self) -> u64 {
        self.size
    }
}

impl ChunkReader for Window {
    type T = bytes::buf::Reader<Bytes>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        Ok(bytes::Buf::reader(self.from(start)?))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let rest = self.from(start)?;
        let beyond = || ParquetError::General("a place outside its column".to_owned());
        if length <= rest.len() { Ok(rest.slice(..length)) } else { Err(beyond()) }
    }
}

/// What stands at the end of every file: the length of the footer, and four letters.
const TAIL: u64 = 8;

/// The footer of a file.
pub(super) fn footer(stored: &dyn Stored) -> std::result::Result<ParquetMetaData, String> {
    let size = stored.size();
    let tail = Window::read(stored, size.saturating_sub(TAIL), TAIL.min(size))?;
    let length = tail.bytes.first_chunk::<4>().map_or(0, |length| u64::from(u32::from_le_bytes(*length)));
    let length = length.saturating_add(TAIL).min(size);
    let footer = Window::read(stored, size - length, length)?;
    ParquetMetaDataReader::new().parse_and_finish(&footer).map_err(super::source::reason)
}
