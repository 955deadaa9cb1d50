//! How far a whole is: one bar in parts, the furthest first. The page names the parts beside it.

use super::{open, percent};
use std::fmt::Write as _;

/// A part of the whole.
#[derive(Clone, Debug)]
pub struct Share {
    /// What these have in common: 已签批.
    pub name: String,
    /// How many.
    pub count: usize,
}

/// Shades from done to not begun, as the styles name them.
const SHADES: [&str; 4] = ["shade-0", "shade-1", "shade-2", "shade-3"];

/// The chart, parts in the order given, four at most.
pub fn progress(title: &str, shares: &[Share]) -> String {
    let whole = shares.iter().map(|share| share.count).sum::<usize>().max(1);
    let about: Vec<String> = shares.iter().map(|share| format!("{} {}", share.name, share.count)).collect();
    let mut svg = open(title, &about.join(" · "), 26);
    let place = |count: usize| u32::try_from(count * 1000 / whole).unwrap_or(1000);
    let mut before = 0;
    for (share, shade) in shares.iter().zip(SHADES) {
        let (from, to) = (place(before), place(before + share.count));
        let (x, width) = (percent(from, 0, 100), percent(to - from, 0, 100));
        let _ = write!(svg, "<rect class=\"{shade}\" x=\"{x}\" y=\"0\" width=\"{width}\" height=\"26\"/>");
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
        for bar in [
            "x=\"0.00%\" y=\"0\" width=\"33.30%\"",
            "x=\"33.30%\" y=\"0\" width=\"33.30%\"",
            "x=\"66.60%\" y=\"0\" width=\"33.40%\"",
        ] {
            assert!(chart.contains(bar), "{chart}");
        }
        assert!(chart.contains("<desc>已签批 1 · &lt;提交&gt; 1 · 未填 1</desc>"), "{chart}");
        assert!(progress("填报", &[]).ends_with("</svg>"));
    }
}
