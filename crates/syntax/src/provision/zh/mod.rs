//! How Chinese schemes word what they rule beside points.

pub(super) mod composition;
mod conduct;
mod consequence;
pub(super) mod list;
mod maker;
mod pick;
pub(super) mod routes;
mod sample;
mod scores;
mod teams;
mod who;

use super::number;
use super::part::Form;
use super::text::{Range, Text};
use crate::document::SectionKind;
use std::sync::LazyLock;

/// All forms of stretches, in the order in which they are tried.
pub(super) fn forms() -> &'static [Form] {
    static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
        let all = [teams::forms(), sample::forms(), conduct::forms(), composition::forms(), scores::forms()];
        all.into_iter().flatten().collect()
    });
    &FORMS
}

/// A sentence that reads, for whoever wrote one in a section of this kind that does not.
pub(super) fn example(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Sampling => "每个乡镇随机抽取2个村,杏山镇抽取1个",
        SectionKind::Teams => "共14个组,每组6人",
        SectionKind::Discipline => "用车、用餐由被调查乡镇提供",
        SectionKind::Composition => "市考核得分占60%,县考核得分占40%",
        SectionKind::Confirmation => "经3名以上群众分别反映并经调查组查实的",
        SectionKind::Authority => "县区每年对乡镇考核不超过3次",
        SectionKind::Exchange => "公安、民政部门按季度提供汇总数据",
        SectionKind::Ranking => "总分相同的,群众满意度得分高者列前",
        _ => "综合考核后5名的乡镇,列为“重点管理”单位,予以通报批评",
    }
}

/// Words that are signs of a rule.
const SIGNS: &[&str] = &[
    "抽取",
    "列为",
    "列入",
    "评为",
    "评选",
    "一票否决",
    "末位",
    "第一名",
    "最后一名",
    "顺延",
    "自理",
    "纳入\"",
    "取消评",
    "责任书",
    "抽签",
    "列前",
    "相同的",
    "相同时",
    "并列",
    "整改期",
];

/// What numbers count in rules.
const COUNTED: &str = "个名次年%天日人组家元位";

/// Whether a piece has a sign of a rule: a number of things, a draw, a place, a list.
pub(super) fn has_trigger(text: &Text, range: Range) -> bool {
    let words = outside(text, range);
    if SIGNS.iter().any(|s| words.contains(s)) {
        return true;
    }
    let mut at = range.0;
    while at < range.1 {
        if let Some(end) = text.closes(at).filter(|end| *end <= range.1) {
            at = end;
            continue;
        }
        if number::whole(text, at, range.1).is_some_and(|(end, value)| counts(text, range, (at, end), value)) {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether a number counts something: 2016年, 7月26日 and 一个 do not.
fn counts(text: &Text, range: Range, (at, end): Range, value: u32) -> bool {
    let unit = text.c(end);
    let date = (unit == '年' && value > 1900) || (unit == '日' && before_has(text, at, range.0, '月'));
    let article = value == 1 && !text.c(at).is_ascii_digit();
    COUNTED.contains(unit) && end < range.1 && !date && !article && !matches!(text.before(at), '第' | '月')
}

/// The words outside brackets and quotation marks, of which only the marks stay.
fn outside(text: &Text, range: Range) -> String {
    let mut words = String::new();
    let mut at = range.0;
    while at < range.1 {
        words.push(text.c(at));
        at = text.closes(at).filter(|end| *end <= range.1).unwrap_or(at + 1);
    }
    words
}

fn before_has(text: &Text, at: usize, from: usize, wanted: char) -> bool {
    (from.max(at.saturating_sub(3))..at).any(|i| text.c(i) == wanted)
}

/// The names in a list of names.
pub(super) fn names(words: &str) -> Vec<String> {
    words
        .split(['、', '和', '及', '与'])
        .map(|w| w.trim_matches(['"', ' ']).trim_start_matches('以'))
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}
