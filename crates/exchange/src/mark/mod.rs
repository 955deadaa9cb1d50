//! The workbook that came in, handed back: every problem marked in its cell, and a sheet that lists them all.
//!
//! Nothing of the workbook is rewritten. Fills are conditional formats, so no cell and no style changes; notes are added
//! beside the notes that are there; all other parts are copied as they are. Marking a marked workbook first takes the old
//! marks away.

mod list;
mod notes;
mod outline;
mod parts;
mod sheet;
mod styles;

use crate::problem::{Kind, Place};
use crate::workbook::{Limits, book_of};
use kaocheng_syntax::clause::Language;
use kaocheng_syntax::diagnostic::Severity;
use parts::Parts;

/// A problem as it is told to people: the wording is the caller's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where; problems of the whole file are only listed.
    pub place: Place,
    /// How much it matters.
    pub severity: Severity,
    /// What to say.
    pub text: String,
}

/// Gives the workbook back with all problems marked.
pub fn mark_problems(workbook: &[u8], marks: &[Mark], language: Language) -> Result<Vec<u8>, Kind> {
    let limits = Limits::default();
    let mut parts = Parts::open(workbook, &limits)?;
    let book = book_of(parts.package(), &limits)?;
    let fills = match &book.styles {
        Some(part) => Some(styles::add(&mut parts, part)?),
        None => None,
    };
    for tab in book.sheets.iter().filter(|tab| tab.part != list::PART) {
        let here: Vec<(u32, u32, &Mark)> = marks
            .iter()
            .filter(|m| m.place.sheet.as_deref() == Some(tab.name.as_str()))
            .filter_map(|m| Some((m.place.row?, m.place.column.unwrap_or(1), m)))
            .collect();
        sheet::mark(&mut parts, &tab.part, &here, fills.as_ref())?;
    }
    list::add(&mut parts, &book, marks, fills.as_ref(), language)?;
    parts.finish()
}

/// Text as XML content; characters that XML cannot hold are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
