//! What every measure is for every unit: how its values are spread, and how often it is absent.

use crate::items::{Form, Item, Items, Kind};
use crate::random::Seed;

/// How the values of a measure are spread.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Spread {
    /// Holds for so many units in a thousand.
    Truth(u64),
    /// Evenly from 0 to this.
    Evenly(u64),
    /// From 0 to this, low numbers more often.
    Low(u64),
    /// Mostly 0, else 1 to 3.
    Seldom,
    /// The whole of a ratio: 0 for 2 units in a hundred, else between these.
    Whole(u64, u64),
    /// So much of another measure: between a floor in percent and somewhat over all of it, one in ten at the target.
    Part {
        /// The measure it is a part of.
        of: usize,
        /// Least, in percent.
        least: u64,
        /// The target, in percent.
        target: u64,
    },
    /// Evenly up to this, one in ten exactly on an edge.
    Edges(u64, Vec<i64>),
    /// From −2.00 to 3.00 over so many hundredths.
    Around(u64),
}

/// A measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// `m01` …
    pub id: String,
    /// What its column holds.
    pub form: Form,
    spread: Spread,
    /// Absent for so many units in a thousand.
    absent: u64,
}

/// The measures of workload S with a seed.
#[derive(Clone, Debug)]
pub struct Measures {
    /// In the order of the columns.
    pub all: Vec<Measure>,
    seed: Seed,
}

/// Turns of a cell: one for its value, one for its absence, one for what makes it special.
const VALUE: u64 = 0;
const ABSENCE: u64 = 1;
const SPECIAL: u64 = 2;

impl Measures {
    /// The measures that the items need.
    pub fn new(items: &Items, seed: Seed) -> Measures {
        let measure = |(at, column): (usize, &crate::items::Column)| Measure {
            id: column.id.clone(),
            form: column.form,
            spread: if at == items.veto { Spread::Truth(5) } else { spread_of(items, at) },
            // 0 to 10 %, another rate for every measure; who is vetoed is always known.
            absent: if at == items.veto { 0 } else { (at as u64 * 37 + 11) % 101 },
        };
        Measures { all: items.columns.iter().enumerate().map(measure).collect(), seed }
    }

    /// The value of a measure for a unit: 0 or 1, a whole number, or hundredths; `None` where it is absent.
    pub fn value(&self, measure: usize, unit: i32) -> Option<i64> {
        let row = u64::from(unit.unsigned_abs());
        let absent = self.all.get(measure)?.absent;
        if self.seed.below(1_000, (row, measure as u64, ABSENCE)) < absent {
            return None;
        }
        Some(self.told(measure, row))
    }

    /// What a unit would report were nothing absent: a part is a part of the whole even where the whole is absent.
    pub fn told(&self, measure: usize, row: u64) -> i64 {
        let Some(known) = self.all.get(measure) else { return 0 };
        let drawn = |n: u64, turn: u64| self.seed.below(n, (row, measure as u64, turn));
        let special = |in_thousand: u64| drawn(1_000, SPECIAL) < in_thousand;
        let value = match &known.spread {
            Spread::Truth(in_thousand) => u64::from(drawn(1_000, VALUE) < *in_thousand),
            Spread::Evenly(most) => drawn(most + 1, VALUE),
            Spread::Low(most) => drawn(most + 1, VALUE).min(drawn(most + 1, SPECIAL)),
            Spread::Seldom => {
                if special(850) {
                    0
                } else {
                    1 + drawn(3, VALUE)
                }
            }
            Spread::Whole(..) if special(20) => 0,
            Spread::Whole(low, high) => low + drawn(high - low, VALUE),
            Spread::Part { of, least, target } => {
                let whole = self.told(*of, row).unsigned_abs();
                let share = least * 100 + drawn(10_400 - least * 100, VALUE);
                let share = if special(100) { target * 100 } else { share.min(10_000) };
                whole * share / 10_000
            }
            Spread::Edges(_, edges) if special(100) => {
                edges.get(drawn(edges.len() as u64, VALUE) as usize).map_or(0, |e| e.unsigned_abs())
            }
            Spread::Edges(most, _) => drawn(most + 1, VALUE),
            Spread::Around(points) => return drawn(points + 500, VALUE).cast_signed() - 200,
        };
        value.cast_signed()
    }
}

/// How a measure is spread follows from the item that needs it first.
fn spread_of(items: &Items, measure: usize) -> Spread {
    let Some(item) = items.items.iter().find(|i| i.measures.contains(&measure)) else { return Spread::Truth(500) };
    let reached = |each: i64| (item.points * 13 / 10 / each + 1).unsigned_abs();
    match &item.kind {
        Kind::Check => Spread::Truth(750),
        Kind::Earn(each) => Spread::Evenly(reached(*each)),
        Kind::Lose(each) => Spread::Low(reached(*each)),
        Kind::Deduct(_) => Spread::Seldom,
        Kind::Ratio { target, floor, .. } => {
            of_ratio(items, item, measure, target.unsigned_abs(), floor.unsigned_abs())
        }
        Kind::Bands { edges, .. } => Spread::Edges(beyond(edges), edges.clone()),
        Kind::Interpolated { low, high } => Spread::Edges(beyond(&[*high]), vec![*low, *high]),
        Kind::Judged => Spread::Around(item.points.unsigned_abs()),
    }
}

fn beyond(edges: &[i64]) -> u64 {
    edges.iter().max().map_or(0, |high| (high * 13 / 10).unsigned_abs())
}

fn of_ratio(items: &Items, item: &Item, measure: usize, target: u64, floor: u64) -> Spread {
    match (item.measures.first(), item.measures.last()) {
        (Some(part), Some(of)) if *part == measure => Spread::Part { of: *of, least: floor - 8, target },
        _ => match items.columns.get(measure) {
            Some(column) if column.form == Form::Whole => Spread::Whole(20, 3_000),
            Some(column) if column.money => Spread::Whole(1_000_000, 5_000_000_000),
            _ => Spread::Whole(10_000, 1_000_000),
        },
    }
}
