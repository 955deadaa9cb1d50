//! Values written as words → values of an input. A word of a dictionary is read once, however many rows have it.

use super::piece::{Piece, of_table};
use super::raw::{ABSENT, Raw};
use crate::figures::kind_of;
use crate::problem::{self, Kind};
use crate::words::shorten;
use kaocheng_compile::plan::{Input, Reason};
use kaocheng_engine::table::Value;
use kaocheng_engine::value::{self, ValueError};
use kaocheng_syntax::clause::InputKind;
use kaocheng_syntax::exact;
use std::collections::HashMap;

/// A chunk that was read: its values, and the rows (from the chunk's first) with words that are none.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub piece: Piece,
    pub wrong: Vec<(usize, Kind)>,
}

/// The value of a word.
pub(super) fn value_of(input: &Input, word: &str, hundredths: bool) -> Result<Value, Kind> {
    let cell = || problem::Cell { input: shorten(&input.label), found: shorten(word) };
    let parsed = |text: &str| value::parse(input, text);
    match parsed(word) {
        Err(ValueError::NoPercentSign) if hundredths => parsed(&format!("{word}%")),
        // 1 under a header of hundredths is 1 %.
        Ok(Value::Number(_)) if hundredths && input.kind == InputKind::Rate && exact::parse(word).is_some() => {
            parsed(&format!("{word}%"))
        }
        other => other,
    }
    .map_err(|error| kind_of(input, error, cell()))
}

/// The values of a chunk.
pub(super) fn words(raw: &Raw, input: &Input, hundredths: bool) -> Words {
    let mut distinct = Distinct { input, hundredths, values: Vec::new(), wrong: HashMap::new() };
    let mut at = Vec::with_capacity(raw.len());
    match raw {
        Raw::Text(texts) => {
            for ix in 0..texts.words.len() {
                distinct.add(texts.words.get(ix).trim());
            }
            at.extend_from_slice(&texts.at);
        }
        Raw::Whole { .. } => {
            let mut known: HashMap<String, u32> = HashMap::new();
            for row in 0..raw.len() {
                let word = super::units::shown(&raw.at(row));
                at.push(if word.is_empty() {
                    ABSENT
                } else if let Some(ix) = known.get(&word) {
                    *ix
                } else {
                    let ix = distinct.add(&word);
                    known.insert(word, ix);
                    ix
                });
            }
        }
    }
    distinct.piece(at)
}

struct Distinct<'d> {
    input: &'d Input,
    hundredths: bool,
    values: Vec<Value>,
    wrong: HashMap<u32, Kind>,
}

impl Distinct<'_> {
    fn add(&mut self, word: &str) -> u32 {
        let ix = u32::try_from(self.values.len()).unwrap_or(ABSENT);
        self.values.push(value_of(self.input, word, self.hundredths).unwrap_or_else(|kind| {
            self.wrong.insert(ix, kind);
            Value::Missing(Reason::NotReported)
        }));
        ix
    }

    fn piece(self, at: Vec<u32>) -> Words {
        let places = at.clone();
        let (piece, absent) = of_table(self.values, at);
        let wrong = |row: &usize| Some((*row, self.wrong.get(places.get(*row)?)?.clone()));
        Words { wrong: absent.iter().filter_map(wrong).collect(), piece }
    }
}
