//! The front matter's YAML as a small tree with a place on every value.

use crate::span::Span;
use saphyr_parser::{Event, Parser, ScalarStyle};

/// A value of the front matter.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    /// Its place in the document.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a value is. Numbers and truth values stay text: who asks for them reads them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Nothing after the colon.
    Empty,
    /// Text.
    Text(String),
    /// `[a, b]` or lines with `-`.
    List(Vec<Node>),
    /// `name: value`.
    Map(Vec<(Node, Node)>),
}

/// Values nested deeper than this are a slip or an attack.
const DEEPEST: usize = 12;

/// Reads `text`, which starts at byte `from` of the document. Also gives the place where it stopped being YAML.
pub(crate) fn read(text: &str, from: usize) -> (Option<Node>, Option<Span>) {
    let (prepared, places) = prepare(text, from);
    let end = from + text.len();
    let place = |index: usize| places.get(index).copied().unwrap_or(end);
    let mut builder = Builder { open: Vec::new(), root: None };
    for event in Parser::new_from_str(&prepared) {
        let (event, at) = match event {
            Ok(found) => found,
            Err(error) => {
                let start = place(error.marker().index());
                builder.close_all(start);
                return (builder.root, Some(Span::new(start, line_end(text, from, start))));
            }
        };
        let span = Span::new(place(at.start.index()), place(at.end.index()));
        if builder.event(event, span).is_none() {
            builder.close_all(span.start);
            return (builder.root, Some(Span::new(span.start, line_end(text, from, span.start))));
        }
    }
    (builder.root, None)
}

fn line_end(text: &str, from: usize, at: usize) -> usize {
    let rest = text.get(at.saturating_sub(from)..).unwrap_or("");
    at + rest.find('\n').map_or(rest.len(), |n| rest.get(..n).map_or(0, |l| l.trim_end().len()))
}

/// A full-width colon after a key is taken for `: `. Returns the text and the document place of each of its characters.
fn prepare(text: &str, from: usize) -> (String, Vec<usize>) {
    let mut prepared = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len());
    let mut offset = from;
    for line in text.split_inclusive('\n') {
        let colon = line.find('：').filter(|at| {
            let key = line.get(..*at).unwrap_or("");
            !key.contains([':', '"', '\'', '#', '[', '{', ',', '，'])
        });
        for (at, c) in line.char_indices() {
            if Some(at) == colon {
                prepared.push_str(": ");
                places.extend([offset + at, offset + at]);
            } else {
                prepared.push(c);
                places.push(offset + at);
            }
        }
        offset += line.len();
    }
    (prepared, places)
}

enum Open {
    List(Vec<Node>, Span),
    Map(Vec<(Node, Node)>, Option<Node>, Span),
}

struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
}

impl Builder {
    /// Takes one event; `None` when it is not part of what front matter may hold.
    fn event(&mut self, event: Event<'_>, span: Span) -> Option<()> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                (anchor == 0).then_some(())?;
                let value = match &*text {
                    "" | "~" if style == ScalarStyle::Plain => Value::Empty,
                    text => Value::Text(text.trim().to_owned()),
                };
                self.add(Node { span, value });
            }
            Event::SequenceStart(anchor, _) => {
                (anchor == 0 && self.open.len() < DEEPEST).then_some(())?;
                self.open.push(Open::List(Vec::new(), span));
            }
            Event::MappingStart(anchor, _) => {
                (anchor == 0 && self.open.len() < DEEPEST).then_some(())?;
                self.open.push(Open::Map(Vec::new(), None, span));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span.end),
            Event::Alias(_) => return None,
            _ => {}
        }
        Some(())
    }

    fn add(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = self.root.take().or(Some(node)),
            Some(Open::List(items, _)) => items.push(node),
            Some(Open::Map(entries, key, _)) => match key.take() {
                None => *key = Some(node),
                Some(name) => entries.push((name, node)),
            },
        }
    }

    fn close(&mut self, end: usize) {
        let node = match self.open.pop() {
            None => return,
            Some(Open::List(items, span)) => {
                let end = items.last().map_or(end, |n| n.span.end.max(span.end));
                Node { span: Span::new(span.start, end), value: Value::List(items) }
            }
            Some(Open::Map(mut entries, key, span)) => {
                if let Some(name) = key {
                    let at = Span::new(name.span.end, name.span.end);
                    entries.push((name, Node { span: at, value: Value::Empty }));
                }
                let end = entries.last().map_or(end, |(_, v)| v.span.end.max(span.end));
                Node { span: Span::new(span.start, end), value: Value::Map(entries) }
            }
        };
        self.add(node);
    }

    fn close_all(&mut self, end: usize) {
        while !self.open.is_empty() {
            self.close(end);
        }
    }
}
