//! What rows call units and inputs → which these are. A word that many rows have is looked up once.

use super::part::NO_INPUT;
use crate::bulk::index::{Index, NOWHERE};
use crate::bulk::placed::unit_of;
use crate::bulk::raw::{At, Raw};
use crate::figures::names::{InputNames, Known};
use std::collections::HashMap;

/// The unit of every row.
pub(in crate::bulk) fn units_of(codes: &Raw, index: &Index) -> Vec<u32> {
    match codes {
        Raw::Text(texts) => {
            let words: Vec<u32> = (0..texts.words.len()).map(|ix| index.text(texts.words.get(ix).trim())).collect();
            texts.at.iter().map(|at| words.get(*at as usize).copied().unwrap_or(NOWHERE)).collect()
        }
        Raw::Whole { values, absent, .. } if absent.is_empty() => index.wholes(values),
        Raw::Whole { .. } => (0..codes.len()).map(|row| unit_of(index, &codes.at(row))).collect(),
    }
}

/// The input of every row.
pub(in crate::bulk) fn inputs_of(inputs: &Raw, names: &InputNames) -> Vec<u16> {
    let known = |name: &str| match names.find(name) {
        Known::One(input) => u16::try_from(input.0).unwrap_or(NO_INPUT),
        _ => NO_INPUT,
    };
    match inputs {
        Raw::Text(texts) => {
            let words: Vec<u16> = (0..texts.words.len()).map(|ix| known(texts.words.get(ix).trim())).collect();
            texts.at.iter().map(|at| words.get(*at as usize).copied().unwrap_or(NO_INPUT)).collect()
        }
        Raw::Whole { .. } => {
            let mut numbers: HashMap<i64, u16> = HashMap::new();
            let input = |row| match inputs.at(row) {
                At::Whole(number) => *numbers.entry(number).or_insert_with(|| known(&number.to_string())),
                _ => NO_INPUT,
            };
            (0..inputs.len()).map(input).collect()
        }
    }
}
