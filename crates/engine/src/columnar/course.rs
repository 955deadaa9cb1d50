//! The order in which a plan is evaluated: stage after stage, with the figures over other units between them.

use super::group::{published, sections, stages};
use super::others::{self, Above};
use super::stage::{Lowered, State};
use crate::columns::Columns;
use crate::crew::Crew;
use kaocheng_compile::plan::{NodeId, Op, Plan};
use std::ops::RangeInclusive;
use std::sync::{Mutex, PoisonError};

/// What follows from the plan alone.
pub(super) struct Course<'p> {
    pub plan: &'p Plan,
    /// The stage of each node.
    stages: Vec<usize>,
    /// The nodes that are published, level by level.
    pub published: Vec<Vec<NodeId>>,
    /// The figures over other units that anything published rests on, in plan order.
    others: Vec<NodeId>,
}

impl<'p> Course<'p> {
    pub fn new(plan: &'p Plan) -> Course<'p> {
        let published: Vec<Vec<NodeId>> = (0..plan.levels.len()).map(|level| published(plan, level)).collect();
        let others = nodes_over_others(plan, &published);
        Course { plan, stages: stages(plan), published, others }
    }

    /// All sections, nothing computed yet.
    pub fn states(&self, above: &Above) -> Vec<State> {
        sections(self.plan, above.units).into_iter().map(|section| State::new(section, above)).collect()
    }

    /// Computes everything for all units.
    pub fn run(&self, columns: &Columns, above: &Above, states: &mut [State], crew: &dyn Crew) {
        for stage in self.stages() {
            for node in self.others_of(stage) {
                others::compute(self.plan, above, node, states);
            }
            let lowered = self.lowered(stage, columns, states, crew);
            for (state, lowered) in states.iter_mut().zip(lowered) {
                state.compute(columns, &lowered, crew);
                state.lowered.insert(stage, lowered);
            }
        }
    }

    /// What a stage runs for each section: sections are lowered beside each other.
    pub fn lowered(&self, stage: usize, columns: &Columns, states: &[State], crew: &dyn Crew) -> Vec<Lowered> {
        let all: Vec<Mutex<Lowered>> = states.iter().map(|_| Mutex::default()).collect();
        crew.each(states.len(), &|ix| {
            let (Some(state), Some(slot)) = (states.get(ix), all.get(ix)) else { return };
            let (own, operands) = self.targets(stage, state.section.level);
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = state.lower(self.plan, columns, &own, &operands);
        });
        all.into_iter().map(|one| one.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
    }

    /// The stages, in order.
    pub fn stages(&self) -> RangeInclusive<usize> {
        0..=self.stages.iter().copied().max().unwrap_or(0)
    }

    /// The figures over other units that stand before a stage.
    pub fn others_of(&self, stage: usize) -> impl Iterator<Item = NodeId> {
        self.others.iter().copied().filter(move |node| self.is_of(*node, stage))
    }

    /// What a stage computes for a section: the nodes published for its level, and those that figures over other units
    /// rest on.
    fn targets(&self, stage: usize, level: Option<usize>) -> (Vec<NodeId>, Vec<NodeId>) {
        let of_stage = |node: &NodeId| self.is_of(*node, stage);
        let published = level.and_then(|level| self.published.get(level));
        let own = published.into_iter().flatten().copied().filter(of_stage).collect();
        let operands = self.others.iter().filter_map(|node| self.plan.node(*node).op.operands().first().copied());
        (own, operands.filter(of_stage).collect())
    }

    fn is_of(&self, node: NodeId, stage: usize) -> bool {
        self.stages.get(node.0) == Some(&stage)
    }
}

fn nodes_over_others(plan: &Plan, published: &[Vec<NodeId>]) -> Vec<NodeId> {
    let mut needed = vec![false; plan.nodes.len()];
    let mut open: Vec<NodeId> = published.iter().flatten().copied().collect();
    while let Some(id) = open.pop() {
        match needed.get_mut(id.0) {
            Some(seen) if !*seen => {
                *seen = true;
                open.extend(plan.node(id).op.operands());
            }
            _ => {}
        }
    }
    let over = |id: &NodeId| matches!(plan.node(*id).op, Op::Cohort(..) | Op::RollUp(..));
    (0..plan.nodes.len()).map(NodeId).filter(|id| needed.get(id.0) == Some(&true) && over(id)).collect()
}
