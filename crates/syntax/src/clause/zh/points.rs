//! Points in figures: 扣2分, 得5分, 每次2分, 10分.

use super::amount::{Amounts, amounts, is_boundary, range};
use super::head::{Head, Points};
use super::lexicon::{AFTER_VERB, BEFORE_VERB, BONUS, EACH_UNITS, EARN, LOSE};
use super::number::Unit;
use super::text::{Range, Text};
use crate::clause::{Amount, Sign};

/// 按0.5分/个扣分, 按每例2分扣除: the amount before its verb.
pub(super) fn amount_first(text: &Text, at: usize) -> Option<(Head, usize)> {
    let from = text.any(at, &["按照", "按"])?;
    let each = text.any(from, &["每"]).and_then(|f| text.any(f, EACH_UNITS).map(|to| (f, to)));
    let num = text.points(each.map_or(from, |e| e.1))?;
    let (mut per, mut end) = (each, num.end);
    if let Some(unit) = text.any(end, &["/每", "/", "每"]) {
        let to = text.any(unit, EACH_UNITS)?;
        (per, end) = (Some((unit, to)), to);
    }
    let end = text.skip(end, &["的标准", "标准", "进行", "予以", "给予", "的"]);
    let (sign, bonus, end) = [
        (&["扣分", "扣除", "扣减", "减分", "扣"][..], Sign::Lose, false),
        (&["加分", "奖励", "奖分"][..], Sign::Earn, true),
        (&["计分", "得分", "给分"][..], Sign::Earn, false),
    ]
    .iter()
    .find_map(|(words, sign, bonus)| text.any(end, words).map(|end| (*sign, *bonus, end)))?;
    let amounts = vec![Amount::Points(num.value.clone())];
    let points = Points { sign: Some(sign), bonus, amounts, each_of: false, respectively: false, per, mark: false };
    (per.is_some() || sign == Sign::Lose).then_some(())?;
    is_boundary(text, end).then_some((Head::Points(points), end))
}

/// A verb with its amounts: 扣2分, 分别加3、2、1分, 奖励0.5分, +2分.
pub(super) fn points(text: &Text, at: usize) -> Option<(Head, usize)> {
    let mut verb = at;
    let (mut each_of, mut respectively) = (false, false);
    while let Some(end) = text.any(verb, BEFORE_VERB) {
        if text.is(verb, "可") && matches!(text.before(verb), '许' | '认') {
            return None;
        }
        each_of |= text.is(verb, "各");
        respectively |= text.is(verb, "分别") || text.is(verb, "依次") || text.is(verb, "对应");
        verb = end;
    }
    let (sign, bonus, mut end) = verb_at(text, verb, respectively || each_of)?;
    while let Some(next) = text.any(end, AFTER_VERB) {
        each_of |= text.is(end, "各");
        respectively |= text.is(end, "分别") || text.is(end, "依次");
        end = next;
    }
    // 得分5/4/3/2/1 lists its points one for each band.
    let given = amounts(text, end, respectively);
    let given = given.or_else(|| amounts(text, object(text, end)?, respectively).filter(|_| sign == Sign::Lose));
    let (found, mut end) = given?;
    if is_quantity_after(text, end) {
        return None;
    }
    let head = match found {
        Amounts::Range(least, most) => Head::Between(Some(sign), least, most),
        Amounts::List(amounts) => {
            let respectively = respectively || amounts.len() > 1;
            let per = per_after(text, &mut end);
            Head::Points(Points { sign: Some(sign), bonus, amounts, each_of, respectively, per, mark: false })
        }
    };
    Some((head, end))
}

/// What loses from whom: 另扣负有责任的单位10分. The end of the words for who it is.
fn object(text: &Text, at: usize) -> Option<usize> {
    const WHO: &[&str] = &[
        "单位", "部门", "人", "地", "者", "村", "镇", "乡", "县", "局", "公司", "企业", "科室", "班组", "学校", "中心",
        "街道", "社区", "方", "分", "所", "队",
    ];
    let stop = (at..text.len().min(at + 14))
        .find(|&i| matches!(text.c(i), ',' | ';' | '。' | '\n' | '(' | ')') || text.num(i).is_some())?;
    (stop > at && text.points(stop).is_some() && text.ends(stop, WHO)).then_some(stop)
}

/// The verb at `at`: its sign, whether it adds, and its end. The longest of all lists wins.
fn verb_at(text: &Text, at: usize, listed: bool) -> Option<(Sign, bool, usize)> {
    let signed = match text.c(at) {
        '+' if text.points(at + 1).is_some() => Some((Sign::Earn, true, at + 1)),
        '-' if text.points(at + 1).is_some() && !text.before(at).is_alphanumeric() => Some((Sign::Lose, false, at + 1)),
        _ => None,
    };
    if signed.is_some() {
        return signed;
    }
    let lists = [(EARN, Sign::Earn, false), (BONUS, Sign::Earn, true), (LOSE, Sign::Lose, false)];
    let best = lists
        .iter()
        .filter_map(|(words, sign, bonus)| text.any(at, words).map(|end| (*sign, *bonus, end)))
        .max_by_key(|v| v.2);
    let best = best.or_else(|| text.any(at, &["为", "是"]).filter(|_| listed).map(|end| (Sign::Earn, false, end)))?;
    let before = text.before(at);
    let word = text.str((at, best.2));
    let part_of_word = match word.as_str() {
        "计" => matches!(before, '累' | '合' | '共' | '统' | '总' | '每'),
        // 依次递减1分 goes on with a series.
        "减" | "增" | "加" if before == '递' => true,
        "加" | "减" | "增加" | "获" | "得" | "获得" => {
            before == '每' || matches!((word.as_str(), before), ("加", '增' | '参' | '追') | ("减", '增' | '裁' | '缩'))
        }
        "评" => matches!(before, '测' | '考' | '起'),
        "评分" => before == '起',
        // 一等奖加5分: the 奖 belongs to the prize.
        _ if word.starts_with('奖') => {
            matches!(before, '每' | '等' | '秀' | '胜' | '金' | '银' | '铜' | '励' | '围' | '名')
        }
        _ => before == '每',
    };
    (!part_of_word).then_some(best)
}

/// 扣1分/例, 扣1分每次: the unit, and `end` moved behind it.
fn per_after(text: &Text, end: &mut usize) -> Option<Range> {
    let from = text.any(*end, &["/每", "/", "每", "(每"])?;
    let open = text.is(*end, "(每");
    let to = text
        .any(from, EACH_UNITS)
        .or_else(|| text.num(from).filter(|n| matches!(n.unit, Unit::Own(_))).map(|n| n.end))?;
    let close = if open { text.any(to, &[")"])? } else { to };
    if !is_boundary(text, close) {
        return None;
    }
    *end = close;
    Some((from, to))
}

/// Points without a verb: 主责10分, 优秀奖14分, (20分).
pub(super) fn verbless(text: &Text, at: usize, start: usize) -> Option<(Head, usize)> {
    if text.before(at) == '(' && text.before(at.saturating_sub(1)) == '\0' && at > 1 {
        return None;
    }
    if let Some((Amounts::Range(least, most), end)) = range(text, at) {
        let amount = !is_quantity_before(text, at) && is_boundary(text, end) && at > start;
        return amount.then_some((Head::Between(None, least, most), end));
    }
    let num = text.points(at)?;
    let end = num.end;
    let mark = text.before(at) == '(' && matches!(text.c(end), ')' | ',' | ';' | '。' | ':');
    if is_quantity_before(text, at) || is_quantity_after(text, end) || text.any(end, &["-", "至", "到"]).is_some() {
        return None;
    }
    if !(is_boundary(text, end) || text.is(end, "/") || text.is(end, "每") || text.is(end, "。")) {
        return None;
    }
    let mut end = end;
    let mut amounts = vec![Amount::Points(num.value.clone())];
    // 刊物发表文章10分、8分、6分: a list of points for a list of levels.
    while let Some(next) = text.any(end, &["、", "/"]).and_then(|s| text.points(s)) {
        amounts.push(Amount::Points(next.value.clone()));
        end = next.end;
    }
    let per = per_after(text, &mut end);
    let respectively = amounts.len() > 1;
    Some((Head::Points(Points { sign: None, bonus: false, amounts, each_of: false, respectively, per, mark }), end))
}

/// Whether points that begin at `at` are compared with rather than given.
fn is_quantity_before(text: &Text, at: usize) -> bool {
    text.ends(
        at,
        &[
            "低于",
            "高于",
            "达到",
            "达",
            "≥",
            "≤",
            ">",
            "<",
            "大于",
            "小于",
            "少于",
            "超过",
            "不足",
            "不满",
            "多于",
            "未满",
            "每",
            "每增",
            "每低",
            "每高",
            "每增加",
            "每降低",
            "每提高",
            "每少",
            "每差",
            "每超",
            "每减",
            "每升",
            "=",
            "×",
            "含",
            "按",
            "在",
            "每降",
            "满",
            "至少",
            "+",
            "/",
            "*",
            "÷",
            "每多",
            "每减少",
            "每上升",
            "每下降",
            "不含",
            "递减",
            "递增",
            "增减",
        ],
    )
}

/// Whether the points that end at `at` are compared with: 80分以上.
fn is_quantity_after(text: &Text, at: usize) -> bool {
    text.any(
        at,
        &[
            "以上",
            "以下",
            "以内",
            "及以上",
            "及以下",
            "(含",
            "(不含",
            "≤",
            "<",
            "≥",
            ">",
            "之间",
            "之上",
            "之下",
            "为优",
            "为良",
            "为合格",
            "为不合格",
            "制",
            "的为",
            "者为",
            "含以上",
            "以下的",
            "×",
            "*",
            "÷",
            "评定",
            "评为",
            "得满分",
            "得",
            "的得",
            "的,得",
        ],
    )
    .is_some()
}
