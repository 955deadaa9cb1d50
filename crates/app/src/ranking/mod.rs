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

    /// The items that get a column: those of the first level, or those below where there is only one.
    fn columns(&self) -> Vec<usize> {
        let roots: Vec<usize> = (0..self.plan.items.len()).filter(|i| self.plan.items[*i].parent.is_none()).collect();
        match roots.as_slice() {
            [one] if self.plan.children(*one).next().is_some() => self.plan.children(*one).collect(),
            _ => roots,
        }
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
