//! Lists of units: 前15名评为先进单位 · 后5名列为重点管理 · 连续两年列为甲的,纳入乙.
use super::maker::Maker;
use super::{consequence, pick};
use crate::provision::group::{Found, Group, empty};
use crate::provision::pattern::Pattern;
use crate::provision::rule::{Consequence, Exclusion, List, Matched, Pick};
use crate::provision::text::{Range, Text};
use std::sync::LazyLock;

/// 县区按同等数额奖励, in a sentence of its own.
pub(in crate::provision) fn matched(text: &Text, range: Range) -> Option<Matched> {
    consequence::matched(text, range)
}

/// Who is on a list, in a cell of its own.
pub(in crate::provision) fn subject(text: &Text, range: Range) -> Option<Vec<Pick>> {
    if let Some((list, years, None)) = pick::years(text, range) {
        return Some(vec![Pick::Years { list, years }]);
    }
    pick::ranked(text, range).or_else(|| Some(vec![pick::event(text, range)]))
}

/// What follows, in a cell of its own.
pub(in crate::provision) fn consequence(text: &Text, range: Range) -> Option<Consequence> {
    consequence::read(text, range)
}

/// What is known around a sentence.
#[derive(Clone, Debug, Default)]
pub(in crate::provision) struct Around {
    /// The list that the heading names.
    pub heading: Option<String>,
    /// What the ranking before went by, for 最后一名的.
    pub bases: Vec<Pick>,
}

/// Reads a piece that may be about lists.
pub(in crate::provision) fn read(text: &Text, range: Range, around: &Around) -> Found {
    let (declared_before, range) = declared_label(text, range);
    let (label, range) = match &declared_before {
        Some(list) => (Some(list.name.clone()), range),
        None => label(text, range),
    };
    if let Some(list) = declared(text, range) {
        return Found::Lists(vec![list]);
    }
    let segments = text.split(range, &[',']);
    let mut maker = Maker { text, around, done: Vec::new(), group: Group::default(), open: None };
    maker.group.name = label.clone();
    maker.group.declared = declared_before.and_then(|list| list.declared);
    let mut at = 0;
    while let Some(segment) = segments.get(at).copied() {
        let next = segments.get(at + 1).copied();
        match maker.segment(segment, next) {
            Some(taken) => at += taken,
            None if maker.touched() => return Found::Failed(segment.0),
            None => return Found::Nothing,
        }
    }
    maker.finish(label)
}

/// 重点管理:…
fn label(text: &Text, range: Range) -> (Option<String>, Range) {
    let parts = text.split(range, &[':']);
    match parts.as_slice() {
        [label, rest, ..] => {
            let words = text.str(*label);
            // 综合考核:后5名… names what the ranking goes by, not a list.
            let basis = pick::is_total(&words) || ["考核", "工作", "得分", "满意度"].iter().any(|w| words.ends_with(w));
            let short = words.chars().count() <= 12 && !words.contains(',') && !basis;
            match bare_name(&words).filter(|_| short) {
                Some(name) => (Some(name), (rest.0, range.1)),
                None => (None, range),
            }
        }
        _ => (None, range),
    }
}

/// “重点管理”单位5名:…
fn declared_label(text: &Text, range: Range) -> (Option<List>, Range) {
    match text.split(range, &[':']).as_slice() {
        [label, rest, ..] => match declared(text, *label) {
            Some(list) => (Some(list), (rest.0, range.1)),
            None => (None, range),
        },
        _ => (None, range),
    }
}

/// “重点管理”单位5名.
fn declared(text: &Text, range: Range) -> Option<List> {
    static FORM: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new("[设|确定|]{name:q}[单位|名单|][共|]{n:n}[名|个|家]"));
    if text.c(range.0) != '"' {
        return None;
    }
    let c = FORM.whole(text, range)?;
    let mut list = empty(bare_name(&c.words(text, "name")?)?);
    list.declared = c.whole("n");
    Some(list)
}

/// The name of a list without quotation marks, the area and 单位.
pub(in crate::provision) fn bare_name(words: &str) -> Option<String> {
    let mut words = words.trim();
    for area in ["全市", "全县", "全区", "全省", "为", "年度", "当年", "本年度"] {
        words = words.strip_prefix(area).unwrap_or(words);
    }
    for tail in ["的", "荣誉称号", "称号", "名单", "范围", "对象", "行列"] {
        words = words.strip_suffix(tail).unwrap_or(words);
    }
    let name = match words.split_once('"').and_then(|(before, rest)| Some((before, rest.split_once('"')?))) {
        // “重点管理”单位 is the list 重点管理.
        Some((
            "",
            (inside, "" | "单位" | "乡镇" | "县区" | "管理" | "等次" | "的单位" | "的乡镇" | "的县区" | "单位的乡镇"),
        )) => inside,
        Some(_) => return None,
        None => words,
    };
    // 单位 after a name in quotation marks is not part of it; without them it is kept: 先进单位.
    let fits = !name.is_empty() && name.chars().count() <= 30 && !name.contains([',', '。', ';', '的', '"', ':']);
    fits.then(|| name.to_owned())
}
/// 评为“先进单位”.
pub(super) fn named(text: &Text, range: Range) -> Option<String> {
    static FORMS: LazyLock<[Pattern; 2]> = LazyLock::new(|| {
        [
            Pattern::new(
                "[并|同时|则|][直接|一律|将|][被|由{who:w}|][评为|列为|列入|纳入|授予|确定为|命名为|认定为|定为|进入]{name:w}",
            ),
            Pattern::new("[并|同时|][直接|一律|将|][予以|给予|实行]{name:w}"),
        ]
    });
    let c = FORMS.first()?.whole(text, range).or_else(|| {
        // 予以“重点帮助” names a list; 予以“一票否决” and 予以表彰 do not.
        let c = FORMS.get(1)?.whole(text, range)?;
        let words = c.words(text, "name")?;
        (words.starts_with('"') && !words.contains("否决") && !words.contains("通报")).then_some(c)
    })?;
    let words = c.words(text, "name")?;
    if words.ends_with('的') {
        return None;
    }
    let words = words.strip_suffix("管理").filter(|w| w.ends_with('"')).unwrap_or(&words).to_owned();
    bare_name(&words)
}

/// 已列入“重点管理”的,依次顺延, in a sentence of its own.
pub(in crate::provision) fn left_out(text: &Text, range: Range) -> Option<Exclusion> {
    exclusion(text, range, None).map(|(exclusion, _)| exclusion)
}

/// 已列入“重点管理”的,依次顺延: who is left out, and how many segments say so.
pub(super) fn exclusion(text: &Text, segment: Range, next: Option<Range>) -> Option<(Exclusion, usize)> {
    static FORM: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            "[其中|如|若|][{who:w}|][已|][被|][列入|列为|纳入|评为|进入|确定为]{name:w}的[单位|乡镇|县区|][,|][由下一名|依次|往后|向后|自动|逐一|][顺延|递补|除外|不再列入|不重复列入|不再重复列入]",
        )
    });
    let try_at = |range: Range, taken: usize| {
        let c = FORM.whole(text, range)?;
        let name = bare_name(&c.words(text, "name")?)?;
        let words = text.str(range);
        let succeed = words.ends_with("顺延") || words.ends_with("递补");
        Some((Exclusion { list: name, succeed }, taken))
    };
    try_at(segment, 1).or_else(|| next.and_then(|n| try_at((segment.0, n.1), 2)))
}
