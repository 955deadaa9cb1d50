//! Numbers that no score depends on, and counts that the text itself does not keep.

use super::mapped::MappedText;
use super::nodes::Node;
use super::width::fold;
use crate::clause::{Role, Token};
use crate::diagnostic::Diagnostic;
use crate::numbering::{Numbering, NumberingStyle, chinese_number, is_chinese_numeral};
use crate::span::Span;

/// Notes every number of `text` that stands outside the scoring sentences, so that every number is accounted for.
pub(crate) fn unscored_numbers(source: &str, text: &MappedText, tokens: &[Token], diagnostics: &mut Vec<Diagnostic>) {
    let mut scored: Vec<Span> = tokens.iter().filter(|t| t.role != Role::Prose).map(|t| t.span).collect();
    scored.sort();
    let covered = |span: Span| {
        let after = scored.partition_point(|s| s.start <= span.start);
        after.checked_sub(1).and_then(|i| scored.get(i)).is_some_and(|s| s.end > span.start)
    };
    let mut offset = 0;
    for line in text.text.split_inclusive('\n') {
        let skip = Numbering::of(line).map_or(0, |n| n.end);
        for (start, end) in numbers(line).into_iter().filter(|(start, _)| *start >= skip) {
            let span = text.source(Span::new(offset + start, offset + end));
            if !covered(span) {
                diagnostics.push(Diagnostic::note("unscored-number", span).with("number", span.of(source)));
            }
        }
        offset += line.len();
    }
}

/// Runs of digits, with the points and commas inside them and the percent sign after.
fn numbers(line: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, c) in line.char_indices() {
        let end = at + c.len_utf8();
        let next = line.get(end..).and_then(|r| r.chars().next()).map(fold);
        let open = found.last_mut().filter(|f| f.1 == at);
        match (fold(c), open) {
            (d, Some(number)) if d.is_ascii_digit() || d == '%' => number.1 = end,
            ('.' | ',', Some(number)) if next.is_some_and(|c| c.is_ascii_digit()) => number.1 = end,
            (d, None) if d.is_ascii_digit() => found.push((at, end)),
            _ => {}
        }
    }
    found
}

/// 四个强化 over three numbered parts: notes the count that the parts do not keep.
pub(crate) fn count_mismatch(source: &str, nodes: &[Node], i: usize, diagnostics: &mut Vec<Diagnostic>) {
    let Some(node) = nodes.get(i) else { return };
    let listed = listed(node).filter(|(_, parts)| *parts > 1);
    let children = nodes.iter().skip(i + 1).take_while(|n| n.line.start < node.span.end);
    let numbered = children.filter(|n| n.parent == Some(i) && n.heading.numbering.is_some()).count();
    let (text, declared, parts) = match (declared(&node.heading.words.text), listed) {
        (Some(found), _) if numbered > 1 => (&node.heading.words, found, numbered),
        (Some(found), Some((_, parts))) => (&node.heading.words, found, parts),
        (None, Some((intro, parts))) => match declared(intro.of(&node.text.text)) {
            Some((span, count)) => (&node.text, (span.shifted(intro.start), count), parts),
            None => return,
        },
        _ => return,
    };
    let (place, count) = declared;
    if usize::try_from(count).is_ok_and(|c| c != parts) {
        let span = text.source(place);
        let note = Diagnostic::note("count-mismatch", span).with("declared", span.of(source));
        diagnostics.push(note.with("count", count.to_string()).with("found", parts.to_string()));
    }
}

/// 四个…, 三项…: the last count of things at the head of a list.
fn declared(text: &str) -> Option<(Span, u32)> {
    let chars: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, fold(c))).collect();
    let mut found = None;
    for (i, (at, c)) in chars.iter().enumerate() {
        if !matches!(c, '个' | '项' | '条' | '大' | '点') {
            continue;
        }
        let mut start = i;
        while start > 0 && chars.get(start - 1).is_some_and(|(_, c)| is_chinese_numeral(*c) || c.is_ascii_digit()) {
            start -= 1;
        }
        let digits: Vec<char> = chars.get(start..i)?.iter().map(|(_, c)| *c).collect();
        let ordinal = start > 0 && chars.get(start - 1).is_some_and(|(_, c)| *c == '第' || *c == '.');
        let count = match digits.first() {
            Some(d) if d.is_ascii_digit() => digits.iter().collect::<String>().parse().ok(),
            _ => chinese_number(&digits),
        };
        if let Some(count) = count.filter(|c| (2..=20).contains(c) && !ordinal) {
            let from = chars.get(start).map_or(*at, |(at, _)| *at);
            found = Some((Span::new(from, at + c.len_utf8()), count));
        }
    }
    found
}

/// The first run of numbered lines in a node's text: where its introduction stands, and how many parts it has.
fn listed(node: &Node) -> Option<(Span, usize)> {
    let mut offset = 0;
    let mut previous = Span::default();
    let mut style: Option<NumberingStyle> = None;
    let mut intro = Span::default();
    let mut parts = 0;
    for line in node.text.text.split('\n') {
        let span = Span::new(offset, offset + line.len());
        offset = span.end + 1;
        match (Numbering::of(line), style) {
            (Some(found), None) if found.last() == 1 => {
                style = Some(found.style);
                intro = previous;
                parts = 1;
            }
            (Some(found), Some(open)) if found.style == open && found.last() as usize == parts + 1 => parts += 1,
            (Some(found), Some(open)) if found.style == open => break,
            _ => {}
        }
        previous = span;
    }
    style.map(|_| (intro, parts))
}
