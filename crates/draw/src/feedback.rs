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

/// What stands in a row.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The team's id.
    pub team: &'a str,
    /// The unit's code.
    pub stratum: &'a str,
    /// The word for what the unit did.
    pub word: &'a str,
    /// The day, as `2016-07-26`.
    pub day: &'a str,
    /// The reason, if there is one.
    pub reason: &'a str,
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
    /// Reads a row: empty for open, 已签 or signed, 拒签 or refused with its reason. A sheet that came back on a day that
    /// is none of `days`, the field window, needs a reason too (R2-04); without days any will do.
    pub fn read(row: &Row<'_>, days: &[String]) -> Result<Sheet, Kind> {
        let Row { team, stratum, word, day, reason } = *row;
        let outcome = match word.trim().to_lowercase().as_str() {
            "" => Outcome::Open,
            "signed" | "已签" | "签字" | "已签字" => Outcome::Signed,
            "refused" | "拒签" | "拒绝签字" => Outcome::Refused { reason: reason.trim().to_owned() },
            _ => return Err(Kind::FeedbackNotRead { found: word.to_owned() }),
        };
        if outcome == (Outcome::Refused { reason: String::new() }) {
            return Err(Kind::FeedbackWithoutReason { stratum: stratum.to_owned() });
        }
        let outside = !days.is_empty() && !days.iter().any(|d| d == day);
        if outcome != Outcome::Open && outside && reason.trim().is_empty() {
            let (first, last) = (days.first().cloned(), days.last().cloned());
            return Err(Kind::FeedbackOutside {
                stratum: stratum.to_owned(),
                found: day.to_owned(),
                first: first.unwrap_or_default(),
                last: last.unwrap_or_default(),
            });
        }
        Ok(Sheet { team: team.to_owned(), stratum: stratum.to_owned(), outcome, day: day.to_owned() })
    }
}
