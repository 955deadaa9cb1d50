//! Which occurrence counts: 第二次起每次扣2分 leaves the first one out.

use super::phrase;
use super::text::{Range, Text};
use crate::clause::Expr;
use crate::exact::{Exact, whole};

/// What does not count yet, and what is left of the words before 每.
pub(super) struct Skipped {
    /// How many occurrences cost or earn nothing.
    pub free: Exact,
    /// The words that say so.
    pub words: Range,
    /// The words before them.
    pub before: Range,
}

/// 从第二次起, 第3次(及以上)的, 自第2例开始: read from the end of the words before 每.
pub(super) fn skipped(text: &Text, before: Range) -> Option<Skipped> {
    let cleaned = phrase::clean(text, before);
    let at = (cleaned.0..cleaned.1).rev().find(|&i| text.c(i) == '第' && !text.guarded(i))?;
    let (ordinal, end) = text.ordinal(at)?;
    let unit =
        text.any(end, &["人次", "次", "起", "例", "个", "人", "件", "项", "处", "条", "篇", "天", "家", "户"])?;
    let to = text.any(unit, &["起", "开始", "以后", "之后", "及以上", "以上", "后", "及以后", "往后"])?;
    let to = text.any(to, &["起", "开始", "的", "者"]).unwrap_or(to);
    if to < cleaned.1 || ordinal <= whole(1) {
        return None;
    }
    let from = ["从", "自"].iter().find(|w| text.ends(at, &[w])).map_or(at, |_| at - 1);
    Some(Skipped { free: ordinal - whole(1), words: (from, to), before: (before.0, from) })
}

/// 第一次, 首例: the words of an exemption that say which occurrence is meant.
pub(super) fn is_first(words: &str) -> bool {
    let words = words.trim_matches([',', '的', '者']);
    let rest = ["第一", "第1", "首"].iter().find_map(|w| words.strip_prefix(w));
    rest.is_some_and(|unit| matches!(unit, "次" | "例" | "起" | "件" | "个" | "项" | "处" | "人"))
}

/// A count without its first occurrences.
pub(super) fn without_first(count: Expr, free: &Exact) -> Expr {
    let rest = Expr::Sub(Box::new(count), Box::new(Expr::Number(free.clone())));
    Expr::Max(vec![Expr::Number(whole(0)), rest])
}
