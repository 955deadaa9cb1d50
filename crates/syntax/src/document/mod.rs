//! Markdown → [`Document`]: front matter, the tree of sections and items, terms, and the reading of every item's text.
//!
//! Reading a document never fails. What is not understood is in `diagnostics`, with its place.

pub(crate) mod amount;
pub(crate) mod blocks;
mod body;
mod columns;
mod formula;
mod front;
pub(crate) mod front_read;
mod front_value;
pub(crate) mod heading;
mod ids;
pub(crate) mod kind;
mod level_table;
pub(crate) mod mapped;
mod nodes;
mod placeholder;
mod prose;
mod range;
mod read;
mod section;
pub(crate) mod shift;
mod term;
mod term_table;
pub(crate) mod width;
mod yaml;

pub use front::{FrontMatter, Period, PolicySetting};
pub(crate) use kind::speaks_of_points;
pub use read::{read, read_bytes};
pub use section::{Attribute, Points, PointsUnit, Quote, Section, SectionKind, Table, TableCell};
pub use term::{Term, TermExpr};

use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place in the document.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value` as it stands at `span`.
    pub fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }
}

/// A scheme as it is written.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The text that every span points into.
    pub source: String,
    /// What no sentence says: code, level, rounds, policies.
    pub front: FrontMatter,
    /// The sections of the first level, in text order.
    pub sections: Vec<Section>,
    /// The terms of all term tables.
    pub terms: Vec<Term>,
    /// What did not read, the findings of every scoring section's reading included, in text order.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// The headings above a place, outermost first, numbering included: `["五、考核内容", "(一)责任落实", "(5)事业费投入"]`.
    pub fn trail(&self, at: Span) -> Vec<String> {
        let mut trail = Vec::new();
        let mut level = &self.sections;
        while let Some(section) = level.iter().find(|s| s.span.contains(at)) {
            trail.push(section.numbered_title());
            level = &section.children;
        }
        trail
    }

    /// Every section, parents before children, in text order.
    pub fn walk(&self) -> Vec<&Section> {
        fn into<'a>(sections: &'a [Section], all: &mut Vec<&'a Section>) {
            for section in sections {
                all.push(section);
                into(&section.children, all);
            }
        }
        let mut all = Vec::new();
        into(&self.sections, &mut all);
        all
    }
}
