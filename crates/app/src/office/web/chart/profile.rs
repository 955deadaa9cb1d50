//! A unit's profile: what each section gave, against the most that it can give.

use super::escaped;
use super::figure::{Numbers, WIDTH, cut, figure, place, shown};
use crate::message::Lang;
use kaocheng_syntax::exact::{Exact, whole};
use std::fmt::Write as _;

/// A section.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its heading.
    pub name: String,
    /// The unit's points.
    pub points: Exact,
    /// The most.
    pub most: Exact,
}

const NAMES: i64 = 230;
const VALUES: i64 = 110;
const STEP: i64 = 34;

/// The chart. Sections are drawn to one scale, so that a long bar is many points and not a good share of few.
pub fn profile(t: Lang, title: &str, parts: &[Part]) -> String {
    let length = WIDTH - NAMES - VALUES;
    let zero = whole(0);
    let largest = parts.iter().map(|p| p.most.clone()).max().unwrap_or_else(|| whole(1));
    let mut drawing = String::new();
    for (row, part) in (0..).zip(parts) {
        let top = row * STEP;
        let (full, got) = (place(&part.most, &zero, &largest, length), place(&part.points, &zero, &largest, length));
        let _ = write!(
            drawing,
            "<text x=\"{}\" y=\"{y}\" text-anchor=\"end\">{}</text><rect class=\"rest\" x=\"{NAMES}\" y=\"{top}\" \
             width=\"{full}\" height=\"22\"/><rect class=\"bar\" x=\"{NAMES}\" y=\"{top}\" width=\"{got}\" height=\"22\"/>\
             <text x=\"{}\" y=\"{y}\">{} / {}</text>",
            NAMES - 10,
            escaped(&cut(&part.name, 28)),
            NAMES + full + 8,
            shown(&part.points),
            shown(&part.most),
            y = top + 16,
        );
    }
    let description = t.pick(
        format!("{} 个部分的得分与满分", parts.len()),
        format!("points of {} sections against their most", parts.len()),
    );
    let numbers = Numbers {
        head: vec![t.pick("部分", "Section").into(), t.pick("得分", "Points").into(), t.pick("满分", "Most").into()],
        rows: parts.iter().map(|p| vec![p.name.clone(), shown(&p.points), shown(&p.most)]).collect(),
    };
    let height = i64::try_from(parts.len()).unwrap_or(0) * STEP;
    figure(t, title, &description, height.max(STEP), &drawing, &numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deduction_draws_nothing_to_the_left() {
        let part = |points, most| Part { name: "扣分".into(), points: whole(points), most: whole(most) };
        let chart = profile(Lang::En, "Profile", &[part(20, 40), part(-3, 0)]);
        assert!(chart.contains("width=\"190\" height=\"22\"/><text x=\"618\" y=\"16\">20 / 40"), "{chart}");
        assert!(chart.contains(">-3 / 0<"), "{chart}");
        assert_eq!(profile(Lang::En, "", &[]).matches("<rect").count(), 0);
    }
}
