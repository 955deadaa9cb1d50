//! What decides between equal scores: a sentence, or the front matter (`ties: by-items 群众满意度、经费投入`).

use super::{Placed, names};
use crate::plan::{Builder, NodeId, Ties};
use crate::policy::{Policies, PolicyName};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::document::Document;
use kaocheng_syntax::provision::{ProvisionRule, TieRule};
use kaocheng_syntax::span::Span;

/// Choices of the policy `ties`.
const SHARE: usize = 0;
const BY_ITEMS: usize = 1;
const BY_DRAW: usize = 2;

/// Settles the tie rule. A sentence decides before the front matter.
pub(super) fn lower(
    document: &Document,
    placed: &[Placed],
    builder: &mut Builder,
    policies: Policies,
    diagnostics: &mut Vec<Diagnostic>,
) -> Policies {
    let sentence = placed.iter().find_map(|p| match &p.provision.rule {
        ProvisionRule::Ties(rule) => Some((rule, p.provision.span)),
        _ => None,
    });
    let policies = match sentence {
        Some((TieRule::Share, _)) => policies.with_choice(PolicyName::Ties, SHARE),
        Some((TieRule::Items(_), _)) => policies.with_choice(PolicyName::Ties, BY_ITEMS),
        Some((TieRule::Draw, _)) => policies.with_choice(PolicyName::Ties, BY_DRAW),
        None => policies,
    };
    builder.plan.mechanism.ties = match policies.choice(PolicyName::Ties).0 {
        BY_ITEMS => {
            let (words, span) = match sentence {
                Some((TieRule::Items(words), span)) => (words.clone(), span),
                _ => (listed(policies.argument(PolicyName::Ties)), setting_span(document)),
            };
            Ties::Items(words.iter().filter_map(|w| item(builder, w, span, diagnostics)).collect())
        }
        BY_DRAW => Ties::Draw,
        _ => Ties::Share,
    };
    policies
}

/// The names after `by-items`.
fn listed(argument: &str) -> Vec<String> {
    argument.split(['、', ',', '，', ';', '；']).map(str::trim).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

fn setting_span(document: &Document) -> Span {
    let setting =
        document.front.policies.iter().find(|s| PolicyName::from_text(&s.name.value) == Some(PolicyName::Ties));
    setting.map_or(document.front.span, |s| s.value.span)
}

fn item(builder: &Builder, words: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<NodeId> {
    let found = names::items(&builder.plan, words, None);
    match found.as_slice() {
        [one] => builder.plan.items.get(*one).map(|i| i.score),
        _ => {
            diagnostics.push(unknown_item(builder, words, &found, span));
            None
        }
    }
}

/// Words that mean no item, or several.
pub(super) fn unknown_item(builder: &Builder, words: &str, found: &[usize], span: Span) -> Diagnostic {
    let titles = |all: &[usize]| {
        let titles: Vec<&str> =
            all.iter().filter_map(|i| builder.plan.items.get(*i)).map(|i| i.title.as_str()).collect();
        titles.join(", ")
    };
    let all: Vec<usize> = (0..builder.plan.items.len()).collect();
    let candidates = if found.is_empty() { titles(&all) } else { titles(found) };
    let count = found.len().to_string();
    Diagnostic::error("item-unknown", span).with("words", words).with("count", count).with("items", candidates)
}
