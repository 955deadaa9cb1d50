//! Markdown → a flat list of blocks, each with its text mapped to the source.

use super::mapped::{Link, MappedText};
use super::section::Quote;
use crate::span::Span;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A piece of the document, in text order.
#[derive(Clone, Debug)]
pub(crate) enum Block {
    /// A heading outside lists and quotes.
    Heading {
        /// 1 to 6.
        level: usize,
        /// Its words.
        text: MappedText,
        /// The heading line.
        span: Span,
    },
    /// A paragraph, or the own text of a list item.
    Text {
        /// Its words; the number of an ordered list item included.
        text: MappedText,
    },
    /// A table.
    Table(RawTable),
    /// A block quote, whatever it holds.
    Quote(Quote),
    /// A code block.
    Code {
        /// Indented by four blanks rather than fenced, which is often a slip.
        indented: bool,
        /// Its place.
        span: Span,
    },
    /// Markup other than a comment.
    Html {
        /// Its place.
        span: Span,
    },
}

/// A table with mapped cells.
#[derive(Clone, Debug, Default)]
pub(crate) struct RawTable {
    /// Its place.
    pub span: Span,
    /// The header row.
    pub header: Vec<RawCell>,
    /// The other rows.
    pub rows: Vec<RawRow>,
}

/// A row.
#[derive(Clone, Debug, Default)]
pub(crate) struct RawRow {
    /// Its place.
    pub span: Span,
    /// Its cells.
    pub cells: Vec<RawCell>,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub(crate) struct RawCell {
    /// Its place, without the bars.
    pub span: Span,
    /// Its words.
    pub text: MappedText,
}

/// The blocks of `source` from byte `from` on.
pub(crate) fn blocks(source: &str, from: usize) -> Vec<Block> {
    let body = source.get(from..).unwrap_or("");
    let mut reader = BlockReader::new(source);
    for (event, range) in Parser::new_ext(body, Options::ENABLE_TABLES).into_offset_iter() {
        reader.event(event, Span::new(range.start + from, range.end + from));
    }
    reader.close_text();
    reader.blocks
}

struct BlockReader<'a> {
    source: &'a str,
    blocks: Vec<Block>,
    /// The text being collected, and where its block starts.
    text: Option<(MappedText, Span)>,
    heading: Option<usize>,
    quotes: usize,
    quote: Quote,
    lists: usize,
    table: Option<RawTable>,
    cell: Option<RawCell>,
    header: bool,
    code: Option<(bool, Span)>,
    html: Option<(bool, Span)>,
    /// Links being read: start in the text, target, place.
    links: Vec<(usize, String, Span)>,
    /// Whether each open emphasis is really a pair of multiplication signs.
    products: Vec<bool>,
    /// The number of the list item whose text has not begun.
    marker: Option<Span>,
}

impl<'a> BlockReader<'a> {
    fn new(source: &'a str) -> BlockReader<'a> {
        BlockReader {
            source,
            blocks: Vec::new(),
            text: None,
            heading: None,
            quotes: 0,
            quote: Quote { text: String::new(), span: Span::default() },
            lists: 0,
            table: None,
            cell: None,
            header: false,
            code: None,
            html: None,
            links: Vec::new(),
            products: Vec::new(),
            marker: None,
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        if self.quotes > 0 {
            return self.quoted(event);
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => self.words(&text, span),
            Event::Code(text) => {
                // The words stand inside the backquotes; where they were altered they map to the whole.
                let raw = span.of(self.source);
                match raw.find(&*text) {
                    Some(at) => self.words(&text, Span::new(span.start + at, span.start + at + text.len())),
                    None => self.words(&text, span),
                }
            }
            Event::SoftBreak => {
                let line = self.source.get(span.end..).unwrap_or("");
                let line = line.lines().next().unwrap_or("").trim_start();
                if let Some(text) = self.current() {
                    text.soft_break(span, line);
                }
            }
            Event::HardBreak => self.line_break(span),
            Event::InlineHtml(html) if html.to_ascii_lowercase().starts_with("<br") => self.line_break(span),
            Event::Html(html) => {
                if let Some((words, _)) = &mut self.html {
                    *words |= has_words_outside_comments(&html);
                }
            }
            _ => {}
        }
    }

    fn current(&mut self) -> Option<&mut MappedText> {
        match &mut self.cell {
            Some(cell) => Some(&mut cell.text),
            None => self.text.as_mut().map(|(text, _)| text),
        }
    }

    fn line_break(&mut self, span: Span) {
        if let Some(text) = self.current() {
            text.replaced("\n", span);
        }
    }

    fn words(&mut self, words: &str, span: Span) {
        if self.code.is_some() || self.html.is_some() {
            return;
        }
        if self.cell.is_none() && self.text.is_none() {
            self.open_text(span);
        }
        let verbatim = span.of(self.source) == words;
        if let Some((_, whole)) = &mut self.text {
            *whole = whole.to(span);
        }
        if let Some(text) = self.current() {
            if verbatim {
                text.verbatim(words, span.start);
            } else {
                text.replaced(words, span);
            }
        }
    }

    /// Begins a paragraph or the text of a list item, with the item's number where it has one.
    fn open_text(&mut self, span: Span) {
        let mut text = MappedText::default();
        let mut whole = Span::new(span.start, span.start);
        if let Some(marker) = self.marker.take() {
            text.verbatim(marker.of(self.source), marker.start);
            text.replaced(" ", Span::new(marker.end, span.start.max(marker.end)));
            whole = whole.to(marker);
        }
        self.text = Some((text, whole));
    }

    fn close_text(&mut self) {
        let Some((text, span)) = self.text.take() else { return };
        self.links.clear();
        self.products.clear();
        match self.heading.take() {
            Some(level) => self.blocks.push(Block::Heading { level, text, span }),
            None if !text.text.trim().is_empty() => self.blocks.push(Block::Text { text }),
            None => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph => {
                self.close_text();
                self.open_text(span);
            }
            Tag::Heading { level, .. } => {
                self.close_text();
                // A heading in a list is a line of the list.
                if self.lists == 0 {
                    self.heading = Some(depth(level));
                }
                self.text = Some((MappedText::default(), trimmed(self.source, span)));
            }
            Tag::BlockQuote(_) => {
                self.close_text();
                self.quotes = 1;
                self.quote = Quote { text: String::new(), span: trimmed(self.source, span) };
            }
            Tag::CodeBlock(kind) => {
                self.close_text();
                self.code = Some((matches!(kind, CodeBlockKind::Indented), trimmed(self.source, span)));
            }
            Tag::HtmlBlock => {
                self.close_text();
                self.html = Some((false, trimmed(self.source, span)));
            }
            Tag::List(_) => {
                self.close_text();
                self.lists += 1;
            }
            Tag::Item => {
                self.close_text();
                self.marker = ordered_marker(self.source, span);
            }
            Tag::Table(_) => {
                self.close_text();
                self.table = Some(RawTable { span: trimmed(self.source, span), ..RawTable::default() });
            }
            Tag::TableHead => self.header = true,
            Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(RawRow { span: trimmed(self.source, span), cells: Vec::new() });
                }
            }
            Tag::TableCell => {
                self.cell = Some(RawCell { span: cell_span(self.source, span), text: MappedText::default() });
            }
            Tag::Link { dest_url, .. } => {
                if let Some(text) = self.current() {
                    let at = text.text.len();
                    self.links.push((at, dest_url.to_string(), span));
                }
            }
            Tag::Emphasis => {
                let product = self.is_product(span);
                self.products.push(product);
                if product {
                    self.words("*", Span::new(span.start, span.start + 1));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item => self.close_text(),
            TagEnd::List(_) => {
                self.close_text();
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                if let Some((indented, span)) = self.code.take() {
                    self.blocks.push(Block::Code { indented, span });
                }
            }
            TagEnd::HtmlBlock => {
                if let Some((_, span)) = self.html.take().filter(|(words, _)| *words) {
                    self.blocks.push(Block::Html { span });
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.blocks.push(Block::Table(table));
                }
            }
            TagEnd::TableHead => self.header = false,
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Link => self.end_link(),
            TagEnd::Emphasis if self.products.pop() == Some(true) => self.words("*", Span::new(span.end - 1, span.end)),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let (Some(cell), Some(table)) = (self.cell.take(), &mut self.table) else { return };
        self.links.clear();
        self.products.clear();
        if self.header {
            table.header.push(cell);
        } else if let Some(row) = table.rows.last_mut() {
            row.cells.push(cell);
        }
    }

    fn end_link(&mut self) {
        let Some((start, target, source)) = self.links.pop() else { return };
        if let Some(text) = self.current() {
            let text_span = Span::new(start.min(text.text.len()), text.text.len());
            text.links.push(Link { text: text_span, target, source });
        }
    }

    /// `30*处置率*2` is a product, not emphasis: a digit or bracket stands outside the stars.
    fn is_product(&self, span: Span) -> bool {
        if !span.of(self.source).starts_with('*') {
            return false;
        }
        let before = self.source.get(..span.start).and_then(|s| s.chars().next_back());
        let after = self.source.get(span.end..).and_then(|s| s.chars().next());
        before.is_some_and(|c| c.is_ascii_digit() || matches!(c, ')' | '）' | '%'))
            || after.is_some_and(|c| c.is_ascii_digit() || matches!(c, '(' | '（'))
    }

    /// Inside a block quote only the words are kept.
    fn quoted(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::BlockQuote(_)) => self.quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => {
                self.quotes -= 1;
                if self.quotes == 0 {
                    let mut quote =
                        std::mem::replace(&mut self.quote, Quote { text: String::new(), span: Span::default() });
                    quote.text.truncate(quote.text.trim_end().len());
                    self.blocks.push(Block::Quote(quote));
                }
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) if !self.quote.text.ends_with('\n') => {
                self.quote.text.push('\n');
            }
            Event::Text(text) | Event::Code(text) => self.quote.text.push_str(&text),
            Event::SoftBreak | Event::HardBreak => self.quote.text.push('\n'),
            _ => {}
        }
    }
}

fn depth(level: HeadingLevel) -> usize {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// The number of an ordered list item: `1.` or `2)`.
fn ordered_marker(source: &str, item: Span) -> Option<Span> {
    let text = item.of(source);
    let start = text.len() - text.trim_start().len();
    let digits = text.get(start..)?.bytes().take_while(u8::is_ascii_digit).count();
    let mark = text.as_bytes().get(start + digits)?;
    (digits > 0 && matches!(mark, b'.' | b')')).then(|| Span::new(item.start + start, item.start + start + digits + 1))
}

/// The span without the line break and blanks at its end.
fn trimmed(source: &str, span: Span) -> Span {
    Span::new(span.start, span.start + span.of(source).trim_end().len())
}

/// A cell's span without its bars and the blanks beside them.
fn cell_span(source: &str, span: Span) -> Span {
    let text = span.of(source);
    let inner = text.trim_start_matches(['|', ' ', '\t']);
    let start = span.start + (text.len() - inner.len());
    Span::new(start, start + inner.trim_end_matches(['|', ' ', '\t']).len())
}

/// Whether markup holds words a reader would see.
fn has_words_outside_comments(html: &str) -> bool {
    let mut rest = html;
    while let Some(start) = rest.find("<!--") {
        if has_words(rest.get(..start).unwrap_or("")) {
            return true;
        }
        match rest.get(start..).and_then(|r| r.find("-->")) {
            Some(end) => rest = rest.get(start + end + 3..).unwrap_or(""),
            None => return false,
        }
    }
    has_words(rest)
}

fn has_words(html: &str) -> bool {
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside && c.is_alphanumeric() => return true,
            _ => {}
        }
    }
    false
}
