//! The draft as Markdown.

use super::outline::DraftBlock;
use crate::clause::Language;

/// Deeper headings than Markdown has become paragraphs.
const DEEPEST: usize = 5;

/// Writes blocks under a title.
pub(super) fn markdown(title: &str, blocks: &[DraftBlock]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let front = blocks.iter().position(|b| matches!(b, DraftBlock::Whole(text) if text.starts_with("---")));
    if let Some(DraftBlock::Whole(text)) = front.and_then(|at| blocks.get(at)) {
        parts.push(text.clone());
    }
    if !title.is_empty() {
        parts.push(format!("# {}", escaped(title)));
    }
    let text: String = blocks.iter().filter_map(words).collect();
    let chinese = Language::of(&text) == Language::Chinese;
    for block in blocks.iter().enumerate().filter(|(at, _)| Some(*at) != front).map(|(_, block)| block) {
        match block {
            DraftBlock::Heading(level, text) if *level <= DEEPEST => {
                parts.push(format!("{} {}", "#".repeat(level + 1), escaped(text)));
            }
            DraftBlock::Heading(_, text) | DraftBlock::Paragraph(text) => parts.push(paragraph(text)),
            DraftBlock::Whole(text) => parts.push(text.clone()),
            DraftBlock::Dropped(text) => {
                let words = if chinese { "移出" } else { "moved out" };
                parts.push(format!("<!-- {words}: {} -->", comment(text)));
            }
        }
    }
    let mut out = parts.join("\n\n");
    out.push('\n');
    out
}

fn words(block: &DraftBlock) -> Option<&str> {
    match block {
        DraftBlock::Heading(_, text) | DraftBlock::Paragraph(text) => Some(text),
        _ => None,
    }
}

/// Text that cannot end a comment.
pub(super) fn comment(text: &str) -> String {
    text.replace("--", "- -").replace('>', "＞")
}

/// A paragraph whose first characters are words, not Markdown. A number stays what it is: it says which part this is.
fn paragraph(text: &str) -> String {
    let body = escaped(text);
    let bullet = text.starts_with("- ");
    if !bullet && body.starts_with(['#', '>', '+', '-', '=', '~', '|']) { format!("\\{body}") } else { body }
}

/// Text without the signs that Markdown would take for markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let markup = match c {
            '*' | '`' | '_' => true,
            '<' => chars.peek().is_some_and(|n| n.is_ascii_alphabetic() || matches!(n, '!' | '/' | '?')),
            '\\' => chars.peek().is_some_and(char::is_ascii_punctuation),
            '&' => chars.peek().is_some_and(|n| n.is_ascii_alphabetic() || *n == '#'),
            ']' => chars.peek().is_some_and(|n| matches!(n, '(' | '[' | ':')),
            _ => false,
        };
        if markup {
            out.push('\\');
        }
        // A line break inside a paragraph would be taken for a blank.
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}
