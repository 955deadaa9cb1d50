//! The lists that one sentence is making: picks first, then what follows for whoever is on them.

use super::rule::{Consequence, End, Exclusion, List, Matched, OutsideFact, Pick, Ranked};
use super::text::Range;

/// How a sentence about lists read.
pub(super) enum Found {
    /// The lists that it makes.
    Lists(Vec<List>),
    /// It is about something else.
    Nothing,
    /// It is about lists, up to this place.
    Failed(usize),
}

/// What has been read of a sentence about lists.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    /// The lists; several where each has its own name (一等奖1名、二等奖2名).
    pub lists: Vec<List>,
    /// Picks whose list has no name yet.
    pub picks: Vec<Pick>,
    /// Who is left out.
    pub exclusions: Vec<Exclusion>,
    /// The outside fact that must hold.
    pub condition: Option<OutsideFact>,
    /// How many there are, as the text says.
    pub declared: Option<u32>,
    /// The words that picks are made of; they name a list that has no other name.
    pub words: Option<Range>,
    /// What follows, before the list has a name.
    pub consequences: Vec<Consequence>,
    /// The name.
    pub name: Option<String>,
    /// Whether anything was said to follow.
    pub settled: bool,
}

impl Group {
    /// Whether nothing was read yet.
    pub fn is_empty(&self) -> bool {
        self.lists.is_empty() && self.picks.is_empty() && self.name.is_none() && !self.settled
    }

    /// Adds what follows, for every list of the sentence.
    pub fn follow(&mut self, consequence: Consequence) {
        self.settled = true;
        // 一票否决,取消评先资格 says one thing twice.
        if !self.consequences.contains(&consequence) {
            self.consequences.push(consequence);
        }
    }

    /// Lets somebody add to the amount that was said last.
    pub fn matched(&mut self, matched: &Matched) -> bool {
        add_match(&mut self.consequences, matched)
    }

    /// Gives each list, or each place, an amount of its own. `words` are those of the places.
    pub fn zip(&mut self, amounts: Vec<Consequence>, words: &str) -> bool {
        self.settled = true;
        if self.lists.len() == amounts.len() {
            for (list, amount) in self.lists.iter_mut().zip(amounts) {
                list.consequences.push(amount);
            }
            return true;
        }
        let [Pick::Ranked(ranked)] = self.picks.as_slice() else { return false };
        if usize::try_from(ranked.count).ok() != Some(amounts.len()) || ranked.end != End::Top {
            return false;
        }
        // The second place is the first of those who are not the first.
        let mut before: Vec<Exclusion> = Vec::new();
        let ranked = ranked.clone();
        for (place, amount) in (1u32..).zip(amounts) {
            let name = place_name(place, self.name.as_deref().unwrap_or(words));
            let pick = Pick::Ranked(Ranked { count: 1, ..ranked.clone() });
            let mut list = empty(name.clone());
            list.picks.push(pick);
            list.exclusions.clone_from(&before);
            list.consequences.push(amount);
            self.lists.push(list);
            before.push(Exclusion { list: name, succeed: true });
        }
        self.picks.clear();
        true
    }

    /// The finished lists. `fallback` names one that the sentence does not name.
    pub fn finish(self, fallback: impl Fn(Option<Range>) -> String) -> Vec<List> {
        let mut lists = self.lists;
        if lists.is_empty() {
            let name = self.name.unwrap_or_else(|| fallback(self.words));
            lists.push(empty(name));
            if let Some(list) = lists.first_mut() {
                list.picks = self.picks;
                list.declared = self.declared;
            }
        }
        for list in &mut lists {
            list.exclusions.extend(self.exclusions.iter().cloned());
            list.consequences.extend(self.consequences.iter().cloned());
            list.condition = self.condition.clone();
        }
        lists
    }
}

/// A list of this name with nothing on it.
pub(super) fn empty(name: String) -> List {
    List { name, declared: None, picks: Vec::new(), exclusions: Vec::new(), consequences: Vec::new(), condition: None }
}

/// Adds `matched` to the last amount among `consequences`.
pub(super) fn add_match(consequences: &mut [Consequence], matched: &Matched) -> bool {
    for consequence in consequences.iter_mut().rev() {
        if let Consequence::Amount { matched: all, .. } = consequence {
            all.push(matched.clone());
            return true;
        }
    }
    false
}

/// 综合考核前3名中的第2名; in English `the top three, place 2`.
fn place_name(place: u32, of: &str) -> String {
    if of.is_ascii() { format!("{of}, place {place}") } else { format!("{of}中的第{place}名") }
}
