//! The number of units that the text declares for a list, against what its rules can give.

use super::context::Context;
use crate::plan::{ListRule, PickRule};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::provision::Within;

pub(super) fn check(context: &Context) -> Vec<Diagnostic> {
    context.plan.mechanism.lists.iter().flat_map(of_list).collect()
}

fn of_list(list: &ListRule) -> Option<Diagnostic> {
    let declared = list.declared?;
    let places = places(list);
    let finding = |d: Diagnostic| d.with("list", list.name.clone()).with("declared", declared.to_string());
    if let Some(places) = places.filter(|p| *p != declared) {
        let found = Diagnostic::warning("list-count-differs", list.span).with("places", places.to_string());
        return Some(finding(found));
    }
    let beside = list.picks.iter().any(|p| matches!(p, PickRule::Event(_) | PickRule::Years { .. }));
    beside.then(|| finding(Diagnostic::note("quota-exceeded", list.span)))
}

/// Places and choices together; `None` where they depend on the number of groups, which only the units tell, or where
/// there are none.
fn places(list: &ListRule) -> Option<u32> {
    let mut sum = 0u32;
    for pick in &list.picks {
        match pick {
            PickRule::Ranked(r) if matches!(r.within, Within::Each(_)) => return None,
            PickRule::Ranked(r) => sum = sum.checked_add(r.count)?,
            PickRule::Chosen { count, .. } => sum = sum.checked_add(*count)?,
            PickRule::Event(_) | PickRule::Years { .. } => {}
        }
    }
    let counted = list.picks.iter().any(|p| matches!(p, PickRule::Ranked(_) | PickRule::Chosen { .. }));
    counted.then_some(sum)
}
