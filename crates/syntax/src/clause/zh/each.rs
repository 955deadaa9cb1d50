//! What is counted: 每发现1例, 每例, 每降低1个百分点, 迟报一次, 1台不符合要求.

use super::compare;
use super::lexicon::EACH_UNITS;
use super::number::{Num, Unit};
use super::text::{Range, Text};
use crate::exact::{Exact, whole};

/// The counted thing of a lead.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Counted {
    /// What stands before 每, or before the figure.
    pub before: Range,
    /// Between 每 and the figure: 发现, 降低.
    pub verb: Range,
    /// After the figure: 专职人员.
    pub noun: Range,
    /// The size of one.
    pub size: Exact,
    /// Of what.
    pub unit: Unit,
    /// Which way it goes.
    pub motion: Motion,
    /// 每 and the figure with its unit.
    pub words: Vec<Range>,
}

/// Which way a counted thing goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Motion {
    /// It occurs.
    Occur,
    /// 少, 低, 降低: below a target.
    Fall,
    /// 超, 高, 增加: above a target.
    Rise,
}

const FALL: &[&str] = &[
    "少", "缺", "缺少", "低", "降低", "下降", "降", "减少", "差", "欠缺", "落后", "减", "不足", "下滑", "短缺", "偏低",
    "后移", "后退", "退后", "靠后", "下移", "推后", "低于", "少于", "下跌", "下浮", "缩减", "欠", "低出",
];
const RISE: &[&str] = &[
    "超",
    "超过",
    "超出",
    "高",
    "高于",
    "增加",
    "上升",
    "提高",
    "升高",
    "升",
    "多",
    "提升",
    "增长",
    "增",
    "高出",
    "多出",
    "超额",
    "上浮",
    "超额完成",
    "大于",
    "多于",
    "上涨",
];
/// Units that say how often something is asked rather than what is counted.
const FREQUENCY: &[&str] = &[
    "年", "月", "个月", "季", "季度", "周", "日", "天", "学期", "半年", "学年", "半月", "旬", "两年", "逢", "位", "当",
];

/// The counted thing at the end of `lead`, marked by 每.
pub(super) fn marked(text: &Text, lead: Range) -> Option<Counted> {
    // 未及时签订(每台)扣0.5分: the bracket is only there for the eye.
    if text.c(lead.1.saturating_sub(1)) == ')' && lead.1 > lead.0 {
        let open = (lead.0..lead.1).rev().take(8).find(|&i| text.c(i) == '(');
        if let Some(open) = open.filter(|&o| text.c(o + 1) == '每') {
            return after_each(text, (lead.0, lead.1 - 1), open + 1).map(|mut counted| {
                counted.before.1 = open;
                counted
            });
        }
    }
    let mut depth = 0usize;
    for at in (lead.0..lead.1).rev() {
        match text.c(at) {
            ')' => depth += 1,
            '(' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if text.c(at) != '每' || text.guarded(at) || depth > 0 {
            continue;
        }
        if let Some(counted) = after_each(text, lead, at) {
            return Some(with_outer(text, lead, counted));
        }
    }
    None
}

/// 每人每次: the outer 每人 is part of the same unit.
fn with_outer(text: &Text, lead: Range, mut counted: Counted) -> Counted {
    let at = counted.before.1;
    let from = (lead.0..at).rev().take(4).find(|&i| text.c(i) == '每' && text.any(i + 1, EACH_UNITS) == Some(at));
    if let Some(from) = from {
        counted.words.push((from, at));
        counted.before.1 = from;
    }
    counted
}

fn after_each(text: &Text, lead: Range, at: usize) -> Option<Counted> {
    let rest = (at + 1, lead.1);
    let before = (lead.0, at);
    if let Some(counted) = classifier(text, rest, before, at) {
        return counted;
    }
    // 每超1岁: an age or a date that is counted off is a figure like any other.
    let stepped =
        |n: &Num| motion(text, (rest.0, n.start)) != Motion::Occur && n.start > rest.0 && n.start < rest.0 + 4;
    let num = text.nums_in(rest).find(|n| !n.soft || n.chinese || stepped(n));
    // 每低于95%1个百分点: the first figure is what the second is measured from.
    let step = num.and_then(|first| {
        let second = text.nums_in((first.end, rest.1)).next()?;
        let compared = compare::before(text, rest.0, first.start).is_some_and(|(_, start)| start == rest.0);
        let joined = text.str((first.end, second.start)).trim_matches(['的', ',', '时']).is_empty();
        (compared && joined).then_some(second)
    });
    match step.or(num) {
        Some(num) => with_figure(text, rest, before, at, num),
        None => without_figure(text, rest, before, at),
    }
}

/// 每例, 每人次, 每份乙级病历: `Some(None)` when the words are a requirement (每户不少于4次) or a frequency.
fn classifier(text: &Text, rest: Range, before: Range, at: usize) -> Option<Option<Counted>> {
    let end = text.any(rest.0, EACH_UNITS).filter(|&end| end <= rest.1)?;
    // 每一项, 每1例 are read by their figure.
    if text.num(rest.0).is_some() {
        return None;
    }
    let noun = (end, rest.1);
    let empty = text.str(noun).trim_matches(|c| matches!(c, '的' | ',' | ':' | '(' | ')')).is_empty();
    if !empty && (text.any(rest.0, FREQUENCY).is_some() || requirement(text, noun)) {
        return Some(None);
    }
    // 每点名批评一次, 每台账缺失1项: the classifier is only the beginning of another word.
    if text.nums_in(noun).any(|n| !n.soft || n.chinese) {
        return None;
    }
    let unit = Unit::Own(text.str((rest.0, end)));
    Some(Some(Counted {
        before,
        verb: (rest.0, rest.0),
        noun,
        size: whole(1),
        unit,
        motion: Motion::Occur,
        words: vec![(at, end)],
    }))
}

/// Whether `range` says how often something is asked: 每季度, 每上半年.
pub(super) fn is_periodic(text: &Text, range: Range) -> bool {
    (range.0..range.1).any(|i| {
        text.c(i) == '每'
            && text
                .any(
                    i + 1,
                    &["年", "月", "个月", "季", "周", "学期", "半年", "上半年", "学年", "半月", "旬", "日", "天", "两"],
                )
                .is_some()
    })
}

/// Whether `range` counts something that has no figure: 每降低个百分点, 每发现的.
pub(super) fn is_uncounted(text: &Text, range: Range) -> bool {
    (range.0..range.1).any(|i| {
        text.c(i) == '每'
            && !text.guarded(i)
            && (text.any(i + 1, FALL).is_some()
                || text.any(i + 1, RISE).is_some()
                || text.any(i + 1, &["发现", "出现", "发生"]).is_some())
    })
}

/// Whether the words after 每户 ask for something instead of counting it.
fn requirement(text: &Text, range: Range) -> bool {
    text.nums_in(range)
        .any(|n| compare::before(text, range.0, n.start).is_some() || compare::after(text, n.end).is_some())
}

/// 每发现1例, 每降低1个百分点, 每5分钟.
fn with_figure(text: &Text, rest: Range, before: Range, at: usize, num: &Num) -> Option<Counted> {
    let verb = (rest.0, num.start);
    if text.any(rest.0, FREQUENCY).is_some() && text.any(rest.0, &["日常"]).is_none() || verb.1 - verb.0 > 40 {
        return None;
    }
    if text.has(verb, &["。", ";"]) || compare::after(text, num.end).is_some() {
        return None;
    }
    let motion = motion(text, verb);
    let words = vec![(at, at + 1), (num.start, num.end)];
    Some(Counted {
        before,
        verb,
        noun: (num.end, rest.1),
        size: num.value.clone(),
        unit: num.unit.clone(),
        motion,
        words,
    })
}

/// 每迟报, 每重复发生的: no figure and no classifier; one case of what is named.
fn without_figure(text: &Text, rest: Range, before: Range, at: usize) -> Option<Counted> {
    let words = text.str(rest);
    let short = rest.1 > rest.0 && rest.1 - rest.0 <= 14 && !words.contains(',');
    let unit_alone = ["个百分点", "百分点", "%", "个", "次", "万元", "分钟", "名"].iter().any(|w| words.ends_with(w));
    if !short || text.any(rest.0, FREQUENCY).is_some() || (unit_alone && motion(text, rest) != Motion::Occur) {
        return None;
    }
    // 每株, 每座次: a classifier that no list has.
    if rest.1 - rest.0 <= 3 && before.1 > before.0 && !text.str(before).trim_matches([',', '的']).is_empty() {
        let unit = Unit::Own(words);
        return Some(Counted {
            before,
            verb: (rest.0, rest.0),
            noun: (rest.1, rest.1),
            size: whole(1),
            unit,
            motion: Motion::Occur,
            words: vec![(at, rest.1)],
        });
    }
    Some(Counted {
        before,
        verb: rest,
        noun: (rest.1, rest.1),
        size: whole(1),
        unit: Unit::None,
        motion: Motion::Occur,
        words: vec![(at, at + 1)],
    })
}

/// The way that the words of `range` go.
pub(super) fn motion(text: &Text, range: Range) -> Motion {
    let from = text.skip(
        range.0,
        &[
            "再",
            "有",
            "出现",
            "发现",
            "实际",
            "较",
            "比",
            "上年",
            "去年",
            "同期",
            "下一",
            "完成率",
            "合格率",
            "比例",
            "增幅",
            "得分",
            "指标值",
            "满意度",
        ],
    );
    let starts = |words: &[&str]| text.any(from, words).is_some_and(|end| end <= range.1);
    let ends = |words: &[&str]| {
        words.iter().any(|w| w.chars().count() <= range.1.saturating_sub(range.0) && text.ends(range.1, &[w]))
    };
    if starts(FALL) || ends(FALL) {
        return Motion::Fall;
    }
    // 每高标准建成1个, 每多次 ... : a rise is a rise only right before the figure or before a target.
    let risen = text.any(from, RISE).filter(|&end| end <= range.1).is_some_and(|end| {
        end == range.1
            || text
                .any(
                    end,
                    &[
                        "目标", "平均", "计划", "标准", "规定", "任务", "基准", "报", "完成", "控制", "上年", "要求",
                        "指标", "全", "基数",
                    ],
                )
                .is_some()
    });
    if risen || ends(RISE) { Motion::Rise } else { Motion::Occur }
}

/// What the points behind a figure do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Losing {
    /// They are lost.
    Points,
    /// There are none.
    All,
    /// They are earned.
    Nothing,
}

/// A figure without 每 that still counts: 迟报一次扣2分, 1台不符合要求, 欠缴100元.
pub(super) fn unmarked(text: &Text, lead: Range, losing: Losing) -> Option<Counted> {
    let segment = text.segments(lead).pop()?;
    let mut nums = text.nums_in(segment).filter(|n| !n.soft || n.chinese);
    let num = nums.next()?;
    if nums.next().is_some() || text.guarded(num.start) {
        return None;
    }
    // 有其中任意一项的: that there is one, not how many.
    if text.ends(num.start, &["任意", "任何", "任", "任一"]) {
        return None;
    }
    // 超1%扣2分 counts steps; 超过3天扣2分 compares.
    let stepping = losing == Losing::Points
        && (num.value_is_one() || num.unit == Unit::PercentagePoint)
        && text.ends(num.start, &["超", "超出", "超过"]);
    if (compare::before(text, segment.0, num.start).is_some() && !stepping) || compare::after(text, num.end).is_some() {
        return None;
    }
    let adjacent = num.end == lead.1
        || text.str((num.end, lead.1)).trim_matches(|c| matches!(c, '的' | '者' | ',' | ':')).is_empty();
    let before_num = (segment.0, num.start);
    let found_motion = motion(text, before_num);
    let counts = match &num.unit {
        Unit::Own(unit) => {
            let one = num.value == whole(1);
            let measured = matches!(
                unit.as_str(),
                "元" | "万元"
                    | "千元"
                    | "天"
                    | "日"
                    | "小时"
                    | "分钟"
                    | "个工作日"
                    | "工作日"
                    | "秒"
                    | "米"
                    | "公里"
                    | "亩"
                    | "吨"
                    | "周"
            );
            // 逾期15日的扣3分 sets a term; 欠缴100元扣0.5分 is so much for so much.
            let term = !one && !matches!(unit.as_str(), "元" | "万元" | "千元" | "米" | "公里" | "亩" | "吨");
            one || (measured && adjacent && losing == Losing::Points && !term)
        }
        Unit::Percent | Unit::PercentagePoint => adjacent && found_motion != Motion::Occur,
        Unit::Points => adjacent && found_motion != Motion::Occur && num.value == whole(1),
        _ => false,
    };
    if !counts {
        return None;
    }
    let moves =
        FALL.iter().chain(RISE).filter(|w| text.ends(num.start, &[w])).map(|w| w.chars().count()).max().unwrap_or(0);
    let verb = num.start.saturating_sub(moves).max(lead.0);
    Some(Counted {
        before: (lead.0, verb),
        verb: (verb, num.start),
        noun: (num.end, lead.1),
        size: num.value.clone(),
        unit: num.unit.clone(),
        motion: found_motion,
        words: vec![(num.start, num.end)],
    })
}
