//! Results as people and programs read them: a ranking with the points of the top items and notes on what lies behind.

mod csv;
mod json;
mod notes;
mod text;

pub use csv::csv;
pub use json::json;
pub use text::text;

use kaocheng_compile::plan::{InputIx, ItemKind, Plan, Reason};
use kaocheng_engine::results::Results;
use kaocheng_engine::table::{Table, Value};
use kaocheng_syntax::exact::Exact;
use num_traits::Zero;

/// Results with what they come from.
pub struct Ranking<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The figures.
    pub table: &'a Table,
    /// The results.
    pub results: &'a Results,
    /// The points that all base items have together.
    pub most: Exact,
}

impl Ranking<'_> {
    /// The total of a unit, if it has one.
    fn total(&self, unit: usize) -> Option<&Exact> {
        self.results.total(self.plan, unit).and_then(Value::number)
    }

    /// Whether another unit has the same rank.
    fn tied(&self, unit: usize) -> bool {
        let rank = self.results.rank(unit);
        rank.is_some() && self.results.ranks.iter().filter(|r| **r == rank).count() > 1
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

    /// The figures that a unit, or one below it, should have reported and did not, each once.
    fn missing(&self, unit: usize) -> Vec<InputIx> {
        let inputs = (0..self.plan.inputs.len()).map(InputIx);
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
