//! Scores and ranks of all units.

use crate::columnar::Scores;
use crate::order::{Ground, rank_of};
use crate::reference::{Values, evaluate};
use crate::table::{Table, Value};
use kaocheng_compile::plan::{InputIx, Plan, Veto};
use kaocheng_syntax::clause::Feed;
use std::collections::{BTreeMap, HashMap};

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
    let ranks = ranks(&Ground { plan, units: table.units(), values: &values, tickets }, &assessed);
    Results { values, assessed, ranks }
}

/// What the columnar evaluator gives for the whole plan, as the results of one level of it: of every published node, as
/// many as the evaluator keeps. Units stand in the same order in `scores` and `table`.
pub fn of_scores(plan: &Plan, level: usize, table: &Table, scores: &Scores) -> Results {
    let values = Values::published(plan, scores, table.units().len());
    let own = scores.levels.get(level);
    let assessed = own.map(|l| l.rows.iter().map(|row| *row as usize).collect()).unwrap_or_default();
    let rank = |rank: &u32| (*rank > 0).then_some(*rank as usize);
    Results { values, assessed, ranks: own.map(|l| l.overall.iter().map(rank).collect()).unwrap_or_default() }
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
        plan.vetoes.iter().filter(|v| self.values.of(v.condition, unit).truth() == Some(true)).collect()
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

/// Competition ranks, greatest total first; equal totals go by the items or the public draw that the scheme names for it,
/// and what is still equal shares a rank. A unit under a veto to last place comes after all others; one that is not
/// eligible, or has no total, is not ranked.
fn ranks(ground: &Ground, assessed: &[usize]) -> Vec<Option<usize>> {
    let Some(total) = ground.plan.total else { return vec![None; assessed.len()] };
    let (ordered, _) = ground.ranked(total, assessed);
    let ranks: HashMap<usize, usize> = ordered.iter().map(|own| (own.unit, rank_of(&ordered, own))).collect();
    assessed.iter().map(|unit| ranks.get(unit).copied()).collect()
}
