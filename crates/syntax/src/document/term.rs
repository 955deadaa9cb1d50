//! Terms: what a table says about an input besides its words.

use super::Spanned;
use crate::clause::InputKind;
use crate::exact::Exact;
use crate::span::Span;

/// One row of a term table.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The row.
    pub span: Span,
    /// Short id, used in files of figures; else made from the label.
    pub id: Option<Spanned<String>>,
    /// The words that sentences use, normalised.
    pub label: Spanned<String>,
    /// Other words for the same (别名).
    pub aliases: Vec<Spanned<String>>,
    /// 到位率 = 到位金额 ÷ 预算金额. The leaves are what is collected.
    pub formula: Option<Spanned<TermExpr>>,
    /// 类型: yes/no, count, amount, rate ...
    pub kind: Option<Spanned<InputKind>>,
    /// 单位: 名, 元.
    pub unit: Option<Spanned<String>>,
    /// 提供单位: which office reports it.
    pub provider: Option<Spanned<String>>,
    /// 来源: reported, exchanged, sampled, found, judged, computed.
    pub source: Option<Spanned<String>>,
    /// 范围: least and most.
    pub bounds: Option<Spanned<(Option<Exact>, Option<Exact>)>>,
    /// 数据日期.
    pub data_date: Option<Spanned<String>>,
    /// 层级: the level of unit that reports it, when that is below the one assessed.
    pub level: Option<Spanned<String>>,
    /// 汇总: how figures of lower units make one (sum, mean, share).
    pub roll_up: Option<Spanned<String>>,
}

/// A formula over terms.
#[derive(Clone, Debug, PartialEq)]
pub enum TermExpr {
    /// A number; a percentage is its hundredth.
    Number(Exact),
    /// Another term, or a figure named nowhere else.
    Name(Spanned<String>),
    /// Sum.
    Add(Vec<TermExpr>),
    /// Difference.
    Sub(Box<TermExpr>, Box<TermExpr>),
    /// Product.
    Mul(Vec<TermExpr>),
    /// Quotient.
    Div(Box<TermExpr>, Box<TermExpr>),
}
