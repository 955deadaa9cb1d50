//! Units that a plan treats alike: for each group the plan is lowered once, with every question about the unit answered.

use crate::columns::UnitColumns;
use kaocheng_compile::plan::{InputIx, Item, LevelTotal, NodeId, Op, PickRule, Plan, Ties, Veto};
use std::collections::HashMap;

/// The units of one level that the plan assesses, or those that it does not.
#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    /// An index into [`Plan::levels`]; `None`: not assessed, but units above may rest on them.
    pub level: Option<usize>,
    /// The rows of its units, ascending.
    pub rows: Vec<u32>,
    /// Every row of it belongs to one group.
    pub groups: Vec<Group>,
}

/// Units of a section for which every question about the unit has the same answer.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Places in the section's rows, ascending; `None`: all of them.
    pub places: Option<Vec<u32>>,
    level: String,
    class: String,
}

impl Group {
    /// Whether its units are of this level or class.
    pub fn is(&self, word: &str) -> bool {
        self.level == word || (!self.class.is_empty() && self.class == word)
    }

    /// Whether its units supply an input themselves.
    pub fn supplies(&self, plan: &Plan, input: InputIx) -> bool {
        let level = plan.inputs.get(input.0).and_then(|i| i.level.as_ref());
        level.is_none_or(|level| *level == self.level)
    }
}

/// The sections of a plan: its levels in their order, then the units that are not assessed.
pub(super) fn sections(plan: &Plan, units: &UnitColumns) -> Vec<Section> {
    let names: Vec<Option<&str>> = match plan.levels.len() {
        0 | 1 => vec![plan.head.level.as_deref()],
        _ => plan.levels.iter().map(|l| l.level.as_deref()).collect(),
    };
    let of_name = |name: &str| names.iter().position(|n| n.is_none_or(|n| n == name));
    let section_of: Vec<usize> = units.level_names().iter().map(|name| of_name(name).unwrap_or(names.len())).collect();
    let mut counts = vec![0usize; names.len() + 1];
    for level in units.levels() {
        let section = section_of.get(usize::from(*level)).copied().unwrap_or(names.len());
        if let Some(count) = counts.get_mut(section) {
            *count += 1;
        }
    }
    let mut rows: Vec<Vec<u32>> = counts.into_iter().map(Vec::with_capacity).collect();
    for (row, level) in units.levels().iter().enumerate() {
        let section = section_of.get(usize::from(*level)).copied().unwrap_or(names.len());
        if let Some(rows) = rows.get_mut(section) {
            rows.push(row as u32);
        }
    }
    let signatures = Signatures::new(plan, units);
    let section = |(ix, rows): (usize, Vec<u32>)| {
        let level = (ix < names.len()).then_some(ix);
        let groups = signatures.split(&rows);
        Section { level, rows, groups }
    };
    rows.into_iter().enumerate().map(section).collect()
}

/// What the plan asks about units, answered for every pair of level and class.
struct Signatures<'a> {
    units: &'a UnitColumns,
    /// Words that the plan asks for.
    words: Vec<&'a str>,
}

impl<'a> Signatures<'a> {
    fn new(plan: &'a Plan, units: &'a UnitColumns) -> Signatures<'a> {
        let asked = plan.nodes.iter().filter_map(|node| match &node.op {
            Op::UnitIs(word) => Some(word.as_str()),
            _ => None,
        });
        let levels = plan.inputs.iter().filter_map(|i| i.level.as_deref());
        let mut words: Vec<&str> = asked.chain(levels).collect();
        words.sort_unstable();
        words.dedup();
        Signatures { units, words }
    }

    fn names(&self, row: u32) -> (&str, &str) {
        let at = |indexes: &[u16], names: &'a [String]| {
            let ix = indexes.get(row as usize).copied().unwrap_or(0);
            names.get(usize::from(ix)).map_or("", String::as_str)
        };
        (at(self.units.levels(), self.units.level_names()), at(self.units.classes(), self.units.class_names()))
    }

    /// The groups of some rows, by the answers to every question.
    fn split(&self, rows: &[u32]) -> Vec<Group> {
        let classes = self.units.class_names().len().max(1);
        let kind = |row: u32| {
            let at = |all: &[u16]| all.get(row as usize).copied().map_or(0, usize::from);
            at(self.units.levels()) * classes + at(self.units.classes())
        };
        // Few kinds of unit, many rows: the questions are asked once a kind.
        let kinds = self.units.level_names().len().max(1) * classes;
        let mut first_of_kind: Vec<Option<u32>> = vec![None; kinds];
        for row in rows {
            if let Some(slot @ None) = first_of_kind.get_mut(kind(*row)) {
                *slot = Some(*row);
            }
        }
        let mut group_of_answers: HashMap<Vec<(bool, bool)>, usize> = HashMap::new();
        let mut groups: Vec<Group> = Vec::new();
        let mut of_kind = |row: u32| {
            let (level, class) = self.names(row);
            let answer = |word: &&str| (level == *word, !class.is_empty() && class == *word);
            *group_of_answers.entry(self.words.iter().map(answer).collect()).or_insert_with(|| {
                groups.push(Group { places: None, level: level.to_owned(), class: class.to_owned() });
                groups.len() - 1
            })
        };
        // In the order in which they occur first.
        let mut firsts: Vec<(u32, usize)> =
            first_of_kind.iter().enumerate().filter_map(|(kind, row)| Some(((*row)?, kind))).collect();
        firsts.sort_unstable();
        let mut group_of_kind = vec![0; kinds];
        for (row, kind) in firsts {
            if let Some(slot) = group_of_kind.get_mut(kind) {
                *slot = of_kind(row);
            }
        }
        if groups.len() > 1 {
            let mut places: Vec<Vec<u32>> = vec![Vec::new(); groups.len()];
            for (place, row) in rows.iter().enumerate() {
                let group = group_of_kind.get(kind(*row)).copied().unwrap_or(0);
                if let Some(places) = places.get_mut(group) {
                    places.push(place as u32);
                }
            }
            groups.iter_mut().zip(places).for_each(|(group, places)| group.places = Some(places));
        }
        groups
    }
}

/// A plan as the units of one level see it; [`Plan::at_level`] makes a plan of it, which takes as long as thousands of rows.
pub(super) struct View<'p> {
    pub plan: &'p Plan,
    chosen: Option<&'p LevelTotal>,
}

impl<'p> View<'p> {
    pub fn new(plan: &'p Plan, level: usize) -> View<'p> {
        View { plan, chosen: plan.levels.get(level).or(plan.levels.first()) }
    }

    pub fn total(&self) -> Option<NodeId> {
        self.chosen.map_or(self.plan.total, |chosen| Some(chosen.total))
    }

    pub fn items(&self) -> impl Iterator<Item = &'p Item> {
        self.plan.items.iter().filter(|item| self.has(item))
    }

    pub fn vetoes(&self) -> impl Iterator<Item = &'p Veto> {
        let on = |veto: &&Veto| self.plan.items.get(veto.item).is_some_and(|item| self.has(item));
        self.plan.vetoes.iter().filter(on)
    }

    fn has(&self, item: &Item) -> bool {
        self.chosen.is_none_or(|chosen| item.level.is_none() || item.level == chosen.level)
    }
}

/// The nodes whose values are published for the units of a level: scores and grades of its items, what marks them, its
/// vetoes and its total, and what its lists are ordered by.
pub(super) fn published(plan: &Plan, level: usize) -> Vec<NodeId> {
    let view = View::new(plan, level);
    let mut nodes: Vec<NodeId> = view.total().into_iter().collect();
    for item in view.items() {
        nodes.push(item.score);
        nodes.extend(item.grade);
        nodes.extend(item.substituted);
    }
    nodes.extend(view.vetoes().map(|veto| veto.condition));
    if let Ties::Items(items) = &plan.mechanism.ties {
        nodes.extend(items);
    }
    let picks = plan.mechanism.lists.iter().flat_map(|list| &list.picks);
    nodes.extend(picks.filter_map(|pick| match pick {
        PickRule::Ranked(rule) => Some(rule.basis),
        _ => None,
    }));
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

/// How many times figures of other units must be known before each node can be computed.
pub(super) fn stages(plan: &Plan) -> Vec<usize> {
    let mut stages: Vec<usize> = Vec::with_capacity(plan.nodes.len());
    for node in &plan.nodes {
        let before = node.op.operands().iter().filter_map(|o| stages.get(o.0)).copied().max().unwrap_or(0);
        stages.push(before + usize::from(matches!(node.op, Op::Cohort(..) | Op::RollUp(..))));
    }
    stages
}
