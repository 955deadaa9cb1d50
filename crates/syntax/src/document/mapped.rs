//! Text freed of its markup, with an exact way back to the place of every byte in the source.

use super::width::is_wide;
use crate::numbering::Numbering;
use crate::span::Span;

/// Text and where each stretch of it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MappedText {
    /// The text.
    pub text: String,
    /// Stretches without gaps, in text order.
    stretches: Vec<Stretch>,
    /// Links, in text order.
    pub links: Vec<Link>,
}

/// A stretch of text: either the source's own bytes, or something put in the place of a source range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    text: usize,
    source: Span,
    verbatim: bool,
}

/// Words that link to a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// The words, in the text.
    pub text: Span,
    /// What the link names.
    pub target: String,
    /// The whole link, in the source.
    pub source: Span,
}

impl MappedText {
    /// Adds bytes of the source as they stand.
    pub fn verbatim(&mut self, text: &str, source: usize) {
        if text.is_empty() {
            return;
        }
        let span = Span::new(source, source + text.len());
        if let Some(last) = self.stretches.last_mut().filter(|s| s.verbatim && s.source.end == source) {
            last.source.end = span.end;
        } else {
            self.stretches.push(Stretch { text: self.text.len(), source: span, verbatim: true });
        }
        self.text.push_str(text);
    }

    /// Adds text that stands for a range of the source: a decoded entity, a joined line break.
    pub fn replaced(&mut self, text: &str, source: Span) {
        if text.is_empty() {
            return;
        }
        self.stretches.push(Stretch { text: self.text.len(), source, verbatim: false });
        self.text.push_str(text);
    }

    /// Adds another text after a line break.
    pub fn append(&mut self, other: &MappedText) {
        if other.text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            let from = self.source_end();
            self.replaced("\n", Span::new(from, other.source_start().max(from)));
        }
        let shift = self.text.len();
        self.text.push_str(&other.text);
        self.stretches.extend(other.stretches.iter().map(|s| Stretch { text: s.text + shift, ..*s }));
        self.links.extend(other.links.iter().map(|l| Link { text: l.text.shifted(shift), ..l.clone() }));
    }

    /// The text with blanks in the place of everything in `ranges`; every byte keeps its place.
    pub fn without(&self, ranges: &[Span]) -> MappedText {
        if ranges.is_empty() {
            return self.clone();
        }
        let inside = |at: usize| ranges.iter().any(|r| r.start <= at && at < r.end);
        let mut text = String::with_capacity(self.text.len());
        for (at, c) in self.text.char_indices() {
            if c != '\n' && inside(at) {
                text.extend(std::iter::repeat_n(' ', c.len_utf8()));
            } else {
                text.push(c);
            }
        }
        let links = self.links.iter().filter(|l| !inside(l.text.start)).cloned().collect();
        MappedText { text, stretches: self.stretches.clone(), links }
    }

    /// Adds another text directly after this one.
    pub fn verbatim_from(&mut self, other: &MappedText) {
        let shift = self.text.len();
        self.text.push_str(&other.text);
        self.stretches.extend(other.stretches.iter().map(|s| Stretch { text: s.text + shift, ..*s }));
    }

    /// Joins two lines of one paragraph: a blank between Latin words, nothing beside a Chinese character, a new line
    /// before a number. `line` is the source from the break on.
    pub fn soft_break(&mut self, source: Span, line: &str) {
        let next = line.chars().next();
        let joined = match (self.text.chars().next_back(), next) {
            _ if Numbering::of(line).is_some() => "\n",
            (Some(before), Some(after)) if is_wide(before) || is_wide(after) => "",
            _ => " ",
        };
        self.replaced(joined, source);
    }

    /// The first source byte that any text comes from.
    pub fn source_start(&self) -> usize {
        self.stretches.first().map_or(0, |s| s.source.start)
    }

    /// One past the last source byte that any text comes from.
    pub fn source_end(&self) -> usize {
        self.stretches.last().map_or(0, |s| s.source.end)
    }

    /// The source range that a range of the text comes from.
    pub fn source(&self, text: Span) -> Span {
        let start = self.source_of_start(text.start);
        if text.end <= text.start {
            return Span::new(start, start);
        }
        let end = self.source_of_end(text.end);
        // The parts of a text put together from cells may stand in another order in the source.
        Span::new(start.min(end), start.max(end))
    }

    /// The part of the text in `range`, blanks at its ends left out, with its map.
    pub fn slice(&self, range: Span) -> MappedText {
        let part = range.of(&self.text);
        let start = range.start + (part.len() - part.trim_start().len());
        let part = part.trim();
        let end = start + part.len();
        let mut out = MappedText::default();
        for (i, stretch) in self.stretches.iter().enumerate() {
            let next = self.stretches.get(i + 1).map_or(self.text.len(), |s| s.text);
            let (from, to) = (stretch.text.max(start), next.min(end));
            if from >= to {
                continue;
            }
            let text = Span::new(from, to).of(&self.text);
            if stretch.verbatim {
                out.verbatim(text, stretch.source.start + (from - stretch.text));
            } else {
                out.replaced(text, stretch.source);
            }
        }
        let inside = |l: &&Link| l.text.start >= start && l.text.end <= end;
        let back = |l: &Link| Link { text: Span::new(l.text.start - start, l.text.end - start), ..l.clone() };
        out.links = self.links.iter().filter(inside).map(back).collect();
        out
    }

    fn stretch_at(&self, text: usize) -> Option<&Stretch> {
        let after = self.stretches.partition_point(|s| s.text <= text);
        after.checked_sub(1).and_then(|i| self.stretches.get(i))
    }

    fn source_of_start(&self, text: usize) -> usize {
        if text >= self.text.len() {
            return self.source_end();
        }
        match self.stretch_at(text) {
            Some(s) if s.verbatim => s.source.start + (text - s.text),
            Some(s) => s.source.start,
            None => self.source_start(),
        }
    }

    fn source_of_end(&self, text: usize) -> usize {
        let text = text.min(self.text.len());
        match text.checked_sub(1).and_then(|last| self.stretch_at(last)) {
            Some(s) if s.verbatim => s.source.start + (text - s.text),
            Some(s) => s.source.end,
            None => self.source_start(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_go_through_replacements() {
        let source = "每**配备**1名\n计3分&amp;";
        let mut text = MappedText::default();
        text.verbatim("每", 0);
        text.verbatim("配备", 5);
        text.verbatim("1名", 13);
        text.soft_break(Span::new(17, 18), "计3分&amp;");
        text.verbatim("计3分", 18);
        text.replaced("&", Span::new(25, 30));
        assert_eq!(text.text, "每配备1名计3分&");
        let all = text.source(Span::new(0, text.text.len()));
        assert_eq!(all, Span::new(0, 30));
        let counted = text.source(Span::new(9, 13 + 7));
        assert_eq!(counted.of(source), "1名\n计3分");
        assert_eq!(text.source(Span::new(20, 21)).of(source), "&amp;");
        assert_eq!(text.slice(Span::new(3, 13)).text, "配备1名");
        assert_eq!(text.slice(Span::new(3, 13)).source(Span::new(0, 3)).of(source), "配");
    }

    #[test]
    fn lines_are_joined_as_their_language_joins_them() {
        let join = |a: &str, b: &str| {
            let mut text = MappedText::default();
            text.verbatim(a, 0);
            text.soft_break(Span::new(a.len(), a.len() + 1), b);
            text.verbatim(b, a.len() + 1);
            text.text
        };
        assert_eq!(join("每发现", "1例"), "每发现1例");
        assert_eq!(join("two", "points"), "two points");
        assert_eq!(join("计4分", "②制定"), "计4分\n②制定");
    }
}
