//! The texts of one column chunk, each different one once where the file has it so.
//!
//! Pages are taken apart here and not by the Parquet library, which gives every row a counted reference to its text:
//! with places in the dictionary, fifty million rows of names cost fifty million small numbers. Encodings that are rare
//! for texts are left to the library.

use super::hybrid::Hybrid;
use super::source::{Source, guarded, reason};
use crate::bulk::raw::{ABSENT, Texts};
use parquet::basic::Encoding;
use parquet::column::page::Page;
use parquet::column::reader::ColumnReader;
use parquet::data_type::ByteArray;
use std::collections::HashMap;

/// Reads a chunk. With `once`, texts outside a dictionary are gathered into one as well.
pub(super) fn texts(source: &Source, group: usize, column: usize, once: bool) -> Result<Texts, String> {
    guarded(|| {
        let (from, to) = source.group(group);
        let mut chunk = Chunk { once, optional: source.optional(column), ..Chunk::default() };
        if !chunk.pages(source, group, column)? {
            chunk = Chunk { once, optional: source.optional(column), ..Chunk::default() };
            chunk.by_library(source, group, column)?;
        }
        if chunk.texts.at.len() == to - from { Ok(chunk.texts) } else { Err("fewer values than rows".to_owned()) }
    })
}

#[derive(Default)]
struct Chunk {
    texts: Texts,
    known: HashMap<Vec<u8>, u32>,
    once: bool,
    optional: bool,
    /// How many words are of the dictionary.
    dictionary: u32,
    places: Vec<u32>,
    levels: Vec<u32>,
}

impl Chunk {
    /// Reads all pages; `false` when one is of an encoding that is not read here.
    fn pages(&mut self, source: &Source, group: usize, column: usize) -> Result<bool, String> {
        let mut pages = source.pages(group, column)?;
        while let Some(page) = pages.get_next_page().map_err(reason)? {
            let read = match &page {
                Page::DictionaryPage { buf, num_values, .. } => self.dictionary(buf, *num_values),
                Page::DataPage { buf, num_values, encoding, def_level_encoding, .. } => {
                    if self.optional && *def_level_encoding != Encoding::RLE {
                        return Ok(false);
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
                Some(false) => return Ok(false),
                None => return Err("a broken page of texts".to_owned()),
            }
        }
        Ok(true)
    }

    fn dictionary(&mut self, bytes: &[u8], count: u32) -> Option<bool> {
        if !self.texts.words.is_empty() {
            return None;
        }
        let mut rest = bytes;
        for _ in 0..count {
            let (word, after) = first(rest)?;
            rest = after;
            let ix = self.add(word)?;
            if self.once {
                self.known.entry(word.to_vec()).or_insert(ix);
            }
        }
        self.dictionary = count;
        Some(true)
    }

    fn add(&mut self, word: &[u8]) -> Option<u32> {
        self.texts.words.push(std::str::from_utf8(word).ok()?);
        u32::try_from(self.texts.words.len() - 1).ok()
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
                    let (word, after) = first(rest)?;
                    rest = after;
                    let place = self.place(word)?;
                    self.places.push(place);
                }
            }
            _ => return Some(false),
        }
        self.spread(present == count as usize);
        Some(true)
    }

    fn place(&mut self, word: &[u8]) -> Option<u32> {
        if !self.once {
            return self.add(word);
        }
        if let Some(known) = self.known.get(word) {
            return Some(*known);
        }
        let new = self.add(word)?;
        self.known.insert(word.to_vec(), new);
        Some(new)
    }

    /// Gives every row its place.
    fn spread(&mut self, all: bool) {
        if all {
            self.texts.at.extend_from_slice(&self.places);
            return;
        }
        let mut places = self.places.iter();
        let place = |level: &u32| if *level == 0 { ABSENT } else { places.next().copied().unwrap_or(ABSENT) };
        self.texts.at.extend(self.levels.iter().map(place));
    }

    fn by_library(&mut self, source: &Source, group: usize, column: usize) -> Result<(), String> {
        let ColumnReader::ByteArrayColumnReader(mut reader) = source.reader(group, column)? else {
            return Err("no texts".to_owned());
        };
        let (mut values, mut levels): (Vec<ByteArray>, Vec<i16>) = (Vec::new(), Vec::new());
        loop {
            values.clear();
            levels.clear();
            let wanted = self.optional.then_some(&mut levels);
            let (records, ..) = reader.read_records(8192, wanted, None, &mut values).map_err(reason)?;
            if records == 0 {
                return Ok(());
            }
            self.places.clear();
            for value in &values {
                let place = self.place(value.data()).ok_or("text that is not UTF-8")?;
                self.places.push(place);
            }
            self.levels.clear();
            self.levels.extend(levels.iter().map(|l| u32::from(*l > 0)));
            self.spread(values.len() == records);
        }
    }
}

/// The first text of a plain page, and what follows it.
fn first(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize)
}
