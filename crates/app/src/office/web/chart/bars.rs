//! Bars with a name and a number: a ranking, or a unit's sections against their points.

use super::escaped;
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
    /// It is the reader's own.
    pub mine: bool,
}

/// Height of a bar with the room around it.
const STEP: usize = 26;
/// Where bars begin.
const FROM: usize = 210;
/// The longest bar.
const MOST: usize = 400;

/// The chart; `title` says what it shows. With `rest`, what is missing to the longest is drawn too.
pub fn bars(title: &str, all: &[Bar], rest: bool) -> String {
    let height = all.len() * STEP + 6;
    let mut svg =
        format!("<svg viewBox=\"0 0 700 {height}\" role=\"img\" aria-label=\"{0}\"><title>{0}</title>", escaped(title));
    for (at, bar) in all.iter().enumerate() {
        let (top, middle) = (at * STEP + 5, at * STEP + 19);
        let part = usize::try_from(bar.part.min(1000)).unwrap_or(0);
        let (length, class) = (part * MOST / 1000, if bar.mine { "bar mine" } else { "bar" });
        let end = if rest { FROM + MOST + 10 } else { FROM + length + 8 };
        let name: String = bar.name.chars().take(14).collect();
        let (name, shown) = (escaped(&name), escaped(&bar.shown));
        let _ =
            write!(svg, "<text x=\"{}\" y=\"{middle}\" text-anchor=\"end\" font-size=\"13\">{name}</text>", FROM - 10);
        if rest {
            let _ = write!(svg, "<rect class=\"rest\" x=\"{FROM}\" y=\"{top}\" width=\"{MOST}\" height=\"18\"/>");
        }
        let _ = write!(svg, "<rect class=\"{class}\" x=\"{FROM}\" y=\"{top}\" width=\"{length}\" height=\"18\"/>");
        let _ = write!(svg, "<text class=\"soft\" x=\"{end}\" y=\"{middle}\" font-size=\"13\">{shown}</text>");
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_leave_the_drawing() {
        let bar = Bar { name: "<script>\"".into(), shown: "1".into(), part: 5000, mine: false };
        let svg = bars("a & b", &[bar], true);
        assert!(!svg.contains("<script>") && svg.contains("&lt;script&gt;") && svg.contains("a &amp; b"));
        assert!(svg.contains("width=\"400\""), "no bar is longer than the longest: {svg}");
    }
}
