//! Several documents on one page: found by the lines that count them.

use super::lines::{Line, LineKind};
use super::{DropReason, Dropped};
use crate::numbering::{Numbering, NumberingStyle};
use std::collections::HashMap;

/// The lines of one document.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    /// Its title; empty if there is none.
    pub title: String,
    /// Its first line in the input.
    pub line: usize,
    /// What it holds.
    pub lines: Vec<Line>,
    /// The line that its title was taken from, where it stood above the divider.
    taken: Option<Line>,
}

/// A line that says which document comes next: the words before the count, and how the count is written.
struct Divider {
    at: usize,
    prefix: String,
    count: String,
}

/// Splits the lines of a page.
pub(super) fn pieces(lines: Vec<Line>, dropped: &mut Vec<Dropped>) -> Vec<Piece> {
    let dividers = dividers(&lines);
    if dividers.is_empty() {
        let whole = Piece { line: first_line(&lines), lines, ..Piece::default() };
        return finish(vec![whole], dropped);
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let mut outer = String::new();
    let mut at = 0;
    let mut current = Piece { line: first_line(&lines), ..Piece::default() };
    for divider in &dividers {
        let mut own: Vec<Line> = lines.get(at..divider.at).unwrap_or(&[]).to_vec();
        let taken = if divider.prefix.is_empty() { None } else { take_title(&mut own) };
        let title = taken.as_ref().map(|line| line.text.clone());
        current.lines.append(&mut own);
        close(&mut pieces, current, at == 0, dropped);
        if let Some(title) = &title {
            outer.clone_from(title);
        }
        let name = match title {
            Some(title) => title,
            None if outer.is_empty() || !divider.prefix.is_empty() => divider.count.clone(),
            None => format!("{outer} {}", divider.count),
        };
        if let Some(line) = lines.get(divider.at) {
            dropped.push(Dropped { text: line.text.clone(), line: line.number, reason: DropReason::Divider });
            current = Piece { title: name, line: line.number, lines: Vec::new(), taken };
        } else {
            current = Piece::default();
        }
        at = divider.at + 1;
    }
    current.lines.extend_from_slice(lines.get(at..).unwrap_or(&[]));
    pieces.push(current);
    finish(pieces, dropped)
}

fn close(pieces: &mut Vec<Piece>, piece: Piece, before_first: bool, dropped: &mut Vec<Dropped>) {
    if !before_first {
        pieces.push(piece);
        return;
    }
    for line in piece.lines.into_iter().filter(|l| !matches!(l.kind, LineKind::Blank | LineKind::Dropped)) {
        dropped.push(Dropped { text: line.text, line: line.number, reason: DropReason::BeforeFirst });
    }
}

/// Pieces with words; a document's first line is its title where nothing else is.
fn finish(pieces: Vec<Piece>, dropped: &mut Vec<Dropped>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for mut piece in pieces {
        if !piece.lines.iter().any(|l| !matches!(l.kind, LineKind::Blank | LineKind::Dropped)) {
            // A title without a document is told among what was left out.
            let title = piece.taken.into_iter();
            dropped.extend(title.map(|l| Dropped { text: l.text, line: l.number, reason: DropReason::Divider }));
            continue;
        }
        if piece.title.is_empty() {
            piece.title = own_title(&mut piece.lines).unwrap_or_default();
        }
        out.push(piece);
    }
    out
}

fn first_line(lines: &[Line]) -> usize {
    lines.iter().find(|l| l.kind != LineKind::Blank).map_or(1, |l| l.number)
}

fn is_title(line: &Line) -> bool {
    let words = line.kind == LineKind::Words || line.kind == LineKind::Heading(1);
    let short = line.text.chars().count() <= 60;
    let open = line.text.ends_with(['。', '；', ';', '，', ',', '：', ':', '.']);
    words
        && short
        && !open
        && Numbering::of(&line.text).is_none()
        && !crate::document::kind::speaks_of_points(&line.text)
}

/// The last line before a divider, when it can be the title of what follows.
fn take_title(lines: &mut Vec<Line>) -> Option<Line> {
    let at = lines.iter().rposition(|l| l.kind != LineKind::Blank)?;
    // A title stands directly above its divider.
    (at + 1 == lines.len() && lines.get(at).is_some_and(is_title)).then(|| lines.remove(at))
}

fn own_title(lines: &mut Vec<Line>) -> Option<String> {
    let front = |l: &Line| l.kind == LineKind::Whole && l.text.starts_with("---");
    let at = lines.iter().position(|l| !matches!(l.kind, LineKind::Blank | LineKind::Dropped) && !front(l))?;
    lines.get(at).is_some_and(is_title).then(|| lines.remove(at).text)
}

/// Lines such as `… 第二篇` with the same words before the count twice or more, and lines that are only `第2篇`.
fn dividers(lines: &[Line]) -> Vec<Divider> {
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, l)| l.kind == LineKind::Words) {
        if line.text.chars().count() > 120 {
            continue;
        }
        let start = line.text.rfind('第').unwrap_or(line.text.len());
        let count = line.text.get(start..).unwrap_or("");
        let counted =
            Numbering::of(count).is_some_and(|n| n.style == NumberingStyle::Counter('篇') && n.rest == count.len());
        if counted {
            let prefix = line.text.get(..start).unwrap_or("").trim().to_owned();
            found.push(Divider { at, prefix, count: count.to_owned() });
        }
    }
    let mut prefixes: HashMap<String, usize> = HashMap::new();
    for divider in &found {
        *prefixes.entry(divider.prefix.clone()).or_default() += 1;
    }
    found.retain(|d| prefixes.get(&d.prefix).copied().unwrap_or(0) >= 2);
    found
}
