//! A large file of which tasks read the stretches they need, several at a time.

use crate::message::{Failure, Lang};
use crate::phrase;
use bytes::Bytes;
use kaocheng_exchange::bulk::Stored;
use std::fs::File;
use std::io;
use std::path::Path;

/// An open file, and how long it was when it was opened.
pub struct OnDisk {
    file: File,
    size: u64,
}

impl OnDisk {
    /// Opens a file of figures of any size.
    pub fn open(path: &Path, lang: Lang) -> Result<OnDisk, Failure> {
        let opened = File::open(path).and_then(|file| Ok(OnDisk { size: file.metadata()?.len(), file }));
        opened.map_err(|e| Failure::Data(phrase::NOT_READABLE.with(lang, &[("path", &path.display()), ("reason", &e)])))
    }
}

impl Stored for OnDisk {
    fn size(&self) -> u64 {
        self.size
    }

    fn read(&self, from: u64, len: usize) -> Result<Bytes, String> {
        let mut bytes = vec![0; len];
        read_at(&self.file, &mut bytes, from).map_err(|error| error.to_string())?;
        Ok(bytes.into())
    }
}

/// Fills `bytes` from a place on, whatever other tasks read at the same time.
#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], from: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, from)
}

/// The same where a read tells how far it came.
#[cfg(windows)]
fn read_at(file: &File, mut bytes: &mut [u8], mut from: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt;
    while !bytes.is_empty() {
        match file.seek_read(bytes, from)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                bytes = bytes.get_mut(read..).unwrap_or_default();
                from += read as u64;
            }
        }
    }
    Ok(())
}
