//! The reading of a section's own text, placed in the document.

use super::columns::TableUse;
use super::level_table;
use super::mapped::{Link, MappedText};
use super::nodes::Node;
use super::section::SectionKind;
use super::shift::place_reading;
use crate::clause::{self, InputRef, Language, Reading, Role};
use crate::diagnostic::Diagnostic;
use crate::provision::{self, Provision};
use crate::span::Span;

/// The text of one item is never longer than this; more is a slip or an attack, and is refused in one piece.
const LONGEST: usize = 1 << 16;

/// Takes the tables of lists of a node: their use changes, and their rows are provisions.
pub(crate) fn lists(
    node: &mut Node,
    kind: SectionKind,
    language: Option<Language>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Provision> {
    let mut provisions = Vec::new();
    if !provision::is_ruling(kind) {
        return provisions;
    }
    for (usage, table) in node.tables.iter_mut().filter(|(usage, _)| *usage == TableUse::Other) {
        let header: Vec<String> = table.header.iter().map(|c| c.text.text.clone()).collect();
        let language = language.unwrap_or_else(|| Language::of(&header.concat()));
        let cells = |row: &super::blocks::RawRow| {
            (row.span, row.cells.iter().map(|c| (c.text.text.clone(), c.span)).collect::<Vec<_>>())
        };
        let rows: Vec<_> = table.rows.iter().map(cells).collect();
        if let Some((found, problems)) = provision::table(&header, &rows, language) {
            *usage = TableUse::Lists;
            provisions.extend(found);
            diagnostics.extend(problems);
        }
    }
    provisions
}

/// What a node's sentences rule beside points, and its text without those sentences.
pub(crate) fn provisions(
    node: &Node,
    kind: SectionKind,
    language: Option<Language>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Provision>, MappedText) {
    let text = &node.text;
    if text.text.trim().is_empty() || text.text.len() > LONGEST {
        return (Vec::new(), text.clone());
    }
    let language = language.unwrap_or_else(|| Language::of(&text.text));
    let context = provision::Context { kind, title: &node.heading.title };
    let mut found = provision::read(&text.text, language, context);
    let to = |span: Span| text.source(span);
    found.provisions.iter_mut().for_each(|p| provision::place(p, &to));
    diagnostics.extend(found.diagnostics.into_iter().map(|d| Diagnostic { span: to(d.span), ..d }));
    (found.provisions, text.without(&found.taken))
}

/// Reads the sentences and scoring tables of a node; `own` are its sentences that may be about points. `words` is the kind
/// that its headings name.
pub(crate) fn read(
    node: &Node,
    own: &MappedText,
    words: Option<SectionKind>,
    language: Option<Language>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Reading {
    let composed = composed(node, words);
    let text = composed.as_ref().unwrap_or(own);
    let mut reading = match text.text.trim() {
        "" => Reading::default(),
        long if long.len() > LONGEST => {
            diagnostics.push(Diagnostic::error("text-too-long", node.line).with("limit", LONGEST.to_string()));
            Reading::default()
        }
        _ => {
            let language = language.unwrap_or_else(|| Language::of(&text.text));
            match words {
                Some(SectionKind::Veto) => clause::read_vetoes(&text.text, language),
                _ => clause::read(&text.text, language),
            }
        }
    };
    link_inputs(&mut reading, &text.links, diagnostics);
    place_reading(&mut reading, &|span| text.source(span));
    for (usage, table) in &node.tables {
        match usage {
            TableUse::Bands(key, gain) => {
                level_table::add(&mut reading, table, (*key, *gain), true, &node.heading.title, diagnostics);
            }
            TableUse::Levels(key, gain) => {
                level_table::add(&mut reading, table, (*key, *gain), false, &node.heading.title, diagnostics);
            }
            _ => {}
        }
    }
    reading
}

/// A row of a bonus or deduction table without criteria says in two cells what a sentence says: 获省级表彰 | 3分.
fn composed(node: &Node, words: Option<SectionKind>) -> Option<MappedText> {
    let gain = node.gain.as_ref().filter(|_| node.text.text.is_empty())?;
    let loss = match words? {
        SectionKind::Bonus => false,
        SectionKind::Deduction => true,
        _ => return None,
    };
    let number = gain.text.trim().trim_start_matches(['+', '-', '−', '—', '加', '扣', '减', '奖']);
    let start = gain.text.find(number)?;
    let number = gain.slice(Span::new(start, start + number.len()));
    let between = Span::new(node.line.end, number.source_start().max(node.line.end));
    let mut text = MappedText::default();
    if Language::of(&node.heading.title) == Language::Chinese {
        text.replaced(&node.heading.title, node.line);
        text.replaced(if loss { "的,扣" } else { "的,加" }, between);
        text.verbatim_from(&number);
        if number.text.ends_with(|c: char| c.is_ascii_digit()) {
            text.replaced("分", Span::new(number.source_end(), number.source_end()));
        }
    } else {
        text.verbatim_from(&number);
        let points = if number.text.contains("point") { "" } else { " points" };
        let verb = if loss { " deducted if " } else { " if " };
        text.replaced(&format!("{points}{verb}{}", node.heading.title), node.line);
    }
    Some(text)
}

/// Gives every link to the input whose words it covers.
fn link_inputs(reading: &mut Reading, links: &[Link], diagnostics: &mut Vec<Diagnostic>) {
    for link in links {
        // A web address or a file is a reference for people, not a term.
        if link.target.contains(['/', ':', '#']) || link.target.ends_with(".md") {
            continue;
        }
        let overlap = |span: Span| span.end.min(link.text.end).saturating_sub(span.start.max(link.text.start));
        let named = reading.inputs.iter().enumerate().map(|(i, input)| (overlap(input.span), i));
        let again = reading.tokens.iter().filter_map(|t| match t.role {
            Role::Input(InputRef(i)) => Some((overlap(t.span), i)),
            _ => None,
        });
        let best = named.chain(again).filter(|(size, _)| *size > 0).max_by_key(|(size, i)| (*size, usize::MAX - i));
        match best.and_then(|(_, i)| reading.inputs.get_mut(i)) {
            Some(input) => input.link = Some(link.target.clone()),
            None => {
                diagnostics.push(Diagnostic::warning("link-not-used", link.source).with("target", link.target.clone()))
            }
        }
    }
}
