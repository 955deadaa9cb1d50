//! Whether a finding's confirmation is complete, and if not, what it still needs.

use super::{Finding, State};
use kaocheng_compile::plan::{InputIx, Plan, earned_only};
use kaocheng_syntax::clause::InputKind;
use kaocheng_syntax::provision::{Route, RouteKind};

/// Why a finding does not score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It still needs this, and scores once all of it is there.
    Needs(Vec<Need>),
    /// It was rejected.
    Rejected,
    /// It was withdrawn.
    Withdrawn,
}

/// One thing that a finding needs before it scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// That somebody confirms it.
    Confirmation,
    /// A document that shows it.
    Evidence,
    /// One of the scheme's confirmation routes; these are their numbers and words.
    Route(Vec<(u32, String)>),
    /// More reports.
    Reports {
        /// How many the route asks for.
        least: u32,
        /// How many there are.
        found: u32,
    },
    /// More people who reported independently of each other.
    Independent {
        /// How many the route asks for.
        least: u32,
        /// How many there are.
        found: u32,
    },
    /// That it was looked into and is true.
    Verification,
    /// The points, words or amount that are given for it.
    Value,
    /// Why so many points are given.
    Reason,
    /// A second office's signature.
    SecondSignature,
}

/// Whether a finding scores: `None`; or why it does not.
///
/// Confirmed and shown by a document it must always be. What costs points, or overrides them, also needs one of the
/// scheme's routes where the scheme names some (R6A-21); what only earns points does not, but a route it names must be
/// complete. Points within a range need value, reason and a second signature.
pub fn standing(plan: &Plan, finding: &Finding) -> Option<Why> {
    match finding.state {
        State::Rejected => return Some(Why::Rejected),
        State::Withdrawn => return Some(Why::Withdrawn),
        State::Reported | State::Confirmed => {}
    }
    let mut needs = Vec::new();
    if finding.state == State::Reported {
        needs.push(Need::Confirmation);
    }
    if finding.evidence.is_empty() {
        needs.push(Need::Evidence);
    }
    needs.extend(route_needs(plan, finding));
    needs.extend(value_needs(plan, finding));
    if needs.is_empty() { None } else { Some(Why::Needs(needs)) }
}

fn route_needs(plan: &Plan, finding: &Finding) -> Vec<Need> {
    let routes = &plan.mechanism.routes;
    match finding.route.and_then(|number| routes.iter().find(|r| r.number == number)) {
        Some(route) => of_route(route, finding),
        None if routes.is_empty() || only_earns(plan, finding) => Vec::new(),
        None => vec![Need::Route(routes.iter().map(|r| (r.number, r.words.clone())).collect())],
    }
}

fn only_earns(plan: &Plan, finding: &Finding) -> bool {
    let earned = earned_only(plan);
    let all = |ix: &InputIx| earned.contains(ix);
    all(&finding.kind) && finding.aggravators.iter().all(all)
}

fn of_route(route: &Route, finding: &Finding) -> Vec<Need> {
    let mut needs = Vec::new();
    if let RouteKind::Reports { least } = route.kind {
        let (reports, independent) = (finding.reports.unwrap_or(0), finding.independent.unwrap_or(0));
        // 3 reports of one person are one report, so what counts is the people; fewer reports than people cannot be.
        if reports < least {
            needs.push(Need::Reports { least, found: reports });
        }
        if independent < least {
            needs.push(Need::Independent { least, found: independent });
        }
    }
    if !finding.verified {
        needs.push(Need::Verification);
    }
    needs
}

fn value_needs(plan: &Plan, finding: &Finding) -> Vec<Need> {
    let Some(input) = plan.inputs.get(finding.kind.0) else { return Vec::new() };
    let judged = input.kind == InputKind::Judged;
    let valued = judged || matches!(input.kind, InputKind::Choice(_) | InputKind::Amount);
    let mut needs = Vec::new();
    if valued && finding.value.is_none() {
        needs.push(Need::Value);
    }
    if judged && finding.reason.trim().is_empty() {
        needs.push(Need::Reason);
    }
    if judged && finding.second.trim().is_empty() {
        needs.push(Need::SecondSignature);
    }
    needs
}
