//! Tolerant text: one canonical character for the many ways in which people type the same thing, with the way back to
//! the source.
//!
//! `（５％）`, `(5 %)` and `(5﹪)` are the same characters here, so that no reader needs to know of widths, odd quotation
//! marks or stray spaces, and the same sentence typed in different ways reads the same. What has an ASCII form gets it
//! (`，` → `,`, `（` → `(`, `％` → `%`, dashes and waves → `-`); `。` and `、` have none and stay.

use crate::span::Span;

/// One canonical character and the stretch of source that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// The canonical character.
    pub c: char,
    /// Its place in the source: several characters where a run was folded into one (`——`, `>=`, blanks).
    pub span: Span,
}

/// A text in canonical characters. Blanks are folded to one space, line breaks stay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Normal {
    glyphs: Vec<Glyph>,
}

impl Normal {
    /// The canonical form of `source`.
    pub fn of(source: &str) -> Normal {
        let mut glyphs: Vec<Glyph> = Vec::with_capacity(source.len());
        for (at, original) in source.char_indices() {
            let span = Span::new(at, at + original.len_utf8());
            for c in canonical(original) {
                push(&mut glyphs, c, span);
            }
        }
        Normal { glyphs }
    }

    /// The canonical form of Chinese text, in which a blank means nothing: only blanks between two ASCII letters stay
    /// (`word segment`), so `扣 0.5 分` is `扣0.5分`.
    pub fn without_blanks(source: &str) -> Normal {
        let glyphs = Normal::of(source).glyphs;
        let letter = |at: Option<usize>| at.and_then(|i| glyphs.get(i)).is_some_and(|g| g.c.is_ascii_alphabetic());
        let kept =
            glyphs.iter().enumerate().filter(|(i, g)| g.c != ' ' || (letter(i.checked_sub(1)) && letter(Some(i + 1))));
        Normal { glyphs: kept.map(|(_, g)| *g).collect() }
    }

    /// The characters in order.
    pub fn glyphs(&self) -> &[Glyph] {
        &self.glyphs
    }

    /// How many characters there are.
    pub fn len(&self) -> usize {
        self.glyphs.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.glyphs.is_empty()
    }

    /// The character at `at`, if there is one.
    pub fn get(&self, at: usize) -> Option<char> {
        self.glyphs.get(at).map(|g| g.c)
    }

    /// The source stretch of the characters `from..to`; empty at the nearest place if there are none.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let end = self.glyphs.last().map_or(0, |g| g.span.end);
        match (self.glyphs.get(from), to.checked_sub(1).and_then(|last| self.glyphs.get(last))) {
            (Some(first), Some(last)) if from < to => first.span.to(last.span),
            (Some(first), _) => Span::new(first.span.start, first.span.start),
            _ => Span::new(end, end),
        }
    }

    /// The canonical text of the characters `from..to`.
    pub fn text(&self, from: usize, to: usize) -> String {
        self.glyphs.iter().take(to).skip(from).map(|g| g.c).collect()
    }

    /// Whether the characters from `at` on begin with `word`.
    pub fn starts(&self, at: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(i, c)| self.get(at + i) == Some(c))
    }

    /// The longest of `words` that begins at `at`, as its number of characters.
    pub fn longest(&self, at: usize, words: &[&str]) -> Option<usize> {
        words.iter().filter(|w| self.starts(at, w)).map(|w| w.chars().count()).max()
    }

    /// A number at the start of a part (`①`, `⑴`, `(1)`, `1.`, `1、`, `1)`, `一、`, `(一)`), or `None`. Does not look at
    /// what stands before `at`.
    pub fn numbering(&self, at: usize) -> Option<Numbering> {
        let c = self.get(at)?;
        if let Some(value) = enclosed(c) {
            let len = if matches!(self.get(at + 1), Some('、' | '.')) { 2 } else { 1 };
            return Some(Numbering { len, value, style: NumberingStyle::Circled });
        }
        let open = usize::from(c == '(');
        let (digits, value, chinese) = self.ordinal(at + open)?;
        let after = at + open + digits;
        let closed = match self.get(after)? {
            ')' => 1,
            '、' if open == 0 => 1,
            // 3.5 is a number, 1.1 with a further dot or text is left to whoever knows headings.
            '.' if open == 0 && !chinese && !self.get(after + 1).is_some_and(|n| n.is_ascii_digit()) => 1,
            _ => return None,
        };
        let mut len = open + digits + closed;
        // `1.、` and `1)、` are slips for `1、`.
        if matches!(self.get(at + len), Some('、')) {
            len += 1;
        }
        let style = match (open == 1 || self.get(after) == Some(')'), chinese) {
            (true, true) => NumberingStyle::BracketedChinese,
            (true, false) => NumberingStyle::Bracketed,
            (false, true) => NumberingStyle::Chinese,
            (false, false) => NumberingStyle::Arabic,
        };
        Some(Numbering { len, value, style })
    }

    /// A small ordinal in Arabic or Chinese digits: its length, value, and whether it is Chinese.
    fn ordinal(&self, at: usize) -> Option<(usize, u32, bool)> {
        let arabic: String =
            self.glyphs.iter().skip(at).take(3).map(|g| g.c).take_while(char::is_ascii_digit).collect();
        if !arabic.is_empty() {
            return (arabic.len() <= 2).then(|| (arabic.len(), arabic.parse().unwrap_or(0), false));
        }
        let run: Vec<char> = self
            .glyphs
            .iter()
            .skip(at)
            .take(4)
            .map(|g| g.c)
            .take_while(|c| "一二三四五六七八九十".contains(*c))
            .collect();
        let value = chinese_number(&run)?;
        (run.len() <= 3).then_some((run.len(), value, true))
    }
}

/// The number at the start of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbering {
    /// How many canonical characters it takes.
    pub len: usize,
    /// Its value.
    pub value: u32,
    /// How it is written, which tells the level apart.
    pub style: NumberingStyle,
}

/// How a part's number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberingStyle {
    /// 一、
    Chinese,
    /// (一)
    BracketedChinese,
    /// 1、 1.
    Arabic,
    /// (1) 1)
    Bracketed,
    /// ① ⑴
    Circled,
}

/// The text without differences of width, punctuation and blanks: what labels are made of and compared by.
pub fn normalise(text: &str) -> String {
    let normal = Normal::without_blanks(text);
    normal.text(0, normal.len())
}

/// The value of a Chinese numeral below 10,000 (`十二`, `两`, `一百零五`), or `None` if the characters are none.
pub fn chinese_number(digits: &[char]) -> Option<u32> {
    let mut total = 0u32;
    let mut digit: Option<u32> = None;
    for &c in digits {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                let value = chinese_digit(c)?;
                // Two digits in a row are a year or a telephone number, not a count.
                if digit.is_some_and(|d| d != 0) {
                    return None;
                }
                digit = Some(value);
                continue;
            }
        };
        total = total.checked_add(digit.unwrap_or(1) * unit)?;
        digit = None;
    }
    (!digits.is_empty()).then(|| total + digit.unwrap_or(0))
}

/// The value of one Chinese digit.
fn chinese_digit(c: char) -> Option<u32> {
    match c {
        '两' => Some(2),
        '○' | '〇' | '零' => Some(0),
        _ => "零一二三四五六七八九".chars().position(|d| d == c).map(|i| i as u32),
    }
}

/// The value of an enclosed number, one character: ① ⑴ ⒈ ㈠.
fn enclosed(c: char) -> Option<u32> {
    let blocks = [('①', '⑳'), ('⑴', '⒇'), ('⒈', '⒛'), ('㈠', '㈩'), ('❶', '❿'), ('➀', '➉')];
    blocks.iter().find(|(first, last)| (*first..=*last).contains(&c)).map(|(first, _)| c as u32 - *first as u32 + 1)
}

/// Adds a canonical character, folding runs: blanks, dashes, and the two-character comparisons.
fn push(glyphs: &mut Vec<Glyph>, c: char, span: Span) {
    if let Some(last) = glyphs.last_mut() {
        let folded = match (last.c, c) {
            (' ', ' ') => Some(' '),
            ('-', '-') => Some('-'),
            ('>', '=') => Some('≥'),
            ('<', '=') => Some('≤'),
            _ => None,
        };
        if let Some(folded) = folded {
            last.c = folded;
            last.span = last.span.to(span);
            return;
        }
    }
    glyphs.push(Glyph { c, span });
}

/// The canonical characters of one source character: mostly one, none for those that print nothing.
fn canonical(c: char) -> impl Iterator<Item = char> {
    let single = |c: char| [Some(c), None, None];
    let out = match c {
        '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\r' => [None, None, None],
        '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}' => single('\n'),
        '\n' => single('\n'),
        c if c.is_whitespace() => single(' '),
        // Full-width ASCII lies at a fixed distance.
        '～' | '〜' | '∼' | '~' | '—' | '–' | '―' | '‐' | '‑' | '‒' | '─' | '－' | '﹣' | '−' | 'ー' | '﹘' => {
            single('-')
        }
        '！'..='～' => single(char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)),
        '﹪' | '٪' => single('%'),
        '⩾' | '≧' => single('≥'),
        '⩽' | '≦' => single('≤'),
        '﹥' => single('>'),
        '﹤' => single('<'),
        '﹢' => single('+'),
        '﹦' => single('='),
        '﹐' | '︐' => single(','),
        '﹑' | '､' | '︑' => single('、'),
        '｡' | '︒' => single('。'),
        '﹔' | '︔' => single(';'),
        '﹕' | '︓' | '∶' => single(':'),
        '﹙' | '︵' | '⁽' => single('('),
        '﹚' | '︶' | '⁾' => single(')'),
        '〔' | '【' | '﹝' | '〖' => single('['),
        '〕' | '】' | '﹞' | '〗' => single(']'),
        '“' | '”' | '„' | '「' | '」' | '『' | '』' | '〝' | '〞' | '‘' | '’' | '‚' | '‛' | '\'' => {
            single('"')
        }
        '〈' | '«' => single('《'),
        '〉' | '»' => single('》'),
        '✕' | '✖' | '⨯' => single('×'),
        '∗' | '﹡' => single('*'),
        '∕' | '⁄' => single('/'),
        '⋯' => single('…'),
        _ => single(c),
    };
    out.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sentence_in_many_typings_is_one_text() {
        let plain = normalise("完成率≥90%得5-8分(含),缺1项扣0.5分");
        for typed in
            ["完成率 >= 90 ﹪ 得５～８分（含），缺 1 项扣 0.5 分", "完成率⩾90％得5——8分﹙含﹚，缺１项扣０．５分"]
        {
            assert_eq!(normalise(typed), plain);
        }
    }

    #[test]
    fn every_character_knows_its_source() {
        let source = "扣 ０.５ 分，——“好”";
        let normal = Normal::without_blanks(source);
        assert_eq!(normal.text(0, normal.len()), "扣0.5分,-\"好\"");
        assert_eq!(normal.span(1, 4).of(source), "０.５");
        assert_eq!(normal.span(6, 7).of(source), "——");
    }

    #[test]
    fn numbers_of_parts_are_known_and_decimals_are_not() {
        let of = |text: &str| Normal::of(text).numbering(0).map(|n| (n.len, n.value));
        for (text, expected) in [
            ("①甲", Some((1, 1))),
            ("⑶甲", Some((1, 3))),
            ("（2）甲", Some((3, 2))),
            ("12、甲", Some((3, 12))),
            ("1.甲", Some((2, 1))),
            ("1.、甲", Some((3, 1))),
            ("3）甲", Some((2, 3))),
            ("十二、甲", Some((3, 12))),
            ("（一）甲", Some((3, 1))),
            ("1.5分", None),
            ("2016、2017年", None),
            ("(甲)", None),
        ] {
            assert_eq!(of(text), expected, "{text}");
        }
    }

    #[test]
    fn chinese_numerals_have_values() {
        for (text, value) in [
            ("十", Some(10)),
            ("二十三", Some(23)),
            ("一百零五", Some(105)),
            ("两", Some(2)),
            ("甲", None),
            ("二零一六", None),
        ] {
            assert_eq!(chinese_number(&text.chars().collect::<Vec<_>>()), value, "{text}");
        }
    }
}
