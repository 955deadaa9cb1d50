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

fn found<'c>(compiled: &'c Compiled, code: &str) -> Vec<&'c kaocheng_syntax::diagnostic::Diagnostic> {
    compiled.diagnostics.iter().filter(|d| d.code == code).collect()
}

#[test]
fn teams_that_live_on_those_they_assess_are_told() {
    let hosting = |by: &str, assessed| Hosting { what: vec!["meals".into()], by: by.into(), assessed, days: None };
    let of = |by, assessed| compiled(vec![ProvisionRule::Hosting(hosting(by, assessed))]);
    assert_eq!(found(&of("the towns visited", true), "hosted-by-assessed").len(), 1);
    assert!(found(&of("the office", false), "hosted-by-assessed").is_empty());
}

#[test]
fn a_leader_inside_or_beside_the_team_is_asked() {
    let of = |leader: Option<&str>, leader_counts| {
        let leader = leader.map(str::to_owned);
        compiled(vec![ProvisionRule::Teams(Teams { count: 14, size: 6, leader, leader_counts, supervisors: None })])
    };
    let asked = of(Some("the office"), None);
    let [question] = &found(&asked, "leader-open")[..] else { panic!() };
    assert_eq!((question.detail("inside"), question.detail("apart")), (Some("84"), Some("98")));
    assert!(found(&of(Some("the office"), Some(true)), "leader-open").is_empty());
    assert!(found(&of(None, None), "leader-open").is_empty());
}

#[test]
fn weights_make_a_whole_and_reach_every_item() {
    let part = |words: &str, percent: i64| CompositionPart {
        words: words.into(),
        source: PartSource::Item(words.into()),
        weight: whole(percent) / whole(100),
        span: Span::default(),
    };
    let of = |parts| compiled(vec![ProvisionRule::Composition(Composition { level: None, parts })]);
    let sound = of(vec![part("Streets", 60), part("Water", 40)]);
    assert!(found(&sound, "weights-not-whole").is_empty() && found(&sound, "source-without-weight").is_empty());
    let short = of(vec![part("Streets", 60), part("Water", 30)]);
    assert_eq!(found(&short, "weights-not-whole")[0].detail("sum"), Some("90%"));
    let left_out = of(vec![part("Streets", 100)]);
    assert_eq!(found(&left_out, "source-without-weight")[0].detail("item"), Some("2. Water"));
}

#[test]
fn a_declared_number_is_held_against_the_places() {
    let of = |declared, picks| {
        compiled(vec![ProvisionRule::List(List { declared: Some(declared), ..list("watch", picks) })])
    };
    let codes = |c: &Compiled| ["list-count-differs", "quota-exceeded"].map(|code| found(c, code).len());
    let last = |count| ranked(End::Bottom, count, Basis::Total);
    assert_eq!(codes(&of(5, vec![last(5)])), [0, 0]);
    assert_eq!(codes(&of(5, vec![last(3), Pick::Chosen { count: 1 }])), [1, 0]);
    // the event can bring a sixth.
    assert_eq!(codes(&of(5, vec![last(5), Pick::Event(fact("a spill"))])), [0, 1]);
    // How many counties there are only the units tell.
    let each = Ranked { end: End::Bottom, count: 1, basis: Basis::Total, within: Within::Each("county".into()) };
    assert_eq!(codes(&of(5, vec![Pick::Ranked(each)])), [0, 0]);
}

#[test]
fn a_tie_rule_names_items() {
    let plan = compiled(vec![ProvisionRule::Ties(TieRule::Items(vec!["Water".into(), "1".into()]))]).plan;
    assert_eq!(plan.mechanism.ties, Ties::Items(vec![plan.items[1].score, plan.items[0].score]));
    let unknown = compiled(vec![ProvisionRule::Ties(TieRule::Items(vec!["air".into()]))]);
    assert_eq!(codes(&unknown), ["item-unknown"]);
}
