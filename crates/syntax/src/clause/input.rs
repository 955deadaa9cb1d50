//! Inputs: the facts and figures that a sentence asks for.

use crate::span::Span;

/// Index into [`Reading::inputs`](super::Reading::inputs).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InputRef(pub usize);

/// A noun phrase or condition of the text that someone must supply a value for.
#[derive(Clone, Debug, PartialEq)]
pub struct InputPhrase {
    /// Its own words, normalised in width and spacing, without numbering: `配备专职人员`. Never empty; a phrase the text
    /// only implies gets its clause's words (`每少1门计划课程` → `少计划课程`).
    pub label: String,
    /// Where it is first named.
    pub span: Span,
    /// What values it takes.
    pub kind: InputKind,
    /// The unit of a count or an amount, in the text's own words: 名, 万元, `cm`, `days`. `None` for rates and yes/no.
    pub unit: Option<String>,
    /// The id of the term that a link names: `[专职人员](staff)`.
    pub link: Option<String>,
    /// Where its value comes from, where the text says that it is not supplied like any other.
    pub feed: Feed,
}

/// Where the value of an input comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Feed {
    /// From figures: reported, exchanged, found or judged.
    #[default]
    Supplied,
    /// From a result under another scheme, in the text's words (省考核方案): a figure with its source and date.
    OtherScheme(String),
    /// From the unit's own result in another round of this scheme: 上半年得分.
    Round(String),
    /// From the draw: whether a site of the unit was drawn.
    Draw,
}

/// What values an input takes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum InputKind {
    /// Yes or no.
    YesNo,
    /// A whole number of cases, people, documents ... not below 0.
    Count,
    /// A measured number with a unit, whole or not: money, length, days, a score.
    Amount,
    /// A rate or share, written with a percent sign; 0.4525 stands for 45.25 %. May be negative (a growth rate).
    Rate,
    /// One of these words (or several joined by `+` when the policy `levels` is `sum`), best first as the text has them.
    Choice(Vec<String>),
    /// A place in a ranking, 1 the best.
    Rank,
    /// Points given by an assessor with a reason; the bounds stand in the clause.
    Judged,
}
