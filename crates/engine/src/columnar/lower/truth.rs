//! And, or: one value decides even beside missing ones.

use super::Lower;
use crate::columnar::emit::{Bits, Operand};
use crate::columnar::rep::{Rep, THERE, Truth};

impl Lower<'_> {
    /// All of them (`deciding` no), or any of them (`deciding` yes).
    pub(super) fn connected(&mut self, all: &[Truth], deciding: bool) -> Rep {
        let join = if deciding { Bits::Or } else { Bits::And };
        if all.iter().all(|t| t.reason == THERE) {
            let start = Operand::Same(i128::from(!deciding));
            let truth = all.iter().fold(start, |so_far, t| self.emitter.bits(join, so_far, t.truth));
            return Rep::Truth(Truth { truth, reason: THERE });
        }
        let mut decided = Operand::Same(0);
        let mut reason = THERE;
        for t in all {
            let there = self.emitter.is_present(t.reason);
            let op = if deciding { Bits::And } else { Bits::AndNot };
            let decides = self.emitter.bits(op, there, t.truth);
            decided = self.emitter.bits(Bits::Or, decided, decides);
            reason = self.emitter.bits(Bits::FirstReason, reason, t.reason);
        }
        let reason = self.emitter.choose_byte(decided, THERE, reason);
        let truth = if deciding { decided } else { self.emitter.not(decided) };
        Rep::Truth(Truth { truth, reason })
    }
}
