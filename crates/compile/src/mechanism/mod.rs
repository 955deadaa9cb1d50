//! What sections rule beside points ([`Provision`]s) → [`Mechanism`](crate::plan::Mechanism): items and lists by name,
//! events and outside facts as figures, the sentences about one list put together.
//!
//! It runs after all items and totals are lowered, and never changes how a score is computed.

mod consequence;
mod level;
mod lists;
mod names;
mod pick;
mod ties;

use crate::lower::open_policy;
use crate::plan::{Builder, ConsequenceRule, CutTies, ListRule, Penalties, PickRule, found};
use crate::policy::{Decided, Policies, PolicyName, PolicyUse};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::document::{Document, Section};
use kaocheng_syntax::provision::{Provision, ProvisionRule};
use kaocheng_syntax::span::Span;
use num_traits::Signed;

/// The items that words of the text can mean, for checks.
pub(crate) use names::items as named_items;

/// A provision with the headings that it stands under, the outermost first.
pub(crate) struct Placed<'a> {
    pub(crate) provision: &'a Provision,
    pub(crate) under: Vec<&'a Section>,
}

/// All provisions of a document in text order.
pub(crate) fn provisions(document: &Document) -> Vec<Placed<'_>> {
    fn of<'a>(section: &'a Section, above: &[&'a Section], all: &mut Vec<Placed<'a>>) {
        let mut under = above.to_vec();
        under.push(section);
        all.extend(section.provisions.iter().map(|provision| Placed { provision, under: under.clone() }));
        section.children.iter().for_each(|child| of(child, &under, all));
    }
    let mut all = Vec::new();
    document.sections.iter().for_each(|section| of(section, &[], &mut all));
    all
}

/// Lowers everything that the sections rule beside points, and gives the policies with what the text decides of them.
pub(crate) fn lower(
    document: &Document,
    builder: &mut Builder,
    policies: Policies,
    diagnostics: &mut Vec<Diagnostic>,
) -> Policies {
    let placed = provisions(document);
    plain_rules(&placed, builder);
    let policies = ties::lower(document, &placed, builder, policies, diagnostics);
    lists::lower(document, &placed, builder, &policies, diagnostics);
    if !builder.plan.mechanism.routes.is_empty() {
        builder.plan.mechanism.found = found(&builder.plan);
    }
    builder.plan.mechanism.cut_ties =
        if policies.choice(PolicyName::CutTies).0 == 1 { CutTies::None } else { CutTies::All };
    builder.plan.mechanism.penalties =
        if policies.choice(PolicyName::Penalties).0 == 1 { Penalties::Highest } else { Penalties::Add };
    list_policies(builder, &policies, diagnostics);
    policies
}

/// Rules without names to resolve.
fn plain_rules(placed: &[Placed], builder: &mut Builder) {
    let mechanism = &mut builder.plan.mechanism;
    for Placed { provision, .. } in placed {
        match &provision.rule {
            ProvisionRule::Sample(rule) => mechanism.samples.push(rule.clone()),
            ProvisionRule::Teams(rule) => {
                mechanism.teams.get_or_insert_with(|| rule.clone());
            }
            ProvisionRule::Hosting(rule) => mechanism.hosting.push(rule.clone()),
            ProvisionRule::Route(rule) => mechanism.routes.push(rule.clone()),
            ProvisionRule::Frequency(rule) => mechanism.frequencies.push(rule.clone()),
            ProvisionRule::Exchange(rule) => mechanism.exchanges.push(rule.clone()),
            ProvisionRule::Letters(rule) => mechanism.letters.push(rule.clone()),
            ProvisionRule::Rectification { days } => {
                mechanism.rectification.get_or_insert(*days);
            }
            // Lists and ties are lowered here beside; the rest changes scores.
            ProvisionRule::List(_)
            | ProvisionRule::Ties(_)
            | ProvisionRule::Composition(_)
            | ProvisionRule::Substitution(_)
            | ProvisionRule::Correction(_) => {}
        }
    }
    mechanism.routes.sort_by_key(|r| r.number);
}

/// The policies that lists rely on, asked once where nobody decided.
fn list_policies(builder: &mut Builder, policies: &Policies, diagnostics: &mut Vec<Diagnostic>) {
    let lists = &builder.plan.mechanism.lists;
    let ranked = lists.iter().find(|l| l.picks.iter().any(|p| matches!(p, PickRule::Ranked(_))));
    let needed = [
        (PolicyName::CutTies, ranked.map(|l| l.span)),
        (PolicyName::ListOverlap, overlap(lists)),
        (PolicyName::Penalties, double_fine(lists)),
    ];
    for (name, span) in needed {
        let Some(span) = span else { continue };
        let (choice, decided) = policies.choice(name);
        if decided == Decided::Default {
            diagnostics.push(open_policy(name, span, ""));
        }
        let choice = name.choices()[choice].0.to_owned();
        builder.plan.policies.push(PolicyUse { name, choice, decided, item: None, span });
    }
}

/// Whether two lists speak of the same units; a list without a level speaks of all.
fn same_level(a: &ListRule, b: &ListRule) -> bool {
    a.level.is_none() || b.level.is_none() || a.level == b.level
}

/// The first list that warns without saying that it makes ineligible, where another rewards units of that level.
fn overlap(lists: &[ListRule]) -> Option<Span> {
    let warns = lists.iter().filter(|l| !l.award && !l.consequences.contains(&ConsequenceRule::Ineligible));
    let rewarded = |warns: &&ListRule| lists.iter().any(|l| l.award && same_level(l, warns));
    warns.filter(|l| rewarded(l)).map(|l| l.span).next()
}

/// The second list that fines units which a list before it fines too.
fn double_fine(lists: &[ListRule]) -> Option<Span> {
    let fining: Vec<&ListRule> = lists.iter().filter(|l| l.consequences.iter().any(is_fine)).collect();
    let second = fining.iter().enumerate().find(|(ix, l)| fining.iter().take(*ix).any(|first| same_level(first, l)));
    second.map(|(_, l)| l.span)
}

/// Money that the unit pays.
fn is_fine(consequence: &ConsequenceRule) -> bool {
    matches!(consequence, ConsequenceRule::Amount { value, .. } if value.is_negative())
}
