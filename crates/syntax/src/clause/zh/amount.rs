//! Amounts of points: 2分, 0.5-3分, 20、10分, 15%, 满分的50%, 一半.

use super::number::Unit;
use super::outright::FULL_POINTS;
use super::text::Text;
use crate::clause::Amount;
use crate::exact::{Exact, ratio};

/// One or several amounts, or a range.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Amounts {
    /// One, or a list in text order.
    List(Vec<Amount>),
    /// From one number of points to another.
    Range(Exact, Exact),
}

/// The amounts that begin at `at`, with their end. Several are joined by 、 or /; by commas too where the text says 分别.
pub(super) fn amounts(text: &Text, at: usize, commas: bool) -> Option<(Amounts, usize)> {
    if let Some(found) = bracketed(text, at) {
        return Some(found);
    }
    if let Some(found) = range(text, at) {
        return Some(found);
    }
    if let Some(found) = bare_list(text, at) {
        return Some(found);
    }
    let (first, mut end) = single(text, at)?;
    let mut all = vec![first];
    loop {
        let separator =
            text.any(end, &["、", "/", "和", "及", "与"]).or_else(|| text.any(end, &[","]).filter(|_| commas));
        let Some((next, after)) = separator.and_then(|s| single(text, s)) else { break };
        if !is_boundary(text, after) && !text.ends(after, &["分"]) {
            break;
        }
        all.push(next);
        end = after;
    }
    Some((Amounts::List(all), end))
}

/// 计(20分)
fn bracketed(text: &Text, at: usize) -> Option<(Amounts, usize)> {
    let num = text.points(at + 1).filter(|_| text.c(at) == '(')?;
    (text.c(num.end) == ')').then(|| (Amounts::List(vec![Amount::Points(num.value.clone())]), num.end + 1))
}

/// 0.5-3分, 1分至3分, (3-4): from one number to another.
pub(super) fn range(text: &Text, at: usize) -> Option<(Amounts, usize)> {
    let open = usize::from(text.c(at) == '(');
    let low = text.num(at + open).filter(|n| matches!(n.unit, Unit::Points | Unit::None))?;
    let join = text.any(low.end, &["-", "至", "到", "~"])?;
    let high = text.num(join).filter(|n| n.unit == Unit::Points || (n.unit == Unit::None && open == 1))?;
    let mut end = high.end;
    if open == 1 {
        if text.c(end) != ')' {
            return None;
        }
        end = text.any(end + 1, &["分"]).unwrap_or(end + 1);
    }
    // 扣0.5分至4分扣完: the second figure is where the losses end.
    if text.any(end, &["扣完", "为止", "止", "封顶", "扣光"]).is_some() {
        return None;
    }
    // 3-1分 is typed the wrong way round; the bounds are what is meant.
    let (least, most) = if low.value <= high.value { (low, high) } else { (high, low) };
    Some((Amounts::Range(least.value.clone(), most.value.clone()), end))
}

/// 20、10分 and 5/4/3分: numbers of which only the last has its unit, or none (得分 5/4/3).
fn bare_list(text: &Text, at: usize) -> Option<(Amounts, usize)> {
    let mut all = Vec::new();
    let mut place = at;
    loop {
        let num = text.num(place).filter(|n| matches!(n.unit, Unit::Points | Unit::None))?;
        all.push(Amount::Points(num.value.clone()));
        if num.unit == Unit::Points {
            return (all.len() > 1).then_some((Amounts::List(all), num.end));
        }
        match text
            .any(num.end, &["、", "/", ",", "和"])
            .filter(|&next| text.num(next).is_some_and(|n| matches!(n.unit, Unit::Points | Unit::None)))
        {
            Some(next) => place = next,
            None => return (all.len() > 2).then_some((Amounts::List(all), num.end)),
        }
    }
}

/// One amount.
fn single(text: &Text, at: usize) -> Option<(Amount, usize)> {
    if let Some(num) = text.num(at) {
        return match num.unit {
            Unit::Points => Some((Amount::Points(num.value.clone()), num.end)),
            Unit::Percent => {
                let end = text.any(num.end, SHARE_OF).unwrap_or(num.end);
                // 加5%的, is a figure that something is compared with.
                let ends = is_boundary(text, end) || text.is(end, "每") || text.ends(end, &["分", "值", "数"]);
                ends.then(|| (Amount::ShareOfItem(num.value.clone()), end))
            }
            // 扣2, at the end of a statement: the office left 分 out.
            Unit::None if is_boundary(text, num.end) => Some((Amount::Points(num.value.clone()), num.end)),
            _ => None,
        };
    }
    share(text, at)
}

/// What may follow a percentage of the item's points.
const SHARE_OF: &[&str] = &[
    "的分",
    "的分值",
    "的分数",
    "的得分",
    "的权重分",
    "的权重",
    "分",
    "分值",
    "权重分",
    "的标准分",
    "的基本分",
    "的该项分",
    "的该项分值",
    "的本项分值",
    "的满分",
    "权重",
    "的基础分",
    "的项目分值",
    "该项分值",
    "本项分值",
    "分数",
    "标准分",
];

/// 满分的50%, 分值的一半, 一半分, 减半.
fn share(text: &Text, at: usize) -> Option<(Amount, usize)> {
    let of = text
        .any(at, FULL_POINTS)
        .or_else(|| text.any(at, &["分值", "该项得分", "本项得分", "分数", "总分值", "权重", "该项权重"]));
    if let Some(of) = of {
        let of = text.any(of, &["的"]).unwrap_or(of);
        if let Some(num) = text.num(of).filter(|n| n.unit == Unit::Percent) {
            return Some((
                Amount::ShareOfItem(num.value.clone()),
                text.any(num.end, &["的分", "分值"]).unwrap_or(num.end),
            ));
        }
        if let Some(end) = text.any(of, HALF) {
            return Some((Amount::ShareOfItem(ratio(1, 2)), end));
        }
    }
    if let Some(end) = text.any(at, HALF) {
        let end = text.any(end, &["的分值", "的分数", "的分", "分值", "分数", "分"]).unwrap_or(end);
        return Some((Amount::ShareOfItem(ratio(1, 2)), end));
    }
    text.any(at, FULL_POINTS).map(|end| (Amount::ItemPoints, end))
}

/// Half of the points.
const HALF: &[&str] = &["一半", "二分之一", "1/2", "半分", "50%的分", "一半分", "半数"];

/// Whether a statement may end here.
pub(super) fn is_boundary(text: &Text, at: usize) -> bool {
    at >= text.len() || matches!(text.c(at), ',' | ';' | '。' | '、' | ')' | '\n' | '.' | '|' | '!' | '(' | '/')
}
