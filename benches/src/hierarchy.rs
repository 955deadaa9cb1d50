//! Cities, counties, townships and villages, in the proportions of a nation.

use crate::random::Seed;

/// A level of unit, the highest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 市.
    City,
    /// 县.
    County,
    /// 乡镇.
    Township,
    /// 村.
    Village,
}

impl Level {
    /// As the scheme calls it.
    pub fn name(self) -> &'static str {
        match self {
            Level::City => "市",
            Level::County => "县",
            Level::Township => "乡镇",
            Level::Village => "村",
        }
    }

    /// Whether units of the level report figures; the others are made of those below them.
    pub fn reports(self) -> bool {
        matches!(self, Level::Township | Level::Village)
    }
}

/// A unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its number: from 1, cities first.
    pub unit: i32,
    /// The number of the unit above.
    pub parent: Option<i32>,
    /// Its level.
    pub level: Level,
}

/// Where the parents of each level and the order of rows are drawn.
const COUNTIES: u64 = 1_001;
const TOWNSHIPS: u64 = 1_002;
const VILLAGES: u64 = 1_003;
const EMPTY: u64 = 1_004;
const ROWS: u64 = 1_005;

/// All units for so many villages, in no order. Every city has counties and every county townships; one township in two
/// hundred has no villages.
pub fn units(villages: usize, seed: Seed) -> Vec<Unit> {
    let share = |of_700k: usize| (villages * of_700k / 700_000).max(1);
    let (cities, counties, townships) = (share(334), share(2_839), share(38_043));
    let mut all: Vec<Unit> = (0..cities).map(|at| unit(at, None, Level::City)).collect();
    let cities: Vec<i32> = all.iter().map(|u| u.unit).collect();
    let counties = below(&mut all, &cities, counties, Level::County, COUNTIES, seed);
    let townships = below(&mut all, &counties, townships, Level::Township, TOWNSHIPS, seed);
    let mut inhabited = townships.clone();
    seed.shuffle(&mut inhabited, EMPTY);
    inhabited.truncate(townships.len() - townships.len() / 200);
    below(&mut all, &inhabited, villages, Level::Village, VILLAGES, seed);
    seed.shuffle(&mut all, ROWS);
    all
}

/// Adds units of a level: one for each parent in turn, the others anywhere. Their numbers are given back.
fn below(all: &mut Vec<Unit>, parents: &[i32], count: usize, level: Level, column: u64, seed: Seed) -> Vec<i32> {
    let first = all.len();
    for at in 0..count {
        let drawn = || seed.below(parents.len() as u64, (at as u64, column, 0)) as usize;
        let parent = parents.get(if at < parents.len() { at } else { drawn() }).copied();
        all.push(unit(first + at, parent, level));
    }
    all.iter().skip(first).map(|u| u.unit).collect()
}

fn unit(at: usize, parent: Option<i32>, level: Level) -> Unit {
    Unit { unit: i32::try_from(at + 1).unwrap_or(i32::MAX), parent, level }
}
