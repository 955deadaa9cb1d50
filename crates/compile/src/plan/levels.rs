//! A plan seen at one of the levels of unit that it assesses.

use super::{InputIx, Item, LevelTotal, Plan};

impl Plan {
    /// The plan as the units of one level see it: its total and its items, with those that all levels share. The nodes and
    /// inputs are the whole plan's, so values of the whole are values of the view. An index outside gives the first level.
    pub fn at_level(&self, level: usize) -> Plan {
        let Some(chosen) = self.levels.get(level).or(self.levels.first()).cloned() else { return self.clone() };
        let speaks = |item: &Item| item.level.is_none() || item.level == chosen.level;
        let kept: Vec<usize> = (0..self.items.len()).filter(|i| speaks(&self.items[*i])).collect();
        let place = |item: usize| kept.binary_search(&item).ok();
        let mut view = self.clone();
        view.items = kept.iter().map(|i| self.items[*i].clone()).collect();
        for item in &mut view.items {
            item.parent = item.parent.and_then(place);
        }
        view.vetoes.retain(|v| place(v.item).is_some());
        view.vetoes.iter_mut().for_each(|v| v.item = place(v.item).unwrap_or(v.item));
        view.inputs.iter_mut().for_each(|i| i.item = place(i.item).unwrap_or(0));
        view.head.level = chosen.level.clone();
        view.total = Some(chosen.total);
        view
    }

    /// Where a level stands among those assessed.
    pub fn level_named(&self, name: &str) -> Option<usize> {
        self.levels.iter().position(|l| l.level.as_deref() == Some(name))
    }

    /// The levels of unit that supply an input; empty where every unit does.
    pub fn suppliers(&self, input: InputIx) -> Vec<&str> {
        let assessed = self.levels.iter().filter_map(|l: &LevelTotal| l.level.as_deref());
        match self.inputs.get(input.0).and_then(|i| i.level.as_deref()) {
            Some(level) => vec![level],
            None if self.levels.is_empty() => self.head.level.as_deref().into_iter().collect(),
            None => assessed.collect(),
        }
    }
}
