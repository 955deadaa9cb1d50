//! Placeholders left in the text: xx, ××, x%, 20XX年, ____, TBD.

use super::width::Folded;
use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// Words that say that something is still to come.
const WORDS: [&str; 8] = ["TBD", "TBC", "TODO", "待定", "待补充", "待填写", "另行填写", "to be determined"];

/// What a single x may stand before, as in x% and X月; X光 and 3 x 5 are no placeholders.
const AFTER_ONE: &str = "%年月日个名人次分元万项件条户村例篇期届号";

/// Reports every placeholder in a stretch of the source.
pub(crate) fn report(source: &str, place: Span, diagnostics: &mut Vec<Diagnostic>) {
    let text = place.of(source);
    let folded = Folded::new(text);
    let mut i = 0;
    while i < folded.chars.len() {
        match placeholder(&folded.chars, i) {
            Some((start, end)) => {
                let at = |i: usize| place.start + folded.at.get(i).copied().unwrap_or(text.len());
                let span = Span::new(at(start), at(end));
                diagnostics.push(Diagnostic::error("placeholder", span).with("found", span.of(source)));
                i = end;
            }
            None => i += 1,
        }
    }
}

/// The placeholder whose sign stands at `i`, with the digits and the unit beside it.
fn placeholder(chars: &[char], i: usize) -> Option<(usize, usize)> {
    let at = |j: usize| chars.get(j).copied();
    let c = at(i)?;
    let before = i.checked_sub(1).and_then(at);
    if is_cross(c) {
        let end = run(chars, i, is_cross);
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let word = latin(before) || latin(at(end));
        let one = end - i == 1;
        let dot_cross = c == '×' && one;
        if word || dot_cross || (one && !at(end).is_some_and(|c| AFTER_ONE.contains(c))) || roman(chars, i) {
            return None;
        }
        return Some((digits_before(chars, i), unit_after(chars, end)));
    }
    if c == '_' && before != Some('_') {
        let end = run(chars, i, |c| c == '_');
        return (end - i >= 3).then_some((i, end));
    }
    if c == '?' && at(i + 1).is_some_and(|c| c == '%' || c == '分') {
        return Some((i, i + 2));
    }
    if c == '(' {
        let end = run(chars, i + 1, |c| c == ' ');
        return (end >= i + 2 && at(end) == Some(')')).then_some((i, end + 1));
    }
    word_at(chars, i, before)
}

fn is_cross(c: char) -> bool {
    matches!(c, 'x' | 'X' | '×' | '✕')
}

fn run(chars: &[char], from: usize, holds: impl Fn(char) -> bool) -> usize {
    let mut end = from;
    while chars.get(end).copied().is_some_and(&holds) {
        end += 1;
    }
    end
}

/// 20 of 20XX年, 二○ of 二○xx年.
fn digits_before(chars: &[char], i: usize) -> usize {
    let mut start = i;
    while start > 0
        && chars.get(start - 1).is_some_and(|c| c.is_ascii_digit() || "〇○零一二三四五六七八九".contains(*c))
    {
        start -= 1;
    }
    start
}

fn unit_after(chars: &[char], end: usize) -> usize {
    end + usize::from(chars.get(end).is_some_and(|c| "%年".contains(*c)))
}

/// Article XX is a Roman number.
fn roman(chars: &[char], i: usize) -> bool {
    let head: String = chars.get(i.saturating_sub(9)..i).unwrap_or(&[]).iter().collect::<String>().to_lowercase();
    chars.get(i) == Some(&'X')
        && ["article ", "chapter ", "part ", "section ", "annex "].iter().any(|w| head.ends_with(w))
}

fn word_at(chars: &[char], i: usize, before: Option<char>) -> Option<(usize, usize)> {
    let found = WORDS.iter().find(|word| word.chars().enumerate().all(|(j, w)| chars.get(i + j) == Some(&w)))?;
    let end = i + found.chars().count();
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    (!found.is_ascii() || !(latin(before) || latin(chars.get(end).copied()))).then_some((i, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let mut diagnostics = Vec::new();
        report(text, Span::new(0, text.len()), &mut diagnostics);
        diagnostics.iter().map(|d| d.span.of(text).to_owned()).collect()
    }

    #[test]
    fn every_kind_is_found_at_its_place() {
        for (text, expected) in [
            ("20XX年完成", "20XX年"),
            ("二○xx年", "二○xx年"),
            ("达到x%以上", "x%"),
            ("由××镇负责", "××"),
            ("签订____份", "____"),
            ("标准待定", "待定"),
            ("target: TBD.", "TBD"),
            ("计（　）分", "（　）"),
            ("ｘｘ个村", "ｘｘ"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
        assert_eq!(found("xx镇20XX年x%").len(), 3);
    }

    #[test]
    fn words_products_and_roman_numbers_are_none() {
        for text in ["Exxon", "X光检查", "30×处置率", "3 x 5", "Article XX", "max", "说明()", "a_b", "20%", "index"]
        {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
