//! One unit's score of one item, explained: the slice of the plan behind it, filled with the unit's values.
//!
//! An explanation is a view made after the fact; evaluation knows nothing of it.

mod decision;
mod finding;
mod gain;
mod line;
mod member;
mod number;
mod rank;
mod words;

pub use decision::Telling;
pub use gain::{Gain, Target};
pub use member::{Member, MemberPart};
pub use number::{show_number, show_value};
pub use words::words;

use crate::results::Results;
use crate::table::{Provenance, Table, Value};
use kaocheng_compile::plan::{InputIx, Plan, Reason};
use kaocheng_syntax::clause::Language;
use kaocheng_syntax::exact::Exact;
use kaocheng_syntax::span::Span;

/// Why a unit has the points of an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The item's id.
    pub id: String,
    /// The headings down to the item.
    pub trail: Vec<String>,
    /// The item's points, if it has any.
    pub points: Option<Exact>,
    /// What the unit has.
    pub score: Value,
    /// The points come from a default rule.
    pub default: bool,
    /// No site of the unit was drawn, and another score stands in for the item's own.
    pub stands_in: bool,
    /// The figures behind it.
    pub figures: Vec<Figure>,
    /// Of a sum of bonuses or deductions, or one that a limit acts on: the items it is made of, before the limit.
    pub members: Vec<Member>,
    /// What each clause gives, in text order.
    pub lines: Vec<Line>,
    /// Figures that are not there, and why.
    pub absent: Vec<(String, Reason)>,
    /// The smallest change of one figure that gains points.
    pub gain: Option<Gain>,
    /// What full marks need: changes that together reach all points; empty if they are reached, `None` if no change of
    /// this item's own figures found reaches them.
    pub full: Option<Vec<Target>>,
}

/// A figure with its origin.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// `到位率 = 到位金额 3,620,000 ÷ 预算金额 8,000,000 = 45.25%`.
    pub text: String,
    /// Where its parts come from.
    pub provenance: Vec<Provenance>,
}

/// What one clause gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The clause's characters in the document.
    pub span: Span,
    /// The rule with the unit's numbers.
    pub text: String,
}

/// Explains an item for a unit. `language` is that of the words around the scheme's own.
pub fn explain(
    plan: &Plan,
    table: &Table,
    results: &Results,
    unit: usize,
    item: usize,
    language: Language,
) -> Explanation {
    let entry = &plan.items[item];
    let mut inputs = own_inputs(plan, item);
    inputs.retain(|ix| !results.is_idle(plan, *ix, unit));
    let view = line::View { plan, table, values: &results.values, unit, language };
    let is_leaf = plan.children(item).next().is_none();
    let (gain, full) = if is_leaf { gain::search(plan, table, &results.values, unit, item) } else { (None, None) };
    let stands_in = results.stands_in(plan, item, unit);
    let absent = |ix: &InputIx| match table.value(*ix, unit) {
        Value::Missing(reason) if table.units().supplies(plan, *ix, unit) => {
            Some((plan.inputs[ix.0].label.clone(), *reason))
        }
        _ => None,
    };
    Explanation {
        id: entry.id.clone(),
        trail: plan.trail(item).into_iter().map(str::to_owned).collect(),
        points: entry.points.clone(),
        score: results.values.of(entry.score, unit).clone(),
        default: entry.default,
        figures: if is_leaf { view.figures(item, &inputs) } else { Vec::new() },
        members: if stands_in { Vec::new() } else { view.members(item) },
        lines: if stands_in { view.stand_in(item) } else { view.lines(item) },
        stands_in,
        absent: if is_leaf { inputs.iter().filter_map(absent).collect() } else { Vec::new() },
        gain,
        full,
    }
}

/// The inputs that an item's score depends on.
fn own_inputs(plan: &Plan, item: usize) -> Vec<InputIx> {
    plan.own_inputs_of(plan.items[item].score)
}
