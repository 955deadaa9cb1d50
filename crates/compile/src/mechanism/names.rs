//! Words of the text → items.

use crate::plan::Plan;
use kaocheng_syntax::numbering::Numbering;

/// Words that a sentence adds to an item's title when it speaks of its score.
const ENDS: [&str; 12] =
    ["考核得分", "得分", "成绩", "分数", "考核", "工作", "项目", "score", "scores", "points", "results", "result"];

/// The items that words can mean: the one of this id or title; else those whose title holds the words or stands in them,
/// the closest first found alone. Only items of the level count (`None`: all).
pub(crate) fn items(plan: &Plan, words: &str, level: Option<&str>) -> Vec<usize> {
    let of_level = |ix: &usize| {
        let own = plan.items.get(*ix).and_then(|i| i.level.as_deref());
        level.is_none() || own.is_none() || own == level
    };
    let all: Vec<usize> = (0..plan.items.len()).filter(of_level).collect();
    let wanted = core(words);
    if wanted.is_empty() {
        return Vec::new();
    }
    let title = |ix: &usize| plan.items.get(*ix).map_or_else(String::new, |i| core(&bare(&i.title)));
    let id = |ix: &&usize| plan.items.get(**ix).is_some_and(|i| folded(&i.id) == folded(words));
    let exact: Vec<usize> = all.iter().filter(id).copied().collect();
    if !exact.is_empty() {
        return exact;
    }
    let equal: Vec<usize> = all.iter().filter(|ix| title(ix) == wanted).copied().collect();
    if !equal.is_empty() {
        return outermost(plan, equal);
    }
    let near = |ix: &&usize| {
        let title = title(ix);
        title.chars().count() > 1 && (wanted.contains(&title) || title.contains(&wanted))
    };
    outermost(plan, all.iter().filter(near).copied().collect())
}

/// Leaves out items that stand below another of the list: one title often repeats the heading above it.
fn outermost(plan: &Plan, items: Vec<usize>) -> Vec<usize> {
    let below = |ix: usize| {
        let mut at = plan.items.get(ix).and_then(|i| i.parent);
        while let Some(above) = at {
            if items.contains(&above) {
                return true;
            }
            at = plan.items.get(above).and_then(|i| i.parent);
        }
        false
    };
    items.iter().copied().filter(|ix| !below(*ix)).collect()
}

/// A title without its number.
fn bare(title: &str) -> String {
    Numbering::of(title).map_or_else(|| title.to_owned(), |n| title.get(n.rest..).unwrap_or(title).to_owned())
}

/// What is left of words without blanks, case, quotation marks and the words around a title.
fn core(words: &str) -> String {
    let folded = folded(words);
    let mut text = folded.as_str();
    loop {
        let shorter = ENDS.iter().find_map(|end| text.strip_suffix(end)).filter(|rest| rest.chars().count() > 1);
        match shorter {
            Some(rest) => text = rest,
            None => return text.to_owned(),
        }
    }
}

/// Words without blanks, case and quotation marks.
pub(super) fn folded(text: &str) -> String {
    let plain = text.chars().filter(|c| !c.is_whitespace() && !crate::plan::QUOTES.contains(c));
    plain.flat_map(char::to_lowercase).collect()
}
