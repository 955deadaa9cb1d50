//! Numbers with their units, and numbers that are part of names and dates.

use super::classifiers::{CHINESE_CLASSIFIERS, UNITS};
use crate::exact::{self, Exact, whole};
use crate::normal::{Normal, chinese_number};

/// A number with its unit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Num {
    /// First character.
    pub start: usize,
    /// One past the last digit.
    pub digits: usize,
    /// One past the unit.
    pub end: usize,
    /// Its value; a percentage is its hundredth.
    pub value: Exact,
    /// What it counts.
    pub unit: Unit,
    /// A date, an age, a deadline, or a small Chinese numeral: it may stay in a phrase without being used.
    pub soft: bool,
    /// Written with Chinese digits.
    pub chinese: bool,
}

impl Num {
    /// One of its unit: 1次, 1%, 1个百分点.
    pub fn value_is_one(&self) -> bool {
        self.value == whole(1)
            || (matches!(self.unit, Unit::Percent | Unit::PercentagePoint) && self.value == exact::ratio(1, 100))
    }
}

/// What a number counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// 分
    Points,
    /// %
    Percent,
    /// 个百分点
    PercentagePoint,
    /// 第…名
    Rank,
    /// Nothing said.
    None,
    /// 名, 次, 万元 ...
    Own(String),
}

/// Every number of the text outside names.
pub(super) fn all(text: &Normal, guard: &[bool]) -> Vec<Num> {
    let mut nums = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if guard.get(at).copied().unwrap_or(false) {
            at += 1;
            continue;
        }
        match lex(text, at) {
            Lexed::Number(num) => {
                at = num.end.max(at + 1);
                nums.push(num);
            }
            Lexed::Name(end) => at = end.max(at + 1),
            Lexed::Nothing => at += 1,
        }
    }
    nums
}

/// What begins at a place.
enum Lexed {
    /// A number.
    Number(Num),
    /// A date, code or ordinal up to here: digits that are a name.
    Name(usize),
    /// Neither.
    Nothing,
}

fn lex(text: &Normal, at: usize) -> Lexed {
    let c = text.get(at).unwrap_or('\0');
    if c == '第' {
        return ordinal(text, at);
    }
    if text.starts(at, "百分之") {
        return percent_in_words(text, at);
    }
    // 每降低个百分点 lacks its figure; the 百 is not one.
    if text.starts(at, "百分点") || text.starts(at, "百分比") {
        return Lexed::Name(at + 3);
    }
    if c.is_ascii_digit() {
        return arabic(text, at);
    }
    if is_chinese_digit(c) || c == '半' {
        return chinese(text, at);
    }
    Lexed::Nothing
}

/// 第1名 is a place; 第3条, 第一季度 are names.
fn ordinal(text: &Normal, at: usize) -> Lexed {
    let (value, digits) = match digits_at(text, at + 1) {
        Some(found) => found,
        None => return Lexed::Nothing,
    };
    match text.get(digits) {
        Some('名' | '位') => {
            let num = Num { start: at, digits, end: digits + 1, value, unit: Unit::Rank, soft: false, chinese: false };
            Lexed::Number(num)
        }
        // 第2-5名: the first number of a range of places.
        Some('-' | '、' | '至' | '到') if range_of_places(text, digits + 1) => {
            Lexed::Number(Num { start: at, digits, end: digits, value, unit: Unit::Rank, soft: false, chinese: false })
        }
        // 排名第一, 倒数第二: a place without its 名.
        _ if before_is(text, at, &["排名", "名列", "位列", "位居", "排", "倒数", "排位", "名次"])
            && is_place_end(text, digits) =>
        {
            Lexed::Number(Num { start: at, digits, end: digits, value, unit: Unit::Rank, soft: false, chinese: false })
        }
        _ => Lexed::Name(digits),
    }
}

/// Whether nothing follows that would make an ordinal the number of something else: 排第一梯队.
fn is_place_end(text: &Normal, at: usize) -> bool {
    text.get(at).is_none_or(|c| {
        matches!(c, ',' | '、' | '。' | ';' | '的' | ')' | '\n' | '得' | '加' | '扣' | '计' | '奖' | ':' | '至' | '-')
    })
}

fn range_of_places(text: &Normal, at: usize) -> bool {
    let at = if text.get(at) == Some('第') { at + 1 } else { at };
    match digits_at(text, at) {
        Some((_, end)) if matches!(text.get(end), Some('名' | '位')) => true,
        // 第1、2、3名
        Some((_, end)) if text.get(end) == Some('、') => range_of_places(text, end + 1),
        _ => false,
    }
}

/// Arabic or Chinese digits: value and end.
pub(super) fn digits_at(text: &Normal, at: usize) -> Option<(Exact, usize)> {
    let end = (at..text.len()).find(|&i| !text.get(i).is_some_and(|c| c.is_ascii_digit())).unwrap_or(text.len());
    if end > at {
        return exact::parse(&text.text(at, end)).map(|v| (v, end));
    }
    let end = (at..text.len()).find(|&i| !text.get(i).is_some_and(is_chinese_digit)).unwrap_or(text.len());
    let run: Vec<char> = text.text(at, end).chars().collect();
    chinese_number(&run).map(|v| (whole(i64::from(v)), end))
}

fn percent_in_words(text: &Normal, at: usize) -> Lexed {
    // 百分之百 is all of it.
    if text.get(at + 3) == Some('百') {
        let value = whole(1);
        let (digits, end) = (at + 4, at + 4);
        return Lexed::Number(Num { start: at, digits, end, value, unit: Unit::Percent, soft: false, chinese: true });
    }
    match digits_at(text, at + 3) {
        Some((value, end)) => Lexed::Number(Num {
            start: at,
            digits: end,
            end,
            value: value / whole(100),
            unit: Unit::Percent,
            soft: false,
            chinese: true,
        }),
        None => Lexed::Nothing,
    }
}

fn arabic(text: &Normal, at: usize) -> Lexed {
    let digits = end_of_decimal(text, at);
    let before = at.checked_sub(1).and_then(|i| text.get(i)).unwrap_or('\0');
    let written = text.text(at, digits);
    if let Some(end) = date(text, at, digits, &written) {
        return Lexed::Name(end);
    }
    let (unit, end) = unit_at(text, digits);
    const LINES: &[&str] = &["热线", "平台", "接警", "指挥", "投诉", "举报", "政务", "市长", "市民", "急救", "报警"];
    if unit == Unit::None && text.longest(digits, LINES).is_some() {
        return Lexed::Name(digits);
    }
    let letter_after = unit == Unit::None && text.get(digits).is_some_and(|c| c.is_ascii_alphabetic() || c == '+');
    if before.is_ascii_alphabetic() || letter_after {
        return Lexed::Name(digits);
    }
    // A minus sign in front of a bare figure belongs to it; between two figures it is a range.
    let Some(mut value) = exact::parse(&written) else { return Lexed::Name(digits) };
    if matches!(unit, Unit::Percent | Unit::PercentagePoint) {
        value /= whole(100);
    }
    let soft = is_soft(text, &unit, end, before);
    Lexed::Number(Num { start: at, digits, end, value, unit, soft, chinese: false })
}

/// Ages, deadlines, document numbers: figures that describe a fact and settle nothing.
fn is_soft(text: &Normal, unit: &Unit, end: usize, before: char) -> bool {
    let Unit::Own(unit) = unit else { return false };
    let deadline = ["天", "日", "小时", "分钟", "个工作日", "工作日", "个月", "月", "周", "年", "个自然日"]
        .contains(&unit.as_str())
        && text.longest(end, &["内", "之内", "前"]).is_some();
    let age = matches!(unit.as_str(), "岁" | "周岁");
    let period = matches!(unit.as_str(), "年") && text.longest(end, &["以来", "内", "来"]).is_some();
    let number = matches!(unit.as_str(), "号" | "级" | "级及以上");
    // 宣传、培训、咨询等8项职能: how many the list before it names.
    let listed = before == '等' && matches!(unit.as_str(), "项" | "类" | "种" | "方面");
    // 两岸各200米, 100米内: how far something reaches.
    let reach = matches!(unit.as_str(), "米" | "公里" | "千米")
        && (before == '各' || text.longest(end, &["内", "以内", "之内", "范围"]).is_some());
    // 按人均2元的标准投入到位: a standard that is met or not.
    let standard = matches!(unit.as_str(), "元" | "万元") && text.longest(end, &["的标准", "的比例", "标准"]).is_some();
    deadline || age || period || number || listed || reach || standard || before == '近'
}

/// One past the last digit of a decimal with or without thousands commas.
fn end_of_decimal(text: &Normal, at: usize) -> usize {
    let digit = |i: usize| text.get(i).is_some_and(|c| c.is_ascii_digit());
    let run = |from: usize| (from..text.len()).find(|&i| !digit(i)).unwrap_or(text.len());
    let mut end = run(at);
    while end - at <= 12
        && text.get(end) == Some(',')
        && run(end + 1) == end + 4
        && (end - at) % 4 <= 3
        && end - at != 0
    {
        let first_group = text.text(at, end).split(',').next().map_or(0, str::len);
        if first_group > 3 {
            break;
        }
        end += 4;
    }
    if text.get(end) == Some('.') && digit(end + 1) {
        end = run(end + 1);
    }
    end
}

/// The end of a date or clock time that begins with these digits.
fn date(text: &Normal, at: usize, digits: usize, written: &str) -> Option<usize> {
    let after = text.get(digits)?;
    let day = |from: usize| match digits_at(text, from) {
        Some((_, end)) if matches!(text.get(end), Some('日' | '号')) => end + 1,
        _ => from,
    };
    let month = |from: usize| match digits_at(text, from) {
        Some((_, end)) if text.get(end) == Some('月') => day(end + 1),
        _ => from,
    };
    match after {
        '年' if written.len() == 4 => Some(month(digits + 1)),
        '月' if written.len() <= 2 => Some(day(digits + 1)),
        '日' if written.len() <= 2
            && before_is(text, at, &["每月", "当月", "次月", "月", "翌月", "下月", "季度末月"]) =>
        {
            Some(digits + 1)
        }
        '日' if written.len() <= 2 && text.get(digits + 1) == Some('前') => Some(digits + 1),
        '时' | '点' if written.len() <= 2 => Some(digits + 1),
        '-' | '/' | '.'
            if written.len() == 4
                && written.starts_with("20")
                && text.get(digits + 1).is_some_and(|c| c.is_ascii_digit()) =>
        {
            let end = (digits..text.len())
                .find(|&i| !text.get(i).is_some_and(|c| c.is_ascii_digit() || c == after))
                .unwrap_or(text.len());
            Some(if text.get(end) == Some('年') { end + 1 } else { end })
        }
        ':' if written.len() <= 2 && text.get(at.wrapping_sub(1)) != Some('。') => {
            let (_, end) = digits_at(text, digits + 1)?;
            (end == digits + 3).then_some(end)
        }
        _ => None,
    }
}

fn before_is(text: &Normal, at: usize, words: &[&str]) -> bool {
    words.iter().any(|w| at.checked_sub(w.chars().count()).is_some_and(|from| text.starts(from, w)))
}

/// The unit after digits that end at `at`.
fn unit_at(text: &Normal, at: usize) -> (Unit, usize) {
    if let Some(len) = text.longest(at, &["个百分点", "个百分比", "百分点", "个比例点", "个%", "个点", "%个点"])
    {
        return (Unit::PercentagePoint, at + len);
    }
    match text.get(at) {
        Some('%') => return (Unit::Percent, at + 1),
        Some('分')
            if text
                .longest(at, &["分钟", "分之", "分别", "分公", "分局", "分类", "分部", "分级", "分院", "分管"])
                .is_none() =>
        {
            return (Unit::Points, at + 1);
        }
        _ => {}
    }
    match text.longest(at, UNITS) {
        Some(len) => (Unit::Own(text.text(at, at + len)), at + len),
        None => (Unit::None, at),
    }
}

/// Whether `c` is one of the digits of a Chinese numeral.
pub(super) fn is_chinese_digit(c: char) -> bool {
    "零〇一二两三四五六七八九十百".contains(c)
}

/// 零点五分, 一点五个百分点: digits, 点, digits.
fn decimal_in_words(text: &Normal, at: usize, digits: usize, integer: &Exact) -> Option<Num> {
    if text.get(digits) != Some('点') {
        return None;
    }
    let end = (digits + 1..text.len()).find(|&i| !text.get(i).is_some_and(is_chinese_digit)).unwrap_or(text.len());
    let written: Option<String> = text
        .text(digits + 1, end)
        .chars()
        .map(|c| crate::numerals::chinese_digit(c).and_then(|d| char::from_digit(d, 10)))
        .collect();
    let fraction = exact::parse(&format!("0.{}", written.filter(|w| !w.is_empty())?))?;
    let (unit, to) = unit_at(text, end);
    let mut value = integer + fraction;
    if matches!(unit, Unit::Percent | Unit::PercentagePoint) {
        value /= whole(100);
    }
    (unit != Unit::None).then_some(Num { start: at, digits: end, end: to, value, unit, soft: false, chinese: true })
}

/// 一次, 两名, 十二分: only with a classifier, for most such characters are part of words.
fn chinese(text: &Normal, at: usize) -> Lexed {
    let half = text.get(at) == Some('半');
    let digits = if half {
        at + 1
    } else {
        (at..text.len()).find(|&i| !text.get(i).is_some_and(is_chinese_digit)).unwrap_or(text.len())
    };
    let before = at.checked_sub(1).and_then(|i| text.get(i)).unwrap_or('\0');
    // 统一, 唯一, 之一, 其一, 逐一, 万一, 单一, 专一, 同一 ... and 上一, 下一.
    if "统唯之其逐万单专同上下某另".contains(before) {
        return Lexed::Name(digits);
    }
    let value = if half {
        Some(exact::ratio(1, 2))
    } else {
        chinese_number(&text.text(at, digits).chars().collect::<Vec<_>>()).map(|v| whole(i64::from(v)))
    };
    let Some(value) = value else { return Lexed::Name(digits) };
    if let Some(decimal) = decimal_in_words(text, at, digits, &value) {
        return Lexed::Number(decimal);
    }
    let (unit, end) = match text.get(digits) {
        Some('分') if !half => match unit_at(text, digits) {
            (Unit::Points, end) => (Unit::Points, end),
            _ => return Lexed::Nothing,
        },
        // 每缺少一类档案: behind such words even a kind is counted.
        _ => match text.longest(digits, CHINESE_CLASSIFIERS).or_else(|| {
            text.longest(digits, &["类", "种", "级", "档", "款", "组", "方面", "环节"])
                .filter(|_| "缺少差每".contains(before))
        }) {
            Some(len) => match unit_at(text, digits) {
                (Unit::PercentagePoint, end) => (Unit::PercentagePoint, end),
                _ => (Unit::Own(text.text(digits, digits + len)), digits + len),
            },
            None => return if half { Lexed::Nothing } else { Lexed::Name(digits) },
        },
    };
    // 一年一度, 半年考核: a year or half of one is a period, not a figure.
    if half || unit == Unit::Own("年".into()) {
        return Lexed::Name(end);
    }
    let value = if unit == Unit::PercentagePoint { value / whole(100) } else { value };
    // 三个月内未整改: a deadline in words is as little of a figure as one in digits.
    let counts = unit == Unit::Points || !is_soft(text, &unit, end, before);
    Lexed::Number(Num { start: at, digits, end, value, soft: unit != Unit::Points, unit, chinese: counts })
}
