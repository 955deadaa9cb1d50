//! Characters → tokens: words, numbers, ordinals and marks, each with its place, blind to case and to typography.

use crate::exact::{self, Exact};
use crate::span::Span;

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// A word; also `%`, however it was written.
    Word,
    /// A number; `spelled` when in letters (`seven`).
    Number {
        /// Its value.
        value: Exact,
        /// Written in letters.
        spelled: bool,
    },
    /// `1st`, `third`.
    Ordinal(u32),
    /// A mark; comparison and arithmetic signs too.
    Punct,
}

/// A token.
#[derive(Clone, Debug)]
pub(super) struct Tok {
    /// What it is.
    pub(super) kind: Kind,
    /// Lower case, with plain quotes and dashes.
    pub(super) text: String,
    /// Where it stands.
    pub(super) span: Span,
    /// White space stands before it.
    pub(super) spaced: bool,
    /// It is the first of its line.
    pub(super) line_start: bool,
    /// Begins with a capital letter.
    pub(super) capital: bool,
}

/// Words whose full stop does not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "e.g", "i.e", "etc", "no", "nos", "max", "min", "mins", "approx", "vs", "art", "sec", "secs", "hr", "hrs", "pts",
    "pt", "incl", "excl", "cf", "fig", "mr", "mrs", "dr", "st", "viz", "resp", "st",
];

#[rustfmt::skip]
const SPELLED: &[(&str, i64)] = &[
    ("zero", 0), ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7),
    ("eight", 8), ("nine", 9), ("ten", 10), ("eleven", 11), ("twelve", 12), ("thirteen", 13),
    ("fourteen", 14), ("fifteen", 15), ("sixteen", 16), ("seventeen", 17), ("eighteen", 18), ("nineteen", 19), ("twenty", 20),
    ("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70), ("eighty", 80), ("ninety", 90),
    ("hundred", 100),
];

#[rustfmt::skip]
const ORDINALS: &[(&str, u32)] = &[
    ("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("fifth", 5), ("sixth", 6), ("seventh", 7),
    ("eighth", 8), ("ninth", 9), ("tenth", 10), ("eleventh", 11), ("twelfth", 12),
];

/// Splits `text` into tokens. Every character that is not white space lies in exactly one of them.
pub(super) fn lex(text: &str) -> Vec<Tok> {
    let mut lexer = Lexer { text, at: 0, out: Vec::new(), spaced: false, line_start: true };
    while let Some(c) = lexer.peek(0) {
        if is_space(c) {
            lexer.spaced = true;
            lexer.line_start |= c == '\n';
            lexer.at += c.len_utf8();
        } else if c.is_ascii_digit() || (c == '.' && lexer.digit_after_dot()) {
            lexer.number();
        } else if c.is_alphabetic() {
            lexer.word();
        } else {
            lexer.mark(c);
        }
    }
    lexer.out
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    out: Vec<Tok>,
    spaced: bool,
    line_start: bool,
}

impl<'t> Lexer<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self, n: usize) -> Option<char> {
        self.rest().chars().nth(n)
    }

    fn digit_after_dot(&self) -> bool {
        // `.5` is a number, but the dot of `no.5` or `end.5 points` is not its beginning.
        self.peek(1).is_some_and(|c| c.is_ascii_digit()) && (self.spaced || self.at == 0)
    }

    fn push(&mut self, kind: Kind, end: usize, text: String) {
        let span = Span::new(self.at, end);
        let capital = span.of(self.text).chars().next().is_some_and(char::is_uppercase);
        let (spaced, line_start) = (self.spaced, self.line_start);
        self.out.push(Tok { kind, text, span, spaced, line_start, capital });
        self.at = end;
        self.spaced = false;
        self.line_start = false;
    }

    fn number(&mut self) {
        let rest = self.rest();
        let mut length = 0;
        let bytes = rest.as_bytes();
        let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
        while let Some(&b) = bytes.get(length) {
            let thousands =
                b == b',' && digit(length + 1) && digit(length + 2) && digit(length + 3) && !digit(length + 4);
            let decimal = b == b'.' && digit(length + 1);
            if b.is_ascii_digit() || thousands || decimal {
                length += 1;
            } else {
                break;
            }
        }
        let digits = rest.get(..length).unwrap_or("");
        let end = self.at + length;
        let tail = rest.get(length..).unwrap_or("");
        if let Some(ordinal) = ordinal_suffix(digits, tail) {
            return self.push(Kind::Ordinal(ordinal), end + 2, format!("{digits}{}", &tail.to_lowercase()[..2]));
        }
        if let Some(compound) = hyphen_compound(tail) {
            // `3-year` is an adjective, `5-point` an amount.
            if compound.trim_start_matches('-').starts_with("point")
                || compound.trim_start_matches('-').starts_with("mark")
            {
                let Some(value) = exact::parse(digits) else { return self.push(Kind::Word, end, digits.to_owned()) };
                return self.push(Kind::Number { value, spelled: false }, end + 1, digits.to_owned());
            }
            let whole = format!("{digits}{}", compound.to_lowercase());
            return self.push(Kind::Word, end + compound.len(), whole);
        }
        if let Some((value, used)) = fraction(digits, tail) {
            let text = rest.get(..length + used).unwrap_or("").to_owned();
            return self.push(Kind::Number { value, spelled: false }, end + used, text);
        }
        match exact::parse(digits) {
            Some(value) => self.push(Kind::Number { value, spelled: false }, end, digits.to_owned()),
            None => self.push(Kind::Word, end, digits.to_owned()),
        }
    }

    fn word(&mut self) {
        let rest = self.rest();
        let chars: Vec<(usize, char)> = rest.char_indices().take(400).collect();
        let at = |i: usize| chars.get(i).map(|(_, c)| *c);
        let mut n = 0;
        let mut upper = true;
        while let Some(c) = at(n) {
            let next = at(n + 1);
            let joins = match c {
                '\'' | '’' | '‘' => next.is_some_and(char::is_alphabetic),
                '-' | '\u{2010}' | '\u{2011}' => {
                    next.is_some_and(char::is_alphabetic) || (upper && next.is_some_and(|d| d.is_ascii_digit()))
                }
                '.' => {
                    // `e.g.` and `i.e.`: single letters with dots.
                    n == 1 && next.is_some_and(char::is_alphabetic) && !at(3).is_some_and(char::is_alphabetic)
                }
                _ => c.is_alphanumeric() || c == '_',
            };
            if !joins {
                break;
            }
            upper &= c.is_uppercase() || !c.is_alphabetic();
            n += 1;
        }
        let mut length =
            chars.get(n).map_or(rest.len().min(chars.last().map_or(0, |(i, c)| i + c.len_utf8())), |(i, _)| *i);
        let mut text = rest
            .get(..length)
            .unwrap_or("")
            .to_lowercase()
            .replace(['’', '‘'], "'")
            .replace(['\u{2010}', '\u{2011}'], "-");
        let tail = rest.get(length..).unwrap_or("");
        if tail.starts_with("(s)") {
            length += 3;
            text.push_str("(s)");
        } else if tail.starts_with('.') && ABBREVIATIONS.contains(&text.as_str()) && continues_after_dot(tail) {
            length += 1;
        }
        let end = self.at + length;
        if let Some(kind) = spelled(&text) {
            if let Some((kind, length)) = hundreds(&kind, tail) {
                return self.push(kind, end + length, text);
            }
            return self.push(kind, end, text);
        }
        if matches!(text.as_str(), "percent" | "pct" | "percents") {
            return self.push(Kind::Word, end, "%".to_owned());
        }
        if text == "per" && tail.trim_start().to_lowercase().starts_with("cent") {
            let gap = tail.len() - tail.trim_start().len();
            let after = tail.trim_start().get(4..).unwrap_or("");
            if !after.starts_with(char::is_alphabetic) {
                return self.push(Kind::Word, end + gap + 4, "%".to_owned());
            }
        }
        self.push(Kind::Word, end, text);
    }

    fn mark(&mut self, c: char) {
        let two: String = self.rest().chars().take(2).collect();
        let end = self.at + c.len_utf8();
        let text = match c {
            '%' | '％' => return self.push(Kind::Word, end, "%".to_owned()),
            '≥' => ">=",
            '≤' => "<=",
            '–' | '—' | '−' | '‐' | '‑' | '―' => "-",
            '×' | '✕' | '∗' | '*' | '·' if c != '·' => "*",
            '÷' | '∕' => "/",
            '“' | '”' | '„' | '«' | '»' => "\"",
            '’' | '‘' => "'",
            '→' | '⇒' => "=",
            '½' => return self.push(Kind::Number { value: exact::ratio(1, 2), spelled: false }, end, "½".to_owned()),
            '¼' => return self.push(Kind::Number { value: exact::ratio(1, 4), spelled: false }, end, "¼".to_owned()),
            '¾' => return self.push(Kind::Number { value: exact::ratio(3, 4), spelled: false }, end, "¾".to_owned()),
            '⅓' => return self.push(Kind::Number { value: exact::ratio(1, 3), spelled: false }, end, "⅓".to_owned()),
            '⅔' => return self.push(Kind::Number { value: exact::ratio(2, 3), spelled: false }, end, "⅔".to_owned()),
            _ if two == ">=" || two == "=>" => return self.push(Kind::Punct, end + 1, ">=".to_owned()),
            _ if two == "<=" || two == "=<" => return self.push(Kind::Punct, end + 1, "<=".to_owned()),
            _ if two == "->" => return self.push(Kind::Punct, end + 1, "=".to_owned()),
            _ => return self.push(Kind::Punct, end, c.to_string()),
        };
        self.push(Kind::Punct, end, text.to_owned());
    }
}

/// `e.g. ` and `max. 5` go on; `etc.` at the end of the text or before a capital does not.
fn continues_after_dot(tail: &str) -> bool {
    let after = tail.get(1..).unwrap_or("");
    match after.trim_start().chars().next() {
        None => false,
        Some(c) => !c.is_uppercase() && !after.starts_with('\n'),
    }
}

fn spelled(text: &str) -> Option<Kind> {
    let value = |word: &str| SPELLED.iter().find(|(w, _)| *w == word).map(|(_, v)| *v);
    if let Some(value) = value(text) {
        return Some(Kind::Number { value: exact::whole(value), spelled: true });
    }
    if let Some((_, n)) = ORDINALS.iter().find(|(w, _)| *w == text) {
        return Some(Kind::Ordinal(*n));
    }
    let (first, second) = text.split_once('-')?;
    if first == "one" && matches!(second, "third" | "half" | "quarter" | "fourth" | "tenth" | "fifth")
        || (first == "two" && second == "thirds")
        || (first == "three" && second == "quarters")
    {
        let (n, d) = match (first, second) {
            ("two", _) => (2, 3),
            ("three", _) => (3, 4),
            (_, "third") => (1, 3),
            (_, "half") => (1, 2),
            (_, "fifth") => (1, 5),
            (_, "tenth") => (1, 10),
            _ => (1, 4),
        };
        return Some(Kind::Number { value: exact::ratio(n, d), spelled: true });
    }
    let (tens, ones) = (value(first)?, value(second)?);
    ((20..100).contains(&tens) && ones > 0 && ones < 10)
        .then(|| Kind::Number { value: exact::whole(tens + ones), spelled: true })
}

/// `one hundred`, `two hundred`: the number and how many characters more it takes.
fn hundreds(kind: &Kind, tail: &str) -> Option<(Kind, usize)> {
    let Kind::Number { value, .. } = kind else { return None };
    let rest = tail.trim_start();
    let gap = tail.len() - rest.len();
    let word = rest.get(..7).filter(|w| w.eq_ignore_ascii_case("hundred"))?;
    let ends = !rest.get(7..).unwrap_or("").starts_with(char::is_alphanumeric);
    let fits = gap == 1 && ends && *value >= exact::whole(1) && *value < exact::whole(10);
    fits.then(|| (Kind::Number { value: value * exact::whole(100), spelled: true }, gap + word.len()))
}

fn ordinal_suffix(digits: &str, tail: &str) -> Option<u32> {
    let suffix = tail.get(..2)?.to_lowercase();
    let ends = !tail.get(2..).unwrap_or("").starts_with(char::is_alphanumeric);
    (ends && matches!(suffix.as_str(), "st" | "nd" | "rd" | "th")).then(|| digits.parse().ok()).flatten()
}

/// `-year` of `3-year`; a dash before a space or a digit is no hyphen.
fn hyphen_compound(tail: &str) -> Option<&str> {
    let rest = tail.strip_prefix('-')?;
    let length = rest.char_indices().find(|(_, c)| !c.is_alphabetic() && *c != '-').map_or(rest.len(), |(i, _)| i);
    let word = rest.get(..length)?;
    (word.len() > 1 && word.starts_with(char::is_alphabetic)).then(|| tail.get(..=length)).flatten()
}

/// `1/3`: a proper fraction written without spaces.
fn fraction(digits: &str, tail: &str) -> Option<(Exact, usize)> {
    let rest = tail.strip_prefix('/')?;
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest.get(length..).unwrap_or("");
    if after.starts_with('/') || digits.len() > 2 || !(1..=2).contains(&length) {
        return None;
    }
    let (n, d): (i64, i64) = (digits.parse().ok()?, rest.get(..length)?.parse().ok()?);
    (0 < n && n < d).then(|| (exact::ratio(n, d), length + 1))
}
