//! Why a unit has its rank, in words: its place, the units next to it, and how far away they are.

use super::decision::Telling;
use super::number::show_number;
use crate::decide::{LevelRanking, Place};

impl Telling<'_> {
    /// The lines about a unit's rank; empty for a unit of no level assessed.
    pub fn rank(&self, unit: usize) -> Vec<String> {
        let ranking = self.decisions.rankings.iter().find(|r| r.places.iter().any(|p| p.unit == unit));
        let Some((ranking, own)) = ranking.and_then(|r| Some((r, r.places.iter().find(|p| p.unit == unit)?))) else {
            return Vec::new();
        };
        let of = ranking.places.iter().filter(|p| p.rank.is_some()).count();
        let mut lines = vec![self.place(own, of)];
        if own.rank.is_some() {
            lines.extend(neighbour(ranking, own, true).map(|other| self.gap(own, other, true)));
            lines.extend(self.sharing(ranking, own));
            lines.extend(neighbour(ranking, own, false).map(|other| self.gap(own, other, false)));
        }
        lines
    }

    fn gap(&self, own: &Place, other: &Place, above: bool) -> String {
        let name = self.unit(other.unit);
        let rank = other.rank.unwrap_or_default();
        let scores = own.score.as_ref().zip(other.score.as_ref());
        let gap = scores.map_or_else(String::new, |(a, b)| show_number(&if a > b { a - b } else { b - a }));
        let equal = scores.is_some_and(|(a, b)| a == b);
        match (above, equal, self.zh()) {
            (true, true, true) => format!("前一名是{name}(第 {rank} 名),总分相同"),
            (true, true, false) => format!("before it is {name} (rank {rank}) with the same total"),
            (true, false, true) => format!("前一名是{name}(第 {rank} 名),高 {gap} 分;多得 {gap} 分以上即可超过"),
            (true, false, false) => {
                format!("before it is {name} (rank {rank}), {gap} points ahead; more than that would overtake it")
            }
            (false, true, true) => format!("后一名是{name}(第 {rank} 名),总分相同"),
            (false, true, false) => format!("after it is {name} (rank {rank}) with the same total"),
            (false, false, true) => format!("后一名是{name}(第 {rank} 名),低 {gap} 分"),
            (false, false, false) => format!("after it is {name} (rank {rank}), {gap} points behind"),
        }
    }

    fn sharing(&self, ranking: &LevelRanking, own: &Place) -> Option<String> {
        let same = ranking.places.iter().filter(|p| p.rank == own.rank && p.unit != own.unit);
        let units: Vec<usize> = same.map(|p| p.unit).collect();
        if units.is_empty() {
            return None;
        }
        let names = self.names(&units);
        Some(if self.zh() { format!("同名次的有{names}") } else { format!("the same rank: {names}") })
    }
}

/// The nearest unit of a better or worse rank.
fn neighbour<'r>(ranking: &'r LevelRanking, own: &Place, above: bool) -> Option<&'r Place> {
    let mut ranked = ranking.places.iter().filter(|p| p.rank.is_some());
    if above {
        ranked.rfind(|p| p.rank < own.rank)
    } else {
        ranked.filter(|p| p.rank > own.rank).min_by_key(|p| p.rank)
    }
}
