//! Responsibility letters as they are signed, and what departments hand over: two registers that people outside the
//! assessment office act on.

use crate::act::Register;
use crate::admit::field;
use crate::entity::{RegisterRow, Stamp};
use crate::office::{Office, key};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// A leader's answer to a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterAnswer {
    /// The entry of the letter that was answered; one that was changed since waits again.
    pub row: u64,
    /// Signed, or refused.
    pub signed: bool,
    /// Why it was refused, or a remark.
    pub reason: String,
    /// By whom and when.
    pub stamp: Stamp,
}

/// Where a letter is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LetterState<'o> {
    /// A task notice: handed down, signed by nobody.
    Notice,
    /// Signed on paper on this day, as the register says.
    OnPaper(&'o str),
    /// It waits for the unit's leader.
    Waiting,
    /// Signed in the office.
    Signed(&'o LetterAnswer),
    /// Refused.
    Refused(&'o LetterAnswer),
}

impl Office {
    /// The answer that stands to a letter.
    pub fn letter_answer(&self, round: &str, id: &str) -> Option<&LetterAnswer> {
        let row = self.registers.get(&key(&[round, Register::Letters.word(), id]))?;
        self.letters.get(&key(&[round, id])).filter(|answer| answer.row == row.stamp.seq)
    }

    /// Where a letter is.
    pub fn letter_state<'o>(&'o self, round: &str, id: &str, row: &'o RegisterRow) -> LetterState<'o> {
        let date = row.cells.get("date").map_or("", |date| date.trim());
        match self.letter_answer(round, id) {
            _ if is_notice(row) => LetterState::Notice,
            Some(answer) if answer.signed => LetterState::Signed(answer),
            Some(answer) => LetterState::Refused(answer),
            None if !date.is_empty() => LetterState::OnPaper(date),
            None => LetterState::Waiting,
        }
    }

    pub(crate) fn letter_answered(
        &self,
        (round, id): (&str, &str),
        base: u64,
        signed: bool,
        reason: &str,
    ) -> Result<(), Refusal> {
        field::answer(signed, reason)?;
        let row = self.standing_row(round, Register::Letters, id, base)?;
        match self.letter_state(round, id, row) {
            LetterState::Waiting => Ok(()),
            LetterState::Notice => Err(Refusal::First(["任务通知书不用签字", "a task notice is signed by nobody"])),
            _ => Err(Refusal::Over { what: "letter", key: id.to_owned() }),
        }
    }

    pub(crate) fn handed_over(&self, (round, id): (&str, &str), base: u64, total: &str) -> Result<(), Refusal> {
        if !total.trim().is_empty() && total.trim().parse::<u64>().is_err() {
            return field::refuse("total", total, ["不小于0的整数", "a whole number of 0 or more"]);
        }
        let row = self.standing_row(round, Register::Exchange, id, base)?;
        match row.cells.get("received").is_none_or(|day| day.trim().is_empty()) {
            true => Ok(()),
            false => Err(Refusal::Over { what: "delivery", key: id.to_owned() }),
        }
    }

    /// A row that is there, as somebody saw it.
    fn standing_row(&self, round: &str, register: Register, id: &str, base: u64) -> Result<&RegisterRow, Refusal> {
        match self.registers.get(&key(&[round, register.word(), id])) {
            None => Err(Refusal::NoSuch { what: "row", key: id.to_owned() }),
            Some(row) if row.struck.is_some() => Err(Refusal::Over { what: "row", key: id.to_owned() }),
            Some(row) if row.stamp.seq != base => Err(Refusal::StaleRow { id: id.to_owned() }),
            Some(row) => Ok(row),
        }
    }
}

/// Whether a letter is a task notice.
fn is_notice(row: &RegisterRow) -> bool {
    row.cells.get("kind").is_some_and(|kind| matches!(kind.as_str(), "notice" | "任务通知书" | "通知书"))
}
