//! Two rates compared with each other: 支出增幅高于收入增幅.

use super::phrase;
use super::reader::Reader;
use super::text::{Range, Text};
use crate::clause::{Comparison, Condition, Expr, InputKind};

/// What a phrase that names a rate ends with.
const RATES: &[&str] =
    &["增幅", "增速", "增长率", "增长幅度", "降幅", "下降率", "完成率", "比例", "占比", "比重", "率"];
/// Words that compare, the longest first.
const WORDS: &[(&str, Comparison)] = &[
    ("不低于", Comparison::AtLeast),
    ("不小于", Comparison::AtLeast),
    ("大于等于", Comparison::AtLeast),
    ("高于或等于", Comparison::AtLeast),
    ("不高于", Comparison::AtMost),
    ("不超过", Comparison::AtMost),
    ("不大于", Comparison::AtMost),
    ("高于", Comparison::Above),
    ("大于", Comparison::Above),
    ("超过", Comparison::Above),
    ("快于", Comparison::Above),
    ("低于", Comparison::Below),
    ("小于", Comparison::Below),
    ("慢于", Comparison::Below),
];

/// Two rates and how they compare.
pub(super) struct Rates {
    left: Range,
    words: Range,
    comparison: Comparison,
    right: Range,
}

/// The comparison of two rates that `range` is, if it is one.
pub(super) fn compared(text: &Text, range: Range) -> Option<Rates> {
    let range = phrase::clean(text, range);
    let (comparison, words) = (range.0..range.1).filter(|&i| !text.guarded(i)).find_map(|at| {
        WORDS.iter().find(|(word, _)| text.is(at, word)).map(|(word, c)| (*c, (at, at + word.chars().count())))
    })?;
    let (left, right) = (phrase::clean(text, (range.0, words.0)), phrase::clean(text, (words.1, range.1)));
    let named = |r: Range| r.1 > r.0 + 2 && text.ends(r.1, RATES);
    (named(left) && named(right) && text.nums_in(range).next().is_none() && !text.has(right, &["平均"]))
        .then_some(Rates { left, words, comparison, right })
}

impl Reader<'_> {
    /// The comparison as a condition.
    pub fn rates(&mut self, rates: &Rates) -> Condition {
        self.mark_keyword(rates.words);
        let left = self.input(&[rates.left], InputKind::Rate, None);
        let right = phrase::label(self.text, &[rates.right]);
        // 收入增幅 is another rate than 支出收入增幅, however it ends.
        let right = self.fresh(right, &[rates.right], InputKind::Rate, None);
        Condition::Compare(Expr::Input(left), rates.comparison, Expr::Input(right))
    }
}
