//! What follows for units on a list, and whether the list rewards or warns.

use crate::plan::{ConsequenceRule, PickRule};
use kaocheng_syntax::provision::End;
use num_traits::Signed;

/// Whether a list rewards: by what follows; where that is only text, by how units get on it.
pub(super) fn rewards(consequences: &[ConsequenceRule], picks: &[PickRule]) -> bool {
    let against = |c: &ConsequenceRule| match c {
        ConsequenceRule::Circulate | ConsequenceRule::Ineligible => true,
        ConsequenceRule::Amount { value, .. } => value.is_negative(),
        _ => false,
    };
    let for_it = |c: &ConsequenceRule| match c {
        ConsequenceRule::Commend | ConsequenceRule::Matching { .. } => true,
        ConsequenceRule::Amount { value, .. } => value.is_positive(),
        _ => false,
    };
    if consequences.iter().any(against) {
        return false;
    }
    if consequences.iter().any(for_it) {
        return true;
    }
    let from_top = |p: &PickRule| match p {
        PickRule::Ranked(r) => r.end == End::Top,
        PickRule::Chosen { .. } => true,
        PickRule::Event(_) | PickRule::Years { .. } => false,
    };
    picks.iter().any(from_top) && picks.iter().all(from_top)
}
