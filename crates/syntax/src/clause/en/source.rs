//! The text with its tokens, and how patterns are matched on them.

use super::lex::{self, Kind, Tok};
use super::lexicon::{self, among};
use crate::exact::Exact;
use crate::span::Span;

/// A stretch of tokens, by index.
pub(super) type Range = std::ops::Range<usize>;

/// The text of an item and its tokens.
pub(super) struct Source<'t> {
    /// The text.
    pub(super) text: &'t str,
    /// Its tokens.
    pub(super) toks: Vec<Tok>,
}

impl<'t> Source<'t> {
    /// Lexes `text`.
    pub(super) fn new(text: &'t str) -> Source<'t> {
        let mut source = Source { text, toks: lex::lex(text) };
        source.part_marks();
        source
    }

    /// `: (1) 5,000 or less; (2) more`, `; or (b)`: an enumerator inside a sentence parts like a semicolon.
    fn part_marks(&mut self) {
        for i in 1..self.toks.len() {
            let mut before = i - 1;
            if matches!(self.word(before), "or" | "and") && before > 0 {
                before -= 1;
            }
            let opens = self.is(i, "(") && self.is(i + 2, ")") && matches!(self.word(before), ":" | ";" | ",");
            let line = self.toks.get(i).is_none_or(|t| t.line_start);
            let short = self.number(i + 1).is_some_and(|n| *n < crate::exact::whole(30)) && !self.spelled(i + 1)
                || self.word(i + 1).len() == 1 && self.word(i + 1).chars().all(char::is_alphabetic)
                || matches!(self.word(i + 1), "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix");
            // `gold (5), silver (3)` gives amounts, not parts: something must follow the bracket.
            let goes_on = self.toks.get(i + 3).is_some_and(|t| t.spaced && t.kind != Kind::Punct);
            if opens && short && !line && goes_on {
                for tok in self.toks.iter_mut().skip(i).take(3) {
                    tok.kind = Kind::Punct;
                    tok.text = ";".to_owned();
                }
            }
        }
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.toks.len()
    }

    /// The normalised text of token `i`; empty beyond the end.
    pub(super) fn word(&self, i: usize) -> &str {
        self.toks.get(i).map_or("", |t| t.text.as_str())
    }

    /// The normalised text of the token before `i`, not before `from`.
    pub(super) fn before(&self, i: usize, from: usize) -> &str {
        if i > from { self.word(i - 1) } else { "" }
    }

    /// Whether token `i` is `word`.
    pub(super) fn is(&self, i: usize, word: &str) -> bool {
        self.word(i) == word
    }

    /// Whether token `i`, inside `end`, is one of `list`.
    pub(super) fn any(&self, i: usize, end: usize, list: &[&str]) -> bool {
        i < end && among(list, self.word(i))
    }

    /// The value of token `i` when it is a number.
    pub(super) fn number(&self, i: usize) -> Option<&Exact> {
        match &self.toks.get(i)?.kind {
            Kind::Number { value, .. } => Some(value),
            _ => None,
        }
    }

    /// Whether token `i` is a number in letters.
    pub(super) fn spelled(&self, i: usize) -> bool {
        matches!(self.toks.get(i).map(|t| &t.kind), Some(Kind::Number { spelled: true, .. }))
    }

    /// The rank of token `i` when it is an ordinal.
    pub(super) fn ordinal(&self, i: usize) -> Option<u32> {
        match self.toks.get(i)?.kind {
            Kind::Ordinal(n) => Some(n),
            _ => None,
        }
    }

    /// Whether token `i` is a mark rather than a word or number.
    pub(super) fn punct(&self, i: usize) -> bool {
        matches!(self.toks.get(i).map(|t| &t.kind), Some(Kind::Punct))
    }

    /// Whether token `i` follows white space.
    pub(super) fn spaced(&self, i: usize) -> bool {
        self.toks.get(i).is_none_or(|t| t.spaced)
    }

    /// Matches the words of `phrase` (parted by blanks) from `i`; the index after them.
    pub(super) fn phrase(&self, i: usize, end: usize, phrase: &str) -> Option<usize> {
        let mut at = i;
        for word in phrase.split(' ') {
            if at >= end || self.word(at) != word {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// The longest phrase of `list` that matches from `i`; the index after it.
    pub(super) fn longest(&self, i: usize, end: usize, list: &[&str]) -> Option<usize> {
        list.iter().filter_map(|p| self.phrase(i, end, p)).max()
    }

    /// The phrase of `list` that ends just before `i`, the longest; the index of its first token.
    pub(super) fn longest_before(&self, i: usize, from: usize, list: &[&str]) -> Option<usize> {
        list.iter()
            .filter_map(|p| {
                let length = p.split(' ').count();
                let start = i.checked_sub(length).filter(|s| *s >= from)?;
                self.phrase(start, i, p).map(|_| start)
            })
            .min()
    }

    /// The first index in `range` where a phrase of `list` begins, and the index after it.
    pub(super) fn find(&self, range: &Range, list: &[&str]) -> Option<(usize, usize)> {
        range.clone().find_map(|i| self.longest(i, range.end, list).map(|end| (i, end)))
    }

    /// Whether any token of `range` is one of `list`.
    pub(super) fn holds(&self, range: &Range, list: &[&str]) -> bool {
        range.clone().any(|i| among(list, self.word(i)))
    }

    /// The characters from the first to the last token of `range`.
    pub(super) fn span(&self, range: &Range) -> Span {
        match (self.toks.get(range.start), range.end.checked_sub(1).and_then(|e| self.toks.get(e))) {
            (Some(first), Some(last)) if range.start < range.end => Span::new(first.span.start, last.span.end),
            (Some(first), _) => Span::new(first.span.start, first.span.start),
            _ => Span::new(self.text.len(), self.text.len()),
        }
    }

    /// The characters of `range` as they stand, white space evened.
    pub(super) fn raw(&self, range: &Range) -> String {
        self.span(range).of(self.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// `range` without marks and the listed words at either end.
    pub(super) fn trimmed(&self, range: &Range, words: &[&str]) -> Range {
        let (mut start, mut end) = (range.start, range.end);
        let drop = |i: usize| {
            (self.punct(i)
                && !matches!(
                    self.word(i),
                    "(" | "[" | "$" | "€" | "£" | "<" | ">" | ">=" | "<=" | "\"" | ")" | "]" | "+"
                ))
                || among(words, self.word(i))
        };
        while start < end && drop(start) {
            start += 1;
        }
        while end > start && drop(end - 1) {
            end -= 1;
        }
        // A bracket without its partner belongs to the clause, not to the phrase.
        let opens = |r: Range| r.filter(|i| self.is(*i, "(")).count();
        let closes = |r: Range| r.filter(|i| self.is(*i, ")")).count();
        if start < end && opens(start..end) > closes(start..end) {
            if self.is(end - 1, "(") {
                return self.trimmed(&(start..end - 1), words);
            }
            if self.is(start, "(") {
                return self.trimmed(&(start + 1..end), words);
            }
        }
        if start < end && closes(start..end) > opens(start..end) {
            if self.is(end - 1, ")") {
                return self.trimmed(&(start..end - 1), words);
            }
            if self.is(start, ")") {
                return self.trimmed(&(start + 1..end), words);
            }
        }
        if start < end && self.is(start, "(") && self.is(end - 1, ")") && opens(start..end) == 1 {
            return self.trimmed(&(start + 1..end - 1), words);
        }
        start..end
    }

    /// Whether the number at `i` plainly belongs to a name or a date: question 17, Part 2, ISO 9001, 31 March.
    pub(super) fn named_number(&self, i: usize, from: usize, end: usize) -> bool {
        let mut before = self.before(i, from);
        if matches!(before, "#" | "." | ":") {
            before = if i > from + 1 { self.word(i - 2) } else { "" };
            if self.before(i, from) == "#" {
                return true;
            }
        }
        let year = self.word(i).len() == 4 && matches!(self.word(i).get(..2), Some("19" | "20")) && !self.spelled(i);
        let month = |j: usize| j < end && among(lexicon::MONTHS, self.word(j));
        let clock = self.is(i + 1, ":") && self.number(i + 2).is_some() && !self.spaced(i + 2)
            || self.before(i, from) == ":" && !self.spaced(i) && i >= 2 && self.number(i - 2).is_some()
            || i + 1 < end && matches!(self.word(i + 1), "am" | "pm" | "a.m" | "p.m" | "o'clock" | "noon");
        let listed = (among(&["and", "or", "-", "to", ",", "/"], before))
            && i >= from + 2
            && self.number(i - 2).is_some()
            && self.named_number(i - 2, from, i - 2);
        among(lexicon::NAMED, before)
            || year
            || month(i + 1)
            || (i > from && month(i - 1))
            || clock
            || listed
            || self.in_quotes(i, from, end)
    }

    fn in_quotes(&self, i: usize, from: usize, end: usize) -> bool {
        let quote = |j: usize| self.is(j, "\"");
        (from..i).filter(|j| quote(*j)).count() % 2 == 1 && (i..end).any(quote)
    }
}
