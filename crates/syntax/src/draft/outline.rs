//! Typed numbers → heading levels, and numbered sentences → heading and body.

use super::lines::{Line, LineKind};
use crate::document::amount::amount;
use crate::document::heading::Heading;
use crate::document::kind::speaks_of_points;
use crate::document::mapped::MappedText;
use crate::document::width::fold;
use crate::numbering::{Numbering, NumberingStyle};
use std::collections::{HashMap, HashSet};

/// A block of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DraftBlock {
    /// A heading and its level below the title, from 1.
    Heading(usize, String),
    /// A paragraph.
    Paragraph(String),
    /// Markdown that goes through as it is.
    Whole(String),
    /// Words that were moved out here.
    Dropped(String),
}

/// What stands on one level of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rank {
    /// A heading that the input marks.
    Marked(usize),
    /// Numbers of one style.
    Typed(NumberingStyle),
}

/// A paragraph with its place in the outline.
struct Entry {
    line: Line,
    rank: Option<Rank>,
    /// How many ranks stand above it.
    depth: usize,
    /// What its number opens, if it is a heading, and what follows as body.
    split: Option<(String, String)>,
}

/// Arranges paragraphs.
pub(super) fn outline(lines: Vec<Line>) -> Vec<DraftBlock> {
    let mut entries = ranked(lines);
    settle_headings(&mut entries);
    demote_lists(&mut entries);
    let mut blocks = Vec::new();
    // The depths of the headings that are open.
    let mut open: Vec<usize> = Vec::new();
    // Items made of one line wait until the words of their parent are over.
    let mut waiting: Vec<DraftBlock> = Vec::new();
    for entry in entries {
        match entry.line.kind {
            LineKind::Whole => blocks.push(DraftBlock::Whole(entry.line.text)),
            LineKind::Dropped => blocks.push(DraftBlock::Dropped(entry.line.text)),
            LineKind::Blank => {}
            LineKind::Words | LineKind::Heading(_) => match entry.split {
                None => paragraph(entry.line.text, open.len(), &mut blocks, &mut waiting),
                Some((heading, body)) => {
                    blocks.append(&mut waiting);
                    open.retain(|depth| *depth < entry.depth);
                    open.push(entry.depth);
                    blocks.push(DraftBlock::Heading(open.len(), heading));
                    if !body.is_empty() {
                        paragraph(body, open.len(), &mut blocks, &mut waiting);
                    }
                }
            },
        }
    }
    blocks.append(&mut waiting);
    blocks
}

/// Takes back headings among scoring sentences of their own style: where 1、 and 3、 say what is lost, 2、 with its
/// parts is one more of them, and a limit after them holds for all.
fn demote_lists(entries: &mut [Entry]) {
    let mut above: Vec<usize> = Vec::new();
    let mut groups: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
    let mut parents: Vec<Option<usize>> = Vec::with_capacity(entries.len());
    for (i, entry) in entries.iter().enumerate() {
        let Some(Rank::Typed(_)) = entry.rank else {
            parents.push(None);
            if entry.rank.is_some() {
                above.clear();
            }
            continue;
        };
        above.retain(|a| entries.get(*a).is_some_and(|e| e.depth < entry.depth));
        let parent = above.last().copied();
        parents.push(parent);
        groups.entry(parent).or_default().push(i);
        above.push(i);
    }
    let mut demoted: HashSet<usize> = HashSet::new();
    for (_, group) in groups.iter().filter(|(parent, _)| parent.is_some()) {
        let members = || group.iter().filter_map(|i| entries.get(*i));
        let pointed = members().any(|e| e.split.as_ref().is_some_and(|(h, _)| has_points(h)));
        let scoring = members().filter(|e| e.split.is_none()).any(|e| speaks_of_points(&e.line.text));
        if scoring && !pointed {
            demoted.extend(group);
        }
    }
    for i in 0..entries.len() {
        let inside = parents.get(i).copied().flatten().is_some_and(|p| demoted.contains(&p));
        let Some(entry) = entries.get_mut(i) else { continue };
        let plain = entry.split.as_ref().is_some_and(|(h, _)| !has_points(h));
        if inside && plain {
            demoted.insert(i);
        }
        if demoted.contains(&i) && plain {
            entry.split = None;
        }
    }
}

fn has_points(heading: &str) -> bool {
    let mut text = MappedText::default();
    text.verbatim(heading, 0);
    Heading::read(&text, &mut Vec::new()).points.is_some()
}

/// Gives every paragraph its rank: styles of numbers in the order in which they are first seen, one below the other.
fn ranked(lines: Vec<Line>) -> Vec<Entry> {
    let mut stack: Vec<(Rank, Numbering)> = Vec::new();
    let nothing =
        Numbering { style: NumberingStyle::Arabic, value: Vec::new(), as_letter: None, start: 0, end: 0, rest: 0 };
    let mut entries = Vec::with_capacity(lines.len());
    for line in lines {
        let numbering = match line.kind {
            LineKind::Words => Numbering::of(&line.text).map(|n| n.after(stack.last().map(|s| &s.1))),
            _ => None,
        };
        let rank = match (&line.kind, &numbering) {
            (LineKind::Heading(level), _) => Some(Rank::Marked(*level)),
            (LineKind::Words, Some(found)) => Some(Rank::Typed(found.style)),
            _ => None,
        };
        if let Some(rank) = rank {
            match rank {
                Rank::Marked(level) => {
                    let outer = stack.iter().position(|(r, _)| !matches!(r, Rank::Marked(l) if *l < level));
                    stack.truncate(outer.unwrap_or(stack.len()));
                }
                Rank::Typed(_) => {
                    if let Some(at) = stack.iter().position(|(r, _)| *r == rank) {
                        stack.truncate(at);
                    }
                }
            }
            stack.push((rank, numbering.unwrap_or_else(|| nothing.clone())));
        }
        let depth = stack.len().saturating_sub(1);
        entries.push(Entry { line, rank, depth, split: None });
    }
    entries
}

/// Decides which numbered paragraphs are headings.
fn settle_headings(entries: &mut [Entry]) {
    // Whether a deeper number follows before the next of the same depth: read from the end.
    let mut below: Vec<bool> = vec![false; entries.len()];
    let mut next_depth: Option<usize> = None;
    for (i, entry) in entries.iter().enumerate().rev() {
        if entry.rank.is_some() {
            if let Some(slot) = below.get_mut(i) {
                *slot = next_depth.is_some_and(|d| d > entry.depth);
            }
            next_depth = Some(entry.depth);
        }
    }
    for (entry, below) in entries.iter_mut().zip(below) {
        entry.split = match entry.rank {
            None => None,
            Some(Rank::Marked(_)) => Some((entry.line.text.clone(), String::new())),
            Some(Rank::Typed(_)) => split(&entry.line.text, below),
        };
    }
}

/// The longest heading without points.
const LONGEST: usize = 40;
/// How far into a paragraph its own points may stand.
const POINTS_WITHIN: usize = 200;

/// The heading and the body of a numbered paragraph; `None` if it is all body.
fn split(text: &str, below: bool) -> Option<(String, String)> {
    if let Some((heading, body)) = at_points(text) {
        return Some((heading, body));
    }
    let count = text.chars().count();
    let sentence = text.ends_with(['。', '；', ';', '.', '，', ',']) || text.contains('。');
    if count <= LONGEST && !sentence {
        return Some((text.to_owned(), String::new()));
    }
    // 三、时间及样本点 调查时间自…: a short title, a blank, a sentence.
    let numbering = Numbering::of(text)?;
    let rest = text.get(numbering.rest..)?;
    if let Some((title, body)) = rest.split_once([' ', '\u{3000}']) {
        let short = (2..=20).contains(&title.chars().count());
        let plain = !title.contains(['，', ',', '。', '；', ';', '、', '(', '（']) && !title.is_ascii();
        if short && plain && body.chars().count() > 10 {
            let head = text.get(..numbering.rest + title.len())?;
            return Some((head.trim().to_owned(), body.trim().to_owned()));
        }
    }
    // (一)加强领导。要…: a short title before the first stop, and numbered paragraphs or a longer text below.
    let (title, body) = text.split_once('。').unwrap_or((text, ""));
    if below && title.chars().count() <= LONGEST && !speaks_of_points(title) {
        return Some((title.to_owned(), body.trim().to_owned()));
    }
    (below && !speaks_of_points(text)).then(|| (text.to_owned(), String::new()))
}

/// Splits a paragraph after the first bracket that holds points, if they are the paragraph's own.
fn at_points(text: &str) -> Option<(String, String)> {
    let chars: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, fold(c))).collect();
    for (i, (_, c)) in chars.iter().enumerate().take(POINTS_WITHIN) {
        if !matches!(c, '(' | '【') {
            continue;
        }
        let close = chars.iter().skip(i).position(|(_, c)| matches!(c, ')' | '】')).map(|p| p + i)?;
        let inner: Vec<char> = chars.get(i + 1..close)?.iter().map(|(_, c)| *c).collect();
        if amount(&inner, true).is_none() {
            continue;
        }
        let (start, end) = (chars.get(i)?.0, chars.get(close + 1).map_or(text.len(), |(at, _)| *at));
        let title = text.get(..start)?;
        if gives_points(title) {
            return None;
        }
        // …制度计(20分): the verb is said by the bracket.
        let title = title.trim_end().trim_end_matches(['计', '得']);
        let heading = format!("{title}{}", text.get(start..end)?);
        let body = text
            .get(end..)?
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(fold(c), '。' | ',' | ';' | ':' | '.'));
        return Some((heading, body.trim().to_owned()));
    }
    None
}

/// Whether words before a bracket already give points: 计5分, 扣2分.
fn gives_points(text: &str) -> bool {
    let chars: Vec<char> = text.chars().map(fold).collect();
    chars.iter().enumerate().any(|(i, c)| {
        *c == '分' && {
            let digits =
                chars.get(..i).unwrap_or(&[]).iter().rev().take_while(|c| c.is_ascii_digit() || **c == '.').count();
            let verb = i.checked_sub(digits + 1).and_then(|v| chars.get(v));
            digits > 0 && verb.is_some_and(|v| "计得加扣减奖".contains(*v))
        }
    })
}

/// Adds a paragraph. One without a number that is nothing but parts with points becomes as many headings.
fn paragraph(text: String, open: usize, blocks: &mut Vec<DraftBlock>, waiting: &mut Vec<DraftBlock>) {
    let parts: Vec<&str> = text.split(['；', ';', '。']).map(str::trim).filter(|p| !p.is_empty()).collect();
    if parts.len() > 1 && parts.iter().all(|p| is_item(p)) {
        waiting.extend(parts.into_iter().map(|p| DraftBlock::Heading(open + 1, p.to_owned())));
    } else {
        blocks.push(DraftBlock::Paragraph(text));
    }
}

/// 上半年考核(30分): a short title and its points, nothing else.
fn is_item(part: &str) -> bool {
    let mut text = MappedText::default();
    text.verbatim(part, 0);
    let heading = Heading::read(&text, &mut Vec::new());
    let whole = part.ends_with([')', '）', '】']);
    whole
        && heading.points.is_some()
        && !gives_points(part)
        && heading.title.chars().count() <= LONGEST
        && !part.contains(['，', ','])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(lines: &[&str]) -> Vec<(usize, String)> {
        let lines = lines.iter().enumerate().map(|(i, l)| Line::words(l, i + 1)).collect();
        let found = outline(lines).into_iter().filter_map(|b| match b {
            DraftBlock::Heading(level, text) => Some((level, text)),
            _ => None,
        });
        found.collect()
    }

    #[test]
    fn levels_follow_the_styles_and_restart() {
        let found = headings(&[
            "一、内容",
            "(一)组织(50分)",
            "1、领导(30分)",
            "⑴会议(10分)。每次计2分。",
            "(2)制度(20分)",
            "①建制(8分),其中2部门各计4分。",
            "②落实(12分)",
            "2、队伍(20分)",
            "(1)人数(20分)",
            "(二)经费(50分)",
            "二、纪律",
        ]);
        let levels: Vec<usize> = found.iter().map(|f| f.0).collect();
        assert_eq!(levels, [1, 2, 3, 4, 4, 5, 5, 3, 4, 2, 1]);
        assert_eq!(found[3].1, "⑴会议(10分)");
    }

    #[test]
    fn sentences_and_lists_of_sentences_are_body() {
        assert_eq!(
            headings(&["一、加分", "1、获省级表彰的,加3分;", "2、获市级表彰的,加1分。"]),
            [(1, "一、加分".to_owned())]
        );
    }

    #[test]
    fn a_short_line_among_scoring_sentences_is_one_of_them() {
        let found =
            headings(&["(二)减分", "1、迟报的,扣1分。", "2、重大事件", "(1)瞒报的,扣6分;", "3、漏报的,扣2分。"]);
        assert_eq!(found, [(1, "(二)减分".to_owned())]);
    }

    #[test]
    fn parts_with_points_in_one_line_become_items() {
        let found = headings(&["1、抽查(75分)", "年中抽查(30分);年末抽查(45分)。"]);
        assert_eq!(found.iter().map(|f| f.0).collect::<Vec<_>>(), [1, 2, 2]);
    }

    #[test]
    fn the_verb_before_the_bracket_is_left_out() {
        assert_eq!(at_points("①建立通报制度计(20分),其中,五部门各计4分。").unwrap().0, "①建立通报制度(20分)");
        assert_eq!(at_points("按时报送计5分(有文件的计3分)(10分)"), None);
    }
}
