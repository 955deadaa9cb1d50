//! Why a unit has its rank, in words: its place, the units next to it, and how far away they are.

use super::decision::Telling;
use super::number::show_number;
use crate::decide::{LevelRanking, Place, ToldApart};

/// How much of a ticket is shown: eight digits behind the point tell units apart.
const SHOWN: usize = 10;

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

    /// Why a unit has its rank.
    pub fn place(&self, place: &Place, of: usize) -> String {
        let score = place.score.as_ref().map(show_number);
        let mut parts = vec![match (&score, place.rank, self.zh()) {
            (Some(score), Some(rank), true) if place.shared => format!("总分 {score},并列第 {rank} 名,共 {of} 个"),
            (Some(score), Some(rank), true) => format!("总分 {score},第 {rank} 名,共 {of} 个"),
            (Some(score), Some(rank), false) if place.shared => format!("total {score}, rank {rank} of {of}, shared"),
            (Some(score), Some(rank), false) => format!("total {score}, rank {rank} of {of}"),
            (Some(score), None, true) => format!("总分 {score},不参加排名"),
            (Some(score), None, false) => format!("total {score}, not ranked"),
            (None, _, true) => "没有总分,不参加排名".to_owned(),
            (None, _, false) => "no total, not ranked".to_owned(),
        }];
        parts.extend(place.told_apart.map(|by| self.told_apart(by, place.unit)));
        parts.extend(place.vetoes.iter().map(|veto| self.veto(*veto)));
        if !place.stands_in.is_empty() {
            parts.push(self.stood_in(&place.stands_in));
        }
        self.joined(parts)
    }

    /// The items in which no site was drawn and another score stands in: the rank rests on other things than its
    /// neighbours' (R6C-03).
    fn stood_in(&self, items: &[usize]) -> String {
        let titles: Vec<&str> =
            items.iter().filter_map(|i| self.plan.items.get(*i)).map(|i| i.title.as_str()).collect();
        match self.zh() {
            true => format!("“{}”没有抽到样本点,由另一得分代替", titles.join("”“")),
            false => format!("no site was drawn for “{}”, and another score stands in", titles.join("”, “")),
        }
    }

    fn told_apart(&self, by: ToldApart, unit: usize) -> String {
        let code = self.table.units().all().get(unit).map(|u| u.code.as_str());
        let ticket = code.and_then(|code| self.given.tickets.get(code));
        let ticket: String = ticket.map_or("–", String::as_str).chars().take(SHOWN).collect();
        let title = |item: usize| self.plan.items.get(item).map_or("", |i| i.title.as_str());
        match (by, self.zh()) {
            (ToldApart::Item(item), true) => format!("同分的以“{}”得分定先后", title(item)),
            (ToldApart::Item(item), false) => format!("equal totals go by “{}”", title(item)),
            (ToldApart::Draw, true) => format!("同分的以公开抽签定先后(号码 {ticket},小者在前)"),
            (ToldApart::Draw, false) => {
                format!("equal totals go by a public draw (ticket {ticket}, the smaller first)")
            }
            (ToldApart::LastPlace, true) => "一票否决,列末位".to_owned(),
            (ToldApart::LastPlace, false) => "a veto puts it last".to_owned(),
        }
    }

    pub(super) fn veto(&self, veto: usize) -> String {
        let title =
            self.plan.vetoes.get(veto).and_then(|v| self.plan.items.get(v.item)).map_or("", |i| i.title.as_str());
        if self.zh() { format!("一票否决({title})") } else { format!("under a veto ({title})") }
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
