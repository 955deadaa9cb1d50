//! Sections: headings with their text; a section with points, or with a place in the sum, is an item.

use super::PolicySetting;
use crate::clause::Reading;
use crate::exact::Exact;
use crate::provision::Provision;
use crate::span::Span;

/// A heading and all that stands under it.
#[derive(Clone, Debug)]
pub struct Section {
    /// Stable id: from the numbering (`1.1.5`), or `{#funding}`. Unique in the document.
    pub id: String,
    /// The number as printed, with its brackets: `(5)`, `一、`.
    pub number: Option<String>,
    /// The heading without number, points and attributes, normalised in width and spacing.
    pub title: String,
    /// The heading line.
    pub heading: Span,
    /// The heading and everything under it.
    pub span: Span,
    /// (30分), (20 points), (20%).
    pub points: Option<Points>,
    /// What the section is for.
    pub kind: SectionKind,
    /// `{#id name=value}` settings besides the id; most are policies for this item.
    pub attributes: Vec<Attribute>,
    /// How the section's own sentences, lists and scoring tables are understood, as one text; spans are the document's.
    pub reading: Reading,
    /// What the section's own sentences rule beside points: draws, teams, confirmation, lists.
    pub provisions: Vec<Provision>,
    /// Block quotes: legal basis and commentary, never read as clauses.
    pub quotes: Vec<Quote>,
    /// Tables that were not turned into child items, terms or clauses.
    pub tables: Vec<Table>,
    /// Sub-sections, and the rows of an item table.
    pub children: Vec<Section>,
}

impl Section {
    /// Number and title as a person reads them: `(5)事业费投入`, `3.2 Staffing`.
    pub fn numbered_title(&self) -> String {
        let Some(number) = &self.number else { return self.title.clone() };
        // Latin words stand apart from their number, and so does a number without a mark after it.
        let apart = self.title.starts_with(|c: char| c.is_ascii_alphanumeric())
            || number.ends_with(|c: char| c.is_ascii_alphanumeric());
        format!("{number}{}{}", if apart { " " } else { "" }, self.title)
    }
}

/// Points or a weight in a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Points {
    /// How many; a weight of 20 % is 20.
    pub value: Exact,
    /// Points or percent.
    pub unit: PointsUnit,
    /// Where.
    pub span: Span,
}

/// Whether an item has points of its own or a share of its parent's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointsUnit {
    /// 30分.
    Points,
    /// 20%: that share of the parent's points.
    Percent,
}

/// What a section is for, by the words of its heading or of a heading above it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SectionKind {
    /// Commentary: neither points nor a recognised purpose here, above or below.
    #[default]
    Prose,
    /// Points, or a section that holds items.
    Item,
    /// 加分.
    Bonus,
    /// 减分, 扣分.
    Deduction,
    /// 一票否决.
    Veto,
    /// 抽样.
    Sampling,
    /// 调查组.
    Teams,
    /// 纪律.
    Discipline,
    /// 奖惩.
    Awards,
    /// 指标说明.
    Terms,
    /// 得分构成: what a score is made of.
    Composition,
    /// 确认办法: how a finding is confirmed.
    Confirmation,
    /// 考核权限: who assesses whom.
    Authority,
    /// 信息共享: who hands over figures.
    Exchange,
    /// 排名办法: ranks and ties.
    Ranking,
}

/// A setting in a heading's braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Name and value, each with its place.
    pub setting: PolicySetting,
}

/// A block quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Its text.
    pub text: String,
    /// Its place.
    pub span: Span,
}

/// A table as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its place.
    pub span: Span,
    /// The header row.
    pub header: Vec<TableCell>,
    /// The other rows.
    pub rows: Vec<Vec<TableCell>>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableCell {
    /// Its text without markup.
    pub text: String,
    /// Its place.
    pub span: Span,
}
