//! Marks in the draft every sentence with a scoring word that did not read.

use super::{NotRead, errors, write::comment};
use crate::clause::Language;
use crate::document::read;
use crate::span::Span;

/// Reads `markdown` back and puts a comment above every paragraph in which something did not read.
pub(super) fn unread(markdown: &str) -> (String, Vec<NotRead>) {
    let document = read(markdown);
    let outside = document.diagnostics.iter().filter(|d| d.code == "scoring-outside-item");
    // A paragraph is a line: the mark goes above the line of the finding. A mark inside a table would end it.
    let mut marks: Vec<(usize, Span, &'static str)> = Vec::new();
    for finding in errors(&document).chain(outside) {
        let start = line_start(markdown, finding.span.start);
        marks.push((table_start(markdown, start), finding.span, finding.code));
    }
    marks.sort();
    let mut out = String::with_capacity(markdown.len());
    let mut not_read = Vec::new();
    let mut at = 0;
    let mut line = 1;
    let mut above: Option<(usize, &'static str)> = None;
    let words = if Language::of(markdown) == Language::Chinese { "未读" } else { "not read" };
    for (start, span, code) in marks {
        let before = markdown.get(at..start).unwrap_or("");
        out.push_str(before);
        line += before.matches('\n').count();
        at = start.max(at);
        if above != Some((start, code)) {
            out.push_str(&format!("<!-- {words}: {code}: {} -->\n\n", comment(&short(span.of(markdown)))));
            line += 2;
            above = Some((start, code));
        }
        let inner = markdown.get(start..span.start).unwrap_or("").matches('\n').count();
        not_read.push((span.of(markdown).to_owned(), line + inner, code, start));
    }
    out.push_str(markdown.get(at..).unwrap_or(""));
    // A second mark above the same paragraph moves the paragraph down once more.
    let lines = |start: usize| not_read.iter().filter(|n| n.3 == start).map(|n| n.1).max().unwrap_or(0);
    let moved = not_read.iter().map(|(text, line, code, start)| NotRead {
        text: text.clone(),
        line: (*line).max(lines(*start)),
        code,
    });
    let found = moved.collect();
    (out, found)
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|t| t.rfind('\n')).map_or(0, |n| n + 1)
}

/// The first line of the table that a line belongs to.
fn table_start(text: &str, mut start: usize) -> usize {
    while start > 0 && text.get(start..).is_some_and(|t| t.starts_with('|')) {
        let above = line_start(text, start - 1);
        if !text.get(above..).is_some_and(|t| t.starts_with('|')) {
            break;
        }
        start = above;
    }
    start
}

fn short(text: &str) -> String {
    let line = text.replace('\n', " ");
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or("")),
        None => line,
    }
}
