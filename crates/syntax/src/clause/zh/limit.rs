//! Limits: 扣完为止, 最高扣10分, 计满10分为止, 加分不超过6分, 总分20.

use super::number::Unit;
use super::outright::FULL_POINTS;
use super::text::Text;
use crate::clause::{Amount, Sign};

/// A limit on points.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Limit {
    /// Whether on what is earned or lost; `None` where the text does not say.
    pub sign: Option<Sign>,
    /// How many points.
    pub amount: Amount,
    /// 本项, 累计, 上述: on all of the item's clauses rather than on the one before.
    pub whole: bool,
    /// A total that is only repeated (总分20, 满分100分) rather than a ceiling on something.
    pub total: bool,
    /// 每项, 单项, 每次: on each clause by itself.
    pub single: bool,
    /// 最低: the least rather than the most.
    pub floor: bool,
}

/// The limit that begins at `at`, with its end.
pub(super) fn head_at(text: &Text, at: usize) -> Option<(Limit, usize)> {
    until_used_up(text, at)
        .or_else(|| until_reached(text, at))
        .or_else(|| at_most(text, at))
        .or_else(|| figure_first(text, at))
}

/// 扣完为止, 直至扣完, 扣完权重分为止: down to nothing.
fn until_used_up(text: &Text, at: usize) -> Option<(Limit, usize)> {
    let from = text.skip(
        at,
        &[
            "直至",
            "直到",
            "至",
            "该项",
            "本项",
            "此项",
            "将",
            "分值",
            "分数",
            "以",
            "总分",
            "该项分值",
            "本项分值",
            "分",
        ],
    );
    let mut end = text.any(
        from,
        &[
            "扣完",
            "扣光",
            "扣尽",
            "减完",
            "扣至0分",
            "扣到0分",
            "扣至零分",
            "扣为0分",
            "扣净",
            "扣满",
            "扣至0",
            "减至0分",
            "减至零分",
            "扣至零",
            "扣到零分",
            "扣没",
        ],
    )?;
    end = text.skip(
        end,
        &[
            "该项",
            "本项",
            "此项",
            "权重",
            "所有",
            "全部",
            "本条",
            "该条",
            "该小项",
            "本小项",
            "分值",
            "分数",
            "分",
            "的",
            "标准",
            "基本",
            "单项",
            "为",
            "止",
            "为止",
            "则止",
            "即止",
            "限",
            "该",
            "此",
            "规定",
            "项",
            "指标",
            "得",
            "当项",
            "应得",
            "基础",
            "满",
        ],
    );
    // 扣完该项分值 without 为止 still ends there; 扣满10分为止 has a figure and is read below.
    if text.num(end).is_some() {
        return None;
    }
    let words = text.str((at, end));
    let stops = words.contains('止') || words.contains('直') || words.contains("扣完") || words.contains("扣光");
    stops.then_some((
        Limit {
            sign: Some(Sign::Lose),
            amount: Amount::ItemPoints,
            whole: true,
            total: false,
            single: false,
            floor: false,
        },
        end,
    ))
}

/// 计满10分为止, 加满5分封顶, 满10分为止.
fn until_reached(text: &Text, at: usize) -> Option<(Limit, usize)> {
    let (sign, from) = [
        (
            Some(Sign::Earn),
            &[
                "计满",
                "加满",
                "得满",
                "记满",
                "奖满",
                "给满",
                "得分满",
                "计分满",
                "加分满",
                "计到",
                "加到",
                "得到",
                "加至",
                "计至",
            ][..],
        ),
        (Some(Sign::Lose), &["扣满", "扣到", "扣至", "减满", "扣足"][..]),
        (None, &["满", "达到", "至", "到"][..]),
    ]
    .iter()
    .find_map(|(sign, words)| text.any(at, words).map(|end| (*sign, end)))?;
    let (amount, end) = figure(text, from)?;
    let end = text.any(end, &["为止", "止", "封顶", "即止", "为限"])?;
    Some((Limit { sign, amount, whole: false, total: false, single: false, floor: false }, end))
}

/// Words of limits; the flags are read from what was passed over.
const WORDS: &[&str] = &[
    "本项",
    "此项",
    "该项",
    "本小项",
    "累计",
    "合计",
    "总计",
    "单项",
    "年度",
    "全年",
    "每年",
    "最终",
    "加分",
    "扣分",
    "奖励",
    "得分",
    "计分",
    "奖分",
    "减分",
    "总分",
    "最高",
    "最多",
    "至多",
    "上限",
    "不超过",
    "不得超过",
    "不高于",
    "最大",
    "控制在",
    "共",
    "总共",
    "共计",
    "满分",
    "可",
    "能",
    "为",
    "得",
    "计",
    "加",
    "扣",
    "减",
    "奖",
    "分值",
    "各项",
    "以上",
    "上述",
    "同类",
    "该小项",
    "限",
    "最高得",
    "不能超过",
    "此类",
    "总",
    "的",
    "均",
    "项目",
    "两项",
    "三项",
    "四项",
    "五项",
    "单个",
    "项",
    "这两项",
    "这三项",
    "以上两项",
    "以上三项",
    "以上各项",
    "各类",
    "分数",
    "小计",
    "最高分",
    "最高分值",
    "为:",
    "设",
    "附加分",
    "奖励分",
    "加分项",
    "扣分项",
    "每季度",
    "每月",
    "当月",
    "当年",
    "同一单位",
    "同一项目",
    "限额",
    "不多于",
    "总额",
    "额度",
    "封顶",
    "以",
    "县区、乡镇",
    "本条",
    "该类",
    "本类",
    "每项",
    "每人",
    "不超",
    "总和",
    "年终",
    "给",
    "予以",
    "给予",
    "记",
    "赋",
    "最低",
    "最少",
    "至少",
    "不低于",
    ":",
    "总扣分",
    "总加分",
    "倒扣",
    "原则上",
    "每个单位",
    "单位",
    "扣减",
    "扣除",
    "合并",
    "一项",
    "单次",
    "每次",
    "减扣",
    "罚",
    "应得分",
    "应得",
];

/// 最高扣10分, 加分不超过6分, 本项最高得100分, 总分20, 共1分.
fn at_most(text: &Text, at: usize) -> Option<(Limit, usize)> {
    // A limit begins with one of the words that can open one: 得, 扣, 加 alone are verbs of points.
    text.any(at, OPENING)?;
    let end = text.skip(at, WORDS);
    let words = text.str((at, end));
    let limiting = ["最高", "最多", "至多", "上限", "超过", "不高于", "最大", "控制在", "限", "封顶", "不多于", "不超"]
        .iter()
        .any(|w| words.contains(w));
    let total = ["共", "总分", "满分", "合计", "总计", "小计", "应得分"].iter().any(|w| words.contains(w));
    let floor = ["最低", "最少", "至少", "不低于"].iter().any(|w| words.contains(w));
    let (amount, end) = figure(text, end)?;
    let limiting = limiting || text.any(end, &["为限", "封顶", "为上限", "为封顶"]).is_some();
    if !limiting && !total && !floor {
        return None;
    }
    let after = text.any(end, &["为限", "封顶", "为止", "以内", "止", "为上限", "为封顶"]).unwrap_or(end);
    // 总分80分以上的 is compared with; 满分100分制 is how something is marked.
    if text.any(after, &["以上", "以下", "及以上", "制", "(含", "的", "者", "时", "-"]).is_some()
        || (!limiting && text.any(after, &["以内"]).is_some())
    {
        return None;
    }
    let lose = words.contains('扣') || words.contains('减');
    let earn = words.contains('加')
        || words.contains('奖')
        || words.contains('得')
        || words.contains('计')
            && !words.contains("计分")
            && !words.contains("累计")
            && !words.contains("合计")
            && !words.contains("共计")
            && !words.contains("总计");
    let sign = match (lose, earn) {
        (true, false) => Some(Sign::Lose),
        (false, true) => Some(Sign::Earn),
        _ => None,
    };
    let single = ["每项", "单项", "每次", "单次", "每个", "每人"].iter().any(|w| words.contains(w));
    let whole = !single
        && ["本项", "此项", "该项", "累计", "合计", "上述", "以上", "各项", "项", "总计", "类", "总扣分", "总加分"]
            .iter()
            .any(|w| words.contains(w));
    Some((Limit { sign, amount, whole, single, total: total && !limiting, floor }, after))
}

/// What a limit may begin with.
const OPENING: &[&str] = &[
    "本项",
    "此项",
    "该项",
    "本小项",
    "该小项",
    "累计",
    "合计",
    "总计",
    "单项",
    "最高",
    "最多",
    "至多",
    "上限",
    "不超过",
    "不得超过",
    "不高于",
    "最大",
    "共",
    "总共",
    "共计",
    "满分",
    "加分",
    "扣分",
    "奖励",
    "得分最高",
    "得分不",
    "计分最高",
    "奖分",
    "减分",
    "总分",
    "上述",
    "以上",
    "各项",
    "同类",
    "限",
    "不能超过",
    "全年最",
    "全年累计",
    "每年最",
    "年度最",
    "年度累计",
    "此类",
    "封顶",
    "最终得分",
    "可加",
    "可得最高",
    "小计",
    "附加分",
    "奖励分",
    "加分项",
    "扣分项",
    "同一单位",
    "同一项目",
    "两项",
    "三项",
    "每月最",
    "每季度最",
    "县区、乡镇",
    "本条",
    "该类",
    "本类",
    "每项最",
    "每人最",
    "不超",
    "扣最",
    "加最",
    "得最",
    "给最",
    "最低",
    "最少",
    "扣不超",
    "加不超",
    "以上各项",
    "总扣分",
    "总加分",
    "每个单位",
    "单位累计",
    "单次最",
    "每次最",
    "分值上限",
    "应得分",
];

/// 以6分为限, 10分封顶, 5分为上限.
fn figure_first(text: &Text, at: usize) -> Option<(Limit, usize)> {
    let from = text.any(at, &["以", "最高以"]).unwrap_or(at);
    let reached = text.any(at, &["直至", "直到", "至", "到"]).unwrap_or(at);
    if let Some((amount, end)) = text.num(reached).and_then(|_| figure(text, reached))
        && let Some(end) = text.any(end, &["扣完为止", "扣完则止", "扣完即止", "扣完", "扣光为止", "扣光"])
    {
        let sign = Some(Sign::Lose);
        return Some((Limit { sign, amount, whole: true, total: false, single: false, floor: false }, end));
    }
    let (amount, end) = figure(text, from)?;
    let end = text.any(end, &["为限", "封顶", "为上限", "为止", "为最高", "为最高限", "上限", "为最高分", "为封顶"])?;
    Some((Limit { sign: None, amount, whole: false, total: false, single: false, floor: false }, end))
}

/// A number of points, the item's points, a share of them, or a bare number at the end of a statement.
fn figure(text: &Text, at: usize) -> Option<(Amount, usize)> {
    if let Some(num) = text.num(at) {
        return match num.unit {
            Unit::Points => Some((Amount::Points(num.value.clone()), num.end)),
            Unit::Percent => Some((Amount::ShareOfItem(num.value.clone()), num.end)),
            Unit::None
                if super::amount::is_boundary(text, num.end)
                    || text.any(num.end, &["为止", "为限", "封顶"]).is_some() =>
            {
                Some((Amount::Points(num.value.clone()), num.end))
            }
            _ => None,
        };
    }
    let from = text.any(at, &["不超过"]).unwrap_or(at);
    let end = text
        .any(from, FULL_POINTS)
        .or_else(|| text.any(from, &["分值", "该项权重", "该项总分", "本项总分", "项目分值", "总分"]))?;
    Some((Amount::ItemPoints, end))
}
