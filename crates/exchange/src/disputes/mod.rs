//! `disputes.csv` and `disputes.xlsx` → what other offices say against a provider's figures, with every problem in the file.
//!
//! A dispute never changes a figure or a score: only the provider's own new figure does (R2-24). It is listed until then.

mod row;
mod write;

pub use write::csv_of;

use crate::problem::{Found, Problem};
use crate::rows::Columns;
use kaocheng_compile::plan::{InputIx, Plan};
use kaocheng_engine::table::{Table, Units, Value};
use kaocheng_syntax::clause::Language;

/// One objection to a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// The unit, as an index into the units.
    pub unit: usize,
    /// The figure's input.
    pub input: InputIx,
    /// What it should be, in the view of who disputes it.
    pub proposed: Value,
    /// The office that disputes it; never empty.
    pub by: String,
    /// The day, as `2026-05-03`.
    pub date: String,
    /// Why; never empty.
    pub reason: String,
    /// What became of it.
    pub state: DisputeState,
    /// Its place: `disputes.csv:3`.
    pub place: String,
}

/// What became of a dispute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DisputeState {
    /// Nothing yet.
    #[default]
    Open,
    /// The provider agrees; its new figure is still awaited, or is there.
    Accepted,
    /// The figure stands.
    Rejected,
    /// Whoever brought it took it back.
    Withdrawn,
}

/// What a file of disputes holds.
#[derive(Debug, Default)]
pub struct DisputesRead {
    /// The disputes, in the order of the file; not to be used when a problem is an error.
    pub disputes: Vec<Dispute>,
    /// What was found; the first of them if there are very many.
    pub problems: Vec<Problem>,
    /// Problems beyond those listed.
    pub unlisted: usize,
    /// How many of all problems are errors.
    pub errors: usize,
}

impl DisputeState {
    /// All of them, in order.
    pub const ALL: [DisputeState; 4] =
        [DisputeState::Open, DisputeState::Accepted, DisputeState::Rejected, DisputeState::Withdrawn];

    /// Its word in files and messages.
    pub fn word(self, language: Language) -> &'static str {
        let words = match self {
            DisputeState::Open => ["待处理", "open"],
            DisputeState::Accepted => ["已采纳", "accepted"],
            DisputeState::Rejected => ["不予采纳", "rejected"],
            DisputeState::Withdrawn => ["已撤回", "withdrawn"],
        };
        let [zh, en] = words;
        if language == Language::Chinese { zh } else { en }
    }
}

impl Dispute {
    /// What disputes are ordered by, wherever they stand in their file: unit, figure, day, office and reason.
    pub fn order(&self) -> (usize, InputIx, &str, &str, &str) {
        (self.unit, self.input, &self.date, &self.by, &self.reason)
    }

    /// Whether the provider's figure is by now what was proposed.
    pub fn is_met(&self, table: &Table) -> bool {
        *table.value(self.input, self.unit) == self.proposed
    }

    /// Whether it still stands against the figure: neither decided nor met.
    pub fn is_pending(&self, table: &Table) -> bool {
        matches!(self.state, DisputeState::Open | DisputeState::Accepted) && !self.is_met(table)
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Column {
    Unit,
    Input,
    Proposed,
    By,
    Date,
    Reason,
    State,
}

static COLUMNS: Columns<Column> = Columns {
    words: &[
        (Column::Unit, "unit / 单位", &["单位", "unit", "编码", "code"]),
        (Column::Input, "input / 指标", &["指标", "input", "数据项"]),
        (Column::Proposed, "proposed / 主张数值", &["主张数值", "proposed", "数值", "value"]),
        (Column::By, "by / 提出单位", &["提出单位", "by", "异议单位"]),
        (Column::Date, "date / 日期", &["日期", "date"]),
        (Column::Reason, "reason / 理由", &["理由", "reason"]),
        (Column::State, "state / 状态", &["状态", "state", "status"]),
    ],
    needed: &[Column::Unit, Column::Input, Column::Proposed, Column::By, Column::Date, Column::Reason],
};

/// Reads a file of disputes for a plan and its units.
pub fn read_disputes(file: &str, bytes: &[u8], plan: &Plan, units: &Units) -> DisputesRead {
    let mut found = Found::default();
    let mut disputes = Vec::new();
    if let Some(rows) = COLUMNS.open(file, bytes, &mut found) {
        let mut reading = row::Reading::new(plan, units, &rows, &mut found);
        disputes.extend(rows.rows().filter_map(|row| reading.row(row)));
    }
    let Found { list: problems, unlisted, errors } = found;
    DisputesRead { disputes, problems, unlisted, errors }
}
