//! Rows of one figure each, sorted by input.

use crate::bulk::piece::{Cells, Piece};
use crate::bulk::raw::{ABSENT, Texts};
use crate::bulk::words::value_of;
use crate::figures::kind_of;
use crate::problem::{self, Kind};
use crate::words::shorten;
use kaocheng_compile::plan::{Input, Plan, Reason};
use kaocheng_engine::table::Value;
use kaocheng_engine::value;
use kaocheng_syntax::clause::InputKind;
use kaocheng_syntax::exact::Exact;
use num_bigint::BigInt;
use std::collections::HashMap;

/// Stands where a row names no input.
pub(in crate::bulk) const NO_INPUT: u16 = u16::MAX;

/// Consecutive rows of the file.
#[derive(Debug, Default)]
pub(in crate::bulk) struct Part {
    /// The unit of each, or [`crate::bulk::index::NOWHERE`].
    pub units: Vec<u32>,
    /// The input of each, or [`NO_INPUT`].
    pub inputs: Vec<u16>,
    pub values: Values,
    /// Numbers are hundredths of rates.
    pub hundredths: bool,
}

/// What stands in the value column.
#[derive(Debug)]
pub(in crate::bulk) enum Values {
    /// Whole numbers over a power of ten; set bits from `shift` on are rows without one. Truths are 1 and 0.
    Whole { values: Vec<i64>, decimals: u8, truths: bool, absent: Vec<u64>, shift: usize },
    /// Numbers without a common form, and the rows of which what stands there is none.
    Piece { piece: Piece, wrong: HashMap<usize, String> },
    /// Words, to be read for the input beside them.
    Words(Texts),
}

impl Default for Values {
    fn default() -> Values {
        Values::Words(Texts::default())
    }
}

/// What a part holds for one input.
#[derive(Debug, Default)]
pub(in crate::bulk) struct Bucket {
    pub units: Vec<u32>,
    pub values: Vec<i64>,
    /// What the values are places in; otherwise they are numbers over a power of ten.
    pub table: Vec<Value>,
    pub decimals: u8,
    /// Some row of the input holds what is no value of it.
    pub wrong: bool,
}

/// The buckets of a part, by input.
#[derive(Debug, Default)]
pub(in crate::bulk) struct Sorted {
    pub buckets: Vec<Bucket>,
    /// Some row has no unit or input.
    pub unplaced: bool,
}

impl Part {
    /// Whether nothing stands in the value column of a row.
    pub fn absent(&self, row: usize) -> bool {
        match &self.values {
            Values::Whole { absent, shift, .. } => {
                let bit = row + shift;
                absent.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
            }
            Values::Piece { piece, wrong } => {
                let at = u32::try_from(row).unwrap_or(u32::MAX);
                piece.absent.binary_search_by_key(&at, |(row, _)| *row).is_ok() && !wrong.contains_key(&row)
            }
            Values::Words(texts) => {
                texts.at.get(row).is_none_or(|at| *at == ABSENT || texts.words.get(*at as usize).trim().is_empty())
            }
        }
    }

    /// The value of a row for its input, one by one; `None` where nothing stands there.
    pub fn value(&self, row: usize, input: &Input) -> Option<Result<Value, Kind>> {
        if self.absent(row) {
            return None;
        }
        let hundredth = |decimals: u8| decimals + if self.hundredths && input.kind == InputKind::Rate { 2 } else { 0 };
        Some(match &self.values {
            Values::Whole { values, truths: true, .. } if input.kind == InputKind::YesNo => {
                Ok(Value::Truth(values.get(row) == Some(&1)))
            }
            Values::Whole { values, truths: true, .. } => judged(input, Value::Truth(values.get(row) == Some(&1))),
            Values::Whole { values, decimals, .. } => {
                number(input, values.get(row).copied().unwrap_or(0), hundredth(*decimals))
            }
            Values::Piece { wrong, .. } if wrong.contains_key(&row) => {
                let found = wrong.get(&row).map(|text| shorten(text)).unwrap_or_default();
                Err(Kind::NotANumber(problem::Cell { input: shorten(&input.label), found }))
            }
            Values::Piece { piece, .. } => match &piece.cells {
                Cells::Decimal { values, decimals } => {
                    number(input, values.get(row).copied().unwrap_or(0), hundredth(*decimals))
                }
                Cells::Table { values, at } => match at.get(row).and_then(|at| values.get(*at as usize)) {
                    Some(Value::Number(v)) if hundredth(0) > 0 => {
                        judged(input, Value::Number(v / Exact::from_integer(100.into())))
                    }
                    Some(value) => judged(input, value.clone()),
                    None => return None,
                },
            },
            Values::Words(texts) => {
                let word = texts.at.get(row).map(|at| texts.words.get(*at as usize)).unwrap_or_default();
                value_of(input, word.trim(), self.hundredths)
            }
        })
    }

    /// The figures by input, in room that may have been used before.
    pub fn sort(&self, plan: &Plan, mut sorted: Sorted) -> Sorted {
        sorted.unplaced = false;
        self.room(plan.inputs.len(), &mut sorted.buckets);
        match &self.values {
            Values::Whole { values, decimals, truths, absent, .. } => {
                let of_other_kind = |input: &Input| *truths && input.kind != InputKind::YesNo;
                sorted.buckets.iter_mut().zip(&plan.inputs).for_each(|(b, input)| b.wrong = of_other_kind(input));
                let missing = absent.iter().any(|word| *word != 0);
                self.numbers(values, *decimals, missing, plan, &mut sorted);
            }
            Values::Piece { piece: Piece { cells: Cells::Decimal { values, decimals }, absent }, wrong } => {
                for input in wrong.keys().filter_map(|row| self.inputs.get(*row)) {
                    if let Some(bucket) = sorted.buckets.get_mut(usize::from(*input)) {
                        bucket.wrong = true;
                    }
                }
                self.numbers(values, *decimals, !absent.is_empty(), plan, &mut sorted);
            }
            _ => self.one_by_one(plan, &vec![true; plan.inputs.len()], &mut sorted),
        }
        sorted
    }

    fn room(&self, inputs: usize, buckets: &mut Vec<Bucket>) {
        let mut counts = vec![0usize; inputs];
        for input in &self.inputs {
            if let Some(count) = counts.get_mut(usize::from(*input)) {
                *count += 1;
            }
        }
        buckets.resize_with(inputs, Bucket::default);
        for (bucket, count) in buckets.iter_mut().zip(counts) {
            bucket.units.clear();
            bucket.values.clear();
            bucket.table.clear();
            bucket.units.reserve(count);
            bucket.values.reserve(count);
            (bucket.decimals, bucket.wrong) = (0, false);
        }
    }

    fn numbers(&self, values: &[i64], decimals: u8, missing: bool, plan: &Plan, sorted: &mut Sorted) {
        // Numbers of a choice are words of it.
        let choices: Vec<bool> = plan.inputs.iter().map(|i| matches!(i.kind, InputKind::Choice(_))).collect();
        let any_choice = choices.contains(&true);
        if any_choice {
            self.one_by_one(plan, &choices, sorted);
        }
        let more = |input: &Input| if self.hundredths && input.kind == InputKind::Rate { 2 } else { 0 };
        sorted.buckets.iter_mut().zip(&plan.inputs).for_each(|(b, input)| b.decimals = decimals + more(input));
        let rows = self.units.iter().zip(&self.inputs).zip(values).enumerate();
        for (row, ((unit, input), value)) in rows {
            let bucket = sorted.buckets.get_mut(usize::from(*input));
            let Some(bucket) = bucket.filter(|_| *unit != crate::bulk::index::NOWHERE) else {
                sorted.unplaced = true;
                continue;
            };
            if (missing && self.absent(row)) || (any_choice && choices.get(usize::from(*input)) == Some(&true)) {
                continue;
            }
            bucket.units.push(*unit);
            bucket.values.push(*value);
        }
    }

    /// Reads the values of some inputs each for itself.
    fn one_by_one(&self, plan: &Plan, asked_for: &[bool], sorted: &mut Sorted) {
        let mut known: HashMap<(u16, u32), i64> = HashMap::new();
        for (row, (unit, input)) in self.units.iter().zip(&self.inputs).enumerate() {
            let asked = plan.inputs.get(usize::from(*input));
            let bucket = sorted.buckets.get_mut(usize::from(*input));
            let (Some(asked), Some(bucket), true) = (asked, bucket, *unit != crate::bulk::index::NOWHERE) else {
                sorted.unplaced = true;
                continue;
            };
            if asked_for.get(usize::from(*input)) != Some(&true) {
                continue;
            }
            let word = match &self.values {
                Values::Words(texts) => texts.at.get(row).map(|at| (*input, *at)),
                _ => None,
            };
            let place = match word.and_then(|word| known.get(&word)) {
                Some(place) => *place,
                None => {
                    let place = match self.value(row, asked) {
                        Some(Ok(value)) if value != Value::Missing(Reason::NotReported) => {
                            bucket.table.push(value);
                            i64::try_from(bucket.table.len() - 1).unwrap_or(i64::MAX)
                        }
                        Some(Err(_)) => {
                            bucket.wrong = true;
                            NOTHING
                        }
                        _ => NOTHING,
                    };
                    word.map(|word| known.insert(word, place));
                    place
                }
            };
            if place != NOTHING {
                bucket.units.push(*unit);
                bucket.values.push(place);
            }
        }
    }
}

/// The place of what is no figure.
const NOTHING: i64 = -1;

fn judged(input: &Input, value: Value) -> Result<Value, Kind> {
    crate::bulk::judge::fault(input, &value).map_or(Ok(value), Err)
}

/// A number of a file of numbers, for an input of any kind.
fn number(input: &Input, value: i64, decimals: u8) -> Result<Value, Kind> {
    let exact = Exact::new(BigInt::from(value), BigInt::from(10).pow(u32::from(decimals)));
    match input.kind {
        InputKind::YesNo | InputKind::Choice(_) => {
            let text = kaocheng_syntax::exact::show(&exact);
            let cell = problem::Cell { input: shorten(&input.label), found: shorten(&text) };
            value::parse(input, &text).map_err(|error| kind_of(input, error, cell))
        }
        _ => judged(input, Value::Number(exact)),
    }
}
