//! Codes → rows.

use kaocheng_engine::columns::{Codes, NO_PARENT};
use std::collections::HashMap;

/// Stands where a code belongs to no row.
pub(super) const NOWHERE: u32 = NO_PARENT;

/// The row of every code. Numbers that lie close together are looked up directly; others are hashed.
#[derive(Debug)]
pub(super) enum Index<'c> {
    Dense { least: i64, rows: Vec<u32> },
    Whole(HashMap<i64, u32>),
    Text(HashMap<&'c str, u32>),
}

/// The second row with a code, and the first.
pub(super) struct Twice {
    pub first: usize,
    pub second: usize,
}

impl<'c> Index<'c> {
    /// The index of all codes, and which of them occur again.
    pub fn new(codes: &'c Codes) -> (Index<'c>, Vec<Twice>) {
        match codes {
            Codes::Whole(all) => Index::of_whole(all),
            Codes::Text { text, ends } => Index::of_text(text, ends),
        }
    }

    fn of_whole(all: &[i64]) -> (Index<'c>, Vec<Twice>) {
        let mut twice = Vec::new();
        let least = all.iter().min().copied().unwrap_or(0);
        let span = i128::from(all.iter().max().copied().unwrap_or(0)) - i128::from(least);
        let room = all.len().saturating_mul(8).saturating_add(1024);
        if let Some(room) = usize::try_from(span).ok().filter(|span| *span < room) {
            let mut rows = vec![NOWHERE; room + 1];
            for (row, code) in all.iter().enumerate() {
                let Some(slot) = usize::try_from(code - least).ok().and_then(|at| rows.get_mut(at)) else { continue };
                match *slot {
                    NOWHERE => *slot = short(row),
                    first => twice.push(Twice { first: first as usize, second: row }),
                }
            }
            return (Index::Dense { least, rows }, twice);
        }
        let mut rows = HashMap::with_capacity(all.len());
        for (row, code) in all.iter().enumerate() {
            let first = *rows.entry(*code).or_insert(short(row));
            if first as usize != row {
                twice.push(Twice { first: first as usize, second: row });
            }
        }
        (Index::Whole(rows), twice)
    }

    fn of_text(text: &'c str, ends: &[usize]) -> (Index<'c>, Vec<Twice>) {
        let (mut twice, mut from) = (Vec::new(), 0);
        let mut rows = HashMap::with_capacity(ends.len());
        for (row, end) in ends.iter().enumerate() {
            let code = text.get(from..*end).unwrap_or_default();
            from = *end;
            let first = *rows.entry(code).or_insert(short(row));
            if first as usize != row {
                twice.push(Twice { first: first as usize, second: row });
            }
        }
        (Index::Text(rows), twice)
    }

    /// The row of a number, or [`NOWHERE`].
    pub fn whole(&self, code: i64) -> u32 {
        match self {
            Index::Dense { least, rows } => {
                let at = code.checked_sub(*least).and_then(|at| usize::try_from(at).ok());
                at.and_then(|at| rows.get(at)).copied().unwrap_or(NOWHERE)
            }
            Index::Whole(rows) => rows.get(&code).copied().unwrap_or(NOWHERE),
            Index::Text(rows) => rows.get(code.to_string().as_str()).copied().unwrap_or(NOWHERE),
        }
    }

    /// The rows of many numbers.
    pub fn wholes(&self, codes: &[i64]) -> Vec<u32> {
        match self {
            Index::Dense { least, rows } => {
                let row = |code: &i64| {
                    // Numbers below the least wrap to places far beyond the last.
                    let at = usize::try_from(code.wrapping_sub(*least).cast_unsigned()).unwrap_or(usize::MAX);
                    rows.get(at).copied().unwrap_or(NOWHERE)
                };
                codes.iter().map(row).collect()
            }
            _ => codes.iter().map(|code| self.whole(*code)).collect(),
        }
    }

    /// The row of a text, or [`NOWHERE`].
    pub fn text(&self, code: &str) -> u32 {
        match self {
            Index::Text(rows) => rows.get(code).copied().unwrap_or(NOWHERE),
            // 007 is not 7: only the form that the number is shown in stands for it.
            _ => match code.parse::<i64>() {
                Ok(number) if number.to_string() == code => self.whole(number),
                _ => NOWHERE,
            },
        }
    }
}

fn short(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(NOWHERE)
}
