//! The columns of a file that say what its units are → units by column.

use super::header::Header;
use super::index::{Index, NOWHERE};
use super::raw::{At, Raw};
use crate::guard;
use crate::nearest::Nearest;
use crate::problem::{Found, Kind, Place};
use crate::words::shorten;
use kaocheng_engine::columns::{Codes, NO_PARENT, UnitColumns, UnitColumnsError};
use std::collections::HashMap;

/// Comparing a wrong code with so many others takes too long to be of use.
pub(super) const MOST_COMPARED: usize = 20_000;

/// What stands in the columns of units, each in pieces.
#[derive(Debug, Default)]
pub(super) struct UnitCells {
    pub codes: Vec<Raw>,
    pub names: Vec<Raw>,
    pub levels: Vec<Raw>,
    pub classes: Vec<Raw>,
    pub parents: Vec<Raw>,
}

/// Where things stand, for problems.
pub(super) struct Where<'w> {
    pub file: &'w Place,
    pub header: &'w Header,
    /// The number of a row, as a person finds it in the file.
    pub row: &'w (dyn Fn(usize) -> usize + Sync),
}

impl Where<'_> {
    /// The place of a column in a row; both count from 0.
    pub fn cell(&self, row: usize, column: usize) -> Place {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.file.cell(number((self.row)(row)), number(column).saturating_add(1))
    }
}

/// The units of a file that holds them; problems go to `found`.
pub(super) fn units(cells: UnitCells, place: &Where, found: &mut Found) -> Option<UnitColumns> {
    let before = found.errors;
    let codes = codes(&cells.codes, place, found);
    let (index, twice) = Index::new(&codes);
    for pair in twice {
        let first = u32::try_from((place.row)(pair.first)).unwrap_or(u32::MAX);
        let unit = shorten(&codes.get(pair.second));
        found.push(place.cell(pair.second, place.header.unit).problem(Kind::DuplicateUnit { unit, first }));
    }
    let parents = parents(&cells.parents, &codes, &index, place, found);
    let levels = named(&cells.levels, codes.len(), place, place.header.level, found);
    let classes = if cells.classes.is_empty() {
        (Vec::new(), Vec::new())
    } else {
        named(&cells.classes, codes.len(), place, place.header.class, found)
    };
    let names = texts(&cells.names);
    if codes.is_empty() {
        found.push(place.file.clone().problem(Kind::EmptyFile));
    }
    if found.errors > before {
        return None;
    }
    match UnitColumns::new(codes, names, levels, classes, parents) {
        Ok(units) => Some(units),
        Err(error) => {
            let column = place.header.parent.unwrap_or(place.header.unit);
            let row = match error {
                UnitColumnsError::Cycle(row) | UnitColumnsError::UnknownParent(row) => row,
                UnitColumnsError::Ragged => 0,
            };
            let unit = cells.codes_at(row);
            found.push(place.cell(row, column).problem(Kind::ParentCycle { unit: shorten(&unit) }));
            None
        }
    }
}

impl UnitCells {
    fn codes_at(&self, mut row: usize) -> String {
        for raw in &self.codes {
            if row < raw.len() {
                return shown(&raw.at(row));
            }
            row -= raw.len();
        }
        String::new()
    }
}

pub(super) fn shown(at: &At) -> String {
    match at {
        At::Nothing => String::new(),
        At::Whole(number) => number.to_string(),
        At::Text(text) => text.to_string(),
    }
}

/// The codes of all rows; a row without one is a problem.
fn codes(raws: &[Raw], place: &Where, found: &mut Found) -> Codes {
    let rows: usize = raws.iter().map(Raw::len).sum();
    if let Some(all) = all_whole(raws) {
        return Codes::Whole(all);
    }
    let (mut text, mut ends) = (String::new(), Vec::with_capacity(rows));
    for (row, at) in raws.iter().flat_map(|raw| (0..raw.len()).map(move |row| raw.at(row))).enumerate() {
        match at {
            At::Nothing => found.push(place.cell(row, place.header.unit).problem(Kind::UnitWithoutCode)),
            At::Whole(number) => text.push_str(&number.to_string()),
            At::Text(code) => text.push_str(&code),
        }
        ends.push(text.len());
    }
    Codes::Text { text, ends }
}

/// All numbers, if every row has one.
fn all_whole(raws: &[Raw]) -> Option<Vec<i64>> {
    let mut all = Vec::new();
    for raw in raws {
        let Raw::Whole { values, absent, .. } = raw else { return None };
        if absent.iter().any(|word| *word != 0) {
            return None;
        }
        all.extend_from_slice(values);
    }
    Some(all)
}

/// The texts of all rows; empty for none.
fn texts(raws: &[Raw]) -> Codes {
    let (mut text, mut ends) = (String::new(), Vec::new());
    for raw in raws {
        for row in 0..raw.len() {
            if let At::Text(word) = raw.at(row) {
                text.push_str(&word);
            }
            ends.push(text.len());
        }
    }
    Codes::Text { text, ends }
}

/// Words by row, each kept once; a column that is not there holds the empty word.
fn named(
    raws: &[Raw],
    rows: usize,
    place: &Where,
    column: Option<usize>,
    found: &mut Found,
) -> (Vec<u16>, Vec<String>) {
    let (mut at, mut names): (Vec<u16>, Vec<String>) = (Vec::with_capacity(rows), Vec::new());
    let mut known: HashMap<String, u16> = HashMap::new();
    let mut id = |word: &str| match known.get(word) {
        Some(id) => *id,
        None => {
            let id = u16::try_from(names.len()).unwrap_or(u16::MAX);
            names.push(word.to_owned());
            known.insert(word.to_owned(), id);
            id
        }
    };
    if raws.is_empty() {
        at.resize(rows, id(""));
    }
    for raw in raws {
        match raw {
            Raw::Text(texts) => {
                let ids: Vec<u16> = (0..texts.words.len()).map(|ix| id(texts.words.get(ix).trim())).collect();
                let nothing = if texts.at.contains(&super::raw::ABSENT) { id("") } else { 0 };
                at.extend(texts.at.iter().map(|ix| ids.get(*ix as usize).copied().unwrap_or(nothing)));
            }
            Raw::Whole { .. } => at.extend((0..raw.len()).map(|row| id(&shown(&raw.at(row))))),
        }
    }
    if names.len() > usize::from(u16::MAX) {
        let kind = Kind::ColumnType { column: String::new(), found: format!("{} words", names.len()) };
        let column = column.and_then(|c| u32::try_from(c).ok()).map(|c| c + 1);
        found.push(Place { column, ..place.file.clone() }.problem(kind));
    }
    (at, names)
}

/// The row of the unit above each.
fn parents(raws: &[Raw], codes: &Codes, index: &Index, place: &Where, found: &mut Found) -> Vec<u32> {
    if raws.is_empty() {
        return vec![NO_PARENT; codes.len()];
    }
    let mut parents = Vec::with_capacity(codes.len());
    let mut nearest = Nearest::default();
    for raw in raws {
        let first = parents.len();
        match raw {
            Raw::Text(texts) => {
                let words: Vec<u32> = (0..texts.words.len()).map(|ix| index.text(texts.words.get(ix).trim())).collect();
                parents.extend(texts.at.iter().map(|ix| words.get(*ix as usize).copied().unwrap_or(NO_PARENT)));
            }
            Raw::Whole { values, .. } => parents.extend(index.wholes(values)),
        }
        let own = parents.get_mut(first..).unwrap_or_default();
        for (row, parent) in own.iter_mut().enumerate() {
            let at = if *parent == NOWHERE || raw.lacks(row) { raw.at(row) } else { continue };
            match at {
                At::Nothing => *parent = NO_PARENT,
                at if *parent == NOWHERE => {
                    let code = shown(&at);
                    let nearest = near(&mut nearest, &code, codes);
                    let column = place.header.parent.unwrap_or_default();
                    let kind = Kind::UnknownParent { found: shorten(&code), nearest };
                    found.push(place.cell(first + row, column).problem(kind));
                }
                _ => {}
            }
        }
    }
    parents
}

/// The code that was probably meant, among not too many.
pub(super) fn near(nearest: &mut Nearest, code: &str, codes: &Codes) -> Option<String> {
    if codes.len() > MOST_COMPARED {
        return None;
    }
    let all: Vec<_> = (0..codes.len()).map(|row| codes.get(row)).collect();
    nearest.of(code, all.iter().map(AsRef::as_ref)).map(shorten)
}

/// A column of codes, names or other texts that holds numbers of persons.
pub(super) fn of_persons(raws: &[Raw]) -> bool {
    let texts = raws.iter().flat_map(|raw| match raw {
        Raw::Text(texts) => (0..texts.words.len()).map(|ix| texts.words.get(ix).into_owned()).collect(),
        Raw::Whole { values, .. } => {
            let long = values.iter().any(|v| *v >= guard::LEAST_PERSONAL);
            if long { values.iter().map(i64::to_string).collect() } else { Vec::new() }
        }
    });
    guard::are_personal(texts)
}
