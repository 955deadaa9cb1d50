//! How a finding is confirmed: `reported independently by at least 3 people and verified`.

use crate::provision::number;
use crate::provision::rule::{Route, RouteKind};
use crate::provision::text::{Range, Text};

/// Whether a piece opens a list of routes.
pub(in crate::provision) fn opens(words: &str) -> bool {
    let lower = words.to_lowercase();
    let about = ["confirmed", "confirmation", "verified", "established"].iter().any(|w| lower.contains(w));
    about && (lower.ends_with(':') || lower.contains("one of these") || lower.contains("one of the following"))
}

/// Whether words say that something was verified.
pub(in crate::provision) fn verified(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["verified", "confirmed", "established", "found true", "proved", "found by", "found in"]
        .iter()
        .any(|w| lower.contains(w))
}

/// Reads a route. It must say that the finding was verified, and how it came up.
pub(in crate::provision) fn read(text: &Text, range: Range, number: u32) -> Option<Route> {
    let words = text.str(range);
    let lower = words.to_lowercase();
    if !verified(&words) {
        return None;
    }
    let has = |all: &[&str]| all.iter().any(|w| lower.contains(w));
    let kind = if has(&["independently", "separately", "each on their own"]) {
        RouteKind::Reports { least: reporters(text, range)? }
    } else if has(&["assigned", "referred", "instructed", "superior", "higher authority", "handed down"]) {
        RouteKind::Assignment
    } else if has(&["complaint", "letter", "petition", "hotline", "tip-off", "report from the public"]) {
        RouteKind::Complaint
    } else if has(&["inspection", "survey", "check", "audit", "visit", "supervision"]) {
        RouteKind::Inspection
    } else {
        return None;
    };
    Some(Route { number, kind, words })
}

/// `at least 3 people`, `three or more people`.
fn reporters(text: &Text, range: Range) -> Option<u32> {
    (range.0..range.1).find_map(|at| {
        let (end, least) = number::whole(text, at, range.1)?;
        let after = text.str((end, (end + 12).min(range.1))).to_lowercase();
        let before = text.str((at.saturating_sub(16), at)).to_lowercase();
        let bound =
            before.ends_with("at least") || before.ends_with("no fewer than") || before.ends_with("not fewer than");
        (bound || after.starts_with("or more")).then_some(least)
    })
}
