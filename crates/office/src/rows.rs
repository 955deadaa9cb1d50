//! What people enter in rows: figures and findings, in the columns of their files.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One figure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct FigureRow {
    /// The input's id.
    pub measure: String,
    /// The value as files of figures hold it; empty: the figure is taken back.
    pub value: String,
    /// Where it comes from.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// The day that it speaks of.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// A remark; for judged items, the reason.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The act that entered the figure as the author saw it; absent: none was there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<u64>,
}

/// What was found, in the columns of a file of findings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct FindingRow {
    /// The kind of event: an input of the scheme, by its words or id.
    pub event: String,
    /// The day.
    pub date: String,
    /// How many cases.
    pub count: String,
    /// Other inputs that each case counts for, apart by semicolons.
    pub aggravators: String,
    /// What shows it.
    pub evidence: String,
    /// The confirmation route.
    pub route: String,
    /// How many reports.
    pub reports: String,
    /// Whether they are independent.
    pub independent: String,
    /// Whether they were verified.
    pub verified: String,
    /// A remark.
    pub note: String,
}
