//! Whether the leader is one of a team's members: the text leaves it open, and the number of people hangs on it.

use super::context::Context;
use crate::mechanism::provisions;
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::provision::{ProvisionRule, Teams};

pub(super) fn check(context: &Context) -> Vec<Diagnostic> {
    let all = provisions(context.document);
    let open = all.iter().filter_map(|placed| match &placed.provision.rule {
        ProvisionRule::Teams(teams) if teams.leader.is_some() && teams.leader_counts.is_none() => {
            Some((teams, placed.provision.span))
        }
        _ => None,
    });
    let finding = |(teams, span): (&Teams, _)| {
        let people = |size: u32| u64::from(teams.count) * u64::from(size);
        Diagnostic::question("leader-open", span)
            .with("size", teams.size.to_string())
            .with("inside", people(teams.size).to_string())
            .with("apart", people(teams.size.saturating_add(1)).to_string())
    };
    open.map(finding).collect()
}
