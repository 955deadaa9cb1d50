//! What the columnar evaluator gives.

use crate::columns::Column;
use crate::table::Value;
use kaocheng_compile::plan::NodeId;
use kaocheng_syntax::exact::Exact;
use num_traits::Zero;

/// The values of one node: whole numbers over a scale, and, where the scheme does not round, over a denominator of each
/// row as well.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreColumn {
    /// The numerators, or the values themselves.
    pub values: Column,
    /// What each row's value is divided by besides, where rows have denominators of their own; positive.
    pub denominators: Option<Column>,
}

/// The ranks of the units of one level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LevelRanks {
    /// The rows of its units, ascending.
    pub rows: Vec<u32>,
    /// The competition rank of each among all of the level; 0: not ranked.
    pub overall: Vec<u32>,
    /// The same among the units of the level that have the same unit directly above.
    pub within_parent: Vec<u32>,
}

/// Scores and ranks of all units, in the order of the units' columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    /// The column of every published node, by ascending node. Rows of levels that a node does not speak of hold what the
    /// plan gives for them.
    pub nodes: Vec<(NodeId, ScoreColumn)>,
    /// The ranks of every level that the plan assesses, in its order.
    pub levels: Vec<LevelRanks>,
}

impl ScoreColumn {
    /// The value of a row.
    pub fn value(&self, row: usize) -> Value {
        let value = self.values.value(row);
        let (Value::Number(numerator), Some(below)) = (&value, &self.denominators) else { return value };
        match below.value(row) {
            Value::Number(v) if !v.is_zero() => Value::Number(numerator / v),
            _ => Value::Number(Exact::zero()),
        }
    }
}

impl Scores {
    /// The column of a node, if it is published.
    pub fn column(&self, node: NodeId) -> Option<&ScoreColumn> {
        let at = self.nodes.binary_search_by_key(&node, |(id, _)| *id).ok()?;
        self.nodes.get(at).map(|(_, column)| column)
    }
}
