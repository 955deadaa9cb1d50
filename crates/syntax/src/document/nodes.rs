//! Blocks → a flat list of sections-to-be, parents before children, with the rows of item tables among them.

use super::amount::amount;
use super::blocks::{Block, RawCell, RawRow, RawTable};
use super::columns::{ItemColumns, TableUse, classify};
use super::heading::Heading;
use super::kind;
use super::mapped::MappedText;
use super::section::{Attribute, Points, PointsUnit, Quote, SectionKind};
use super::{PolicySetting, Spanned, width};
use crate::diagnostic::Diagnostic;
use crate::exact;
use crate::numbering::Numbering;
use crate::span::Span;

/// A section before its kind, id and reading are known.
#[derive(Clone, Debug, Default)]
pub(crate) struct Node {
    /// Depth of the heading; 0 for the text before the first section.
    pub level: usize,
    /// The section above.
    pub parent: Option<usize>,
    /// The heading taken apart.
    pub heading: Heading,
    /// The heading line, or the title cell of a row.
    pub line: Span,
    /// The heading and everything under it.
    pub span: Span,
    /// The section's own sentences as one text.
    pub text: MappedText,
    /// Block quotes.
    pub quotes: Vec<Quote>,
    /// Tables that are not items, with their use.
    pub tables: Vec<(TableUse, RawTable)>,
    /// A row of an item table, or a group of rows.
    pub row: bool,
    /// The points cell of a row without criteria: what a bonus or deduction gives.
    pub gain: Option<MappedText>,
}

/// The nodes of a document, and the title that stands before them.
#[derive(Debug, Default)]
pub(crate) struct Nodes {
    /// The first node is the text before the first section.
    pub all: Vec<Node>,
    /// The first heading, if it is a title.
    pub title: Option<Spanned<String>>,
}

/// Arranges the blocks of a document of `length` bytes whose body starts at `body`.
pub(crate) fn nodes(blocks: Vec<Block>, body: usize, length: usize, diagnostics: &mut Vec<Diagnostic>) -> Nodes {
    let mut builder = NodeBuilder { nodes: Nodes::default(), stack: Vec::new(), current: 0, diagnostics };
    let preamble = Node { span: Span::new(body, length), line: Span::new(body, body), ..Node::default() };
    builder.nodes.all.push(preamble);
    let mut headings = 0;
    for block in blocks {
        match block {
            Block::Heading { level, text, span } => {
                builder.heading(level, &text, span, headings == 0);
                headings += 1;
            }
            other => builder.content(other),
        }
    }
    builder.close_spans(length);
    builder.nodes
}

struct NodeBuilder<'a> {
    nodes: Nodes,
    /// Open sections, outermost first.
    stack: Vec<usize>,
    /// The section that content goes to.
    current: usize,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl NodeBuilder<'_> {
    fn heading(&mut self, level: usize, text: &MappedText, line: Span, first: bool) {
        let heading = Heading::read(text, self.diagnostics);
        let title = heading.numbering.is_none() && heading.points.is_none() && heading.id.is_none();
        if first && level == 1 && title && heading.attributes.is_empty() {
            self.nodes.title = Some(Spanned::new(heading.title, line));
            return;
        }
        let level_of = |nodes: &Nodes, i: usize| nodes.all.get(i).map_or(0, |n| n.level);
        while self.stack.last().is_some_and(|top| level_of(&self.nodes, *top) >= level) {
            self.stack.pop();
        }
        let parent = self.stack.last().copied();
        let span = Span::new(line.start, line.end);
        self.nodes.all.push(Node { level, parent, heading, line, span, ..Node::default() });
        self.current = self.nodes.all.len() - 1;
        self.stack.push(self.current);
    }

    fn content(&mut self, block: Block) {
        let words = self.words_above(self.current);
        let Some(node) = self.nodes.all.get_mut(self.current) else { return };
        match block {
            Block::Text { text } => node.text.append(&text),
            Block::Quote(quote) => node.quotes.push(quote),
            Block::Table(table) => match classify(&table, words) {
                TableUse::Items(columns) => self.item_table(&table, &columns),
                other => node.tables.push((other, table)),
            },
            // What is in them is judged when the source is at hand.
            Block::Code { .. } | Block::Html { .. } | Block::Heading { .. } => {}
        }
    }

    /// The kind that the words of a section, or of the nearest above it, name.
    fn words_above(&self, from: usize) -> Option<SectionKind> {
        let mut at = Some(from);
        while let Some(node) = at.and_then(|i| self.nodes.all.get(i)) {
            if let Some(kind) = kind::by_words(&node.heading.title) {
                return Some(kind);
            }
            at = node.parent;
        }
        None
    }

    /// Warns of columns that nothing reads although they hold points or numbers.
    fn report_unused(&mut self, table: &RawTable, columns: &ItemColumns) {
        for (i, head) in table.header.iter().enumerate().filter(|(i, _)| !columns.uses(*i)) {
            let mut cells = table.rows.iter().filter_map(|r| r.cells.get(i)).map(|c| c.text.text.as_str());
            if cells.any(|c| kind::speaks_of_points(c) || c.chars().any(char::is_numeric)) {
                let span = if head.span.end > head.span.start { head.span } else { table.span };
                let column = width::normalise(&head.text.text);
                self.diagnostics.push(Diagnostic::warning("column-not-used", span).with("column", column));
            }
        }
    }

    fn item_table(&mut self, table: &RawTable, columns: &ItemColumns) {
        self.report_unused(table, columns);
        // Rows of a table before the first section are sections of the first level.
        let section = Some(self.current).filter(|c| *c > 0);
        let depth = columns.titles.len();
        // The open group, and at last the open item, of every title column.
        let mut open: Vec<Option<usize>> = vec![None; depth];
        for row in &table.rows {
            if self.is_total(row, columns, section) {
                continue;
            }
            for (i, (column, points)) in columns.titles.iter().enumerate() {
                let cell = row.cells.get(*column);
                let filled = cell.is_some_and(|c| !c.text.text.trim().is_empty());
                let last = i + 1 == depth;
                let worth = points.and_then(|p| row.cells.get(p)).is_some_and(|c| !c.text.text.trim().is_empty());
                // An empty title with points is one more item under the name of the row above.
                let shares = last && worth && open.get(i).copied().flatten().is_some();
                if !(filled || shares) {
                    continue;
                }
                let above = open.get(..i).and_then(|o| o.iter().rev().flatten().next().copied()).or(section);
                let named = if filled { None } else { open.get(i).copied().flatten() };
                let new = self.row_node(row, columns, i, above, named);
                open.iter_mut().skip(i).for_each(|o| *o = None);
                if let Some(slot) = open.get_mut(i) {
                    *slot = Some(new);
                }
            }
            let target = open.iter().rev().flatten().next().copied();
            self.row_text(row, columns, target);
            self.extend_spans(row.span, target, section);
        }
    }

    /// A row of 合计 gives its points to the section when that has none.
    fn is_total(&mut self, row: &RawRow, columns: &ItemColumns, section: Option<usize>) -> bool {
        let total = |c: &RawCell| {
            let word = width::key(&c.text.text);
            matches!(word.as_str(), "合计" | "总计" | "总分" | "共计" | "total" | "sum" | "合计得分")
        };
        let firsts = row.cells.iter().filter(|c| !c.text.text.trim().is_empty());
        if !firsts.take(1).any(total) {
            return false;
        }
        let points = columns.titles.iter().rev().filter_map(|t| t.1).filter_map(|p| row.cells.get(p)).next();
        let points = points.and_then(|c| cell_points(c, self.diagnostics));
        match section.and_then(|s| self.nodes.all.get_mut(s)).filter(|n| n.heading.points.is_none()) {
            Some(node) => node.heading.points = points,
            // The section has its own points: those of the row settle nothing.
            None => self.diagnostics.extend(
                points.map(|p| Diagnostic::note("unscored-number", p.span).with("number", exact::show(&p.value))),
            ),
        }
        true
    }

    fn row_node(
        &mut self,
        row: &RawRow,
        columns: &ItemColumns,
        depth: usize,
        parent: Option<usize>,
        named: Option<usize>,
    ) -> usize {
        let (column, points) = columns.titles.get(depth).copied().unwrap_or((0, None));
        let cell = row.cells.get(column);
        let mut heading = match (cell, named.and_then(|n| self.nodes.all.get(n))) {
            (_, Some(above)) => Heading { title: above.heading.title.clone(), ..Heading::default() },
            (Some(cell), None) => Heading::read(&cell.text, self.diagnostics),
            (None, None) => Heading::default(),
        };
        let last = depth + 1 == columns.titles.len();
        if let Some(number) = columns.number.and_then(|n| row.cells.get(n)).filter(|_| last && named.is_none()) {
            number_from(&mut heading, number);
        }
        let worth = points.and_then(|p| row.cells.get(p));
        if let Some(worth) = worth.filter(|c| !c.text.text.trim().is_empty()) {
            heading.points = cell_points(worth, self.diagnostics).or(heading.points.take());
        }
        let line = cell.filter(|c| c.span.end > c.span.start).map_or(row.span, |c| c.span);
        let gain = worth.filter(|_| last && columns.criteria.is_empty()).map(|c| c.text.clone());
        let level = usize::MAX;
        let mut node = Node { level, parent, heading, line, span: row.span, row: true, gain, ..Node::default() };
        if last {
            node.heading
                .attributes
                .extend(columns.settings.iter().filter_map(|(name, i)| setting(name, row.cells.get(*i)?)));
        }
        self.nodes.all.push(node);
        self.nodes.all.len() - 1
    }

    fn row_text(&mut self, row: &RawRow, columns: &ItemColumns, target: Option<usize>) {
        let Some(node) = target.and_then(|t| self.nodes.all.get_mut(t)) else { return };
        for cell in columns.criteria.iter().filter_map(|c| row.cells.get(*c)) {
            node.text.append(&cell.text);
        }
    }

    /// Lets a row's span grow into every group that it belongs to.
    fn extend_spans(&mut self, row: Span, from: Option<usize>, section: Option<usize>) {
        let mut at = from;
        while let Some(i) = at.filter(|i| Some(*i) != section) {
            let Some(node) = self.nodes.all.get_mut(i) else { return };
            node.span = node.span.to(row);
            at = node.parent;
        }
    }

    /// A section ends where the next one of its level or above starts.
    fn close_spans(&mut self, length: usize) {
        let mut ends: Vec<(usize, usize)> = Vec::new();
        for i in (0..self.nodes.all.len()).rev() {
            let Some(node) = self.nodes.all.get_mut(i).filter(|n| !n.row) else { continue };
            // The text before the first section ends where any section starts.
            if node.level > 0 {
                ends.retain(|(level, _)| *level <= node.level);
            }
            node.span.end = ends.last().map_or(length, |(_, start)| *start);
            // One end a level is enough: what is further off never comes first.
            ends.retain(|(level, _)| *level < node.level);
            ends.push((node.level, node.span.start));
        }
    }
}

/// Points in a cell of their own: `10`, `10分`, `10%`.
fn cell_points(cell: &RawCell, diagnostics: &mut Vec<Diagnostic>) -> Option<Points> {
    let text = width::normalise(&cell.text.text);
    let chars: Vec<char> = text.chars().collect();
    let span = cell.span;
    if let Some(found) = amount(&chars, false) {
        return Some(Points { value: found.value, unit: found.unit, span });
    }
    let plain = text.trim_start_matches(['+', '-', '−', '—', '加', '扣', '减', '奖']).trim_end_matches('分');
    if let Some(value) = exact::parse(plain.trim()) {
        return Some(Points { value, unit: PointsUnit::Points, span });
    }
    // 每次2分 and 1-3分 are amounts of a bonus or deduction, which the clause reader takes.
    if !text.chars().any(|c| c.is_ascii_digit()) && !matches!(text.as_str(), "-" | "—" | "/" | "") {
        diagnostics.push(Diagnostic::error("points-not-read", span).with("found", cell.text.text.clone()));
    }
    None
}

fn number_from(heading: &mut Heading, cell: &RawCell) {
    let text = cell.text.text.trim();
    if text.is_empty() {
        return;
    }
    // A bare 3 or 三 in the column of numbers is a number like 3、
    let found = Numbering::of(text)
        .or_else(|| Numbering::of(&format!("{text}、")))
        .or_else(|| Numbering::of(&format!("{text} x")));
    if let Some(numbering) = found {
        heading.numbering = Some(numbering);
        heading.number = Some(text.to_owned());
    }
}

fn setting(name: &'static str, cell: &RawCell) -> Option<Attribute> {
    let value = width::normalise(&cell.text.text);
    let span = cell.span;
    let empty = matches!(value.as_str(), "" | "-" | "—" | "/");
    (!empty).then(|| Attribute {
        setting: PolicySetting { name: Spanned::new(name.to_owned(), span), value: Spanned::new(value, span) },
    })
}
