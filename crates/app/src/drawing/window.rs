//! The days of a field window, as the scheme or the command line says them.

use super::rule::agreed;
use crate::message::{Failure, Lang};
use crate::phrase;
use kaocheng_compile::date;
use kaocheng_compile::plan::Plan;

/// The longest field window that is planned, in days.
const MOST_DAYS: usize = 366;

/// The days in order, each as `2016-07-26`; none where nobody says.
pub fn days(told: Option<&str>, plan: &Plan, lang: Lang) -> Result<Vec<String>, Failure> {
    let field = plan.head.field.as_ref().map(|(first, last)| format!("{first}..{last}"));
    let window = agreed("--days", told.map(str::to_owned), field, lang)?;
    window.map(|w| days_of(&w, lang)).transpose().map(Option::unwrap_or_default)
}

fn days_of(window: &str, lang: Lang) -> Result<Vec<String>, Failure> {
    let wrong = || Failure::Usage(phrase::DRAW_DAYS.with(lang, &[("text", &window)]));
    let day = |text: &str| date::day(text).ok_or_else(wrong);
    let (first, last) = window.split_once("..").ok_or_else(wrong)?;
    let (first, last) = (day(first)?, day(last)?);
    let all: Vec<String> = first
        .series(jiff::Span::new().days(1))
        .take(MOST_DAYS + 1)
        .take_while(|d| *d <= last)
        .map(|d| d.to_string())
        .collect();
    if all.is_empty() || all.len() > MOST_DAYS { Err(wrong()) } else { Ok(all) }
}
