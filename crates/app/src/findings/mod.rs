//! Findings about a scheme, for people and for programs: place, heading trail, message, and what would settle it.

mod group;
mod snippet;

pub use group::{Block, group};
pub use snippet::{render, renderer};

use crate::message::{self, Lang};
use kaocheng_compile::check::identity;
use kaocheng_syntax::diagnostic::{Diagnostic, Severity};
use kaocheng_syntax::document::Document;
use kaocheng_syntax::span::Span;
use serde_json::{Value as Json, json};

/// The scheme that findings are about.
pub struct Scheme<'a> {
    /// Its file, as the person named it.
    pub path: &'a str,
    /// What was read.
    pub document: &'a Document,
}

/// Line and column of a place, both from 1; columns count characters.
pub fn line_and_column(source: &str, at: usize) -> (usize, usize) {
    let before = source.get(..at).unwrap_or(source);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |n| n + 1);
    let column = before.get(start..).map_or(0, |t| t.chars().count()) + 1;
    (line, column)
}

/// The headings above a place in one line.
pub fn trail(document: &Document, span: Span) -> String {
    document.trail(span).join(" › ")
}

/// A finding for programs.
pub fn json(diagnostic: &Diagnostic, scheme: &Scheme, lang: Lang) -> Json {
    let source = &scheme.document.source;
    let (line, column) = line_and_column(source, diagnostic.span.start);
    let details: serde_json::Map<String, Json> =
        diagnostic.details.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
    let fixes: Vec<Json> = diagnostic
        .fixes
        .iter()
        .map(|f| json!({ "start": f.span.start, "end": f.span.end, "replacement": f.replacement }))
        .collect();
    json!({
        "code": diagnostic.code,
        "name": identity(scheme.document, diagnostic),
        "severity": message::severity(diagnostic.severity),
        "message": message::words(diagnostic, lang),
        "file": scheme.path,
        "line": line,
        "column": column,
        "trail": scheme.document.trail(diagnostic.span),
        "text": diagnostic.span.of(source),
        "details": details,
        "fixes": fixes,
    })
}

/// How many there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Open questions.
    pub questions: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Counts {
    /// Counts blocks: the same question asked at many places is one.
    pub fn of(blocks: &[Block]) -> Counts {
        let count = |severity| blocks.iter().filter(|b| b.first().severity == severity).count();
        Counts {
            errors: count(Severity::Error),
            questions: count(Severity::Question),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters_from_one() {
        let source = "一\n二三四";
        assert_eq!(line_and_column(source, 0), (1, 1));
        assert_eq!(line_and_column(source, source.find('四').unwrap()), (2, 3));
        assert_eq!(line_and_column(source, 999), (2, 4));
    }
}
