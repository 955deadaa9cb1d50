//! Lists that reward: vetoes and warnings bar, the next takes the place; quotas by class; amounts and who pays them.

use crate::support::*;
use kaocheng_engine::decide::{Fate, Finding, LeftOut, Reason};
use kaocheng_engine::results::score_drawn;
use kaocheng_syntax::exact::{show, whole};
use kaocheng_syntax::provision::{Consequence, End, List, Matched, Pick, ProvisionRule, Within};

/// A veto that leaves the score as it is.
const VETO: &str = "---
编号: demo
level: 乡镇
口径: {ties: share-rank, missing: zero, not-applicable: full, bare-points: judged, cut-ties: all, list-overlap: allow,
  penalties: add}
---

## 一、成效(100分)

工作成效由考评人员评定。

## 二、一票否决

发生较大事故的,取消评先资格。

## 三、奖惩

按考核结果奖惩。
";

fn best(count: u32) -> ProvisionRule {
    ProvisionRule::List(List { consequences: vec![Consequence::Commend], ..list("先进单位", vec![top(count)]) })
}

#[test]
fn a_veto_keeps_a_unit_off_an_award_list_and_leaves_its_score() {
    // T-23.
    let compiled = scheme_of(VETO, &[], vec![best(2)]);
    let mut round = Round::new(compiled, &["A1 98", "A2 90", "A3 80", "A4 70"]);
    let accident = round.plan().inputs[1].label.clone();
    round.set(&accident, "A1", "yes");
    let decisions = round.decide();
    let place = decisions.place(round.unit("A1")).unwrap();
    assert_eq!((place.score.as_ref().map(show).as_deref(), place.rank), (Some("98"), None));
    assert_eq!(round.on(&decisions, "先进"), ["A2", "A3"]);
    let group = &decisions.lists[0].groups[0];
    assert_eq!(group.order[0].fate, Fate::LeftOut(LeftOut::Veto(0)));
}

#[test]
fn an_ineligible_equal_without_a_ticket_holds_up_no_draw() {
    let compiled = scheme_of(VETO, &[("ties: share-rank", "ties: by-draw")], vec![best(2)]);
    let mut round = Round::new(compiled, &["A1 90", "A2 90", "A3 90", "A4 70"]);
    let accident = round.plan().inputs[1].label.clone();
    round.set(&accident, "A1", "yes");
    round.given.tickets = [("A2", "7f"), ("A3", "0a")].map(|(unit, ticket)| (unit.into(), ticket.into())).into();
    let decisions = round.decide();
    let results = score_drawn(round.plan(), &round.table, &round.given.tickets);
    for (unit, rank) in [("A1", None), ("A2", Some(2)), ("A3", Some(1)), ("A4", Some(3))] {
        let unit = round.unit(unit);
        assert_eq!((decisions.place(unit).unwrap().rank, results.rank(unit)), (rank, rank));
    }
}

#[test]
fn a_warning_that_makes_ineligible_bars_from_awards() {
    let mut rules = warnings();
    rules.push(best(3));
    let mut round = Round::new(scheme(&[], rules), &TWENTY);
    round.set("因侵权引发重大案件", "E1", "yes");
    let decisions = round.decide();
    assert_eq!(round.on(&decisions, "先进"), ["A1", "D1", "C1"]);
    let Reason::Place(why) = &decisions.list(round.list("先进")).unwrap().entries[1].why[0] else { panic!() };
    assert_eq!(why.moved_up_by, [(round.unit("E1"), LeftOut::Barred(round.list("重点管理")))]);
}

#[test]
fn one_unit_can_be_rewarded_and_warned_unless_the_scheme_forbids_it() {
    // A1 is the best of all and, being the only one left, the last of its county.
    let rules = || {
        let mut rules = warnings();
        rules.push(best(3));
        rules
    };
    let round = Round::new(scheme(&[], rules()), &TWENTY);
    let decisions = round.decide();
    assert_eq!(round.on(&decisions, "先进"), ["A1", "E1", "D1"]);
    let both = Finding::RewardedAndWarned {
        award: round.list("先进"),
        warning: round.list("重点帮助"),
        unit: round.unit("A1"),
    };
    assert!(decisions.findings.contains(&both));
    let round = Round::new(scheme(&[("list-overlap: allow", "list-overlap: exclude")], rules()), &TWENTY);
    let decisions = round.decide();
    assert_eq!(round.on(&decisions, "先进"), ["E1", "D1", "C1"]);
    assert!(!decisions.findings.contains(&both));
}

#[test]
fn the_scheme_is_asked_what_it_leaves_open() {
    let mut rules = warnings();
    rules.push(best(3));
    let ProvisionRule::List(help) = &mut rules[1] else { panic!() };
    help.consequences = vec![yuan("-2000")];
    let text = ", cut-ties: all, list-overlap: allow,\n  penalties: add";
    let compiled = scheme(&[(text, "")], rules);
    let open: Vec<&str> = compiled.diagnostics.iter().filter_map(|d| d.detail("policy")).collect();
    for policy in ["cut-ties", "list-overlap", "penalties"] {
        assert!(open.contains(&policy), "{open:?}");
    }
}

#[test]
fn amounts_are_matched_and_summed_by_payer() {
    // R6A-28: fifteen times 25 000, and as much again from the counties.
    let county = Matched { by: "县区".into(), ratio: whole(1) };
    let amount = Consequence::Amount { value: whole(25_000), unit: "元".into(), matched: vec![county] };
    let rule = List { consequences: vec![amount], declared: Some(15), ..list("先进单位", vec![top(15)]) };
    let round = Round::new(scheme(&[], vec![ProvisionRule::List(rule)]), &TWENTY);
    let decisions = round.decide();
    let list = &decisions.lists[0];
    let totals: Vec<_> = list.totals.iter().map(|t| (t.payer.as_deref(), show(&t.value))).collect();
    assert_eq!(totals, [(None, "375000".to_owned()), (Some("县区"), "375000".to_owned())]);
    assert!(decisions.findings.is_empty());
}

#[test]
fn an_award_equal_to_a_figure_is_that_figure() {
    // T-36.
    let follows = Consequence::Matching { of: fact("省奖金"), ratio: whole(1), unit: "元".into() };
    let rule = List { consequences: vec![follows], ..list("嘉奖", vec![Pick::Event(fact("获得省级表彰"))]) };
    let mut round = Round::new(scheme(&[], vec![ProvisionRule::List(rule)]), &["A1 5", "A2 6"]);
    round.set("获得省级表彰", "A1", "yes");
    round.set("获得省级表彰", "A2", "yes");
    round.set("省奖金", "A1", "30000");
    let decisions = round.decide();
    let entry = &decisions.lists[0].entries[0];
    assert_eq!((round.code(entry.unit), show(&entry.payments[0].value).as_str()), ("A1", "30000"));
    let missing = decisions
        .findings
        .iter()
        .filter(|f| matches!(f, Finding::AmountMissing { unit, .. } if *unit == round.unit("A2")));
    assert_eq!(missing.count(), 1);
}

#[test]
fn only_the_highest_fine_stands_where_the_scheme_says_so() {
    // two lists fine A1.
    let fine = |name: &str, amount: &str| {
        ProvisionRule::List(List { consequences: vec![yuan(amount)], ..list(name, vec![bottom(1)]) })
    };
    let rules = vec![fine("预警", "-3000"), fine("帮助", "-5000")];
    let of = |round: &Round| {
        let decisions = round.decide();
        decisions.lists.iter().map(|l| l.totals.iter().map(|t| show(&t.value)).collect::<String>()).collect::<Vec<_>>()
    };
    let round = Round::new(scheme(&[], rules.clone()), &["A1 5", "A2 6"]);
    assert_eq!(of(&round), ["-3000", "-5000"]);
    let round = Round::new(scheme(&[("penalties: add", "penalties: highest")], rules), &["A1 5", "A2 6"]);
    assert_eq!(of(&round), ["", "-5000"]);
    let waived =
        Finding::FineWaived { list: round.list("预警"), stands: round.list("帮助"), unit: round.unit("A1") };
    assert!(round.decide().findings.contains(&waived));
}

#[test]
fn places_by_class_go_to_units_of_that_class() {
    let of = |class: &str, count| ranked(End::Top, count, Within::Class(class.into()));
    let rule = List { declared: Some(3), ..list("表彰", vec![of("县", 1), of("乡镇", 2)]) };
    let round = Round::new(scheme(&[], vec![ProvisionRule::List(rule)]), &["A1 5", "A2 6", "A3 7"]);
    let decisions = round.decide();
    assert_eq!(round.on(&decisions, "表彰"), ["A3", "A2"]);
    let list = round.list("表彰");
    assert!(decisions.findings.contains(&Finding::NobodyOfGroup { list, pick: 0 }));
    assert!(decisions.findings.contains(&Finding::CountDiffers { list, declared: 3, found: 2 }));
}
