//! How far a whole is: one bar in parts, the furthest first.

use super::escaped;
use std::fmt::Write as _;

/// A part of the whole.
#[derive(Clone, Debug)]
pub struct Share {
    /// What these have in common: 已签批.
    pub name: String,
    /// How many.
    pub count: usize,
}

const WIDTH: usize = 700;
/// Shades from done to not begun.
const SHADES: [&str; 4] = ["1", ".62", ".34", ".14"];

/// The chart, parts in the order given, four at most.
pub fn progress(title: &str, shares: &[Share]) -> String {
    let whole = shares.iter().map(|share| share.count).sum::<usize>().max(1);
    let title = escaped(title);
    let mut svg = format!("<svg viewBox=\"0 0 {WIDTH} 58\" role=\"img\" aria-label=\"{title}\"><title>{title}</title>");
    let mut before = 0;
    for (at, (share, shade)) in shares.iter().zip(SHADES).enumerate() {
        let (from, to) = (before * WIDTH / whole, (before + share.count) * WIDTH / whole);
        let (width, legend, name) = (to - from, at * WIDTH / 4, escaped(&share.name));
        let _ = write!(
            svg,
            "<rect class=\"bar\" fill-opacity=\"{shade}\" x=\"{from}\" y=\"0\" width=\"{width}\" height=\"26\"/>"
        );
        let _ = write!(
            svg,
            "<rect class=\"bar\" fill-opacity=\"{shade}\" x=\"{legend}\" y=\"38\" width=\"14\" height=\"14\"/>"
        );
        let _ = write!(svg, "<text x=\"{}\" y=\"50\" font-size=\"13\">{name} {}</text>", legend + 20, share.count);
        before += share.count;
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_bar_without_gaps() {
        let share = |name: &str, count| Share { name: name.into(), count };
        let chart = progress("填报", &[share("已签批", 1), share("<提交>", 1), share("未填", 1)]);
        for bar in
            ["x=\"0\" y=\"0\" width=\"233\"", "x=\"233\" y=\"0\" width=\"233\"", "x=\"466\" y=\"0\" width=\"234\""]
        {
            assert!(chart.contains(bar), "{chart}");
        }
        assert!(chart.contains("&lt;提交&gt; 1") && !chart.contains("<提交>"), "{chart}");
        assert!(progress("填报", &[]).ends_with("</svg>"));
    }
}
