//! How units get on a list: places in a ranking, events, years on another list.

use super::without_article;
use crate::provision::pattern::Pattern;
use crate::provision::rule::{Basis, End, OutsideFact, Pick, Ranked, Within};
use crate::provision::text::{Range, Text};
use std::sync::LazyLock;

/// The units that a subject names: one pick for each way to get on the list.
pub(super) fn read(text: &Text, range: Range) -> Option<Vec<Pick>> {
    // The last five townships, and any township where …
    let parts = alternatives(text, range);
    let apart: Option<Vec<Pick>> = parts.iter().map(|p| one(text, *p)).collect();
    let apart = match apart {
        Some(picks) => Some(one_basis(picks)?),
        None => None,
    };
    apart.or_else(|| one(text, range).map(|pick| vec![pick]))
}

/// `the top two subdistricts and the top three towns in migrant services`: a basis after the last of several rankings may be
/// that of all or of the last alone, so it must stand with each.
fn one_basis(picks: Vec<Pick>) -> Option<Vec<Pick>> {
    let bases = picks.iter().filter_map(|p| match p {
        Pick::Ranked(r) => Some((r.end, r.basis == Basis::Total)),
        _ => None,
    });
    let bases: Vec<(End, bool)> = bases.collect();
    let open =
        bases.len() > 1 && bases.last().is_some_and(|(_, total)| !total) && bases.iter().any(|(_, total)| *total);
    let same = bases.iter().all(|(end, _)| bases.first().is_some_and(|(first, _)| first == end));
    (!(open && same)).then_some(picks)
}

fn one(text: &Text, range: Range) -> Option<Pick> {
    years(text, range).or_else(|| ranked(text, range)).or_else(|| event(text, range))
}

/// Splits at `or`, and at `and` before another subject.
fn alternatives(text: &Text, range: Range) -> Vec<Range> {
    let mut parts = Vec::new();
    let mut from = range.0;
    for at in range.0..range.1 {
        let word = |w: &str| w.chars().enumerate().all(|(i, c)| text.c(at + i) == c);
        let cut = [
            ", and any ",
            " and any ",
            ", or any ",
            " or any ",
            ", and the ",
            " and the last ",
            " and the top ",
            " or townships ",
            " or units ",
            " or counties ",
        ]
        .iter()
        .find(|w| word(w));
        if let Some(words) = cut.filter(|_| at >= from) {
            parts.push(text.trim((from, at)));
            // The words after `and` belong to the next subject.
            let lead = words.find("and ").or(words.find("or ")).unwrap_or(0);
            from = at + lead + if words.contains("and ") { 4 } else { 3 };
        }
    }
    parts.push(text.trim((from, range.1)));
    parts.retain(|p| p.0 < p.1);
    parts.iter().map(|p| trim_commas(text, *p)).collect()
}

/// The range without commas at its ends.
pub(super) fn trim_commas(text: &Text, range: Range) -> Range {
    let mut range = text.trim(range);
    while range.0 < range.1 && matches!(text.before(range.1), ',' | ' ') {
        range.1 -= 1;
    }
    range
}

/// `the top 15 townships`, `the last township of each county`, `the last three townships in public satisfaction`.
fn ranked(text: &Text, range: Range) -> Option<Pick> {
    static FORMS: LazyLock<[Pattern; 3]> = LazyLock::new(|| {
        [
            Pattern::new(
                "[the |][top|best|first|{low:q}] {n:n} {units:q}[ [of|in] each {each:q}| [of|in] every {each:q}| among the {class:q}|][ [in|for|by|on] [the |]{basis:w}|]",
            ),
            Pattern::new(
                "[the |]{n:n} [best|top|{low:q}] {units:q}[ [of|in] each {each:q}| [of|in] every {each:q}| among the {class:q}|][ [in|for|by|on] [the |]{basis:w}|]",
            ),
            Pattern::new(
                "[the |][top|best|first|{low:q}] {units:q}[ [of|in] each {each:q}| [of|in] every {each:q}| among the {class:q}|][ [in|for|by|on] [the |]{basis:w}|]",
            ),
        ]
    });
    FORMS.iter().find_map(|form| {
        let c = form.whole(text, range)?;
        let end = match c.words(text, "low").map(|w| w.to_lowercase()).as_deref() {
            None => End::Top,
            Some("last" | "bottom" | "lowest" | "worst" | "lowest-ranked" | "bottom-ranked" | "last-placed") => {
                End::Bottom
            }
            Some("highest" | "highest-ranked" | "leading" | "first-placed") => End::Top,
            Some(_) => return None,
        };
        let units = c.words(text, "units")?;
        if units.split(' ').count() > 4 || [" that ", " which ", " or ", " and "].iter().any(|w| units.contains(w)) {
            return None;
        }
        let within = match (c.words(text, "each"), c.words(text, "class")) {
            (Some(level), _) => Within::Each(level),
            (_, Some(class)) => Within::Class(class),
            _ => Within::All,
        };
        // What names what happened names no basis.
        let named = c.words(text, "basis");
        let other = |b: &String| [" or ", "which ", " that ", " not "].iter().any(|w| format!("{b} ").contains(w));
        if named.as_ref().is_some_and(other) {
            return None;
        }
        let basis = named.map_or(Basis::Total, |b| basis(&b));
        Some(Pick::Ranked(Ranked { end, count: c.whole("n").unwrap_or(1), basis, within }))
    })
}

/// What a ranking goes by.
fn basis(words: &str) -> Basis {
    let lower = words.to_lowercase();
    let total = ["overall", "total", "whole", "general", "final"].iter().any(|w| lower.starts_with(w));
    let plain = matches!(
        lower.as_str(),
        "ranking" | "assessment" | "city" | "county" | "annual assessment" | "score" | "scores"
    );
    if total || plain { Basis::Total } else { Basis::Item(without_article(words).to_owned()) }
}

/// `a township that has been under Key Support two years running`.
fn years(text: &Text, range: Range) -> Option<Pick> {
    static FORMS: LazyLock<[Pattern; 2]> = LazyLock::new(|| {
        [
            Pattern::new(
                "[a |any |every |each |][{unit:q}|those|units|one] [that |which |][has been|have been|is|are|was|were|stays|stayed|remains] [placed |listed |put |][under |on |as |]{list:q}[,|] [for |]{n:n} years [running|in a row|in succession|on end]",
            ),
            Pattern::new(
                "[a |any |every |each |]{unit:q} [has been|have been|is|are|was|were|stays|stayed|remains] [placed |listed |put |][under |on |as |]{list:q}[,|] [for |]{n:n} [consecutive|successive] years",
            ),
        ]
    });
    FORMS.iter().find_map(|form| {
        let c = form.whole(text, range)?;
        let list = name(&c.words(text, "list")?)?;
        let years = c.whole("n").filter(|n| *n >= 2)?;
        Some(Pick::Years { list, years })
    })
}

/// A unit to which something happened, in the text's own words.
fn event(text: &Text, range: Range) -> Option<Pick> {
    let words = text.str(range);
    let lower = format!(" {} ", words.to_lowercase());
    let relative = [" that ", " which ", " where ", " whose ", " with ", " found ", " without ", " who ", " in which "];
    let named = relative.iter().any(|w| lower.contains(w));
    let fact = OutsideFact { words, span: text.span(range) };
    (named && range.0 < range.1).then_some(Pick::Event(fact))
}

/// The name of a list without quotation marks and article.
pub(super) fn name(words: &str) -> Option<String> {
    let words = words.trim();
    let words = match words.split_once('"').map(|(before, rest)| (before.trim(), rest.split_once('"'))) {
        Some(("" | "the" | "the list" | "list", Some((inside, "" | " list" | " units")))) => inside,
        Some(_) => return None,
        None => without_article(words),
    };
    let words = words.strip_suffix(" list").unwrap_or(words).strip_prefix("list ").unwrap_or(words).trim();
    (!words.is_empty() && words.split(' ').count() <= 8).then(|| words.to_owned())
}
