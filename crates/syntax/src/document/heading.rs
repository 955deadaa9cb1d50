//! The heading line: number, title, points or weight, attributes.

use super::amount::amount;
use super::mapped::MappedText;
use super::section::{Attribute, Points, PointsUnit};
use super::width::{Folded, normalise};
use super::{PolicySetting, Spanned};
use crate::diagnostic::Diagnostic;
use crate::exact::Exact;
use crate::numbering::Numbering;
use crate::span::Span;

/// A heading taken apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heading {
    /// The number, if it has one; the marker's place is in the heading's text.
    pub numbering: Option<Numbering>,
    /// The number as printed.
    pub number: Option<String>,
    /// The title, normalised.
    pub title: String,
    /// The words of the title as they stand.
    pub words: MappedText,
    /// Points or weight.
    pub points: Option<Points>,
    /// `{#id}`.
    pub id: Option<Spanned<String>>,
    /// `{name=value}`.
    pub attributes: Vec<Attribute>,
}

impl Heading {
    /// Takes `text` apart.
    pub fn read(text: &MappedText, diagnostics: &mut Vec<Diagnostic>) -> Heading {
        let folded = Folded::new(&text.text);
        let mut heading = Heading::default();
        let mut end = trimmed_end(&folded.chars, folded.chars.len());
        if let Some(open) = braces(&folded.chars, end) {
            heading.read_attributes(text, &folded, open + 1, end - 1, diagnostics);
            end = trimmed_end(&folded.chars, open);
        }
        heading.numbering = Numbering::of(&text.text);
        let start_byte = heading.numbering.as_ref().map_or(0, |n| n.rest);
        let start = folded.at.partition_point(|b| *b < start_byte).min(end);
        heading.number = heading.numbering.as_ref().and_then(|n| text.text.get(n.start..n.end)).map(str::to_owned);
        let found = bracketed_points(&folded.chars, start, end).or_else(|| bare_points(&folded.chars, start, end));
        let part = |from: usize, to: usize| {
            text.slice(Span::new(byte(&folded, from), byte(&folded, to).max(byte(&folded, from))))
        };
        let title = match &found {
            None => {
                heading.words = part(start, end);
                heading.words.text.clone()
            }
            Some(found) => {
                let (before, after) = (part(start, found.title_end), part(found.after, end));
                let remark = part(found.remark.0, found.remark.1);
                let bracket = if remark.text.is_empty() { String::new() } else { format!("({})", remark.text) };
                heading.words = before.clone();
                heading.words.append(&remark);
                heading.words.append(&after);
                format!("{}{bracket}{}", before.text, after.text)
            }
        };
        if let Some(found) = found {
            let place = Span::new(byte(&folded, found.place.0), byte(&folded, found.place.1));
            heading.points = Some(Points { value: found.value, unit: found.unit, span: text.source(place) });
        }
        let title = normalise(&title);
        heading.title = title.trim_end_matches(['。', ';', ':', ',', '；', '：', '，']).to_owned();
        heading
    }

    fn read_attributes(
        &mut self,
        text: &MappedText,
        folded: &Folded,
        from: usize,
        to: usize,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let chars = folded.chars.get(from..to).unwrap_or(&[]);
        for (start, end) in words(chars) {
            let place = |a: usize, b: usize| Span::new(byte(folded, from + a), byte(folded, from + b));
            let word: String = chars.get(start..end).unwrap_or(&[]).iter().collect();
            let whole = text.source(place(start, end));
            if let Some(id) = word.strip_prefix('#').filter(|id| is_id(id)) {
                self.id = Some(Spanned::new(id.to_owned(), text.source(place(start + 1, end))));
                continue;
            }
            let equals = chars.get(start..end).unwrap_or(&[]).iter().position(|c| *c == '=');
            let Some(equals) = equals.filter(|e| *e > 0 && start + e + 1 < end) else {
                diagnostics.push(Diagnostic::error("attribute-not-read", whole).with("found", word));
                continue;
            };
            let name: String = word.chars().take(equals).collect();
            let value: String = word.chars().skip(equals + 1).filter(|c| !matches!(c, '"' | '\'')).collect();
            let setting = PolicySetting {
                name: Spanned::new(name, text.source(place(start, start + equals))),
                value: Spanned::new(value, text.source(place(start + equals + 1, end))),
            };
            self.attributes.push(Attribute { setting });
        }
    }
}

fn byte(folded: &Folded, i: usize) -> usize {
    folded.at.get(i).copied().unwrap_or_else(|| folded.at.last().copied().unwrap_or(0))
}

fn trimmed_end(chars: &[char], mut end: usize) -> usize {
    while end > 0 && chars.get(end - 1).is_some_and(|c| c.is_whitespace()) {
        end -= 1;
    }
    end
}

/// Where the braces at the end open.
fn braces(chars: &[char], end: usize) -> Option<usize> {
    (end > 0 && chars.get(end - 1) == Some(&'}')).then_some(())?;
    chars.get(..end)?.iter().rposition(|c| *c == '{')
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))
}

/// Words between blanks; a quoted value is one word.
fn words(chars: &[char]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = None;
    let mut quote = None;
    for (i, c) in chars.iter().enumerate() {
        match (quote, c) {
            (Some(q), c) if q == *c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => {
                quote = Some(*c);
                start = start.or(Some(i));
            }
            (None, c) if c.is_whitespace() => found.extend(start.take().map(|s| (s, i))),
            (None, _) => start = start.or(Some(i)),
        }
    }
    found.extend(start.map(|s| (s, chars.len())));
    found
}

/// Points found in a heading; places are character indices.
struct Found {
    value: Exact,
    unit: PointsUnit,
    place: (usize, usize),
    title_end: usize,
    remark: (usize, usize),
    after: usize,
}

/// The last bracket that says points: `(30分)`, `【10分】`, `(10分,由统计科提供)`.
fn bracketed_points(chars: &[char], start: usize, end: usize) -> Option<Found> {
    let mut close = end;
    while close > start {
        close -= 1;
        let open = match chars.get(close) {
            Some(')') => '(',
            Some('】') => '【',
            Some(']') => '[',
            Some('〕') => '〔',
            _ => continue,
        };
        let Some(at) = chars.get(start..close).and_then(|c| c.iter().rposition(|c| *c == open)).map(|p| p + start)
        else {
            continue;
        };
        if let Some(amount) = amount(chars.get(at + 1..close).unwrap_or(&[]), true) {
            let remark = amount.remark.map_or((close, close), |r| (at + 1 + r, close));
            let title_end = at;
            return Some(Found {
                value: amount.value,
                unit: amount.unit,
                place: (at, close + 1),
                title_end,
                remark,
                after: close + 1,
            });
        }
    }
    None
}

/// Points after a blank, colon or dash at the end: `：30分`, `- 20 points`.
fn bare_points(chars: &[char], start: usize, end: usize) -> Option<Found> {
    let end = match chars.get(end.wrapping_sub(1)) {
        Some('.' | '。' | ':' | ';') => end - 1,
        _ => end,
    };
    let from = start.max(end.saturating_sub(40));
    (from..end).find_map(|i| {
        let separator = chars.get(i).is_some_and(|c| c.is_whitespace() || matches!(c, ':' | '-' | ','));
        separator.then_some(())?;
        // 5-10分 and 1,200分 are one quantity, not a title and its points.
        let inside = i > start && chars.get(i - 1).is_some_and(char::is_ascii_digit) && !chars.get(i)?.is_whitespace();
        (!inside).then_some(())?;
        let amount = amount(chars.get(i + 1..end)?, false)?;
        let mut title_end = i;
        while title_end > start
            && chars.get(title_end - 1).is_some_and(|c| c.is_whitespace() || matches!(c, ':' | '-' | ','))
        {
            title_end -= 1;
        }
        (title_end > start).then_some(())?;
        let first = (i + 1..end).find(|j| chars.get(*j).is_some_and(|c| !c.is_whitespace())).unwrap_or(i + 1);
        Some(Found {
            value: amount.value,
            unit: amount.unit,
            place: (first, end),
            title_end,
            remark: (end, end),
            after: end,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact;

    fn read(line: &str) -> Heading {
        let mut text = MappedText::default();
        text.verbatim(line, 0);
        Heading::read(&text, &mut Vec::new())
    }

    fn points(line: &str) -> (String, Option<String>) {
        let heading = read(line);
        let unit = |u| if u == PointsUnit::Percent { "%" } else { "" };
        (heading.title, heading.points.map(|p| format!("{}{}", exact::show(&p.value), unit(p.unit))))
    }

    #[test]
    fn points_are_found_in_every_dress() {
        for line in [
            "经费投入(30分)",
            "经费投入（30分）",
            "经费投入【30分】",
            "经费投入（３０ 分）",
            "经费投入：30分",
            "经费投入 30分",
            "(5)经费投入(30分)",
            "经费投入(满分30分)",
            "经费投入(分值：30)",
            "经费投入（三十分）",
            "经费投入(30分)。",
            "经费投入——30分",
            "经费投入(最高30分)",
        ] {
            assert_eq!(points(line), ("经费投入".to_owned(), Some("30".to_owned())), "{line}");
        }
        for line in [
            "Staffing (30 points)",
            "Staffing (30 pts)",
            "Staffing - 30 points",
            "Staffing: 30 marks",
            "2. Staffing (max. 30 points)",
            "Staffing (points: 30)",
            "Staffing (30 Points)",
        ] {
            assert_eq!(points(line), ("Staffing".to_owned(), Some("30".to_owned())), "{line}");
        }
        assert_eq!(points("Staffing (20%)"), ("Staffing".to_owned(), Some("20%".to_owned())));
        assert_eq!(points("基层基础（权重12.5％）"), ("基层基础".to_owned(), Some("12.5%".to_owned())));
    }

    #[test]
    fn a_remark_beside_the_points_stays_in_the_title() {
        assert_eq!(points("镇区工作(70分,取各镇均分)"), ("镇区工作(取各镇均分)".to_owned(), Some("70".to_owned())));
        assert_eq!(points("组织建设(5分)由协会提供"), ("组织建设由协会提供".to_owned(), Some("5".to_owned())));
    }

    #[test]
    fn other_brackets_are_words() {
        for line in [
            "名单(5人)",
            "每次扣2分",
            "达标(5-10分)",
            "培训(30分钟)",
            "奖励(每项2分)",
            "Report (2016)",
            "得分不低于60分",
        ] {
            assert_eq!(points(line), (line.to_owned(), None), "{line}");
        }
    }

    #[test]
    fn attributes_have_places() {
        let line = "(5) 经费（30分） {#funding steps=whole rounding='item 2 half-up'}";
        let heading = read(line);
        let id = heading.id.unwrap();
        assert_eq!((id.value.as_str(), id.span.of(line)), ("funding", "funding"));
        let settings: Vec<(&str, &str)> =
            heading.attributes.iter().map(|a| (a.setting.name.span.of(line), a.setting.value.value.as_str())).collect();
        assert_eq!(settings, [("steps", "whole"), ("rounding", "item 2 half-up")]);
        assert_eq!(heading.points.unwrap().span.of(line), "（30分）");
        assert_eq!(heading.number.as_deref(), Some("(5)"));
    }
}
