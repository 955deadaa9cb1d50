//! Computations, notice, appeals and the seal.

use super::Applying;
use crate::act::Act;
use crate::entity::{Appeal, AppealAnswer, Computation, Seal};
use crate::office::{Office, entry, key};
use crate::role::RoundState;

impl Office {
    pub(super) fn take_results(&mut self, act: &Act, on: &mut Applying) {
        let stamp = on.stamp.clone();
        match act {
            Act::Computed { round, result, inputs, program, units } => {
                let computation = Computation {
                    result: result.clone(),
                    inputs: inputs.clone(),
                    program: program.clone(),
                    units: *units,
                    stamp: stamp.clone(),
                };
                self.computations.insert(on.at("computations", &[round, &entry(stamp.seq)]), computation);
                // During the notice a new computation stands beside the old one; the notice goes on.
                if self.rounds.get(&key(&[round])).is_some_and(|r| r.state == RoundState::Verifying) {
                    self.enter(round, RoundState::Computed, on);
                }
                if let Some(found) = self.rounds.get_mut(&on.at("rounds", &[round])) {
                    found.computed = Some(stamp.seq);
                }
            }
            Act::NoticePosted { round, until, publication } => {
                self.enter(round, RoundState::OnNotice, on);
                if let Some(found) = self.rounds.get_mut(&on.at("rounds", &[round])) {
                    found.notice_until = Some(until.clone());
                    found.publication = *publication;
                }
            }
            Act::AppealFiled { round, id, unit, item, text } => {
                let filed = Appeal {
                    unit: unit.clone(),
                    item: item.clone(),
                    text: text.clone(),
                    filed: stamp,
                    answer: None,
                    carried_out: Vec::new(),
                };
                self.appeals.insert(on.at("appeals", &[round, id]), filed);
            }
            Act::AppealAnswered { round, id, upheld, reply } => {
                if let Some(appeal) = self.appeals.get_mut(&on.at("appeals", &[round, id])) {
                    let reply = reply.clone();
                    appeal.answer = Some(AppealAnswer { upheld: *upheld, reply, stamp });
                }
            }
            Act::Sealed { round, record, result, .. } => {
                self.enter(round, RoundState::Final, on);
                if let Some(found) = self.rounds.get_mut(&on.at("rounds", &[round])) {
                    found.seal = Some(Seal { record: record.clone(), result: result.clone(), stamp });
                }
            }
            _ => {}
        }
    }
}
