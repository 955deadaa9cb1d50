//! What would it take: the smallest change of one figure that gains, and what full marks need.
//!
//! Points are monotone in a figure between the edges of bands, so a doubling search with bisection finds the first
//! place where they rise; whatever it finds is evaluated, so a wrong guess is never shown.

use crate::overlay::{Change, Slice};
use crate::reference::Values;
use crate::table::{Table, Value};
use kaocheng_compile::plan::{InputIx, NodeId, Op, Plan};
use kaocheng_syntax::clause::{Feed, InputKind};
use kaocheng_syntax::exact::{Exact, ratio, whole};
use num_traits::{Signed, Zero};

/// One figure's change and the points it brings.
#[derive(Clone, Debug, PartialEq)]
pub struct Gain {
    /// The change.
    pub target: Target,
    /// How many points more.
    pub points: Exact,
}

/// A figure and what it would have to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Which figure.
    pub input: InputIx,
    /// Its value now.
    pub now: Value,
    /// The value it would have to be.
    pub value: Value,
}

/// Doublings of the grain that a search goes through: 2⁴⁸ grains are beyond any figure of an office.
const DOUBLINGS: u32 = 48;

/// The smallest gain, and the changes to full marks.
pub(super) fn search(
    plan: &Plan,
    table: &Table,
    values: &Values,
    unit: usize,
    item: usize,
) -> (Option<Gain>, Option<Vec<Target>>) {
    let entry = &plan.items[item];
    let Some(now) = values.of(entry.score, unit).number().cloned() else { return (None, None) };
    let most = entry.points.clone().or_else(|| plan.node(entry.score).range.interval().most);
    let Some(most) = most else { return (None, None) };
    if now >= most {
        // Where nothing can be had (a veto, a deduction that takes nothing), there are no full marks to speak of either.
        return (None, most.is_positive().then(Vec::new));
    }
    let finder = Finder { plan, table, slice: Slice::new(plan, table, values, entry.score), unit };
    let inputs: Vec<InputIx> = finder.movable(entry.score);
    let gain = finder.smallest_gain(&inputs, &now);
    let full = finder.to_full(&inputs, &now, &most);
    (gain, full)
}

struct Finder<'a> {
    plan: &'a Plan,
    table: &'a Table,
    slice: Slice<'a>,
    unit: usize,
}

impl Finder<'_> {
    /// The figures a unit can change: its own, not judged by others, and not what its rate is measured against.
    fn movable(&self, score: NodeId) -> Vec<InputIx> {
        let divisors = self.divisors(score);
        let own = |ix: &InputIx| {
            let input = &self.plan.inputs[ix.0];
            self.table.units().supplies(self.plan, *ix, self.unit)
                && input.kind != InputKind::Judged
                && input.feed != Feed::Draw
                && !divisors.contains(ix)
        };
        self.plan.own_inputs_of(score).into_iter().filter(own).collect()
    }

    fn divisors(&self, score: NodeId) -> Vec<InputIx> {
        let mut found = Vec::new();
        let mut seen = vec![false; score.0 + 1];
        let mut stack = vec![score];
        while let Some(id) = stack.pop() {
            if std::mem::replace(&mut seen[id.0], true) {
                continue;
            }
            if let Op::Div(_, divisor) = self.plan.node(id).op {
                found.extend(self.plan.inputs_of(divisor));
            }
            stack.extend(self.plan.node(id).op.operands());
        }
        found
    }

    fn score(&self, changes: &[Change]) -> Option<Exact> {
        self.slice.under(changes, self.unit).number().cloned()
    }

    fn change(&self, input: InputIx, value: Value) -> Change {
        Change { input, unit: self.unit, value }
    }

    fn target(&self, input: InputIx, value: Value) -> Target {
        Target { input, now: self.table.value(input, self.unit).clone(), value }
    }

    /// Of the first gains of all figures, the one for the least effort: a yes or a level, then the fewest grains.
    fn smallest_gain(&self, inputs: &[InputIx], now: &Exact) -> Option<Gain> {
        let mut best: Option<(Exact, Gain)> = None;
        for input in inputs {
            let Some((effort, value)) = self.first_above(*input, &[], now) else { continue };
            let Some(score) = self.score(&[self.change(*input, value.clone())]) else { continue };
            if score > *now && best.as_ref().is_none_or(|(least, _)| effort < *least) {
                best = Some((effort, Gain { target: self.target(*input, value), points: score - now }));
            }
        }
        best.map(|(_, gain)| gain)
    }

    /// Figure after figure, the smallest change that reaches the most it can bring, until the item is full.
    fn to_full(&self, inputs: &[InputIx], now: &Exact, most: &Exact) -> Option<Vec<Target>> {
        let mut changes: Vec<Change> = Vec::new();
        let mut at = now.clone();
        for input in inputs {
            let Some(reach) = self.best_of(*input, &changes, &at, most) else { continue };
            changes.push(self.change(*input, reach));
            at = self.score(&changes)?;
            if at >= *most {
                return Some(changes.into_iter().map(|c| self.target(c.input, c.value)).collect());
            }
        }
        None
    }

    /// The smallest change of one figure that brings the most it alone can bring, if it brings anything.
    fn best_of(&self, input: InputIx, others: &[Change], at: &Exact, most: &Exact) -> Option<Value> {
        // Straight to full marks if this figure can do it; else as high as it goes.
        let just_below = |goal: &Exact| goal - ratio(1, 1_000_000_000);
        if let Some((_, value)) = self.first_above(input, others, &just_below(most)) {
            return Some(value);
        }
        let mut goal = at.clone();
        let mut found = None;
        for _ in 0..16 {
            let Some((_, value)) = self.first_above(input, others, &goal) else { break };
            let mut changes = others.to_vec();
            changes.push(self.change(input, value.clone()));
            goal = self.score(&changes)?;
            found = Some(value);
        }
        found
    }

    /// The smallest change of a figure that takes the score above `goal`, with its effort in grains.
    fn first_above(&self, input: InputIx, others: &[Change], goal: &Exact) -> Option<(Exact, Value)> {
        let now = self.table.value(input, self.unit);
        let above = |value: Value| {
            let mut changes = others.to_vec();
            changes.push(self.change(input, value));
            self.score(&changes).is_some_and(|s| s > *goal)
        };
        match &self.plan.inputs[input.0].kind {
            InputKind::YesNo => {
                let other = Value::Truth(now.truth() != Some(true));
                above(other.clone()).then(|| (whole(1), other))
            }
            InputKind::Choice(words) => (0..words.len())
                .rev()
                .map(|ix| Value::Choice(vec![ix]))
                .chain([Value::Choice(Vec::new())])
                .find(|v| v != now && above(v.clone()))
                .map(|v| (whole(1), v)),
            _ => self.first_number_above(input, now, &above),
        }
    }

    fn first_number_above(&self, input: InputIx, now: &Value, above: &dyn Fn(Value) -> bool) -> Option<(Exact, Value)> {
        let grain = match self.plan.inputs[input.0].kind {
            InputKind::Rate => ratio(1, 10_000),
            _ => whole(1),
        };
        let start = now.number().cloned().unwrap_or_else(Exact::zero);
        let mut best: Option<(Exact, Exact)> = None;
        for direction in [grain.clone(), -grain] {
            let Some(steps) = self.first_step(input, &start, &direction, above) else { continue };
            if best.as_ref().is_none_or(|(s, _)| steps < *s) {
                best = Some((steps.clone(), &start + &direction * steps));
            }
        }
        best.map(|(steps, value)| (steps, Value::Number(value)))
    }

    /// The least number of grains in one direction after which the score is above the goal.
    fn first_step(
        &self,
        input: InputIx,
        start: &Exact,
        direction: &Exact,
        above: &dyn Fn(Value) -> bool,
    ) -> Option<Exact> {
        let at = |steps: &Exact| start + direction * steps;
        let mut low = Exact::zero();
        let mut high = whole(1);
        for _ in 0..DOUBLINGS {
            let reached = self.bounded(input, &at(&high), start, direction);
            if let Some(edge) = &reached {
                high = edge.clone();
            }
            if high <= low {
                return None;
            }
            if above(Value::Number(at(&high))) {
                return Some(bisect(low, high, &|s| above(Value::Number(at(s)))));
            }
            if reached.is_some() {
                return None;
            }
            low = high.clone();
            high = &high * whole(2);
        }
        None
    }

    /// If a value lies beyond the input's bounds, the number of grains to the bound itself.
    fn bounded(&self, input: InputIx, value: &Exact, start: &Exact, direction: &Exact) -> Option<Exact> {
        let interval = match &self.plan.nodes.iter().find(|n| n.op == Op::Input(input))?.range {
            kaocheng_compile::plan::Range::Number(interval) => interval.clone(),
            _ => return None,
        };
        let bound = if direction.is_positive() { interval.most } else { interval.least };
        let bound = bound.or_else(|| self.natural_bound(input, direction))?;
        let beyond = if direction.is_positive() { *value > bound } else { *value < bound };
        beyond.then(|| ((bound - start) / direction).floor())
    }

    /// A rate seldom passes 100 % or falls below 0, and an amount below 0: no advice beyond that.
    fn natural_bound(&self, input: InputIx, direction: &Exact) -> Option<Exact> {
        match (&self.plan.inputs[input.0].kind, direction.is_positive()) {
            (InputKind::Rate, true) => Some(whole(1)),
            (_, false) => Some(Exact::zero()),
            _ => None,
        }
    }
}

/// The least whole number above `low` and up to `high` that `holds`, which `high` does.
fn bisect(low: Exact, high: Exact, holds: &dyn Fn(&Exact) -> bool) -> Exact {
    let (mut low, mut high) = (low, high.ceil());
    while &high - &low > whole(1) {
        let middle = ((&low + &high) / whole(2)).floor();
        if holds(&middle) { high = middle } else { low = middle }
    }
    high
}
