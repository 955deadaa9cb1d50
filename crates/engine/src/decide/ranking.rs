//! Units in the order of their scores, ties decided as the plan says; equals that nothing tells apart share a class.

use super::given::Given;
use crate::results::Results;
use crate::table::Table;
use kaocheng_compile::plan::{NodeId, Plan, Ties};
use kaocheng_syntax::clause::VetoEffect;
use kaocheng_syntax::exact::Exact;
use std::cmp::Ordering;

/// The ranking of one level.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelRanking {
    /// The level; `None`: every unit.
    pub level: Option<String>,
    /// Its units, best first; those without a rank last.
    pub places: Vec<Place>,
}

/// A unit in the ranking of its level.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The unit.
    pub unit: usize,
    /// Its total; also where it is not ranked.
    pub score: Option<Exact>,
    /// Competition rank; `None` without a total or under a veto on eligibility.
    pub rank: Option<usize>,
    /// Whether another unit has the same rank.
    pub shared: bool,
    /// What told it apart from a unit of the same total.
    pub told_apart: Option<ToldApart>,
    /// The vetoes that act on it: indexes into the plan's.
    pub vetoes: Vec<usize>,
    /// The items in which another score stands in for its own: its rank rests on these.
    pub stands_in: Vec<usize>,
}

/// What tells units of one score apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToldApart {
    /// The score of this item.
    Item(usize),
    /// The ticket of a public draw.
    Draw,
    /// A veto to last place.
    LastPlace,
}

/// What a unit is ordered by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// A veto puts it after all others.
    pub(super) last: bool,
    pub(super) score: Exact,
    /// Scores of the items that decide between equals; a missing one is below all others.
    ties: Vec<Option<Exact>>,
    /// Its ticket, where a public draw decides.
    ticket: Option<String>,
}

/// A unit with what it is ordered by. Units of one class are equal in everything that the plan looks at.
#[derive(Clone, Debug)]
pub(super) struct Ordered {
    pub(super) unit: usize,
    pub(super) key: Key,
    pub(super) class: usize,
}

/// What rankings are made from.
#[derive(Clone, Copy)]
pub(super) struct Scores<'a> {
    pub(super) plan: &'a Plan,
    pub(super) table: &'a Table,
    pub(super) results: &'a Results,
    pub(super) given: &'a Given,
}

impl Scores<'_> {
    /// The units of a level in table order; `None`: those of the first level assessed.
    pub(super) fn assessed(&self, level: Option<&str>) -> Vec<usize> {
        let units = self.table.units();
        let first = || self.plan.levels.first().and_then(|l| l.level.as_deref()).or(self.plan.head.level.as_deref());
        let level = level.or_else(first);
        (0..units.len()).filter(|u| level.is_none_or(|l| units.all()[*u].level == l)).collect()
    }

    /// The vetoes that act on a unit, by index.
    pub(super) fn vetoes(&self, unit: usize) -> Vec<usize> {
        let level = &self.table.units().all()[unit].level;
        let of_level = |item: usize| {
            let own = self.plan.items.get(item).and_then(|i| i.level.as_ref());
            own.is_none_or(|own| own == level)
        };
        let acts = |ix: &usize| {
            let veto = self.plan.vetoes.get(*ix).filter(|v| of_level(v.item));
            veto.is_some_and(|v| self.results.values.of(v.condition, unit).truth() == Some(true))
        };
        (0..self.plan.vetoes.len()).filter(acts).collect()
    }

    fn under(&self, unit: usize, effect: VetoEffect) -> bool {
        self.vetoes(unit).into_iter().any(|ix| self.plan.vetoes.get(ix).is_some_and(|v| v.effect == effect))
    }

    /// What a unit is ordered by; `None` without a score. `total` brings in what concerns totals only: a veto to last
    /// place, and the items that decide between equals.
    pub(super) fn key(&self, basis: NodeId, total: bool, unit: usize) -> Option<Key> {
        let number = |node: NodeId| self.results.values.of(node, unit).number().cloned();
        let score = number(basis)?;
        let ties = match &self.plan.mechanism.ties {
            Ties::Items(items) if total => items.iter().map(|item| number(*item)).collect(),
            _ => Vec::new(),
        };
        let ticket = match self.plan.mechanism.ties {
            Ties::Draw => self.given.tickets.get(&self.table.units().all()[unit].code).cloned(),
            _ => None,
        };
        Some(Key { last: total && self.under(unit, VetoEffect::LastPlace), score, ties, ticket })
    }

    /// Units with a score, best first, and those without.
    pub(super) fn order(&self, basis: NodeId, total: bool, units: &[usize]) -> (Vec<Ordered>, Vec<usize>) {
        let mut all: Vec<(usize, Key)> = Vec::new();
        let mut without = Vec::new();
        for unit in units {
            match self.key(basis, total, *unit) {
                Some(key) => all.push((*unit, key)),
                None => without.push(*unit),
            }
        }
        settle_tickets(&mut all);
        // The code keeps equals in one order, whatever the order of the file.
        let code = |unit: usize| &self.table.units().all()[unit].code;
        all.sort_by(|a, b| a.1.compare(&b.1).then_with(|| code(a.0).cmp(code(b.0))));
        let mut ordered: Vec<Ordered> = Vec::with_capacity(all.len());
        for (unit, key) in all {
            let class = match ordered.last() {
                Some(before) if before.key.compare(&key) == Ordering::Equal => before.class,
                Some(before) => before.class + 1,
                None => 0,
            };
            ordered.push(Ordered { unit, key, class });
        }
        (ordered, without)
    }

    /// The published ranking of a level.
    pub(super) fn ranking(&self, level: Option<&str>, total: NodeId) -> LevelRanking {
        let (ordered, without) = self.order(total, true, &self.assessed(level));
        let (ranked, outside): (Vec<Ordered>, Vec<Ordered>) =
            ordered.into_iter().partition(|o| !self.under(o.unit, VetoEffect::NotEligible));
        let mut places: Vec<Place> = Vec::new();
        for own in &ranked {
            let better = ranked.partition_point(|o| o.class < own.class);
            let not_worse = ranked.partition_point(|o| o.class <= own.class);
            places.push(Place {
                unit: own.unit,
                score: Some(own.key.score.clone()),
                rank: Some(better + 1),
                shared: not_worse - better > 1,
                told_apart: self.told_apart(own, &ranked),
                vetoes: self.vetoes(own.unit),
                stands_in: self.results.substituted(self.plan, own.unit),
            });
        }
        let rest =
            outside.iter().map(|o| (o.unit, Some(o.key.score.clone()))).chain(without.iter().map(|u| (*u, None)));
        for (unit, score) in rest {
            let vetoes = self.vetoes(unit);
            let stands_in = self.results.substituted(self.plan, unit);
            places.push(Place { unit, score, rank: None, shared: false, told_apart: None, vetoes, stands_in });
        }
        LevelRanking { level: level.map(str::to_owned), places }
    }

    /// What tells a unit apart from the first other one of the same score.
    fn told_apart(&self, own: &Ordered, all: &[Ordered]) -> Option<ToldApart> {
        let other = all.iter().find(|o| o.class != own.class && o.key.score == own.key.score)?;
        if own.key.last != other.key.last {
            return Some(ToldApart::LastPlace);
        }
        let at = own.key.ties.iter().zip(&other.key.ties).position(|(a, b)| a != b);
        match (at, &self.plan.mechanism.ties) {
            (Some(at), Ties::Items(items)) => {
                let score = items.get(at)?;
                self.plan.items.iter().position(|i| i.score == *score).map(ToldApart::Item)
            }
            _ => Some(ToldApart::Draw),
        }
    }
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
    pub(super) fn compare(&self, other: &Key) -> Ordering {
        self.before_tickets(other).then_with(|| self.ticket.cmp(&other.ticket))
    }

    fn before_tickets(&self, other: &Key) -> Ordering {
        self.last.cmp(&other.last).then_with(|| other.score.cmp(&self.score)).then_with(|| other.ties.cmp(&self.ties))
    }

    /// The same with another score.
    pub(super) fn with_score(&self, score: &Exact) -> Key {
        Key { score: score.clone(), ..self.clone() }
    }
}
