//! Charts: a few fixed shapes as SVG. Each has a title and a description for those who do not see it, and stands beside a
//! table of the same numbers. Lengths are thousandths of a whole, drawn as per cents of whatever room a page has, so that
//! words keep their size on a phone; they are measured from the exact numbers, which stand beside them as text.

mod bars;
mod changes;
mod progress;
mod strip;

pub use bars::{Bar, bars};
pub use changes::{Change, changes};
pub use progress::{Share, progress};
pub use strip::{Mark, strip};

use kaocheng_syntax::exact::Exact;
use num_traits::{Signed, ToPrimitive};

/// What part of `most` a value is, in thousandths, for the length of a bar alone.
pub fn thousandths(value: &Exact, most: &Exact) -> u32 {
    if !most.is_positive() {
        return 0;
    }
    let part = (value / most * Exact::from_integer(1000.into())).round().to_integer();
    part.to_i64().map_or(0, |part| part.clamp(0, 1000).unsigned_abs() as u32)
}

/// The beginning of a chart of this height in pixels.
fn open(title: &str, about: &str, height: usize) -> String {
    let (title, about) = (escaped(title), escaped(about));
    format!("<svg width=\"100%\" height=\"{height}\" role=\"img\"><title>{title}</title><desc>{about}</desc>")
}

/// Thousandths of a stretch of the width that begins `from` per cent in and is `room` per cent wide, as per cents.
fn percent(part: u32, from: u32, room: u32) -> String {
    let hundredths = from * 100 + part.min(1000) * room / 10;
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// A name at the left, ending `to` per cent in: as much of it as a desk's screen has room for, and as a phone has.
fn name(text: &str, to: u32, y: usize) -> String {
    let mut drawn = String::new();
    for (class, most) in [("long", 18), ("brief", 9)] {
        let short = shortened(text, most);
        drawn.push_str(&format!(
            "<text class=\"{class}\" x=\"{to}%\" dx=\"-8\" y=\"{y}\" text-anchor=\"end\">{short}</text>"
        ));
    }
    drawn
}

/// The first characters of a text, with a sign that there are more; those of ASCII take half the room.
fn shortened(text: &str, most: usize) -> String {
    let wide = |c: char| if c.is_ascii() { 1 } else { 2 };
    if text.chars().map(wide).sum::<usize>() <= most * 2 {
        return escaped(text);
    }
    let mut room = most * 2 - 2;
    let fits = |c: &char| {
        let left = room.checked_sub(wide(*c));
        room = left.unwrap_or_default();
        left.is_some()
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", escaped(&kept))
}

/// Text in an SVG.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use kaocheng_syntax::exact::{ratio, whole};

    #[test]
    fn parts_are_within_the_whole() {
        assert_eq!(thousandths(&ratio(36498, 961), &whole(38)), 999);
        assert_eq!(thousandths(&whole(50), &whole(38)), 1000);
        assert_eq!(thousandths(&whole(-3), &whole(38)), 0);
        assert_eq!(thousandths(&whole(3), &whole(0)), 0);
    }

    #[test]
    fn thousandths_are_places_in_a_stretch() {
        assert_eq!(percent(0, 34, 44), "34.00%");
        assert_eq!(percent(999, 34, 44), "77.95%");
        assert_eq!(percent(5000, 34, 44), "78.00%");
    }

    #[test]
    fn long_names_say_that_there_is_more() {
        assert_eq!(shortened("托育服务", 9), "托育服务");
        assert_eq!(shortened("二、考核内容与计分办法", 9), "二、考核内容与计…");
        assert_eq!(shortened("<<<<<", 2), "&lt;&lt;…");
    }
}
