//! Results as people and programs read them: a ranking with the points of the top items and notes on what lies behind.

mod csv;
mod json;
mod notes;
mod text;

pub use csv::csv;
pub use json::json;
pub use text::text;

use crate::commands::check::base_points;
use kaocheng_compile::plan::{InputIx, ItemKind, Op, Plan, Reason};
use kaocheng_engine::results::Results;
use kaocheng_engine::table::{Table, Value};
use kaocheng_syntax::exact::Exact;
use num_traits::Zero;
use std::collections::HashMap;

/// Results with what they come from.
pub struct Ranking<'a> {
    plan: &'a Plan,
    table: &'a Table,
    results: &'a Results,
    /// The points that all base items have together.
    most: Exact,
    /// The rank of every unit that has one.
    ranks: HashMap<usize, usize>,
    /// How many units have each rank.
    sharing: HashMap<usize, usize>,
    /// The figures that assessed units, or those below them, should have reported and did not.
    missing: HashMap<usize, Vec<InputIx>>,
}

impl<'a> Ranking<'a> {
    /// Results to be shown.
    pub fn new(plan: &'a Plan, table: &'a Table, results: &'a Results) -> Ranking<'a> {
        let ranked = results.assessed.iter().zip(&results.ranks);
        let ranks: HashMap<usize, usize> = ranked.filter_map(|(unit, rank)| Some((*unit, (*rank)?))).collect();
        let mut sharing = HashMap::new();
        ranks.values().for_each(|rank| *sharing.entry(*rank).or_insert(0) += 1);
        let most = base_points(plan);
        let mut ranking = Ranking { plan, table, results, most, ranks, sharing, missing: HashMap::new() };
        let scored = scored_inputs(plan);
        ranking.missing = results.assessed.iter().map(|unit| (*unit, ranking.find_missing(*unit, &scored))).collect();
        ranking
    }

    /// The rank of a unit.
    fn rank(&self, unit: usize) -> Option<usize> {
        self.ranks.get(&unit).copied()
    }

    /// The total of a unit, if it has one.
    fn total(&self, unit: usize) -> Option<&Exact> {
        self.results.total(self.plan, unit).and_then(Value::number)
    }

    /// Whether another unit has the same rank.
    fn tied(&self, unit: usize) -> bool {
        self.rank(unit).and_then(|rank| self.sharing.get(&rank)).is_some_and(|count| *count > 1)
    }

    /// The figures that a unit, or one below it, should have reported and did not, each once.
    fn missing(&self, unit: usize) -> &[InputIx] {
        self.missing.get(&unit).map_or(&[], Vec::as_slice)
    }

    /// The items that get a column: those of the first level; where only one of them holds the base points, those below
    /// it. What is 0 for every unit anywhere, such as a section of vetoes, gets none.
    fn columns(&self) -> Vec<usize> {
        let all = 0..self.plan.items.len();
        let mut columns: Vec<usize> = all.filter(|i| self.plan.items[*i].parent.is_none()).collect();
        loop {
            columns.retain(|i| !self.is_always_zero(*i));
            let base: Vec<usize> =
                columns.iter().copied().filter(|i| self.plan.items[*i].kind == ItemKind::Base).collect();
            let [only] = base.as_slice() else { return columns };
            let below: Vec<usize> = self.plan.children(*only).collect();
            if below.is_empty() {
                return columns;
            }
            let at = columns.iter().position(|i| i == only).unwrap_or(0);
            columns.splice(at..=at, below);
        }
    }

    fn is_always_zero(&self, item: usize) -> bool {
        let interval = self.plan.node(self.plan.items[item].score).range.interval();
        let zero = |v: &Option<Exact>| v.as_ref().is_some_and(Zero::is_zero);
        zero(&interval.least) && zero(&interval.most)
    }

    fn find_missing(&self, unit: usize, scored: &[InputIx]) -> Vec<InputIx> {
        let inputs = scored.iter().copied().filter(|ix| !self.results.is_idle(self.plan, *ix, unit));
        inputs.filter(|ix| self.reporters(*ix, unit).iter().any(|u| self.is_missing(*ix, *u))).collect()
    }

    fn is_missing(&self, input: InputIx, unit: usize) -> bool {
        matches!(self.table.value(input, unit), Value::Missing(Reason::NotReported))
    }

    /// The units that report a figure of a unit: itself, or those below it at the figure's level.
    fn reporters(&self, input: InputIx, unit: usize) -> Vec<usize> {
        let units = self.table.units();
        let own = &units.all()[unit].level;
        let level = self.plan.inputs[input.0].level.as_ref();
        let Some(level) = level.filter(|l| *l != own) else { return vec![unit] };
        let mut found = Vec::new();
        let mut open = units.children(unit).to_vec();
        while let Some(below) = open.pop() {
            if units.all()[below].level == *level {
                found.push(below);
            } else {
                open.extend_from_slice(units.children(below));
            }
        }
        found
    }

    /// Items whose points are given by a default rule.
    fn defaults(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.plan.items.len()).filter(|i| self.plan.items[*i].default && self.plan.items[*i].kind == ItemKind::Base)
    }
}

/// The ids of the items in which another score stands in for a unit's own.
fn stood_in<'r>(ranking: &Ranking<'r>, unit: usize) -> Vec<&'r str> {
    let plan = ranking.plan;
    ranking.results.substituted(plan, unit).into_iter().map(|item| plan.items[item].id.as_str()).collect()
}

/// The inputs that some score rests on. What only lists ask for costs no points where it is missing.
fn scored_inputs(plan: &Plan) -> Vec<InputIx> {
    let mut all: Vec<InputIx> = plan
        .nodes
        .iter()
        .filter_map(|n| match n.op {
            Op::Input(ix) => Some(ix),
            _ => None,
        })
        .collect();
    all.sort_unstable();
    all
}
