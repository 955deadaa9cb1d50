//! Moves every span of a provision.

use super::rule::{Pick, Provision, ProvisionRule};
use crate::span::Span;

/// Replaces every span of `provision` by what `to` makes of it.
pub(crate) fn place(provision: &mut Provision, to: &impl Fn(Span) -> Span) {
    provision.span = to(provision.span);
    match &mut provision.rule {
        ProvisionRule::List(list) => {
            for pick in &mut list.picks {
                if let Pick::Event(fact) = pick {
                    fact.span = to(fact.span);
                }
            }
            if let Some(condition) = &mut list.condition {
                condition.span = to(condition.span);
            }
        }
        ProvisionRule::Composition(composition) => {
            composition.parts.iter_mut().for_each(|p| p.span = to(p.span));
        }
        ProvisionRule::Sample(_)
        | ProvisionRule::Teams(_)
        | ProvisionRule::Hosting(_)
        | ProvisionRule::Route(_)
        | ProvisionRule::Frequency(_)
        | ProvisionRule::Ties(_)
        | ProvisionRule::Substitution(_)
        | ProvisionRule::Correction(_)
        | ProvisionRule::Exchange(_)
        | ProvisionRule::Letters(_)
        | ProvisionRule::Rectification { .. } => {}
    }
}

/// The provision at no place: what two texts that mean the same have in common.
pub(crate) fn bare(provision: &Provision) -> Provision {
    let mut provision = provision.clone();
    place(&mut provision, &|_| Span::default());
    provision
}
