//! Scored units → their order: best first, equals told apart as the plan says, and what nothing tells apart in one class.
//!
//! Published ranks and places on lists both stand on this; neither orders units by itself.

use crate::reference::Values;
use crate::table::Units;
use kaocheng_compile::plan::{NodeId, Plan, Ties};
use kaocheng_syntax::clause::VetoEffect;
use kaocheng_syntax::exact::Exact;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// What a unit is ordered by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// A veto puts it after all others.
    pub last: bool,
    pub score: Exact,
    /// Scores of the items that decide between equals; a missing one is below all others.
    pub ties: Vec<Option<Exact>>,
    /// Its ticket, where a public draw decides.
    pub ticket: Option<String>,
}

/// A unit with what it is ordered by. Units of one class are equal in everything that the plan looks at.
#[derive(Clone, Debug)]
pub(crate) struct Ordered {
    pub unit: usize,
    pub key: Key,
    pub class: usize,
}

/// What an order is made from.
#[derive(Clone, Copy)]
pub(crate) struct Ground<'a> {
    pub plan: &'a Plan,
    pub units: &'a Units,
    pub values: &'a Values,
    /// The tickets of a public draw, by unit code; empty where none was held.
    pub tickets: &'a BTreeMap<String, String>,
}

impl Ground<'_> {
    /// The vetoes that act on a unit: indexes into the plan's.
    pub fn vetoes(&self, unit: usize) -> Vec<usize> {
        let level = &self.units.all()[unit].level;
        let of_level = |item: usize| {
            let own = self.plan.items.get(item).and_then(|i| i.level.as_ref());
            own.is_none_or(|own| own == level)
        };
        let acts = |ix: &usize| {
            let veto = self.plan.vetoes.get(*ix).filter(|v| of_level(v.item));
            veto.is_some_and(|v| self.values.of(v.condition, unit).truth() == Some(true))
        };
        (0..self.plan.vetoes.len()).filter(acts).collect()
    }

    /// Whether a veto of this effect acts on a unit.
    pub fn under(&self, unit: usize, effect: VetoEffect) -> bool {
        self.vetoes(unit).into_iter().any(|ix| self.plan.vetoes.get(ix).is_some_and(|v| v.effect == effect))
    }

    /// What a unit is ordered by; `None` without a score. `total` brings in what concerns totals only: a veto to last
    /// place, and the items that decide between equals.
    pub fn key(&self, basis: NodeId, total: bool, unit: usize) -> Option<Key> {
        let number = |node: NodeId| self.values.of(node, unit).number().cloned();
        let score = number(basis)?;
        let ties = match &self.plan.mechanism.ties {
            Ties::Items(items) if total => items.iter().map(|item| number(*item)).collect(),
            _ => Vec::new(),
        };
        let ticket = match self.plan.mechanism.ties {
            Ties::Draw => self.tickets.get(&self.units.all()[unit].code).cloned(),
            _ => None,
        };
        Some(Key { last: total && self.under(unit, VetoEffect::LastPlace), score, ties, ticket })
    }

    /// Units with a score, best first, and those without. Equals stand in the order of the table.
    pub fn order(&self, basis: NodeId, total: bool, units: &[usize]) -> (Vec<Ordered>, Vec<usize>) {
        let mut all: Vec<(usize, Key)> = Vec::new();
        let mut without = Vec::new();
        for unit in units {
            match self.key(basis, total, *unit) {
                Some(key) => all.push((*unit, key)),
                None => without.push(*unit),
            }
        }
        (in_order(all), without)
    }

    /// The published order of totals: units under a veto on eligibility take no part in it, nor in its ties. They stand
    /// in the second list with those that have no total.
    pub fn ranked(&self, total: NodeId, units: &[usize]) -> (Vec<Ordered>, Vec<usize>) {
        let eligible = |unit: &usize| !self.under(*unit, VetoEffect::NotEligible);
        let (eligible, mut outside): (Vec<usize>, Vec<usize>) = units.iter().copied().partition(eligible);
        let (ordered, without) = self.order(total, true, &eligible);
        outside.extend(without);
        (ordered, outside)
    }
}

/// Units with what they are ordered by, best first; equals in the order of their numbers.
pub(crate) fn in_order(mut all: Vec<(usize, Key)>) -> Vec<Ordered> {
    settle_tickets(&mut all);
    all.sort_by(|a, b| a.1.compare(&b.1).then_with(|| a.0.cmp(&b.0)));
    let mut ordered: Vec<Ordered> = Vec::with_capacity(all.len());
    for (unit, key) in all {
        let class = match ordered.last() {
            Some(before) if before.key.compare(&key) == Ordering::Equal => before.class,
            Some(before) => before.class + 1,
            None => 0,
        };
        ordered.push(Ordered { unit, key, class });
    }
    ordered
}

/// Competition rank: one more than the number of better ones.
pub(crate) fn rank_of(ordered: &[Ordered], own: &Ordered) -> usize {
    ordered.partition_point(|o| o.class < own.class) + 1
}

/// A draw decides between equals only where all of them have a ticket.
fn settle_tickets(all: &mut [(usize, Key)]) {
    for ix in 0..all.len() {
        let Some((_, own)) = all.get(ix).filter(|(_, k)| k.ticket.is_some()) else { continue };
        let own = own.clone();
        if all.iter().any(|(_, k)| k.ticket.is_none() && k.before_tickets(&own) == Ordering::Equal) {
            for (_, key) in all.iter_mut().filter(|(_, k)| k.before_tickets(&own) == Ordering::Equal) {
                key.ticket = None;
            }
        }
    }
}

impl Key {
    /// The better comes first.
    pub fn compare(&self, other: &Key) -> Ordering {
        self.before_tickets(other).then_with(|| self.ticket.cmp(&other.ticket))
    }

    /// The first of the items that decide between equals whose score differs, by its place among them.
    pub fn tie_between(&self, other: &Key) -> Option<usize> {
        self.ties.iter().zip(&other.ties).position(|(own, others)| own != others)
    }

    fn before_tickets(&self, other: &Key) -> Ordering {
        self.last.cmp(&other.last).then_with(|| other.score.cmp(&self.score)).then_with(|| other.ties.cmp(&self.ties))
    }

    /// The same with another score.
    pub fn with_score(&self, score: &Exact) -> Key {
        Key { score: score.clone(), ..self.clone() }
    }
}
