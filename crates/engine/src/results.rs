//! Scores and ranks of all units.

use crate::reference::{Values, evaluate};
use crate::table::{Table, Value};
use kaocheng_compile::plan::{InputIx, NodeId, Plan, Ties, Veto};
use kaocheng_syntax::clause::{Feed, VetoEffect};
use kaocheng_syntax::exact::Exact;
use std::collections::BTreeMap;

/// A plan evaluated over a table.
#[derive(Clone, Debug)]
pub struct Results {
    /// Every node of every unit.
    pub values: Values,
    /// The units assessed, in table order.
    pub assessed: Vec<usize>,
    /// Their ranks, in the same order; `None` for a unit that is not ranked.
    pub ranks: Vec<Option<usize>>,
}

/// Evaluates and ranks; where a public draw decides between equals, they share the rank until it is held.
pub fn score(plan: &Plan, table: &Table) -> Results {
    score_drawn(plan, table, &BTreeMap::new())
}

/// The same, with the ticket of each unit by code, if a public draw was held.
pub fn score_drawn(plan: &Plan, table: &Table, tickets: &BTreeMap<String, String>) -> Results {
    let values = evaluate(plan, table);
    let assessed = table.units().assessed(plan);
    let codes = table.units().all();
    let by_draw = plan.mechanism.ties == Ties::Draw;
    let ticket = |unit: &usize| codes.get(*unit).and_then(|u| tickets.get(&u.code)).filter(|_| by_draw);
    let tickets: Vec<Option<&String>> = assessed.iter().map(ticket).collect();
    let ranks = ranks(plan, &values, &assessed, &tickets);
    Results { values, assessed, ranks }
}

impl Results {
    /// The total of a unit.
    pub fn total(&self, plan: &Plan, unit: usize) -> Option<&Value> {
        plan.total.map(|node| self.values.of(node, unit))
    }

    /// The score of an item for a unit.
    pub fn item(&self, plan: &Plan, item: usize, unit: usize) -> &Value {
        self.values.of(plan.items[item].score, unit)
    }

    /// The items in which another score stands in for a unit's own, because no site of it was drawn.
    pub fn substituted(&self, plan: &Plan, unit: usize) -> Vec<usize> {
        let marked = |item: &usize| self.stands_in(plan, *item, unit);
        (0..plan.items.len()).filter(marked).collect()
    }

    /// Whether another score stands in for a unit's own in an item.
    pub fn stands_in(&self, plan: &Plan, item: usize, unit: usize) -> bool {
        let marked = |node| self.values.of(node, unit).truth() == Some(true);
        plan.items[item].substituted.is_some_and(marked)
    }

    /// Whether a figure plays no part for a unit: an item's own where another score stands in, and else the one that would.
    pub fn is_idle(&self, plan: &Plan, input: InputIx, unit: usize) -> bool {
        let Some(input) = plan.inputs.get(input.0).filter(|i| i.feed != Feed::Draw) else { return false };
        let mut at = Some(input.item);
        if input.is_stand_in() {
            if !self.stands_in(plan, input.item, unit) {
                return true;
            }
            at = plan.items[input.item].parent;
        }
        while let Some(item) = at {
            if self.stands_in(plan, item, unit) {
                return true;
            }
            at = plan.items[item].parent;
        }
        false
    }

    /// The vetoes that act on a unit.
    pub fn vetoes<'p>(&self, plan: &'p Plan, unit: usize) -> Vec<&'p Veto> {
        vetoes(plan, &self.values, unit)
    }

    /// The rank of a unit.
    pub fn rank(&self, unit: usize) -> Option<usize> {
        let place = self.assessed.iter().position(|u| *u == unit)?;
        self.ranks[place]
    }

    /// The assessed units, best first: by rank, then in table order; units without a rank last.
    pub fn in_order(&self) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.assessed.len()).collect();
        places.sort_by_key(|p| (self.ranks[*p].unwrap_or(usize::MAX), *p));
        places.into_iter().map(|p| self.assessed[p]).collect()
    }
}

fn vetoes<'p>(plan: &'p Plan, values: &Values, unit: usize) -> Vec<&'p Veto> {
    plan.vetoes.iter().filter(|v| values.of(v.condition, unit).truth() == Some(true)).collect()
}

/// What units are ranked by: not under a veto to last place, the total, and the items that decide between equal totals.
type Key = (bool, Exact, Vec<Option<Exact>>);

/// Competition ranks, greatest total first; equal totals go by the items that the scheme names for it, and what is still
/// equal shares a rank. A unit under a veto to last place comes after all others; one that is not eligible, or has no
/// total, is not ranked. `tickets` are those of the assessed units: a draw decides between equals only where all of them
/// have one, as in [`decide`](crate::decide).
fn ranks(plan: &Plan, values: &Values, assessed: &[usize], tickets: &[Option<&String>]) -> Vec<Option<usize>> {
    let ties: &[NodeId] = match &plan.mechanism.ties {
        Ties::Items(items) => items,
        Ties::Share | Ties::Draw => &[],
    };
    let key = |unit: usize| -> Option<Key> {
        let total = values.of(plan.total?, unit).number()?.clone();
        let effects: Vec<VetoEffect> = vetoes(plan, values, unit).iter().map(|v| v.effect).collect();
        if effects.contains(&VetoEffect::NotEligible) {
            return None;
        }
        let ties = ties.iter().map(|item| values.of(*item, unit).number().cloned()).collect();
        Some((!effects.contains(&VetoEffect::LastPlace), total, ties))
    };
    let keys: Vec<Option<Key>> = assessed.iter().map(|u| key(*u)).collect();
    let mut sorted: Vec<(&Key, Option<&String>)> =
        keys.iter().zip(tickets).filter_map(|(key, ticket)| Some((key.as_ref()?, *ticket))).collect();
    sorted.sort_by(|a, b| b.0.cmp(a.0).then_with(|| a.1.cmp(&b.1)));
    let rank = |own: &Key, ticket: Option<&String>| {
        let better = sorted.partition_point(|(key, _)| *key > own);
        let equals = sorted.iter().skip(better).take_while(|(key, _)| *key == own).map(|(_, ticket)| *ticket);
        let equals: Vec<Option<&String>> = equals.collect();
        let drawn = if equals.contains(&None) { 0 } else { equals.iter().filter(|t| **t < ticket).count() };
        better + drawn + 1
    };
    keys.iter().zip(tickets).map(|(own, ticket)| own.as_ref().map(|own| rank(own, *ticket))).collect()
}
