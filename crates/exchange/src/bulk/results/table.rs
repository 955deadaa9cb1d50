//! What stands in which column, whatever the form.

use super::shown::Shown;
use kaocheng_compile::plan::{Item, NodeId, Plan};
use kaocheng_engine::columnar::{LevelScores, Scores};
use kaocheng_engine::columns::UnitColumns;
use kaocheng_syntax::clause::Language;

/// Everything that is written of the scores: the units of each level that is assessed, level after level.
pub(super) struct ResultTable<'r> {
    pub units: &'r UnitColumns,
    /// The row of each unit in the units' columns.
    pub order: Vec<u32>,
    /// The items, by the order of the plan.
    pub items: Vec<(&'r Item, Shown<'r>)>,
    /// The total of each unit under its level.
    pub total: Shown<'r>,
    /// The place among all of its level, and among those with the same unit above; 0 for none.
    pub rank: Vec<u32>,
    pub within_parent: Vec<u32>,
}

impl<'r> ResultTable<'r> {
    pub fn new(plan: &'r Plan, units: &'r UnitColumns, scores: &'r Scores) -> ResultTable<'r> {
        let name = |ix: usize| match plan.levels.len() {
            0 | 1 => plan.head.level.as_ref(),
            _ => plan.levels.get(ix).and_then(|l| l.level.as_ref()),
        };
        let column = |node: Option<NodeId>, speaks: &dyn Fn(usize) -> bool| {
            let parts = scores.levels.iter().enumerate().map(|(ix, level)| {
                let own = node.filter(|_| speaks(ix)).and_then(|node| level.column(node));
                Shown::of(own, level.rows.len())
            });
            Shown::joined(parts.collect())
        };
        let item = |item: &'r Item| {
            let node = item.grade.unwrap_or(item.score);
            let speaks = |ix: usize| item.level.is_none() || name(ix).is_none() || name(ix) == item.level.as_ref();
            (item, column(Some(node), &speaks))
        };
        let totals = scores.levels.iter().enumerate().map(|(ix, level)| {
            let node = plan.levels.get(ix).map(|l| l.total).or(plan.total);
            Shown::of(node.and_then(|node| level.column(node)), level.rows.len())
        });
        let all = |take: &dyn Fn(&LevelScores) -> Vec<u32>| scores.levels.iter().flat_map(take).collect();
        ResultTable {
            units,
            order: all(&|level| level.rows.clone()),
            items: plan.items.iter().map(item).collect(),
            total: Shown::joined(totals.collect()),
            rank: all(&|level| level.overall.clone()),
            within_parent: all(&|level| level.within_parent.clone()),
        }
    }

    pub fn rows(&self) -> usize {
        self.order.len()
    }

    /// The row of the units' columns that a row of the file speaks of.
    pub fn unit(&self, row: usize) -> usize {
        self.order.get(row).map_or(usize::MAX, |unit| *unit as usize)
    }

    /// The level of a unit.
    pub fn level(&self, row: usize) -> &str {
        let level = self.units.levels().get(self.unit(row));
        level.and_then(|l| self.units.level_names().get(usize::from(*l))).map_or("", String::as_str)
    }

    /// The headers of a table for people; the name stands where the units have any.
    pub fn headers(&self, language: Language) -> Vec<String> {
        let [code, name, level, total, rank, within] = match language {
            Language::Chinese => ["编码", "名称", "层级", "总分", "名次", "同一上级内名次"],
            Language::English => ["code", "name", "level", "total", "rank", "rank in parent"],
        };
        let named = (!self.units.names().is_empty()).then_some(name);
        let units = std::iter::once(code).chain(named).chain([level]).map(str::to_owned);
        let items = self.items.iter().map(|(item, _)| format!("{} {}", item.id, item.title));
        units.chain(items).chain([total, rank, within].map(str::to_owned)).collect()
    }
}
