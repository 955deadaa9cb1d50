//! What people must look at beside the lists themselves. The words are in `explain::decision`.

use kaocheng_compile::plan::{FactIx, InputIx, ListIx};

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The text declares another number of units than the rules give.
    CountDiffers {
        /// The list.
        list: ListIx,
        /// What the text says.
        declared: usize,
        /// What places and choice give, or would give where the list is pending.
        found: usize,
    },
    /// In a group that is ranked apart fewer units can be listed than places are given.
    PlacesEmpty {
        /// The list.
        list: ListIx,
        /// The unit above the group; `None`: all units.
        within: Option<usize>,
        /// Places that nobody took.
        empty: usize,
    },
    /// Equal units stand on both sides of the last place.
    TieAtCut {
        /// The list.
        list: ListIx,
        /// The unit above the group.
        within: Option<usize>,
        /// The equal units.
        units: Vec<usize>,
        /// What came of them.
        outcome: TieOutcome,
    },
    /// Who is listed as one of the last is in the upper half of the whole ranking.
    HighPlace {
        /// The list.
        list: ListIx,
        /// The unit.
        unit: usize,
        /// Its rank.
        rank: usize,
        /// Of how many.
        of: usize,
    },
    /// A list waits for an outside fact that nobody has established.
    FactUnknown {
        /// The list.
        list: ListIx,
        /// The fact.
        fact: FactIx,
    },
    /// No unit belongs to any group of a way to get on a list: a class or level without units.
    NobodyOfGroup {
        /// The list.
        list: ListIx,
        /// The pick.
        pick: usize,
    },
    /// Nobody said whether an event happened in so many units; it counts as not having happened.
    EventUnreported {
        /// The list.
        list: ListIx,
        /// The event.
        input: InputIx,
        /// In how many.
        units: usize,
    },
    /// More units are chosen than the text allows.
    TooManyChosen {
        /// The list.
        list: ListIx,
        /// At most.
        most: usize,
        /// Chosen.
        chosen: usize,
    },
    /// The year of the round is not known, so years running cannot be counted.
    YearUnknown {
        /// The list.
        list: ListIx,
    },
    /// No round of an earlier year is there; units that were listed before it may be on their second year.
    NoRoundOf {
        /// The list.
        list: ListIx,
        /// The year.
        year: i32,
        /// Units that depend on it.
        units: Vec<usize>,
    },
    /// A decision about a unit that nobody proposed.
    NotProposed {
        /// Its place in the decisions handed in.
        confirmation: usize,
    },
    /// An amount follows from a figure that is not there.
    AmountMissing {
        /// The list.
        list: ListIx,
        /// The unit.
        unit: usize,
        /// The figure.
        input: InputIx,
    },
    /// One unit is rewarded by one list and warned by another, and the scheme allows it.
    RewardedAndWarned {
        /// The list that rewards.
        award: ListIx,
        /// The list that warns.
        warning: ListIx,
        /// The unit.
        unit: usize,
    },
    /// A unit is fined by several lists and only the highest stands.
    FineWaived {
        /// The list whose fine does not stand.
        list: ListIx,
        /// The list whose fine does.
        stands: ListIx,
        /// The unit.
        unit: usize,
    },
}

/// What came of units equal at the cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TieOutcome {
    /// All are listed.
    AllIn,
    /// None is.
    NoneIn,
    /// A public draw must be held.
    DrawNeeded,
}
