//! A table with its columns aligned on screen.

use super::half_width_digits;
use crate::span::Span;
use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd};
use unicode_width::UnicodeWidthStr;

/// The canonical form of the table at `span`.
pub(super) fn canonical(source: &str, span: Span) -> String {
    let text = span.of(source);
    match rows(text) {
        Some((alignments, rows)) => align(&alignments, &rows),
        None => super::plain(text),
    }
}

/// The raw text of every cell; `None` when a row has more cells than the head, which the table itself would lose.
fn rows(text: &str) -> Option<(Vec<Alignment>, Vec<Vec<String>>)> {
    let mut alignments = Vec::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut widest = 0;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Table(found)) if alignments.is_empty() => alignments = found,
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                rows.push(Vec::new());
                let line = text.get(range)?.trim();
                widest = widest.max(bars(line));
            }
            Event::Start(Tag::TableCell) => {
                let raw = text.get(range)?.trim_matches(['|', ' ', '\t', '\n', '\r']);
                // An escaped bar at the end keeps its bar.
                let raw = if raw.ends_with('\\') { format!("{raw}|") } else { raw.to_owned() };
                rows.last_mut()?.push(half_width_digits(&raw));
            }
            Event::End(TagEnd::Table) => break,
            _ => {}
        }
    }
    (!alignments.is_empty() && widest <= alignments.len() + 1).then_some((alignments, rows))
}

/// How many bars a row has, were it to begin and end with one.
fn bars(line: &str) -> usize {
    let mut count = 0;
    let mut escaped = false;
    for c in line.chars() {
        count += usize::from(c == '|' && !escaped);
        escaped = c == '\\' && !escaped;
    }
    count + usize::from(!line.starts_with('|')) + usize::from(!line.ends_with('|') || line.ends_with("\\|"))
}

fn align(alignments: &[Alignment], rows: &[Vec<String>]) -> String {
    let wide = |cell: &str| cell.width();
    let mut widths: Vec<usize> = vec![3; alignments.len()];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(wide(cell));
        }
    }
    let mut lines = Vec::with_capacity(rows.len() + 1);
    for (i, row) in rows.iter().enumerate() {
        let empty = String::new();
        let cells = widths.iter().enumerate().map(|(column, width)| {
            let cell = row.get(column).unwrap_or(&empty);
            format!("{cell}{}", " ".repeat(width.saturating_sub(wide(cell))))
        });
        lines.push(format!("| {} |", cells.collect::<Vec<_>>().join(" | ")));
        if i == 0 {
            let rules = widths.iter().zip(alignments).map(|(width, alignment)| rule(*width, *alignment));
            lines.push(format!("| {} |", rules.collect::<Vec<_>>().join(" | ")));
        }
    }
    lines.join("\n")
}

fn rule(width: usize, alignment: Alignment) -> String {
    match alignment {
        Alignment::None => "-".repeat(width),
        Alignment::Left => format!(":{}", "-".repeat(width - 1)),
        Alignment::Right => format!("{}:", "-".repeat(width - 1)),
        Alignment::Center => format!(":{}:", "-".repeat(width - 2)),
    }
}
