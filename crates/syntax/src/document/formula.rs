//! Formulas of term tables: 到位率 = 到位金额 ÷ 预算金额 × 100%.

use super::Spanned;
use super::mapped::MappedText;
use super::term::TermExpr;
use super::width::{Folded, is_wide, normalise};
use crate::exact;
use crate::span::Span;

/// Brackets nested deeper than this are a slip or an attack.
const DEEPEST: usize = 32;

/// Longer formulas than this are none; the limit also bounds how deep a tree can grow.
const MOST_TOKENS: usize = 200;

/// Reads the formula in `text`; an error is the place in the text where it stops being one.
pub(crate) fn read(text: &MappedText) -> Result<TermExpr, Span> {
    let tokens = tokens(text)?;
    // 到位率 = ...: what the formula calls its result is the term itself.
    let from = match tokens.iter().position(|t| t.sign == Some('=')) {
        Some(1) if tokens.first().is_some_and(|t| t.sign.is_none()) => 2,
        Some(at) => return Err(tokens.get(at).map_or(Span::default(), |t| t.span)),
        None => 0,
    };
    let mut parser = FormulaParser { tokens: tokens.get(from..).unwrap_or(&[]), at: 0, depth: 0, end: text.text.len() };
    let found = parser.sum()?;
    match parser.tokens.get(parser.at) {
        None => Ok(found),
        Some(rest) => Err(rest.span),
    }
}

#[derive(Clone, Debug)]
struct Token {
    span: Span,
    sign: Option<char>,
    operand: Option<TermExpr>,
}

fn sign(c: char) -> Option<char> {
    Some(match c {
        '+' => '+',
        '-' | '−' => '-',
        '×' | '*' | '·' | '✕' => '*',
        '÷' | '/' | '∕' => '/',
        '(' | '[' | '〔' | '{' => '(',
        ')' | ']' | '〕' | '}' => ')',
        '=' => '=',
        _ => return None,
    })
}

fn tokens(text: &MappedText) -> Result<Vec<Token>, Span> {
    let folded = Folded::new(&text.text);
    let chars = &folded.chars;
    let at = |i: usize| folded.at.get(i).copied().unwrap_or(text.text.len());
    let mut found = Vec::new();
    let mut i = 0;
    while let Some(c) = chars.get(i).copied() {
        if found.len() >= MOST_TOKENS {
            return Err(Span::new(at(i), at(i + 1)));
        }
        if c.is_whitespace() {
            i += 1;
            continue;
        }
        if let Some(sign) = sign(c) {
            found.push(Token { span: Span::new(at(i), at(i + 1)), sign: Some(sign), operand: None });
            i += 1;
            continue;
        }
        let start = i;
        while chars.get(i).is_some_and(|c| !ends_name(chars, i, *c)) {
            i += 1;
        }
        let mut end = i;
        while end > start && chars.get(end - 1).is_some_and(|c| c.is_whitespace()) {
            end -= 1;
        }
        let span = Span::new(at(start), at(end));
        if end == start {
            return Err(Span::new(at(start), at(start + 1)));
        }
        found.push(Token { span, sign: None, operand: Some(operand(text, span)) });
    }
    Ok(found)
}

/// Whether a name ends before character `i`. A hyphen between Latin letters belongs to the word.
fn ends_name(chars: &[char], i: usize, c: char) -> bool {
    if c == '-' || c == '·' {
        let letter = |j: Option<usize>| j.and_then(|j| chars.get(j)).is_some_and(|c| c.is_alphabetic() && !is_wide(*c));
        return !(letter(i.checked_sub(1)) && letter(Some(i + 1)));
    }
    // A bracket directly after a name opens a remark only when it holds no operator; that is rare enough to refuse.
    sign(c).is_some()
}

fn operand(text: &MappedText, span: Span) -> TermExpr {
    let word = normalise(span.of(&text.text));
    let (number, percent) = match word.strip_suffix('%') {
        Some(number) => (number, true),
        None => (word.as_str(), false),
    };
    match exact::parse(number.trim()) {
        Some(value) if percent => TermExpr::Number(value / exact::whole(100)),
        Some(value) => TermExpr::Number(value),
        None => TermExpr::Name(Spanned::new(word, text.source(span))),
    }
}

struct FormulaParser<'a> {
    tokens: &'a [Token],
    at: usize,
    depth: usize,
    end: usize,
}

impl FormulaParser<'_> {
    fn sign(&self) -> Option<char> {
        self.tokens.get(self.at).and_then(|t| t.sign)
    }

    fn here(&self) -> Span {
        self.tokens.get(self.at).map_or(Span::new(self.end, self.end), |t| t.span)
    }

    fn sum(&mut self) -> Result<TermExpr, Span> {
        let mut left = self.product()?;
        while let Some(sign @ ('+' | '-')) = self.sign() {
            self.at += 1;
            let right = self.product()?;
            left = match (sign, left) {
                ('+', TermExpr::Add(mut all)) => {
                    all.push(right);
                    TermExpr::Add(all)
                }
                ('+', left) => TermExpr::Add(vec![left, right]),
                (_, left) => TermExpr::Sub(Box::new(left), Box::new(right)),
            };
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<TermExpr, Span> {
        let mut left = self.operand()?;
        while let Some(sign @ ('*' | '/')) = self.sign() {
            self.at += 1;
            let right = self.operand()?;
            left = match (sign, left, right) {
                // × 100% only says that the result is shown as a percentage.
                ('*', left, TermExpr::Number(one)) if one == exact::whole(1) => left,
                ('*', TermExpr::Mul(mut all), right) => {
                    all.push(right);
                    TermExpr::Mul(all)
                }
                ('*', left, right) => TermExpr::Mul(vec![left, right]),
                (_, left, right) => TermExpr::Div(Box::new(left), Box::new(right)),
            };
        }
        Ok(left)
    }

    fn operand(&mut self) -> Result<TermExpr, Span> {
        let here = self.here();
        let token = self.tokens.get(self.at).ok_or(here)?;
        if let Some(operand) = &token.operand {
            self.at += 1;
            return Ok(operand.clone());
        }
        if token.sign != Some('(') || self.depth >= DEEPEST {
            return Err(here);
        }
        self.at += 1;
        self.depth += 1;
        let inner = self.sum()?;
        self.depth -= 1;
        if self.sign() != Some(')') {
            return Err(self.here());
        }
        self.at += 1;
        Ok(inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(expr: &TermExpr) -> String {
        let all = |sign: &str, all: &[TermExpr]| format!("({})", all.iter().map(show).collect::<Vec<_>>().join(sign));
        match expr {
            TermExpr::Number(n) => exact::show(n),
            TermExpr::Name(name) => name.value.clone(),
            TermExpr::Add(e) => all("+", e),
            TermExpr::Mul(e) => all("*", e),
            TermExpr::Sub(a, b) => format!("({}-{})", show(a), show(b)),
            TermExpr::Div(a, b) => format!("({}/{})", show(a), show(b)),
        }
    }

    fn read_text(line: &str) -> Result<String, String> {
        let mut text = MappedText::default();
        text.verbatim(line, 0);
        read(&text).map(|e| show(&e)).map_err(|s| s.of(line).to_owned())
    }

    #[test]
    fn formulas_in_both_languages() {
        assert_eq!(read_text("到位率＝到位金额÷预算金额×100％").unwrap(), "(到位金额/预算金额)");
        assert_eq!(read_text("(甲 + 乙) / 2").unwrap(), "((甲+乙)/2)");
        assert_eq!(read_text("follow-up visits / planned visits").unwrap(), "(follow-up visits/planned visits)");
        assert_eq!(read_text("期末数－期初数").unwrap(), "(期末数-期初数)");
        assert_eq!(read_text("0.4×甲+0.6*乙").unwrap(), "((0.4*甲)+(0.6*乙))");
    }

    #[test]
    fn what_is_no_formula_has_its_place() {
        assert_eq!(read_text("甲 ÷ "), Err(String::new()));
        assert_eq!(read_text("(甲"), Err(String::new()));
        assert_eq!(read_text("甲)"), Err(")".to_owned()));
        assert!(read_text(&"(".repeat(100_000)).is_err());
    }
}
