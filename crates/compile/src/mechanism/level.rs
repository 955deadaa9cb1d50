//! Which level of unit a list is about, where a scheme assesses several.

use super::Placed;
use crate::plan::Plan;
use kaocheng_syntax::document::Document;
use kaocheng_syntax::provision::{List, Pick, Ranked, Within};

/// What is known of a list's level.
pub(super) enum Level {
    /// The only one, or the one that sentence or heading names; `None`: the scheme has levels without names.
    Known(Option<String>),
    /// Neither names one; these are assessed.
    Open(Vec<String>),
}

/// The level of a list: the one its sentence names (the level *within* whose units it ranks apart), else the nearest
/// heading above that names one.
pub(super) fn of_list(document: &Document, placed: &Placed, list: &List, plan: &Plan) -> Level {
    let levels = assessed(plan);
    if levels.len() <= 1 {
        return Level::Known(levels.into_iter().next());
    }
    let groups: Vec<&str> = list.picks.iter().filter_map(group).collect();
    let sentence = without(placed.provision.span.of(&document.source), &groups);
    let headings = placed.under.iter().rev().map(|s| s.title.as_str());
    let named = std::iter::once(sentence.as_str()).chain(headings).find_map(|text| only(text, &levels));
    named.map_or(Level::Open(levels), |level| Level::Known(Some(level)))
}

/// The levels that a plan assesses, by name.
pub(super) fn assessed(plan: &Plan) -> Vec<String> {
    let named: Vec<String> = plan.levels.iter().filter_map(|l| l.level.clone()).collect();
    if named.is_empty() { plan.head.level.iter().cloned().collect() } else { named }
}

/// The level each of whose units is ranked apart.
fn group(pick: &Pick) -> Option<&str> {
    match pick {
        Pick::Ranked(Ranked { within: Within::Each(level), .. }) => Some(level),
        _ => None,
    }
}

fn without(text: &str, words: &[&str]) -> String {
    words.iter().filter(|w| !w.is_empty()).fold(text.to_owned(), |text, word| text.replace(word, " "))
}

/// The one level that a text names; a level whose name stands only inside another's does not count.
fn only(text: &str, levels: &[String]) -> Option<String> {
    let mut rest = text.to_lowercase();
    let mut named = Vec::new();
    let mut longest_first: Vec<&String> = levels.iter().collect();
    longest_first.sort_by_key(|l| std::cmp::Reverse(l.len()));
    for level in longest_first {
        let word = level.to_lowercase();
        if !word.is_empty() && rest.contains(&word) {
            rest = rest.replace(&word, " ");
            named.push(level.clone());
        }
    }
    match named.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}
