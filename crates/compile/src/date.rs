//! Dates as people write them → days.

use jiff::civil::Date;

/// A whole day as people write it; a month or a year is no day, 2026年底 is the last of its year.
pub fn day(text: &str) -> Option<Date> {
    read(text, false).filter(|day| read(text, true) == Some(*day))
}

/// A date as people write it: 2016-06-30, 2016/6/30, 2016.6.30, 2016年6月30日, 2016年6月, 2016年底, 2016. A month or a year
/// stands for its last day where a period ends (`last`), else for its first. `None` for anything else.
pub fn read(text: &str, last: bool) -> Option<Date> {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        other => other,
    };
    let text: String = text.chars().map(narrow).filter(|c| !c.is_whitespace()).collect();
    let (text, end_of) = match ["年底", "年末"].iter().find_map(|w| text.strip_suffix(w)) {
        Some(year) => (year.to_owned(), true),
        None => (text, last),
    };
    let parts: Vec<&str> =
        text.split(['-', '－', '/', '／', '.', '．', '年', '月', '日', '—', '–']).filter(|p| !p.is_empty()).collect();
    let number = |ix: usize| parts.get(ix).map(|p| p.parse::<i16>().ok());
    let year = number(0)??;
    if !(1900..=2200).contains(&year) || parts.len() > 3 {
        return None;
    }
    let month = match number(1) {
        Some(month) => i8::try_from(month?).ok()?,
        None => return Date::new(year, if end_of { 12 } else { 1 }, if end_of { 31 } else { 1 }).ok(),
    };
    match number(2) {
        Some(day) => Date::new(year, month, i8::try_from(day?).ok()?).ok(),
        None => Date::new(year, month, 1).ok().map(|d| if end_of { d.last_of_month() } else { d }),
    }
}

#[cfg(test)]
mod tests {
    use super::{day, read};

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in ["2026-06-30", "2026/6/30", "2026.6.30", "2026年6月30日", "２０２６年６月", "2026-06"] {
            assert_eq!(read(text, true).map(|d| d.to_string()).as_deref(), Some("2026-06-30"), "{text}");
        }
        assert_eq!(read("2025年底", false).map(|d| d.to_string()).as_deref(), Some("2025-12-31"));
        assert_eq!(read("2026年6月", false).map(|d| d.to_string()).as_deref(), Some("2026-06-01"));
    }

    #[test]
    fn a_day_has_a_year_a_month_and_a_day() {
        for text in ["2026-06-30", "2026/6/30", "2026年6月30日", "２０２６－６－３０"] {
            assert_eq!(day(text).map(|d| d.to_string()).as_deref(), Some("2026-06-30"), "{text}");
        }
        for text in ["", "2026-06", "26-06-30", "2026-02-30", "6/30/2026", "tomorrow"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "2026-13-01", "2026-02-30", "20XX-01-01", "上年末", "12", "2026-1-2-3"] {
            assert_eq!(read(text, true), None, "{text}");
        }
    }
}
