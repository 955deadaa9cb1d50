//! Heads without figures: judged points, highest only, multiples, vetoes, grades.

use super::amount::is_boundary;
use super::head::Head;
use super::text::Text;
use crate::clause::{Sign, VetoEffect};
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

/// 一票否决, 取消评优资格, 考核总分为0.
fn veto(text: &Text, at: usize) -> Option<(Head, usize)> {
    let from = text.skip(
        at,
        &[
            "予以",
            "实行",
            "给予",
            "直接",
            "一律",
            "并",
            "将",
            "年度",
            "当年",
            "则",
            "予",
            "被",
            "即",
            "本年度",
            "年终",
            "全年",
            "考核",
        ],
    );
    if let Some(end) = text.any(from, &["\"一票否决\"", "一票否决制", "一票否决", "\"一票否优\"", "一票否优"])
    {
        return Some((Head::Veto(VetoEffect::NotEligible), end));
    }
    if let Some(end) = no_total(text, from) {
        return Some((Head::Veto(VetoEffect::TotalZero), end));
    }
    if let Some(end) = text.any(
        from,
        &[
            "总分为0分",
            "总分为零",
            "总分计0分",
            "总分记0分",
            "总分为0",
            "总分按0分计",
            "总分计零分",
            "考核总分为0分",
            "考核总分为零",
            "考核总分记0分",
            "年度考核得0分",
            "年度考核得分为0",
            "整体考核不得分",
            "全部考核不得分",
        ],
    ) {
        return Some((Head::Veto(VetoEffect::TotalZero), end));
    }
    if let Some(end) = text
        .any(
            from,
            &[
                "排名末位",
                "列末位",
                "排最后一名",
                "列最后一名",
                "排末位",
                "列为末位",
                "直接列为最后一名",
                "定为末位",
                "居末位",
            ],
        )
        // 排名末位的,扣5分: where a unit stands, not where it is put.
        .filter(|&end| is_boundary(text, end))
    {
        return Some((Head::Veto(VetoEffect::LastPlace), end));
    }
    let lowest = |from: usize| {
        text.any(
            from,
            &[
                "评为最低等次",
                "定为最低等次",
                "确定为最低等次",
                "评定为最低等次",
                "列为最低等次",
                "直接评定为不合格",
                "直接定为不合格",
                "直接判定为不合格",
                "直接评为不合格",
                "直接确定为不合格等次",
                "直接评定为不合格等次",
                "评定为不合格等次",
                "确定为不合格等次",
                "定为不合格等次",
                "直接定为差",
                "直接评为差",
                "直接定为不合格等次",
                "直接确定为不合格",
                "直接判定不合格",
                "为最低等次",
                "评定为差等次",
                "直接评定为差",
            ],
        )
    };
    if let Some(end) = lowest(at).or_else(|| lowest(from)) {
        return Some((Head::Veto(VetoEffect::LowestGrade), end));
    }
    not_eligible(text, from)
}

/// 年度考核总得分为零, 总分直接记0分: nothing is left of the total.
fn no_total(text: &Text, at: usize) -> Option<usize> {
    let from = text.skip(
        at,
        &[
            "年度",
            "当年",
            "全年",
            "当月",
            "本年度",
            "绩效",
            "安全",
            "综合",
            "目标",
            "管理",
            "工作",
            "考核",
            "考评",
            "评价",
        ],
    );
    let from = text.any(from, &["总得分", "总分", "总成绩", "总评分", "全部得分"])?;
    let from = text.skip(
        from,
        &["直接", "一律", "均", "予以", "按", "计为", "记为", "判为", "评为", "归", "为", "计", "记", "得", "以"],
    );
    let end = text
        .any(from, &["零分", "0分", "零", "清零"])
        .or_else(|| text.any(from, &["0"]).filter(|&e| is_boundary(text, e)))?;
    let end = text.any(end, &["处理", "计算", "计"]).unwrap_or(end);
    is_boundary(text, end).then_some(end)
}

/// 取消…资格, 不得评为…, 不得参加评先.
fn not_eligible(text: &Text, at: usize) -> Option<(Head, usize)> {
    let stop = (at..text.len().min(at + 40))
        .find(|&i| matches!(text.c(i), ',' | ';' | '。' | '\n'))
        .unwrap_or(text.len().min(at + 40));
    if text.any(at, &["取消"]).is_some() {
        let end = (at..stop).rev().find_map(|i| {
            text.any(i, &["资格", "评先评优", "评优评先", "评优", "评先", "称号"]).filter(|&e| e <= stop)
        })?;
        return Some((Head::Veto(VetoEffect::NotEligible), end));
    }
    let from = text.any(
        at,
        &[
            "不得评为",
            "不能评为",
            "不得评优",
            "不得评先",
            "不得参加评优",
            "不得参加评先",
            "不得参与评优",
            "不得参与评先",
            "不能参加评优",
            "不得列为优秀",
            "不得评定为",
            "不能评优",
            "不得确定为",
            "不得推荐为",
            "不得参评",
            "不能评先",
            "不得定为",
            "不得参与",
            "不得进入",
        ],
    )?;
    let end = text
        .any(
            from,
            &[
                "优秀等次",
                "优秀",
                "先进单位",
                "先进集体",
                "先进",
                "良好及以上等次",
                "良好以上等次",
                "优",
                "合格等次",
                "合格",
                "评先",
                "评优",
                "一等奖",
                "优胜单位",
                "优良",
                "A级",
                "一类单位",
                "一等",
            ],
        )
        .unwrap_or(from);
    let end = text.any(end, &["以上等次", "及以上等次", "等次", "单位", "等级", "资格"]).unwrap_or(end);
    is_boundary(text, end).then_some((Head::Veto(VetoEffect::NotEligible), end))
}

/// 不适用, 不参与考核, 该项不考核.
fn not_applicable(text: &Text, at: usize) -> Option<(Head, usize)> {
    let end = text.any(
        at,
        &[
            "该项不适用",
            "本项不适用",
            "不适用此项",
            "不适用本项",
            "不适用该项",
            "不考核该项",
            "不考核此项",
            "不考核本项",
            "此项不考核",
            "该项不考核",
            "本项不考核",
            "不参与该项考核",
            "不参与本项考核",
            "不参与此项考核",
            "不纳入考核",
            "不列入考核",
            "不纳入该项考核",
            "不作考核",
            "不予考核",
            "不参加本项考核",
            "不计入考核",
            "作缺项处理",
            "按缺项处理",
            "为缺项",
            "视为缺项",
        ],
    )?;
    is_boundary(text, end).then_some((Head::NotApplicable, end))
}

/// 酌情扣分, 视情扣分, 综合评分: an assessor gives the points.
fn judged(text: &Text, at: usize) -> Option<(Head, usize)> {
    if let Some(end) = text.any(
        at,
        &[
            "综合评价",
            "综合评议",
            "综合评分",
            "综合评定",
            "综合打分",
            "专家评分",
            "专家打分",
            "专家综合评分",
            "综合评比",
            "综合评判",
            "进行打分",
            "评议打分",
            "酌情打分",
            "酌情评分",
            "酌情给分",
            "酌情计分",
            "酌情得分",
            "酌情记分",
            "酌情赋分",
            "酌情评定",
            "视情评分",
            "视情给分",
            "视情计分",
            "视情得分",
            "视情打分",
            "视情况给分",
            "视情况得分",
            "视情况计分",
            "视情况打分",
            "酌情加减分",
            "横向比较打分",
            "横向对比打分",
            "综合考量评分",
            "综合比较打分",
            "择优打分",
            "比较打分",
            "分档打分",
            "考评打分",
            "综合考评",
        ],
    ) {
        let end = text.any(end, &["得分", "计分", "给分", "打分", "评分"]).unwrap_or(end);
        // 综合评价结果, 综合评分为优: names of something else.
        return is_boundary(text, end).then_some((Head::Judged(None), end));
    }
    // 视情况每次加1分: so many for each, as an assessor sees fit, is no count times a rate.
    if let Some(end) = text.any(
        at,
        &[
            "根据实际情况",
            "根据情况",
            "按情节轻重",
            "按情节",
            "按严重程度",
            "根据严重程度",
            "按实际情况",
            "视情节严重程度",
            "根据情节",
        ],
    ) && let Some(end) = text.any(
        text.skip(end, &["酌情", "给予", "予以", "相应", "适当", "进行", "酌"]),
        &["扣分", "减分", "扣减", "扣除相应分值", "扣减相应分值", "扣除"],
    ) && is_boundary(text, end)
    {
        return Some((Head::Judged(Some(Sign::Lose)), end));
    }
    let from = text.skip(
        at,
        &[
            "视情节轻重",
            "视情节",
            "视情况",
            "视情形",
            "视情",
            "视程度",
            "视质量",
            "根据情况",
            "视具体情况",
            "情节轻重",
            "酌情",
            "适当",
            "予以",
            "给予",
            "相应",
            "进行",
            "分别",
            "根据情节轻重",
            "视轻重",
            "轻重程度",
            "视整改情况",
            "视完成情况",
            "酌量",
            "酌",
            "可",
            "视影响程度",
            "视严重程度",
        ],
    );
    if from == at {
        return None;
    }
    let words = text.str((at, from));
    if !["酌", "视", "适当", "相应", "根据"].iter().any(|w| words.contains(w)) {
        return None;
    }
    let end = text.any(
        from,
        &[
            "扣分",
            "减分",
            "加分",
            "奖分",
            "扣减",
            "扣除分值",
            "奖励分",
            "奖励",
            "扣罚",
            "倒扣分",
            "扣除相应分值",
            "扣减分值",
            "计分",
            "得分",
            "给分",
            "扣减相应分值",
            "扣除分数",
            "扣除",
            "扣减分数",
            "加减分",
            "加扣分",
            "评分",
            "打分",
        ],
    )?;
    if text.num(end).is_some() || text.any(end, &["至", "到", ":"]).is_some_and(|e| text.num(e).is_some()) {
        return None;
    }
    let verb = text.str((from, end));
    let sign = if verb.contains("加减") || verb.contains("加扣") {
        None
    } else if verb.contains('扣') || verb.contains('减') {
        Some(Sign::Lose)
    } else {
        Some(Sign::Earn)
    };
    Some((Head::Judged(sign), end))
}

/// Words that grade.
pub(super) const GRADES: &[&str] = &[
    "优秀",
    "良好",
    "中等",
    "合格",
    "基本合格",
    "不合格",
    "优",
    "良",
    "中",
    "差",
    "较差",
    "较好",
    "一般",
    "好",
    "很好",
    "达标",
    "不达标",
    "称职",
    "基本称职",
    "不称职",
    "优良",
    "及格",
    "不及格",
    "有差距",
    "偏离目标",
    "A",
    "B",
    "C",
    "D",
    "E",
    "A级",
    "B级",
    "C级",
    "D级",
    "一等",
    "二等",
    "三等",
    "四等",
    "一级",
    "二级",
    "三级",
    "四级",
    "甲级",
    "乙级",
    "丙级",
    "甲等",
    "乙等",
    "丙等",
    "一类",
    "二类",
    "三类",
    "四类",
    "基本达标",
    "基本符合",
    "符合",
    "不符合",
    "满意",
    "基本满意",
    "不满意",
    "优秀等次",
    "良好等次",
    "合格等次",
    "不合格等次",
    "较弱",
    "较强",
    "未达标",
    "优等",
];

/// 为优秀, 评定等级为"良": a grade instead of points.
fn grade(text: &Text, at: usize) -> Option<(Head, usize)> {
    // 等级分为优、良、中: what grades there are.
    if text.before(at) == '分' && !text.before(at - 1).is_ascii_digit() {
        return None;
    }
    let from = text.any(
        at,
        &[
            "评定等级为",
            "评定为",
            "评为",
            "定为",
            "视为",
            "确定为",
            "为",
            "均为",
            "即为",
            "属于",
            "属",
            "等级为",
            "者为",
            "的为",
            "判定为",
            "认定为",
            "列为",
            "者视为",
            "的视为",
            "的评为",
            "的评定为",
            "的定为",
        ],
    )?;
    let quoted = text.c(from) == '"';
    let word = from + usize::from(quoted);
    let end = text.any(word, GRADES)?;
    let name = text.str((word, end));
    let end = end + usize::from(quoted && text.c(end) == '"');
    // 评审为优,得70分: the grade is the condition of the points behind.
    let condition = text.c(end) == ',' && super::head::speaks_of_points(text, end + 1);
    (is_boundary(text, end) && text.c(end) != '、' && !condition).then_some((Head::Grade(name), end))
}
