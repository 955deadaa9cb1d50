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
    let end = section.children.iter().map(|c| c.span.start).min().unwrap_or(section.span.end);
    let own = Span::new(section.heading.end, end.max(section.heading.end));
    let mut all = split(&context.document.source, own);
    all.retain(|s| !section.quotes.iter().any(|q| q.span.contains(s.span)));
    all
}

/// The sentences before the first section: a title and what stands under it.
pub(super) fn preamble<'a>(context: &Context<'a>) -> Vec<Sentence<'a>> {
    let source: &'a str = &context.document.source;
    let start = context.document.front.span.end;
    let end = context.document.sections.iter().map(|s| s.span.start).min().unwrap_or(source.len());
    split(source, Span::new(start, end.max(start)))
}

fn split(source: &str, own: Span) -> Vec<Sentence<'_>> {
    let mut found = Vec::new();
    let mut start = own.start;
    let text = own.of(source);
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        let stops = matches!(c, '。' | '；' | ';' | '！' | '\n' | '|') || (c == '.' && text[after..].starts_with(' '));
        if stops {
            found.extend(sentence(source, Span::new(start, own.start + at)));
            start = own.start + after;
        }
    }
    found.extend(sentence(source, Span::new(start, own.end)));
    found
}

fn sentence(source: &str, span: Span) -> Option<Sentence<'_>> {
    let raw = span.of(source);
    let text = raw.trim();
    let start = span.start + (raw.len() - raw.trim_start().len());
    let quoted = text.is_empty() || text.starts_with('>');
    (!quoted).then(|| Sentence { text, span: Span::new(start, start + text.len()) })
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
