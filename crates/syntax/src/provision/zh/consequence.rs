//! What follows for units on a list: 通报批评, 一票否决, 各奖励25000元, 由县领导约谈.

use crate::exact::{Exact, ratio, whole};
use crate::provision::pattern::Pattern;
use crate::provision::rule::{Consequence, Matched, OutsideFact};
use crate::provision::text::{Range, Text};
use std::sync::LazyLock;

/// Words that begin a statement of what follows and mean nothing by themselves.
const LEADS: &[&str] = &[
    "并处以",
    "并",
    "同时",
    "且",
    "直接",
    "一律",
    "将",
    "予以",
    "给予",
    "进行",
    "在全市",
    "在全县",
    "在全区",
    "全市范围内",
    "对其",
    "其",
    "由市",
    "被",
];

/// Words of which a statement in the text's own words must hold one.
const DEEDS: &[&str] = &[
    "约谈",
    "诫勉",
    "免职",
    "颁发",
    "授牌",
    "奖牌",
    "实行",
    "参加",
    "处罚",
    "调整",
    "问责",
    "追究",
    "责令",
    "不得",
    "不能",
    "不予",
    "整改",
    "检查",
    "检讨",
    "扣除",
    "扣减",
    "黄牌",
    "警告",
    "表态",
    "记功",
    "推荐",
    "优先",
    "作为",
    "提拔",
    "晋级",
    "证书",
    "现场会",
    "座谈会",
    "待岗",
    "组织处理",
    "移交",
    "处理",
    "降级",
    "撤职",
    "停职",
    "挂牌",
    "跟踪",
    "督办",
    "帮扶",
    "帮促",
    "说明",
    "表彰",
    "奖励",
    "评先",
    "嘉奖",
    "发放",
    "查处",
    "交由",
    "兑现",
    "与会",
    "免检",
    "监测",
    "处分",
    "批评教育",
];

/// What a segment says follows, if it says only that.
pub(super) fn read(text: &Text, range: Range) -> Option<Consequence> {
    let words = text.str(range);
    let bare = without_leads(&words).replace('"', "");
    // 各奖励25000元(五职责任人) goes to the unit; who shares it there is its own affair.
    let outside = bare.split_once('(').map_or(bare.as_str(), |(before, _)| before);
    let persons = ["每人", "责任人", "负责人", "个人"].iter().any(|w| outside.contains(w));
    if !persons && let Some(amount) = amount(text, range).or_else(|| matching(text, range)) {
        return Some(amount);
    }
    let bare = bare.trim_end_matches("处理");
    match bare {
        "通报表扬" | "通报表彰" | "表彰" | "表扬" | "嘉奖" | "通报嘉奖" | "表彰奖励" | "表彰和奖励" =>
        {
            return Some(Consequence::Commend);
        }
        "通报批评" | "通报全市" | "通报全县" | "通报" | "全市通报" | "全县通报" | "全市通报批评" | "全县通报批评"
        | "公开通报" | "通报全区" | "全区通报批评" => return Some(Consequence::Circulate),
        "一票否决" | "实行一票否决" | "一票否优" => return Some(Consequence::Ineligible),
        _ => {}
    }
    let barred = (bare.starts_with("取消") || bare.starts_with("不得参加") || bare.starts_with("不得参与"))
        && ["评先", "评优", "评选", "先进"].iter().any(|w| bare.contains(w));
    // 取消次年评先资格 says something of another year, which stays text.
    let later = ["次年", "下一年", "下年", "年内"].iter().any(|w| bare.contains(w));
    if barred && !persons && !later {
        return Some(Consequence::Ineligible);
    }
    // What stands in brackets or quotation marks does nothing.
    let said = outside_marks(&words);
    // …的 is who it is about, not what follows.
    if words.ends_with('的') {
        return None;
    }
    let own = ["抽取", "抽查", "不超过", "不得超过"].iter().any(|w| said.contains(w));
    let money = said.contains('元') && !persons;
    if own || money || super::pick::speaks_of_places(text, range) {
        return None;
    }
    (DEEDS.iter().any(|d| said.contains(d)) && said.chars().count() <= 60).then_some(Consequence::Text(words))
}

/// The words outside brackets and quotation marks; all of them if nothing else is left (颁发“先进”奖牌 keeps 颁发).
fn outside_marks(words: &str) -> String {
    let mut depth = 0usize;
    let mut quoted = false;
    let mut said = String::new();
    for c in words.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '"' => quoted = !quoted,
            c if depth == 0 && !quoted => said.push(c),
            _ => {}
        }
    }
    said
}

fn without_leads(words: &str) -> &str {
    let mut words = words;
    // 由县政府予以表彰: who does it is not part of what it is.
    if words.starts_with('由') {
        let done = ["予以", "给予", "进行"].iter().find_map(|w| words.split_once(w));
        words = done.map_or(words, |(_, rest)| rest);
    }
    while let Some(rest) = LEADS.iter().find_map(|l| words.strip_prefix(l)) {
        words = rest;
    }
    words
}

/// What a segment says follows; 颁发奖牌并奖励5万元 says two things.
pub(super) fn all(text: &Text, range: Range) -> Option<Vec<Consequence>> {
    if let Some(one) = read(text, range) {
        return Some(vec![one]);
    }
    let (at, first) = (range.0 + 1..range.1)
        .filter(|at| text.c(*at) == '并')
        .find_map(|at| Some((at, read(text, (range.0, at))?)))?;
    let mut found = vec![first];
    found.extend(all(text, (at, range.1))?);
    Some(found)
}

/// 各奖励人民币25000元.
fn amount(text: &Text, range: Range) -> Option<Consequence> {
    static FORMS: LazyLock<[(Pattern, bool); 2]> = LazyLock::new(|| {
        [
            (
                Pattern::new(
                    "[并|同时|][再|][分别|各|均|每个{u:w}|每单位|每家|][给予|予以|颁发|发放|][各|][一次性|][奖励|奖给|奖|补助|奖金|][人民币|奖金|现金|工作经费|经费|资金|]{x:x}{unit:q}[({b:s})|][的奖励|奖励|工作经费奖励|的工作经费|工作经费|奖金|的奖金|经费奖励|补助|资金奖励|]",
                ),
                true,
            ),
            (
                Pattern::new(
                    "[并|同时|][分别|各|均|每个{u:w}|每单位|][给予|予以|处以|处|][处罚|罚款|扣除|扣减|核减|罚|扣][人民币|奖金|工作经费|经费|资金|]{x:x}{unit:q}[({b:s})|][的罚款|罚款|工作经费|经费|]",
                ),
                false,
            ),
        ]
    });
    FORMS.iter().rev().find_map(|(pattern, gain)| {
        let c = pattern.whole(text, range)?;
        let (value, unit) = money(c.decimal("x")?, &c.words(text, "unit")?)?;
        let value = if *gain { value } else { -value };
        Some(Consequence::Amount { value, unit, matched: Vec::new() })
    })
}

/// 并按省奖金的同等数额予以奖励: as much as somebody else gave.
fn matching(text: &Text, range: Range) -> Option<Consequence> {
    static FORM: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            "[并|同时|][按|按照]{what:w}[的|][同等数额|同等金额|同等标准|相同数额][予以|给予|进行|][配套|][奖励|嘉奖|匹配|配套]",
        )
    });
    let c = FORM.whole(text, range)?;
    let of = OutsideFact { words: c.words(text, "what")?, span: text.span(range) };
    Some(Consequence::Matching { of, ratio: ratio(1, 1), unit: "元".to_owned() })
}

/// 2.5万元 is 25000元.
fn money(value: Exact, unit: &str) -> Option<(Exact, String)> {
    let factor = match unit {
        "元" => 1,
        "千元" => 1_000,
        "万元" => 10_000,
        "亿元" => 100_000_000,
        _ => return None,
    };
    Some((value * whole(factor), "元".to_owned()))
}

/// 分别奖励5万元、3万元、1万元.
pub(super) fn amounts(text: &Text, range: Range) -> Option<Vec<Consequence>> {
    let parts = text.split(range, &['、']);
    let first = text.str(*parts.first()?);
    if parts.len() < 2 || !first.contains("分别") {
        return None;
    }
    // The noun after the last amount is that of all: 10万元、8万元工作经费奖励.
    parts.into_iter().map(|p| amount(text, p)).collect::<Option<Vec<_>>>()
}

/// 县区按市奖金的同等数额予以奖励.
pub(super) fn matched(text: &Text, range: Range) -> Option<Matched> {
    static FORMS: LazyLock<[Pattern; 3]> = LazyLock::new(|| {
        [
            Pattern::new(
                "[同时|并|][由|]{by:q}[财政|][按|按照]{what:w}[的|][同等数额|同等金额|同等标准|相同数额|1:1的比例|1:1比例|1:1|同等比例][予以|给予|进行|][配套|][奖励|匹配|配套]",
            ),
            Pattern::new(
                "[同时|并|][由|]{by:q}[财政|][按|按照][同等数额|同等金额|同等标准|相同数额|1:1的比例|1:1比例|1:1|同等比例][予以|给予|进行|][配套|][奖励|匹配|配套]",
            ),
            Pattern::new(
                "[同时|并|][由|]{by:q}[财政|][按|按照]{what:w}[的|]{x:x}%[予以|给予|进行|][配套|][奖励|匹配|配套]",
            ),
        ]
    });
    FORMS.iter().find_map(|pattern| {
        let c = pattern.whole(text, range)?;
        let by = c.words(text, "by").filter(|by| !matches!(by.as_str(), "并" | "同时" | "按" | "并按"))?;
        let ratio = c.decimal("x").map_or_else(|| ratio(1, 1), |x| x / whole(100));
        Some(Matched { by, ratio })
    })
}
