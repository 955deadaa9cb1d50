//! What the keys of the front matter may hold: text, numbers, lists, settings, periods.

use super::front::{Period, PolicySetting};
use super::yaml::{Node, Value};
use super::{Spanned, width};
use crate::clause::Language;
use crate::exact;
use crate::span::Span;

/// Plain text.
pub(super) fn text(node: &Node) -> Option<Spanned<String>> {
    match &node.value {
        Value::Text(text) if !text.is_empty() => Some(Spanned::new(text.clone(), node.span)),
        _ => None,
    }
}

/// zh or en, by any of their names.
pub(super) fn language(word: Spanned<String>) -> Option<Spanned<Language>> {
    let language = match width::key(&word.value).as_str() {
        "zh" | "zhcn" | "zhhans" | "chinese" | "中文" | "汉语" => Language::Chinese,
        "en" | "enus" | "engb" | "english" | "英文" | "英语" => Language::English,
        _ => return None,
    };
    Some(Spanned::new(language, word.span))
}

/// A number, perhaps with 分 or `points`.
pub(super) fn number(word: Spanned<String>) -> Option<Spanned<exact::Exact>> {
    let plain = width::normalise(&word.value);
    let plain = plain.trim_end_matches("points").trim_end_matches('分').trim();
    Some(Spanned::new(exact::parse(plain)?, word.span))
}

/// Yes or no.
pub(super) fn truth(word: Spanned<String>) -> Option<Spanned<bool>> {
    let value = match width::key(&word.value).as_str() {
        "true" | "yes" | "是" | "y" => true,
        "false" | "no" | "否" | "n" => false,
        _ => return None,
    };
    Some(Spanned::new(value, word.span))
}

/// A list, or words in one line separated by commas.
pub(super) fn list(node: &Node) -> Option<Vec<Spanned<String>>> {
    match &node.value {
        Value::List(items) => items.iter().map(text).collect(),
        Value::Text(line) => Some(split_words(line, node.span)),
        _ => None,
    }
}

/// Words of one line and their places; a line that YAML folded or unescaped gives every word the whole place.
fn split_words(line: &str, span: Span) -> Vec<Spanned<String>> {
    let verbatim = span.end - span.start == line.len();
    let mut at = 0;
    let mut found = Vec::new();
    for part in line.split([',', '，', '、', ';', '；']) {
        let word = part.trim();
        let start = span.start + at + (part.len() - part.trim_start().len());
        let place = if verbatim { Span::new(start, start + word.len()) } else { span };
        if !word.is_empty() {
            found.push(Spanned::new(word.to_owned(), place));
        }
        // Every separator is one character; its length is what lies between the parts.
        at += part.len();
        at += line.get(at..).and_then(|r| r.chars().next()).map_or(0, char::len_utf8);
    }
    found
}

/// Settings as a map, as a list of maps, or as `name=value` words.
pub(super) fn settings(node: &Node) -> Option<Vec<PolicySetting>> {
    match &node.value {
        Value::Map(entries) => entries.iter().map(|(name, value)| setting(name, value)).collect(),
        Value::List(items) => {
            let nested: Option<Vec<Vec<PolicySetting>>> = items.iter().map(settings).collect();
            Some(nested?.into_iter().flatten().collect())
        }
        Value::Text(line) => split_words(line, node.span).iter().map(assignment).collect(),
        Value::Empty => Some(Vec::new()),
    }
}

fn setting(name: &Node, value: &Node) -> Option<PolicySetting> {
    let value = match &value.value {
        Value::List(items) => {
            let words: Option<Vec<Spanned<String>>> = items.iter().map(text).collect();
            let words: Vec<String> = words?.into_iter().map(|w| w.value).collect();
            Spanned::new(words.join(" "), value.span)
        }
        _ => text(value)?,
    };
    Some(PolicySetting { name: text(name)?, value })
}

fn assignment(word: &Spanned<String>) -> Option<PolicySetting> {
    let at = word.value.find(['=', ':', '＝', '：'])?;
    let (name, rest) = word.value.split_at(at);
    let mark = rest.chars().next().map_or(0, char::len_utf8);
    let value = rest.get(mark..)?;
    let verbatim = word.span.end - word.span.start == word.value.len();
    let place = |start: usize, len: usize| {
        if verbatim { Span::new(word.span.start + start, word.span.start + start + len) } else { word.span }
    };
    Some(PolicySetting {
        name: Spanned::new(name.trim().to_owned(), place(0, name.trim_end().len())),
        value: Spanned::new(
            value.trim().to_owned(),
            place(at + mark + (value.len() - value.trim_start().len()), value.trim().len()),
        ),
    })
}

/// `a..b`, `a 至 b`, `a—b`, `a to b`, a list of two, or a map of from and to.
pub(super) fn period(node: &Node) -> Option<Period> {
    match &node.value {
        Value::Text(line) => {
            for mark in ["..", "至", "到", " to ", "—", "－－", "–", "~", "～", " - "] {
                if let Some((from, to)) = line.split_once(mark) {
                    let to = to.trim_start_matches(['—', '.', '至']);
                    let from_at = node.span.start;
                    let verbatim = node.span.end - from_at == line.len();
                    let place = |part: &str| {
                        let start = part.as_ptr() as usize - line.as_ptr() as usize;
                        if verbatim { Span::new(from_at + start, from_at + start + part.len()) } else { node.span }
                    };
                    return Some(Period {
                        from: day(from.trim(), place(from.trim()))?,
                        to: day(to.trim(), place(to.trim()))?,
                    });
                }
            }
            None
        }
        Value::List(items) => match items.as_slice() {
            [from, to] => {
                let (from, to) = (text(from)?, text(to)?);
                Some(Period { from: day(&from.value, from.span)?, to: day(&to.value, to.span)? })
            }
            _ => None,
        },
        Value::Map(entries) => {
            let get = |words: [&str; 3]| {
                let holds = |n: &Node| matches!(&n.value, Value::Text(t) if words.contains(&width::key(t).as_str()));
                entries.iter().find(|(name, _)| holds(name)).and_then(|(_, value)| text(value))
            };
            let (from, to) = (get(["from", "起", "开始"])?, get(["to", "止", "结束"])?);
            Some(Period { from: day(&from.value, from.span)?, to: day(&to.value, to.span)? })
        }
        Value::Empty => None,
    }
}

/// A day as written, or in the form 2015-07-01 where it is one of the usual spellings. Whether there is such a day is
/// not looked at here.
fn day(text: &str, span: Span) -> Option<Spanned<String>> {
    let plain = width::normalise(text);
    let plain = plain.trim_end_matches('日');
    let parts: Vec<&str> = plain.split(['年', '月', '-', '/', '.']).collect();
    let digits = |p: &str| !p.is_empty() && p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit());
    let spelled = match parts.as_slice() {
        [y, m, d] if y.len() == 4 && parts.iter().all(|p| digits(p)) && m.len() <= 2 && d.len() <= 2 => {
            format!("{y}-{m:0>2}-{d:0>2}")
        }
        // What is no date stays as it is written, if it can be meant as one: it starts with a digit.
        _ if text.starts_with(|c: char| c.is_numeric()) => text.to_owned(),
        _ => return None,
    };
    Some(Spanned::new(spelled, span))
}
