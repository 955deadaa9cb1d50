//! The range of every node: what checks prove their findings on.
//!
//! Ranges hold for values that are there; whether a value can be missing is kept beside them.

use super::bounds::{greater, lesser, order, plus, times};
use super::op::{CompareOp, InputIx, NodeId, Op};
use kaocheng_syntax::clause::CohortStatistic;
use kaocheng_syntax::exact::{Exact, round_half_up, whole};
use num_traits::{Signed, Zero};
use std::cmp::Ordering;

/// All numbers between two bounds, each of which may be absent. Bounds belong to the interval.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Interval {
    /// The least; `None`: no lower bound.
    pub least: Option<Exact>,
    /// The greatest; `None`: no upper bound.
    pub most: Option<Exact>,
}

/// What values a node can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Range {
    /// Numbers in an interval.
    Number(Interval),
    /// Whether it can be yes, and whether it can be no.
    Truth {
        /// Can be yes.
        yes: bool,
        /// Can be no.
        no: bool,
    },
    /// Words; nothing is known of them.
    Word,
}

impl Interval {
    /// All numbers.
    pub fn all() -> Interval {
        Interval::default()
    }

    /// One number.
    pub fn point(value: Exact) -> Interval {
        Interval { least: Some(value.clone()), most: Some(value) }
    }

    /// From `least` to `most`.
    pub fn new(least: Option<Exact>, most: Option<Exact>) -> Interval {
        Interval { least, most }
    }

    /// 0 and more.
    pub fn from_zero() -> Interval {
        Interval { least: Some(Exact::zero()), most: None }
    }

    /// Whether it is one number.
    pub fn is_point(&self) -> bool {
        both(&self.least, &self.most).is_some_and(|(least, most)| order(least, most).is_eq())
    }

    /// The number, if it is one.
    pub fn as_point(&self) -> Option<&Exact> {
        self.least.as_ref().filter(|_| self.is_point())
    }

    /// The smallest interval that holds both.
    pub fn hull(&self, other: &Interval) -> Interval {
        Interval {
            least: both(&self.least, &other.least).map(|(a, b)| lesser(a, b).clone()),
            most: both(&self.most, &other.most).map(|(a, b)| greater(a, b).clone()),
        }
    }

    /// The interval of sums.
    pub fn add(&self, other: &Interval) -> Interval {
        Interval {
            least: both(&self.least, &other.least).map(|(a, b)| plus(a, b)),
            most: both(&self.most, &other.most).map(|(a, b)| plus(a, b)),
        }
    }

    pub(super) fn negate(&self) -> Interval {
        Interval { least: self.most.as_ref().map(|v| -v), most: self.least.as_ref().map(|v| -v) }
    }

    pub(super) fn min(&self, other: &Interval) -> Interval {
        Interval {
            least: both(&self.least, &other.least).map(|(a, b)| lesser(a, b).clone()),
            most: either(&self.most, &other.most, |a, b| lesser(a, b).clone()),
        }
    }

    pub(super) fn max(&self, other: &Interval) -> Interval {
        self.negate().min(&other.negate()).negate()
    }

    pub(super) fn map(&self, f: impl Fn(&Exact) -> Exact) -> Interval {
        Interval { least: self.least.as_ref().map(&f), most: self.most.as_ref().map(&f) }
    }

    /// The product. An absent bound stands for infinity, so that `0 × ∞` is 0: a zero factor is a number, not a limit.
    pub(super) fn mul(&self, other: &Interval) -> Interval {
        let mut least = Some(None::<Exact>);
        let mut most = Some(None::<Exact>);
        for a in self.ends() {
            for b in other.ends() {
                match a.times(&b) {
                    End::Finite(v) => {
                        extend(&mut least, &v, |new, old| order(new, old).is_lt());
                        extend(&mut most, &v, |new, old| order(new, old).is_gt());
                    }
                    End::Below => least = None,
                    End::Above => most = None,
                }
            }
        }
        Interval { least: least.flatten(), most: most.flatten() }
    }

    fn ends(&self) -> [End; 2] {
        [self.least.clone().map_or(End::Below, End::Finite), self.most.clone().map_or(End::Above, End::Finite)]
    }

    /// The reciprocal of an interval without 0; anything else can be anything.
    pub(super) fn reciprocal(&self) -> Interval {
        let positive = self.least.as_ref().is_some_and(|v| v.is_positive());
        let negative = self.most.as_ref().is_some_and(|v| v.is_negative());
        if positive {
            Interval {
                least: Some(self.most.as_ref().map_or_else(Exact::zero, |v| v.recip())),
                most: self.least.as_ref().map(|v| v.recip()),
            }
        } else if negative {
            self.negate().reciprocal().negate()
        } else if self.least.as_ref().is_some_and(|v| v.is_zero()) {
            // A zero divisor gives no value, so the divisor counts as positive however small.
            Interval { least: Some(self.most.as_ref().map_or_else(Exact::zero, recip_or_zero)), most: None }
        } else {
            Interval::all()
        }
    }
}

fn recip_or_zero(v: &Exact) -> Exact {
    if v.is_zero() { Exact::zero() } else { v.recip() }
}

fn both<'a>(a: &'a Option<Exact>, b: &'a Option<Exact>) -> Option<(&'a Exact, &'a Exact)> {
    a.as_ref().zip(b.as_ref())
}

fn either(a: &Option<Exact>, b: &Option<Exact>, f: impl Fn(&Exact, &Exact) -> Exact) -> Option<Exact> {
    match (a, b) {
        (Some(a), Some(b)) => Some(f(a, b)),
        (Some(v), None) | (None, Some(v)) => Some(v.clone()),
        (None, None) => None,
    }
}

fn extend(bound: &mut Option<Option<Exact>>, value: &Exact, better: impl Fn(&Exact, &Exact) -> bool) {
    if let Some(inner) = bound
        && inner.as_ref().is_none_or(|old| better(value, old))
    {
        *inner = Some(value.clone());
    }
}

/// An end of an interval.
enum End {
    Below,
    Finite(Exact),
    Above,
}

impl End {
    fn times(&self, other: &End) -> End {
        match (self, other) {
            (End::Finite(a), End::Finite(b)) => End::Finite(times(a, b)),
            (End::Finite(v), End::Above) | (End::Above, End::Finite(v)) => infinite(v, false),
            (End::Finite(v), End::Below) | (End::Below, End::Finite(v)) => infinite(v, true),
            (End::Above, End::Above) | (End::Below, End::Below) => End::Above,
            _ => End::Below,
        }
    }
}

fn infinite(v: &Exact, flip: bool) -> End {
    if v.is_zero() {
        End::Finite(Exact::zero())
    } else if v.is_positive() != flip {
        End::Above
    } else {
        End::Below
    }
}

impl Range {
    /// The interval of a number; all numbers for anything else.
    pub fn interval(&self) -> Interval {
        match self {
            Range::Number(interval) => interval.clone(),
            _ => Interval::all(),
        }
    }

    /// Whether it can be yes and whether it can be no.
    pub fn truth(&self) -> (bool, bool) {
        match self {
            Range::Truth { yes, no } => (*yes, *no),
            _ => (true, true),
        }
    }

    fn hull(&self, other: &Range) -> Range {
        match (self, other) {
            (Range::Number(a), Range::Number(b)) => Range::Number(a.hull(b)),
            (Range::Truth { yes, no }, Range::Truth { yes: y, no: n }) => {
                Range::Truth { yes: *yes || *y, no: *no || *n }
            }
            // What is missing has no range, and adds nothing to the other's.
            (Range::Word, known) | (known, Range::Word) => known.clone(),
            _ => Range::Word,
        }
    }
}

/// The range of an operation from the ranges of its operands; `of` must know every operand, `input` every input.
pub fn range_of(op: &Op, of: &dyn Fn(NodeId) -> Range, input: &dyn Fn(InputIx) -> Range) -> Range {
    let number = |id: &NodeId| of(*id).interval();
    let fold = |all: &[NodeId], f: fn(&Interval, &Interval) -> Interval| {
        all.iter().map(number).reduce(|a, b| f(&a, &b)).unwrap_or_else(|| Interval::point(Exact::zero()))
    };
    Range::Number(match op {
        Op::Number(v) => Interval::point(v.clone()),
        Op::Input(ix) => return input(*ix),
        Op::ItemPoints => Interval::from_zero(),
        Op::Add(all) => fold(all, Interval::add),
        Op::Mul(all) => fold(all, Interval::mul),
        Op::Min(all) => fold(all, Interval::min),
        Op::Max(all) => fold(all, Interval::max),
        Op::Sub(a, b) => number(a).add(&number(b).negate()),
        Op::Div(a, b) => number(a).mul(&number(b).reciprocal()),
        Op::Floor(a) => number(a).map(|v| v.floor()),
        Op::Ceil(a) => number(a).map(|v| v.ceil()),
        Op::Round(a, digits) => number(a).map(|v| round_half_up(v, *digits)),
        Op::Cohort(CohortStatistic::RankFromGreatest | CohortStatistic::RankFromLeast, _) => {
            Interval::new(Some(whole(1)), None)
        }
        Op::Cohort(_, a) => number(a),
        Op::RollUp(kind, a) => roll_up(*kind, &of(*a)),
        Op::Substitute(a, _, b) => return of(*a).hull(&of(*b)),
        Op::If(c, a, b) => {
            return match of(*c).truth() {
                (true, false) => of(*a),
                (false, true) => of(*b),
                _ => of(*a).hull(&of(*b)),
            };
        }
        Op::Word(_) | Op::Missing(_) => return Range::Word,
        truth => return truth_of(truth, of),
    })
}

fn roll_up(kind: super::op::RollUp, of: &Range) -> Interval {
    use super::op::RollUp;
    match (kind, of) {
        (RollUp::Mean, Range::Number(interval)) => interval.clone(),
        (RollUp::Mean, _) => Interval::new(Some(Exact::zero()), Some(whole(1))),
        (RollUp::Sum, Range::Number(i)) => Interval {
            least: i.least.clone().filter(|v| !v.is_negative()),
            most: i.most.clone().filter(|v| !v.is_positive()),
        },
        (RollUp::Sum, _) => Interval::from_zero(),
    }
}

fn truth_of(op: &Op, of: &dyn Fn(NodeId) -> Range) -> Range {
    let truth = |id: &NodeId| of(*id).truth();
    let (yes, no) = match op {
        Op::Truth(v) => (*v, !*v),
        Op::Not(a) => {
            let (yes, no) = truth(a);
            (no, yes)
        }
        Op::And(all) => (all.iter().all(|a| truth(a).0), all.iter().any(|a| truth(a).1)),
        Op::Or(all) => (all.iter().any(|a| truth(a).0), all.iter().all(|a| truth(a).1)),
        Op::Compare(cmp, a, b) => compare(*cmp, &of(*a).interval(), &of(*b).interval()),
        _ => (true, true),
    };
    Range::Truth { yes, no }
}

fn compare(cmp: CompareOp, a: &Interval, b: &Interval) -> (bool, bool) {
    // `certain(x, y, f)`: both bounds are there and `f` holds of their order.
    let certain =
        |x: &Option<Exact>, y: &Option<Exact>, f: fn(Ordering) -> bool| both(x, y).is_some_and(|(x, y)| f(order(x, y)));
    match cmp {
        CompareOp::AtLeast => {
            (!certain(&a.most, &b.least, Ordering::is_lt), !certain(&a.least, &b.most, Ordering::is_ge))
        }
        CompareOp::Above => {
            (!certain(&a.most, &b.least, Ordering::is_le), !certain(&a.least, &b.most, Ordering::is_gt))
        }
        CompareOp::AtMost => compare(CompareOp::AtLeast, b, a),
        CompareOp::Below => compare(CompareOp::Above, b, a),
        CompareOp::Equal => {
            let apart = certain(&a.most, &b.least, Ordering::is_lt) || certain(&a.least, &b.most, Ordering::is_gt);
            (!apart, !(a.is_point() && a == b))
        }
    }
}
