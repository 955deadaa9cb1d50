//! Heads without figures: multiples, highest only, what holds anyway, and what other files read.

use super::amount::is_boundary;
use super::graded::{grade, judged};
use super::head::Head;
use super::text::Text;
use super::veto::{not_applicable, veto};
use crate::clause::Sign;
use crate::exact::{Exact, ratio, whole};

/// The head without figures that begins at `at`, with its end.
pub(super) fn head_at(text: &Text, at: usize) -> Option<(Head, usize)> {
    multiply(text, at)
        .or_else(|| highest(text, at))
        .or_else(|| idle(text, at))
        .or_else(|| veto(text, at))
        .or_else(|| not_applicable(text, at))
        .or_else(|| judged(text, at))
        .or_else(|| grade(text, at))
}

/// What may follow a multiple.
const SCORED: &[&str] = &[
    "扣分", "计分", "加分", "减分", "扣减", "扣除", "得分", "奖励", "奖分", "扣", "计", "处罚", "记分", "给分", "赋分",
    "扣罚", "计算",
];

/// 加倍扣分, 减半计分, 2倍扣分, 按双倍扣分.
fn multiply(text: &Text, at: usize) -> Option<(Head, usize)> {
    let from = text.skip(at, &["按", "予以", "给予", "将", "应", "分值", "按照", "标准", "则", "该项"]);
    let (factor, end) = factor(text, from)?;
    let end = text.any(end, &["予以", "标准", "的标准", "进行"]).unwrap_or(end);
    let end = text.any(end, SCORED).or_else(|| {
        is_boundary(text, end).then_some(end).filter(|_| text.has((at, end), &["加倍", "翻倍", "减半", "翻番"]))
    })?;
    if text.num(end).is_some() {
        return None;
    }
    let scored = text.str((from, end));
    let sign = if scored.contains('扣') || scored.contains("减分") || scored.contains("罚") {
        Some(Sign::Lose)
    } else if scored.contains("加分") || scored.contains('奖') {
        Some(Sign::Earn)
    } else {
        None
    };
    Some((Head::Multiply(factor, sign), end))
}

/// How many times.
fn factor(text: &Text, at: usize) -> Option<(Exact, usize)> {
    if let Some(end) = text.any(at, &["加倍", "双倍", "翻倍", "两倍", "翻番", "成倍"]) {
        return Some((whole(2), end));
    }
    if let Some(end) = text.any(at, &["减半", "折半"]) {
        return Some((ratio(1, 2), end));
    }
    if text.is(at, "三倍") {
        return Some((whole(3), at + 2));
    }
    let num = text.num(at).filter(|n| n.unit == super::number::Unit::Own("倍".into()))?;
    Some((num.value.clone(), num.end))
}

/// 按最高项计分, 不重复加分, 取最高分.
fn highest(text: &Text, at: usize) -> Option<(Head, usize)> {
    if let Some(end) = text.any(
        at,
        &[
            "不重复加分",
            "不重复计分",
            "不重复得分",
            "不重复扣分",
            "不重复奖励",
            "不重复奖分",
            "不累计加分",
            "不累计计分",
            "不累计得分",
            "不累加",
            "不叠加",
            "不重复计算",
            "不重复累计",
            "不得重复加分",
            "不得重复计分",
            "不重复记分",
            "不累计",
            "不可累加",
            "不可累计",
            "不兼得",
            "不叠加计分",
            "不叠加加分",
            "不可重复加分",
            "不可重复计分",
            "不可重复得分",
            "不能重复加分",
            "不能重复计分",
            "不再重复加分",
            "不再重复扣分",
            "不再重复计分",
            "不重复累加",
            "不可叠加",
            "不予累计",
            "不重复给分",
            "不得累加",
            "不能累加",
        ],
    ) {
        return Some((Head::Highest, end));
    }
    let from = text.any(
        at,
        &[
            "按照", "按", "取", "以", "就", "只按", "只取", "仅按", "只计", "仅计", "只记", "仅取", "只加", "只就",
            "仅就", "按其",
        ],
    )?;
    let from = text.any(from, &["其中", "其", "所获", "获得的", "获得", "获奖"]).unwrap_or(from);
    let mut end = text.any(from, &["最高", "就高", "高"])?;
    if text.is(from, "高") && !text.is(from, "高不重复") && !text.is(from, "高计") && !text.is(from, "高原则")
    {
        return None;
    }
    end = text.skip(
        end,
        &[
            "一次",
            "一项",
            "一级",
            "项",
            "分值",
            "分",
            "值",
            "级别",
            "级",
            "奖项",
            "标准",
            "等级",
            "等次",
            "层级",
            "计",
            "记",
            "加",
            "得",
            "取",
            "给",
            "算",
            "奖",
            "分",
            "的",
            "为准",
            "与",
            "给与奖励",
            "给予奖励",
            "奖励",
            "计入",
            "荣誉",
            "进行",
            "计算",
            "者",
            "档次",
            "档",
            "成绩",
            "原则",
            "个",
            "只",
        ],
    );
    (is_boundary(text, end) && end > from).then_some((Head::Highest, end))
}

/// Says what holds anyway: 可重复加分, 可累计加分, 累计计分, 依次递增.
fn idle(text: &Text, at: usize) -> Option<(Head, usize)> {
    let end = text.any(
        at,
        &[
            "可重复加分",
            "可累计加分",
            "可累加",
            "可累计计分",
            "可累计得分",
            "累计加分",
            "累计计分",
            "累计得分",
            "累计扣分",
            "可叠加",
            "可以累加",
            "可以累计",
            "分值同上",
            "同上",
            "每年都加最高分",
            "可累计",
            "可重复计分",
            "累计计算",
            "累加计分",
            "累加得分",
            "合并计算得分",
            "仅加一次",
            "只加一次",
            "只计一次",
            "仅计一次",
            "有文件按文件加分",
            "不设上限",
            "不封顶",
            "上不封顶",
            "可重复得分",
            "可累计扣分",
            "方可得分",
            "方可计分",
            "方可加分",
            "方能得分",
            "才能得分",
            "方予计分",
            "按次累计",
            "按次计分",
            "逐项计分",
            "逐项打分",
            "逐项扣分",
            "分项计分",
            "分别计分",
            "分别扣分",
            "分别打分",
            "否则不予认定",
        ],
    )?;
    (is_boundary(text, end)).then_some((Head::Idle, end))
}
