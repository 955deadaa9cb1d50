//! Numbering as people write it: 一、 (一) 1、 1. (1) ⑴ ① 第一章 A. (a) iv. Part 2.

use crate::document::width::{Folded, is_wide};
pub(crate) use crate::numerals::is_chinese_numeral;
use crate::numerals::roman_number;
pub use crate::numerals::{chinese_digit, chinese_number};

/// How a number is dressed; two markers of one style stand on one level of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberingStyle {
    /// 第一章, 第2节, 第3条 and their kin, told apart by the counter word.
    Counter(char),
    /// 一、
    ChineseComma,
    /// (一)
    ChineseBracket,
    /// 1、 1.
    Arabic,
    /// 1.2, 1.2.3: so many components.
    Dotted(usize),
    /// (1) ⑴
    ArabicBracket,
    /// 1)
    ArabicHalfBracket,
    /// ①
    Circled,
    /// A. a) (a) and so on: letters, dressed as the second field says.
    Letter(Case, Dress),
    /// i. (iv) IV.
    Roman(Case, Dress),
    /// Part 1, Section 2.
    Word,
}

/// Capital or small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// A, IV.
    Upper,
    /// a, iv.
    Lower,
}

/// What stands around a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dress {
    /// `a.` `a、`
    Dot,
    /// `a)`
    HalfBracket,
    /// `(a)`
    Bracket,
}

/// A number at the start of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbering {
    /// How it is dressed.
    pub style: NumberingStyle,
    /// Its components: `[1, 1, 5]` for 1.1.5, otherwise one.
    pub value: Vec<u32>,
    /// Its value as a letter where it was read as a Roman number but might be one: i after h.
    pub as_letter: Option<u32>,
    /// Where the marker starts in the text, after blanks.
    pub start: usize,
    /// Where the marker ends.
    pub end: usize,
    /// Where the words after it start.
    pub rest: usize,
}

impl Numbering {
    /// The number at the start of `text`, if it starts with one.
    pub fn of(text: &str) -> Option<Numbering> {
        // A marker is short: only the head of a long line is looked at.
        let head = text.char_indices().nth(80).map_or(text, |(at, _)| text.get(..at).unwrap_or(text));
        Scan::new(head).numbering()
    }

    /// The last component: its place among its siblings.
    pub fn last(&self) -> u32 {
        self.value.last().copied().unwrap_or(0)
    }

    /// The same number, read as a letter if it follows `previous` as a letter: i after h.
    pub fn after(mut self, previous: Option<&Numbering>) -> Numbering {
        if let (Some(letter), Some(previous)) = (self.as_letter, previous)
            && let (NumberingStyle::Roman(case, dress), NumberingStyle::Letter(..)) = (self.style, previous.style)
            && previous.last() + 1 == letter
        {
            self.style = NumberingStyle::Letter(case, dress);
            self.value = vec![letter];
        }
        self
    }
}

const COUNTERS: &str = "章节条款篇部编项类";
const WORDS: [&str; 12] = [
    "part",
    "section",
    "chapter",
    "article",
    "annex",
    "item",
    "criterion",
    "indicator",
    "standard",
    "component",
    "domain",
    "area",
];

/// The head of a line, folded, and how far it has been read.
struct Scan {
    text: Folded,
}

impl Scan {
    fn new(text: &str) -> Scan {
        Scan { text: Folded::new(text) }
    }

    fn at(&self, i: usize) -> Option<char> {
        self.text.chars.get(i).copied()
    }

    fn blanks(&self, mut i: usize) -> usize {
        while self.at(i).is_some_and(char::is_whitespace) {
            i += 1;
        }
        i
    }

    fn run(&self, from: usize, holds: impl Fn(char) -> bool) -> usize {
        let mut i = from;
        while self.at(i).is_some_and(&holds) {
            i += 1;
        }
        i
    }

    fn slice(&self, from: usize, to: usize) -> &[char] {
        self.text.chars.get(from..to).unwrap_or(&[])
    }

    fn found(&self, style: NumberingStyle, value: Vec<u32>, start: usize, end: usize) -> Option<Numbering> {
        let rest = self.blanks(end);
        let byte = |i: usize| self.text.at.get(i).copied().unwrap_or(0);
        Some(Numbering { style, value, as_letter: None, start: byte(start), end: byte(end), rest: byte(rest) })
    }

    fn numbering(&self) -> Option<Numbering> {
        let start = self.blanks(0);
        let first = self.at(start)?;
        if first == '第' {
            return self.counter(start);
        }
        if let Some((style, value)) = single_sign(first) {
            let end = start + 1;
            let end = if matches!(self.at(end), Some('、' | '.')) { end + 1 } else { end };
            return self.found(style, vec![value], start, end);
        }
        if first == '(' {
            return self.bracketed(start);
        }
        if is_chinese_numeral(first) {
            let end = self.run(start, is_chinese_numeral);
            let mark = self.blanks(end);
            let value = chinese_number(self.slice(start, end))?;
            return matches!(self.at(mark), Some('、' | '.' | ':'))
                .then(|| self.found(NumberingStyle::ChineseComma, vec![value], start, mark + 1))?;
        }
        if first.is_ascii_digit() {
            return self.digits(start);
        }
        if first.is_ascii_alphabetic() {
            return self.word(start).or_else(|| self.letters(start));
        }
        None
    }

    /// 第一章, 第 2 条, 第(五)项, 第一部分.
    fn counter(&self, start: usize) -> Option<Numbering> {
        let mut i = self.blanks(start + 1);
        let bracket = self.at(i) == Some('(');
        i += usize::from(bracket);
        let end = self.run(i, |c| c.is_ascii_digit() || is_chinese_numeral(c));
        let value = number(self.slice(i, end))?;
        let mut i = end + usize::from(bracket && self.at(end) == Some(')'));
        i = self.blanks(i);
        let word = self.at(i).filter(|c| COUNTERS.contains(*c))?;
        i += 1;
        if word == '部' {
            (self.at(i) == Some('分')).then_some(())?;
            i += 1;
        }
        // 第一项目标 is a phrase: a counter word stands before a blank, a mark or the end, or before a bracket.
        let closed = self.at(i).is_none_or(|c| c.is_whitespace() || matches!(c, '、' | ':' | '.' | ',' | '('));
        (closed || matches!(word, '章' | '节' | '条' | '部' | '篇')).then_some(())?;
        let end = if matches!(self.at(i), Some('、' | ':' | '.')) { i + 1 } else { i };
        self.found(NumberingStyle::Counter(word), vec![value], start, end)
    }

    /// (一) (1) (a) (iv), blanks inside allowed.
    fn bracketed(&self, start: usize) -> Option<Numbering> {
        let from = self.blanks(start + 1);
        let to = self.run(from, |c| c.is_ascii_alphanumeric() || is_chinese_numeral(c));
        let close = self.blanks(to);
        (self.at(close) == Some(')')).then_some(())?;
        let inner = self.slice(from, to);
        let mut end = close + 1;
        if matches!(self.at(end), Some('、' | '.')) {
            end += 1;
        }
        if inner.iter().all(char::is_ascii_digit) && inner.len() <= 3 {
            return self.found(NumberingStyle::ArabicBracket, vec![number(inner)?], start, end);
        }
        if inner.iter().all(|c| is_chinese_numeral(*c)) {
            return self.found(NumberingStyle::ChineseBracket, vec![chinese_number(inner)?], start, end);
        }
        self.lettered(inner, Dress::Bracket, start, end)
    }

    /// 1、 1. 1) 1.2 1.2.3
    fn digits(&self, start: usize) -> Option<Numbering> {
        let mut value = Vec::new();
        let mut i = start;
        loop {
            let end = self.run(i, |c| c.is_ascii_digit());
            (end > i && end - i <= 3).then_some(())?;
            value.push(number(self.slice(i, end))?);
            i = end;
            match self.at(i + 1) {
                Some(next) if self.at(i) == Some('.') && next.is_ascii_digit() && value.len() < 6 => i += 1,
                _ => break,
            }
        }
        let next = self.at(i);
        if value.len() > 1 {
            let after = match next {
                Some('.' | '、') => i + 1,
                _ => i,
            };
            // 1.5倍 and 2.5% are quantities, not numbers of a heading.
            let words = self.at(after)?;
            let opens = words.is_whitespace() || (is_wide(words) && !"倍万亿个元分米年月日人".contains(words));
            (opens || after > i).then_some(())?;
            let quantity = self.at(self.blanks(after)).is_some_and(|c| "%倍万亿元".contains(c));
            (!quantity).then_some(())?;
            let style = NumberingStyle::Dotted(value.len());
            return self.found(style, value, start, after);
        }
        match next? {
            '、' => self.found(NumberingStyle::Arabic, value, start, i + 1),
            '.' if !self.at(i + 1).is_some_and(|c| c.is_ascii_digit()) => {
                self.found(NumberingStyle::Arabic, value, start, i + 1)
            }
            ')' => self.found(NumberingStyle::ArabicHalfBracket, value, start, i + 1),
            _ => None,
        }
    }

    /// A. a) a、 iv.
    fn letters(&self, start: usize) -> Option<Numbering> {
        let end = self.run(start, |c| c.is_ascii_alphabetic());
        let dress = match self.at(end)? {
            '.' | '、' => Dress::Dot,
            ')' => Dress::HalfBracket,
            _ => return None,
        };
        let next = self.at(end + 1);
        (next.is_none_or(|c| c.is_whitespace() || is_wide(c))).then_some(())?;
        self.lettered(self.slice(start, end), dress, start, end + 1)
    }

    /// A letter or a Roman number, already freed of its dress.
    fn lettered(&self, inner: &[char], dress: Dress, start: usize, end: usize) -> Option<Numbering> {
        let first = inner.first()?;
        let case = if first.is_ascii_uppercase() { Case::Upper } else { Case::Lower };
        let letter = |c: char| u32::from(c.to_ascii_lowercase()) - u32::from('a') + 1;
        if inner.len() == 1 {
            let value = first.is_ascii_alphabetic().then(|| letter(*first))?;
            let Some(roman) = roman_number(inner).filter(|_| matches!(first.to_ascii_lowercase(), 'i' | 'v' | 'x'))
            else {
                return self.found(NumberingStyle::Letter(case, dress), vec![value], start, end);
            };
            let mut found = self.found(NumberingStyle::Roman(case, dress), vec![roman], start, end)?;
            found.as_letter = Some(value);
            return Some(found);
        }
        let value = roman_number(inner)?;
        self.found(NumberingStyle::Roman(case, dress), vec![value], start, end)
    }

    /// Part 1: Section II. Chapter 3
    fn word(&self, start: usize) -> Option<Numbering> {
        let end = self.run(start, |c| c.is_ascii_alphabetic());
        let word: String = self.slice(start, end).iter().collect::<String>().to_lowercase();
        WORDS.contains(&word.as_str()).then_some(())?;
        let from = self.blanks(end);
        (from > end).then_some(())?;
        let to = self.run(from, |c| c.is_ascii_alphanumeric() || c == '.');
        let inner: Vec<char> = self.slice(from, to).to_vec();
        let trimmed = inner.strip_suffix(&['.']).unwrap_or(&inner);
        let mut end = to;
        let marked = trimmed.len() < inner.len() || matches!(self.at(self.blanks(to)), Some(':' | '-'));
        if matches!(self.at(self.blanks(to)), Some(':' | '-')) {
            end = self.blanks(to) + 1;
        }
        if trimmed.iter().all(|c| c.is_ascii_digit() || *c == '.') {
            let parts: Option<Vec<u32>> = trimmed.split(|c| *c == '.').map(number).collect();
            return self.found(NumberingStyle::Word, parts?, start, end);
        }
        let value = if trimmed.len() == 1 {
            let c = trimmed.first()?.to_ascii_lowercase();
            roman_number(trimmed).filter(|_| matches!(c, 'i' | 'v' | 'x')).or(Some(u32::from(c).checked_sub(96)?))
        } else {
            roman_number(trimmed)
        };
        let ends = self.at(end).is_none();
        (marked || ends).then_some(())?;
        self.found(NumberingStyle::Word, vec![value?], start, end)
    }
}

/// A number of at most four Arabic digits, or a Chinese one.
fn number(chars: &[char]) -> Option<u32> {
    if chars.is_empty() {
        return None;
    }
    if chars.iter().all(char::is_ascii_digit) {
        return if chars.len() <= 4 { chars.iter().collect::<String>().parse().ok() } else { None };
    }
    chinese_number(chars)
}

/// Signs that are a whole marker: ① ⑴ ⒈ ㈠ ❶ ⒜.
fn single_sign(c: char) -> Option<(NumberingStyle, u32)> {
    use NumberingStyle::{Arabic, ArabicBracket, ChineseBracket, Circled, Letter};
    let code = u32::from(c);
    let (style, first, offset) = match code {
        0x2460..=0x2473 => (Circled, 0x2460, 1),
        0x3251..=0x325f => (Circled, 0x3251, 21),
        0x32b1..=0x32bf => (Circled, 0x32b1, 36),
        0x2776..=0x277f => (Circled, 0x2776, 1),
        0x2780..=0x2789 => (Circled, 0x2780, 1),
        0x278a..=0x2793 => (Circled, 0x278a, 1),
        0x2474..=0x2487 => (ArabicBracket, 0x2474, 1),
        0x2488..=0x249b => (Arabic, 0x2488, 1),
        0x3220..=0x3229 => (ChineseBracket, 0x3220, 1),
        0x249c..=0x24b5 => (Letter(Case::Lower, Dress::Bracket), 0x249c, 1),
        _ => return None,
    };
    Some((style, code - first + offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<(Vec<u32>, &str)> {
        Numbering::of(text).map(|n| (n.value.clone(), text.get(n.rest..).unwrap()))
    }

    #[test]
    fn every_common_marker_is_read() {
        for text in [
            "三、甲",
            "(三)甲",
            "（三）甲",
            "3、甲",
            "3.甲",
            "３．甲",
            "(3)甲",
            "（3）甲",
            "⑶甲",
            "③甲",
            "第三章 甲",
            "第3条 甲",
            "( 3 ) 甲",
            "㈢甲",
            "⒊甲",
            "C. 甲",
            "(c) 甲",
            "iii. 甲",
            "(iii)甲",
            "Part 3: 甲",
            "Section III: 甲",
            "3) 甲",
            "第三部分 甲",
            "三.甲",
            "c、甲",
        ] {
            assert_eq!(value(text), Some((vec![3], "甲")), "{text}");
        }
        assert_eq!(value("1.1.5 甲"), Some((vec![1, 1, 5], "甲")));
        assert_eq!(value("2.3经费"), Some((vec![2, 3], "经费")));
        assert_eq!(value("二十一、甲"), Some((vec![21], "甲")));
    }

    #[test]
    fn quantities_and_words_are_not_numbers() {
        for text in [
            "2016年甲",
            "3天内甲",
            "1.5倍投入",
            "2.5% 增长",
            "一是甲",
            "三分之一",
            "A good plan",
            "i think",
            "(2016)甲",
            "(5分)",
            "e.g. this",
            "U.S. aid",
            "5 meetings",
            "ill. 甲",
            "第一名甲",
            "part of it",
            "",
            "(",
            "第",
            "(一",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn width_does_not_change_the_style() {
        let style = |t: &str| Numbering::of(t).map(|n| n.style);
        assert_eq!(style("⑴甲"), style("（1）甲"));
        assert_eq!(style("1、甲"), style("１．甲"));
        assert_ne!(style("①甲"), style("(1)甲"));
    }

    #[test]
    fn i_after_h_is_a_letter() {
        let h = Numbering::of("(h) x").unwrap();
        let i = Numbering::of("(i) x").unwrap();
        assert_eq!(i.last(), 1);
        assert_eq!(i.after(Some(&h)).last(), 9);
    }
}
