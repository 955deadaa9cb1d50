//! How far reporting is: one bar in parts, from done to not begun.

use super::escaped;
use super::figure::{Numbers, WIDTH, figure};
use crate::message::Lang;
use std::fmt::Write as _;

/// A part of the whole.
#[derive(Clone, Debug)]
pub struct Share {
    /// What these have in common: 已签批.
    pub name: String,
    /// How many.
    pub count: u64,
}

/// Shades from done to not begun, strongest first.
const SHADES: [&str; 4] = ["1", ".62", ".34", ".14"];

/// The chart, parts in the order given, four at most.
pub fn progress(t: Lang, title: &str, shares: &[Share]) -> String {
    let whole: u64 = shares.iter().map(|share| share.count).sum();
    let mut drawing = String::new();
    let (mut before, mut legend) = (0, 0);
    for (share, shade) in shares.iter().zip(SHADES) {
        let at = |count: u64| {
            let along = u128::from(count) * u128::from(WIDTH.unsigned_abs()) / u128::from(whole.max(1));
            i64::try_from(along).unwrap_or(WIDTH)
        };
        let (from, to) = (at(before), at(before + share.count));
        let label = format!("{} {}", share.name, share.count);
        let _ = write!(
            drawing,
            "<rect class=\"bar\" fill-opacity=\"{shade}\" x=\"{from}\" y=\"0\" width=\"{}\" height=\"26\"/>\
             <rect class=\"bar\" fill-opacity=\"{shade}\" x=\"{legend}\" y=\"38\" width=\"14\" height=\"14\"/>\
             <text x=\"{}\" y=\"50\">{}</text>",
            to - from,
            legend + 20,
            escaped(&label),
        );
        before += share.count;
        legend += WIDTH / 4;
    }
    let said: Vec<String> = shares.iter().map(|share| format!("{} {}", share.name, share.count)).collect();
    let numbers = Numbers {
        head: vec![t.pick("状态", "State").into(), t.pick("单位数", "Units").into()],
        rows: shares.iter().map(|share| vec![share.name.clone(), share.count.to_string()]).collect(),
    };
    figure(t, title, &said.join(t.pick(",", ", ")), 58, &drawing, &numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_bar_without_gaps() {
        let share = |name: &str, count| Share { name: name.into(), count };
        let chart = progress(Lang::Zh, "填报", &[share("已签批", 1), share("已提交", 1), share("未填", 1)]);
        for bar in
            ["x=\"0\" y=\"0\" width=\"240\"", "x=\"240\" y=\"0\" width=\"240\"", "x=\"480\" y=\"0\" width=\"240\""]
        {
            assert!(chart.contains(bar), "{chart}");
        }
        assert!(progress(Lang::Zh, "填报", &[]).contains("<svg"));
    }
}
