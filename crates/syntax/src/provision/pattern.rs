//! Sentence patterns: words, choices and slots, matched against a range of text.
//!
//! `每个{stratum:w}[随机|]抽[取|查|]{size:n}个{site:w}` — `[a|b]` is one of several, `[a|]` may be missing, `{name:kind}` takes
//! characters. Kinds: `n` a whole number in any digits, `x` a decimal, `w` words without a comma, `s` words with commas, `q`
//! a name with or without quotation marks. Slots take as little as they can. Matching is bounded: a text that would need
//! more steps than any sentence does not match.

use super::number;
use super::text::{Range, Text};
use crate::exact::Exact;

/// A pattern taken apart.
#[derive(Debug)]
pub(super) struct Pattern(Vec<Part>);

#[derive(Debug)]
enum Part {
    Literal(char),
    Choice(Vec<Vec<Part>>),
    Slot { name: &'static str, kind: Kind },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Whole,
    Decimal,
    Words,
    Sentence,
    Name,
}

/// No sentence needs more steps.
const STEPS: usize = 20_000;

impl Pattern {
    /// Takes `source` apart. Patterns are the program's own; a test reads all of them.
    pub fn new(source: &'static str) -> Pattern {
        let mut rest = source;
        Pattern(sequence(&mut rest))
    }

    /// Matches all of `range`.
    pub fn whole(&self, text: &Text, range: Range) -> Option<Captures> {
        self.first(text, range, &mut |captures| Some(Captures(captures.0.clone())))
    }

    /// Matches all of `range` in the first way that `accept` makes something of.
    pub fn first<T>(&self, text: &Text, range: Range, accept: &mut dyn FnMut(&Captures) -> Option<T>) -> Option<T> {
        let range = text.trim(range);
        let mut made = None;
        let mut end = |captures: &Captures| {
            made = accept(captures);
            made.is_some()
        };
        let mut run = Run { text, range, steps: 0, found: Captures(Vec::new()), end: &mut end };
        run.go(&Rest { parts: &self.0, next: None }, range.0);
        made
    }
}

fn sequence(rest: &mut &'static str) -> Vec<Part> {
    let mut parts = Vec::new();
    while let Some(c) = rest.chars().next() {
        match c {
            '|' | ']' => break,
            '[' => {
                *rest = rest.get(1..).unwrap_or("");
                let mut choices = vec![sequence(rest)];
                while let Some(after) = rest.strip_prefix('|') {
                    *rest = after;
                    choices.push(sequence(rest));
                }
                *rest = rest.strip_prefix(']').unwrap_or(rest);
                parts.push(Part::Choice(choices));
            }
            '{' => {
                let (inside, after) = rest.get(1..).and_then(|r| r.split_once('}')).unwrap_or(("", ""));
                *rest = after;
                let (name, kind) = inside.split_once(':').unwrap_or((inside, "w"));
                let kind = match kind {
                    "n" => Kind::Whole,
                    "x" => Kind::Decimal,
                    "s" => Kind::Sentence,
                    "q" => Kind::Name,
                    _ => Kind::Words,
                };
                parts.push(Part::Slot { name, kind });
            }
            c => {
                *rest = rest.get(c.len_utf8()..).unwrap_or("");
                // An apostrophe is a quotation mark in canonical text.
                parts.push(Part::Literal(if c == '\'' { '"' } else { c }));
            }
        }
    }
    parts
}

/// What is left to match: the parts here, then those around.
struct Rest<'a> {
    parts: &'a [Part],
    next: Option<&'a Rest<'a>>,
}

struct Run<'a> {
    text: &'a Text,
    range: Range,
    steps: usize,
    found: Captures,
    /// Whether a match of the whole range is the one that is wanted.
    end: &'a mut dyn FnMut(&Captures) -> bool,
}

impl Run<'_> {
    fn go(&mut self, rest: &Rest, at: usize) -> bool {
        self.steps += 1;
        if self.steps > STEPS {
            return false;
        }
        let Some((part, after)) = rest.parts.split_first() else {
            return match rest.next {
                Some(next) => self.go(next, at),
                None => at == self.range.1 && (self.end)(&self.found),
            };
        };
        let after = Rest { parts: after, next: rest.next };
        match part {
            Part::Literal(c) => {
                let here = at < self.range.1 && self.text.c(at) == *c;
                here && self.go(&after, at + 1)
            }
            Part::Choice(choices) => choices.iter().any(|c| self.go(&Rest { parts: c, next: Some(&after) }, at)),
            Part::Slot { name, kind } => self.slot(name, *kind, &after, at),
        }
    }

    fn slot(&mut self, name: &'static str, kind: Kind, after: &Rest, at: usize) -> bool {
        match kind {
            Kind::Whole => number::whole(self.text, at, self.range.1)
                .is_some_and(|(end, value)| self.take(name, Value::Whole(value), (at, end), after)),
            Kind::Decimal => number::decimal(self.text, at, self.range.1)
                .is_some_and(|(end, value)| self.take(name, Value::Decimal(value), (at, end), after)),
            Kind::Name if self.text.c(at) == '"' => match self.text.closes(at).filter(|end| *end <= self.range.1) {
                Some(end) => {
                    let found = Captured { name, value: Value::Words, range: (at + 1, end - 1) };
                    self.keep(found, after, end)
                }
                None => false,
            },
            Kind::Words | Kind::Sentence | Kind::Name => self.words(name, kind, after, at),
        }
    }

    /// Takes words, as few as the rest of the pattern allows.
    fn words(&mut self, name: &'static str, kind: Kind, after: &Rest, at: usize) -> bool {
        // A slot begins and ends between words.
        let cut = |i: usize| self.text.before(i).is_ascii_alphabetic() && self.text.c(i).is_ascii_alphabetic();
        if cut(at) {
            return false;
        }
        let mut end = at;
        while end < self.range.1 {
            let c = self.text.c(end);
            let stop = matches!(c, ';' | '。' | '\n') || (kind != Kind::Sentence && matches!(c, ',' | ':'));
            let quoted = kind == Kind::Name && matches!(c, '"' | '(' | ')' | '、');
            let inside = c == ',' && self.text.before(end).is_ascii_digit() && self.text.c(end + 1).is_ascii_digit();
            if (stop && !inside) || quoted {
                return false;
            }
            end = self.text.closes(end).filter(|close| *close <= self.range.1 && kind != Kind::Name).unwrap_or(end + 1);
            let cut = self.text.before(end).is_ascii_alphabetic() && self.text.c(end).is_ascii_alphabetic();
            if !cut && self.take(name, Value::Words, (at, end), after) {
                return true;
            }
            if self.steps > STEPS {
                return false;
            }
        }
        false
    }

    fn take(&mut self, name: &'static str, value: Value, range: Range, after: &Rest) -> bool {
        self.keep(Captured { name, value, range }, after, range.1)
    }

    fn keep(&mut self, found: Captured, after: &Rest, at: usize) -> bool {
        self.found.0.push(found);
        let matched = self.go(after, at);
        if !matched {
            self.found.0.pop();
        }
        matched
    }
}

/// What the slots of a pattern took.
#[derive(Debug)]
pub(super) struct Captures(Vec<Captured>);

#[derive(Clone, Debug)]
struct Captured {
    name: &'static str,
    value: Value,
    range: Range,
}

#[derive(Clone, Debug, PartialEq)]
enum Value {
    Words,
    Whole(u32),
    Decimal(Exact),
}

impl Captures {
    fn of(&self, name: &str) -> Option<&Captured> {
        self.0.iter().find(|c| c.name == name)
    }

    /// The whole number in slot `name`.
    pub fn whole(&self, name: &str) -> Option<u32> {
        match self.of(name)?.value {
            Value::Whole(n) => Some(n),
            _ => None,
        }
    }

    /// The decimal in slot `name`.
    pub fn decimal(&self, name: &str) -> Option<Exact> {
        match &self.of(name)?.value {
            Value::Decimal(x) => Some(x.clone()),
            Value::Whole(n) => Some(crate::exact::whole(i64::from(*n))),
            Value::Words => None,
        }
    }

    /// Where slot `name` stands.
    pub fn range(&self, name: &str) -> Option<Range> {
        self.of(name).map(|c| c.range)
    }

    /// The words of slot `name`.
    pub fn words(&self, text: &Text, name: &str) -> Option<String> {
        self.range(name).map(|r| text.str(r)).filter(|w| !w.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clause::Language;

    #[test]
    fn slots_take_what_their_neighbours_leave() {
        let text = Text::new("每个乡(镇、街)随机抽取两个村,", Language::Chinese);
        let pattern = Pattern::new("[每个|每]{stratum:w}[随机|]抽[取|查|]{size:n}个{site:w}");
        let found = pattern.whole(&text, (0, text.len() - 1)).expect("a match");
        assert_eq!(found.words(&text, "stratum").as_deref(), Some("乡(镇、街)"));
        assert_eq!(found.whole("size"), Some(2));
        assert_eq!(found.words(&text, "site").as_deref(), Some("村"));
        assert!(pattern.whole(&text, (0, 10)).is_none());
    }

    #[test]
    fn latin_slots_end_between_words() {
        let text = Text::new("Two villages are drawn in each township", Language::English);
        let pattern = Pattern::new("{size:n} {site:w} [is|are] drawn in each {stratum:w}");
        let found = pattern.whole(&text, (0, text.len())).expect("a match");
        assert_eq!(found.words(&text, "site").as_deref(), Some("villages"));
        assert!(Pattern::new("{size:n} {site:w}es are {rest:w}").whole(&text, (0, text.len())).is_none());
    }
}
