//! Arithmetic: everything is brought over one denominator, so that only whole numbers are computed with.

use super::Lower;
use crate::columnar::emit::{Arith, Bits, Instr, Operand, Rounding};
use crate::columnar::rep::{Number, Rep, THERE, Truth};
use kaocheng_compile::plan::{CompareOp, Op, Range};
use num_integer::Integer;

/// Two numbers over one denominator.
struct Levelled {
    a: Operand,
    b: Operand,
    below: Option<Operand>,
    scale: i128,
}

impl Lower<'_> {
    /// The first reason of several, in order.
    fn first_reason(&mut self, numbers: &[Number]) -> Operand {
        numbers.iter().fold(THERE, |first, n| self.emitter.bits(Bits::FirstReason, first, n.reason))
    }

    fn times(&mut self, a: Operand, b: i128) -> Option<Operand> {
        self.emitter.arith(Arith::Mul, a, Operand::Same(b))
    }

    fn product(&mut self, a: Operand, b: Option<Operand>) -> Option<Operand> {
        b.map_or(Some(a), |b| self.emitter.arith(Arith::Mul, a, b))
    }

    /// Both over the least common scale and one denominator; `None` where that does not fit.
    fn levelled(&mut self, a: &Number, b: &Number) -> Option<Levelled> {
        let scale = a.scale.checked_mul(b.scale / a.scale.gcd(&b.scale))?;
        let mut whole_a = self.times(a.whole, scale / a.scale)?;
        let mut whole_b = self.times(b.whole, scale / b.scale)?;
        let below = match (a.below, b.below) {
            (Some(d), Some(e)) if d != e => {
                whole_a = self.product(whole_a, Some(e))?;
                whole_b = self.product(whole_b, Some(d))?;
                Some(self.product(d, Some(e))?)
            }
            (Some(d), Some(_)) => Some(d),
            (Some(d), None) => {
                whole_b = self.product(whole_b, Some(d))?;
                Some(d)
            }
            (None, Some(e)) => {
                whole_a = self.product(whole_a, Some(e))?;
                Some(e)
            }
            (None, None) => None,
        };
        Some(Levelled { a: whole_a, b: whole_b, below, scale })
    }

    fn pair(&mut self, op: Arith, a: &Number, b: &Number) -> Option<Number> {
        let Levelled { a: x, b: y, below, scale } = self.levelled(a, b)?;
        Some(Number { whole: self.emitter.arith(op, x, y)?, below, scale, reason: THERE })
    }

    /// A sum: whole parts first, then those over each denominator, so that few denominators meet.
    pub(super) fn sum(&mut self, all: &[Number]) -> Option<Rep> {
        let reason = self.first_reason(all);
        let mut parts: Vec<Number> = Vec::new();
        for number in all {
            let same = parts.iter().position(|p| p.below == number.below);
            match same.and_then(|ix| parts.get(ix).copied().map(|part| (ix, part))) {
                Some((ix, part)) => {
                    let sum = self.pair(Arith::Add, &part, number)?;
                    if let Some(slot) = parts.get_mut(ix) {
                        *slot = sum;
                    }
                }
                None => parts.push(*number),
            }
        }
        let mut sum = *parts.first()?;
        for part in parts.iter().skip(1) {
            sum = self.pair(Arith::Add, &sum, part)?;
        }
        Some(Rep::Number(Number { reason, ..sum }))
    }

    pub(super) fn arithmetic(&mut self, op: &Op, all: &[Number]) -> Option<Rep> {
        let reason = self.first_reason(all);
        let mut result = *all.first()?;
        for number in all.iter().skip(1) {
            result = match op {
                Op::Mul(_) => self.multiplied(&result, number)?,
                Op::Sub(..) => self.pair(Arith::Sub, &result, number)?,
                Op::Min(_) => self.pair(Arith::Min, &result, number)?,
                _ => self.pair(Arith::Max, &result, number)?,
            };
        }
        Some(Rep::Number(Number { reason, ..result }))
    }

    fn multiplied(&mut self, a: &Number, b: &Number) -> Option<Number> {
        // A constant factor and a scale lose what they have in common: 0.5 × n is n over 2, not 5 n over 10.
        let reduced = |n: Number, other: &Number| match other.whole {
            Operand::Same(v) if v != 0 => {
                let common = v.gcd(&n.scale);
                (Number { scale: n.scale / common, ..n }, Number { whole: Operand::Same(v / common), ..*other })
            }
            _ => (n, *other),
        };
        let (a, b) = reduced(*a, b);
        let (b, a) = reduced(b, &a);
        let below = match (a.below, b.below) {
            (Some(d), e) => Some(self.product(d, e)?),
            (None, e) => e,
        };
        let whole = self.emitter.arith(Arith::Mul, a.whole, b.whole)?;
        Some(Number { whole, below, scale: a.scale.checked_mul(b.scale)?, reason: THERE })
    }

    /// a ÷ b: the whole part of b becomes a denominator, made positive; 0 gives no value: not applicable.
    pub(super) fn quotient(&mut self, all: &[Number]) -> Option<Rep> {
        let [a, b] = all else { return None };
        let reason = self.first_reason(all);
        let common = a.scale.gcd(&b.scale);
        let mut whole = self.times(a.whole, b.scale / common)?;
        whole = self.product(whole, b.below)?;
        let scale = a.scale / common;
        let (divisor, zero) = match b.whole {
            Operand::Same(0) => return Some(Rep::Number(Number { reason: self.inapplicable(reason), ..*a })),
            Operand::Same(v) => {
                whole = self.times(whole, v.signum())?;
                let scale = scale.checked_mul(v.checked_abs()?)?;
                return Some(Rep::Number(Number { whole, below: a.below, scale, reason }));
            }
            Operand::Reg(reg) => {
                let (least, _) = self.emitter.bounds(b.whole);
                if least >= 1 {
                    (b.whole, THERE)
                } else {
                    let inapplicable = crate::columnar::reason::code(kaocheng_compile::plan::Reason::NotApplicable);
                    let zero = self.emitter.push_byte(Instr::ZeroIsInapplicable(reg), 1 | 1 << inapplicable);
                    let mut magnitude = b.whole;
                    if least < 0 {
                        let minus = self.emitter.arith(Arith::Sub, Operand::Same(0), b.whole)?;
                        let negative = self.emitter.compare(CompareOp::Below, b.whole, Operand::Same(0));
                        magnitude = self.emitter.arith(Arith::Max, b.whole, minus)?;
                        let opposite = self.emitter.arith(Arith::Sub, Operand::Same(0), whole)?;
                        whole = self.emitter.choose(negative, opposite, whole);
                    }
                    (self.emitter.arith(Arith::Max, magnitude, Operand::Same(1))?, zero)
                }
            }
        };
        let below = Some(self.product(divisor, a.below)?);
        let reason = self.emitter.bits(Bits::FirstReason, reason, zero);
        Some(Rep::Number(Number { whole, below, scale, reason }))
    }

    fn inapplicable(&mut self, reason: Operand) -> Operand {
        let code = crate::columnar::reason::code(kaocheng_compile::plan::Reason::NotApplicable);
        self.emitter.bits(Bits::FirstReason, reason, Operand::Same(code.into()))
    }

    pub(super) fn rounded(&mut self, op: &Op, number: &Number, range: &Range) -> Option<Rep> {
        let (how, scale) = match op {
            Op::Floor(_) => (Rounding::Floor, 1),
            Op::Ceil(_) => (Rounding::Ceil, 1),
            Op::Round(_, digits) => (Rounding::HalfAway, 10i128.checked_pow(*digits)?),
            _ => return None,
        };
        if number.below.is_none() && scale % number.scale == 0 {
            return Some(Rep::Number(*number));
        }
        let common = scale.gcd(&number.scale);
        let whole = self.times(number.whole, scale / common)?;
        let below = match number.below {
            Some(below) => self.times(below, number.scale / common)?,
            None => Operand::Same(number.scale / common),
        };
        let whole = self.emitter.divide(how, whole, below)?;
        self.tighten(whole, &range.interval(), scale);
        let whole = self.emitter.narrow(whole);
        Some(Rep::Number(Number { whole, below: None, scale, reason: number.reason }))
    }

    pub(super) fn comparison(&mut self, op: CompareOp, all: &[Number]) -> Option<Rep> {
        let [a, b] = all else { return None };
        let reason = self.first_reason(all);
        let Levelled { a: x, b: y, .. } = self.levelled(a, b)?;
        Some(Rep::Truth(Truth { truth: self.emitter.compare(op, x, y), reason }))
    }

    /// One of two numbers by a truth; reasons are not looked at.
    pub(super) fn chosen(&mut self, condition: Operand, a: &Number, b: &Number) -> Option<Number> {
        if let Some(Levelled { a: x, b: y, below, scale }) =
            (a.below.is_none() || b.below.is_none() || a.below == b.below).then(|| self.levelled(a, b)).flatten()
        {
            return Some(Number { whole: self.emitter.choose(condition, x, y), below, scale, reason: THERE });
        }
        let scale = a.scale.checked_mul(b.scale / a.scale.gcd(&b.scale))?;
        let x = self.times(a.whole, scale / a.scale)?;
        let y = self.times(b.whole, scale / b.scale)?;
        let (d, e) = (a.below.unwrap_or(Operand::Same(1)), b.below.unwrap_or(Operand::Same(1)));
        let whole = self.emitter.choose(condition, x, y);
        Some(Number { whole, below: Some(self.emitter.choose(condition, d, e)), scale, reason: THERE })
    }
}
