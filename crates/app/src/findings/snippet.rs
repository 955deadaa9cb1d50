//! One block of findings as text: message, the line of the scheme it is about, the headings above, and help.

use super::{Block, Scheme, group, line_and_column, trail};
use crate::message::{self, Lang};
use crate::page;
use crate::phrase;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use kaocheng_compile::check::identity;
use kaocheng_syntax::diagnostic::{Diagnostic, Fix, Severity};

/// How many further places of a block are listed.
const LISTED: usize = 6;

/// How findings look: with colours or without, in so many columns.
pub fn renderer(colours: bool, width: usize) -> Renderer {
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(width)
}

/// Renders findings, those that say the same together; what would settle them is said once for each code. `all` lists
/// every place.
pub fn render(diagnostics: &[Diagnostic], scheme: &Scheme, lang: Lang, renderer: &Renderer, all: bool) -> Vec<String> {
    let mut helped: Vec<&str> = Vec::new();
    let mut texts = Vec::new();
    for block in group(diagnostics, lang) {
        let code = block.first().code;
        let first = !helped.contains(&code);
        helped.push(code);
        let help = page::help(code, lang).filter(|_| first);
        texts.push(block_text(&block, scheme, lang, renderer, all, help));
    }
    texts
}

fn block_text(
    block: &Block,
    scheme: &Scheme,
    lang: Lang,
    renderer: &Renderer,
    all: bool,
    help: Option<String>,
) -> String {
    let first = block.first();
    let source = &scheme.document.source;
    let level = level(first.severity, lang);
    let mut group = match window(first, source) {
        Some(window) => {
            let snippet = Snippet::source(window.text).line_start(window.line).path(scheme.path);
            level
                .primary_title(message::words(first, lang))
                .id(first.code)
                .element(snippet.annotation(AnnotationKind::Primary.span(window.range)))
        }
        None => Group::with_title(level.primary_title(message::words(first, lang)).id(first.code)),
    };
    let above = trail(scheme.document, first.span);
    let note = |name: phrase::Phrase, text: String| Level::NOTE.with_name(name.plain(lang)).message(text);
    if !above.is_empty() {
        group = group.element(note(phrase::UNDER, above));
    }
    if !block.others().is_empty() {
        group = group.element(note(phrase::ALSO, also(block, scheme, lang, all)));
    }
    let dismissable = all && matches!(first.severity, Severity::Warning | Severity::Note);
    if dismissable {
        group = group.element(note(phrase::FINDING_NAME, identity(scheme.document, first)));
    }
    let fixes = first.fixes.iter().map(|fix| fix_words(fix, source, lang));
    for help in fixes.chain(help) {
        group = group.element(Level::HELP.with_name(phrase::HELP.plain(lang)).message(help));
    }
    renderer.render(&[group])
}

fn level(severity: Severity, lang: Lang) -> Level<'static> {
    let (level, name) = match severity {
        Severity::Error => (Level::ERROR, phrase::ERROR),
        Severity::Question => (Level::HELP, phrase::QUESTION),
        Severity::Warning => (Level::WARNING, phrase::WARNING),
        Severity::Note => (Level::NOTE, phrase::NOTE),
    };
    level.with_name(name.plain(lang))
}

/// The line of the source that a finding stands in, and its place in it.
struct Window<'a> {
    text: &'a str,
    line: usize,
    range: std::ops::Range<usize>,
}

/// A finding over several lines is shown at the first of them; one without a place is not shown at all.
fn window<'a>(diagnostic: &Diagnostic, source: &'a str) -> Option<Window<'a>> {
    let span = diagnostic.span;
    let covered = source.get(span.start..span.end)?;
    if span.end == 0 {
        return None;
    }
    let lead = covered.len() - covered.trim_start().len();
    let at = if covered.trim().is_empty() { span.start } else { span.start + lead };
    let from = source.get(..at)?.rfind('\n').map_or(0, |n| n + 1);
    let to = source.get(at..)?.find('\n').map_or(source.len(), |n| at + n);
    let text = source.get(from..to)?.trim_end();
    let end = span.end.min(from + text.len()).max(at);
    let range = (at - from).min(text.len())..(end - from).min(text.len());
    Some(Window { text, line: line_and_column(source, at).0, range })
}

/// The other places of a block: lines with the values that differ between them.
fn also(block: &Block, scheme: &Scheme, lang: Lang, all: bool) -> String {
    let others = block.others();
    let shown = if all { others.len() } else { LISTED };
    let mut places: Vec<String> = Vec::new();
    for other in others.iter().take(shown) {
        let (line, _) = line_and_column(&scheme.document.source, other.span.start);
        let gives = other.detail("gives").unwrap_or("");
        let heading = scheme.document.trail(other.span).pop().unwrap_or_default();
        places.push(format!("{line} {heading}{gives}").trim_end().to_owned());
    }
    if others.len() > shown {
        places.push("…".to_owned());
    }
    phrase::PLACES.with(lang, &[("count", &others.len()), ("places", &places.join("; "))])
}

fn fix_words(fix: &Fix, source: &str, lang: Lang) -> String {
    let old = fix.span.of(source);
    let (old, new) = (&old as &dyn std::fmt::Display, &fix.replacement as &dyn std::fmt::Display);
    if fix.span.of(source).is_empty() {
        phrase::FIX_ADD.with(lang, &[("new", new)])
    } else if fix.replacement.is_empty() {
        phrase::FIX_REMOVE.with(lang, &[("old", old)])
    } else {
        phrase::FIX_REPLACE.with(lang, &[("old", old), ("new", new)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kaocheng_syntax::document;
    use kaocheng_syntax::span::Span;

    fn rendered(source: &str, diagnostic: Diagnostic) -> String {
        let document = document::read(source);
        let scheme = Scheme { path: "a.md", document: &document };
        render(&[diagnostic], &scheme, Lang::Zh, &Renderer::plain(), false).concat()
    }

    #[test]
    fn a_finding_shows_line_headings_and_help() {
        let source = "# 方案\n\n## 一、投入(30分)\n\n到位的,计30分。\n";
        let at = source.find("30分)").unwrap();
        let found = Diagnostic::error("x", Span::new(at, at + 5)).fix(Span::new(at, at + 2), "20");
        let text = rendered(source, found);
        assert!(text.contains("a.md:3:"), "{text}");
        assert!(text.contains("## 一、投入(30分)"), "{text}");
        assert!(text.contains("一、投入"), "{text}");
        assert!(text.contains("“30”"), "{text}");
    }

    #[test]
    fn places_out_of_the_text_do_no_harm() {
        for span in [Span::new(0, 0), Span::new(5, 900), Span::new(900, 901), Span::new(1, 2), Span::new(6, 6)] {
            let text = rendered("一二\n三\n", Diagnostic::warning("odd", span));
            assert!(text.contains("odd"), "{text}");
        }
    }
}
