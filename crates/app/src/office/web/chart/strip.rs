//! How an item's points spread over units: a mark a unit on one line.

use super::{escaped, open, percent};
use std::fmt::Write;

/// A unit's mark.
#[derive(Clone, Debug)]
pub struct Mark {
    /// What it is of, with its number.
    pub name: String,
    /// Where it stands, in thousandths.
    pub part: u32,
    /// It is the reader's own.
    pub mine: bool,
}

/// Where the least stands, in per cents of the width.
const FROM: u32 = 3;
/// Between the least and the most.
const ROOM: u32 = 94;

/// The chart: from `least` at the left end to `most` at the right; a stroke at the middle one of all.
pub fn strip(title: &str, about: &str, all: &[Mark], least: &str, most: &str) -> String {
    let mut svg = open(title, about, 64);
    let to = FROM + ROOM;
    let _ = write!(svg, "<line class=\"axis\" x1=\"{FROM}%\" y1=\"30\" x2=\"{to}%\" y2=\"30\"/>");
    for mark in all.iter().filter(|m| !m.mine).chain(all.iter().filter(|m| m.mine)) {
        let x = percent(mark.part, FROM, ROOM);
        let class = if mark.mine { "mark mine" } else { "mark" };
        let name = escaped(&mark.name);
        let _ = write!(svg, "<circle class=\"{class}\" cx=\"{x}\" cy=\"30\" r=\"6\"><title>{name}</title></circle>");
    }
    let mut places: Vec<u32> = all.iter().map(|m| m.part.min(1000)).collect();
    places.sort_unstable();
    if let Some(median) = places.get(places.len() / 2) {
        let x = percent(*median, FROM, ROOM);
        let _ = write!(svg, "<line class=\"median\" x1=\"{x}\" y1=\"18\" x2=\"{x}\" y2=\"42\"/>");
    }
    let (least, most) = (escaped(least), escaped(most));
    let _ = write!(svg, "<text class=\"soft\" x=\"{FROM}%\" y=\"58\">{least}</text>");
    let _ = write!(svg, "<text class=\"soft\" x=\"{to}%\" y=\"58\" text-anchor=\"end\">{most}</text></svg>");
    svg
}
