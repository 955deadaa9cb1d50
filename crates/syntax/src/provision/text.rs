//! The text of a section → canonical characters, and the pieces of it that are read one by one.

use crate::clause::Language;
use crate::normal::{Normal, Numbering};
use crate::span::Span;

/// A half-open range of canonical characters.
pub(super) type Range = (usize, usize);

/// Text in canonical characters, with its brackets and quotation marks paired.
pub(super) struct Text {
    normal: Normal,
    /// For every character, one past the end of the bracket or quotation that it opens; 0 where it opens none.
    closes: Vec<usize>,
    language: Language,
}

/// A bracket or quotation is never longer than this; what is open for longer is a slip.
const LONGEST_INSIDE: usize = 300;

impl Text {
    /// Lexes `source`.
    pub fn new(source: &str, language: Language) -> Text {
        let normal = match language {
            Language::Chinese => Normal::without_blanks(source),
            Language::English => Normal::of(source),
        };
        let closes = (0..normal.len()).map(|at| closing(&normal, at)).collect();
        Text { normal, closes, language }
    }

    /// How many characters there are.
    pub fn len(&self) -> usize {
        self.normal.len()
    }

    /// The character at `at`, or NUL past the end; Latin letters small.
    pub fn c(&self, at: usize) -> char {
        self.normal.get(at).map_or('\0', |c| c.to_ascii_lowercase())
    }

    /// The character before `at`, or NUL.
    pub fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\0', |i| self.c(i))
    }

    /// One past the end of the bracket or quotation that opens at `at`.
    pub fn closes(&self, at: usize) -> Option<usize> {
        self.closes.get(at).copied().filter(|end| *end > 0)
    }

    /// The canonical text of `range`, blanks at its ends left out.
    pub fn str(&self, range: Range) -> String {
        self.normal.text(range.0, range.1).trim().to_owned()
    }

    /// The source stretch of `range`.
    pub fn span(&self, range: Range) -> Span {
        let range = self.trim(range);
        self.normal.span(range.0, range.1)
    }

    /// The range without blanks at its ends.
    pub fn trim(&self, mut range: Range) -> Range {
        while range.0 < range.1 && self.c(range.0).is_whitespace() {
            range.0 += 1;
        }
        while range.0 < range.1 && self.before(range.1).is_whitespace() {
            range.1 -= 1;
        }
        range
    }

    /// Splits `range` where one of `marks` stands outside brackets and quotations. Empty parts are left out.
    pub fn split(&self, range: Range, marks: &[char]) -> Vec<Range> {
        let mut parts = Vec::new();
        let mut from = range.0;
        let mut at = range.0;
        while at < range.1 {
            if let Some(end) = self.closes(at).filter(|end| *end <= range.1) {
                at = end;
                continue;
            }
            // The comma of 25,000 separates nothing.
            let inside = self.before(at).is_ascii_digit() && self.c(at + 1).is_ascii_digit();
            if marks.contains(&self.c(at)) && !inside {
                parts.push(self.trim((from, at)));
                from = at + 1;
            }
            at += 1;
        }
        parts.push(self.trim((from, range.1)));
        parts.retain(|p| p.0 < p.1);
        parts
    }

    /// Whether a sentence, or a part of one that stands alone, ends at `at`.
    fn stops(&self, at: usize) -> bool {
        match self.c(at) {
            '。' | ';' | '!' | '?' | '\n' => true,
            '.' => {
                let open = self.c(at + 1).is_ascii_alphanumeric();
                let initial = self.language == Language::English && abbreviated(self, at);
                !open && !initial
            }
            _ => false,
        }
    }

    /// The number of a part that begins at `at`, if a part can begin there.
    fn numbering(&self, at: usize) -> Option<Numbering> {
        let found = self.normal.numbering(at)?;
        let mut back = at;
        while back > 0 && self.before(back) == ' ' {
            back -= 1;
        }
        let fresh = matches!(self.before(back), '\0' | '\n' | '。' | ';' | ':' | '.' | '!' | '?');
        let listed = self.c(at) == '(' && matches!(self.before(back), ',' | '、');
        (fresh || listed).then_some(found)
    }

    /// The pieces of the text in order.
    pub fn pieces(&self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut open = Piece::default();
        let mut at = 0;
        let close = |open: &mut Piece, end: usize, next: usize, pieces: &mut Vec<Piece>| {
            open.range.1 = end;
            open.whole.1 = next;
            let done = std::mem::take(open);
            open.range.0 = next;
            open.whole.0 = next;
            if self.trim(done.range).0 < self.trim(done.range).1 {
                pieces.push(Piece { range: self.trim(done.range), ..done });
            }
        };
        while at < self.len() {
            if let Some(found) = self.numbering(at) {
                let blank = self.trim((open.range.0, at));
                if blank.0 < blank.1 {
                    close(&mut open, at, at, &mut pieces);
                }
                open.range.0 = at + found.len;
                open.numbering = Some(found);
                at += found.len;
                continue;
            }
            if let Some(end) = self.closes(at) {
                at = end;
                continue;
            }
            if self.stops(at) {
                close(&mut open, at, at + 1, &mut pieces);
            }
            at += 1;
        }
        let end = self.len();
        close(&mut open, end, end, &mut pieces);
        pieces
    }
}

/// Whether the stop at `at` belongs to an abbreviation: `e.g.`, `No. 3`.
fn abbreviated(text: &Text, at: usize) -> bool {
    let mut from = at;
    while from > 0 && text.before(from).is_ascii_alphabetic() {
        from -= 1;
    }
    matches!(text.str((from, at)).to_lowercase().as_str(), "no" | "e" | "g" | "i" | "approx" | "dept" | "govt")
}

/// One past the end of the bracket or quotation that opens at `at`; 0 if none does.
fn closing(normal: &Normal, at: usize) -> usize {
    let close = match normal.get(at) {
        Some('(') => ')',
        Some('《') => '》',
        Some('"') => return quotation(normal, at),
        _ => return 0,
    };
    let open = normal.get(at);
    let mut depth = 0usize;
    for i in at..normal.len().min(at + LONGEST_INSIDE) {
        match normal.get(i) {
            c if c == open => depth += 1,
            Some(c) if c == close => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return i + 1;
                }
            }
            Some('\n') => return 0,
            _ => {}
        }
    }
    0
}

/// All quotation marks are one character here: the next one on the line closes. The apostrophe of `county's` opens none.
fn quotation(normal: &Normal, at: usize) -> usize {
    if at.checked_sub(1).and_then(|i| normal.get(i)).is_some_and(|c| c.is_ascii_alphabetic()) {
        return 0;
    }
    for i in at + 1..normal.len().min(at + 60) {
        match normal.get(i) {
            Some('"') if !normal.get(i + 1).is_some_and(|c| c.is_ascii_alphabetic()) => return i + 1,
            Some('\n' | '。') => return 0,
            _ => {}
        }
    }
    0
}

/// A stretch that is read as one: a sentence, or the part of it before a semicolon.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Piece {
    /// Its characters without numbering and stop.
    pub range: Range,
    /// With both.
    pub whole: Range,
    /// Its number, if it begins a numbered part.
    pub numbering: Option<Numbering>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(source: &str) -> Vec<String> {
        let language = Language::of(source);
        let text = Text::new(source, language);
        text.pieces().iter().map(|p| text.str(p.range)).collect()
    }

    #[test]
    fn sentences_semicolons_and_numbers_part_a_text() {
        assert_eq!(pieces("确认办法如下:(1)甲(含乙;丙)的;(2)丁的。"), ["确认办法如下:", "甲(含乙;丙)的", "丁的"]);
        assert_eq!(pieces("1、“重点管理”5名。后5名列入。"), ["\"重点管理\"5名", "后5名列入"]);
        assert_eq!(
            pieces("Ten units, 2.5 each. The county's share; more."),
            ["Ten units, 2.5 each", "The county\"s share", "more"]
        );
    }

    #[test]
    fn commas_inside_numbers_and_brackets_part_nothing() {
        let text = Text::new("各奖25,000元(甲,乙),同时通报", Language::Chinese);
        let parts: Vec<String> = text.split((0, text.len()), &[',']).into_iter().map(|r| text.str(r)).collect();
        assert_eq!(parts, ["各奖25,000元(甲,乙)", "同时通报"]);
    }
}
