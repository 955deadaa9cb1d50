//! The charts of a ranking: totals, and how the points of each part spread.

use super::read::{Level, Ranked};
use crate::message::Lang;
use crate::office::web::chart::{Bar, Mark, bars, strip, thousandths};
use kaocheng_syntax::exact::{Exact, round_half_up, show};

/// Levels with more units than this have their table alone.
pub const MOST: usize = 60;

/// How a part's points spread.
pub struct Spread {
    /// The part.
    pub title: String,
    /// The chart.
    pub svg: String,
    /// The least, the middle and the most.
    pub three: [String; 3],
}

/// The totals, best first.
pub fn totals(level: &Level, t: Lang) -> String {
    let bar = |unit: &Ranked| Bar {
        name: unit.name.clone(),
        shown: unit.total.clone(),
        part: unit.part,
        before: None,
        mine: false,
    };
    let (first, last) = (level.units.first(), level.units.iter().rev().find(|unit| !unit.rank.is_empty()));
    let told = |unit: Option<&Ranked>| unit.map(|u| format!("{} {}", u.name, u.total)).unwrap_or_default();
    let about = t.pick(
        format!("{} 个单位，最高{}，最低{}；满分 {}", level.units.len(), told(first), told(last), level.points),
        format!("{} units, from {} to {}, of {}", level.units.len(), told(first), told(last), level.points),
    );
    bars(t.pick("各单位总分", "Totals of all units"), &about, &level.units.iter().map(bar).collect::<Vec<_>>(), false)
}

/// The parts whose points differ.
pub fn spreads(level: &Level, t: Lang) -> Vec<Spread> {
    level.columns.iter().enumerate().filter_map(|(at, (_, title))| spread(level, at, title, t)).collect()
}

fn spread(level: &Level, at: usize, title: &str, t: Lang) -> Option<Spread> {
    let value = |unit: &Ranked| unit.values.get(at).cloned().flatten();
    let mut values: Vec<Exact> = level.units.iter().filter_map(value).collect();
    values.sort();
    let (least, most) = (values.first()?, values.last()?);
    if least == most {
        return None;
    }
    let room = most - least;
    let mark = |unit: &Ranked| {
        let part = thousandths(&(value(unit)? - least), &room);
        Some(Mark { name: format!("{} {}", unit.name, unit.cells.get(at)?), part, mine: false })
    };
    let marks: Vec<Mark> = level.units.iter().filter_map(mark).collect();
    let shown = |value: &Exact| show(&round_half_up(value, 2));
    let three = [shown(least), shown(values.get(values.len() / 2)?), shown(most)];
    let [low, middle, high] = &three;
    let about = t.pick(
        format!("最低 {low}，居中 {middle}，最高 {high}；每个点是一个单位"),
        format!("least {low}, middle {middle}, most {high}; every mark is a unit"),
    );
    let svg = strip(title, &about, &marks, low, high);
    Some(Spread { title: title.to_owned(), svg, three })
}
