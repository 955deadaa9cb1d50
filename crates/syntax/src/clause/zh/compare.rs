//! Comparisons: 不低于90%, 10名以上, 80%—90%, 80%≤x<90%, 高于平均值.

use super::number::{Num, Unit};
use super::text::{Range, Text};
use crate::clause::{CohortStatistic, Comparison};
use crate::exact::{Exact, whole};

/// A quantity that is compared with one or two bounds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Compared {
    /// The words before the comparison, and those after it: together they name the quantity.
    pub label: [Range; 2],
    /// One bound, or two for a band.
    pub bounds: Vec<Bound>,
    /// What the bounds are measured in.
    pub unit: Unit,
    /// The whole of it.
    pub range: Range,
    /// A bare figure (微信回复100%): at least so much.
    pub implied: bool,
}

/// One bound.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bound {
    /// How it compares.
    pub comparison: Comparison,
    /// With what.
    pub value: Value,
    /// The keyword and figure.
    pub words: Range,
}

/// What a quantity is compared with.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// A figure.
    Number(Exact),
    /// A figure of all units together, and its words.
    Cohort(CohortStatistic, Range),
}

const BEFORE: &[(&str, Comparison)] = &[
    ("不低于", Comparison::AtLeast),
    ("不少于", Comparison::AtLeast),
    ("不小于", Comparison::AtLeast),
    ("不得低于", Comparison::AtLeast),
    ("不得少于", Comparison::AtLeast),
    ("达到", Comparison::AtLeast),
    ("达", Comparison::AtLeast),
    ("至少", Comparison::AtLeast),
    ("满", Comparison::AtLeast),
    ("最少", Comparison::AtLeast),
    ("≥", Comparison::AtLeast),
    ("大于等于", Comparison::AtLeast),
    ("大于或等于", Comparison::AtLeast),
    ("高于或等于", Comparison::AtLeast),
    ("高于等于", Comparison::AtLeast),
    ("至少有", Comparison::AtLeast),
    ("至少达到", Comparison::AtLeast),
    ("未低于", Comparison::AtLeast),
    ("达到或超过", Comparison::AtLeast),
    ("达不到", Comparison::Below),
    ("未达到", Comparison::Below),
    ("未达", Comparison::Below),
    ("没有达到", Comparison::Below),
    ("没达到", Comparison::Below),
    ("未满", Comparison::Below),
    ("不满", Comparison::Below),
    ("不足", Comparison::Below),
    ("不到", Comparison::Below),
    ("低于", Comparison::Below),
    ("少于", Comparison::Below),
    ("小于", Comparison::Below),
    ("<", Comparison::Below),
    ("不高于", Comparison::AtMost),
    ("不超过", Comparison::AtMost),
    ("不得超过", Comparison::AtMost),
    ("不得高于", Comparison::AtMost),
    ("不大于", Comparison::AtMost),
    ("不多于", Comparison::AtMost),
    ("未超过", Comparison::AtMost),
    ("未超", Comparison::AtMost),
    ("控制在", Comparison::AtMost),
    ("≤", Comparison::AtMost),
    ("小于等于", Comparison::AtMost),
    ("小于或等于", Comparison::AtMost),
    ("低于或等于", Comparison::AtMost),
    ("低于等于", Comparison::AtMost),
    ("不超", Comparison::AtMost),
    ("高于", Comparison::Above),
    ("大于", Comparison::Above),
    ("超过", Comparison::Above),
    ("多于", Comparison::Above),
    ("超出", Comparison::Above),
    ("超", Comparison::Above),
    (">", Comparison::Above),
    ("高出", Comparison::Above),
    ("=", Comparison::Equal),
    ("等于", Comparison::Equal),
    ("仅为", Comparison::Equal),
    ("仅有", Comparison::Equal),
    ("只有", Comparison::Equal),
];

/// The comparison word that ends at `at`, not before `from`: what it says and where it begins.
pub(super) fn before(text: &Text, from: usize, at: usize) -> Option<(Comparison, usize)> {
    let at = of_target(text, from, at);
    let at = if at > from
        && matches!(text.c(at - 1), ':' | '于')
        && !matches!(
            text.str((at.saturating_sub(2).max(from), at)).as_str(),
            "低于" | "高于" | "少于" | "大于" | "小于" | "多于" | "等于"
        ) {
        at - 1
    } else {
        at
    };
    BEFORE
        .iter()
        .filter(|(word, _)| text.ends(at, &[word]))
        .map(|(word, comparison)| (*comparison, at - word.chars().count()))
        .filter(|(_, start)| *start >= from && !text.guarded(*start))
        .min_by_key(|(_, start)| *start)
}

/// 少于每月一次: where the words for the period begin, or the figure itself.
fn of_period(text: &Text, at: usize) -> usize {
    let words = ["每季度", "每学期", "每月", "每季", "每年", "每周", "每日", "每天", "每半年"];
    let period = words.iter().find(|w| text.ends(at, &[w]));
    let from = period.map_or(at, |w| at - w.chars().count());
    let compares = ["少于", "低于", "不足", "多于", "高于", "超过"];
    if period.is_some() && text.ends(from, &compares) && !text.ends(from, &["不少于", "不低于", "不高于", "不超过"])
    {
        from
    } else {
        at
    }
}

/// ≥规定数的90%, 低于目标任务80%: the words for what the percentage is of, passed over.
fn of_target(text: &Text, from: usize, at: usize) -> usize {
    const TARGETS: &[&str] = &[
        "规定数量",
        "规定数",
        "规定人数",
        "规定",
        "目标任务数",
        "目标任务",
        "任务目标",
        "目标数",
        "目标值",
        "任务数",
        "任务量",
        "任务",
        "计划数",
        "计划任务",
        "计划",
        "标准数",
        "要求数",
        "要求",
        "应配数",
        "总数",
        "目标",
    ];
    if text.num(at).is_none_or(|n| n.unit != Unit::Percent) {
        return at;
    }
    let bare = if at > from && text.before(at) == '的' { at - 1 } else { at };
    let word = TARGETS.iter().filter(|w| text.ends(bare, &[w])).map(|w| w.chars().count()).max();
    let start = word.map(|len| bare.saturating_sub(len)).filter(|&s| s > from);
    // Only behind a word that compares: 完成任务的80% names what is done.
    start.filter(|&s| BEFORE.iter().any(|(word, _)| text.ends(s, &[word]))).unwrap_or(at)
}

/// The comparison that follows a figure ending at `at`: what it says and its end.
pub(super) fn after(text: &Text, at: usize) -> Option<(Comparison, usize)> {
    let (included, from) = inclusion(text, at);
    let (base, mut end) = [
        (Comparison::AtLeast, &["及以上", "和以上", "含以上", "或以上", "及其以上"][..]),
        (Comparison::AtMost, &["及以下", "和以下", "含以下", "或以下"][..]),
        (Comparison::OrMore, &["以上", "之上", "或更多"][..]),
        (Comparison::OrLess, &["以下", "以内", "之内", "之下", "或更少", "内"][..]),
    ]
    .iter()
    .find_map(|(comparison, words)| text.any(from, words).map(|end| (*comparison, end)))
    // 3个方面内容, 5项内部制度: no 以内.
    .filter(|(_, end)| {
        !(text.before(*end) == '内' && end - from == 1 && "容部控设外涝科业存".contains(text.c(*end)))
    })?;
    let (later, to) = inclusion(text, end);
    if later.is_some() {
        end = to;
    }
    let comparison = match (base, included.or(later)) {
        (Comparison::OrMore, Some(true)) => Comparison::AtLeast,
        (Comparison::OrMore, Some(false)) => Comparison::Above,
        (Comparison::OrLess, Some(true)) => Comparison::AtMost,
        (Comparison::OrLess, Some(false)) => Comparison::Below,
        (other, _) => other,
    };
    Some((comparison, end))
}

/// (含), (不含), (含30分) after a bound.
fn inclusion(text: &Text, at: usize) -> (Option<bool>, usize) {
    let bracket = text.c(at) == '(';
    let from = at + usize::from(bracket);
    let (included, end) = match (text.any(from, &["不含", "不包含", "不包括"]), text.any(from, &["含", "包含", "包括"]))
    {
        (Some(end), _) => (Some(false), end),
        (_, Some(end)) => (Some(true), end),
        _ => return (None, at),
    };
    if !bracket {
        return if text.any(end, &["以上", "以下"]).is_some() { (included, end) } else { (None, at) };
    }
    let end = text.num(end).map_or(end, |n| n.end);
    let end = text.any(end, &["本数", "本级"]).unwrap_or(end);
    if text.c(end) == ')' { (included, end + 1) } else { (None, at) }
}

/// Which figures without any word of comparison are taken as "at least so much".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bare {
    /// None.
    No,
    /// Percentages: 微信回复100%.
    Percent,
    /// Percentages and counted things: 召开2次会议.
    Counts,
}

/// Words after which a time is compared with (延期3天内) rather than a deadline (3天内上报).
const TIMED: &[&str] =
    &["延期", "逾期", "推迟", "延迟", "超期", "超时", "时间", "时长", "用时", "时间在", "拖延", "耗时", "滞后", "周期"];

/// The comparison inside `range`, a single segment.
pub(super) fn compared(text: &Text, range: Range, bare: Bare) -> Option<Compared> {
    let timed = |n: &Num| text.ends(n.start, TIMED);
    let found = text
        .nums_in(range)
        .filter(|n| !n.soft || n.chinese || timed(n))
        .find_map(|num| at_number(text, range, num, bare));
    found.or_else(|| cohort(text, range)).or_else(|| negative_growth(text, range))
}

/// 负增长: growth below nothing.
fn negative_growth(text: &Text, range: Range) -> Option<Compared> {
    let (at, end) = text.find(range, &["负增长"])?;
    let bound = Bound { comparison: Comparison::Below, value: Value::Number(whole(0)), words: (at, end) };
    Some(Compared {
        label: [(range.0, at), (end, range.1)],
        bounds: vec![bound],
        unit: Unit::Percent,
        range,
        implied: false,
    })
}

fn at_number(text: &Text, range: Range, num: &Num, bare: Bare) -> Option<Compared> {
    if describes_event(text, range, num) {
        return None;
    }
    if let Some(found) = between_relations(text, range, num) {
        return Some(found);
    }
    if let Some(found) = band(text, range, num) {
        return Some(found);
    }
    let pre = before(text, range.0, of_period(text, num.start));
    let post = after(text, num.end).filter(|(_, end)| *end <= range.1);
    let rank = num.unit == Unit::Rank;
    let (comparison, start, end) = match (pre, post) {
        // 达到50%以上 leaves the edge to the policy as 以上 does; 超过3次以上 does not.
        (Some((Comparison::AtLeast | Comparison::AtMost, start)), Some((comparison, end))) => (comparison, start, end),
        (Some((comparison, start)), Some((_, end))) => (comparison, start, end),
        (Some((comparison, start)), None) => (comparison, start, num.end),
        (None, Some((comparison, end))) => (comparison, num.start, end),
        (None, None) if rank => (Comparison::Equal, num.start, num.end),
        (None, None) if bare != Bare::No && num.unit == Unit::Percent => (Comparison::AtLeast, num.start, num.end),
        (None, None) if bare == Bare::Counts && is_counted(num) && !text.ends(num.start, &["任意", "任何"]) => {
            (Comparison::AtLeast, num.start, num.end)
        }
        (None, None) => return None,
    };
    let (_, end) = if pre.is_some() && post.is_none() { skip_inclusion(text, end) } else { (None, end) };
    let bound = Bound { comparison, value: Value::Number(num.value.clone()), words: (start, end) };
    let mut bounds = vec![bound];
    let mut last = end;
    if let Some(second) = second(text, range, end) {
        last = second.words.1;
        bounds.push(second);
    }
    let last = behind_grade(text, last, range.1);
    if let Some(bound) = bounds.last_mut() {
        bound.words.1 = bound.words.1.max(last);
    }
    let implied = pre.is_none() && post.is_none() && !rank;
    Some(Compared { label: [(range.0, start), (last, range.1)], bounds, unit: num.unit.clone(), range, implied })
}

/// 发生3人以上死亡事故的, 一次重伤1人或轻伤3人以上: how bad an event is, not how much of something there is.
pub(super) fn describes_event(text: &Text, range: Range, num: &Num) -> bool {
    const HAPPENS: &[&str] = &["发生", "造成", "引发", "导致", "出现", "死亡", "重伤", "轻伤", "受伤", "伤亡", "致死"];
    const EVENTS: &[&str] =
        &["事故", "事件", "案件", "上访", "死亡", "重伤", "轻伤", "伤亡", "灾害", "疫情", "中毒", "火灾"];
    let Some((_, end)) = after(text, num.end) else { return false };
    let people =
        matches!(&num.unit, Unit::Own(u) if matches!(u.as_str(), "人" | "名" | "小时" | "万元" | "元" | "亩" | "人次"));
    let segment = text.segments(range).into_iter().find(|s| s.0 <= num.start && num.end <= s.1).unwrap_or(range);
    // 党员7人以上未设支委会的: whom the duty that is not met falls on.
    let duty = matches!(&num.unit, Unit::Own(u) if u == "人" || u == "名")
        && text.any(end, &["未", "的未", "没有"]).is_some()
        && text.any(end, &["未达", "未完成"]).is_none();
    duty || people
        && text.has((segment.0, num.start), HAPPENS)
        && (text.has((end, segment.1), EVENTS)
            || text.has((end, segment.1), &["或"])
            || text.has((segment.0, num.start), &["或"]))
}

/// 90分以上为优秀: the end of the grade that the figure is called by, which the points behind it speak of anyway.
fn behind_grade(text: &Text, at: usize, end: usize) -> usize {
    let from = text.any(at, &["的为", "者为", "评定为", "评为", "定为", "为", "属于", "是"]);
    let to = from.and_then(|f| text.any(f, super::graded::GRADES));
    let to = to.map(|t| text.any(t, &["等次", "等级", "级", "档"]).unwrap_or(t));
    to.filter(|&t| t <= end && text.str((t, end)).trim_matches(['的', ',', ':']).is_empty()).unwrap_or(at)
}

/// Whether a figure counts things: 2次, but not the 一 of 一事一议.
fn is_counted(num: &Num) -> bool {
    matches!(num.unit, Unit::Own(_)) && (!num.chinese || num.value > whole(1))
}

fn skip_inclusion(text: &Text, at: usize) -> (Option<bool>, usize) {
    inclusion(text, at)
}

/// The second bound of a band: 低于95%但不低于90%, 90%以下80%以上.
fn second(text: &Text, range: Range, at: usize) -> Option<Bound> {
    let from = text.skip(at, &[",", "、", "且", "并", "但", "而", "同时", "至", "-", "到", "又", "的"]);
    let num = text.nums_in((from, range.1)).next()?;
    let pre = before(text, from, num.start).filter(|(_, start)| *start == from);
    let post = after(text, num.end).filter(|_| num.start == from).filter(|(_, end)| *end <= range.1);
    let (comparison, end) = match (pre, post) {
        (Some((_, _)), Some((comparison, end))) => (comparison, end),
        (Some((comparison, _)), None) => (comparison, num.end),
        (None, Some((comparison, end))) => (comparison, end),
        (None, None) => return None,
    };
    Some(Bound { comparison, value: Value::Number(num.value.clone()), words: (from, end) })
}

/// 80%≤x<90%, also with the first relation typed the wrong way round.
fn between_relations(text: &Text, range: Range, num: &Num) -> Option<Compared> {
    let lower = match text.c(num.end) {
        '≤' | '≥' => Comparison::AtLeast,
        '<' | '>' => Comparison::Above,
        _ => return None,
    };
    let middle = num.end + 1;
    let relation = (middle..range.1).find(|&i| matches!(text.c(i), '≤' | '<' | '≥' | '>'))?;
    let high = text.num(relation + 1).filter(|n| n.end <= range.1)?;
    let descending = matches!(text.c(relation), '≥' | '>') && matches!(text.c(num.end), '≥' | '>');
    let including = matches!(text.c(relation), '≤' | '≥');
    let (first, last) = if descending {
        let upper = if text.c(num.end) == '≥' { Comparison::AtMost } else { Comparison::Below };
        (upper, if including { Comparison::AtLeast } else { Comparison::Above })
    } else {
        (lower, if including { Comparison::AtMost } else { Comparison::Below })
    };
    let label = text.str((middle, relation));
    // x and its like name nothing.
    let named = if label.chars().count() <= 1 && label.is_ascii() { (middle, middle) } else { (middle, relation) };
    let value = scaled(num, high);
    let end = behind_grade(text, high.end, range.1);
    let bounds = vec![
        Bound { comparison: first, value: Value::Number(value), words: (num.start, middle) },
        Bound { comparison: last, value: Value::Number(high.value.clone()), words: (relation, end) },
    ];
    let before = if named.0 == named.1 { (range.0, num.start) } else { named };
    Some(Compared { label: [before, (end, range.1)], bounds, unit: high.unit.clone(), range, implied: false })
}

/// The first figure of a range in the unit of the second: the 80 of 80-90%.
fn scaled(low: &Num, high: &Num) -> Exact {
    match (&low.unit, &high.unit) {
        (Unit::None, Unit::Percent | Unit::PercentagePoint) => low.value.clone() / whole(100),
        _ => low.value.clone(),
    }
}

/// 80%—90%, 70-79分, 第2-5名, 80%(含)至90%之间.
fn band(text: &Text, range: Range, num: &Num) -> Option<Compared> {
    let (low_included, low_end) = inclusion(text, num.end);
    let join = text
        .any(low_end, &["-", "至", "到", "~", "、"])
        .filter(|_| !text.is(low_end, "、") || num.unit == Unit::Rank)?;
    let join = text.any(join, &["第"]).filter(|&i| text.num(i).is_some()).unwrap_or(join);
    let high = text.num(join).filter(|n| n.end <= range.1)?;
    let same = high.unit == num.unit
        || num.unit == Unit::None
        || (num.unit == Unit::Rank && matches!(&high.unit, Unit::Own(u) if u == "名" || u == "位"));
    // 90%-80%以下 is not a band; the comparison follows the second figure.
    if !same || (after(text, high.end).is_some() && inclusion(text, high.end).0.is_none()) {
        return None;
    }
    let (high_included, end) = inclusion(text, high.end);
    let end = text.any(end, &["之间", "区间"]).unwrap_or(end);
    let end = behind_grade(text, end, range.1);
    let low_value = scaled(num, high);
    let mut edges = [(low_value, low_included), (high.value.clone(), high_included)];
    if edges[0].0 > edges[1].0 {
        edges.swap(0, 1);
    }
    let [low_edge, high_edge] = edges;
    let lower = match low_edge.1 {
        Some(true) => Comparison::AtLeast,
        Some(false) => Comparison::Above,
        None => Comparison::OrMore,
    };
    let upper = match high_edge.1 {
        Some(true) => Comparison::AtMost,
        Some(false) => Comparison::Below,
        None => Comparison::OrLess,
    };
    let start = text.ends(num.start, &["在"]).then(|| num.start - 1).filter(|&s| s >= range.0).unwrap_or(num.start);
    let bounds = vec![
        Bound { comparison: lower, value: Value::Number(low_edge.0), words: (start, low_end) },
        Bound { comparison: upper, value: Value::Number(high_edge.0), words: (low_end, end) },
    ];
    let unit = if num.unit == Unit::Rank { Unit::Rank } else { high.unit.clone() };
    Some(Compared { label: [(range.0, start), (end, range.1)], bounds, unit, range, implied: false })
}

/// 高于全市平均值, 不低于平均水平.
fn cohort(text: &Text, range: Range) -> Option<Compared> {
    // 平均分高于全县平均分: the first 平均 may be the quantity's own.
    let means = (range.0..range.1).filter(|&i| text.is(i, "平均") && !text.guarded(i));
    let (word_end, (comparison, start, words)) = means.into_iter().find_map(|at| {
        let found = (range.0..at)
            .rev()
            .take(12)
            .find_map(|i| before(text, range.0, i + 1).map(|(c, start)| (c, start, i + 1)))?;
        Some((at + 2, found))
    })?;
    let end = text.skip(
        word_end,
        &[
            "值",
            "数",
            "水平",
            "分",
            "线",
            "得分",
            "率",
            "增速",
            "增幅",
            "占比",
            "比例",
            "完成率",
            "成绩",
            "进度",
            "增速",
            "增幅",
            "的",
        ],
    );
    let end = if text.ends(end, &["的"]) { end - 1 } else { end };
    // 平均年龄不大于全市平均年龄: the mean of what stands before.
    let rest = super::phrase::clean(text, (word_end, range.1));
    let own = rest.0 < rest.1 && text.str((range.0, start)).ends_with(&text.str(rest));
    let end = if own && rest.0 == word_end { rest.1 } else { end };
    if end > range.1 {
        return None;
    }
    let bound = Bound { comparison, value: Value::Cohort(CohortStatistic::Mean, (words, end)), words: (start, end) };
    Some(Compared {
        label: [(range.0, start), (end, range.1)],
        bounds: vec![bound],
        unit: Unit::None,
        range,
        implied: false,
    })
}
