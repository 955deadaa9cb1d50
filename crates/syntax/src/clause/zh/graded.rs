//! Points that an assessor gives, and grades in their place: 酌情扣分, 综合评分, 评为优秀.

use super::amount::is_boundary;
use super::head::Head;
use super::text::Text;
use crate::clause::Sign;

/// 酌情扣分, 视情扣分, 综合评分: an assessor gives the points.
pub(super) fn judged(text: &Text, at: usize) -> Option<(Head, usize)> {
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
pub(super) fn grade(text: &Text, at: usize) -> Option<(Head, usize)> {
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
