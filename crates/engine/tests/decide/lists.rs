//! Lists by place, by event and by choice; exclusion and succession; outside facts.

use crate::support::*;
use kaocheng_engine::decide::{Fate, Finding, LeftOut, OutsideFact, Reason, State, Waiting, reasons};
use kaocheng_engine::explain::Telling;
use kaocheng_syntax::clause::Language;
use kaocheng_syntax::exact::whole;
use kaocheng_syntax::provision::{Basis, End, Exclusion, Pick, ProvisionRule, Ranked, Within};

#[test]
fn the_next_in_line_takes_a_place_that_an_excluded_unit_has() {
    // T-18.
    let round = Round::new(scheme(&[], warnings()), &TWENTY);
    let decisions = round.decide();
    assert_eq!(round.on(&decisions, "重点管理"), ["A4", "A3", "B4", "C4", "A2"]);
    assert_eq!(round.on(&decisions, "重点帮助"), ["A1", "B3", "C3", "D4", "E4"]);
    let high = Finding::HighPlace { list: round.list("重点帮助"), unit: round.unit("A1"), rank: 1, of: 20 };
    assert!(decisions.findings.contains(&high), "{:?}", decisions.findings);
    let others = decisions.findings.iter().filter(|f| matches!(f, Finding::HighPlace { .. }));
    assert_eq!(others.count(), 1);
    assert!(!decisions.findings.iter().any(|f| matches!(f, Finding::CountDiffers { .. })));
}

#[test]
fn a_county_without_a_unit_left_leaves_its_place_empty() {
    // T-19.
    let mut units = TWENTY;
    units[0] = "A1 9";
    units[11] = "C4 54";
    let round = Round::new(scheme(&[], warnings()), &units);
    let decisions = round.decide();
    assert_eq!(round.on(&decisions, "重点管理"), ["A1", "A4", "A3", "B4", "A2"]);
    assert_eq!(round.on(&decisions, "重点帮助"), ["B3", "C3", "D4", "E4"]);
    let list = round.list("重点帮助");
    assert!(decisions.findings.contains(&Finding::CountDiffers { list, declared: 5, found: 4 }));
    let empty = Finding::PlacesEmpty { list, within: Some(round.unit("A")), empty: 1 };
    assert!(decisions.findings.contains(&empty));
}

#[test]
fn without_succession_the_place_stays_empty() {
    let mut rules = warnings();
    let ProvisionRule::List(help) = &mut rules[1] else { panic!() };
    help.exclusions = vec![Exclusion { list: "重点管理".into(), succeed: false }];
    let round = Round::new(scheme(&[], rules), &TWENTY);
    assert_eq!(round.on(&round.decide(), "重点帮助"), ["D4", "E4"]);
}

#[test]
fn an_entry_says_who_moved_it_there_and_what_would_have_changed_it() {
    let round = Round::new(scheme(&[], warnings()), &TWENTY);
    let decisions = round.decide();
    let list = decisions.list(round.list("重点帮助")).unwrap();
    let Reason::Place(why) = &list.entries[1].why[0] else { panic!() };
    assert_eq!((round.code(list.entries[1].unit), why.place, why.of, why.count), ("B3", 1, 3, 1));
    assert_eq!(why.within, Some(round.unit("B")));
    let moved = LeftOut::Excluded { list: round.list("重点管理"), succeed: true };
    assert_eq!(why.moved_up_by, [(round.unit("B4"), moved)]);
    assert_eq!(why.neighbour, Some((round.unit("B2"), whole(70))));
    let change = why.change.as_ref().unwrap();
    // At 70 points B3 and B2 would be equal and both listed, so it takes more than 20 points.
    assert_eq!((&change.by, change.rise, change.beyond), (&whole(20), true, true));
    assert_eq!(change.against, round.unit("B2"));
}

#[test]
fn the_first_unit_outside_is_told_with_what_would_put_it_on() {
    let round = Round::new(scheme(&[], warnings()), &TWENTY);
    let decisions = round.decide();
    let list = decisions.list(round.list("重点管理")).unwrap();
    let (unit, Reason::Place(why)) = &list.first_outside[0] else { panic!() };
    assert_eq!((round.code(*unit), why.place, why.fate), ("B3", 6, Fate::Beyond));
    let change = why.change.as_ref().unwrap();
    // Down to the 14 points of A2: then both are equal at the cut and both are listed.
    assert_eq!((&change.to, &change.by, change.rise, change.beyond), (&whole(14), &whole(36), false, false));
}

#[test]
fn an_event_puts_a_unit_on_a_list_beside_the_number_of_places() {
    //
    let mut round = Round::new(scheme(&[], warnings()), &TWENTY);
    round.set("因侵权引发重大案件", "D1", "yes");
    for unit in ["D2", "D3", "D4"] {
        round.set("因侵权引发重大案件", unit, "no");
    }
    let decisions = round.decide();
    assert_eq!(round.on(&decisions, "重点管理"), ["A4", "A3", "B4", "C4", "A2", "D1"]);
    let list = decisions.list(round.list("重点管理")).unwrap();
    assert_eq!(
        list.entries.iter().map(|e| e.outside_quota).collect::<Vec<_>>(),
        [false, false, false, false, false, true]
    );
    assert!(!decisions.findings.iter().any(|f| matches!(f, Finding::CountDiffers { .. })));
    let unreported = decisions.findings.iter().find_map(|f| match f {
        Finding::EventUnreported { units, .. } => Some(*units),
        _ => None,
    });
    assert_eq!(unreported, Some(16));
    // A unit that is on the list both ways takes its place.
    round.set("因侵权引发重大案件", "A4", "yes");
    let decisions = round.decide();
    let list = decisions.list(round.list("重点管理")).unwrap();
    assert_eq!((list.entries[0].outside_quota, list.entries[0].why.len()), (false, 2));
}

#[test]
fn a_list_waits_for_an_outside_fact_and_says_who_would_be_on_it() {
    let rule = kaocheng_syntax::provision::List {
        condition: Some(fact("全市未进入前三")),
        ..list("免职", vec![bottom(1)])
    };
    let mut round = Round::new(scheme(&[], vec![ProvisionRule::List(rule)]), &TWENTY);
    let decisions = round.decide();
    let own = decisions.list(round.list("免职")).unwrap();
    assert!(matches!(&own.state, State::Pending(w) if matches!(w[..], [Waiting::Fact(_)])));
    assert!(own.entries.is_empty());
    assert_eq!(own.would_be.iter().map(|e| round.code(e.unit)).collect::<Vec<_>>(), ["A4"]);
    let known = |holds| OutsideFact { holds, evidence: "通报第3号".into(), date: "2017-01-10".into() };
    round.given.facts.insert("fact:1".into(), known(true));
    let decisions = round.decide();
    assert_eq!(decisions.list(round.list("免职")).unwrap().state, State::Settled);
    assert_eq!(round.on(&decisions, "免职"), ["A4"]);
    round.given.facts.insert("fact:1".into(), known(false));
    let decisions = round.decide();
    assert!(matches!(decisions.list(round.list("免职")).unwrap().state, State::NotCalledFor(_)));
    assert!(round.on(&decisions, "免职").is_empty());
}

#[test]
fn a_list_that_rests_on_a_waiting_list_waits_too() {
    let mut rules = warnings();
    let ProvisionRule::List(manage) = &mut rules[0] else { panic!() };
    manage.condition = Some(fact("全市未进入前三"));
    let round = Round::new(scheme(&[], rules), &TWENTY);
    let decisions = round.decide();
    let own = decisions.list(round.list("重点帮助")).unwrap();
    assert_eq!(own.state, State::Pending(vec![Waiting::List(round.list("重点管理"))]));
}

#[test]
fn a_list_by_an_item_goes_by_its_score() {
    let rule = |end, count| {
        let basis = Basis::Item("群众满意度".into());
        Pick::Ranked(Ranked { end, count, basis, within: Within::All })
    };
    let best = list("满意度先进", vec![rule(End::Top, 1)]);
    let last = list("单项预警单位", vec![rule(End::Bottom, 2)]);
    let rules = vec![ProvisionRule::List(best), ProvisionRule::List(last)];
    let round = Round::new(scheme(&[], rules), &["A1 90 2", "A2 10 9", "A3 50 5", "A4 60 4"]);
    let decisions = round.decide();
    assert_eq!(round.on(&decisions, "满意度先进"), ["A2"]);
    assert_eq!(round.on(&decisions, "单项预警"), ["A1", "A4"]);
}

#[test]
fn sentences_about_one_list_are_a_union() {
    let one = list("“单项预警”", vec![bottom(1)]);
    let other = list("单项预警单位", vec![Pick::Event(fact("被省通报"))]);
    let mut round =
        Round::new(scheme(&[], vec![ProvisionRule::List(one), ProvisionRule::List(other)]), &["A1 5", "A2 6", "A3 7"]);
    round.set("被省通报", "A3", "yes");
    assert_eq!(round.plan().mechanism.lists.len(), 1);
    assert_eq!(round.on(&round.decide(), "单项预警"), ["A1", "A3"]);
}

#[test]
fn people_choose_and_too_many_are_told() {
    let rule = list("特殊贡献单位", vec![Pick::Chosen { count: 1 }]);
    let mut round = Round::new(scheme(&[], vec![ProvisionRule::List(rule)]), &["A1 5", "A2 6"]);
    round.set("特殊贡献单位", "A1", "yes");
    assert_eq!(round.on(&round.decide(), "特殊贡献单位"), ["A1"]);
    round.set("特殊贡献单位", "A2", "yes");
    let decisions = round.decide();
    let list = round.list("特殊贡献单位");
    assert_eq!(decisions.findings, [Finding::TooManyChosen { list, most: 1, chosen: 2 }]);
}

#[test]
fn a_unit_can_ask_why_it_is_not_on_a_list() {
    let round = Round::new(scheme(&[], warnings()), &TWENTY);
    let decisions = round.decide();
    let why = |list: &str, unit: &str| {
        let (list, unit) = (round.list(list), round.unit(unit));
        reasons(round.plan(), &round.table, &round.results, &round.given, &decisions, list, unit)
    };
    let Reason::Place(place) = &why("重点帮助", "A4")[0] else { panic!() };
    assert!(matches!(place.fate, Fate::LeftOut(LeftOut::Excluded { .. })));
    assert_eq!(place.change, None);
    let Reason::Place(place) = &why("重点管理", "D1")[0] else { panic!() };
    assert_eq!((place.place, place.of, place.fate), (18, 20, Fate::Beyond));
    assert!(matches!(why("重点管理", "D1")[1], Reason::Event { happened: None, .. }));
    assert_eq!(why("重点管理", "A"), [Reason::OtherLevel]);
}

#[test]
fn reasons_and_findings_are_worded_in_both_languages() {
    let round = Round::new(scheme(&[], warnings()), &TWENTY);
    let decisions = round.decide();
    let telling = |language| Telling {
        plan: round.plan(),
        table: &round.table,
        given: &round.given,
        decisions: &decisions,
        language,
    };
    let help = round.list("重点帮助");
    let entry = &decisions.list(help).unwrap().entries[1];
    assert_eq!(
        telling(Language::Chinese).reason(help, &entry.why[0]),
        "在B中总分 50,倒数第 1 名,共 3 个,取后 1 名;B4镇已列入“重点管理”,依次顺延;其后是B2镇 70;高出 20 分以上(超过B2镇的 70)则不列入"
    );
    assert_eq!(
        telling(Language::English).reason(help, &entry.why[0]),
        "in B: total 50, place 1 of 3 from the end; the last 1 are listed; moved up because B4镇 gave way, on “重点管理”; \
         next is B2镇 with 70; more than 20 more (above the 70 of B2镇) would take it off"
    );
    let place = decisions.place(round.unit("A1")).unwrap();
    assert_eq!(telling(Language::Chinese).place(place, 20), "总分 95,第 1 名,共 20 个");
    for finding in &decisions.findings {
        for language in [Language::Chinese, Language::English] {
            let words = telling(language).finding(finding);
            assert!(words.contains("“重点") && !words.contains('?'), "{words}");
        }
    }
}
