//! What is wrong or open in a scheme, a workbook or a figure: data, not text.
//!
//! A diagnostic names its code, its place and its details; the words come from the page of the code in `diagnostics/`,
//! in the reader's language. So no message can exist without its page.

use crate::span::Span;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The scheme or data cannot be used until it is mended.
    Error,
    /// The text leaves something open; the stated default is used until a person decides.
    Question,
    /// It works, but probably not as meant.
    Warning,
    /// Worth knowing; shown on request.
    Note,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The code, which is also the name of its page: `sum-mismatch`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Where, in bytes of the document (or of the sentence when one sentence is read alone).
    pub span: Span,
    /// Details by name, in the words of the message: `("declared", "20")`.
    pub details: Vec<(&'static str, String)>,
    /// Edits that would settle it.
    pub fixes: Vec<Fix>,
}

/// An edit of the source that settles a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What to replace.
    pub span: Span,
    /// What to put there.
    pub replacement: String,
}

impl Diagnostic {
    /// A finding with this code at `span`, without details yet.
    pub fn new(code: &'static str, severity: Severity, span: Span) -> Diagnostic {
        Diagnostic { code, severity, span, details: Vec::new(), fixes: Vec::new() }
    }

    /// An error at `span`.
    pub fn error(code: &'static str, span: Span) -> Diagnostic {
        Diagnostic::new(code, Severity::Error, span)
    }

    /// An open question at `span`.
    pub fn question(code: &'static str, span: Span) -> Diagnostic {
        Diagnostic::new(code, Severity::Question, span)
    }

    /// A warning at `span`.
    pub fn warning(code: &'static str, span: Span) -> Diagnostic {
        Diagnostic::new(code, Severity::Warning, span)
    }

    /// A note at `span`.
    pub fn note(code: &'static str, span: Span) -> Diagnostic {
        Diagnostic::new(code, Severity::Note, span)
    }

    /// The same finding with one more detail.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Diagnostic {
        self.details.push((name, value.into()));
        self
    }

    /// The same finding with an edit that settles it.
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Diagnostic {
        self.fixes.push(Fix { span, replacement: replacement.into() });
        self
    }

    /// The detail called `name`, if there is one.
    pub fn detail(&self, name: &str) -> Option<&str> {
        self.details.iter().find(|(n, _)| *n == name).map(|(_, v)| v.as_str())
    }
}
