//! What can be wrong with a sealed record, or with a folder beside it.

use kaocheng_engine::sealed::{Difference, HistoryFault};
use kaocheng_syntax::diagnostic::Severity;

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealFault {
    /// No JSON, or cut off: the place says where it ends to make sense.
    NotJson,
    /// Of a version that this program does not know.
    Version {
        /// As it stands there.
        found: String,
        /// The one that is known.
        expected: i64,
    },
    /// A member is missing, or is not what it must be.
    Member {
        /// Its path: `units[3].code`.
        path: String,
    },
    /// The record is not the one that its hash was made for.
    Altered {
        /// The hash that it states.
        stated: String,
        /// The hash that it has.
        computed: String,
    },
    /// The hash holds, but the text is not in the form in which records are written: other tools may read it otherwise.
    Form,
    /// The folder gives something else than what was sealed.
    Differs(Difference),
    /// A year that a rule looks back on cannot be used.
    History(HistoryFault),
}

impl SealFault {
    /// The code of the finding.
    pub fn code(&self) -> &'static str {
        match self {
            SealFault::NotJson => "sealed-not-json",
            SealFault::Version { .. } => "sealed-other-version",
            SealFault::Member { .. } => "sealed-member",
            SealFault::Altered { .. } => "sealed-altered",
            SealFault::Form => "sealed-form",
            SealFault::Differs(difference) => match difference {
                Difference::FileChanged { .. } => "sealed-file-changed",
                Difference::FileGone { .. } => "sealed-file-gone",
                Difference::FileNew { .. } => "sealed-file-new",
                Difference::Earlier { .. } => "sealed-earlier-differs",
                Difference::Program { .. } => "sealed-program-differs",
                Difference::Said { .. } => "sealed-text-differs",
                Difference::Score { .. } => "sealed-score-differs",
                Difference::Total { .. } => "sealed-total-differs",
                Difference::Rank { .. } => "sealed-rank-differs",
                Difference::List { .. } => "sealed-list-differs",
            },
            SealFault::History(HistoryFault::Missing { .. }) => "history-missing",
            SealFault::History(HistoryFault::Altered { .. }) => "history-altered",
        }
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        if matches!(self, SealFault::History(HistoryFault::Missing { .. })) {
            Severity::Warning
        } else {
            Severity::Error
        }
    }

    /// The details of the message.
    pub fn details(&self) -> Vec<(&'static str, String)> {
        match self {
            SealFault::NotJson | SealFault::Form => Vec::new(),
            SealFault::Version { found, expected } => {
                vec![("found", found.clone()), ("expected", expected.to_string())]
            }
            SealFault::Member { path } => vec![("path", path.clone())],
            SealFault::Altered { stated, computed } => {
                vec![("stated", stated.clone()), ("computed", computed.clone())]
            }
            SealFault::Differs(difference) => of_difference(difference),
            SealFault::History(HistoryFault::Missing { list, year }) => {
                vec![("list", list.clone()), ("year", year.to_string())]
            }
            SealFault::History(HistoryFault::Altered { file }) => vec![("file", file.clone())],
        }
    }
}

fn of_difference(difference: &Difference) -> Vec<(&'static str, String)> {
    let rows = |n: &Option<i64>| n.map_or_else(|| "–".to_owned(), |n| n.to_string());
    let both = |sealed: &String, now: &String| [("sealed", sealed.clone()), ("now", now.clone())];
    let mut details = match difference {
        Difference::FileChanged { name, .. } | Difference::FileGone { name } | Difference::FileNew { name } => {
            vec![("file", name.clone())]
        }
        Difference::Earlier { file, .. } => vec![("file", file.clone())],
        Difference::Said { what: [zh, en], .. } => vec![("what", en.clone()), ("what_zh", zh.clone())],
        Difference::Score { unit, item, .. } => vec![("unit", unit.clone()), ("item", item.clone())],
        Difference::Total { unit, .. } | Difference::Rank { unit, .. } => vec![("unit", unit.clone())],
        Difference::List { name, gone, new } => {
            let list = |codes: &[String]| if codes.is_empty() { "–".to_owned() } else { codes.join(", ") };
            vec![("list", name.clone()), ("gone", list(gone)), ("new", list(new))]
        }
        Difference::Program { .. } => Vec::new(),
    };
    match difference {
        Difference::FileChanged { sealed, now, .. } => details.extend(both(&rows(sealed), &rows(now))),
        Difference::Earlier { sealed, now, .. } => {
            details.extend(both(sealed, &now.clone().unwrap_or_else(|| "–".to_owned())));
        }
        Difference::Program { sealed, now }
        | Difference::Said { sealed, now, .. }
        | Difference::Score { sealed, now, .. }
        | Difference::Total { sealed, now, .. }
        | Difference::Rank { sealed, now, .. } => details.extend(both(sealed, now)),
        Difference::FileGone { .. } | Difference::FileNew { .. } | Difference::List { .. } => {}
    }
    details
}
