//! What the charts share: places on an axis, escaped text, the figure around the drawing.

use super::escaped;
use crate::message::Lang;
use kaocheng_syntax::exact::{Exact, show};
use num_traits::{ToPrimitive, Zero};
use std::fmt::Write as _;

/// Width of every drawing, in its own units.
pub const WIDTH: i64 = 720;

/// Where a value stands on an axis from `from` to `to` that is `length` units long.
pub fn place(value: &Exact, from: &Exact, to: &Exact, length: i64) -> i64 {
    let span = to - from;
    if span.is_zero() {
        return 0;
    }
    let at = (value - from) / span * Exact::from_integer(length.into());
    at.round().to_integer().to_i64().unwrap_or(0).clamp(0, length)
}

/// A value as people read it in a chart: two digits after the point at most.
pub fn shown(value: &Exact) -> String {
    show(&kaocheng_syntax::exact::round_half_up(value, 2))
}

/// A label that fits: what is longer is cut, and stands whole in the table.
pub fn cut(label: &str, columns: usize) -> String {
    if crate::columns::width(label) <= columns {
        return label.to_owned();
    }
    let mut out = String::new();
    for letter in label.chars() {
        if crate::columns::width(&out) + 2 >= columns {
            break;
        }
        out.push(letter);
    }
    out.push('…');
    out
}

/// A table of the numbers: headings, and rows of a name and what belongs to it.
pub struct Numbers {
    /// The headings, the first over the names.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// The figure: a caption, the drawing with its title and description, the table folded under it.
pub fn figure(t: Lang, title: &str, description: &str, height: i64, drawing: &str, numbers: &Numbers) -> String {
    let mut out = String::new();
    let _ = write!(
        out,
        "<figure class=\"chart\"><figcaption>{title}</figcaption><svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\">\
         <title>{title}</title><desc>{}</desc>{drawing}</svg><details><summary>{}</summary><div class=\"scroll\">\
         <table class=\"dense\"><thead><tr>",
        escaped(description),
        t.pick("数字", "The numbers"),
        title = escaped(title),
    );
    for (at, head) in numbers.head.iter().enumerate() {
        let _ =
            write!(out, "<th scope=\"col\"{}>{}</th>", if at > 0 { " class=\"number\"" } else { "" }, escaped(head));
    }
    out.push_str("</tr></thead><tbody>");
    for row in &numbers.rows {
        out.push_str("<tr>");
        for (at, cell) in row.iter().enumerate() {
            let cell = escaped(cell);
            let _ = match at {
                0 => write!(out, "<th scope=\"row\">{cell}</th>"),
                _ => write!(out, "<td class=\"number\">{cell}</td>"),
            };
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div></details></figure>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use kaocheng_syntax::exact::{ratio, whole};

    #[test]
    fn places_stay_on_the_axis() {
        let (zero, ten) = (whole(0), whole(10));
        assert_eq!(place(&whole(5), &zero, &ten, 400), 200);
        assert_eq!(place(&ratio(1, 3), &zero, &whole(1), 100), 33);
        assert_eq!(place(&whole(-5), &zero, &ten, 400), 0);
        assert_eq!(place(&whole(50), &zero, &ten, 400), 400);
        assert_eq!(place(&whole(5), &ten, &ten, 400), 0);
    }

    #[test]
    fn names_are_cut() {
        assert_eq!(cut("清河镇", 10), "清河镇");
        assert_eq!(cut("清河镇人民政府办公室", 10), "清河镇人…");
    }
}
