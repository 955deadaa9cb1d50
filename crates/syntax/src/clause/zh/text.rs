//! Chinese text ready to be read: canonical characters, the numbers among them, and the stretches that are names.

use super::number::{self, Num, Unit};
use crate::normal::Normal;
use crate::span::Span;

/// A half-open range of canonical characters.
pub(super) type Range = (usize, usize);

/// The text with what can be told about it without grammar.
pub(super) struct Text {
    normal: Normal,
    /// Every number outside names, in text order.
    pub nums: Vec<Num>,
    /// For every character, the number that begins there.
    num_at: Vec<Option<usize>>,
    /// Characters inside 《》, quotation marks or document numbers: never keywords, never figures.
    guard: Vec<bool>,
}

impl Text {
    /// Lexes `source`.
    pub fn new(source: &str) -> Text {
        let normal = Normal::without_blanks(source);
        let guard = guarded(&normal);
        let nums = number::all(&normal, &guard);
        let mut num_at = vec![None; normal.len()];
        for (index, num) in nums.iter().enumerate() {
            if let Some(slot) = num_at.get_mut(num.start) {
                *slot = Some(index);
            }
        }
        Text { normal, nums, num_at, guard }
    }

    /// How many characters there are.
    pub fn len(&self) -> usize {
        self.normal.len()
    }

    /// The character at `at`, or NUL past the end.
    pub fn c(&self, at: usize) -> char {
        self.normal.get(at).unwrap_or('\0')
    }

    /// The character before `at`, or NUL.
    pub fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\0', |i| self.c(i))
    }

    /// Whether `word` begins at `at`.
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.normal.starts(at, word)
    }

    /// The end of the longest of `words` that begins at `at`.
    pub fn any(&self, at: usize, words: &[&str]) -> Option<usize> {
        self.normal.longest(at, words).map(|len| at + len)
    }

    /// `at` after as many of `words` as follow each other.
    pub fn skip(&self, mut at: usize, words: &[&str]) -> usize {
        while let Some(end) = self.any(at, words) {
            at = end;
        }
        at
    }

    /// Whether one of `words` ends at `at`.
    pub fn ends(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|w| at.checked_sub(w.chars().count()).is_some_and(|from| self.is(from, w)))
    }

    /// The first place in `range` where one of `words` stands, with its end; names are passed over.
    pub fn find(&self, range: Range, words: &[&str]) -> Option<Range> {
        (range.0..range.1)
            .filter(|&i| !self.guarded(i))
            .find_map(|i| self.any(i, words).filter(|&end| end <= range.1).map(|end| (i, end)))
    }

    /// Whether one of `words` stands in `range`.
    pub fn has(&self, range: Range, words: &[&str]) -> bool {
        self.find(range, words).is_some()
    }

    /// The number that begins at `at`.
    pub fn num(&self, at: usize) -> Option<&Num> {
        self.num_at.get(at).copied().flatten().and_then(|i| self.nums.get(i))
    }

    /// The numbers that lie wholly in `range`.
    pub fn nums_in(&self, range: Range) -> impl Iterator<Item = &Num> {
        let from = self.nums.partition_point(|n| n.start < range.0);
        self.nums.iter().skip(from).take_while(move |n| n.start < range.1).filter(move |n| n.end <= range.1)
    }

    /// The number of points that begins at `at`.
    pub fn points(&self, at: usize) -> Option<&Num> {
        self.num(at).filter(|n| n.unit == Unit::Points)
    }

    /// The ordinal that begins at `at` (第二, 第3): its value and end.
    pub fn ordinal(&self, at: usize) -> Option<(crate::exact::Exact, usize)> {
        (self.c(at) == '第').then(|| number::digits_at(&self.normal, at + 1))?
    }

    /// Whether the character at `at` belongs to a name.
    pub fn guarded(&self, at: usize) -> bool {
        self.guard.get(at).copied().unwrap_or(false)
    }

    /// The canonical text of `range`.
    pub fn str(&self, range: Range) -> String {
        self.normal.text(range.0, range.1)
    }

    /// The source stretch of `range`.
    pub fn span(&self, range: Range) -> Span {
        self.normal.span(range.0, range.1)
    }

    /// The numbering that begins at `at`, if `at` is a place where a part can begin.
    pub fn numbering(&self, at: usize) -> Option<usize> {
        let numbering = self.normal.numbering(at)?;
        let circled = numbering.style == crate::normal::NumberingStyle::Circled;
        let before = self.before(at);
        let fresh = matches!(before, '\0' | '\n' | '。' | ';' | '(' | ')' | ':' | '!' | '?' | '|' | '.' | '[' | ']');
        // (一、二孩漏报…) counts; 一、 numbers only where a sentence begins.
        let chinese = numbering.style == crate::normal::NumberingStyle::Chinese;
        if chinese && (matches!(before, '(' | ':' | ')') || super::number::is_chinese_digit(self.c(at + numbering.len)))
        {
            return None;
        }
        // ①② side by side, or 见① in running text, refers to parts instead of beginning one.
        let refers = circled && self.normal.numbering(at + 1).is_some();
        let bracketed = matches!(numbering.style, crate::normal::NumberingStyle::Bracketed) && self.c(at) == '(';
        ((fresh || circled || (bracketed && before == ',')) && !refers).then_some(at + numbering.len)
    }

    /// The bracket that closes the one at `open`, if it is near.
    pub fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0usize;
        for at in open..self.len().min(open + 400) {
            match self.c(at) {
                '(' => depth += 1,
                ')' if depth == 1 => return Some(at),
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        None
    }

    /// Splits `range` at commas and colons that stand outside brackets and names. Empty pieces are left out.
    pub fn segments(&self, range: Range) -> Vec<Range> {
        self.split(range, |c| matches!(c, ',' | ':' | '\n' | ';' | '。' | '-'))
    }

    /// Splits `range` at the characters that `at` picks, outside brackets and names.
    pub fn split(&self, range: Range, at: impl Fn(char) -> bool) -> Vec<Range> {
        let (mut pieces, mut from, mut depth) = (Vec::new(), range.0, 0usize);
        for i in range.0..range.1 {
            let c = self.c(i);
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ if depth == 0 && !self.guarded(i) && at(c) && !self.in_number(i) => {
                    pieces.push((from, i));
                    from = i + 1;
                }
                _ => {}
            }
        }
        pieces.push((from, range.1));
        pieces.retain(|p| p.0 < p.1);
        pieces
    }

    /// Whether `at` is a hyphen between two numbers, or lies inside a number.
    fn in_number(&self, at: usize) -> bool {
        let from = self.nums.partition_point(|n| n.end <= at);
        let inside = self.nums.get(from).is_some_and(|n| n.start <= at);
        inside || (self.c(at) == '-' && (self.num(at + 1).is_some() || self.before(at).is_alphanumeric()))
    }
}

/// Marks names: 《…》, “…”, 〔2016〕30号.
fn guarded(normal: &Normal) -> Vec<bool> {
    let mut guard = vec![false; normal.len()];
    let mut at = 0;
    while let Some(c) = normal.get(at) {
        let end = match c {
            '《' => close(normal, at, '》', 60),
            '"' => close(normal, at, '"', 30),
            '\'' => close(normal, at, '\'', 30),
            '[' => close(normal, at, ']', 8).map(|end| {
                (end..normal.len().min(end + 8)).find(|&i| normal.get(i) == Some('号')).map_or(end, |i| i + 1)
            }),
            _ => None,
        };
        match end {
            Some(end) => {
                guard.iter_mut().take(end).skip(at).for_each(|g| *g = true);
                at = end;
            }
            None => at += 1,
        }
    }
    guard
}

/// The end of a name that opens at `at`, if it closes within `most` characters and its own line.
fn close(normal: &Normal, at: usize, with: char, most: usize) -> Option<usize> {
    let end = (at + 1..normal.len().min(at + most))
        .find(|&i| matches!(normal.get(i), Some(c) if c == with || c == '\n' || c == '。'))?;
    (normal.get(end) == Some(with)).then_some(end + 1)
}
