//! What the columnar evaluator gives.

use crate::columns::Column;
use crate::table::Value;
use kaocheng_compile::plan::NodeId;
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

/// The scores and ranks of the units of one level, in the order of its rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LevelScores {
    /// The rows of its units in the units' columns, ascending.
    pub rows: Vec<u32>,
    /// The column of every node that is published for the level (scores and grades of its items, vetoes, its total), by
    /// ascending node.
    pub nodes: Vec<(NodeId, ScoreColumn)>,
    /// The competition rank of each unit among all of the level; 0: not ranked.
    pub overall: Vec<u32>,
    /// The same among the units of the level that stand directly below the same unit.
    pub within_parent: Vec<u32>,
}

/// Scores and ranks of all units that the plan assesses.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    /// A level each, in the order of [`Plan::levels`](kaocheng_compile::plan::Plan::levels).
    pub levels: Vec<LevelScores>,
}

impl ScoreColumn {
    /// The value at a place among the rows of the level.
    pub fn value(&self, place: usize) -> Value {
        let value = self.values.value(place);
        let (Value::Number(numerator), Some(below)) = (&value, &self.denominators) else { return value };
        match below.value(place) {
            Value::Number(v) if !v.is_zero() => Value::Number(numerator / v),
            _ => value,
        }
    }
}

impl LevelScores {
    /// The column of a node, if it is published.
    pub fn column(&self, node: NodeId) -> Option<&ScoreColumn> {
        let at = self.nodes.binary_search_by_key(&node, |(id, _)| *id).ok()?;
        self.nodes.get(at).map(|(_, column)| column)
    }

    /// Where a unit stands among the rows of the level.
    pub fn place(&self, row: usize) -> Option<usize> {
        self.rows.binary_search(&u32::try_from(row).ok()?).ok()
    }
}
