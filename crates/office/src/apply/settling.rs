//! Disputes, registers, feedback and findings.

use super::Applying;
use crate::act::{Act, Register};
use crate::entity::{Dispute, DisputeState, Feedback, FeedbackAnswer, Finding, FindingState, RegisterRow};
use crate::letter::LetterAnswer;
use crate::office::Office;

impl Office {
    pub(super) fn take_settling(&mut self, act: &Act, on: &mut Applying) {
        let stamp = on.stamp.clone();
        match act {
            Act::DisputeFiled { round, id, unit, measure, proposed, reason } => {
                let filed = Dispute {
                    unit: unit.clone(),
                    measure: measure.clone(),
                    proposed: proposed.clone(),
                    reason: reason.clone(),
                    filed: stamp,
                    state: DisputeState::Open,
                    settled: None,
                };
                self.disputes.insert(on.at("disputes", &[round, id]), filed);
            }
            Act::DisputeSettled { round, id, accepted, reply } => {
                let state = if *accepted { DisputeState::Accepted } else { DisputeState::Rejected };
                self.end_dispute(round, id, state, reply, on);
            }
            Act::DisputeWithdrawn { round, id } => {
                self.end_dispute(round, id, DisputeState::Withdrawn, "", on);
            }
            Act::RowEntered { round, register, id, cells, .. } => {
                let row = RegisterRow { register: *register, cells: cells.clone(), stamp, struck: None };
                self.registers.insert(on.at("registers", &[round, register.word(), id]), row);
                self.register_changed(round, *register, on);
            }
            Act::RowStruck { round, register, id, reason } => {
                if let Some(row) = self.registers.get_mut(&on.at("registers", &[round, register.word(), id])) {
                    row.struck = Some((stamp, reason.clone()));
                }
                self.register_changed(round, *register, on);
            }
            Act::LetterAnswered { round, id, base, signed, reason } => {
                let answer = LetterAnswer { row: *base, signed: *signed, reason: reason.clone(), stamp };
                self.letters.insert(on.at("letters", &[round, id]), answer);
            }
            Act::HandedOver { round, id, total, .. } => {
                if let Some(row) = self.registers.get_mut(&on.at("registers", &[round, Register::Exchange.word(), id]))
                {
                    let day = stamp.at.get(..10).unwrap_or(&stamp.at).to_owned();
                    row.cells.insert("received".to_owned(), day);
                    row.cells.insert("total".to_owned(), total.trim().to_owned());
                    row.stamp = stamp;
                }
            }
            Act::FeedbackGiven { round, unit, id, text } => {
                let given = Feedback { unit: unit.clone(), text: text.clone(), given: stamp, answer: None };
                self.feedback.insert(on.at("feedback", &[round, unit, id]), given);
            }
            Act::FeedbackAnswered { round, unit, id, signed, reason } => {
                if let Some(feedback) = self.feedback.get_mut(&on.at("feedback", &[round, unit, id])) {
                    let reason = reason.clone();
                    feedback.answer = Some(FeedbackAnswer { signed: *signed, reason, stamp });
                }
            }
            Act::FindingRaised { round, id, unit, claim, finding } => {
                let raised = Finding {
                    unit: unit.clone(),
                    claim: *claim,
                    row: finding.clone(),
                    raised: stamp,
                    state: FindingState::Raised,
                    settled: None,
                };
                self.findings.insert(on.at("findings", &[round, id]), raised);
            }
            Act::FindingConfirmed { round, id, route, reason } => {
                self.end_finding(round, id, (FindingState::Confirmed, route), reason, on);
            }
            Act::FindingRejected { round, id, reason } => {
                self.end_finding(round, id, (FindingState::Rejected, ""), reason, on);
            }
            Act::FindingWithdrawn { round, id, reason } => {
                self.end_finding(round, id, (FindingState::Withdrawn, ""), reason, on);
            }
            _ => {}
        }
    }

    fn end_dispute(&mut self, round: &str, id: &str, state: DisputeState, reply: &str, on: &mut Applying) {
        if let Some(dispute) = self.disputes.get_mut(&on.at("disputes", &[round, id])) {
            dispute.state = state;
            dispute.settled = Some((on.stamp.clone(), reply.to_owned()));
        }
    }

    fn end_finding(&mut self, round: &str, id: &str, to: (FindingState, &str), reason: &str, on: &mut Applying) {
        let (state, route) = to;
        if let Some(finding) = self.findings.get_mut(&on.at("findings", &[round, id])) {
            finding.state = state;
            finding.settled = Some((on.stamp.clone(), reason.to_owned()));
            if !route.is_empty() {
                route.clone_into(&mut finding.row.route);
            }
        }
        self.changed(round, on);
    }

    fn register_changed(&mut self, round: &str, register: Register, on: &mut Applying) {
        if matches!(register, Register::Facts | Register::Decisions) {
            self.changed(round, on);
        }
    }
}
