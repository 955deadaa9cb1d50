//! The columnar evaluator: the same meaning as the reference, at the speed of the data.
//!
//! A [`Plan`] is lowered, for every group of units that it treats alike, to loops over blocks of about a thousand rows
//! ([`lower`], [`program`]); blocks of all groups run on a crew, each part of the output columns written by one task
//! ([`stage`]). Figures of other units (means below, means and ranks of the cohort) stand between stages ([`others`]).
//! Numbers are whole numbers over scales and denominators; bounds of the figures themselves choose every width.

mod block;
mod emit;
mod families;
mod group;
mod kernel;
mod linear;
mod load;
mod lower;
mod others;
mod output;
mod program;
mod rank;
mod reason;
mod rep;
mod run;
mod scores;
mod stage;
mod store;

pub use scores::{LevelScores, ScoreColumn, Scores};

use crate::columns::Columns;
use crate::crew::Crew;
use families::Heads;
use group::{published, sections, stages};
use kaocheng_compile::plan::{NodeId, Op, Plan};
use stage::State;
use std::collections::BTreeMap;

/// Scores and ranks of all units. Where a public draw decides between equals, they share the rank until it is held.
pub fn score(plan: &Plan, columns: &Columns, crew: &dyn Crew) -> Scores {
    score_drawn(plan, columns, &BTreeMap::new(), crew)
}

/// The same, with the ticket of each unit by code, if a public draw was held.
pub fn score_drawn(plan: &Plan, columns: &Columns, tickets: &BTreeMap<String, String>, crew: &dyn Crew) -> Scores {
    let stages = stages(plan);
    let sections = sections(plan, &columns.units);
    let published: Vec<Vec<NodeId>> = (0..plan.levels.len()).map(|level| published(plan, level)).collect();
    let others = nodes_over_others(plan, &published);
    let heads = Heads::new(&columns.units);
    let above = others::Above { units: &columns.units, heads: &heads };
    let mut states: Vec<State> = sections.into_iter().map(|section| State::new(section, &above)).collect();
    for stage in 0..=stages.iter().copied().max().unwrap_or(0) {
        for node in others.iter().filter(|n| stages.get(n.0) == Some(&stage)) {
            others::compute(plan, &above, *node, &mut states);
        }
        for state in &mut states {
            let of_stage = |node: &NodeId| stages.get(node.0) == Some(&stage);
            let of_level = state.section.level.and_then(|level| published.get(level));
            let own: Vec<NodeId> = of_level.into_iter().flatten().copied().filter(of_stage).collect();
            let operands = others.iter().filter_map(|node| plan.node(*node).op.operands().first().copied());
            let operands: Vec<NodeId> = operands.filter(of_stage).collect();
            state.run(plan, columns, &own, &operands, crew);
        }
    }
    let level = |(state, published): (State, &Vec<NodeId>)| {
        let (overall, within_parent) = rank::ranks(plan, &above, &state, tickets, crew);
        state.into_scores(published, overall, within_parent)
    };
    Scores { levels: states.into_iter().zip(&published).map(level).collect() }
}

/// The figures over other units that anything published rests on, in plan order.
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
