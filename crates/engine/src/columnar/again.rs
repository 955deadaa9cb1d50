//! A stage over the rows whose figures changed, into the columns from before.
//!
//! Everything is lowered anew, because widths and scales follow from the bounds of the figures. Where the same
//! instructions come out, only the rows that are touched run; else the whole section does.

use super::output::{Form, Output, Shape};
use super::scores::ScoreColumn;
use super::stage::{Lowered, State};
use super::touched::Touched;
use crate::columns::Columns;
use crate::crew::Crew;
use kaocheng_compile::plan::NodeId;
use std::collections::BTreeMap;

/// What of a section is computed again.
#[derive(Default)]
pub(super) struct Again {
    touched: Touched,
    /// Columns from before, as long as their stage is to come.
    before: BTreeMap<NodeId, ScoreColumn>,
}

/// Up to this part of all, rows are run where they stand; beyond it, all at once are faster.
const FEW: usize = 16;

impl State {
    /// Begins anew, with these rows touched.
    pub fn begin_again(&mut self, touched: Touched) {
        self.again = Again { touched, before: std::mem::take(&mut self.kept) };
        self.fixed.clear();
        self.ranges.clear();
    }

    /// The column that a node had.
    pub fn before(&mut self, node: NodeId) -> Option<ScoreColumn> {
        self.again.before.remove(&node)
    }

    /// More rows are touched.
    pub fn touch(&mut self, more: Touched) {
        self.again.touched.and(more);
    }

    /// What was touched in the end.
    pub fn end_again(&mut self) -> Touched {
        std::mem::take(&mut self.again).touched
    }

    /// A stage, over what is touched by now.
    pub fn run_again(&mut self, columns: &Columns, stage: usize, lowered: Lowered, crew: &dyn Crew) {
        let same = self.lowered.get(&stage).is_some_and(|before| before.runs_as(&lowered));
        let rows = self.section.rows.len();
        let there = lowered.targets.iter().all(|node| self.again.before.contains_key(node));
        let few = rows > 0 && same && there && self.again.touched.count(rows).saturating_mul(FEW) <= rows;
        match std::mem::take(&mut self.again.touched) {
            Touched::Places(places) if few => {
                self.patch(columns, &lowered, &places);
                self.again.touched = Touched::Places(places);
            }
            touched => {
                self.compute(columns, &lowered, crew);
                // Other instructions may stand for another figure of the cohort: then no row is what it was.
                self.again.touched = if same || rows == 0 { touched } else { Touched::All };
            }
        }
        self.lowered.insert(stage, lowered);
    }

    /// Runs a stage over some places, into the columns that its nodes had.
    fn patch(&mut self, columns: &Columns, lowered: &Lowered, places: &[u32]) {
        let rows = self.section.rows.len();
        let mut outputs: Vec<Output> = Vec::with_capacity(lowered.targets.len());
        for (node, shape) in lowered.targets.iter().zip(&lowered.shapes) {
            outputs.extend(self.before(*node).map(|column| Output::again(column, *shape, rows, places)));
        }
        let reasons = self.run_places(columns, &lowered.programs, &mut outputs, places);
        for ((node, output), reasons) in lowered.targets.iter().zip(outputs).zip(reasons) {
            self.kept.insert(*node, output.done(reasons));
        }
    }
}

impl Lowered {
    /// Whether both make the same of every row, in columns of the same width.
    fn runs_as(&self, other: &Lowered) -> bool {
        let shapes = || self.shapes.iter().zip(&other.shapes);
        self.targets == other.targets && self.programs == other.programs && shapes().all(|(a, b)| a.stores_as(b))
    }
}

impl Shape {
    /// Whether columns of both hold the same numbers for the same values.
    fn stores_as(&self, other: &Shape) -> bool {
        let same = match (self.form, other.form) {
            (Form::Whole { scale: a, .. }, Form::Whole { scale: b, .. })
            | (Form::Ratio { scale: a, .. }, Form::Ratio { scale: b, .. }) => a == b,
            (a, b) => a == b,
        };
        same && self.can_lack == other.can_lack && self.widths() == other.widths()
    }
}
