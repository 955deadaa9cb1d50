//! How an item's points spread over units: a mark a unit on one line.

use super::escaped;
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

/// The chart: from `least` at the left end to `most` at the right.
pub fn strip(title: &str, all: &[Mark], least: &str, most: &str) -> String {
    let mut svg = format!(
        "<svg viewBox=\"0 0 700 64\" role=\"img\" aria-label=\"{0}\"><title>{0}</title>\
         <line class=\"axis\" x1=\"50\" y1=\"30\" x2=\"650\" y2=\"30\"/>",
        escaped(title)
    );
    for mark in all.iter().filter(|m| !m.mine).chain(all.iter().filter(|m| m.mine)) {
        let x = 50 + mark.part.min(1000) * 600 / 1000;
        let class = if mark.mine { "mark mine" } else { "mark" };
        let name = escaped(&mark.name);
        let _ = write!(svg, "<circle class=\"{class}\" cx=\"{x}\" cy=\"30\" r=\"6\"><title>{name}</title></circle>");
    }
    let mut places: Vec<u32> = all.iter().map(|m| m.part.min(1000)).collect();
    places.sort_unstable();
    if let Some(median) = places.get(places.len() / 2) {
        let x = 50 + median * 600 / 1000;
        let _ = write!(svg, "<line class=\"median\" x1=\"{x}\" y1=\"18\" x2=\"{x}\" y2=\"42\"/>");
    }
    let (least, most) = (escaped(least), escaped(most));
    let _ = write!(svg, "<text class=\"soft\" x=\"50\" y=\"58\" font-size=\"13\">{least}</text>");
    let _ =
        write!(svg, "<text class=\"soft\" x=\"650\" y=\"58\" text-anchor=\"end\" font-size=\"13\">{most}</text></svg>");
    svg
}
