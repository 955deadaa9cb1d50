//! The sentences of a section's own text: what the checks on wording look at.

use super::context::Context;
use kaocheng_syntax::clause::Role;
use kaocheng_syntax::document::Section;
use kaocheng_syntax::span::Span;

/// One sentence of a section, block quotes and sub-sections left out.
pub(super) struct Sentence<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
}

/// The sentences that stand directly under a heading.
pub(super) fn sentences<'a>(context: &Context<'a>, section: &Section) -> Vec<Sentence<'a>> {
    let source: &'a str = &context.document.source;
    let end = section.children.iter().map(|c| c.span.start).min().unwrap_or(section.span.end);
    let own = Span::new(section.heading.end, end.max(section.heading.end));
    let mut found = Vec::new();
    let mut start = own.start;
    let text = own.of(source);
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        let stops = matches!(c, '。' | '；' | ';' | '！' | '\n' | '|') || (c == '.' && text[after..].starts_with(' '));
        if stops {
            push(source, section, Span::new(start, own.start + at), &mut found);
            start = own.start + after;
        }
    }
    push(source, section, Span::new(start, own.end), &mut found);
    found
}

fn push<'a>(source: &'a str, section: &Section, span: Span, found: &mut Vec<Sentence<'a>>) {
    let raw = span.of(source);
    let text = raw.trim();
    let quoted = section.quotes.iter().any(|q| q.span.contains(span)) || text.starts_with('>');
    if text.is_empty() || quoted {
        return;
    }
    let start = span.start + (raw.len() - raw.trim_start().len());
    found.push(Sentence { text, span: Span::new(start, start + text.len()) });
}

impl Sentence<'_> {
    /// Whether no clause and no input of the section comes from these characters.
    pub(super) fn is_unused(&self, section: &Section) -> bool {
        let meets = |s: Span| s.start < self.span.end && self.span.start < s.end;
        let reading = &section.reading;
        let clause = reading.clauses.iter().any(|c| meets(c.span));
        let token = reading.tokens.iter().any(|t| meets(t.span) && !matches!(t.role, Role::Prose | Role::Punctuation));
        !clause && !token
    }

    /// The first of some words that the sentence holds, case aside.
    pub(super) fn holds_any<'w>(&self, words: &[&'w str]) -> Option<&'w str> {
        let lower = self.text.to_lowercase();
        words.iter().find(|w| holds_word(&lower, w)).copied()
    }
}

/// Whether a text holds a word; a Latin one only as a word of its own.
fn holds_word(text: &str, word: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphabetic();
    let mut from = 0;
    while let Some(at) = text[from..].find(word) {
        let (start, end) = (from + at, from + at + word.len());
        let joined_before = word.starts_with(latin) && text[..start].ends_with(latin);
        let joined_after = word.ends_with(latin) && text[end..].starts_with(latin);
        if !joined_before && !joined_after {
            return true;
        }
        from = end;
    }
    false
}

/// What clauses say in a section's own text is scored; these kinds of section carry it.
pub(super) fn is_scored(section: &Section) -> bool {
    use kaocheng_syntax::document::SectionKind as K;
    matches!(section.kind, K::Item | K::Bonus | K::Deduction | K::Veto)
}
