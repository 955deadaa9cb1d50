//! What a scheme rules beside points, with its names resolved: draws, teams, confirmation, lists and what follows.

use super::{InputIx, NodeId};
use kaocheng_syntax::exact::Exact;
use kaocheng_syntax::provision::{End, Exchange, Frequency, Hosting, Letters, Matched, Route, Sample, Teams, Within};
use kaocheng_syntax::span::Span;

/// What the plan rules beside points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mechanism {
    /// How sites are drawn; several rules speak of several kinds of site.
    pub samples: Vec<Sample>,
    /// How teams are made up.
    pub teams: Option<Teams>,
    /// Who provides for the teams.
    pub hosting: Vec<Hosting>,
    /// The ways in which a finding is confirmed, in the order of their numbers; empty where the scheme names none.
    pub routes: Vec<Route>,
    /// The inputs that are counts of findings: those of bonuses, deductions and vetoes.
    pub found: Vec<InputIx>,
    /// The lists, in text order. [`Mechanism::steps`] says in which order they are settled.
    pub lists: Vec<ListRule>,
    /// The outside facts that lists depend on.
    pub facts: Vec<OutsideFactRule>,
    /// How often bodies may assess.
    pub frequencies: Vec<Frequency>,
    /// What decides between equal scores.
    pub ties: Ties,
    /// What happens to units that are equal on both sides of a list's last place.
    pub cut_ties: CutTies,
    /// What a unit pays that several lists fine.
    pub penalties: Penalties,
    /// What departments hand over, and how often.
    pub exchanges: Vec<Exchange>,
    /// Who signs letters with whom.
    pub letters: Vec<Letters>,
    /// Days in which what was found must be mended.
    pub rectification: Option<u32>,
}

/// What decides between equal scores in a ranking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Ties {
    /// Nothing: equals share the rank.
    #[default]
    Share,
    /// The scores of these items in turn, the greater first; what is still equal shares the rank. Only for rankings by the
    /// total.
    Items(Vec<NodeId>),
    /// A public draw: the smaller ticket first. Without tickets equals share the rank.
    Draw,
}

/// Policy `cut-ties`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CutTies {
    /// All of them are listed; the list grows.
    #[default]
    All,
    /// None of them is; the list shrinks.
    None,
}

/// Policy `penalties`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Penalties {
    /// Every one.
    #[default]
    Add,
    /// Only the highest.
    Highest,
}

/// Index into [`Mechanism::lists`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListIx(pub usize);

/// Index into [`Mechanism::facts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactIx(pub usize);

/// A list of units.
#[derive(Clone, Debug, PartialEq)]
pub struct ListRule {
    /// Its name, without quotation marks.
    pub name: String,
    /// The level of unit that it lists; `None`: the only one assessed.
    pub level: Option<String>,
    /// How many units the text says it has.
    pub declared: Option<u32>,
    /// How units get on it; a union.
    pub picks: Vec<PickRule>,
    /// Who is left out because the text says so.
    pub exclusions: Vec<ExclusionRule>,
    /// Lists whose members cannot be on this one, the next in line taking their place: for an award list those that make
    /// ineligible, and under the policy `list-overlap: exclude` all that warn.
    pub barred: Vec<ListIx>,
    /// What follows.
    pub consequences: Vec<ConsequenceRule>,
    /// The outside fact it depends on.
    pub condition: Option<FactIx>,
    /// Whether it rewards: then units under a veto are left out too. Lists that warn leave nobody out for that.
    pub award: bool,
    /// The first sentence about it.
    pub span: Span,
}

/// What follows for a unit on a list. What follows for persons in office stays text.
#[derive(Clone, Debug, PartialEq)]
pub enum ConsequenceRule {
    /// Praised in public.
    Commend,
    /// Named in a circular.
    Circulate,
    /// On no award list.
    Ineligible,
    /// Money to (positive) or from (negative) the unit.
    Amount {
        /// How much, in `unit`.
        value: Exact,
        /// The currency as written.
        unit: String,
        /// Who adds what.
        matched: Vec<Matched>,
    },
    /// As much as somebody else gave, which is a figure of the unit.
    Matching {
        /// The other amount.
        input: InputIx,
        /// Its multiple; 1 for the same amount.
        ratio: Exact,
        /// The currency as written.
        unit: String,
    },
    /// Anything else, in the text's own words.
    Text(String),
}

/// One way to get on a list.
#[derive(Clone, Debug, PartialEq)]
pub enum PickRule {
    /// By place in a ranking.
    Ranked(RankedRule),
    /// By an event: a yes/no or count input of the unit. Beside the number of places of the other ways.
    Event(InputIx),
    /// By having been on a list so many years running, this one included. Proposed only, and beside the number of places.
    Years {
        /// Which list.
        list: ListIx,
        /// How many years; at least 2.
        years: u32,
    },
    /// Chosen by people: a yes/no input of the unit, at most so many.
    Chosen {
        /// How many.
        count: u32,
        /// Who is chosen.
        input: InputIx,
    },
}

/// Places in a ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct RankedRule {
    /// From which end.
    pub end: End,
    /// How many places; at least 1.
    pub count: u32,
    /// What is ranked: the total or an item's score.
    pub basis: NodeId,
    /// The item ranked by; `None`: the total.
    pub item: Option<usize>,
    /// Among whom.
    pub within: Within,
}

/// Units that a list leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExclusionRule {
    /// Those on this list, other than by years running.
    pub list: ListIx,
    /// Whether the next in line takes the place.
    pub succeed: bool,
}

/// An outside fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideFactRule {
    /// Stable id: `fact:1`.
    pub id: String,
    /// Its own words.
    pub label: String,
    /// Where they stand.
    pub span: Span,
}

/// One step in settling the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Who is on a list by place, event or choice.
    Places(ListIx),
    /// Who is proposed for it by years running. After it the list is complete.
    Years(ListIx),
}

impl Mechanism {
    /// The list behind an index.
    pub fn list(&self, list: ListIx) -> &ListRule {
        &self.lists[list.0]
    }

    /// The list of this name, quotation marks and blanks apart.
    pub fn find_list(&self, name: &str) -> Option<ListIx> {
        let key = list_key(name);
        self.lists.iter().position(|l| list_key(&l.name) == key).map(ListIx)
    }

    /// Both steps of every list, each after those it rests on; or the lists that rest on each other in a circle.
    ///
    /// A list's places rest on the places of the lists it excludes, and on all of those that bar from it: a unit that
    /// rises to a list by years running must not lose, by that, the place that it rises from.
    pub fn steps(&self) -> Result<Vec<Step>, Vec<ListIx>> {
        let mut done = Vec::new();
        let mut open = Vec::new();
        for ix in 0..self.lists.len() {
            self.visit(Step::Years(ListIx(ix)), &mut open, &mut done)?;
        }
        Ok(done)
    }

    fn visit(&self, step: Step, open: &mut Vec<Step>, done: &mut Vec<Step>) -> Result<(), Vec<ListIx>> {
        if done.contains(&step) {
            return Ok(());
        }
        if let Some(from) = open.iter().position(|s| *s == step) {
            let mut circle: Vec<ListIx> = open.iter().skip(from).map(|s| s.list()).collect();
            circle.dedup();
            return Err(circle);
        }
        open.push(step);
        for before in self.rests_on(step) {
            self.visit(before, open, done)?;
        }
        open.pop();
        done.push(step);
        Ok(())
    }

    fn rests_on(&self, step: Step) -> Vec<Step> {
        let Some(rule) = self.lists.get(step.list().0) else { return Vec::new() };
        match step {
            Step::Places(_) => {
                let excluded = rule.exclusions.iter().map(|e| Step::Places(e.list));
                excluded.chain(rule.barred.iter().map(|l| Step::Years(*l))).collect()
            }
            Step::Years(own) => {
                let risen = rule.picks.iter().filter_map(|p| match p {
                    // A list that counts its own years looks at its own places.
                    PickRule::Years { list, .. } if *list != own => Some(Step::Years(*list)),
                    _ => None,
                });
                std::iter::once(Step::Places(own)).chain(risen).collect()
            }
        }
    }
}

impl Step {
    /// The list that it is about.
    pub fn list(self) -> ListIx {
        match self {
            Step::Places(list) | Step::Years(list) => list,
        }
    }
}

/// What two names of one list have in common: no quotation marks, no blanks, no case, and not the words 单位 and 名单 that
/// a sentence may add.
pub fn list_key(name: &str) -> String {
    let plain: String =
        name.chars().filter(|c| !c.is_whitespace() && !QUOTES.contains(c)).flat_map(char::to_lowercase).collect();
    let shorter = ["名单", "单位"].iter().fold(plain.as_str(), |text, end| text.strip_suffix(end).unwrap_or(text));
    if shorter.is_empty() { plain } else { shorter.to_owned() }
}

/// Marks around a list's name.
pub const QUOTES: [char; 11] = ['“', '”', '"', '「', '」', '『', '』', '‘', '’', '《', '》'];
