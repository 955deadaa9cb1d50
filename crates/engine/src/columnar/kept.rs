//! Scores that are kept, and computed again where figures change: only the units that changed, those above them and the
//! ranks. What comes out is what [`score_drawn`](super::score_drawn) gives for the changed figures, to the last bit.

use super::course::Course;
use super::families::Heads;
use super::others::{self, Above};
use super::rank;
use super::scores::Scores;
use super::stage::State;
use super::touched::{Touched, between};
use crate::columns::Columns;
use crate::crew::Crew;
use crate::table::Value;
use kaocheng_compile::plan::{InputIx, Plan};
use std::collections::BTreeMap;

/// A figure that is another now.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The unit's row.
    pub row: usize,
    /// The input.
    pub input: InputIx,
    /// What it is now.
    pub value: Value,
}

/// How much was computed again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Again {
    /// Units whose items were.
    pub units: usize,
    /// Of how many that there are.
    pub of: usize,
}

/// Figures with their scores.
pub struct Kept<'p> {
    course: Course<'p>,
    columns: Columns,
    tickets: BTreeMap<String, String>,
    heads: Heads,
    states: Vec<State>,
    /// The published columns are here between two updates, and in the states during one.
    scores: Scores,
}

impl<'p> Kept<'p> {
    /// Scores the figures and keeps both, with the tickets of a public draw if one was held.
    pub fn score(plan: &'p Plan, columns: Columns, tickets: BTreeMap<String, String>, crew: &dyn Crew) -> Kept<'p> {
        let course = Course::new(plan);
        let heads = Heads::new(&columns.units);
        let above = Above { units: &columns.units, heads: &heads };
        let mut states = course.states(&above);
        course.run(&columns, &above, &mut states, crew);
        let mut kept = Kept { course, columns, tickets, heads, states, scores: Scores::default() };
        kept.publish(None, crew);
        kept
    }

    /// The scores and ranks of all units.
    pub fn scores(&self) -> &Scores {
        &self.scores
    }

    /// The figures as they are now.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The scores and the figures, kept no more.
    pub fn into_parts(self) -> (Scores, Columns) {
        (self.scores, self.columns)
    }

    /// Changes figures. Of several changes of one figure the last holds; a row or an input that there is not is passed over.
    pub fn update(&mut self, changes: &[Change], crew: &dyn Crew) -> Again {
        let of = self.columns.units.len();
        self.take_back();
        let touched = self.change(changes);
        let above = Above { units: &self.columns.units, heads: &self.heads };
        for (state, touched) in self.states.iter_mut().zip(touched) {
            state.begin_again(touched);
        }
        for stage in self.course.stages() {
            for node in self.course.others_of(stage) {
                let before: Vec<_> = self.states.iter_mut().map(|state| state.before(node)).collect();
                others::compute(self.course.plan, &above, node, &mut self.states);
                for (state, before) in self.states.iter_mut().zip(before) {
                    let moved = between(before.as_ref(), state.kept.get(&node));
                    state.touch(moved);
                }
            }
            let lowered = self.course.lowered(stage, &self.columns, &self.states, crew);
            for (state, lowered) in self.states.iter_mut().zip(lowered) {
                state.run_again(&self.columns, stage, lowered, crew);
            }
        }
        let touched: Vec<Touched> = self.states.iter_mut().map(State::end_again).collect();
        let units = touched.iter().zip(&self.states).map(|(t, state)| t.count(state.section.rows.len())).sum();
        self.publish(Some(&touched), crew);
        Again { units, of }
    }

    /// Puts new values into the columns of figures; gives the places of the rows, section by section.
    fn change(&mut self, changes: &[Change]) -> Vec<Touched> {
        let rows = self.columns.units.len();
        let known = |change: &&Change| change.row < rows && change.input.0 < self.columns.inputs.len();
        let mut by_input: BTreeMap<usize, Vec<(usize, &Value)>> = BTreeMap::new();
        let mut changed: Vec<u32> = Vec::new();
        for change in changes.iter().filter(known) {
            by_input.entry(change.input.0).or_default().push((change.row, &change.value));
            changed.push(change.row as u32);
        }
        for (input, values) in by_input {
            if let Some(column) = self.columns.inputs.get_mut(input) {
                column.change(&values);
            }
        }
        changed.sort_unstable();
        changed.dedup();
        let places = |state: &State| {
            let rows = &state.section.rows;
            let own = changed.iter().filter_map(|row| rows.binary_search(row).ok()).map(|place| place as u32);
            Touched::Places(own.collect())
        };
        self.states.iter().map(places).collect()
    }

    /// What is published goes to the scores; ranks are found again where anything of their section moved.
    fn publish(&mut self, touched: Option<&[Touched]>, crew: &dyn Crew) {
        let above = Above { units: &self.columns.units, heads: &self.heads };
        let mut before = std::mem::take(&mut self.scores).levels.into_iter();
        let mut levels = Vec::with_capacity(self.course.published.len());
        for (ix, (state, published)) in self.states.iter_mut().zip(&self.course.published).enumerate() {
            let moved = touched.and_then(|all| all.get(ix)).is_none_or(|touched| !touched.is_none());
            let (overall, within_parent) = match before.next() {
                Some(level) if !moved => (level.overall, level.within_parent),
                _ => rank::ranks(self.course.plan, &above, state, &self.tickets, crew),
            };
            levels.push(state.publish(published, overall, within_parent));
        }
        self.scores = Scores { levels };
    }

    /// The columns that are published back to the states; ranks stay.
    fn take_back(&mut self) {
        for (state, level) in self.states.iter_mut().zip(&mut self.scores.levels) {
            state.section.rows = std::mem::take(&mut level.rows);
            state.kept.extend(std::mem::take(&mut level.nodes));
        }
    }
}
