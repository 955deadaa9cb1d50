//! The plan: what a scheme computes, flat and in order, as a small closed set of operations.
//!
//! Nodes refer only to earlier nodes. Every node knows its type, the range of its values and the characters of the
//! scheme it comes from. Everything that runs, runs the plan; everything that explains, explains the plan.

mod bounds;
mod build;
mod choice;
mod found;
mod levels;
mod line;
mod mechanism;
mod op;
mod piecewise;
mod print;
mod print_mechanism;
mod range;
mod verify;
mod verify_mechanism;

pub use build::Builder;
pub use found::{earned_only, found, least_judged};
pub use line::{Fact, Known, Line, Signs, Stretch};
pub use mechanism::{
    ConsequenceRule, CutTies, ExclusionRule, FactIx, ListIx, ListRule, Mechanism, OutsideFactRule, Penalties, PickRule,
    QUOTES, RankedRule, Step, Ties, list_key,
};
pub use op::{Absence, CompareOp, InputIx, Node, NodeId, Op, Reason, RollUp, Type};
pub use piecewise::{Piece, Study, value_at, whole_numbers_near};
pub use print::{hash, print};
pub use range::{Interval, Range, range_of};
pub use verify::{Violation, verify};

use crate::policy::PolicyUse;
use kaocheng_syntax::clause::{Feed, InputKind, Sign, VetoEffect};
use kaocheng_syntax::exact::Exact;
use kaocheng_syntax::span::Span;

/// A compiled scheme for one round.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The scheme's code, title and the like.
    pub head: Head,
    /// What must be supplied for each unit.
    pub inputs: Vec<Input>,
    /// The computation, in topological order.
    pub nodes: Vec<Node>,
    /// The items, parents before children, in text order.
    pub items: Vec<Item>,
    /// The unit's total at the level assessed (the first, where the scheme assesses several); `None` when the scheme has
    /// no items.
    pub total: Option<NodeId>,
    /// The total of every level assessed, in the order of the front matter; one without a name where the front matter
    /// names none. The first is `total`.
    pub levels: Vec<LevelTotal>,
    /// What overrides the total or the ranking.
    pub vetoes: Vec<Veto>,
    /// Every policy that the plan relies on, with who decided it.
    pub policies: Vec<PolicyUse>,
    /// What the scheme rules beside points.
    pub mechanism: Mechanism,
}

/// What a plan says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Short name of the scheme.
    pub code: String,
    /// Its title, as the document has it.
    pub title: String,
    /// The round that the plan is for; `None` when the scheme has no rounds.
    pub round: Option<String>,
    /// The level of unit assessed; `None`: every unit.
    pub level: Option<String>,
    /// First and last day of the reference period of the figures, as written.
    pub period: Option<(String, String)>,
    /// First and last day on which teams visit, as written.
    pub field: Option<(String, String)>,
    /// The text is known to be incomplete.
    pub partial: bool,
}

/// The score of the units of one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelTotal {
    /// The level, in the words of the units' file; `None`: every unit.
    pub level: Option<String>,
    /// The total.
    pub total: NodeId,
}

/// A fact or figure that each unit (or each unit below it) supplies.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Short and stable: the term's id, or item and place (`1.1.5:1`).
    pub id: String,
    /// The scheme's own words for it.
    pub label: String,
    /// What values it takes.
    pub kind: InputKind,
    /// The unit of a count or an amount.
    pub unit: Option<String>,
    /// The item that first names it: an index into `Plan::items`.
    pub item: usize,
    /// The office that supplies it, if the terms name one.
    pub provider: Option<String>,
    /// How it is obtained (reported, exchanged, sampled, found, judged), if the terms say so.
    pub source: Option<String>,
    /// Least and most value allowed.
    pub bounds: (Option<Exact>, Option<Exact>),
    /// The date of the figure, if the terms name one.
    pub data_date: Option<String>,
    /// The level of unit that reports it, when that is below the one assessed.
    pub level: Option<String>,
    /// Where its value comes from.
    pub feed: Feed,
    /// Where it is first named.
    pub span: Span,
}

/// How the id of an input ends whose value stands in for an item's score.
pub(crate) const STAND_IN: &str = "stand-in";

impl Input {
    /// Whether it is the score that stands in where no site of the unit was drawn.
    pub fn is_stand_in(&self) -> bool {
        self.id.rsplit_once(':').is_some_and(|(_, end)| end == STAND_IN)
    }
}

/// One node of the score tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Stable id from the numbering, or the author's own.
    pub id: String,
    /// Number as printed and title.
    pub title: String,
    /// Index of the item that holds it.
    pub parent: Option<usize>,
    /// The level of unit whose score it is part of, where a scheme assesses several; `None`: of all.
    pub level: Option<String>,
    /// What it adds to: base points, bonus or deduction.
    pub kind: ItemKind,
    /// Its points; `None` for bonuses, deductions and groups without points.
    pub points: Option<Exact>,
    /// Its score for a unit.
    pub score: NodeId,
    /// The word it gives instead of points, if it does.
    pub grade: Option<NodeId>,
    /// How its own clauses give that score, in text order; empty for groups.
    pub clauses: Vec<PlanClause>,
    /// The points are not earned but given by a rule such as 半年考核时默认为满分.
    pub default: bool,
    /// Whether another score stands in for this one (no site of the unit was drawn), where the scheme has such a rule.
    pub substituted: Option<NodeId>,
    /// Heading and text.
    pub span: Span,
    /// The heading line.
    pub heading: Span,
}

/// What an item counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ItemKind {
    /// Part of the base total.
    Base,
    /// On top of it.
    Bonus,
    /// Taken off it.
    Deduction,
}

/// One clause of an item as it was lowered: what explanations are worded from.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanClause {
    /// Its characters.
    pub span: Span,
    /// Whether it speaks of a unit, where it speaks of some kinds only; `None`: of all.
    pub applies: Option<NodeId>,
    /// What it gives or takes after its own limits; not negative. `None` for clauses that act on others (caps,
    /// exemptions, overrides).
    pub points: Option<NodeId>,
    /// Given or taken.
    pub sign: Sign,
    /// Its form, with the nodes of its parts.
    pub shape: Shape,
}

/// The form of a clause with the nodes of its parts; used for wording only, never for computing.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A condition gives or takes points.
    Flat {
        /// When.
        condition: NodeId,
        /// How many.
        amount: NodeId,
    },
    /// So many for each.
    Each {
        /// What is counted.
        count: NodeId,
        /// The size of one.
        step: NodeId,
        /// Points for one.
        rate: NodeId,
        /// At most.
        limit: Option<NodeId>,
    },
    /// By the distance from a target.
    Steps {
        /// The figure.
        quantity: NodeId,
        /// The target.
        target: NodeId,
        /// The distance on the side that counts, not below 0.
        distance: NodeId,
        /// The number of steps after rounding by policy.
        steps: NodeId,
        /// The size of one step.
        step: NodeId,
        /// Points for one.
        rate: NodeId,
        /// From which points.
        base: Option<NodeId>,
        /// Whether below the target counts, else above.
        below: bool,
    },
    /// By band.
    Bands {
        /// The figure.
        quantity: NodeId,
        /// Whether each band holds, in text order, and what it gives.
        bands: Vec<(NodeId, NodeId)>,
    },
    /// By level.
    Levels {
        /// The input.
        input: NodeId,
        /// Whether each level holds, in text order, and what it gives.
        cases: Vec<(NodeId, NodeId)>,
    },
    /// By formula.
    Formula {
        /// The value.
        value: NodeId,
    },
    /// Judged by an assessor.
    Judged {
        /// The points given.
        given: NodeId,
    },
    /// The points the item starts from.
    Start {
        /// How many.
        amount: NodeId,
    },
    /// An override or exemption: when it acts, and what it is.
    Override {
        /// When.
        condition: NodeId,
        /// What.
        what: OverrideKind,
    },
    /// A limit on others.
    Cap {
        /// The sum before it.
        before: NodeId,
        /// At most.
        limit: NodeId,
    },
    /// A limit on all that an item gives or takes: in its heading (加分(12分)), or in a sentence over the items below it.
    Limit {
        /// The signed sum before it.
        before: NodeId,
        /// The most that is given or taken, in points; not negative.
        limit: Exact,
    },
    /// The greatest of others.
    Highest,
}

/// What an override does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OverrideKind {
    /// No points.
    Zero,
    /// All points.
    Full,
    /// Exactly so many.
    Assign,
    /// Losses or earnings do not count.
    Exempt,
    /// The item does not apply.
    NotApplicable,
    /// A veto on the whole unit.
    Veto,
    /// Others count several times.
    Multiply,
}

/// A condition that overrides the total or the ranking of a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Veto {
    /// When.
    pub condition: NodeId,
    /// What it does.
    pub effect: VetoEffect,
    /// The item that holds the clause.
    pub item: usize,
    /// The clause.
    pub span: Span,
}

impl Plan {
    /// The node behind an id.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0]
    }

    /// The children of an item, in text order.
    pub fn children(&self, item: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.items.len()).filter(move |i| self.items[*i].parent == Some(item))
    }

    /// The ids and titles from the outermost item down to this one.
    pub fn trail(&self, item: usize) -> Vec<&str> {
        let mut trail = Vec::new();
        let mut at = Some(item);
        while let Some(ix) = at {
            trail.push(self.items[ix].title.as_str());
            at = self.items[ix].parent;
        }
        trail.reverse();
        trail
    }

    /// The inputs that a node depends on, in input order, but for those behind the total of another level: what made the
    /// scores of the townships is theirs, where a county has the mean of them.
    pub fn own_inputs_of(&self, node: NodeId) -> Vec<InputIx> {
        self.inputs_behind(node, &|id| id != node && self.levels.iter().any(|l| l.total == id))
    }

    /// The inputs that a node depends on, in input order.
    pub fn inputs_of(&self, node: NodeId) -> Vec<InputIx> {
        self.inputs_behind(node, &|_| false)
    }

    fn inputs_behind(&self, node: NodeId, stop: &dyn Fn(NodeId) -> bool) -> Vec<InputIx> {
        let mut seen = vec![false; self.nodes.len()];
        let mut found = vec![false; self.inputs.len()];
        let mut stack = vec![node];
        while let Some(id) = stack.pop() {
            if std::mem::replace(&mut seen[id.0], true) || stop(id) {
                continue;
            }
            if let Op::Input(input) = self.nodes[id.0].op {
                found[input.0] = true;
            }
            stack.extend(self.nodes[id.0].op.operands());
        }
        (0..found.len()).filter(|i| found[*i]).map(InputIx).collect()
    }
}
