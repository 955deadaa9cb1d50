//! What one changed figure does: the nodes that depend on it, evaluated anew over the values that are there.

use crate::reference::{Values, cohort_of_levels, roll_up, value};
use crate::table::{Table, Value};
use kaocheng_compile::plan::{InputIx, NodeId, Op, Plan};
use std::collections::HashMap;

/// A figure that is other than the table says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Change {
    /// Which figure.
    pub input: InputIx,
    /// Whose.
    pub unit: usize,
    /// What it would be.
    pub value: Value,
}

/// The values that go into one node, ready to be evaluated again and again under changes.
pub(crate) struct Slice<'a> {
    plan: &'a Plan,
    table: &'a Table,
    base: &'a Values,
    /// The nodes that the target depends on, in plan order.
    nodes: Vec<NodeId>,
    target: NodeId,
}

impl<'a> Slice<'a> {
    /// The slice of `target`.
    pub(crate) fn new(plan: &'a Plan, table: &'a Table, base: &'a Values, target: NodeId) -> Slice<'a> {
        let mut wanted = vec![false; target.0 + 1];
        wanted[target.0] = true;
        for ix in (0..=target.0).rev() {
            if wanted[ix] {
                plan.nodes[ix].op.operands().iter().for_each(|o| wanted[o.0] = true);
            }
        }
        let nodes = (0..=target.0).filter(|ix| wanted[*ix]).map(NodeId).collect();
        Slice { plan, table, base, nodes, target }
    }

    /// The target's value for a unit under these changes.
    pub(crate) fn under(&self, changes: &[Change], unit: usize) -> Value {
        let touched = self.touched(changes, unit);
        let mut new: HashMap<(NodeId, usize), Value> = HashMap::new();
        for id in &self.nodes {
            let node = self.plan.node(*id);
            let results: Vec<(usize, Value)> = match &node.op {
                Op::Cohort(statistic, of) => {
                    let units = self.table.units().len();
                    let levels = self.table.units().by_level(self.plan);
                    let all = cohort_of_levels(*statistic, &|u| self.look(&new, *of, u), units, &levels);
                    touched.iter().map(|u| (*u, all[*u].clone())).collect()
                }
                Op::RollUp(kind, of) => {
                    let one = |u: &usize| (*u, roll_up(*kind, &|b| self.look(&new, *of, b), self.table, *u));
                    touched.iter().map(one).collect()
                }
                Op::Input(input) => {
                    let change = |u: usize| changes.iter().find(|c| c.input == *input && c.unit == u);
                    touched.iter().filter_map(|u| change(*u).map(|c| (*u, c.value.clone()))).collect()
                }
                _ => {
                    let one = |u: &usize| (*u, value(node, &|id| self.look(&new, id, *u), self.plan, self.table, *u));
                    touched.iter().map(one).collect()
                }
            };
            new.extend(results.into_iter().map(|(u, v)| ((*id, u), v)));
        }
        self.look(&new, self.target, unit).clone()
    }

    fn look<'b>(&'b self, new: &'b HashMap<(NodeId, usize), Value>, node: NodeId, unit: usize) -> &'b Value {
        new.get(&(node, unit)).unwrap_or_else(|| self.base.of(node, unit))
    }

    /// The unit, the changed units and all above them.
    fn touched(&self, changes: &[Change], unit: usize) -> Vec<usize> {
        let mut touched = vec![unit];
        for change in changes {
            let mut at = Some(change.unit);
            while let Some(ix) = at {
                if touched.contains(&ix) {
                    break;
                }
                touched.push(ix);
                at = self.table.units().all()[ix].parent;
            }
        }
        touched
    }
}
