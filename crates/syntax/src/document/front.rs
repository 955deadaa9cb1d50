//! Front matter: what a scheme says about itself before its first sentence.

use super::Spanned;
use crate::clause::Language;
use crate::exact::Exact;
use crate::span::Span;

/// The keys of the front matter, accepted in Chinese and English. Text values stay text here; `compile` reads dates.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// The whole block; empty when there is none.
    pub span: Span,
    /// code, 编号: a short stable name of the scheme.
    pub code: Option<Spanned<String>>,
    /// title, 标题.
    pub title: Option<Spanned<String>>,
    /// issuer, 发布单位.
    pub issuer: Option<Spanned<String>>,
    /// language, 语言: zh or en; else that of the text.
    pub language: Option<Spanned<Language>>,
    /// level, 考核对象: the levels of unit that are assessed, in the words of `units.csv`; the first is the one that a
    /// ranking shows when nobody asks for another.
    pub levels: Vec<Spanned<String>>,
    /// period, 考核期: the reference period of the figures.
    pub period: Option<Period>,
    /// field, 调查时间: when teams visit.
    pub field: Option<Period>,
    /// rounds, 轮次: 上半年, 全年.
    pub rounds: Vec<Spanned<String>>,
    /// total, 总分.
    pub total: Option<Spanned<Exact>>,
    /// partial, 部分: the text is known to be incomplete, so sums may miss points.
    pub partial: Option<Spanned<bool>>,
    /// refers, 引用: codes of other schemes that sentences may refer to.
    pub refers: Vec<Spanned<String>>,
    /// policies, 口径: how open questions are decided, by name.
    pub policies: Vec<PolicySetting>,
    /// dismissed, 保留: findings that the office has read and keeps, each with its reason.
    pub dismissed: Vec<PolicySetting>,
    /// Keys that mean nothing here, each reported as a diagnostic too.
    pub unknown: Vec<Spanned<String>>,
}

/// A period from a first to a last day, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day, `2015-07-01`.
    pub from: Spanned<String>,
    /// Last day.
    pub to: Spanned<String>,
}

/// One decided policy (`steps: whole`, in Chinese too: `分档: 整档`), or one finding with the reason why it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicySetting {
    /// The policy's name as written.
    pub name: Spanned<String>,
    /// The choice as written; several words for rounding (`item 2 half-up`).
    pub value: Spanned<String>,
}
