//! The registers of a round: what they are called, and which columns their files have.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A register, which is a file with a row an entry in the round's folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Register {
    /// Responsibility letters.
    Letters,
    /// Leading groups.
    Groups,
    /// The exchange calendar.
    Exchange,
    /// Who assessed whom, when.
    Assessments,
    /// Orders to mend, and their closing.
    Rectification,
    /// Visits to sites.
    Visits,
    /// Facts of the outside world.
    Facts,
    /// Decisions on what the lists propose.
    Decisions,
}

impl Register {
    /// All of them.
    pub const ALL: [Register; 8] = [
        Register::Letters,
        Register::Groups,
        Register::Exchange,
        Register::Assessments,
        Register::Rectification,
        Register::Visits,
        Register::Facts,
        Register::Decisions,
    ];

    /// The stem of its file and its word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Register::Letters => "letters",
            Register::Groups => "groups",
            Register::Exchange => "exchange",
            Register::Assessments => "assessments",
            Register::Rectification => "rectification",
            Register::Visits => "visits",
            Register::Facts => "facts",
            Register::Decisions => "decisions",
        }
    }

    /// The register of a word.
    pub fn of_word(word: &str) -> Option<Register> {
        Register::ALL.into_iter().find(|r| r.word() == word)
    }

    /// Its columns, in the order of its file.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Register::Letters => &["number", "by", "with", "date", "kind", "document"],
            Register::Groups => &["unit", "group", "head", "from", "until", "document"],
            Register::Exchange => &["department", "period", "due", "received", "total"],
            Register::Assessments => &["by", "unit", "date", "kind"],
            Register::Rectification => &["number", "unit", "item", "found", "ordered", "deadline", "closed", "proof"],
            Register::Visits => &["unit", "site", "team", "date", "signed", "reason", "incident"],
            Register::Facts => &["fact", "value", "evidence", "date"],
            Register::Decisions => &["list", "unit", "decision", "by", "date", "reason"],
        }
    }
}
