//! What is known of a node's value while one chosen figure moves: a straight line in that figure, give or take what
//! the other inputs add.
//!
//! Plain intervals forget that two sides of a comparison depend on the same figure. Lines remember it, so that the
//! figure at which a loss is complete, or at which a score jumps, comes out exactly.

use super::range::{Interval, Range};
use kaocheng_syntax::exact::{Exact, whole};
use num_traits::{One, Signed, Zero};

/// A stretch of the chosen figure: one point when both ends are equal, otherwise everything strictly between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Lower end; `None`: no lower limit.
    pub from: Option<Exact>,
    /// Upper end; `None`: no upper limit.
    pub to: Option<Exact>,
}

impl Stretch {
    /// One point.
    pub fn point(at: Exact) -> Stretch {
        Stretch { from: Some(at.clone()), to: Some(at) }
    }

    /// The point, if it is one.
    pub fn as_point(&self) -> Option<&Exact> {
        self.from.as_ref().filter(|_| self.from == self.to)
    }

    /// Whether a number lies strictly between the ends.
    pub fn holds_inside(&self, x: &Exact) -> bool {
        self.from.as_ref().is_none_or(|f| f < x) && self.to.as_ref().is_none_or(|t| x < t)
    }

    /// Whether a number belongs to the stretch.
    pub fn holds(&self, x: &Exact) -> bool {
        self.as_point().map_or_else(|| self.holds_inside(x), |p| p == x)
    }

    /// Whether two stretches share a number.
    pub fn meets(&self, other: &Stretch) -> bool {
        if let Some(x) = self.as_point() {
            return other.holds(x);
        }
        if let Some(x) = other.as_point() {
            return self.holds(x);
        }
        let before = |a: &Stretch, b: &Stretch| a.to.as_ref().zip(b.from.as_ref()).is_some_and(|(to, from)| to <= from);
        !before(self, other) && !before(other, self)
    }

    /// Some number of the stretch.
    pub fn middle(&self) -> Exact {
        match (&self.from, &self.to) {
            (Some(a), Some(b)) => (a + b) / whole(2),
            (Some(a), None) => a + Exact::one(),
            (None, Some(b)) => b - Exact::one(),
            (None, None) => Exact::zero(),
        }
    }
}

/// `slope × figure + something in offset`.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Change for one more of the figure.
    pub slope: Exact,
    /// The rest, which may depend on everything else.
    pub offset: Interval,
}

impl Line {
    /// A number that does not depend on the figure.
    pub fn constant(offset: Interval) -> Line {
        Line { slope: Exact::zero(), offset }
    }

    /// The figure itself.
    pub fn figure() -> Line {
        Line { slope: Exact::one(), offset: Interval::point(Exact::zero()) }
    }

    /// All values on a stretch, ends included.
    pub fn interval(&self, on: &Stretch) -> Interval {
        if self.slope.is_zero() {
            return self.offset.clone();
        }
        let end = |x: &Option<Exact>| x.as_ref().map(|x| &self.slope * x);
        let (low, high) =
            if self.slope.is_positive() { (end(&on.from), end(&on.to)) } else { (end(&on.to), end(&on.from)) };
        Interval::new(low, high).add(&self.offset)
    }

    /// The value at one point of the figure.
    pub fn at(&self, x: &Exact) -> Interval {
        Interval::point(&self.slope * x).add(&self.offset)
    }

    /// The number, if it is the same everywhere.
    pub fn as_constant(&self) -> Option<&Exact> {
        self.offset.least.as_ref().filter(|_| self.slope.is_zero() && self.offset.is_point())
    }

    /// Whether it can be negative, zero, positive on a stretch.
    pub fn signs(&self, on: &Stretch) -> Signs {
        let Interval { least, most } = self.interval(on);
        let zero = Exact::zero();
        // On an open stretch a slanting line comes near its ends and never gives them.
        let strict = !self.slope.is_zero() && on.as_point().is_none();
        let above = |v: &Exact| *v < zero || (*v == zero && !strict);
        let below = |v: &Exact| *v > zero || (*v == zero && !strict);
        Signs {
            negative: least.as_ref().is_none_or(|v| *v < zero),
            zero: least.as_ref().is_none_or(above) && most.as_ref().is_none_or(below),
            positive: most.as_ref().is_none_or(|v| *v > zero),
        }
    }

    /// Where on a stretch the line (or the ends of what it may be) passes zero.
    pub fn crossings(&self, on: &Stretch) -> Vec<Exact> {
        if self.slope.is_zero() {
            return Vec::new();
        }
        let ends = [&self.offset.least, &self.offset.most];
        ends.into_iter().flatten().map(|v| -v / &self.slope).filter(|x| on.holds_inside(x)).collect()
    }

    pub(super) fn add(&self, other: &Line) -> Line {
        Line { slope: &self.slope + &other.slope, offset: self.offset.add(&other.offset) }
    }

    pub(super) fn negate(&self) -> Line {
        Line { slope: -&self.slope, offset: self.offset.negate() }
    }

    pub(super) fn scaled(&self, by: &Exact) -> Line {
        if by.is_zero() {
            return Line::constant(Interval::point(Exact::zero()));
        }
        Line { slope: &self.slope * by, offset: self.offset.mul(&Interval::point(by.clone())) }
    }

    /// The product; a line only if one of the two is a constant.
    pub(super) fn mul(&self, other: &Line, on: &Stretch) -> Line {
        match (self.as_constant(), other.as_constant()) {
            (Some(c), _) => other.scaled(c),
            (_, Some(c)) => self.scaled(c),
            _ => Line::constant(self.interval(on).mul(&other.interval(on))),
        }
    }

    /// The lesser of two; where they cross, the stretch must be split to know it exactly.
    pub(super) fn min(&self, other: &Line, on: &Stretch, splits: &mut Vec<Exact>) -> Line {
        if self.slope == other.slope {
            return Line { slope: self.slope.clone(), offset: self.offset.min(&other.offset) };
        }
        let difference = self.add(&other.negate());
        let signs = difference.signs(on);
        if !signs.positive {
            return self.clone();
        }
        if !signs.negative {
            return other.clone();
        }
        splits.extend(difference.crossings(on));
        Line::constant(self.interval(on).min(&other.interval(on)))
    }

    pub(super) fn max(&self, other: &Line, on: &Stretch, splits: &mut Vec<Exact>) -> Line {
        self.negate().min(&other.negate(), on, splits).negate()
    }

    /// The smallest line-shaped set that holds both.
    pub(super) fn hull(&self, other: &Line, on: &Stretch) -> Line {
        if self.slope == other.slope {
            return Line { slope: self.slope.clone(), offset: self.offset.hull(&other.offset) };
        }
        Line::constant(self.interval(on).hull(&other.interval(on)))
    }

    /// Whole steps (`up`: begun ones): split at every whole number if these are few, else known to within one.
    pub(super) fn whole_steps(&self, up: bool, on: &Stretch, splits: &mut Vec<Exact>) -> Line {
        let round = |v: &Exact| if up { v.ceil() } else { v.floor() };
        if self.slope.is_zero() {
            return Line::constant(self.offset.map(round));
        }
        let values = self.interval(on);
        if on.as_point().is_some() {
            return Line::constant(values.map(round));
        }
        if let (true, Interval { least: Some(least), most: Some(most) }) = (self.offset.is_point(), &values) {
            let first = least.floor() + Exact::one();
            let inside = (most.ceil() - &first).to_integer();
            if inside <= num_bigint::BigInt::from(0) {
                return Line::constant(Interval::point(if up { first } else { least.floor() }));
            }
            if inside <= num_bigint::BigInt::from(MOST_STEPS) {
                let start = self.offset.least.clone().unwrap_or_else(Exact::zero);
                let mut step = first;
                while step < *most {
                    splits.push((&step - &start) / &self.slope);
                    step += Exact::one();
                }
            }
        }
        let slack = if up { (0, 1) } else { (-1, 0) };
        self.add(&Line::constant(Interval::new(Some(whole(slack.0)), Some(whole(slack.1)))))
    }

    /// Rounded to decimal places: known exactly where it does not move, else to within half a place.
    pub(super) fn rounded(&self, digits: u32, on: &Stretch) -> Line {
        let ends = self.interval(on).map(|v| kaocheng_syntax::exact::round_half_up(v, digits));
        if self.slope.is_zero() || ends.is_point() {
            return Line::constant(ends);
        }
        let half = Exact::new(1.into(), num_bigint::BigInt::from(10).pow(digits) * 2);
        self.add(&Line::constant(Interval::new(Some(-half.clone()), Some(half))))
    }
}

/// Up to how many whole steps a stretch is split at.
const MOST_STEPS: i64 = 128;

/// Which signs a number can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs {
    /// Below zero.
    pub negative: bool,
    /// Zero.
    pub zero: bool,
    /// Above zero.
    pub positive: bool,
}

/// What is known of a node's value on a stretch.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// The value where there is one; `None`: there is none.
    pub value: Option<Known>,
    /// Whether it can be missing because something is not reported.
    pub unreported: bool,
    /// Whether it can be missing because something does not apply.
    pub inapplicable: bool,
}

/// What is known of a value that is there.
#[derive(Clone, Debug, PartialEq)]
pub enum Known {
    /// A number.
    Number(Line),
    /// Yes or no.
    Truth {
        /// Can be yes.
        yes: bool,
        /// Can be no.
        no: bool,
    },
    /// A word or a choice; nothing is known of it.
    Word,
}

impl Fact {
    /// A value that is there.
    pub fn present(value: Known) -> Fact {
        Fact { value: Some(value), unreported: false, inapplicable: false }
    }

    /// A number in an interval.
    pub fn number(interval: Interval) -> Fact {
        Fact::present(Known::Number(Line::constant(interval)))
    }

    /// One truth.
    pub fn truth(value: bool) -> Fact {
        Fact::present(Known::Truth { yes: value, no: !value })
    }

    /// Missing because it is not reported.
    pub fn unreported() -> Fact {
        Fact { value: None, unreported: true, inapplicable: false }
    }

    /// A value of this range.
    pub fn of_range(range: &Range) -> Fact {
        Fact::present(match range {
            Range::Number(interval) => Known::Number(Line::constant(interval.clone())),
            Range::Truth { yes, no } => Known::Truth { yes: *yes, no: *no },
            Range::Word => Known::Word,
        })
    }

    /// The line, if it is a number that can be there.
    pub fn line(&self) -> Option<&Line> {
        match &self.value {
            Some(Known::Number(line)) => Some(line),
            _ => None,
        }
    }

    /// The same reasons to be missing, without a value.
    pub fn absence(&self) -> Fact {
        Fact { value: None, unreported: self.unreported, inapplicable: self.inapplicable }
    }

    /// Whether it can be yes and whether it can be no.
    pub fn truths(&self) -> (bool, bool) {
        match &self.value {
            Some(Known::Truth { yes, no }) => (*yes, *no),
            Some(_) => (true, true),
            None => (false, false),
        }
    }

    /// Whether there is a value for certain.
    pub fn is_there(&self) -> bool {
        self.value.is_some() && !self.unreported && !self.inapplicable
    }
}
