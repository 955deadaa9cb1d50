//! Branches and substitutes: which of two values, and which of two reasons.

use super::Lower;
use crate::columnar::emit::{Bits, Operand};
use crate::columnar::rep::{Number, Rep, Truth};
use crate::table::Value;
use kaocheng_compile::plan::Absence;

impl Lower<'_> {
    pub(super) fn branch(&mut self, condition: Truth, yes: &Rep, no: &Rep) -> Option<Rep> {
        let reason = self.emitter.choose_byte(condition.truth, yes.reason()?, no.reason()?);
        let picked = self.pick(condition.truth, yes, no, reason)?;
        Some(self.with_reason_before(condition.reason, picked))
    }

    pub(super) fn substitute(&mut self, value: &Rep, absence: Absence, instead: &Rep) -> Option<Rep> {
        let absent = self.emitter.is_absent(value.reason()?, absence);
        match absent {
            Operand::Same(0) => Some(value.clone()),
            Operand::Same(_) => Some(instead.clone()),
            Operand::Reg(_) => {
                let reason = self.emitter.choose_reason(absent, absence, instead.reason()?, value.reason()?);
                self.pick(absent, instead, value, reason)
            }
        }
    }

    /// The first where a truth holds, else the second, with this reason.
    fn pick(&mut self, condition: Operand, a: &Rep, b: &Rep, reason: Operand) -> Option<Rep> {
        let missing = |rep: &Rep| matches!(rep, Rep::Fixed(Value::Missing(_)));
        // Of a branch without a value only the reason is looked at.
        if missing(a) && !missing(b) {
            return with_reason(b, reason);
        }
        if missing(b) && !missing(a) {
            return with_reason(a, reason);
        }
        if let (Some(a), Some(b)) = (a.number(), b.number()) {
            let chosen = self.chosen(condition, &a, &b)?;
            return Some(Rep::Number(Number { reason, ..chosen }));
        }
        let (a, b) = (a.truth()?, b.truth()?);
        let truth = self.emitter.choose_byte(condition, a.truth, b.truth);
        Some(Rep::Truth(Truth { truth, reason }))
    }

    fn with_reason_before(&mut self, first: Operand, rep: Rep) -> Rep {
        match rep {
            Rep::Number(n) => {
                Rep::Number(Number { reason: self.emitter.bits(Bits::FirstReason, first, n.reason), ..n })
            }
            Rep::Truth(t) => Rep::Truth(Truth { reason: self.emitter.bits(Bits::FirstReason, first, t.reason), ..t }),
            other => other,
        }
    }
}

/// The same value with another reason.
fn with_reason(rep: &Rep, reason: Operand) -> Option<Rep> {
    if let Some(n) = rep.number() {
        return Some(Rep::Number(Number { reason, ..n }));
    }
    Some(Rep::Truth(Truth { reason, ..rep.truth()? }))
}
