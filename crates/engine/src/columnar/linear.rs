//! Chains of operations with constants, as one.

use super::emit::{Arith, Reg};

/// `of` × factor + add, not below the least and then not above the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Linear {
    pub of: Reg,
    pub factor: i128,
    pub add: i128,
    pub least: i128,
    pub most: i128,
}

impl Linear {
    /// The register itself.
    pub fn of(of: Reg) -> Linear {
        Linear { of, factor: 1, add: 0, least: i128::MIN, most: i128::MAX }
    }

    /// The same, followed by an operation with a constant, which stands `first` or second; `None` beyond 128 bits.
    pub fn then(self, op: Arith, v: i128, first: bool) -> Option<Linear> {
        let limit = |bound: i128, f: &dyn Fn(i128) -> Option<i128>| match bound {
            i128::MIN | i128::MAX => Some(bound),
            bound => f(bound),
        };
        let shifted = |by: i128| {
            let add = self.add.checked_add(by)?;
            let least = limit(self.least, &|b| b.checked_add(by))?;
            Some(Linear { add, least, most: limit(self.most, &|b| b.checked_add(by))?, ..self })
        };
        match op {
            Arith::Add => shifted(v),
            Arith::Sub if first => self.times(-1)?.then(Arith::Add, v, first),
            Arith::Sub => shifted(v.checked_neg()?),
            Arith::Mul => self.times(v),
            // The least limit holds first, so a lower most brings it down as well.
            Arith::Min => Some(Linear { least: self.least.min(v), most: self.most.min(v), ..self }),
            Arith::Max => Some(Linear { least: self.least.max(v), most: self.most.max(v), ..self }),
        }
    }

    fn times(self, v: i128) -> Option<Linear> {
        let limit = |bound: i128| match bound {
            i128::MIN if v < 0 => Some(i128::MAX),
            i128::MAX if v < 0 => Some(i128::MIN),
            i128::MIN | i128::MAX => Some(bound),
            bound => bound.checked_mul(v),
        };
        let (least, most) = (limit(self.least)?, limit(self.most)?);
        let (least, most) = if v < 0 { (most, least) } else { (least, most) };
        Some(Linear { factor: self.factor.checked_mul(v)?, add: self.add.checked_mul(v)?, least, most, ..self })
    }
}
