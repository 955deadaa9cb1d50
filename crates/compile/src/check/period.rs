//! Periods: dates that cannot be read, periods that run backwards, visits before the period is over, data dates outside
//! it.

use super::context::Context;
use crate::date;
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
    let mut date = |written: &Spanned<String>, last: bool| match date::read(&written.value, last) {
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
    let Some(date) = date::read(&written.value, true) else {
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
