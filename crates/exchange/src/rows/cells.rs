//! The cells of a row → text, days, units, words and whole numbers; where one is not what it must be, a problem at its
//! place.
//!
//! Readers of files are made of these: each tells everything that is wrong with a row, not only the first.

use super::Rows;
use crate::figures::names::{KnownUnit, UnitNames};
use crate::nearest::Nearest;
use crate::problem::{self, Found, Kind};
use crate::words::{key, shorten};
use crate::workbook::Row;
use jiff::civil::Date;
use kaocheng_compile::date;
use kaocheng_engine::table::Units;
use kaocheng_syntax::exact::{is_whole, parse};
use num_traits::ToPrimitive;
use std::hash::Hash;

const YES: &[&str] = &["是", "有", "√", "✓", "yes", "y", "true", "1"];
const NO: &[&str] = &["否", "无", "×", "no", "n", "false", "0"];

/// The cells of a file, with what was found in them.
pub(crate) struct Cells<'r, C: 'static> {
    /// The file.
    pub rows: &'r Rows<C>,
    /// What is wrong with it.
    pub found: &'r mut Found,
    /// The nearest words to those that mean nothing.
    pub nearest: Nearest,
    units: UnitNames<'r>,
}

impl<'r, C: Copy + Eq + Hash> Cells<'r, C> {
    pub fn new(rows: &'r Rows<C>, units: &'r Units, found: &'r mut Found) -> Cells<'r, C> {
        Cells { rows, found, nearest: Nearest::default(), units: UnitNames::new(units) }
    }

    /// Tells a problem at a cell.
    pub fn problem(&mut self, row: &Row, column: C, kind: Kind) {
        self.found.push(self.rows.place(row, column).problem(kind));
    }

    /// A cell as messages name it.
    pub fn named(&self, column: C, text: &str) -> problem::Cell {
        problem::Cell { input: self.rows.columns.name(column).to_owned(), found: shorten(text) }
    }

    /// What stands there; empty for nothing.
    pub fn text(&self, row: &Row, column: C) -> String {
        self.rows.text(row, column)
    }

    /// What stands in a cell in which something must.
    pub fn needed(&mut self, row: &Row, column: C) -> Option<String> {
        let text = self.text(row, column);
        if text.is_empty() {
            self.empty(row, column);
            return None;
        }
        Some(text)
    }

    /// Tells that nothing stands in a cell.
    pub fn empty(&mut self, row: &Row, column: C) {
        let kind = Kind::CellEmpty { column: self.rows.columns.name(column) };
        self.problem(row, column, kind);
    }

    /// A day or nothing; the outer `None` is a problem. A month or a year is no day.
    pub fn day(&mut self, row: &Row, column: C) -> Option<Option<Date>> {
        let text = self.text(row, column);
        if text.is_empty() {
            return Some(None);
        }
        let day = date::day(&text);
        if day.is_none() {
            self.problem(row, column, Kind::DateNotRead { date: shorten(&text) });
        }
        day.map(Some)
    }

    /// A day that must be there.
    pub fn needed_day(&mut self, row: &Row, column: C) -> Option<Date> {
        self.needed(row, column)?;
        self.day(row, column)?
    }

    /// A unit of the list, by code or name.
    pub fn unit(&mut self, row: &Row, column: C) -> Option<usize> {
        let text = self.text(row, column);
        let kind = match self.units.find(&text) {
            KnownUnit::One(unit) => return Some(unit),
            _ if text.is_empty() => Kind::RowWithoutUnit,
            KnownUnit::Several(units) => Kind::AmbiguousUnit { found: shorten(&text), units },
            KnownUnit::Nothing => {
                let nearest = self.nearest.of(&text, self.units.all()).map(shorten);
                Kind::UnknownUnit { found: shorten(&text), nearest, figures: true }
            }
        };
        self.problem(row, column, kind);
        None
    }

    /// One of the words of a column, or nothing; the outer `None` is a problem.
    pub fn word<T: Copy>(&mut self, row: &Row, column: C, words: &[(T, &[&str])]) -> Option<Option<T>> {
        let text = self.text(row, column);
        if text.is_empty() {
            return Some(None);
        }
        let found = words.iter().find(|(_, words)| is(words, &text)).map(|(value, _)| *value);
        if found.is_none() {
            let words = words.iter().flat_map(|(_, words)| words.iter().map(|w| (*w).to_owned())).collect();
            let kind = Kind::NotAChoice { cell: self.named(column, &text), words };
            self.problem(row, column, kind);
        }
        found.map(Some)
    }

    /// Yes or no, or nothing; the outer `None` is a problem. `yes` and `no` are the words of this column beside the
    /// usual ones.
    pub fn yes_no(&mut self, row: &Row, column: C, yes: &[&str], no: &[&str]) -> Option<Option<bool>> {
        let text = self.text(row, column);
        if text.is_empty() {
            return Some(None);
        }
        if is(YES, &text) || is(yes, &text) {
            return Some(Some(true));
        }
        if is(NO, &text) || is(no, &text) {
            return Some(Some(false));
        }
        let kind = Kind::NotYesNo(self.named(column, &text));
        self.problem(row, column, kind);
        None
    }

    /// A whole number of 0 or more, or nothing; the outer `None` is a problem.
    pub fn count(&mut self, row: &Row, column: C) -> Option<Option<u64>> {
        let text = self.text(row, column);
        if text.is_empty() {
            return Some(None);
        }
        let number = whole(&text);
        if number.is_none() {
            let kind = Kind::NotWhole(self.named(column, &text));
            self.problem(row, column, kind);
        }
        number.map(Some)
    }
}

/// A whole number of 0 or more, full-width digits as plain ones.
pub(crate) fn whole(text: &str) -> Option<u64> {
    parse(&key(text)).filter(is_whole)?.to_integer().to_u64()
}

fn is(words: &[&str], text: &str) -> bool {
    let text = key(text);
    words.iter().any(|word| key(word) == text)
}
