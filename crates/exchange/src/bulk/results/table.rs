//! What stands in which column, whatever the form.

use super::shown::Shown;
use kaocheng_compile::plan::{Item, NodeId, Plan};
use kaocheng_engine::columnar::Scores;
use kaocheng_engine::columns::UnitColumns;
use kaocheng_syntax::clause::Language;

/// Everything that is written of the scores.
pub(super) struct ResultTable<'r> {
    pub units: &'r UnitColumns,
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
        let levels = Levels::new(plan, units, scores);
        let item = |item: &'r Item| {
            let node = item.grade.unwrap_or(item.score);
            (item, Shown::of(scores.column(node), levels.of_item(item)))
        };
        let items = plan.items.iter().map(item).collect();
        let (mut rank, mut within_parent) = (vec![0u32; units.len()], vec![0u32; units.len()]);
        for level in &scores.levels {
            for (ix, row) in level.rows.iter().enumerate() {
                let put = |to: &mut Vec<u32>, from: &[u32]| {
                    if let (Some(slot), Some(rank)) = (to.get_mut(*row as usize), from.get(ix)) {
                        *slot = *rank;
                    }
                };
                put(&mut rank, &level.overall);
                put(&mut within_parent, &level.within_parent);
            }
        }
        ResultTable { units, items, total: levels.total(plan, scores), rank, within_parent }
    }

    pub fn rows(&self) -> usize {
        self.units.len()
    }

    /// The level of a unit.
    pub fn level(&self, row: usize) -> &str {
        let level = self.units.levels().get(row);
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

/// Which rows are of which assessed level.
struct Levels {
    rows: usize,
    /// Bits of the rows, by assessed level, with the level's name.
    assessed: Vec<(Option<String>, Vec<u64>)>,
}

impl Levels {
    fn new(plan: &Plan, units: &UnitColumns, scores: &Scores) -> Levels {
        let name = |ix: usize| match plan.levels.len() {
            0 | 1 => plan.head.level.clone(),
            _ => plan.levels.get(ix).and_then(|l| l.level.clone()),
        };
        let bits = |rows: &[u32]| {
            let mut bits = vec![0u64; units.len().div_ceil(64)];
            for row in rows {
                if let Some(word) = bits.get_mut(*row as usize / 64) {
                    *word |= 1 << (row % 64);
                }
            }
            bits
        };
        let assessed = scores.levels.iter().enumerate().map(|(ix, level)| (name(ix), bits(&level.rows))).collect();
        Levels { rows: units.len(), assessed }
    }

    /// The rows for which an item counts: those of its level, or of all that are assessed.
    fn of_item(&self, item: &Item) -> Vec<u64> {
        let mut all = vec![0u64; self.rows.div_ceil(64)];
        for (name, bits) in &self.assessed {
            if item.level.is_none() || name.is_none() || *name == item.level {
                all.iter_mut().zip(bits).for_each(|(all, own)| *all |= own);
            }
        }
        all
    }

    fn total<'r>(&self, plan: &Plan, scores: &'r Scores) -> Shown<'r> {
        let node = |ix: usize| -> Option<NodeId> { plan.levels.get(ix).map(|l| l.total).or(plan.total) };
        let parts: Vec<Shown<'r>> = self
            .assessed
            .iter()
            .enumerate()
            .map(|(ix, (_, bits))| Shown::of(node(ix).and_then(|n| scores.column(n)), bits.clone()))
            .collect();
        Shown::joined(parts)
    }
}
