//! An amount of points in words: 30分, 满分:20分, max. 20 points, 20%.

use super::section::PointsUnit;
use crate::exact::{self, Exact};
use crate::numbering::{chinese_number, is_chinese_numeral};

/// Points in words: value, unit, and where a remark starts.
pub(crate) struct AmountWords {
    /// How many.
    pub value: Exact,
    /// Points or percent.
    pub unit: PointsUnit,
    /// Where a remark after the points starts.
    pub remark: Option<usize>,
}

const LEADS_WITH_UNIT: [&str; 33] = [
    "本项满分",
    "本项",
    "满分",
    "共计",
    "合计",
    "总计",
    "总分值",
    "总分",
    "分值",
    "权重",
    "标准分",
    "基准分",
    "基础分",
    "最高不超过",
    "最高",
    "最多",
    "上限",
    "不超过",
    "至多",
    "占",
    "共",
    "计",
    "maximum of",
    "maximum",
    "max",
    "weighting",
    "weight of",
    "weight",
    "worth",
    "out of",
    "up to",
    "total of",
    "total",
];
const LEADS_ALONE: [&str; 12] = [
    "满分",
    "总分值",
    "总分",
    "分值",
    "标准分",
    "分数",
    "points",
    "score",
    "marks",
    "max score",
    "max points",
    "maximum points",
];
const UNITS: [(&str, PointsUnit); 9] = [
    ("percent", PointsUnit::Percent),
    ("points", PointsUnit::Points),
    ("point", PointsUnit::Points),
    ("marks", PointsUnit::Points),
    ("mark", PointsUnit::Points),
    ("pts", PointsUnit::Points),
    ("pt", PointsUnit::Points),
    ("分", PointsUnit::Points),
    ("%", PointsUnit::Percent),
];

/// `30分`, `满分:20分`, `max. 20 points`, `20%`, `十分`; after them a comma and a remark where `remarks` allows it.
pub(crate) fn amount(chars: &[char], remarks: bool) -> Option<AmountWords> {
    if chars.len() > 200 {
        return None;
    }
    let lower: Vec<char> = chars.iter().map(char::to_ascii_lowercase).collect();
    let mut i = blanks(&lower, 0);
    let mut alone = false;
    if let Some((word, length)) = lead(&lower, i) {
        alone = LEADS_ALONE.contains(&word);
        i = blanks(&lower, i + length);
        while matches!(lower.get(i), Some(':' | '.' | '为')) {
            i = blanks(&lower, i + 1);
        }
    }
    let (value, after) = numeral(&lower, i)?;
    i = blanks(&lower, after);
    let unit = UNITS.iter().find(|(word, _)| starts(&lower, i, word));
    let unit = match unit {
        Some((word, unit)) => {
            i += word.chars().count();
            *unit
        }
        None if alone => PointsUnit::Points,
        None => return None,
    };
    i = blanks(&lower, i);
    for tail in ["maximum", "max", "total", "满分", "in total", "."] {
        if starts(&lower, i, tail) {
            i = blanks(&lower, i + tail.chars().count());
        }
    }
    match lower.get(i) {
        None => Some(AmountWords { value, unit, remark: None }),
        Some(',' | ';' | '/' | '、' | '。' | '，' | '；') if remarks => {
            Some(AmountWords { value, unit, remark: Some(i + 1) })
        }
        _ => None,
    }
}

fn lead(chars: &[char], at: usize) -> Option<(&'static str, usize)> {
    let longest =
        LEADS_WITH_UNIT.iter().chain(&LEADS_ALONE).filter(|w| starts(chars, at, w)).max_by_key(|w| w.len())?;
    Some((longest, longest.chars().count()))
}

fn starts(chars: &[char], at: usize, word: &str) -> bool {
    word.chars().enumerate().all(|(i, c)| chars.get(at + i) == Some(&c))
}

fn blanks(chars: &[char], mut i: usize) -> usize {
    while chars.get(i).is_some_and(|c| c.is_whitespace()) {
        i += 1;
    }
    i
}

/// A decimal, or a Chinese numeral.
fn numeral(chars: &[char], from: usize) -> Option<(Exact, usize)> {
    let mut end = from;
    while chars.get(end).is_some_and(|c| c.is_ascii_digit() || *c == '.') {
        end += 1;
    }
    if end > from {
        let text: String = chars.get(from..end)?.iter().collect();
        return Some((exact::parse(&text)?, end));
    }
    while chars.get(end).is_some_and(|c| is_chinese_numeral(*c)) {
        end += 1;
    }
    let value = chinese_number(chars.get(from..end)?)?;
    Some((exact::whole(i64::from(value)), end))
}
