//! Numbers and conditions inside clauses.

use super::InputRef;
use crate::exact::Exact;
use crate::span::Span;

/// A number that a clause computes with.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A number as written; a percentage is its hundredth (50% is 1/2).
    Number(Exact),
    /// The value of an input.
    Input(InputRef),
    /// The points of the item that holds the clause: 满分, 权重分, `maximum points`.
    ItemPoints,
    /// The sum.
    Add(Vec<Expr>),
    /// The first less the second.
    Sub(Box<Expr>, Box<Expr>),
    /// The product.
    Mul(Vec<Expr>),
    /// The first by the second; what a zero divisor does is a policy.
    Div(Box<Expr>, Box<Expr>),
    /// The least.
    Min(Vec<Expr>),
    /// The greatest.
    Max(Vec<Expr>),
    /// A figure of all units assessed together: 平均值, 最低报价, `highest`. Alone (in `try`) it is one more input, named
    /// by `label` and first seen at `span`.
    Cohort {
        /// Which figure.
        statistic: CohortStatistic,
        /// Of what.
        of: Box<Expr>,
        /// Its words.
        label: String,
        /// Where they stand.
        span: Span,
    },
    /// A figure of the total scores of the units below: 所辖乡镇得分的平均分. Alone (in `try`) it is one more input, named by
    /// `label` and first seen at `span`.
    Below {
        /// The level of those units, in the text's words: 乡镇.
        level: String,
        /// Which figure.
        statistic: BelowStatistic,
        /// Its words.
        label: String,
        /// Where they stand.
        span: Span,
    },
}

/// A figure of the total scores of the units below one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum BelowStatistic {
    /// Their arithmetic mean: 平均分.
    Mean,
    /// Their mean, weighted by a figure of theirs in the text's words: 按常住人口加权平均.
    Weighted(String),
    /// The share of them whose total is at least so many points: 得分80分以上的村占比. (In a box because expressions stand
    /// side by side in conditions by the thousand, and this number in few of them.)
    ShareAtLeast(Box<Exact>),
}

/// A figure of all units assessed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CohortStatistic {
    /// The arithmetic mean.
    Mean,
    /// The least.
    Least,
    /// The greatest.
    Greatest,
    /// The unit's own place, 1 for the greatest value.
    RankFromGreatest,
    /// The unit's own place, 1 for the least value.
    RankFromLeast,
    /// The mean without the greatest and the least.
    TrimmedMean,
}

/// How two numbers compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// ≥ whatever the policy: 达到, 不低于, 不少于, ≥, `at least`.
    AtLeast,
    /// ≤ whatever the policy: 不超过, 不高于, ≤, `at most`.
    AtMost,
    /// > whatever the policy: 超过, 高于, 大于, `more than`, `exceeds`.
    Above,
    /// < whatever the policy: 低于, 不满, 不足, 小于, `less than`.
    Below,
    /// 以上: ≥ by default, > under `bounds: exclusive`.
    OrMore,
    /// 以下, 以内: ≤ by default, < under `bounds: exclusive`.
    OrLess,
    /// Equal.
    Equal,
}

/// What may hold or not hold for a unit.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "comparisons are what most conditions are")]
pub enum Condition {
    /// Always.
    Always,
    /// A yes/no input is yes. "未公示的" is itself a fact (yes: not published) unless the text also has its positive
    /// form, in which case it is `Not` of that.
    Fact(InputRef),
    /// A number compares so with another.
    Compare(Expr, Comparison, Expr),
    /// A choice input has this word (an index into its words).
    Is(InputRef, usize),
    /// Both, or all.
    All(Vec<Condition>),
    /// Either, or any.
    Any(Vec<Condition>),
    /// The opposite.
    Not(Box<Condition>),
}

/// A number of points.
#[derive(Clone, Debug, PartialEq)]
pub enum Amount {
    /// So many points, not negative.
    Points(Exact),
    /// A share of the item's points: 扣15% is 3/20.
    ShareOfItem(Exact),
    /// The item's points: 满分, 权重分, `full marks`.
    ItemPoints,
    /// Computed.
    Computed(Expr),
}
