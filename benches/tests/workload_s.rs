//! Workload S is what it says it is, and the reference evaluator gives what whole hundredths worked out apart give.

use kaocheng_bench::hierarchy::{Level, Unit, units};
use kaocheng_bench::items::{Block, Item, Items, Kind};
use kaocheng_bench::measures::Measures;
use kaocheng_bench::output::{Column, reference};
use kaocheng_bench::random::Seed;
use kaocheng_bench::table::{plan, table};
use kaocheng_compile::scheme::{Options, compile};
use kaocheng_syntax::diagnostic::Severity;
use kaocheng_syntax::document;
use std::collections::HashMap;

const SCHEME: &str = include_str!("../workload-s/scheme.md");
const VILLAGES: usize = 300;
const SEED: Seed = Seed(7);

#[test]
fn the_scheme_has_sixty_items_over_seventy_measures_and_nothing_open() {
    let compiled = compile(&document::read(SCHEME), &Options::default());
    let wrong = |d: &&kaocheng_syntax::diagnostic::Diagnostic| d.severity == Severity::Error || d.code == "policy-open";
    assert_eq!(compiled.diagnostics.iter().filter(wrong).count(), 0);
    assert_eq!(compiled.plan.inputs.len(), 70);
    for letter in ["vi", "ti"] {
        assert_eq!(compiled.plan.items.iter().filter(|i| i.id.starts_with(letter)).count(), 60);
    }
}

#[test]
fn the_reference_gives_what_whole_hundredths_give() {
    let items = Items::read().unwrap();
    let measures = Measures::new(&items, SEED);
    let units = units(VILLAGES, SEED);
    let plan = plan();
    let table = table(&plan, &units, &measures).unwrap();
    let columns = reference(&plan, &table, &units, &items);
    let own: Vec<Option<i64>> = units.iter().enumerate().map(|row| own(&items, &measures, row, &columns)).collect();
    let totals = totals(&units, &own);
    let column = column(&columns, "total");
    for (at, unit) in units.iter().enumerate() {
        assert_eq!(column.values[at], totals.get(&unit.unit).copied(), "total of {unit:?}");
    }
    for level in [Level::City, Level::County, Level::Township, Level::Village] {
        ranks(&units, level, &totals, &columns, |unit| measures.value(items.veto, unit.unit) == Some(1));
    }
}

fn column<'a>(columns: &'a [Column], name: &str) -> &'a Column {
    columns.iter().find(|c| c.name == name).unwrap_or_else(|| panic!("no column {name}"))
}

/// The own score of a unit that reports, worked out apart; every item and block is held against the columns on the way.
fn own(items: &Items, measures: &Measures, (at, unit): (usize, &Unit), columns: &[Column]) -> Option<i64> {
    if !unit.level.reports() {
        return None;
    }
    let held = |name: &str, value: i64| {
        assert_eq!(column(columns, name).values[at], Some(value), "{name} of {unit:?}");
        value
    };
    let figure = |measure: usize| measures.value(measure, unit.unit);
    let sum = |block: Block| {
        let of_block = items.items.iter().filter(|i| i.block == block);
        of_block.map(|i| held(&i.id, points(i, &figure))).sum::<i64>()
    };
    let sections: i64 = (1..=10).map(|n| held(&format!("s{n:02}"), sum(Block::Section(n)))).sum();
    let bonus = held("bonus", sum(Block::Bonus).min(5_000));
    let deduction = held("deduction", sum(Block::Deduction).max(-8_000));
    Some(held("own", sections + bonus + deduction))
}

/// The points of an item in hundredths: multiplied first, divided once, halves up.
fn points(item: &Item, figure: &dyn Fn(usize) -> Option<i64>) -> i64 {
    let full = item.points;
    let first = figure(item.measures[0]);
    match &item.kind {
        Kind::Check => first.unwrap_or(0) * full,
        Kind::Earn(each) => first.map_or(0, |n| (n * each).min(full)),
        Kind::Lose(each) => first.map_or(0, |n| (full - n * each).max(0)),
        Kind::Deduct(each) => first.map_or(0, |n| -n * each),
        Kind::Ratio { target, each, floor } => match (first, figure(item.measures[1])) {
            (Some(a), Some(b)) if b > 0 => {
                let below = (target * b - 100 * a).max(0);
                if 100 * a < floor * b { 0 } else { rounded((full * b - below * each).max(0), b) }
            }
            _ => full,
        },
        Kind::Bands { edges, marks } => {
            let reached = edges.iter().zip(marks).find(|(edge, _)| first.is_some_and(|v| v >= **edge));
            reached.map_or(0, |(_, mark)| *mark)
        }
        Kind::Interpolated { low, high } => {
            first.map_or(0, |v| rounded(full * (v.clamp(*low, *high) - low), high - low))
        }
        Kind::Judged => first.map_or(0, |v| v.clamp(0, full)),
    }
}

/// A quotient of what is not negative, halves up.
fn rounded(over: i64, under: i64) -> i64 {
    (2 * over + under).div_euclid(2 * under)
}

/// The totals of all units, level by level from below.
fn totals(all: &[Unit], own: &[Option<i64>]) -> HashMap<i32, i64> {
    let mut totals: HashMap<i32, i64> = HashMap::new();
    for level in [Level::Village, Level::Township, Level::County, Level::City] {
        let mut made = Vec::new();
        for (unit, own) in all.iter().zip(own).filter(|(u, _)| u.level == level) {
            let below = all.iter().filter(|b| b.parent == Some(unit.unit)).map(|b| totals[&b.unit]);
            let (sum, n) = below.fold((0, 0), |(sum, n), total| (sum + total, n + 1));
            let total = match (own, n) {
                (Some(own), 0) => (*own).max(0),
                (Some(own), n) => rounded((6 * own * n + 4 * sum).max(0), 10 * n),
                (None, n) => rounded(sum, n),
            };
            made.push((unit.unit, total));
        }
        totals.extend(made);
    }
    totals
}

/// A unit's rank is one more than the number of those before it; vetoed units come after all others.
fn ranks(all: &[Unit], level: Level, totals: &HashMap<i32, i64>, columns: &[Column], vetoed: impl Fn(&Unit) -> bool) {
    let of_level: Vec<(usize, &Unit)> = all.iter().enumerate().filter(|(_, u)| u.level == level).collect();
    let vetoed = |unit: &Unit| unit.level.reports() && vetoed(unit);
    let key = |unit: &Unit| (!vetoed(unit), totals[&unit.unit]);
    for (at, unit) in &of_level {
        let before = of_level.iter().filter(|(_, other)| key(other) > key(unit)).count();
        assert_eq!(column(columns, "rank").values[*at], Some(before as i64 + 1), "rank of {unit:?}");
    }
}
