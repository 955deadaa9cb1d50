//! What a statement does to the whole unit: 一票否决, 取消评优资格, 不予考核.

use super::amount::is_boundary;
use super::head::Head;
use super::text::Text;
use crate::clause::VetoEffect;

/// 一票否决, 取消评优资格, 考核总分为0.
pub(super) fn veto(text: &Text, at: usize) -> Option<(Head, usize)> {
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
pub(super) fn not_eligible(text: &Text, at: usize) -> Option<(Head, usize)> {
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
pub(super) fn not_applicable(text: &Text, at: usize) -> Option<(Head, usize)> {
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
