//! Provisions → mechanism: names, levels, figures, what the text leaves open, and the place in the program hash.

#![allow(clippy::unwrap_used)]

use kaocheng_compile::plan::{ListIx, PickRule, Plan, Step, Ties, hash, print, verify};
use kaocheng_compile::scheme::{Compiled, Options, compile};
use kaocheng_syntax::diagnostic::Severity;
use kaocheng_syntax::document;
use kaocheng_syntax::exact::whole;
use kaocheng_syntax::provision::*;
use kaocheng_syntax::span::Span;

const SCHEME: &str = "---
code: demo
level: town
policies: {ties: share-rank, missing: zero, not-applicable: full}
---

## 1. Streets (60 points)

60 points if the streets are clean.

## 2. Water (40 points)

40 points if the water is clean.

## 3. Awards

What follows from the results.
";

fn compiled(rules: Vec<ProvisionRule>) -> Compiled {
    let mut document = document::read(SCHEME);
    let section = document.sections.last_mut().unwrap();
    let span = section.span;
    section.provisions = rules.into_iter().map(|rule| Provision { rule, span }).collect();
    let compiled = compile(&document, &Options::default());
    assert_eq!(verify(&compiled.plan, false), []);
    compiled
}

fn codes(compiled: &Compiled) -> Vec<&str> {
    compiled
        .diagnostics
        .iter()
        .filter(|d| d.code.starts_with("list-") || d.code == "item-unknown")
        .map(|d| d.code)
        .collect()
}

fn list(name: &str, picks: Vec<Pick>) -> List {
    List { name: name.into(), declared: None, picks, exclusions: vec![], consequences: vec![], condition: None }
}

fn ranked(end: End, count: u32, basis: Basis) -> Pick {
    Pick::Ranked(Ranked { end, count, basis, within: Within::All })
}

fn fact(words: &str) -> OutsideFact {
    OutsideFact { words: words.into(), span: Span::default() }
}

fn without(name: &str) -> Exclusion {
    Exclusion { list: name.into(), succeed: true }
}

#[test]
fn a_scheme_without_provisions_prints_as_before() {
    let plan = compiled(vec![]).plan;
    assert!(!print(&plan).contains("l0"));
    assert_eq!(plan.mechanism, Default::default());
}

#[test]
fn all_that_is_ruled_is_in_the_program_hash() {
    let rule = |count, words: &str| {
        let mut rule = list("watch", vec![ranked(End::Bottom, count, Basis::Total), Pick::Event(fact(words))]);
        rule.consequences = vec![Consequence::Circulate];
        vec![ProvisionRule::List(rule)]
    };
    let of = |rules| hash(&compiled(rules).plan);
    let mut hashes = vec![of(vec![]), of(rule(2, "a spill")), of(rule(3, "a spill")), of(rule(3, "a fire"))];
    let sample = Sample { stratum: "town".into(), site: "well".into(), size: 2, exceptions: vec![], measure: None };
    hashes.push(of(vec![ProvisionRule::Sample(sample.clone())]));
    hashes.push(of(vec![ProvisionRule::Sample(Sample { size: 3, ..sample })]));
    hashes.push(of(vec![ProvisionRule::Ties(TieRule::Draw)]));
    hashes.push(of(vec![ProvisionRule::Ties(TieRule::Items(vec!["Water".into()]))]));
    hashes.push(of(vec![ProvisionRule::Rectification { days: 30 }]));
    let distinct: std::collections::BTreeSet<&String> = hashes.iter().collect();
    assert_eq!(distinct.len(), hashes.len());
}

#[test]
fn items_are_found_by_number_title_or_words() {
    for words in ["2", "Water", "the water score", "“Water”"] {
        let found =
            compiled(vec![ProvisionRule::List(list("dry", vec![ranked(End::Bottom, 1, Basis::Item(words.into()))]))]);
        let [PickRule::Ranked(rule)] = &found.plan.mechanism.lists[0].picks[..] else { panic!("{words}") };
        assert_eq!(rule.item, Some(1), "{words}");
        assert_eq!(rule.basis, found.plan.items[1].score);
    }
    let unknown =
        compiled(vec![ProvisionRule::List(list("dry", vec![ranked(End::Bottom, 1, Basis::Item("air".into()))]))]);
    assert_eq!(codes(&unknown), ["item-unknown"]);
    assert!(unknown.plan.mechanism.lists[0].picks.is_empty());
}

#[test]
fn sentences_of_one_name_are_one_list() {
    let first = List { declared: Some(5), ..list("“watch”", vec![ranked(End::Bottom, 5, Basis::Total)]) };
    let second =
        List { consequences: vec![Consequence::Circulate], ..list("Watch", vec![Pick::Event(fact("a spill"))]) };
    let found = compiled(vec![ProvisionRule::List(first.clone()), ProvisionRule::List(second)]);
    let [rule] = &found.plan.mechanism.lists[..] else { panic!() };
    assert_eq!((rule.name.as_str(), rule.declared, rule.picks.len(), rule.award), ("watch", Some(5), 2, false));
    assert!(codes(&found).is_empty());
    let other = List { declared: Some(6), ..list("watch", vec![]) };
    assert_eq!(codes(&compiled(vec![ProvisionRule::List(first), ProvisionRule::List(other)])), ["list-count-twice"]);
}

#[test]
fn a_list_must_name_lists_that_are_there_and_no_circle() {
    let unknown = List { exclusions: vec![without("red")], ..list("amber", vec![]) };
    assert_eq!(codes(&compiled(vec![ProvisionRule::List(unknown)])), ["list-unknown"]);
    let each = |own: &str, other: &str| {
        let picks = vec![ranked(End::Bottom, 1, Basis::Total)];
        ProvisionRule::List(List { exclusions: vec![without(other)], ..list(own, picks) })
    };
    let circle = compiled(vec![each("amber", "red"), each("red", "amber")]);
    assert_eq!(codes(&circle), ["list-circle"]);
    assert!(circle.diagnostics.iter().any(|d| d.code == "list-circle" && d.severity == Severity::Error));
    assert!(circle.plan.mechanism.steps().is_ok());
}

#[test]
fn a_rise_by_years_is_settled_after_the_places_it_rests_on() {
    let manage =
        list("manage", vec![ranked(End::Bottom, 1, Basis::Total), Pick::Years { list: "help".into(), years: 2 }]);
    let help = List { exclusions: vec![without("manage")], ..list("help", vec![ranked(End::Bottom, 3, Basis::Total)]) };
    let plan = compiled(vec![ProvisionRule::List(manage), ProvisionRule::List(help)]).plan;
    let (manage, help) = (ListIx(0), ListIx(1));
    let steps = plan.mechanism.steps().unwrap();
    assert_eq!(steps, [Step::Places(manage), Step::Places(help), Step::Years(help), Step::Years(manage)]);
}

#[test]
fn rewards_and_warnings_are_told_apart() {
    let of = |picks, consequences| {
        let rule = List { consequences, ..list("x", picks) };
        compiled(vec![ProvisionRule::List(rule)]).plan.mechanism.lists[0].award
    };
    let money = |value| Consequence::Amount { value: whole(value), unit: "yuan".into(), matched: vec![] };
    let text = || Consequence::Text("is told in the meeting".into());
    let top = || vec![ranked(End::Top, 1, Basis::Total)];
    let bottom = || vec![ranked(End::Bottom, 1, Basis::Total)];
    assert!(of(top(), vec![text()]));
    assert!(!of(bottom(), vec![text()]));
    assert!(of(bottom(), vec![money(10)]));
    assert!(!of(top(), vec![money(-10)]));
    assert!(!of(top(), vec![Consequence::Commend, Consequence::Ineligible]));
    assert!(of(vec![Pick::Chosen { count: 3 }], vec![]));
    assert!(!of(vec![Pick::Event(fact("a spill"))], vec![]));
}

#[test]
fn events_and_choices_ask_for_figures_and_facts_for_one_answer() {
    let rule = List {
        condition: Some(fact("the city missed its target")),
        ..list("watch", vec![Pick::Event(fact("a spill")), Pick::Chosen { count: 2 }])
    };
    let other = List { condition: Some(fact("The city missed its target")), ..list("alert", vec![]) };
    let plan: Plan = compiled(vec![ProvisionRule::List(rule), ProvisionRule::List(other)]).plan;
    let ids: Vec<&str> = plan.inputs.iter().map(|i| i.id.as_str()).collect();
    assert_eq!(ids, ["1:1", "2:1", "list1:1", "list1:2"]);
    assert_eq!(plan.mechanism.facts.len(), 1);
    assert!(plan.mechanism.lists.iter().all(|l| l.condition.is_some()));
    // An event that an item asks for already is not asked for again.
    let known = list("watch", vec![Pick::Event(fact(&plan.inputs[0].label))]);
    assert_eq!(compiled(vec![ProvisionRule::List(known)]).plan.inputs.len(), 2);
}

#[test]
fn a_tie_rule_names_items() {
    let plan = compiled(vec![ProvisionRule::Ties(TieRule::Items(vec!["Water".into(), "1".into()]))]).plan;
    assert_eq!(plan.mechanism.ties, Ties::Items(vec![plan.items[1].score, plan.items[0].score]));
    let unknown = compiled(vec![ProvisionRule::Ties(TieRule::Items(vec!["air".into()]))]);
    assert_eq!(codes(&unknown), ["item-unknown"]);
}
