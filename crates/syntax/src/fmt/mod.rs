//! The canonical form of a scheme: the same document, written as every other is.

mod front;
mod heading;
mod meaning;
mod table;

use crate::document::{front_read, read};
use crate::span::Span;
use pulldown_cmark::{Event, Options, Parser, Tag};

/// Writes `source` in canonical form: front matter in its order, headings in one dress, one blank line between blocks,
/// tables aligned, no blanks at line ends, digits half-width. Sentences stay as they are. What the document means does
/// not change; where that could not be kept the source comes back as it is.
pub fn format(source: &str) -> String {
    let formatted = rewrite(source);
    if formatted == source {
        return formatted;
    }
    // Markdown has corners in which a blank line changes a block; such a document is left to its author.
    let settled = rewrite(&formatted) == formatted && meaning::same(&read(source), &read(&formatted));
    if settled { formatted } else { source.to_owned() }
}

fn rewrite(source: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let place = front_read::find(source);
    let start = match &place {
        Some(place) => {
            parts.push(front::canonical(source, place));
            place.body
        }
        None if source.starts_with('\u{feff}') => '\u{feff}'.len_utf8(),
        None => 0,
    };
    let mut at = start;
    for (block, span) in top_blocks(source, start) {
        // What gives no event, such as the target of a link, stands between the blocks.
        push(&mut parts, plain(source.get(at..span.start.max(at)).unwrap_or("")));
        push(&mut parts, written(source, &block, span));
        at = span.end.max(at);
    }
    push(&mut parts, plain(source.get(at..).unwrap_or("")));
    let mut out = parts.join("\n\n");
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

fn push(parts: &mut Vec<String>, text: String) {
    if !text.trim().is_empty() {
        parts.push(text);
    }
}

/// What a block is, as far as writing it goes.
enum Top {
    Heading(usize),
    Paragraph,
    List,
    Table,
    Verbatim,
    Lines,
}

/// The outermost blocks with their whole lines.
fn top_blocks(source: &str, from: usize) -> Vec<(Top, Span)> {
    let mut blocks = Vec::new();
    let mut depth = 0usize;
    for (event, range) in Parser::new_ext(source.get(from..).unwrap_or(""), Options::ENABLE_TABLES).into_offset_iter() {
        let span = Span::new(range.start + from, range.end + from);
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    blocks.push((top(&tag), whole_lines(source, span, from)));
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Rule if depth == 0 => blocks.push((Top::Lines, whole_lines(source, span, from))),
            _ => {}
        }
    }
    blocks
}

fn top(tag: &Tag<'_>) -> Top {
    match tag {
        Tag::Heading { level, .. } => Top::Heading(*level as usize),
        Tag::Paragraph => Top::Paragraph,
        Tag::List(_) => Top::List,
        Tag::Table(_) => Top::Table,
        Tag::CodeBlock(_) | Tag::HtmlBlock => Top::Verbatim,
        _ => Top::Lines,
    }
}

/// The span grown back to the start of its first line, so that indentation is kept, and without blanks at its end.
fn whole_lines(source: &str, span: Span, from: usize) -> Span {
    let before = source.get(from..span.start).unwrap_or("");
    let start = before.rfind('\n').map_or(from, |n| from + n + 1);
    let blank = source.get(start..span.start).is_some_and(|s| s.trim().is_empty());
    let start = if blank { start } else { span.start };
    Span::new(start, start + source.get(start..span.end).unwrap_or("").trim_end().len())
}

fn written(source: &str, block: &Top, span: Span) -> String {
    let text = span.of(source);
    match block {
        Top::Heading(level) => heading::canonical(source, *level, span),
        Top::Paragraph => sentences(text.trim_start_matches([' ', '\t'])),
        Top::List => sentences(&plain(text)),
        Top::Table => table::canonical(source, span),
        Top::Verbatim => text.to_owned(),
        Top::Lines => plain(text),
    }
}

/// Lines without blanks at their ends, and no two blank lines together. A hard break made of blanks becomes a backslash.
fn plain(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let trimmed = line.trim_end();
        let breaks = line.ends_with("  ") && lines.peek().is_some_and(|next| !next.trim().is_empty());
        if trimmed.is_empty() && out.last().is_none_or(String::is_empty) {
            continue;
        }
        out.push(if breaks && !trimmed.is_empty() && !trimmed.ends_with('\\') {
            format!("{trimmed}\\")
        } else {
            trimmed.to_owned()
        });
    }
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    out.join("\n")
}

/// Plain lines with half-width digits. A digit that would begin a list stays as it is.
fn sentences(text: &str) -> String {
    plain(text).lines().map(half_width_digits).collect::<Vec<_>>().join("\n")
}

fn half_width_digits(line: &str) -> String {
    let indent = line.len() - line.trim_start().len();
    let first = line.get(indent..).unwrap_or("");
    let marker: usize = first.chars().take_while(|c| digit(*c).is_some()).map(char::len_utf8).sum();
    let list = first.get(marker..).is_some_and(|r| r.starts_with(['.', ')']));
    let keep = if list { indent + marker } else { 0 };
    let (head, tail) = line.split_at(keep);
    format!("{head}{}", tail.chars().map(|c| digit(c).unwrap_or(c)).collect::<String>())
}

/// The half-width digit for a digit of either width.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - 0xfee0),
        _ => None,
    }
}
