//! Why a unit is on a list or not, and what would have changed it.

use super::places::{Fate, Group, LeftOut};
use super::ranking::Scores;
use super::settle::happened;
use super::{Decisions, Given};
use crate::results::Results;
use crate::table::Table;
use kaocheng_compile::plan::{CutTies, InputIx, ListIx, ListRule, PickRule, Plan, Ties};
use kaocheng_syntax::exact::Exact;
use kaocheng_syntax::provision::End;
use num_traits::Signed;
use std::cmp::Ordering;

/// Why a unit is on a list, or not, by one of its ways.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// Its place in a ranking.
    Place(Box<PlaceReason>),
    /// It has no score in a ranking.
    NoScore {
        /// The pick.
        pick: usize,
    },
    /// It is in no group of a ranking: of another class, or below no unit of the level.
    OtherGroup {
        /// The pick.
        pick: usize,
    },
    /// An event.
    Event {
        /// The figure.
        input: InputIx,
        /// Whether it happened; `None`: nobody said.
        happened: Option<bool>,
    },
    /// Chosen by people, or not.
    Chosen {
        /// The figure.
        input: InputIx,
        /// Whether it was.
        chosen: bool,
    },
    /// So many years running on another list. Without a confirmation it is only proposed.
    Years {
        /// The other list.
        from: ListIx,
        /// The earlier years, with the hashes of the rounds that say so.
        years: Vec<(i32, String)>,
        /// The decision that put it on the list.
        confirmation: Option<usize>,
    },
    /// Not so many years running.
    TooFewYears {
        /// The other list.
        from: ListIx,
        /// Years needed, this one included.
        needed: u32,
        /// Whether it is on that list this year.
        this_year: bool,
    },
    /// An event or a choice points to it, but it may not be there.
    TurnedAway(LeftOut),
    /// The list is about units of another level.
    OtherLevel,
}

/// A unit's place in a ranking and what hangs on it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceReason {
    /// The pick.
    pub pick: usize,
    /// The unit above its group, where units are ranked apart.
    pub within: Option<usize>,
    /// Its place, from the end that is counted from.
    pub place: usize,
    /// Of how many that may take one.
    pub of: usize,
    /// How many places there are.
    pub count: usize,
    /// Its score.
    pub score: Exact,
    /// What came of it.
    pub fate: Fate,
    /// For a listed unit the first one beyond the cut, for another the last one listed; with its score.
    pub neighbour: Option<(usize, Exact)>,
    /// Units before it that may not take a place, so that it moved up.
    pub moved_up_by: Vec<(usize, LeftOut)>,
    /// The smallest change of its own score that turns the outcome.
    pub change: Option<Change>,
}

/// A change of a unit's own score, all else as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The score at which the outcome turns.
    pub to: Exact,
    /// How far that is, not negative.
    pub by: Exact,
    /// Whether the score must rise; else it must fall.
    pub rise: bool,
    /// Whether it must go beyond that score: equality does not turn it.
    pub beyond: bool,
    /// The unit at the cut.
    pub against: usize,
}

/// Every way of a list, for one unit: why it is there by it, or why not.
pub fn reasons(
    plan: &Plan,
    table: &Table,
    results: &Results,
    given: &Given,
    decisions: &Decisions,
    list: ListIx,
    unit: usize,
) -> Vec<Reason> {
    let scores = Scores { plan, table, results, given };
    let (Some(rule), Some(decision)) = (plan.mechanism.lists.get(list.0), decisions.list(list)) else {
        return Vec::new();
    };
    if !scores.assessed(rule.level.as_deref()).contains(&unit) {
        return vec![Reason::OtherLevel];
    }
    let mut all = Vec::new();
    for (ix, pick) in rule.picks.iter().enumerate() {
        all.push(match pick {
            PickRule::Ranked(_) => {
                let of_pick = || decision.groups.iter().filter(|g| g.pick == ix);
                match of_pick().find(|g| g.order.iter().any(|s| s.unit == unit)) {
                    Some(group) => reason_of_place(&scores, rule, group, unit),
                    None if of_pick().any(|g| g.without.contains(&unit)) => Reason::NoScore { pick: ix },
                    None => Reason::OtherGroup { pick: ix },
                }
            }
            PickRule::Event(input) => Reason::Event { input: *input, happened: happened(table.value(*input, unit)) },
            PickRule::Chosen { input, .. } => {
                Reason::Chosen { input: *input, chosen: happened(table.value(*input, unit)) == Some(true) }
            }
            PickRule::Years { list: from, years } => {
                match decision.proposals.iter().find(|p| p.unit == unit && p.pick == ix) {
                    Some(p) => Reason::Years {
                        from: *from,
                        years: p.years.clone(),
                        confirmation: p.decided.filter(|_| p.confirmed),
                    },
                    None => Reason::TooFewYears {
                        from: *from,
                        needed: *years,
                        this_year: decisions.list(*from).is_some_and(|d| d.has(unit)),
                    },
                }
            }
        });
    }
    all.extend(decision.turned_away.iter().filter(|(u, _)| *u == unit).map(|(_, why)| Reason::TurnedAway(*why)));
    all
}

/// The first unit of each ranking that is not listed.
pub(super) fn first_outside(scores: &Scores, rule: &ListRule, groups: &[Group]) -> Vec<(usize, Reason)> {
    let first = |group: &Group| {
        let outside = group.order.iter().find(|s| matches!(s.fate, Fate::Beyond | Fate::TiedOut | Fate::TiedOpen))?;
        Some((outside.unit, reason_of_place(scores, rule, group, outside.unit)))
    };
    groups.iter().filter_map(first).collect()
}

/// The place of a unit of a group.
pub(super) fn reason_of_place(scores: &Scores, rule: &ListRule, group: &Group, unit: usize) -> Reason {
    let at = group.order.iter().position(|s| s.unit == unit);
    let Some((at, own)) = at.and_then(|ix| group.order.get(ix).map(|s| (ix, s))) else {
        return Reason::NoScore { pick: group.pick };
    };
    let left_out = |fate: Fate| match fate {
        Fate::LeftOut(why) if why.succeeds() => Some(why),
        _ => None,
    };
    let before = group.order.iter().take(at);
    let moved_up_by = before.filter_map(|s| left_out(s.fate).map(|why| (s.unit, why))).collect();
    let mut candidates = group.order.iter().filter(|s| left_out(s.fate).is_none());
    let of = candidates.clone().count();
    let neighbour = if own.fate.is_listed() {
        candidates.find(|s| !s.fate.is_listed())
    } else {
        candidates.rfind(|s| s.fate.is_listed())
    };
    Reason::Place(Box::new(PlaceReason {
        pick: group.pick,
        within: group.within,
        place: own.place,
        of,
        count: group.count,
        score: own.score.clone(),
        fate: own.fate,
        neighbour: neighbour.map(|s| (s.unit, s.score.clone())),
        moved_up_by,
        change: change(scores, rule, group, unit),
    }))
}

/// The smallest change of the unit's own score that takes it off the list or puts it on. `None` where no score does: too
/// few units, a unit that may not be there, a veto to last place.
fn change(scores: &Scores, rule: &ListRule, group: &Group, unit: usize) -> Option<Change> {
    let Some(PickRule::Ranked(ranked)) = rule.picks.get(group.pick) else { return None };
    let own = group.order.iter().find(|s| s.unit == unit)?;
    if matches!(own.fate, Fate::LeftOut(_) | Fate::TiedOpen) {
        return None;
    }
    let succeeds = |f: Fate| matches!(f, Fate::LeftOut(why) if why.succeeds());
    let mut others = group.order.iter().filter(|s| s.unit != unit && !succeeds(s.fate));
    // With one place fewer than there are others, the last of those decides.
    let against = others.nth(group.count.checked_sub(1)?)?.unit;
    let total = ranked.item.is_none();
    let key = scores.ground().key(ranked.basis, total, unit)?;
    let bar = scores.ground().key(ranked.basis, total, against)?;
    if key.last != bar.last {
        return None;
    }
    let level = key.with_score(&bar.score).compare(&bar);
    let level = if ranked.end == End::Top { level } else { level.reverse() };
    // Whether the unit is on the list when it has just that score.
    let on_at_equal = match level {
        Ordering::Less => true,
        Ordering::Greater => false,
        Ordering::Equal if scores.plan.mechanism.ties == Ties::Draw => return None,
        Ordering::Equal => scores.plan.mechanism.cut_ties == CutTies::All,
    };
    let listed = own.fate.is_listed();
    let up = ranked.end == End::Top;
    Some(Change {
        by: (&own.score - &bar.score).abs(),
        to: bar.score,
        rise: listed != up,
        beyond: listed == on_at_equal,
        against,
    })
}
