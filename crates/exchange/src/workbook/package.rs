//! The archive of a workbook, with limits that act before and while it unpacks.

use super::limits::Limits;
use crate::problem::{Kind, Limit};
use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;

/// A workbook's parts by name.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Lower-case name → place in the archive: part names do not tell upper from lower case.
    names: HashMap<String, usize>,
    left: u64,
    limit: u64,
}

/// Where every entry of the archive's directory starts.
const ENTRY: &[u8] = b"PK\x01\x02";

impl<'b> Package<'b> {
    /// Opens an archive. Its directory is counted before it is built.
    pub fn open(bytes: &'b [u8], limits: &Limits) -> Result<Package<'b>, Kind> {
        limits.bytes_of(bytes)?;
        let entries = bytes.windows(ENTRY.len()).filter(|w| *w == ENTRY).count();
        if entries as u64 > limits.parts {
            return Err(Kind::TooLarge(Limit::Parts(limits.parts)));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Kind::NotAWorkbook)?;
        let mut names = HashMap::new();
        for index in 0..archive.len() {
            if let Some(Ok(name)) = archive.name_for_index(index) {
                // Some producers write the separators of their own system.
                let name = name.replace('\\', "/").to_lowercase();
                names.entry(name.trim_start_matches('/').to_owned()).or_insert(index);
            }
        }
        Ok(Package { archive, names, left: limits.unpacked, limit: limits.unpacked })
    }

    /// The names of the parts, as in the archive and in its order.
    pub fn parts(&self) -> Vec<String> {
        (0..self.archive.len())
            .filter_map(|i| self.archive.name_for_index(i)?.ok())
            .map(|name| name.trim_start_matches('/').to_owned())
            .collect()
    }

    /// Whether there is such a part.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(&name.to_lowercase())
    }

    /// Unpacks a part piece by piece into what `read` makes of it. `None` when there is no such part.
    pub fn stream<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut dyn std::io::BufRead) -> Result<T, Kind>,
    ) -> Option<Result<T, Kind>> {
        let index = *self.names.get(&name.to_lowercase())?;
        let too_large = Kind::TooLarge(Limit::Unpacked(self.limit));
        let Ok(part) = self.archive.by_index(index) else {
            return Some(Err(Kind::BrokenWorkbook { part: name.to_owned() }));
        };
        if part.size() > self.left {
            return Some(Err(too_large));
        }
        // The declared size may lie; the last byte of the allowance is never for the part.
        let mut limited = BufReader::new(part.take(self.left + 1));
        let result = read(&mut limited);
        let taken = self.left + 1 - limited.get_ref().limit();
        if taken > self.left {
            return Some(Err(too_large));
        }
        self.left -= taken;
        Some(result)
    }

    /// Unpacks a part whole.
    pub fn bytes(&mut self, name: &str) -> Option<Result<Vec<u8>, Kind>> {
        let part = name.to_owned();
        self.stream(name, move |reader| {
            let mut bytes = Vec::new();
            reader.read_to_end(&mut bytes).map_err(|_| Kind::BrokenWorkbook { part })?;
            Ok(bytes)
        })
    }

    /// Unpacks a part whole, as text.
    pub fn text(&mut self, name: &str) -> Option<Result<String, Kind>> {
        let broken = || Kind::BrokenWorkbook { part: name.to_owned() };
        Some(self.bytes(name)?.and_then(|bytes| String::from_utf8(bytes).map_err(|_| broken())))
    }

    /// The archive itself, for copying parts as they are.
    pub fn archive(&mut self) -> &mut ZipArchive<Cursor<&'b [u8]>> {
        &mut self.archive
    }
}
