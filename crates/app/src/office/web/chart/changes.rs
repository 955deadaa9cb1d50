//! What changed since the round before: a line a unit, from the total that it had to the one that it has.

use super::{escaped, name, open, percent};
use std::fmt::Write;

/// A unit in two rounds.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its name.
    pub name: String,
    /// Its total before, in thousandths.
    pub before: u32,
    /// Its total now, in thousandths.
    pub now: u32,
    /// The difference as it is shown.
    pub shown: String,
    /// It has less than before.
    pub less: bool,
}

/// Height of a line with the room around it.
const STEP: usize = 24;
/// Where the least stands, in per cents of the width.
const FROM: u32 = 32;
/// Between the least and the most.
const ROOM: u32 = 46;

/// The chart: an empty circle for the round before, a full one for this round.
pub fn changes(title: &str, about: &str, all: &[Change]) -> String {
    let mut svg = open(title, about, all.len() * STEP + 6);
    for (at, change) in all.iter().enumerate() {
        let (y, middle) = (at * STEP + 14, at * STEP + 19);
        let (before, now) = (percent(change.before, FROM, ROOM), percent(change.now, FROM, ROOM));
        let class = if change.less { "less" } else { "more" };
        svg.push_str(&name(&change.name, FROM - 2, middle));
        let _ = write!(svg, "<line class=\"axis\" x1=\"{FROM}%\" y1=\"{y}\" x2=\"{}%\" y2=\"{y}\"/>", FROM + ROOM);
        let _ = write!(svg, "<line class=\"{class}\" x1=\"{before}\" y1=\"{y}\" x2=\"{now}\" y2=\"{y}\"/>");
        let _ = write!(svg, "<circle class=\"was {class}\" cx=\"{before}\" cy=\"{y}\" r=\"5\"/>");
        let _ = write!(svg, "<circle class=\"is {class}\" cx=\"{now}\" cy=\"{y}\" r=\"5.5\"/>");
        let shown = escaped(&change.shown);
        let _ = write!(svg, "<text class=\"soft\" x=\"{}%\" dx=\"10\" y=\"{middle}\">{shown}</text>", FROM + ROOM);
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_leads_from_before_to_now() {
        let change = Change { name: "甲<".into(), before: 0, now: 1000, shown: "+1.50".into(), less: false };
        let svg = changes("变化", "一个单位", &[change]);
        assert!(svg.contains("<line class=\"more\" x1=\"32.00%\" y1=\"14\" x2=\"78.00%\" y2=\"14\"/>"), "{svg}");
        assert!(svg.contains("甲&lt;") && svg.contains(">+1.50<"), "{svg}");
    }
}
