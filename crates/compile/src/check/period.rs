//! Periods: dates that cannot be read, periods that run backwards, visits before the period is over, data dates outside
//! it.

use super::context::Context;
use jiff::civil::Date;
use kaocheng_syntax::diagnostic::{Diagnostic, Severity};
use kaocheng_syntax::document::{Period, Spanned};

pub(super) fn check(context: &Context) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let front = &context.document.front;
    let period = front.period.as_ref().and_then(|p| read_period(p, &mut found));
    let field = front.field.as_ref().and_then(|p| read_period(p, &mut found));
    if let (Some((_, end)), Some((visit, _)), Some(written)) = (period, field, &front.field)
        && visit <= end
    {
        found.push(
            Diagnostic::warning("field-before-period", written.from.span)
                .with("field", visit.to_string())
                .with("end", end.to_string()),
        );
    }
    for term in &context.document.terms {
        if let Some(written) = &term.data_date {
            found.extend(data_date(written, &term.label.value, period));
        }
    }
    found
}

fn read_period(period: &Period, found: &mut Vec<Diagnostic>) -> Option<(Date, Date)> {
    let mut date = |written: &Spanned<String>, last: bool| match read_date(&written.value, last) {
        Some(date) => Some(date),
        None => {
            found.push(unreadable(written, Severity::Error));
            None
        }
    };
    let (from, to) = (date(&period.from, false), date(&period.to, true));
    let (from, to) = (from?, to?);
    if to < from {
        let span = period.from.span.to(period.to.span);
        found.push(
            Diagnostic::error("period-backwards", span).with("from", from.to_string()).with("to", to.to_string()),
        );
        return None;
    }
    Some((from, to))
}

fn unreadable(written: &Spanned<String>, severity: Severity) -> Diagnostic {
    Diagnostic::new("date-not-read", severity, written.span).with("date", written.value.clone())
}

fn data_date(written: &Spanned<String>, term: &str, period: Option<(Date, Date)>) -> Option<Diagnostic> {
    let Some(date) = read_date(&written.value, true) else {
        return Some(unreadable(written, Severity::Warning).with("term", term));
    };
    let (from, to) = period?;
    if from <= date && date <= to {
        return None;
    }
    let found = Diagnostic::warning("data-date-outside", written.span)
        .with("term", term)
        .with("date", date.to_string())
        .with("from", from.to_string())
        .with("to", to.to_string());
    Some(found)
}

/// A date as people write it: 2016-06-30, 2016/6/30, 2016.6.30, 2016年6月30日, 2016年6月, 2016年底, 2016. A month or a year
/// stands for its last day where a period ends, else for its first.
fn read_date(text: &str, last: bool) -> Option<Date> {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        other => other,
    };
    let text: String = text.chars().map(narrow).filter(|c| !c.is_whitespace()).collect();
    let (text, end_of) = match ["年底", "年末"].iter().find_map(|w| text.strip_suffix(w)) {
        Some(year) => (year.to_owned(), true),
        None => (text, last),
    };
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月', '日', '—', '–']).filter(|p| !p.is_empty()).collect();
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
    use super::read_date;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in ["2026-06-30", "2026/6/30", "2026.6.30", "2026年6月30日", "２０２６年６月", "2026-06"] {
            assert_eq!(read_date(text, true).map(|d| d.to_string()).as_deref(), Some("2026-06-30"), "{text}");
        }
        assert_eq!(read_date("2025年底", false).map(|d| d.to_string()).as_deref(), Some("2025-12-31"));
        assert_eq!(read_date("2026年6月", false).map(|d| d.to_string()).as_deref(), Some("2026-06-01"));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "2026-13-01", "2026-02-30", "20XX-01-01", "上年末", "12", "2026-1-2-3"] {
            assert_eq!(read_date(text, true), None, "{text}");
        }
    }
}
