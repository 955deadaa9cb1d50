//! What stands below a ranking: missing figures, default points, vetoes, ties, and policies that nobody decided.

use super::Ranking;
use crate::columns::cut;
use crate::message::Lang;
use crate::phrase;
use kaocheng_compile::plan::Veto;
use kaocheng_compile::policy::{Decided, PolicyName};
use kaocheng_compile::reading::condition;
use kaocheng_syntax::clause::VetoEffect;
use std::collections::HashSet;

/// How many units are named in one note.
const NAMED: usize = 6;

/// All notes, in the order of their marks.
pub fn notes(ranking: &Ranking, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(vetoes(ranking, lang));
    lines.extend(stood_in(ranking, lang));
    lines.extend(missing(ranking, lang));
    lines.extend(defaults(ranking, lang));
    lines.extend(without_total(ranking, lang));
    if ranking.results.assessed.iter().any(|u| ranking.tied(*u)) {
        lines.push(phrase::TIES_NOTE.plain(lang).to_owned());
    }
    lines.extend(open_policies(ranking, lang));
    lines
}

fn name<'r>(ranking: &'r Ranking, unit: usize) -> &'r str {
    let row = &ranking.table.units().all()[unit];
    if row.name.is_empty() { &row.code } else { &row.name }
}

/// The first names of a list, and `…` for the rest.
fn listed(mut names: Vec<String>, lang: Lang) -> String {
    if names.len() > NAMED {
        names.truncate(NAMED);
        names.push("…".to_owned());
    }
    names.join(if lang == Lang::Zh { "、" } else { ", " })
}

fn vetoes(ranking: &Ranking, lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for unit in ranking.results.in_order() {
        for veto in ranking.results.vetoes(ranking.plan, unit) {
            let effect = effect(&veto.effect).plain(lang);
            let clause = veto_words(ranking, veto, lang);
            let unit = name(ranking, unit);
            let line = phrase::VETO_NOTE.with(lang, &[("effect", &effect), ("unit", &unit), ("clause", &clause)]);
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    lines
}

/// The item and the condition that held.
fn veto_words(ranking: &Ranking, veto: &Veto, lang: Lang) -> String {
    let plan = ranking.plan;
    let held = condition(plan, veto.condition, lang.language(), &|_| None);
    format!("{} {}", plan.items[veto.item].title, cut(&held, 60))
}

fn effect(effect: &VetoEffect) -> phrase::Phrase {
    match effect {
        VetoEffect::TotalZero => phrase::EFFECT_ZERO,
        VetoEffect::LastPlace => phrase::EFFECT_LAST,
        VetoEffect::LowestGrade => phrase::EFFECT_GRADE,
        VetoEffect::NotEligible => phrase::EFFECT_OUT,
    }
}

/// The name of a veto's effect for programs.
pub fn effect_code(effect: &VetoEffect) -> &'static str {
    match effect {
        VetoEffect::TotalZero => "total-zero",
        VetoEffect::LastPlace => "last-place",
        VetoEffect::LowestGrade => "lowest-grade",
        VetoEffect::NotEligible => "not-eligible",
    }
}

/// The units in which another score stands in, with the items.
fn stood_in(ranking: &Ranking, lang: Lang) -> Option<String> {
    let items = |unit: usize| super::stood_in(ranking, unit);
    let marked = ranking.results.in_order().into_iter().filter(|unit| !items(*unit).is_empty());
    let units: Vec<String> = marked.map(|unit| format!("{} {}", name(ranking, unit), items(unit).join(" "))).collect();
    (!units.is_empty()).then(|| phrase::STAND_IN_NOTE.with(lang, &[("units", &listed(units, lang))]))
}

fn missing(ranking: &Ranking, lang: Lang) -> Option<String> {
    let mut units = Vec::new();
    for unit in ranking.results.in_order() {
        let inputs = ranking.missing(unit);
        if inputs.is_empty() {
            continue;
        }
        let labels = inputs.iter().take(3).map(|ix| cut(&ranking.plan.inputs[ix.0].label, 24));
        let mut names: Vec<String> = labels.collect();
        if inputs.len() > names.len() {
            names.push("…".to_owned());
        }
        let names = names.join(if lang == Lang::Zh { "、" } else { ", " });
        let slots: [(&str, &dyn std::fmt::Display); 3] =
            [("unit", &name(ranking, unit)), ("count", &inputs.len()), ("names", &names)];
        units.push(phrase::MISSING_OF.with(lang, &slots));
    }
    if units.is_empty() {
        return None;
    }
    let policy = policy_in_words(ranking, PolicyName::Missing, lang);
    Some(phrase::MISSING_NOTE.with(lang, &[("policy", &policy), ("list", &listed(units, lang))]))
}

/// The choices in force for a policy: usually one.
fn policy_in_words(ranking: &Ranking, policy: PolicyName, lang: Lang) -> String {
    let mut words: Vec<&str> = Vec::new();
    for used in ranking.plan.policies.iter().filter(|p| p.name == policy) {
        let word = choice_words(policy, &used.choice, lang);
        if !words.contains(&word) {
            words.push(word);
        }
    }
    if words.is_empty() {
        words.push(choice_words(policy, "", lang));
    }
    words.join(" / ")
}

/// A choice in the reader's language; the default where there is none of that name.
fn choice_words(policy: PolicyName, choice: &str, lang: Lang) -> &'static str {
    let choices = policy.choices();
    let found = choices.iter().find(|(english, _)| *english == choice).or_else(|| choices.first());
    found.map_or("", |(english, chinese)| if lang == Lang::Zh { chinese } else { english })
}

fn defaults(ranking: &Ranking, lang: Lang) -> Option<String> {
    let items: Vec<String> = ranking.defaults().map(|i| ranking.plan.items[i].title.clone()).collect();
    (!items.is_empty()).then(|| phrase::DEFAULT_NOTE.with(lang, &[("list", &listed(items, lang))]))
}

fn without_total(ranking: &Ranking, lang: Lang) -> Option<String> {
    let units = ranking.results.assessed.iter().filter(|u| ranking.total(**u).is_none());
    let names: Vec<String> = units.map(|u| name(ranking, *u).to_owned()).collect();
    (!names.is_empty()).then(|| phrase::NO_TOTAL_NOTE.with(lang, &[("list", &listed(names, lang))]))
}

fn open_policies(ranking: &Ranking, lang: Lang) -> Vec<String> {
    let open = |name| {
        let uses = ranking.plan.policies.iter().filter(move |p| p.name == name && p.decided == Decided::Default);
        let places: HashSet<_> = uses.clone().map(|p| (p.item.clone(), p.span)).collect();
        uses.map(|p| p.choice.as_str()).next().map(|choice| (choice, places.len()))
    };
    let mut lines = Vec::new();
    for name in PolicyName::all() {
        if let Some((choice, count)) = open(name) {
            let word = if lang == Lang::Zh { name.chinese() } else { name.english() };
            let choice = choice_words(name, choice, lang);
            let slots: [(&str, &dyn std::fmt::Display); 3] = [("name", &word), ("choice", &choice), ("count", &count)];
            lines.push(format!("  {}", phrase::OPEN_POLICY.with(lang, &slots)));
        }
    }
    if !lines.is_empty() {
        lines.insert(0, phrase::OPEN_POLICIES.plain(lang).to_owned());
    }
    lines
}
