//! One heading line: `### (5)经费投入(30分) {#funding}`.

use crate::document::blocks::{Block, blocks};
use crate::document::heading::Heading;
use crate::document::mapped::MappedText;
use crate::document::width::{fold, is_wide, normalise};
use crate::numbering::{Numbering, NumberingStyle};
use crate::span::Span;

/// The canonical form of the heading of `level` at `span`. The words of the title keep their markup.
pub(super) fn canonical(source: &str, level: usize, span: Span) -> String {
    let line = span.of(source);
    let hashes = "#".repeat(level);
    let Some((text, heading)) = parts(line) else { return super::plain(line) };
    let content = content(line);
    if content.of(line).contains('\n') {
        return super::plain(line);
    }
    let body = write(line, content, &text, &heading).unwrap_or_else(|| content.of(line).to_owned());
    format!("{hashes} {body}").trim_end().to_owned()
}

/// The heading's text and parts, read from its own line.
fn parts(line: &str) -> Option<(MappedText, Heading)> {
    match blocks(line, 0).into_iter().next()? {
        Block::Heading { text, .. } => {
            let heading = Heading::read(&text, &mut Vec::new());
            Some((text, heading))
        }
        _ => None,
    }
}

/// The line without its hashes, or the lines above the underline.
fn content(line: &str) -> Span {
    let start = line.len() - line.trim_start().len();
    let rest = line.get(start..).unwrap_or("");
    if !rest.starts_with('#') {
        let end = rest.trim_end().rfind('\n').map_or(rest.len(), |n| rest.get(..n).map_or(0, |t| t.trim_end().len()));
        return Span::new(start, start + end);
    }
    let inner = rest.trim_start_matches('#');
    let from = start + (rest.len() - inner.trim_start().len());
    let words = line.get(from..).unwrap_or("").trim_end();
    let closed = words.trim_end_matches('#');
    let end = if closed.ends_with([' ', '\t']) || closed.is_empty() { closed.trim_end().len() } else { words.len() };
    Span::new(from, from + end)
}

/// Puts number, title, points and attributes together; `None` where markup stands in the way.
fn write(line: &str, content: Span, text: &MappedText, heading: &Heading) -> Option<String> {
    let mut at = content.start;
    let mut out = String::new();
    if let Some(number) = &heading.numbering {
        let place = text.source(Span::new(number.start, number.end));
        line.get(at..place.start)?.trim().is_empty().then_some(())?;
        out.push_str(&dressed(number, place.of(line)));
        at = place.end;
        let next = line.get(at..)?.trim_start().chars().next();
        let tight = next.is_some_and(is_wide)
            && !out.ends_with(['.', ':'])
            && !matches!(number.style, NumberingStyle::Counter(_));
        let mark = matches!(number.style, NumberingStyle::Circled);
        if !tight && !mark && next.is_some() {
            out.push(' ');
        }
    }
    let mut end = content.end;
    let mut tail = String::new();
    if line.get(..end)?.ends_with(['}', '｝']) && (heading.id.is_some() || !heading.attributes.is_empty()) {
        end = line.get(..end)?.rfind(['{', '｛'])?;
        tail = attributes(heading);
    }
    if let Some(points) = &heading.points {
        let after = line.get(points.span.end..end)?.trim();
        let words = heading.words.source_end().max(at);
        if matches!(after, "" | "。" | ";" | "；" | ":" | "：" | "." | ",") && words <= points.span.start {
            let before = line
                .get(at..points.span.start)?
                .trim_end_matches(|c: char| c.is_whitespace() || matches!(fold(c), ':' | '-' | ','));
            // A dash or colon inside emphasis is not the points' own.
            (before.len() + at >= words).then_some(())?;
            let title = before.trim_start();
            out.push_str(title);
            out.push_str(&dressed_points(points.span.of(line), title));
            return Some(format!("{out}{tail}"));
        }
    }
    out.push_str(line.get(at..end)?.trim());
    Some(format!("{out}{tail}"))
}

/// A number in half-width dress: `(5)` for ⑸ and （5）, `5.` for ⒌. The style stays what it is.
fn dressed(number: &Numbering, printed: &str) -> String {
    let value = number.last();
    let sign = printed.chars().count() <= 2 && !printed.is_ascii();
    match number.style {
        NumberingStyle::ArabicBracket => format!("({value})"),
        NumberingStyle::Arabic if sign && fold(printed.chars().next().unwrap_or(' ')).is_alphanumeric() => {
            let folded: String = printed.chars().map(fold).collect();
            if folded.is_ascii() || folded.contains('、') { folded } else { format!("{value}.") }
        }
        NumberingStyle::Arabic if sign => format!("{value}."),
        _ => normalise(printed).replace("( ", "(").replace(" )", ")"),
    }
}

fn dressed_points(printed: &str, title: &str) -> String {
    let inner = normalise(printed);
    let inner = inner.trim_start_matches(['(', '【', '[', '〔']).trim_end_matches([')', '】', ']', '〕']).trim();
    let blank =
        if title.chars().next_back().is_some_and(|c| !is_wide(c)) && !inner.chars().any(is_wide) { " " } else { "" };
    format!("{blank}({inner})")
}

fn attributes(heading: &Heading) -> String {
    let mut words: Vec<String> = heading.id.iter().map(|id| format!("#{}", id.value)).collect();
    for attribute in &heading.attributes {
        let value = &attribute.setting.value.value;
        let quoted = if value.contains(' ') { format!("\"{value}\"") } else { value.clone() };
        words.push(format!("{}={quoted}", attribute.setting.name.value));
    }
    format!(" {{{}}}", words.join(" "))
}
