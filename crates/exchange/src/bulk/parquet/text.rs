//! The texts of one column chunk, each different one once where the file has it so.
//!
//! Pages are taken apart here and not by the Parquet library, which gives every row a counted reference to its text:
//! with places in the dictionary, fifty million rows of names cost fifty million small numbers.

use super::delta::lengths;
use super::hybrid::Hybrid;
use super::source::{Source, guarded, reason};
use crate::bulk::raw::{ABSENT, Texts};
use kaocheng_engine::columns::Codes;
use parquet::basic::Encoding;
use parquet::column::page::Page;
use std::collections::HashMap;

/// Strings of bytes by row.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// All of them, one after the other; equal ones may occur again.
    bytes: Vec<u8>,
    /// Where each ends.
    ends: Vec<usize>,
    /// The place of every row's in them, or [`ABSENT`].
    pub at: Vec<u32>,
}

impl Words {
    /// All different strings, by their places.
    pub fn all(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(from, to)| self.bytes.get(*from..*to).unwrap_or_default())
    }

    fn add(&mut self, word: &[u8]) -> Option<u32> {
        self.bytes.extend_from_slice(word);
        self.ends.push(self.bytes.len());
        u32::try_from(self.ends.len() - 1).ok()
    }
}

/// Reads a chunk of texts. With `once`, those outside a dictionary are gathered into one as well.
pub(super) fn texts(source: &Source, group: usize, column: usize, once: bool) -> Result<Texts, String> {
    let Words { bytes, ends, at } = guarded(|| words(source, group, column, once))?;
    let text = String::from_utf8(bytes).map_err(|_| "text that is not UTF-8")?;
    if ends.iter().any(|end| !text.is_char_boundary(*end)) {
        return Err("text that is not UTF-8".to_owned());
    }
    Ok(Texts { words: Codes::Text { text, ends }, at })
}

/// Reads a chunk of strings of bytes.
pub(super) fn words(source: &Source, group: usize, column: usize, once: bool) -> Result<Words, String> {
    let (from, to) = source.group(group);
    let (optional, size) = (source.optional(column), source.size(column));
    let mut chunk = Chunk { once, optional, size, ..Chunk::default() };
    chunk.pages(source, group, column)?;
    if chunk.words.at.len() == to - from { Ok(chunk.words) } else { Err("fewer values than rows".to_owned()) }
}

#[derive(Default)]
struct Chunk {
    words: Words,
    known: HashMap<Vec<u8>, u32>,
    once: bool,
    optional: bool,
    /// The length of every string, where the type says it.
    size: Option<usize>,
    /// How many words are of the dictionary.
    dictionary: u32,
    places: Vec<u32>,
    levels: Vec<u32>,
}

impl Chunk {
    fn pages(&mut self, source: &Source, group: usize, column: usize) -> Result<(), String> {
        let mut pages = source.pages(group, column)?;
        while let Some(page) = pages.get_next_page().map_err(reason)? {
            let read = match &page {
                Page::DictionaryPage { buf, num_values, .. } => self.dictionary(buf, *num_values),
                Page::DataPage { buf, num_values, encoding, def_level_encoding, .. } => {
                    if self.optional && *def_level_encoding != Encoding::RLE {
                        return Err("levels of an old form".to_owned());
                    }
                    self.levels_before(buf, *num_values).and_then(|rest| self.values(rest, *num_values, *encoding))
                }
                Page::DataPageV2 { buf, num_values, encoding, def_levels_byte_len, rep_levels_byte_len, .. } => {
                    let (skip, levels) = (*rep_levels_byte_len as usize, *def_levels_byte_len as usize);
                    let levels = skip.checked_add(levels).and_then(|end| Some((buf.get(skip..end)?, buf.get(end..)?)));
                    levels
                        .and_then(|(levels, rest)| self.levels(levels, *num_values).then_some(rest))
                        .and_then(|rest| self.values(rest, *num_values, *encoding))
                }
            };
            match read {
                Some(true) => {}
                Some(false) => return Err("an encoding that is not read".to_owned()),
                None => return Err("a broken page of texts".to_owned()),
            }
        }
        Ok(())
    }

    fn dictionary(&mut self, bytes: &[u8], count: u32) -> Option<bool> {
        if !self.words.ends.is_empty() {
            return None;
        }
        let mut rest = bytes;
        for _ in 0..count {
            let (word, after) = self.first(rest)?;
            rest = after;
            let ix = self.words.add(word)?;
            if self.once {
                self.known.entry(word.to_vec()).or_insert(ix);
            }
        }
        self.dictionary = count;
        Some(true)
    }

    /// The levels that stand before the values of a page of the first version.
    fn levels_before<'b>(&mut self, bytes: &'b [u8], count: u32) -> Option<&'b [u8]> {
        if !self.optional {
            self.levels.clear();
            return Some(bytes);
        }
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let (levels, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        self.levels(levels, count).then_some(rest)
    }

    fn levels(&mut self, bytes: &[u8], count: u32) -> bool {
        self.levels.clear();
        !self.optional || Hybrid::new(bytes, 1).is_some_and(|mut levels| levels.read(count as usize, &mut self.levels))
    }

    fn values(&mut self, bytes: &[u8], count: u32, encoding: Encoding) -> Option<bool> {
        let present = if self.optional { self.levels.iter().filter(|l| **l > 0).count() } else { count as usize };
        self.places.clear();
        match encoding {
            Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY => {
                // A page without values may be without a width.
                if let Some((width, bytes)) = bytes.split_first() {
                    if !Hybrid::new(bytes, *width)?.read(present, &mut self.places) {
                        return None;
                    }
                } else if present > 0 {
                    return None;
                }
                if self.places.iter().max().is_some_and(|most| *most >= self.dictionary) {
                    return None;
                }
            }
            Encoding::PLAIN => {
                let mut rest = bytes;
                for _ in 0..present {
                    let (word, after) = self.first(rest)?;
                    rest = after;
                    let place = self.place(word)?;
                    self.places.push(place);
                }
            }
            Encoding::DELTA_LENGTH_BYTE_ARRAY => {
                let (lengths, mut rest) = lengths(bytes, present)?;
                for length in lengths {
                    let (word, after) = rest.split_at_checked(length)?;
                    rest = after;
                    let place = self.place(word)?;
                    self.places.push(place);
                }
            }
            Encoding::DELTA_BYTE_ARRAY => self.shared_beginnings(bytes, present)?,
            _ => return Some(false),
        }
        if self.places.len() != present {
            return None;
        }
        self.spread(present == count as usize);
        Some(true)
    }

    /// Texts of which each begins with so many bytes of the one before.
    fn shared_beginnings(&mut self, bytes: &[u8], present: usize) -> Option<()> {
        let (shared, rest) = lengths(bytes, present)?;
        let (own, mut rest) = lengths(rest, present)?;
        let mut word: Vec<u8> = Vec::new();
        for (shared, own) in shared.iter().zip(own) {
            let (ending, after) = rest.split_at_checked(own)?;
            rest = after;
            word.truncate(*shared);
            if word.len() != *shared {
                return None;
            }
            word.extend_from_slice(ending);
            let place = self.place(&word)?;
            self.places.push(place);
        }
        Some(())
    }

    fn place(&mut self, word: &[u8]) -> Option<u32> {
        if !self.once {
            return self.words.add(word);
        }
        if let Some(known) = self.known.get(word) {
            return Some(*known);
        }
        let new = self.words.add(word)?;
        self.known.insert(word.to_vec(), new);
        Some(new)
    }

    /// Gives every row its place.
    fn spread(&mut self, all: bool) {
        if all {
            self.words.at.extend_from_slice(&self.places);
            return;
        }
        let mut places = self.places.iter();
        let place = |level: &u32| if *level == 0 { ABSENT } else { places.next().copied().unwrap_or(ABSENT) };
        self.words.at.extend(self.levels.iter().map(place));
    }
    /// The first string of a plain page, and what follows it.
    fn first<'b>(&self, bytes: &'b [u8]) -> Option<(&'b [u8], &'b [u8])> {
        match self.size {
            Some(size) => bytes.split_at_checked(size),
            None => {
                let (length, rest) = bytes.split_first_chunk::<4>()?;
                rest.split_at_checked(u32::from_le_bytes(*length) as usize)
            }
        }
    }
}
