//! Text → runs (stretches without a full stop), runs → statements (what leads up to each head).

use super::head::{Found, Head, head_at};
use super::text::{Range, Text};

/// A stretch of text without a full stop, semicolon or numbering inside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Run {
    /// Its characters.
    pub range: Range,
    /// The sentence it belongs to.
    pub sentence: usize,
    /// The numbered part it belongs to.
    pub part: usize,
    /// Inside brackets.
    pub aside: bool,
    /// The kind of unit that it is limited to: 街道:…
    pub class: Option<Range>,
}

/// A head and the words that lead up to it.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// The words before the head.
    pub lead: Range,
    /// The head.
    pub found: Found,
    /// Where it stands.
    pub place: Run,
}

impl Statement {
    /// Lead and head together.
    pub fn range(&self) -> Range {
        (self.lead.0.min(self.found.range.0), self.found.range.1)
    }
}

/// The runs of a text, and the characters of numberings.
pub(super) fn runs(text: &Text) -> (Vec<Run>, Vec<Range>) {
    let mut splitter = Splitter {
        text,
        runs: Vec::new(),
        numberings: Vec::new(),
        from: 0,
        sentence: 0,
        part: 0,
        asides: Vec::new(),
        classes: !super::classes::names_levels(text),
        class: None,
    };
    splitter.walk();
    (splitter.runs, splitter.numberings)
}

struct Splitter<'a> {
    text: &'a Text,
    runs: Vec<Run>,
    numberings: Vec<Range>,
    from: usize,
    sentence: usize,
    part: usize,
    /// Ends of the brackets that are read as statements.
    asides: Vec<usize>,
    /// Whether labels may be kinds of unit.
    classes: bool,
    /// The kind of unit that the line is about.
    class: Option<Range>,
}

impl Splitter<'_> {
    fn walk(&mut self) {
        let mut at = 0;
        // One past the end of a bracket that is part of a phrase.
        let mut inline = 0;
        while at < self.text.len() {
            if self.text.guarded(at) || at < inline {
                at += 1;
                continue;
            }
            if let Some(end) = self.text.numbering(at) {
                self.close(at);
                self.sentence += 1;
                self.part += usize::from(!self.numberings.is_empty());
                self.numberings.push((at, end));
                self.from = end;
                at = end;
                continue;
            }
            match self.text.c(at) {
                '。' | '\n' | ';' | '!' | '?' | '|' => self.stop(at),
                '.' if !self.text.c(at + 1).is_ascii_digit() && !self.text.before(at).is_ascii_alphabetic() => {
                    self.stop(at)
                }
                '(' => match self.text.closing(at) {
                    Some(end) if is_scoring(self.text, (at + 1, end)) => {
                        self.close(at);
                        self.asides.push(end);
                        self.from = at + 1;
                    }
                    Some(end) => inline = end + 1,
                    None => {}
                },
                ')' if self.asides.last() == Some(&at) => {
                    self.close(at);
                    self.asides.pop();
                    self.from = at + 1;
                }
                _ => {}
            }
            at += 1;
        }
        self.close(self.text.len());
    }

    fn stop(&mut self, at: usize) {
        self.close(at);
        self.sentence += usize::from(self.asides.is_empty());
        self.from = at + 1;
    }

    fn close(&mut self, at: usize) {
        let fresh = self.asides.is_empty() && !matches!(self.text.before(self.from), '(' | ')');
        if matches!(self.text.before(self.from), '\0' | '\n')
            || self.numberings.last().is_some_and(|n| n.1 == self.from)
        {
            self.class = None;
        }
        if let Some((class, end)) = super::classes::label(self.text, self.from, at).filter(|_| fresh && self.classes) {
            self.class = Some(class);
            self.from = end;
        }
        if self.from < at {
            let run = Run {
                range: (self.from, at),
                sentence: self.sentence,
                part: self.part,
                aside: !self.asides.is_empty(),
                class: self.class,
            };
            self.runs.push(run);
        }
        self.from = at;
    }
}

/// Whether a bracket holds a statement about points of its own.
fn is_scoring(text: &Text, range: Range) -> bool {
    let mut from = range.0;
    (range.0..range.1).any(|at| {
        if matches!(text.c(at), ';' | '。') {
            from = at + 1;
        }
        let head = head_at(text, at, from, range.1).map(|f| f.head);
        head.is_some_and(|h| {
            !matches!(h, Head::Idle | Head::Grade(_) | Head::Formula { .. })
                || matches!(h, Head::Formula { .. }) && at == range.0
        })
    })
}

/// The statements of a run, and what is left after the last.
pub(super) fn statements(text: &Text, run: Run) -> (Vec<Statement>, Range) {
    let mut found: Vec<Statement> = Vec::new();
    let mut lead = run.range.0;
    let mut at = run.range.0;
    // One past the end of a bracket that is part of a phrase: what it says of points belongs to the phrase.
    let mut inline = run.range.0;
    while at < run.range.1 {
        if at >= inline && text.c(at) == '(' {
            inline = text.closing(at).map_or(inline, |end| end + 1);
        }
        let head = if at >= inline { head_at(text, at, lead, run.range.1) } else { None };
        match head {
            Some(head) => {
                let end = head.range.1.max(at + 1);
                found.push(Statement { lead: (lead, at), found: head, place: run });
                lead = end;
                at = end;
            }
            None => at += 1,
        }
    }
    (found, (lead, run.range.1))
}
