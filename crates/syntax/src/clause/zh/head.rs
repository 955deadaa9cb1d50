//! The part of a statement that speaks of points: 扣2分, 得满分, 不得分, 扣完为止, 酌情扣分 ...

use super::amount::{Amounts, is_boundary, range};
use super::elsewhere::{self, Elsewhere};
use super::limit::{self, Limit};
use super::outright::{FULL_POINTS, NO_GAIN, NO_LOSS, VERDICT_SUBJECT, ZERO};
use super::points::{amount_first, points, verbless};
use super::proportion::{self, Proportion};
use super::text::{Range, Text};
use super::verdict;
use crate::clause::{Amount, Sign, VetoEffect};
use crate::exact::Exact;

/// What a statement says of points.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Head {
    /// Points in figures.
    Points(Points),
    /// 得满分 (earned), 视为满分, 默认为满分.
    Full {
        /// Not earned but granted.
        deemed: bool,
        /// 默认.
        default: bool,
    },
    /// 不得分
    Zero,
    /// 不扣分
    NoLoss,
    /// 不加分
    NoGain,
    /// 扣完为止, 最高扣10分
    Limit(Limit),
    /// 酌情扣分, 综合评分: points that an assessor gives.
    Judged(Option<Sign>),
    /// 0.5-3分: points between two bounds.
    Between(Option<Sign>, Exact, Exact),
    /// 按0分至10分线性插值: in proportion between the edges of a band, with its points if they are said.
    Linear(Option<(Amount, Amount)>),
    /// 按完成比例得分
    Proportion(Proportion),
    /// 得分=...
    Formula {
        /// Where the equals sign stands.
        equals: usize,
    },
    /// 按省考核办法扣分
    Elsewhere(Elsewhere),
    /// 一票否决
    Veto(VetoEffect),
    /// 为优秀
    Grade(String),
    /// 加倍扣分
    Multiply(Exact, Option<Sign>),
    /// 按最高项计分
    Highest,
    /// 直接认定为20分
    Assign(Amount),
    /// 不纳入考核
    NotApplicable,
    /// 可重复加分: says what holds anyway.
    Idle,
}

/// Points in figures.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Points {
    /// Earned or lost; `None` where the verb is left out.
    pub sign: Option<Sign>,
    /// 加, 奖.
    pub bonus: bool,
    /// How many: several for 分别.
    pub amounts: Vec<Amount>,
    /// 各, 均: for each of a list.
    pub each_of: bool,
    /// 分别, 依次: one for each of a list.
    pub respectively: bool,
    /// 扣1分/例, 扣1分每次: the unit.
    pub per: Option<Range>,
    /// (20分): a mark in brackets rather than a sentence.
    pub mark: bool,
}

/// A head and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// What it says.
    pub head: Head,
    /// Its characters.
    pub range: Range,
}

/// The head that begins at `at`, within a run that begins at `start` and ends at `end`.
pub(super) fn head_at(text: &Text, at: usize, start: usize, end: usize) -> Option<Found> {
    // 否则不得分 is read from 不得分 on.
    if text.guarded(at) || text.is(at, "则") && text.before(at) == '否' {
        return None;
    }
    let (head, to) = formula(text, at, start, end)
        .or_else(|| linear(text, at))
        .or_else(|| elsewhere::head_at(text, at, end).map(|(e, to)| (Head::Elsewhere(e), to)))
        .or_else(|| verdict::head_at(text, at))
        .or_else(|| limit::head_at(text, at).map(|(l, to)| (Head::Limit(l), to)))
        .or_else(|| assign(text, at))
        .or_else(|| zero(text, at))
        .or_else(|| full(text, at))
        .or_else(|| earned(text, at))
        .or_else(|| proportion::head_at(text, at, end).map(|(p, to)| (Head::Proportion(p), to)))
        .or_else(|| amount_first(text, at))
        .or_else(|| points(text, at))
        .or_else(|| verbless(text, at, start))
        .filter(|(_, to)| *to <= end)?;
    Some(Found { head, range: (at, to) })
}

/// Whether points in figures or full marks begin at `at`.
pub(super) fn speaks_of_points(text: &Text, at: usize) -> bool {
    full(text, at).is_some() || points(text, at).is_some() || zero(text, at).is_some()
}

/// 得分=30×处置率, to the end of its segment.
fn formula(text: &Text, at: usize, start: usize, end: usize) -> Option<(Head, usize)> {
    if at != start && !matches!(text.before(at), ',' | ':' | '(') {
        return None;
    }
    let (mut depth, mut equals) = (0usize, None);
    let mut stop = end;
    for i in at..end {
        match text.c(i) {
            '(' => depth += 1,
            ')' if depth == 0 => {
                stop = i;
                break;
            }
            ')' => depth -= 1,
            ',' | ':' | '\n' if depth == 0 => {
                stop = i;
                break;
            }
            '=' if equals.is_none() && i > at => equals = Some(i),
            _ => {}
        }
    }
    let equals = equals?;
    (equals + 1 < stop).then_some((Head::Formula { equals }, stop))
}

/// 不得分, 该项为0分, 不扣分, 不加分.
fn zero(text: &Text, at: usize) -> Option<(Head, usize)> {
    let from = text.skip(at, VERDICT_SUBJECT);
    if let Some(end) = text.any(from, NO_LOSS) {
        return Some((Head::NoLoss, end));
    }
    if let Some(end) = text.any(from, NO_GAIN) {
        return Some((Head::NoGain, end));
    }
    let end = text.any(from, ZERO)?;
    // 不得分包, 不得分解; 为0分钟; 得0.5分; 扣全部分值以外 ...
    let other_word =
        matches!(text.c(end), '包' | '解' | '散' | '割' | '配' | '开' | '摊' | '钟' | '.' | '%' | '派' | '流');
    let digit_after = text.before(end).is_ascii_digit()
        && (text.c(end).is_ascii_digit() || !is_boundary(text, end) && !text.is(end, "分"));
    let whole_word = text.is(from, "全扣") && matches!(text.before(from), '齐' | '健' | '安' | '完' | '周');
    if other_word || digit_after || whole_word || text.num(end).is_some() {
        return None;
    }
    Some((Head::Zero, text.any(end, &["分处理", "处理", "计算", "论处", "分"]).unwrap_or(end)))
}

/// 得满分, 视为满分, 默认为满分, 按满分计.
fn full(text: &Text, at: usize) -> Option<(Head, usize)> {
    let from = text.skip(at, VERDICT_SUBJECT);
    if let Some(end) = text.any(from, &["不失分"]) {
        return Some((Head::Full { deemed: true, default: true }, end));
    }
    let deeming = text.any(
        from,
        &[
            "视为",
            "视同",
            "默认为",
            "默认",
            "认定为",
            "均默认为",
            "按",
            "均按",
            "直接按",
            "可按",
            "按照",
            "视作",
            "默认得",
            "默认计",
            "以",
        ],
    );
    let earning = text.any(
        deeming.unwrap_or(from),
        &[
            "得",
            "计",
            "记",
            "给",
            "加",
            "赋",
            "评",
            "可得",
            "方可得",
            "拿",
            "获",
            "为",
            "获得",
            "得到",
            "奖",
            "可获",
            "可计",
            "均得",
            "计为",
            "记为",
            "给予",
            "则得",
            "取得",
            "即得",
            "得该项",
            "得本项",
            "得此项",
            "赋予",
            "打",
        ],
    );
    let word = earning.or(deeming).unwrap_or(from);
    let end = text.any(word, FULL_POINTS)?;
    let plain = text.is(word, "满分") || text.is(word, "全分");
    // 机构健全分工明确.
    if text.is(word, "全分") && matches!(text.before(word), '健' | '齐' | '完' | '安' | '周') {
        return None;
    }
    // 标准分, 基本分 and the like are only full marks when a verb says so.
    if earning.is_none() && deeming.is_none() && !plain {
        return None;
    }
    // 满分10分 is a total; 满分的50% is a share; 满分制 is neither.
    if text.num(end).is_some()
        || text.is(end, "制")
        || (text.is(end, "的") && text.num(end + 1).is_some())
        || text.is(end, "的一半")
        || text.is(end, "值")
    {
        return None;
    }
    if text.is(end, "为") && text.num(end + 1).is_some() {
        return None;
    }
    // 最低报价的价格分为满分 says what the formula behind gives anyway.
    if text.is(at, "为") && text.before(at) == '分' {
        return Some((Head::Idle, end));
    }
    let default = text.has((at, word), &["默认"]);
    let granted = deeming.is_some() || text.has((at, from), &["视为"]);
    let end =
        text.any(end, &["计算", "计分", "计", "处理", "记", "计入", "计得", "对待"]).filter(|_| granted).unwrap_or(end);
    Some((Head::Full { deemed: granted, default }, end))
}

/// 达标的可得分,否则不得分: all of the points, where a counterpart without points follows. 的得分 alone lacks its figure.
fn earned(text: &Text, at: usize) -> Option<(Head, usize)> {
    const WORDS: &[&str] =
        &["可得分", "即得分", "方得分", "可计分", "即可得分", "可得此项分", "得该项分", "得此项分", "得本项分"];
    let end = text.any(at, WORDS)?;
    let near = (end, text.len().min(end + 40));
    let counterpart = text.has(near, &["不得分", "不计分", "不给分", "不记分", "0分", "零分", "扣"]);
    (is_boundary(text, end) && counterpart).then_some((Head::Full { deemed: false, default: false }, end))
}

/// 按0分至10分线性插值计分, 采用插值法计分.
fn linear(text: &Text, at: usize) -> Option<(Head, usize)> {
    const METHODS: &[&str] =
        &["线性插值", "线性内插", "直线插值", "直线内插", "线性插入", "插值", "内插", "插入法", "线性比例"];
    let from = text.any(at, &["按照", "按", "采用", "以", "用", "在", "得", "计", "从"]).unwrap_or(at);
    let given = range(text, from).and_then(|(amounts, end)| match amounts {
        // As the text has them: 按10分至0分 falls.
        Amounts::Range(least, most) => {
            let falls = text.num(from).is_some_and(|n| n.value == most);
            let (first, second) = if falls { (most, least) } else { (least, most) };
            Some(((Amount::Points(first), Amount::Points(second)), end))
        }
        Amounts::List(_) => None,
    });
    let (given, from) = given.map_or((None, from), |(given, end)| (Some(given), end));
    let from = text.skip(from, &["之间", "间", "按照", "按", "采用", "进行", "用", "以", "的", ","]);
    let end = text.any(from, METHODS)?;
    let end = text.skip(end, &["法", "方式", "的", "进行"]);
    let end = text
        .any(end, &["计算得分", "计算分值", "确定得分", "计分", "得分", "赋分", "给分", "记分", "计算", "折算", "计"])
        .unwrap_or(end);
    is_boundary(text, end).then_some((Head::Linear(given), end))
}

/// 直接认定为20分, 按60分计.
fn assign(text: &Text, at: usize) -> Option<(Head, usize)> {
    if let Some(from) = text.any(at, &["按", "均按", "直接按", "统一按", "以", "一律按"]) {
        let num = text.points(from)?;
        let end = text.any(num.end, &["计算", "计分", "计入", "记分", "计", "处理", "得分", "赋分", "认定"])?;
        return Some((Head::Assign(Amount::Points(num.value.clone())), end));
    }
    let from = text.any(at, &["直接认定", "认定", "直接确定", "直接定", "直接核定", "直接计", "直接赋"])?;
    let to = (from..text.len().min(from + 20))
        .take_while(|&i| !matches!(text.c(i), ',' | '。' | ';' | '\n'))
        .find(|&i| text.is(i, "为"))?;
    let num = text.points(to + 1)?;
    is_boundary(text, num.end).then(|| (Head::Assign(Amount::Points(num.value.clone())), num.end))
}
