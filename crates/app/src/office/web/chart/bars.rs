//! Bars with a name and a number: a ranking, or a unit's sections against their points.

use super::{escaped, name, open, percent};
use std::fmt::Write;

/// A bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What it is of.
    pub name: String,
    /// The number as it is shown.
    pub shown: String,
    /// How long it is, in thousandths of the longest that can be.
    pub part: u32,
    /// How long it was in the round before.
    pub before: Option<u32>,
    /// It is the reader's own.
    pub mine: bool,
}

/// Height of a bar with the room around it.
const STEP: usize = 26;
/// Where bars begin, in per cents of the width.
const FROM: u32 = 30;
/// The longest bar.
const MOST: u32 = 50;

/// The chart; `title` says what it shows, `about` in a sentence what is to be seen. With `rest`, what is missing to the
/// longest is drawn too.
pub fn bars(title: &str, about: &str, all: &[Bar], rest: bool) -> String {
    let mut svg = open(title, about, all.len() * STEP + 6);
    for (at, bar) in all.iter().enumerate() {
        let (top, middle) = (at * STEP + 5, at * STEP + 19);
        let class = if bar.mine { "bar mine" } else { "bar" };
        let end = if rest { format!("{}%", FROM + MOST) } else { percent(bar.part, FROM, MOST) };
        svg.push_str(&name(&bar.name, FROM, middle));
        let mut draw = |class: &str, part: u32| {
            let width = percent(part, 0, MOST);
            let _ = write!(svg, "<rect class=\"{class}\" x=\"{FROM}%\" y=\"{top}\" width=\"{width}\" height=\"18\"/>");
        };
        if rest {
            draw("rest", 1000);
        }
        draw(class, bar.part);
        if let Some(before) = bar.before {
            let x = percent(before, FROM, MOST);
            let (y1, y2) = (top - 3, top + 21);
            let _ = write!(svg, "<line class=\"before\" x1=\"{x}\" y1=\"{y1}\" x2=\"{x}\" y2=\"{y2}\"/>");
        }
        let shown = escaped(&bar.shown);
        let _ = write!(svg, "<text class=\"soft\" x=\"{end}\" dx=\"8\" y=\"{middle}\">{shown}</text>");
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_leave_the_drawing() {
        let bar = Bar { name: "<script>\"".into(), shown: "1".into(), part: 5000, before: Some(500), mine: false };
        let svg = bars("a & b", "\"c\"", &[bar], true);
        assert!(!svg.contains("<script>") && svg.contains("&lt;script&gt;") && svg.contains("a &amp; b"));
        assert!(svg.contains("<desc>&quot;c&quot;</desc>"), "{svg}");
        assert!(svg.contains("width=\"50.00%\""), "no bar is longer than the longest: {svg}");
        assert!(svg.contains("x1=\"55.00%\""), "the round before stands half way: {svg}");
    }
}
