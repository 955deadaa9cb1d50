//! Competition ranks of a level, among all its units and among those below the same unit.

use super::families::Families;
use super::group::View;
use super::others::Above;
use super::stage::State;
use crate::columns::{Numbers, UnitColumns};
use crate::crew::Crew;
use crate::order::{Key, in_order, rank_of};
use crate::table::Value;
use kaocheng_compile::plan::{NodeId, Plan, Ties};
use kaocheng_syntax::clause::VetoEffect;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Ranks among all units of the section, and among siblings; 0: not ranked.
pub(super) fn ranks(
    plan: &Plan,
    above: &Above,
    state: &State,
    tickets: &BTreeMap<String, String>,
    crew: &dyn Crew,
) -> (Vec<u32>, Vec<u32>) {
    let rows = &state.section.rows;
    let unranked = || (vec![0; rows.len()], vec![0; rows.len()]);
    let Some(level) = state.section.level else { return unranked() };
    let view = View::new(plan, level);
    let Some(total) = view.total() else { return unranked() };
    let plain = match &plan.mechanism.ties {
        Ties::Share => true,
        Ties::Draw => tickets.is_empty(),
        Ties::Items(_) => false,
    };
    let level = Level { view, units: above.units, state, tickets, total };
    let siblings = Siblings::new(&state.families, above.heads.count);
    match level.plain_keys().filter(|_| plain) {
        Some(keys) => siblings.ranks_of_plain(&keys, crew),
        None => {
            let keys = level.keys();
            let all: Vec<usize> = (0..rows.len()).collect();
            let mut within = vec![0; rows.len()];
            siblings.each(|group| rank_keys(&keys, group, &mut within));
            let mut overall = vec![0; rows.len()];
            rank_keys(&keys, &all, &mut overall);
            (overall, within)
        }
    }
}

/// The units of one level, as the order looks at them.
struct Level<'a> {
    view: View<'a>,
    units: &'a UnitColumns,
    state: &'a State,
    tickets: &'a BTreeMap<String, String>,
    total: NodeId,
}

impl Level<'_> {
    /// Whether a veto of this effect acts on each unit; empty where the plan has none.
    fn under(&self, effect: VetoEffect) -> Vec<bool> {
        let mut acts: Vec<bool> = Vec::new();
        for veto in self.view.vetoes().filter(|v| v.effect == effect) {
            let Some(column) = self.state.kept.get(&veto.condition) else { continue };
            acts.resize(self.state.section.rows.len(), false);
            match &column.values.numbers {
                Numbers::Truth(all) => {
                    // Rows without a value hold 0.
                    acts.iter_mut().zip(all).for_each(|(acts, holds)| *acts |= *holds != 0);
                }
                _ => {
                    let holds = |place: usize| column.value(place).truth() == Some(true);
                    acts.iter_mut().enumerate().for_each(|(place, acts)| *acts |= holds(place));
                }
            }
        }
        acts
    }

    /// Whole numbers in the order of totals: a greater one is better, the least possible one stands for no rank. `None`
    /// where totals are no whole numbers over one scale.
    fn plain_keys(&self) -> Option<Vec<i64>> {
        let column = self.state.kept.get(&self.total)?;
        if column.denominators.is_some() {
            return None;
        }
        let (least, most) = column.values.bounds;
        let (least, span) = (i64::try_from(least).ok()?, i64::try_from(most.checked_sub(least)?).ok()?);
        // Units under a veto to last place come after all others.
        let last_offset = span.checked_add(1).filter(|offset| *offset < i64::MAX / 4)?;
        let mut keys: Vec<i64> = match &column.values.numbers {
            Numbers::I16(all) => all.iter().map(|v| i64::from(*v).wrapping_sub(least)).collect(),
            Numbers::I32(all) => all.iter().map(|v| i64::from(*v).wrapping_sub(least)).collect(),
            Numbers::I64(all) => all.iter().map(|v| v.wrapping_sub(least)).collect(),
            _ => return None,
        };
        for (key, last) in keys.iter_mut().zip(self.under(VetoEffect::LastPlace)) {
            *key -= if last { last_offset } else { 0 };
        }
        for (key, out) in keys.iter_mut().zip(self.under(VetoEffect::NotEligible)) {
            *key = if out { UNRANKED } else { *key };
        }
        let absent = &column.values.absent;
        if !absent.is_empty() {
            for (place, key) in keys.iter_mut().enumerate() {
                *key = if absent.reason(place).is_some() { UNRANKED } else { *key };
            }
        }
        Some(keys)
    }

    /// What each unit is ordered by; `None`: not ranked.
    fn keys(&self) -> Vec<Option<Key>> {
        let (last, out) = (self.under(VetoEffect::LastPlace), self.under(VetoEffect::NotEligible));
        let number = |node: NodeId, place: usize| match self.state.kept.get(&node)?.value(place) {
            Value::Number(v) => Some(v),
            _ => None,
        };
        let key = |(place, row): (usize, &u32)| {
            if out.get(place) == Some(&true) {
                return None;
            }
            let ties = match &self.view.plan.mechanism.ties {
                Ties::Items(items) => items.iter().map(|item| number(*item, place)).collect(),
                _ => Vec::new(),
            };
            let ticket = match self.view.plan.mechanism.ties {
                Ties::Draw => self.tickets.get(self.units.codes().get(*row as usize).as_ref()).cloned(),
                _ => None,
            };
            Some(Key { last: last.get(place) == Some(&true), score: number(self.total, place)?, ties, ticket })
        };
        self.state.section.rows.iter().enumerate().map(key).collect()
    }
}

const UNRANKED: i64 = i64::MIN;

/// In families up to this size, comparing all with all is faster than sorting.
const SMALL: usize = 48;

/// How many families a task ranks.
const FAMILIES: usize = 2048;

fn rank_keys(keys: &[Option<Key>], places: &[usize], ranks: &mut [u32]) {
    let ranked = places.iter().filter_map(|place| Some((*place, keys.get(*place)?.clone()?)));
    let ordered = in_order(ranked.collect());
    for own in &ordered {
        if let Some(slot) = ranks.get_mut(own.unit) {
            *slot = rank_of(&ordered, own) as u32;
        }
    }
}

/// Ranks among all: by counting where keys lie close together, else by sorting.
fn of_all(keys: &[i64]) -> Vec<u32> {
    let ranked = || keys.iter().copied().filter(|k| *k != UNRANKED);
    let (Some(least), Some(most)) = (ranked().min(), ranked().max()) else { return vec![0; keys.len()] };
    let span = (most - least) as usize;
    if span > 4 * keys.len() + (1 << 16) {
        let mut sorted: Vec<i64> = ranked().collect();
        sorted.sort_unstable();
        let better = |key: i64| sorted.len() - sorted.partition_point(|k| *k <= key);
        return keys.iter().map(|k| if *k == UNRANKED { 0 } else { better(*k) as u32 + 1 }).collect();
    }
    let place = |key: i64| (most - key) as usize;
    let mut better = vec![0u32; span + 2];
    ranked().for_each(|key| {
        if let Some(count) = better.get_mut(place(key) + 1) {
            *count += 1;
        }
    });
    let mut sum = 0;
    for count in &mut better {
        sum += *count;
        *count = sum;
    }
    let rank = |key: &i64| if *key == UNRANKED { 0 } else { better.get(place(*key)).copied().unwrap_or(0) + 1 };
    keys.iter().map(rank).collect()
}

/// The families that one task ranks.
struct Stretch<'a> {
    /// Where the first begins.
    first: usize,
    ends: &'a [u32],
    /// Ranks, from there on.
    ranks: &'a mut [u32],
}

/// Places of the section, those below the same unit side by side.
struct Siblings {
    /// `None`: they stand so already.
    places: Option<Vec<u32>>,
    /// Where each family ends among them.
    ends: Vec<u32>,
}

impl Siblings {
    fn new(families: &Families, heads: usize) -> Siblings {
        // Units with none above are one family, the last.
        let family = |head: u32| (head as usize).min(heads);
        let mut starts = vec![0u32; heads + 2];
        for head in &families.heads {
            if let Some(count) = starts.get_mut(family(*head) + 1) {
                *count += 1;
            }
        }
        let mut ends = Vec::new();
        let mut sum = 0;
        for start in &mut starts {
            if *start > 0 {
                ends.push(sum + *start);
            }
            sum += *start;
            *start = sum;
        }
        if families.in_order {
            return Siblings { places: None, ends };
        }
        let mut places = vec![0; families.heads.len()];
        for (place, head) in families.heads.iter().enumerate() {
            let Some(next) = starts.get_mut(family(*head)) else { continue };
            if let Some(slot) = places.get_mut(*next as usize) {
                *slot = place as u32;
            }
            *next += 1;
        }
        Siblings { places: Some(places), ends }
    }

    fn each(&self, mut family: impl FnMut(&[usize])) {
        let mut from = 0;
        for end in &self.ends {
            let end = *end as usize;
            match &self.places {
                Some(places) => {
                    let own = places.get(from..end).unwrap_or_default();
                    family(&own.iter().map(|p| *p as usize).collect::<Vec<_>>());
                }
                None => family(&(from..end).collect::<Vec<_>>()),
            }
            from = end;
        }
    }

    /// Ranks among all, and within families, stretch by stretch: each task ranks whole families into its own part.
    fn ranks_of_plain(&self, keys: &[i64], crew: &dyn Crew) -> (Vec<u32>, Vec<u32>) {
        let side_by_side: Option<Vec<i64>> = self
            .places
            .as_ref()
            .map(|places| places.iter().map(|place| keys.get(*place as usize).copied().unwrap_or(UNRANKED)).collect());
        let by_family = side_by_side.as_deref().unwrap_or(keys);
        let mut ordered = vec![0u32; keys.len()];
        let mut parts: Vec<Mutex<Stretch<'_>>> = Vec::new();
        let (mut rest, mut from) = (ordered.as_mut_slice(), 0);
        for families in self.ends.chunks(FAMILIES) {
            let end = families.last().map_or(from, |end| *end as usize);
            let (own, after) = rest.split_at_mut(end - from);
            parts.push(Mutex::new(Stretch { first: from, ends: families, ranks: own }));
            (rest, from) = (after, end);
        }
        // The ranks among all are one task, the longest and therefore the first.
        let overall = Mutex::new(Vec::new());
        crew.each(parts.len() + 1, &|task| match task.checked_sub(1) {
            None => *overall.lock().unwrap_or_else(PoisonError::into_inner) = of_all(keys),
            Some(task) => {
                let Some(part) = parts.get(task) else { return };
                let mut part = part.lock().unwrap_or_else(PoisonError::into_inner);
                rank_families(by_family, part.first, part.ends, part.ranks);
            }
        });
        drop(parts);
        let overall = overall.into_inner().unwrap_or_else(PoisonError::into_inner);
        let Some(places) = &self.places else { return (overall, ordered) };
        let mut ranks = vec![0; keys.len()];
        for (place, rank) in places.iter().zip(ordered) {
            if let Some(slot) = ranks.get_mut(*place as usize) {
                *slot = rank;
            }
        }
        (overall, ranks)
    }
}

/// Ranks of families that begin at `first`; keys are those of all families, side by side.
fn rank_families(keys: &[i64], first: usize, families: &[u32], ranks: &mut [u32]) {
    let mut sorted: Vec<i64> = Vec::new();
    let mut from = first;
    for end in families {
        let end = *end as usize;
        let own = keys.get(from..end).unwrap_or_default();
        let ranks = ranks.get_mut(from - first..end - first).unwrap_or_default();
        from = end;
        if own.len() > SMALL {
            sorted.clear();
            sorted.extend_from_slice(own);
            sorted.sort_unstable();
        }
        for (slot, key) in ranks.iter_mut().zip(own) {
            let better = match own.len() {
                ..=SMALL => own.iter().map(|other| u32::from(other > key)).sum::<u32>() as usize,
                _ => sorted.len() - sorted.partition_point(|other| other <= key),
            };
            *slot = if *key == UNRANKED { 0 } else { better as u32 + 1 };
        }
    }
}
