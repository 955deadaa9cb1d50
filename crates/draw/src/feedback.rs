//! What stands on a feedback sheet → a record that the unit signed it, or refused to and why (T-27).
//!
//! A refusal is recorded and holds nothing up: it is for the office to weigh.

use crate::problem::Kind;

/// The sheet that a team leaves with the unit it visited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The team's id.
    pub team: String,
    /// The unit's code.
    pub stratum: String,
    /// What the unit did.
    pub outcome: Outcome,
    /// The day, as written.
    pub day: String,
}

/// What a unit did with its feedback sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is recorded yet.
    Open,
    /// It signed.
    Signed,
    /// It refused to sign.
    Refused {
        /// For this reason; never empty.
        reason: String,
    },
}

impl Sheet {
    /// Reads a row: empty for open, 已签 or signed, 拒签 or refused with its reason.
    pub fn read(team: &str, stratum: &str, word: &str, day: &str, reason: &str) -> Result<Sheet, Kind> {
        let outcome = match word.trim().to_lowercase().as_str() {
            "" => Outcome::Open,
            "signed" | "已签" | "签字" | "已签字" => Outcome::Signed,
            "refused" | "拒签" | "拒绝签字" => Outcome::Refused { reason: reason.trim().to_owned() },
            _ => return Err(Kind::FeedbackNotRead { found: word.to_owned() }),
        };
        if outcome == (Outcome::Refused { reason: String::new() }) {
            return Err(Kind::FeedbackWithoutReason { stratum: stratum.to_owned() });
        }
        Ok(Sheet { team: team.to_owned(), stratum: stratum.to_owned(), outcome, day: day.to_owned() })
    }
}
