//! What two schemes rule beside points, side by side: lists by their names, other rules by their form and whom they speak of.

use super::rows::{Parameter, Rows};
use crate::mechanism::{Placed, provisions};
use crate::reading;
use kaocheng_syntax::clause::Language;
use kaocheng_syntax::document::Document;
use kaocheng_syntax::provision::ProvisionRule;

/// What tells which rule of the other scheme a rule stands beside.
type Key = (std::mem::Discriminant<ProvisionRule>, String);

/// A rule in words, with its place.
struct Line {
    key: Key,
    place: String,
    words: String,
    met: bool,
}

pub(super) fn compare(a: &Document, b: &Document, language: Language, rows: &mut Rows) {
    let first = lines(a, language);
    let mut second = lines(b, language);
    for line in first {
        // The same words first: two rules of one list must not cross.
        let exact = second.iter().position(|o| !o.met && o.key == line.key && o.words == line.words);
        let partner = exact.or_else(|| second.iter().position(|o| !o.met && o.key == line.key));
        let other = partner.map(|at| {
            second[at].met = true;
            second[at].words.clone()
        });
        rows.pair(&line.place, Parameter::Provision, Some(line.words), other);
    }
    for line in second.into_iter().filter(|l| !l.met) {
        rows.pair(&line.place, Parameter::Provision, None, Some(line.words));
    }
}

fn lines(document: &Document, language: Language) -> Vec<Line> {
    let line = |placed: Placed| {
        let section = placed.under.last().map_or(String::new(), |s| s.title.clone());
        let rule = &placed.provision.rule;
        let place = match rule {
            ProvisionRule::List(list) => list.name.clone(),
            _ => section.clone(),
        };
        let words = reading::provision(placed.provision, language);
        Line { key: (std::mem::discriminant(rule), subject(rule, section)), place, words, met: false }
    };
    provisions(document).into_iter().map(line).collect()
}

/// Whom or what a rule speaks of, where a scheme may have several of its form.
fn subject(rule: &ProvisionRule, section: String) -> String {
    match rule {
        ProvisionRule::List(list) => list.name.clone(),
        ProvisionRule::Route(route) => route.number.to_string(),
        ProvisionRule::Sample(sample) => sample.stratum.clone(),
        ProvisionRule::Hosting(hosting) => hosting.what.join(" "),
        ProvisionRule::Composition(composition) => composition.level.clone().unwrap_or_default(),
        ProvisionRule::Frequency(frequency) => format!("{} {}", frequency.by, frequency.of),
        ProvisionRule::Letters(letters) => format!("{} {}", letters.by, letters.with),
        ProvisionRule::Exchange(exchange) => exchange.what.clone(),
        ProvisionRule::Correction(correction) => correction.figures.join(" "),
        // These belong to the item in which they stand.
        ProvisionRule::Substitution(_) => section,
        ProvisionRule::Teams(_) | ProvisionRule::Ties(_) | ProvisionRule::Rectification { .. } => String::new(),
    }
}
