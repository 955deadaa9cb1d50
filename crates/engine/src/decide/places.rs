//! One way to get on a list by place: who takes the places in each group, who is left out, who is equal at the cut.

use super::ranking::Scores;
use crate::order::Ordered;
use kaocheng_compile::plan::{CutTies, ListIx, RankedRule, Ties};
use kaocheng_syntax::exact::Exact;
use kaocheng_syntax::provision::{End, Within};

/// A ranking of which some places are taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Index of the pick in the list's rule.
    pub pick: usize,
    /// The unit under which these units stand, where units are ranked apart.
    pub within: Option<usize>,
    /// How many places are given.
    pub count: usize,
    /// The units, from the end that places are counted from.
    pub order: Vec<Standing>,
    /// Units without a score.
    pub without: Vec<usize>,
}

/// A unit in such a ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The unit.
    pub unit: usize,
    /// What it is ranked by.
    pub score: Exact,
    /// Its place among those that may take one, from 1; equals share it. That of a unit left out is the place it would
    /// have.
    pub place: usize,
    /// Whether it got one.
    pub fate: Fate,
}

/// What came of a unit in a ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It took a place.
    Listed,
    /// Equal at the cut, and all equals are listed.
    TiedIn,
    /// Equal at the cut, and none of the equals is listed.
    TiedOut,
    /// Equal at the cut until a public draw is held.
    TiedOpen,
    /// The places were taken before it.
    Beyond,
    /// It may not be on this list.
    LeftOut(LeftOut),
}

/// Why a unit may not be on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// It is on a list whose units the text leaves out.
    Excluded {
        /// That list.
        list: ListIx,
        /// Whether the next in line takes the place.
        succeed: bool,
    },
    /// It is on a list that bars from awards.
    Barred(ListIx),
    /// It is under a veto: an index into the plan's.
    Veto(usize),
}

impl LeftOut {
    /// Whether the next in line takes the place.
    pub fn succeeds(self) -> bool {
        !matches!(self, LeftOut::Excluded { succeed: false, .. })
    }
}

impl Fate {
    /// Whether the unit is on the list by this ranking.
    pub fn is_listed(self) -> bool {
        matches!(self, Fate::Listed | Fate::TiedIn)
    }
}

/// Units that are ranked together, with the unit above them where units are ranked apart.
pub(super) type Ranked = (Option<usize>, Vec<usize>);

/// Groups that the units of a level make for a pick; `None`: no unit belongs to any.
pub(super) fn groups(scores: &Scores, rule: &RankedRule, units: &[usize]) -> Option<Vec<Ranked>> {
    let all = scores.table.units().all();
    match &rule.within {
        Within::All => Some(vec![(None, units.to_vec())]),
        Within::Class(class) => {
            let of_class = |u: &&usize| all[**u].class.as_deref() == Some(class) || all[**u].level == *class;
            let own: Vec<usize> = units.iter().filter(of_class).copied().collect();
            (!own.is_empty()).then(|| vec![(None, own)])
        }
        Within::Each(level) => {
            let mut groups: Vec<Ranked> = Vec::new();
            for unit in units {
                let Some(above) = above(scores, *unit, level) else { continue };
                match groups.iter_mut().find(|(g, _)| *g == Some(above)) {
                    Some((_, own)) => own.push(*unit),
                    None => groups.push((Some(above), vec![*unit])),
                }
            }
            groups.sort_by(|a, b| {
                let code = |g: &Option<usize>| g.map(|u| all[u].code.as_str());
                code(&a.0).cmp(&code(&b.0))
            });
            (!groups.is_empty()).then_some(groups)
        }
    }
}

/// The unit above whose level the words name: exactly, or as one of several (县区: 县 and 区).
fn above(scores: &Scores, unit: usize, words: &str) -> Option<usize> {
    let all = scores.table.units().all();
    let chain = || std::iter::successors(all[unit].parent, |u| all[*u].parent);
    let named = |u: &usize| !all[*u].level.is_empty() && words.to_lowercase().contains(&all[*u].level.to_lowercase());
    chain().find(|u| all[*u].level == words).or_else(|| chain().find(named))
}

/// Who takes the places of one group.
pub(super) fn take(
    scores: &Scores,
    rule: &RankedRule,
    group: Ranked,
    pick: usize,
    left_out: &dyn Fn(usize) -> Option<LeftOut>,
) -> Group {
    let (within, units) = group;
    let (mut ordered, without) = scores.ground().order(rule.basis, rule.item.is_none(), &units);
    if rule.end == End::Bottom {
        ordered.reverse();
    }
    let count = rule.count as usize;
    let reasons: Vec<Option<LeftOut>> = ordered.iter().map(|o| left_out(o.unit)).collect();
    let may = |ix: usize| reasons.get(ix).is_some_and(|r| r.is_none_or(|r| !r.succeeds()));
    let candidates: Vec<&Ordered> = (0..ordered.len()).filter(|ix| may(*ix)).filter_map(|ix| ordered.get(ix)).collect();
    let cut = Cut::of(scores, &candidates, count);
    let standing = |(own, reason): (&Ordered, &Option<LeftOut>)| {
        let ahead = candidates.partition_point(|c| comes_before(c, own, rule.end));
        let fate = match (reason, cut.fate(own, ahead)) {
            (Some(reason), _) if reason.succeeds() => Fate::LeftOut(*reason),
            (Some(reason), fate) if fate != Fate::Beyond => Fate::LeftOut(*reason),
            (_, fate) => fate,
        };
        Standing { unit: own.unit, score: own.key.score.clone(), place: ahead + 1, fate }
    };
    let order = ordered.iter().zip(&reasons).map(standing).collect();
    Group { pick, within, count, order, without }
}

fn comes_before(other: &Ordered, own: &Ordered, end: End) -> bool {
    if end == End::Top { other.class < own.class } else { other.class > own.class }
}

/// Where the places end.
struct Cut {
    count: usize,
    /// The class that stands on both sides of the cut, and what becomes of it.
    tied: Option<(usize, Fate)>,
}

impl Cut {
    fn of(scores: &Scores, candidates: &[&Ordered], count: usize) -> Cut {
        let last = count.checked_sub(1).and_then(|ix| candidates.get(ix));
        let tied = match (last, candidates.get(count)) {
            (Some(last), Some(next)) if last.class == next.class => {
                let fate = match (&scores.plan.mechanism.ties, scores.plan.mechanism.cut_ties) {
                    (Ties::Draw, _) => Fate::TiedOpen,
                    (_, CutTies::All) => Fate::TiedIn,
                    (_, CutTies::None) => Fate::TiedOut,
                };
                Some((last.class, fate))
            }
            _ => None,
        };
        Cut { count, tied }
    }

    /// What becomes of a unit with so many candidates ahead of it.
    fn fate(&self, own: &Ordered, ahead: usize) -> Fate {
        match self.tied {
            Some((class, fate)) if class == own.class => fate,
            _ if ahead < self.count => Fate::Listed,
            _ => Fate::Beyond,
        }
    }
}
