//! Points in proportion: 按完成比例得分, 按拖期天数占总工期比重扣分, 折算.

use super::number::Unit;
use super::text::{Range, Text};
use crate::clause::Sign;
use crate::exact::Exact;

/// Points in proportion to something.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Proportion {
    /// Whether earned or lost; `None` for +/-.
    pub sign: Sign,
    /// The words of what it is in proportion to; empty when only 按比例 is said.
    pub basis: Range,
    /// 折算: from a scale of 100.
    pub converted: bool,
    /// 按60%折算: times this.
    pub factor: Option<Exact>,
}

/// Verbs that end a proportion.
const EARNING: &[&str] = &[
    "计算得分",
    "折算得分",
    "折算计分",
    "换算得分",
    "核定得分",
    "得相应分值",
    "得相应分数",
    "得相应分",
    "计相应分",
    "得分",
    "计分",
    "给分",
    "赋分",
    "记分",
    "加分",
    "评分",
    "折算",
    "换算",
    "折合计算",
    "折合",
    "计算分值",
    "确定得分",
    "核算",
    "计算",
    "打分",
    "计",
    "得",
    "计入总分",
    "计入",
    "给予分值",
    "核算得分",
    "+/-分",
    "±分",
    "增减分",
    "加减分",
    "计算该项得分",
    "计算本项得分",
    "折算为本项得分",
    "相应得分",
    "奖分",
    "计算分数",
    "折算分值",
    "折算成得分",
    "相应计分",
    "核定分值",
    "折算分数",
];

/// Verbs that lose in proportion.
const LOSING: &[&str] = &[
    "扣减相应分值",
    "扣除相应分值",
    "扣减相应分数",
    "扣除相应分数",
    "扣减分值",
    "扣除分值",
    "扣分",
    "减分",
    "扣减",
    "扣除",
    "递减",
    "核减",
    "相应扣分",
    "扣相应分",
    "扣相应分值",
    "倒扣分",
    "扣减得分",
    "计算扣分",
    "折算扣分",
    "扣减分数",
    "扣",
];

/// The proportion that begins at `at` and lies before `end`.
pub(super) fn head_at(text: &Text, at: usize, end: usize) -> Option<(Proportion, usize)> {
    let from = match text.any(at, &["按照", "按", "依据", "根据", "均按", "则按", "依", "以", "即按"]) {
        Some(from) if text.any(at, &["以上", "以下", "以内", "以及", "依法", "依据法"]).is_none() => from,
        Some(_) => return None,
        None => return bare(text, at).or_else(|| counted_in(text, at)),
    };
    // Not the 按 of 按时, 按期, 按要求 ...
    if text.any(from, &["时", "期", "要求", "规定", "计划完", "序"]).is_some()
        && !text.is(from, "计划完成率")
        && !text.is(from, "计划完成比例")
    {
        return None;
    }
    let stop = (from..end).find(|&i| matches!(text.c(i), ',' | ';' | '。' | '\n')).unwrap_or(end);
    for i in from..stop {
        let (words, sign) = match (text.any(i, EARNING), text.any(i, LOSING)) {
            (Some(earning), losing) if losing.is_none_or(|l| l < earning) => (earning, Sign::Earn),
            (_, Some(losing)) => (losing, Sign::Lose),
            _ => continue,
        };
        if words > stop || text.num(words).is_some() || !ends_here(text, words) || text.guarded(i) {
            continue;
        }
        let basis = (from, i);
        if !is_proportional(text, basis, (i, words)) {
            return None;
        }
        return finish(text, basis, (i, words), sign);
    }
    None
}

/// 测评得分×10%计入本项得分: arithmetic that ends in where it goes.
fn counted_in(text: &Text, at: usize) -> Option<(Proportion, usize)> {
    if at > 0 && !matches!(text.before(at), ',' | ';' | '。' | ':' | '\n' | ')') {
        return None;
    }
    let stop = (at..text.len()).find(|&i| matches!(text.c(i), ',' | ';' | '。' | '\n')).unwrap_or(text.len());
    let operator = (at..stop).find(|&i| matches!(text.c(i), '×' | '*' | '÷'))?;
    let (i, end) = (operator..stop).find_map(|i| {
        text.any(
            i,
            &[
                "计入本项得分",
                "计入该项得分",
                "计入总分",
                "计入总得分",
                "计入得分",
                "计入考核得分",
                "计入最终得分",
                "计入本项",
                "计入",
            ],
        )
        .map(|end| (i, end))
    })?;
    let plain = (at..i).all(|j| text.c(j) != '=') && text.nums_in((at, i)).next().is_some();
    (plain && ends_here(text, end))
        .then_some((Proportion { sign: Sign::Earn, basis: (at, i), converted: false, factor: None }, end))
}

/// 同比例扣分, 等比例得分.
fn bare(text: &Text, at: usize) -> Option<(Proportion, usize)> {
    // 引用上级考核得分,相应进行折算.
    if let Some(end) = text
        .any(at, &["相应进行折算", "相应折算", "进行折算", "按权重折算", "按比例折算", "折算计入", "折算得分"])
        .filter(|&end| ends_here(text, end))
    {
        return Some((Proportion { sign: Sign::Earn, basis: (at, at), converted: true, factor: None }, end));
    }
    let from = text.any(at, &["同比例", "等比例", "成比例", "相应比例", "同比"])?;
    let (end, sign) = match (text.any(from, EARNING), text.any(from, LOSING)) {
        (earning, Some(losing)) if earning.is_none_or(|e| e <= losing) => (losing, Sign::Lose),
        (Some(earning), _) => (earning, Sign::Earn),
        _ => return None,
    };
    ends_here(text, end).then_some((Proportion { sign, basis: (from, from), converted: false, factor: None }, end))
}

fn ends_here(text: &Text, at: usize) -> bool {
    super::amount::is_boundary(text, at)
        || text
            .any(
                at,
                &["为本项", "为满分", "为本", "为该项", "的得分", "分值", "成本项", "计入", "后计入", "后", "至本项"],
            )
            .is_some()
}

/// Whether the words between 按 and the verb are a proportion.
fn is_proportional(text: &Text, basis: Range, verb: Range) -> bool {
    let words = text.str(basis);
    let converting = text.str(verb).contains("折") || text.str(verb).contains("换算");
    let ratio = ["比例", "占比", "比重", "百分比", "率", "比值", "占"].iter().any(|w| words.contains(w));
    let nums: Vec<_> = text.nums_in(basis).collect();
    if (basis.0..basis.1).any(|i| matches!(text.c(i), '×' | '*' | '÷')) && !nums.is_empty() {
        return true;
    }
    match nums.as_slice() {
        [] => ratio || converting,
        // 按第1名的比例得分: a share of what the first has.
        [one] if one.unit == Unit::Rank => words.ends_with("比例"),
        [one] => {
            one.unit == Unit::Percent
                && (converting || ratio || one.end == basis.1 || text.is(one.end, "进行") || text.is(one.end, "权重"))
        }
        _ => false,
    }
}

fn finish(text: &Text, basis: Range, verb: Range, sign: Sign) -> Option<(Proportion, usize)> {
    let converted = text.str(verb).contains("折") || text.str(verb).contains("换算");
    let factor = text.nums_in(basis).find(|n| n.unit == Unit::Percent).map(|n| n.value.clone());
    let mut end = verb.1;
    if let Some(next) = text
        .any(end, &["为本项得分", "为本项", "成本项得分", "计入总分", "计入", "后计入总分", "后计入", "的得分", "分值"])
    {
        end = next;
    }
    Some((Proportion { sign, basis, converted, factor }, end))
}
