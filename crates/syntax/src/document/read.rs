//! Source text → [`Document`].

use super::blocks::{Block, blocks};
use super::columns::TableUse;
use super::kind::{self, Signs};
use super::mapped::MappedText;
use super::nodes::{Node, Nodes, nodes};
use super::section::{Section, SectionKind, Table, TableCell};
use super::{Document, body, front_read, ids, placeholder, prose, term_table};
use crate::clause::{Language, Reading};
use crate::diagnostic::Diagnostic;
use crate::provision::{self, Provision};
use crate::span::Span;

/// Reads bytes as they come from a file. Bytes that are not UTF-8 give one diagnostic, at the first of them, and nothing
/// else is read.
pub fn read_bytes(bytes: &[u8]) -> Document {
    let error = match std::str::from_utf8(bytes) {
        Ok(source) => return read(source),
        Err(error) => error,
    };
    let good = bytes.get(..error.valid_up_to()).unwrap_or(&[]);
    let line = good.iter().filter(|b| **b == b'\n').count() + 1;
    let source = String::from_utf8_lossy(bytes).into_owned();
    let start = good.len();
    let end = source.get(start..).and_then(|r| r.chars().next()).map_or(start, |c| start + c.len_utf8());
    let likely = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "UTF-16",
        _ => "GB18030",
    };
    let finding =
        Diagnostic::error("not-utf8", Span::new(start, end)).with("line", line.to_string()).with("likely", likely);
    Document { source, diagnostics: vec![finding], ..Document::default() }
}

/// Reads a scheme. Never fails: what is not understood is in the document's diagnostics.
pub fn read(source: &str) -> Document {
    let mut diagnostics = Vec::new();
    let (mut front, body) = front_read::read(source, &mut diagnostics);
    placeholder::report(source, front.span, &mut diagnostics);
    let blocks = blocks(source, body);
    report_blocks(source, &blocks, &mut diagnostics);
    let Nodes { all: nodes, title } = nodes(blocks, body, source.len(), &mut diagnostics);
    front.title = front.title.or(title);
    let mut terms = Vec::new();
    for (usage, table) in nodes.iter().flat_map(|n| &n.tables) {
        if let TableUse::Terms(columns) = usage {
            term_table::read(table, columns, &mut terms, &mut diagnostics);
        }
    }
    let language = front.language.as_ref().map(|l| l.value);
    let issuer = front.issuer.as_ref().map(|i| i.value.as_str());
    let sections = sections(source, nodes, language, issuer, &mut diagnostics);
    diagnostics.sort_by_key(|d| d.span.start);
    Document { source: source.to_owned(), front, sections, terms, diagnostics }
}

/// Placeholders everywhere, and points in places that nothing reads.
fn report_blocks(source: &str, blocks: &[Block], diagnostics: &mut Vec<Diagnostic>) {
    for block in blocks {
        match block {
            Block::Heading { .. } | Block::Quote(_) => {}
            Block::Text { text } => {
                let place = Span::new(text.source_start(), text.source_end());
                placeholder::report(source, place, diagnostics);
            }
            Block::Table(table) => placeholder::report(source, table.span, diagnostics),
            Block::Code { indented, span } if kind::speaks_of_points(span.of(source)) => {
                let form = if *indented { "indented" } else { "fenced" };
                diagnostics.push(Diagnostic::error("code-block-not-read", *span).with("form", form));
            }
            Block::Code { .. } => {}
            Block::Html { span } => diagnostics.push(Diagnostic::warning("html-not-read", *span)),
        }
    }
}

/// Builds the tree of sections.
fn sections(
    source: &str,
    mut nodes: Vec<Node>,
    language: Option<Language>,
    issuer: Option<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Section> {
    let ids = ids::ids(&nodes, diagnostics);
    let words = words_above(&nodes);
    let mut beside: Vec<(Vec<Provision>, MappedText)> = Vec::with_capacity(nodes.len());
    let settled = kinds(&nodes, &[]);
    for (node, kind) in nodes.iter_mut().zip(settled) {
        let (mut provisions, own) = body::provisions(node, kind, language, diagnostics);
        provisions.extend(body::lists(node, kind, language, diagnostics));
        provisions.sort_by_key(|p| p.span.start);
        beside.push((provisions, own));
    }
    let items = nodes.iter().filter(|n| n.heading.points.is_some());
    let titles: Vec<&str> = items.map(|n| n.heading.title.as_str()).collect();
    beside.iter_mut().flat_map(|(p, _)| p).for_each(|p| provision::settle(p, &titles, issuer));
    let mut readings: Vec<Reading> = Vec::with_capacity(nodes.len());
    for ((node, words), (_, own)) in nodes.iter().zip(&words).zip(&beside) {
        readings.push(body::read(node, own, *words, language, diagnostics));
    }
    let kinds = kinds(&nodes, &readings);
    for i in 0..nodes.len() {
        let (Some(node), Some(reading), Some(kind), Some((_, own))) =
            (nodes.get(i), readings.get_mut(i), kinds.get(i), beside.get(i))
        else {
            continue;
        };
        settle_findings(source, (node, own), reading, *kind, diagnostics);
        prose::count_mismatch(source, &nodes, i, diagnostics);
    }
    let parents: Vec<Option<usize>> = nodes.iter().map(|n| n.parent).collect();
    let flat = nodes.into_iter().zip(readings).zip(kinds).zip(ids).zip(beside).map(
        |((((node, reading), kind), id), (provisions, _))| Section { provisions, ..section(node, reading, kind, id) },
    );
    nest(flat.collect(), &parents)
}

/// The kind that the words of every node, or of the nearest above it, name.
fn words_above(nodes: &[Node]) -> Vec<Option<SectionKind>> {
    let mut found: Vec<Option<SectionKind>> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let above = node.parent.and_then(|p| found.get(p).copied().flatten());
        found.push(kind::by_words(&node.heading.title).or(above));
    }
    found
}

fn kinds(nodes: &[Node], readings: &[Reading]) -> Vec<SectionKind> {
    let mut below = vec![false; nodes.len()];
    for (i, node) in nodes.iter().enumerate().rev() {
        let holds = node.heading.points.is_some() || below.get(i).copied().unwrap_or(false);
        if let Some(slot) = node.parent.filter(|_| holds).and_then(|p| below.get_mut(p)) {
            *slot = true;
        }
    }
    let mut kinds: Vec<SectionKind> = Vec::with_capacity(nodes.len());
    let mut inside: Vec<bool> = Vec::with_capacity(nodes.len());
    for (i, node) in nodes.iter().enumerate() {
        let above = node.parent.and_then(|p| kinds.get(p)).copied().unwrap_or_default();
        let inside_item = node.parent.and_then(|p| inside.get(p)).copied().unwrap_or(false);
        let points = node.heading.points.is_some();
        let points_below = below.get(i).copied().unwrap_or(false);
        let signs = Signs { words: kind::by_words(&node.heading.title), points, points_below, above, inside_item };
        let mut kind = kind::settle(signs);
        // A section beside items that says how points are earned is an item whose points are missing.
        let scored = readings.get(i).is_some_and(|r| !r.clauses.is_empty());
        if kind == SectionKind::Prose && scored && above == SectionKind::Item {
            kind = SectionKind::Item;
        }
        kinds.push(kind);
        inside.push(inside_item || (points && kind == SectionKind::Item));
    }
    kinds
}

/// Keeps a reading's findings where sentences score, and notes scoring words where they do not.
fn settle_findings(
    source: &str,
    (node, own): (&Node, &MappedText),
    reading: &mut Reading,
    kind: SectionKind,
    diagnostics: &mut Vec<Diagnostic>,
) {
    placeholder_in(source, node, diagnostics);
    if kind::scores(kind) {
        diagnostics.extend(reading.diagnostics.iter().cloned());
    } else {
        reading.diagnostics.clear();
        let text = Span::new(own.source_start(), own.source_end());
        if reading.scoring && text.end > text.start {
            diagnostics
                .push(Diagnostic::note("scoring-outside-item", text).with("section", node.heading.title.clone()));
        }
    }
    prose::unscored_numbers(source, &node.heading.words, &[], diagnostics);
    prose::unscored_numbers(source, own, &reading.tokens, diagnostics);
    for (_, table) in node.tables.iter().filter(|(usage, _)| *usage == TableUse::Other) {
        let text = table.span.of(source);
        if kind::scores(kind) && (kind::speaks_of_points(text) || text.chars().any(char::is_numeric)) {
            diagnostics.push(Diagnostic::warning("table-not-used", table.span));
        } else {
            for cell in table.header.iter().chain(table.rows.iter().flat_map(|r| &r.cells)) {
                prose::unscored_numbers(source, &cell.text, &[], diagnostics);
            }
        }
    }
}

fn placeholder_in(source: &str, node: &Node, diagnostics: &mut Vec<Diagnostic>) {
    if !node.row && !node.heading.words.text.is_empty() {
        let words = &node.heading.words;
        placeholder::report(source, Span::new(words.source_start(), words.source_end()), diagnostics);
    }
}

fn section(node: Node, reading: Reading, kind: SectionKind, id: String) -> Section {
    let cell = |c: super::blocks::RawCell| TableCell { text: c.text.text, span: c.span };
    let others = node.tables.into_iter().filter(|(usage, _)| *usage == TableUse::Other);
    let tables = others.map(|(_, table)| Table {
        span: table.span,
        header: table.header.into_iter().map(cell).collect(),
        rows: table.rows.into_iter().map(|r| r.cells.into_iter().map(cell).collect()).collect(),
    });
    Section {
        id,
        number: node.heading.number,
        title: node.heading.title,
        heading: node.line,
        span: node.span,
        points: node.heading.points,
        kind,
        attributes: node.heading.attributes,
        reading,
        provisions: Vec::new(),
        quotes: node.quotes,
        tables: tables.collect(),
        children: Vec::new(),
    }
}

/// Puts every section under its parent. The first, the text before all headings, stays only if something would be lost.
fn nest(flat: Vec<Section>, parents: &[Option<usize>]) -> Vec<Section> {
    let mut open: Vec<Option<Section>> = flat.into_iter().map(Some).collect();
    let mut roots = Vec::new();
    for i in (0..open.len()).rev() {
        let Some(mut section) = open.get_mut(i).and_then(Option::take) else { continue };
        section.children.reverse();
        match parents.get(i).copied().flatten().and_then(|p| open.get_mut(p)).and_then(Option::as_mut) {
            Some(parent) => parent.children.push(section),
            None if i == 0
                && !section.reading.scoring
                && section.tables.is_empty()
                && section.provisions.is_empty() => {}
            None => roots.push(section),
        }
    }
    roots.reverse();
    roots
}
