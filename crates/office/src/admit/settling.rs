//! Disputes, registers, feedback and findings.

use super::field;
use crate::act::{FindingRow, Register};
use crate::entity::{Dispute, DisputeState, Finding, FindingState};
use crate::office::{Office, key};
use crate::refusal::Refusal;
use std::collections::BTreeMap;

impl Office {
    pub(super) fn dispute_filed(
        &self,
        round: &str,
        id: &str,
        measure: &str,
        [proposed, reason]: [&String; 2],
    ) -> Result<(), Refusal> {
        field::id("id", id)?;
        field::text("proposed", proposed)?;
        field::text("reason", reason)?;
        let issued = self.round(round)?.issued.as_ref();
        if !issued.is_some_and(|issued| issued.measures.iter().any(|m| m.id == measure)) {
            return Err(Refusal::NoSuch { what: "figure", key: measure.to_owned() });
        }
        match self.disputes.contains_key(&key(&[round, id])) {
            true => Err(Refusal::Exists { what: "dispute", key: id.to_owned() }),
            false => Ok(()),
        }
    }

    pub(super) fn dispute_settled(&self, round: &str, id: &str, by: &str, reply: &str) -> Result<(), Refusal> {
        field::text("reply", reply)?;
        if self.open_dispute(round, id)?.filed.by == by { Err(Refusal::FourEyes) } else { Ok(()) }
    }

    pub(super) fn dispute_withdrawn(&self, round: &str, id: &str, by: &str) -> Result<(), Refusal> {
        let dispute = self.open_dispute(round, id)?;
        if dispute.filed.by == by { Ok(()) } else { Err(not_theirs("dispute", id)) }
    }

    fn open_dispute(&self, round: &str, id: &str) -> Result<&Dispute, Refusal> {
        match self.disputes.get(&key(&[round, id])) {
            None => Err(Refusal::NoSuch { what: "dispute", key: id.to_owned() }),
            Some(found) if found.state != DisputeState::Open => {
                Err(Refusal::Over { what: "dispute", key: id.to_owned() })
            }
            Some(found) => Ok(found),
        }
    }

    pub(super) fn row_entered(
        &self,
        (round, register, id): (&str, Register, &str),
        cells: &BTreeMap<String, String>,
        base: Option<u64>,
    ) -> Result<(), Refusal> {
        field::id("id", id)?;
        if cells.values().all(|value| value.trim().is_empty()) {
            return Err(Refusal::First(["这一行是空的", "the row is empty"]));
        }
        for (column, value) in cells {
            if !register.columns().contains(&column.as_str()) {
                return field::refuse("column", column, ["本登记簿的栏目", "a column of this register"]);
            }
            field::remark("cell", value)?;
        }
        match self.registers.get(&key(&[round, register.word(), id])) {
            Some(found) if found.struck.is_some() => Err(Refusal::Over { what: "row", key: id.to_owned() }),
            found if found.map(|row| row.stamp.seq) != base => Err(Refusal::StaleRow { id: id.to_owned() }),
            _ => Ok(()),
        }
    }

    pub(super) fn row_struck(
        &self,
        (round, register, id): (&str, Register, &str),
        reason: &str,
    ) -> Result<(), Refusal> {
        field::text("reason", reason)?;
        match self.registers.get(&key(&[round, register.word(), id])) {
            None => Err(Refusal::NoSuch { what: "row", key: id.to_owned() }),
            Some(found) if found.struck.is_some() => Err(Refusal::Over { what: "row", key: id.to_owned() }),
            Some(_) => Ok(()),
        }
    }

    pub(super) fn feedback_given(&self, (round, unit, id): (&str, &str, &str), text: &str) -> Result<(), Refusal> {
        field::id("id", id)?;
        field::text("text", text)?;
        match self.feedback.contains_key(&key(&[round, unit, id])) {
            true => Err(Refusal::Exists { what: "feedback", key: id.to_owned() }),
            false => Ok(()),
        }
    }

    pub(super) fn feedback_answered(
        &self,
        (round, unit, id): (&str, &str, &str),
        signed: bool,
        reason: &str,
    ) -> Result<(), Refusal> {
        field::answer(signed, reason)?;
        match self.feedback.get(&key(&[round, unit, id])) {
            None => Err(Refusal::NoSuch { what: "feedback", key: id.to_owned() }),
            Some(found) if found.answer.is_some() => Err(Refusal::Over { what: "feedback", key: id.to_owned() }),
            Some(_) => Ok(()),
        }
    }

    pub(super) fn finding_raised(&self, round: &str, id: &str, finding: &FindingRow) -> Result<(), Refusal> {
        field::id("id", id)?;
        field::name("event", &finding.event)?;
        field::day("date", &finding.date)?;
        for (name, value) in [
            ("aggravators", &finding.aggravators),
            ("evidence", &finding.evidence),
            ("route", &finding.route),
            ("note", &finding.note),
        ] {
            field::remark(name, value)?;
        }
        match self.findings.contains_key(&key(&[round, id])) {
            true => Err(Refusal::Exists { what: "finding", key: id.to_owned() }),
            false => Ok(()),
        }
    }

    pub(super) fn finding_reviewed(&self, round: &str, id: &str, by: &str, reason: &str) -> Result<(), Refusal> {
        field::text("reason", reason)?;
        if self.raised_finding(round, id)?.raised.by == by { Err(Refusal::FourEyes) } else { Ok(()) }
    }

    pub(super) fn finding_withdrawn(&self, round: &str, id: &str, by: &str, reason: &str) -> Result<(), Refusal> {
        field::text("reason", reason)?;
        let finding = self.raised_finding(round, id)?;
        if finding.raised.by == by { Ok(()) } else { Err(not_theirs("finding", id)) }
    }

    fn raised_finding(&self, round: &str, id: &str) -> Result<&Finding, Refusal> {
        match self.findings.get(&key(&[round, id])) {
            None => Err(Refusal::NoSuch { what: "finding", key: id.to_owned() }),
            Some(found) if found.state != FindingState::Raised => {
                Err(Refusal::Over { what: "finding", key: id.to_owned() })
            }
            Some(found) => Ok(found),
        }
    }
}

/// Only whoever raised something can take it back.
fn not_theirs(what: &'static str, id: &str) -> Refusal {
    Refusal::NoSuch { what, key: id.to_owned() }
}
