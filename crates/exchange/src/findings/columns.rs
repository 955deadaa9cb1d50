//! The columns of a file of findings.

use crate::rows::Columns;
use kaocheng_syntax::clause::Language;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The unit, by code or name.
    Unit,
    /// The kind of event: an input of the scheme, by its words or id.
    Kind,
    /// The day.
    Date,
    /// How many cases; 1 if empty.
    Count,
    /// Other inputs that each case counts for.
    Aggravators,
    /// What shows it.
    Evidence,
    /// The confirmation route.
    Route,
    /// How many reports.
    Reports,
    /// By how many people independently.
    Independent,
    /// Whether it was looked into and is true.
    Verified,
    /// What was decided.
    State,
    /// Points, words or an amount.
    Value,
    /// Why.
    Reason,
    /// The second office.
    Second,
    /// A remark.
    Note,
}

/// In the order in which a template has them; Chinese first, then English.
pub(super) static COLUMNS: Columns<Column> = Columns {
    words: &[
        (Column::Unit, "unit / 单位", &["单位", "unit", "编码", "单位编码", "被考核单位", "code"]),
        (Column::Kind, "kind / 事项", &["事项", "kind", "查实事项", "事项类型", "finding"]),
        (Column::Date, "date / 日期", &["日期", "date", "发生日期"]),
        (Column::Count, "count / 次数", &["次数", "count", "起数", "例数", "cases"]),
        (Column::Value, "value / 分值", &["分值", "value", "认定分值", "points"]),
        (Column::Aggravators, "aggravators / 加重情节", &["加重情节", "aggravators", "情节"]),
        (Column::Evidence, "evidence / 证据", &["证据", "evidence", "佐证材料", "依据"]),
        (Column::Route, "route / 确认途径", &["确认途径", "route", "认定途径", "途径"]),
        (Column::Reports, "reports / 反映数", &["反映数", "reports", "反映次数"]),
        (
            Column::Independent,
            "independent / 独立反映数",
            &["独立反映数", "independent", "独立反映人数", "independent reports"],
        ),
        (Column::Verified, "verified / 查实", &["查实", "verified", "是否查实"]),
        (Column::State, "state / 状态", &["状态", "state", "认定状态", "status"]),
        (Column::Reason, "reason / 理由", &["理由", "reason"]),
        (Column::Second, "second / 复核", &["复核", "second", "复核单位", "second signature", "countersigned"]),
        (Column::Note, "note / 备注", &["备注", "note", "notes", "remark"]),
    ],
    needed: &[Column::Unit, Column::Kind, Column::Date, Column::State],
};

/// The headers of a template, in order.
pub fn headers(language: Language) -> Vec<(Column, &'static str)> {
    COLUMNS.headers(language)
}
