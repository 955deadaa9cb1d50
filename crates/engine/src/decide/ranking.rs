//! The published ranking of every level, with what told equals apart.

use super::given::Given;
use crate::order::{Ground, Ordered, rank_of};
use crate::results::Results;
use crate::table::Table;
use kaocheng_compile::plan::{NodeId, Plan, Ties};
use kaocheng_syntax::exact::Exact;

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

    /// What the units are ordered by.
    pub(super) fn ground(&self) -> Ground<'_> {
        let (units, values) = (self.table.units(), &self.results.values);
        Ground { plan: self.plan, units, values, tickets: &self.given.tickets }
    }

    /// The published ranking of a level.
    pub(super) fn ranking(&self, level: Option<&str>, total: NodeId) -> LevelRanking {
        let ground = self.ground();
        let (ranked, outside) = ground.ranked(total, &self.assessed(level));
        let place = |unit: usize| Place {
            unit,
            score: self.results.values.of(total, unit).number().cloned(),
            rank: None,
            shared: false,
            told_apart: None,
            vetoes: ground.vetoes(unit),
            stands_in: self.results.substituted(self.plan, unit),
        };
        let in_order = ranked.iter().map(|own| {
            let rank = rank_of(&ranked, own);
            let shared = ranked.partition_point(|o| o.class <= own.class) > rank;
            Place { rank: Some(rank), shared, told_apart: self.told_apart(own, &ranked), ..place(own.unit) }
        });
        let places = in_order.chain(outside.iter().map(|unit| place(*unit))).collect();
        LevelRanking { level: level.map(str::to_owned), places }
    }

    /// What tells a unit apart from the first other one of the same score.
    fn told_apart(&self, own: &Ordered, all: &[Ordered]) -> Option<ToldApart> {
        let other = all.iter().find(|o| o.class != own.class && o.key.score == own.key.score)?;
        if own.key.last != other.key.last {
            return Some(ToldApart::LastPlace);
        }
        let at = own.key.tie_between(&other.key);
        match (at, &self.plan.mechanism.ties) {
            (Some(at), Ties::Items(items)) => {
                let score = items.get(at)?;
                self.plan.items.iter().position(|i| i.score == *score).map(ToldApart::Item)
            }
            _ => Some(ToldApart::Draw),
        }
    }
}
