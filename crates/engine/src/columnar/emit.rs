//! Instructions over blocks of rows, and the emitter that knows the bounds of every register.
//!
//! A register holds a value a row. The emitter gives each the narrowest width that its bounds fit and refuses (`None`)
//! what would not fit 128 bits, so that no row that counts ever overflows. Bounds come from the figures themselves.

use super::linear::Linear;
use kaocheng_compile::plan::{Absence, CompareOp, NodeId};
use std::collections::HashMap;

/// What the rows of a register are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Class {
    /// Truths and reasons.
    Byte,
    W32,
    W64,
    W128,
    /// Values of any form, for what numbers of a width cannot hold.
    Any,
}

/// A register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Reg(pub usize);

/// A register, or one whole number (a truth, a reason) for all rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Operand {
    Reg(Reg),
    Same(i128),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Arith {
    Add,
    Sub,
    Mul,
    Min,
    Max,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Rounding {
    Floor,
    Ceil,
    /// To the nearest, halves away from zero.
    HalfAway,
}

/// Operations on bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Bits {
    And,
    Or,
    /// The first and not the second.
    AndNot,
    /// The first reason, or the second where there is none.
    FirstReason,
}

/// Where a load reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Source {
    Input(usize),
    /// A node's column of an earlier stage.
    Node(NodeId),
    /// The denominators beside it.
    Denominator(NodeId),
}

/// How one register is made.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Instr {
    /// Numbers or truths of a column, in the width of the register.
    Load(Source),
    /// Why rows of a column have no value.
    Reasons(Source),
    Convert(Reg),
    Arith(Arith, Operand, Operand),
    /// A chain of sums, products and limits with constants, as one.
    Linear(Linear),
    Divide {
        how: Rounding,
        a: Operand,
        b: Operand,
        quick: bool,
    },
    /// The last is the width that both are compared in.
    Compare(CompareOp, Operand, Operand, Class),
    Choose(Reg, Operand, Operand),
    /// Reason `NotApplicable` where the number is 0.
    ZeroIsInapplicable(Reg),
    Bits(Bits, Operand, Operand),
    ChooseByte(Reg, Operand, Operand),
    Not(Reg),
    /// Whether a reason is of this kind.
    IsAbsent(Reg, Absence),
    IsPresent(Reg),
    /// An operation on values of any form: an index into [`Emitter::any`].
    Any(usize),
    /// A number over this scale out of a value of any form; 0 where there is none.
    NumberOfAny(Reg, i128),
    TruthOfAny(Reg),
    ReasonOfAny(Reg),
}

/// What is known of a register.
#[derive(Clone, Copy, Debug)]
pub(super) struct Info {
    pub class: Class,
    pub least: i128,
    pub most: i128,
    /// Of bytes: bit n where a row can hold n. What cannot be lacking needs no instruction.
    pub codes: u8,
}

/// Instructions in order; each makes the register of its own place.
#[derive(Default)]
pub(super) struct Emitter<A> {
    pub code: Vec<Instr>,
    pub infos: Vec<Info>,
    /// The operations on values of any form.
    pub any: Vec<A>,
    made: HashMap<(Instr, Class), Reg>,
}

impl<A> Emitter<A> {
    pub fn new() -> Emitter<A> {
        Emitter { code: Vec::new(), infos: Vec::new(), any: Vec::new(), made: HashMap::new() }
    }

    pub fn info(&self, reg: Reg) -> Info {
        self.infos.get(reg.0).copied().unwrap_or(Info {
            class: Class::W128,
            least: i128::MIN,
            most: i128::MAX,
            codes: u8::MAX,
        })
    }

    /// The least and the greatest that an operand is in rows that count.
    pub fn bounds(&self, operand: Operand) -> (i128, i128) {
        match operand {
            Operand::Same(v) => (v, v),
            Operand::Reg(reg) => (self.info(reg).least, self.info(reg).most),
        }
    }

    /// The width that an operand has, or needs.
    pub fn class(&self, operand: Operand) -> Class {
        match operand {
            Operand::Same(v) => class_of(v, v),
            Operand::Reg(reg) => self.info(reg).class,
        }
    }

    /// The register that an instruction makes; the one that it made before, if it did.
    pub fn push(&mut self, instr: Instr, class: Class, (least, most): (i128, i128)) -> Reg {
        if let Some(reg) = self.made.get(&(instr.clone(), class)) {
            return *reg;
        }
        let reg = Reg(self.code.len());
        self.made.insert((instr.clone(), class), reg);
        self.code.push(instr);
        self.infos.push(Info { class, least, most, codes: u8::MAX });
        reg
    }

    /// A register of bytes that hold only these codes; where that is one code, no register is needed.
    pub fn push_byte(&mut self, instr: Instr, codes: u8) -> Operand {
        if codes.count_ones() == 1 {
            return Operand::Same(codes.trailing_zeros().into());
        }
        let reg = self.push(instr, Class::Byte, (0, 4));
        if let Some(info) = self.infos.get_mut(reg.0) {
            info.codes &= codes;
        }
        Operand::Reg(reg)
    }

    /// Bit n where an operand of bytes can be n.
    pub fn codes(&self, operand: Operand) -> u8 {
        match operand {
            Operand::Same(v) => 1u8.checked_shl(v as u32).unwrap_or(0),
            Operand::Reg(reg) => self.info(reg).codes,
        }
    }

    /// Bounds known from elsewhere.
    pub fn tighten(&mut self, operand: Operand, least: Option<i128>, most: Option<i128>) {
        let Operand::Reg(reg) = operand else { return };
        if let Some(info) = self.infos.get_mut(reg.0) {
            info.least = least.map_or(info.least, |l| l.max(info.least));
            info.most = most.map_or(info.most, |m| m.min(info.most));
            if info.least > info.most {
                // No row counts; any bounds do.
                (info.least, info.most) = (0, 0);
            }
        }
    }

    /// An operand in at least this width.
    pub fn widen(&mut self, operand: Operand, class: Class) -> Operand {
        let Operand::Reg(reg) = operand else { return operand };
        let info = self.info(reg);
        if info.class >= class {
            return operand;
        }
        let instr = match self.code.get(reg.0) {
            Some(Instr::Load(source)) => Instr::Load(*source),
            _ => Instr::Convert(reg),
        };
        Operand::Reg(self.push(instr, class, (info.least, info.most)))
    }

    /// An operand in the narrowest width that its bounds fit.
    pub fn narrow(&mut self, operand: Operand) -> Operand {
        let Operand::Reg(reg) = operand else { return operand };
        let info = self.info(reg);
        let class = class_of(info.least, info.most);
        if info.class <= class {
            return operand;
        }
        Operand::Reg(self.push(Instr::Convert(reg), class, (info.least, info.most)))
    }

    /// Both operands in one width, which is at least `class`.
    pub fn level(&mut self, a: Operand, b: Operand, class: Class) -> (Operand, Operand, Class) {
        let class = class.max(self.class(a)).max(self.class(b));
        (self.widen(a, class), self.widen(b, class), class)
    }

    /// A sum, difference, product, least or greatest; `None` where it would not fit.
    pub fn arith(&mut self, op: Arith, a: Operand, b: Operand) -> Option<Operand> {
        if let Some(known) = self.folded(op, a, b) {
            return Some(known);
        }
        let bounds = bounds_of(op, self.bounds(a), self.bounds(b))?;
        if let Some(one) = self.linear(op, a, b, bounds) {
            return Some(one);
        }
        let (a, b, class) = self.level(a, b, class_of(bounds.0, bounds.1));
        Some(Operand::Reg(self.push(Instr::Arith(op, a, b), class, bounds)))
    }

    /// One instruction for an operation with a constant and those before it, where that needs no wider numbers.
    fn linear(&mut self, op: Arith, a: Operand, b: Operand, bounds: (i128, i128)) -> Option<Operand> {
        let (reg, constant, first) = match (a, b) {
            (Operand::Reg(reg), Operand::Same(v)) => (reg, v, false),
            (Operand::Same(v), Operand::Reg(reg)) => (reg, v, true),
            _ => return None,
        };
        let before = match self.code.get(reg.0) {
            Some(Instr::Linear(linear)) => *linear,
            _ => Linear::of(reg),
        };
        let linear = before.then(op, constant, first)?;
        let (least, most) = self.bounds(Operand::Reg(linear.of));
        let ends = [least.checked_mul(linear.factor)?, most.checked_mul(linear.factor)?];
        let low = ends.iter().min()?.checked_add(linear.add)?;
        let high = ends.iter().max()?.checked_add(linear.add)?;
        let narrow = class_of(bounds.0, bounds.1).max(self.class(Operand::Reg(reg)));
        if class_of(low, high).max(self.class(Operand::Reg(linear.of))) > narrow {
            return None;
        }
        // Limits beyond what can occur are none, and the others fit the width.
        let linear = Linear { least: linear.least.max(low), most: linear.most.min(high.max(linear.least)), ..linear };
        let limits = class_of(linear.least.min(linear.most), linear.most.max(linear.least));
        if limits > narrow {
            return None;
        }
        let Operand::Reg(of) = self.widen(Operand::Reg(linear.of), narrow) else { return None };
        Some(Operand::Reg(self.push(Instr::Linear(Linear { of, ..linear }), narrow, bounds)))
    }

    /// What needs no instruction.
    fn folded(&self, op: Arith, a: Operand, b: Operand) -> Option<Operand> {
        use Operand::Same;
        match (op, a, b) {
            (_, Same(x), Same(y)) => bounds_of(op, (x, x), (y, y)).map(|(v, _)| Same(v)),
            (Arith::Add, Same(0), v) | (Arith::Add | Arith::Sub, v, Same(0)) => Some(v),
            (Arith::Mul, Same(1), v) | (Arith::Mul, v, Same(1)) => Some(v),
            (Arith::Mul, Same(0), _) | (Arith::Mul, _, Same(0)) => Some(Same(0)),
            (Arith::Min | Arith::Max, a, b) if a == b => Some(a),
            (Arith::Min | Arith::Max, a, b) => {
                let ((a_least, a_most), (b_least, b_most)) = (self.bounds(a), self.bounds(b));
                let least = op == Arith::Min;
                if a_most <= b_least {
                    Some(if least { a } else { b })
                } else if b_most <= a_least {
                    Some(if least { b } else { a })
                } else {
                    None
                }
            }
            _ => None,
        }
    }

    /// A quotient rounded to a whole number; the divisor is positive in every row that counts.
    pub fn divide(&mut self, how: Rounding, a: Operand, b: Operand) -> Option<Operand> {
        if b == Operand::Same(1) {
            return Some(a);
        }
        let ((a_least, a_most), (b_least, b_most)) = (self.bounds(a), self.bounds(b));
        let (b_least, b_most) = (b_least.max(1), b_most.max(1));
        let magnitude = a_least.checked_abs()?.max(a_most.checked_abs()?);
        // What the loops compute on the way must fit as well.
        let reach = magnitude.checked_mul(2)?.checked_add(b_most.checked_mul(2)?)?;
        let quick = reach < 1 << 51;
        let bound = |v: i128, up: bool| {
            let by = if (v >= 0) == up { b_least } else { b_most };
            v / by + if up { i128::from(v > 0) } else { -i128::from(v < 0) }
        };
        let bounds = (bound(a_least, false), bound(a_most, true));
        let (a, b, class) = self.level(a, b, if quick { Class::W32 } else { class_of(-reach, reach) });
        let quick = quick && class < Class::W128;
        let quotient = self.push(Instr::Divide { how, a, b, quick }, class, bounds);
        Some(Operand::Reg(quotient))
    }

    /// Whether a comparison holds.
    pub fn compare(&mut self, op: CompareOp, a: Operand, b: Operand) -> Operand {
        if let (Operand::Same(x), Operand::Same(y)) = (a, b) {
            return Operand::Same(i128::from(match op {
                CompareOp::AtLeast => x >= y,
                CompareOp::Above => x > y,
                CompareOp::AtMost => x <= y,
                CompareOp::Below => x < y,
                CompareOp::Equal => x == y,
            }));
        }
        let (a, b, class) = self.level(a, b, Class::W32);
        self.push_byte(Instr::Compare(op, a, b, class), TRUTHS)
    }

    /// The first where a truth holds, else the second.
    pub fn choose(&mut self, condition: Operand, a: Operand, b: Operand) -> Operand {
        match condition {
            Operand::Same(v) => return if v != 0 { a } else { b },
            Operand::Reg(_) if a == b => return a,
            Operand::Reg(_) => {}
        }
        let ((al, am), (bl, bm)) = (self.bounds(a), self.bounds(b));
        let (a, b, class) = self.level(a, b, Class::W32);
        let Operand::Reg(condition) = condition else { return a };
        Operand::Reg(self.push(Instr::Choose(condition, a, b), class, (al.min(bl), am.max(bm))))
    }

    /// The same for truths and reasons.
    pub fn choose_byte(&mut self, condition: Operand, a: Operand, b: Operand) -> Operand {
        match (condition, a, b) {
            (Operand::Same(v), a, b) => return if v != 0 { a } else { b },
            (_, a, b) if a == b => return a,
            (condition, Operand::Same(1), Operand::Same(0)) => return condition,
            _ => {}
        }
        let Operand::Reg(condition) = condition else { return a };
        self.push_byte(Instr::ChooseByte(condition, a, b), self.codes(a) | self.codes(b))
    }

    /// The reason that is left where those of a kind give way to another value's.
    pub fn choose_reason(&mut self, absent: Operand, kind: Absence, instead: Operand, reason: Operand) -> Operand {
        let (instead_codes, left) = (self.codes(instead), self.codes(reason) & !codes_of(kind));
        let left = if left == 0 { instead_codes } else { left };
        match (absent, instead, instead_codes | left) {
            (Operand::Same(0), ..) => reason,
            (Operand::Same(_), ..) => instead,
            (_, _, NONE) => Operand::Same(0),
            (Operand::Reg(absent), _, codes) => self.push_byte(Instr::ChooseByte(absent, instead, reason), codes),
        }
    }

    /// An operation on bytes.
    pub fn bits(&mut self, op: Bits, a: Operand, b: Operand) -> Operand {
        use Operand::Same;
        match (op, a, b) {
            (Bits::And, Same(0), _) | (Bits::And, _, Same(0)) | (Bits::AndNot, Same(0), _) => return Same(0),
            (Bits::And, Same(_), v) | (Bits::And, v, Same(_)) => return v,
            (Bits::Or, Same(0), v) | (Bits::Or, v, Same(0)) => return v,
            (Bits::Or, Same(v), _) | (Bits::Or, _, Same(v)) => return Same(v),
            (Bits::AndNot, v, Same(0)) => return v,
            (Bits::AndNot, _, Same(_)) => return Same(0),
            (Bits::FirstReason, Same(0), v) | (Bits::FirstReason, v, Same(0)) => return v,
            (Bits::FirstReason, Same(v), _) => return Same(v),
            (Bits::And | Bits::Or | Bits::FirstReason, a, b) if a == b => return a,
            (Bits::FirstReason, a, _) if self.codes(a) & NONE == 0 => return a,
            _ => {}
        }
        let codes = match op {
            Bits::FirstReason => self.codes(a) & !NONE | self.codes(b),
            _ => TRUTHS,
        };
        self.push_byte(Instr::Bits(op, a, b), codes)
    }

    pub fn not(&mut self, a: Operand) -> Operand {
        match a {
            Operand::Same(v) => Operand::Same(i128::from(v == 0)),
            Operand::Reg(reg) => self.push_byte(Instr::Not(reg), TRUTHS),
        }
    }

    /// Whether a reason is none.
    pub fn is_present(&mut self, reason: Operand) -> Operand {
        match reason {
            Operand::Same(v) => Operand::Same(i128::from(v == 0)),
            Operand::Reg(reg) => self.push_byte(Instr::IsPresent(reg), TRUTHS),
        }
    }

    /// Whether a reason is of a kind.
    pub fn is_absent(&mut self, reason: Operand, kind: Absence) -> Operand {
        match reason {
            Operand::Same(code) => Operand::Same(i128::from(is_of(code as u8, kind))),
            Operand::Reg(reg) => {
                let (codes, own) = (self.codes(reason), codes_of(kind));
                match (codes & own, codes & !own) {
                    (0, _) => Operand::Same(0),
                    (_, 0) => Operand::Same(1),
                    // Reason 1 and none are yes and no.
                    _ if codes == TRUTHS => reason,
                    _ => self.push_byte(Instr::IsAbsent(reg, kind), TRUTHS),
                }
            }
        }
    }
}

/// The codes of no and yes.
pub(super) const TRUTHS: u8 = 0b11;

/// The code of no reason.
const NONE: u8 = 0b1;

/// The codes of the reasons of a kind.
fn codes_of(kind: Absence) -> u8 {
    (1..5u8).filter(|code| is_of(*code, kind)).fold(0, |codes, code| codes | 1 << code)
}

/// Whether the code of a reason is of a kind.
pub(super) fn is_of(code: u8, kind: Absence) -> bool {
    super::reason::reason(code).is_some_and(|r| r.absence() == kind)
}

/// The narrowest class that holds both.
pub(super) fn class_of(least: i128, most: i128) -> Class {
    let fits = |low: i128, high: i128| low <= least && most <= high;
    if fits(i32::MIN.into(), i32::MAX.into()) {
        Class::W32
    } else if fits(i64::MIN.into(), i64::MAX.into()) {
        Class::W64
    } else {
        Class::W128
    }
}

/// The bounds of a result from those of its operands; `None` beyond 128 bits.
fn bounds_of(op: Arith, (al, am): (i128, i128), (bl, bm): (i128, i128)) -> Option<(i128, i128)> {
    Some(match op {
        Arith::Add => (al.checked_add(bl)?, am.checked_add(bm)?),
        Arith::Sub => (al.checked_sub(bm)?, am.checked_sub(bl)?),
        Arith::Mul => {
            let ends = [al.checked_mul(bl)?, al.checked_mul(bm)?, am.checked_mul(bl)?, am.checked_mul(bm)?];
            (ends.into_iter().min()?, ends.into_iter().max()?)
        }
        Arith::Min => (al.min(bl), am.min(bm)),
        Arith::Max => (al.max(bl), am.max(bm)),
    })
}
