//! One sheet: fills by conditional formats, notes by reference.

use super::styles::Fills;
use super::{Mark, notes, parts::Parts};
use crate::problem::{Kind, column_name};
use kaocheng_syntax::diagnostic::Severity;
use std::collections::BTreeMap;

/// What a conditional format of ours says, always true: by it an earlier marking is known. `N` of a text is 0 everywhere.
const OURS: &str = "N(\"kaocheng\")=0";

/// What comes after conditional formats in a sheet.
const AFTER_FORMATS: &[&str] = &[
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
];

/// What comes after the reference to the drawing of notes.
const AFTER_NOTES: &[&str] = &[
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
];

/// Marks the cells of a sheet, after taking away what an earlier marking left.
pub(super) fn mark(
    parts: &mut Parts,
    part: &str,
    marks: &[(u32, u32, &Mark)],
    fills: Option<&Fills>,
) -> Result<(), Kind> {
    let (text, outline) = parts.outline(part)?;
    let ours = |r: &std::ops::Range<usize>| {
        let body = text.get(r.clone()).unwrap_or_default();
        body.contains(OURS) || body.contains(&super::escape(OURS))
    };
    let old = outline.children.iter().filter(|(name, place)| name == "conditionalFormatting" && ours(place));
    let mut edits: Vec<_> = old.map(|(_, place)| (place.clone(), String::new())).collect();
    if let Some(fills) = fills.filter(|_| !marks.is_empty()) {
        let at = outline.before(AFTER_FORMATS);
        edits.push((at..at, formats(marks, fills, &outline.prefix)));
    }
    let cells = by_cell(marks);
    let drawing = notes::write(parts, part, &cells)?;
    if let Some(id) = drawing.filter(|_| outline.child("legacyDrawing").is_none()) {
        let at = outline.before(AFTER_NOTES);
        edits.push((at..at, format!("<{}legacyDrawing {} r:id=\"{id}\"/>", outline.prefix, super::list::RELATIONS)));
    }
    if edits.is_empty() { Ok(()) } else { parts.edit(part, &text, edits) }
}

/// The texts of each cell, in the order of the cells.
fn by_cell(marks: &[(u32, u32, &Mark)]) -> BTreeMap<(u32, u32), String> {
    let mut cells: BTreeMap<(u32, u32), String> = BTreeMap::new();
    for (row, column, mark) in marks {
        let text = cells.entry((*row, *column)).or_default();
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&mark.text);
    }
    cells
}

fn formats(marks: &[(u32, u32, &Mark)], fills: &Fills, prefix: &str) -> String {
    let cells = |error: bool| {
        let of = marks.iter().filter(|(_, _, m)| (m.severity == Severity::Error) == error);
        of.map(|(row, column, _)| format!("{}{row}", column_name(*column))).collect::<Vec<_>>()
    };
    let mut out = String::new();
    for (cells, fill, priority) in [(cells(true), fills.error, 1), (cells(false), fills.warning, 2)] {
        // A list of areas in one rule is limited in some programs.
        for some in cells.chunks(200) {
            out.push_str(&always(&some.join(" "), fill, priority, prefix));
        }
    }
    out
}

/// A conditional format that always holds.
pub(super) fn always(area: &str, fill: usize, priority: u32, p: &str) -> String {
    let formula = super::escape(OURS);
    format!(
        "<{p}conditionalFormatting sqref=\"{area}\"><{p}cfRule type=\"expression\" dxfId=\"{fill}\" \
         priority=\"{priority}\"><{p}formula>{formula}</{p}formula></{p}cfRule></{p}conditionalFormatting>"
    )
}
