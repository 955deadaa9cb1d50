//! A web page → lines: headings, paragraphs, lists and tables; scripts and styles are no words.

use super::lines::{Line, LineKind};
use super::{DropReason, Dropped};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;

/// The lines of a page. Menus, forms and footers are moved out.
pub(super) fn lines(input: &str, dropped: &mut Vec<Dropped>) -> Vec<Line> {
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(input));
    let tokenizer = Tokenizer::new(Sink { page: RefCell::new(Page::default()) }, TokenizerOpts::default());
    // Scripts never run here, so the tokenizer never waits for one; each round takes what is left.
    while !queue.is_empty() {
        let _ = tokenizer.feed(&queue);
    }
    tokenizer.end();
    let mut page = tokenizer.sink.page.take();
    page.close_tables();
    page.end_line();
    dropped.append(&mut page.dropped);
    page.lines
}

struct Sink {
    page: RefCell<Page>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut page = self.page.borrow_mut();
        page.number = usize::try_from(line).unwrap_or(0).max(1);
        match token {
            Token::CharacterTokens(text) => page.words(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return page.open(&tag),
            Token::TagToken(tag) => page.close(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Words in these are not the document's.
const NO_WORDS: [&str; 6] = ["script", "style", "noscript", "template", "svg", "title"];
/// Words in these belong to the site.
const SITE: [&str; 7] = ["nav", "footer", "aside", "form", "button", "select", "iframe"];
/// Tags that end a line.
const LINES: [&str; 24] = [
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "section",
    "article",
    "header",
    "main",
    "blockquote",
    "pre",
    "hr",
    "dl",
    "dt",
    "dd",
    "body",
    "html",
    "head",
    "center",
    "figure",
    "figcaption",
    "caption",
    "details",
];
/// More cells than any scheme has.
const MOST_CELLS: usize = 200_000;

#[derive(Default)]
struct Page {
    lines: Vec<Line>,
    dropped: Vec<Dropped>,
    text: String,
    number: usize,
    started: usize,
    heading: Option<usize>,
    /// The tag whose words are left out, and how deep it is nested.
    silent: Option<(String, usize)>,
    site: Option<(String, usize)>,
    lists: Vec<Option<usize>>,
    item: Option<String>,
    table: Option<HtmlTable>,
    tables: usize,
}

#[derive(Default)]
struct HtmlTable {
    rows: Vec<Vec<HtmlCell>>,
    open: bool,
    number: usize,
}

#[derive(Clone, Default)]
struct HtmlCell {
    text: String,
    rows: usize,
    columns: usize,
}

impl Page {
    fn words(&mut self, text: &str) {
        if self.silent.is_some() {
            return;
        }
        let number = self.number;
        let target = match self.table.as_mut() {
            Some(table) if table.open => match table.rows.last_mut().and_then(|r| r.last_mut()) {
                Some(cell) => &mut cell.text,
                None => return,
            },
            _ => {
                if self.text.trim().is_empty() {
                    self.started = number;
                }
                &mut self.text
            }
        };
        for c in text.chars() {
            let blank = c.is_whitespace() && c != '\u{3000}';
            match (blank, target.ends_with(' ')) {
                (true, true) => {}
                (true, false) => target.push(' '),
                (false, _) => target.push(c),
            }
        }
    }

    fn open(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        if let Some((silent, depth)) = &mut self.silent {
            *depth += usize::from(silent.as_str() == name && !tag.self_closing);
        } else if NO_WORDS.contains(&name) && !tag.self_closing {
            self.silent = Some((name.to_owned(), 1));
        }
        let raw = match name {
            "script" => Some(RawKind::ScriptData),
            "style" | "iframe" | "noscript" => Some(RawKind::Rawtext),
            "title" | "textarea" => Some(RawKind::Rcdata),
            _ => None,
        };
        if self.silent.is_none() {
            self.open_words(tag, name);
        }
        raw.filter(|_| !tag.self_closing).map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
    }

    fn open_words(&mut self, tag: &Tag, name: &str) {
        if let Some((site, depth)) = &mut self.site {
            *depth += usize::from(site.as_str() == name && !tag.self_closing);
        } else if SITE.contains(&name) {
            self.end_line();
            self.site = Some((name.to_owned(), 1));
        }
        match name {
            "table" => self.open_table(),
            "tr" | "td" | "th" if self.table.is_some() => self.open_cell(tag, name),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_line();
                self.heading = name.get(1..).and_then(|n| n.parse().ok());
            }
            "ul" => self.open_list(None),
            "ol" => self.open_list(Some(0)),
            "li" => {
                self.end_line();
                self.item = Some(match self.lists.last_mut() {
                    Some(Some(count)) => {
                        *count += 1;
                        format!("{count}. ")
                    }
                    _ => "- ".to_owned(),
                });
            }
            _ if LINES.contains(&name) => self.end_line(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((silent, depth)) = &mut self.silent {
            *depth -= usize::from(silent.as_str() == name);
            if *depth == 0 {
                self.silent = None;
            }
            return;
        }
        match name {
            "table" => self.close_table(),
            "tr" | "td" | "th" => {
                if let Some(table) = self.table.as_mut().filter(|_| self.tables <= 1) {
                    table.open = false;
                }
            }
            "ul" | "ol" => {
                self.end_line();
                self.lists.pop();
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_line();
                self.heading = None;
            }
            _ if LINES.contains(&name) => self.end_line(),
            _ => {}
        }
        if let Some((site, depth)) = &mut self.site {
            *depth -= usize::from(site.as_str() == name);
            if *depth == 0 {
                self.end_line();
                self.site = None;
            }
        }
    }

    fn open_list(&mut self, counted: Option<usize>) {
        self.end_line();
        self.lists.push(counted);
    }

    /// Ends the line of words that is open. Inside a table it is a break in the cell.
    fn end_line(&mut self) {
        if let Some(table) = self.table.as_mut().filter(|t| t.open) {
            if let Some(cell) = table.rows.last_mut().and_then(|r| r.last_mut()) {
                let trimmed = cell.text.trim_end().len();
                cell.text.truncate(trimmed);
                if !cell.text.is_empty() && !cell.text.ends_with("<br>") {
                    cell.text.push_str("<br>");
                }
            }
            return;
        }
        let text = std::mem::take(&mut self.text);
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if self.site.is_some() {
            self.dropped.push(Dropped { text: text.to_owned(), line: self.started, reason: DropReason::Navigation });
            return;
        }
        let item = self.item.take().filter(|_| crate::numbering::Numbering::of(text).is_none()).unwrap_or_default();
        let mut line = Line::words(&format!("{item}{text}"), self.started);
        if let Some(level) = self.heading {
            line.kind = LineKind::Heading(level);
        }
        self.lines.push(line);
        // Every element of the page is a paragraph of its own.
        self.lines.push(Line::words("", self.started));
    }

    fn open_table(&mut self) {
        self.tables += 1;
        if self.tables == 1 {
            self.end_line();
            self.table = Some(HtmlTable { number: self.number, ..HtmlTable::default() });
        }
    }

    fn open_cell(&mut self, tag: &Tag, name: &str) {
        // A table inside a cell is words of the cell.
        let Some(table) = self.table.as_mut().filter(|_| self.tables == 1) else { return };
        if name == "tr" || table.rows.is_empty() {
            table.rows.push(Vec::new());
            table.open = false;
        }
        if name != "tr" {
            let span = |attribute: &str| {
                let found = tag.attrs.iter().find(|a| &*a.name.local == attribute);
                found.and_then(|a| a.value.trim().parse::<usize>().ok()).unwrap_or(1).clamp(1, 100)
            };
            let cell = HtmlCell { text: String::new(), rows: span("rowspan"), columns: span("colspan") };
            if let Some(row) = table.rows.last_mut() {
                row.push(cell);
            }
            table.open = true;
        }
    }

    fn close_tables(&mut self) {
        while self.tables > 0 {
            self.close_table();
        }
    }

    fn close_table(&mut self) {
        self.tables = self.tables.saturating_sub(1);
        if self.tables > 0 {
            return;
        }
        let Some(table) = self.table.take() else { return };
        let number = table.number;
        let rows = grid(table.rows);
        for (kind, text) in written(rows) {
            self.lines.push(Line { text, number, kind });
            self.lines.push(Line::words("", number));
        }
    }
}

/// Rows with every merged cell spread out: its words in its first cell, the others empty.
fn grid(rows: Vec<Vec<HtmlCell>>) -> Vec<Vec<String>> {
    let mut out: Vec<Vec<String>> = Vec::new();
    // How many more rows each column is covered from above.
    let mut covered: Vec<usize> = Vec::new();
    let mut cells = 0;
    for row in rows {
        let mut line: Vec<String> = Vec::new();
        let mut next: Vec<usize> = covered.iter().map(|n| n.saturating_sub(1)).collect();
        let mut row = row.into_iter();
        loop {
            while covered.get(line.len()).is_some_and(|n| *n > 0) {
                line.push(String::new());
            }
            let Some(cell) = row.next() else { break };
            let text = cell.text.trim().trim_end_matches("<br>").trim().to_owned();
            for i in 0..cell.columns {
                let column = line.len();
                if next.len() <= column {
                    next.resize(column + 1, 0);
                }
                if let Some(slot) = next.get_mut(column) {
                    *slot = cell.rows - 1;
                }
                line.push(if i == 0 { text.clone() } else { String::new() });
            }
        }
        cells += line.len();
        if cells > MOST_CELLS {
            break;
        }
        covered = next;
        out.push(line);
    }
    out
}

/// A grid as a Markdown table. A table of one column, or of one cell, only lays words out.
fn written(rows: Vec<Vec<String>>) -> Vec<(LineKind, String)> {
    let mut rows: Vec<Vec<String>> = rows.into_iter().filter(|r| r.iter().any(|c| !c.is_empty())).collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let words = |text: &str| {
        text.split("<br>")
            .map(|t| (LineKind::Words, t.trim().to_owned()))
            .filter(|l| !l.1.is_empty())
            .collect::<Vec<_>>()
    };
    let mut out = Vec::new();
    // A first row of one cell is the table's title.
    while rows.first().is_some_and(|r| r.iter().filter(|c| !c.is_empty()).count() == 1)
        && (width > 1 || rows.len() == 1)
    {
        out.extend(rows.remove(0).iter().flat_map(|c| words(c)));
    }
    if width <= 1 {
        out.extend(rows.iter().flatten().flat_map(|c| words(c)));
        return out;
    }
    if rows.is_empty() {
        return out;
    }
    let mut lines = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let cells = (0..width).map(|c| row.get(c).map_or("", String::as_str).replace('|', "\\|"));
        lines.push(format!("| {} |", cells.collect::<Vec<_>>().join(" | ")));
        if i == 0 {
            lines.push(format!("|{}", " --- |".repeat(width)));
        }
    }
    out.push((LineKind::Whole, lines.join("\n")));
    out
}
