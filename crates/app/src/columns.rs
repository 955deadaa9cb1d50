//! Text in columns: Chinese characters are two wide, and nothing may stand askew because of it.

use kaocheng_syntax::exact::{Exact, finite_decimal, round_half_up, whole};
use num_traits::{Signed, ToPrimitive, Zero};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How wide a text is on screen.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text with blanks after it, `columns` wide.
pub fn left(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text with blanks before it, `columns` wide.
pub fn right(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text, cut with `…` where it is wider than `columns`.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > columns {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

/// The text on two lines of `columns` each; what does not fit there is cut.
pub fn two_lines(text: &str, columns: usize) -> [String; 2] {
    if width(text) <= columns {
        return [String::new(), text.to_owned()];
    }
    let mut first = String::new();
    for c in text.chars() {
        if width(&first) + c.width().unwrap_or(0) > columns {
            break;
        }
        first.push(c);
    }
    // Latin words stay whole where a blank is near.
    if let Some((whole, _)) = first.rsplit_once(' ').filter(|(w, _)| width(w) * 2 >= columns) {
        first.truncate(whole.len());
    }
    let rest = text.get(first.len()..).unwrap_or("").trim();
    [first, cut(rest, columns)]
}

/// A number to two places: `93.50`.
pub fn two_places(value: &Exact) -> String {
    let text = finite_decimal(&round_half_up(value, 2)).unwrap_or_default();
    match text.split_once('.') {
        None => format!("{text}.00"),
        Some((_, fraction)) if fraction.len() == 1 => format!("{text}0"),
        Some(_) => text,
    }
}

/// A bar of `columns` at most, in eighths of a column, as long as `value` is of `most`.
pub fn bar(value: &Exact, most: &Exact, columns: u32) -> String {
    if !most.is_positive() || !value.is_positive() {
        return String::new();
    }
    let share = (value / most).min(whole(1));
    let eighths = (share * whole(i64::from(columns) * 8)).round().to_integer().to_usize().unwrap_or(0);
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let tail = parts.get(eighths % 8).copied().unwrap_or("");
    let bar = format!("{}{tail}", "█".repeat(eighths / 8));
    if bar.is_empty() && !value.is_zero() { "▏".to_owned() } else { bar }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kaocheng_syntax::exact::ratio;

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(left("镇a", 5), "镇a  ");
        assert_eq!(right("镇", 4), "  镇");
        assert_eq!(cut("责任落实情况", 7), "责任落…");
        assert_eq!(width(&cut("责任落实情况", 8)), 7);
        assert_eq!(cut("责任", 4), "责任");
    }

    #[test]
    fn titles_break_into_two_lines() {
        assert_eq!(two_lines("责任", 4), ["", "责任"]);
        assert_eq!(two_lines("责任落实", 4), ["责任", "落实"]);
        assert_eq!(two_lines("责任落实情况", 5), ["责任", "落实…"]);
        assert_eq!(two_lines("Cases closed on time", 14), ["Cases closed", "on time"]);
    }

    #[test]
    fn numbers_have_two_places_rounded_half_up() {
        for (value, text) in
            [(ratio(93, 1), "93.00"), (ratio(187, 2), "93.50"), (ratio(-1, 8), "-0.13"), (ratio(2, 3), "0.67")]
        {
            assert_eq!(two_places(&value), text);
        }
    }

    #[test]
    fn bars_are_as_long_as_their_share() {
        assert_eq!(bar(&whole(50), &whole(100), 4), "██");
        assert_eq!(bar(&whole(200), &whole(100), 4), "████");
        assert_eq!(bar(&ratio(1, 1000), &whole(100), 4), "▏");
        assert_eq!(bar(&whole(-1), &whole(100), 4), "");
    }
}
