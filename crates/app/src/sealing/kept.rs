//! The records that lie in a folder, read and checked by themselves.

use super::FOLDER;
use crate::file;
use crate::folder::{entries, name_of};
use crate::message::{Failure, Lang};
use kaocheng_engine::sealed::{Ref, hash};
use kaocheng_exchange::sealed::{SealedRead, read};
use std::path::Path;

/// A record and what was found about it.
pub struct Kept {
    /// Its path within the working folder: `sealed/fw-2026.json`.
    pub file: String,
    /// What it holds.
    pub read: SealedRead,
}

impl Kept {
    /// The name that it shares with what corrects it, and the number of the correction; 0 for the first record.
    pub fn stem(&self) -> (&str, u32) {
        let name = self.file.rsplit('/').next().unwrap_or_default();
        let name = name.strip_suffix(".json").unwrap_or(name);
        match name.rsplit_once(".correction-").map(|(stem, number)| (stem, number.parse())) {
            Some((stem, Ok(number))) => (stem, number),
            _ => (name, 0),
        }
    }

    /// The hash that it has now, whatever it states; `None` when it does not read.
    pub fn reference(&self) -> Option<Ref> {
        self.read.record.as_ref().map(|record| Ref { file: self.file.clone(), hash: hash(record) })
    }
}

/// All records of a folder, by name, a correction after what it corrects.
pub fn kept(dir: &Path, lang: Lang) -> Result<Vec<Kept>, Failure> {
    let folder = dir.join(FOLDER);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut all = Vec::new();
    for path in entries(&folder, lang)? {
        let name = name_of(&path);
        if path.is_file() && name.ends_with(".json") {
            let file = format!("{FOLDER}/{name}");
            all.push(Kept { read: read(&file, &file::read(&path, lang)?), file });
        }
    }
    all.sort_by(|a, b| a.stem().cmp(&b.stem()));
    Ok(all)
}

/// A record and its corrections, in order.
pub fn chain<'k>(all: &'k [Kept], stem: &str) -> Vec<&'k Kept> {
    all.iter().filter(|kept| kept.stem().0 == stem).collect()
}

/// The last of every record and its corrections: what holds of each round.
pub fn last(all: &[Kept]) -> Vec<&Kept> {
    let is_last = |kept: &&Kept| chain(all, kept.stem().0).last().is_some_and(|last| last.file == kept.file);
    all.iter().filter(is_last).collect()
}
