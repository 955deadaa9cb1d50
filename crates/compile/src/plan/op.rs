//! The closed set of operations.

use super::range::Range;
use kaocheng_syntax::clause::CohortStatistic;
use kaocheng_syntax::exact::Exact;
use kaocheng_syntax::span::Span;

/// Index of a node; an operand's is always smaller than its user's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub usize);

/// Index of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InputIx(pub usize);

/// One step of the computation.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it does.
    pub op: Op,
    /// What it gives when it gives anything.
    pub ty: Type,
    /// Between which bounds.
    pub range: Range,
    /// The characters it comes from.
    pub span: Span,
}

/// The type of a value that is not missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// An exact number.
    Number,
    /// Yes or no.
    Truth,
    /// A word: a grade.
    Word,
    /// A set of the words of a choice input.
    Choice,
}

/// An operation. A missing operand makes the result missing for the same reason, except where stated.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    /// A number.
    Number(Exact),
    /// Yes or no.
    Truth(bool),
    /// A word.
    Word(String),
    /// Missing, for this reason.
    Missing(Reason),
    /// The unit's value of an input.
    Input(InputIx),
    /// The item's points where they are not known: only in the reading of a lone sentence, never in a scheme.
    ItemPoints,
    /// Whether the unit is of this level or class.
    UnitIs(String),
    /// Sum.
    Add(Vec<NodeId>),
    /// Difference.
    Sub(NodeId, NodeId),
    /// Product.
    Mul(Vec<NodeId>),
    /// Quotient; a zero divisor gives missing: not applicable.
    Div(NodeId, NodeId),
    /// Least.
    Min(Vec<NodeId>),
    /// Greatest.
    Max(Vec<NodeId>),
    /// The greatest whole number not above.
    Floor(NodeId),
    /// The least whole number not below.
    Ceil(NodeId),
    /// Rounded to so many decimal places, halves away from zero.
    Round(NodeId, u32),
    /// Compares two numbers.
    Compare(CompareOp, NodeId, NodeId),
    /// Whether a choice holds this word (an index into the input's words).
    Is(NodeId, usize),
    /// No as soon as one is no, even beside a missing one.
    And(Vec<NodeId>),
    /// Yes as soon as one is yes, even beside a missing one.
    Or(Vec<NodeId>),
    /// The opposite.
    Not(NodeId),
    /// Only the branch taken is looked at.
    If(NodeId, NodeId, NodeId),
    /// The first, or the second where the first is missing for such a reason.
    Substitute(NodeId, Absence, NodeId),
    /// Whether a value is there.
    Present(NodeId),
    /// A figure of all units of the level; missing values take no part.
    Cohort(CohortStatistic, NodeId),
    /// A figure of the units below; missing values take no part, no value at all is missing: not reported.
    RollUp(RollUp, NodeId),
}

/// How figures of lower units make one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RollUp {
    /// Sum of numbers; the number of yeses.
    Sum,
    /// Mean of numbers; the share of yeses.
    Mean,
}

/// Comparison of two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompareOp {
    /// ≥
    AtLeast,
    /// >
    Above,
    /// ≤
    AtMost,
    /// <
    Below,
    /// =
    Equal,
}

/// Why a value is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Nobody supplied it.
    NotReported,
    /// The unit refused to supply it.
    Refused,
    /// It does not apply to the unit; also a zero denominator.
    NotApplicable,
    /// The office excused the unit.
    Excused,
}

/// The two kinds of reason that policies tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Absence {
    /// Not reported, refused: policy `missing`.
    Unreported,
    /// Not applicable, excused: policy `not-applicable`.
    Inapplicable,
}

impl Reason {
    /// Which policy decides.
    pub fn absence(self) -> Absence {
        match self {
            Reason::NotReported | Reason::Refused => Absence::Unreported,
            Reason::NotApplicable | Reason::Excused => Absence::Inapplicable,
        }
    }
}

impl Op {
    /// The nodes it uses, in order.
    pub fn operands(&self) -> Vec<NodeId> {
        match self {
            Op::Number(_)
            | Op::Truth(_)
            | Op::Word(_)
            | Op::Missing(_)
            | Op::Input(_)
            | Op::ItemPoints
            | Op::UnitIs(_) => Vec::new(),
            Op::Add(all) | Op::Mul(all) | Op::Min(all) | Op::Max(all) | Op::And(all) | Op::Or(all) => all.clone(),
            Op::Sub(a, b) | Op::Div(a, b) | Op::Compare(_, a, b) | Op::Substitute(a, _, b) => vec![*a, *b],
            Op::Floor(a)
            | Op::Ceil(a)
            | Op::Round(a, _)
            | Op::Is(a, _)
            | Op::Not(a)
            | Op::Present(a)
            | Op::Cohort(_, a)
            | Op::RollUp(_, a) => vec![*a],
            Op::If(c, a, b) => vec![*c, *a, *b],
        }
    }
}
