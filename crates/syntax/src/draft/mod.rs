//! A Markdown, web or plain text document → a scheme to work on, with every sentence that did not read marked.
//!
//! Nothing disappears: what is taken for noise of the page is listed with its place and stands in the draft as a comment.

mod html;
mod lines;
mod mark;
mod noise;
mod outline;
mod split;
mod write;

use crate::diagnostic::Diagnostic;
use crate::document::Document;

/// What a document to draft from is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftKind {
    /// Markdown, with or without headings.
    Markdown,
    /// A web page.
    Html,
    /// Text with typed numbers.
    Text,
}

/// The schemes found in one page or file.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// One or several documents, in text order.
    pub documents: Vec<DraftDocument>,
    /// What was moved out as noise.
    pub dropped: Vec<Dropped>,
}

/// One document of a draft.
#[derive(Clone, Debug)]
pub struct DraftDocument {
    /// Its title; empty if the text gives none.
    pub title: String,
    /// The line of the input where it starts, counted from 1.
    pub line: usize,
    /// The scheme; reads back with [`read`](crate::document::read).
    pub markdown: String,
    /// The sentences that hold a scoring word and did not read, each also marked in the Markdown.
    pub not_read: Vec<NotRead>,
}

/// A sentence that did not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRead {
    /// Its words.
    pub text: String,
    /// Its line in the Markdown, counted from 1.
    pub line: usize,
    /// The code of the finding that says why.
    pub code: &'static str,
}

/// Words that were moved out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The words.
    pub text: String,
    /// Their line in the input, counted from 1.
    pub line: usize,
    /// Why.
    pub reason: DropReason,
}

/// Why words were taken for noise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DropReason {
    /// Before the first document of a page that holds several.
    BeforeFirst,
    /// An advertisement or a web address.
    Advertisement,
    /// A line of the page that comes back again and again.
    Repeated,
    /// Menus, forms and footers of a web page.
    Navigation,
    /// A line that only says which document of the page comes next.
    Divider,
}

/// Makes drafts from `input`.
pub fn draft(input: &str, kind: DraftKind) -> Draft {
    let mut dropped = Vec::new();
    let lines = match kind {
        DraftKind::Markdown => lines::markdown(input),
        DraftKind::Text => lines::text(input),
        DraftKind::Html => html::lines(input, &mut dropped),
    };
    let lines = noise::remove(lines, &mut dropped);
    let mut documents = Vec::new();
    for piece in split::pieces(lines, &mut dropped) {
        let blocks = outline::outline(lines::joined(piece.lines));
        let markdown = write::markdown(&piece.title, &blocks);
        let (markdown, not_read) = mark::unread(&markdown);
        documents.push(DraftDocument { title: piece.title, line: piece.line, markdown, not_read });
    }
    dropped.sort_by_key(|d| d.line);
    Draft { documents, dropped }
}

/// The findings of a draft that a person has to look at, most severe first kept in text order.
pub(crate) fn errors(document: &Document) -> impl Iterator<Item = &Diagnostic> {
    document.diagnostics.iter().filter(|d| d.severity == crate::diagnostic::Severity::Error)
}
