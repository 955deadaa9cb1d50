//! Years running: proposed, never automatic; a gap breaks them (T-21, T-22).

use crate::support::*;
use kaocheng_engine::decide::{Confirmation, EarlierRound, Finding, Reason};
use kaocheng_syntax::provision::{Consequence, List, Pick, ProvisionRule};

fn rules() -> Vec<ProvisionRule> {
    let mut rules = warnings();
    let rises = |from: &str| Pick::Years { list: from.into(), years: 2 };
    rules.push(ProvisionRule::List(list("重点管理单位", vec![rises("“重点帮助”单位")])));
    let dismissed = List {
        consequences: vec![Consequence::Text("按干部管理权限处理".into())],
        ..list("问责", vec![rises("重点管理")])
    };
    rules.push(ProvisionRule::List(dismissed));
    let best = List { consequences: vec![Consequence::Commend], ..list("先进", vec![top(20)]) };
    rules.push(ProvisionRule::List(best));
    rules
}

fn earlier(year: i32, list: &str, units: &[&str]) -> EarlierRound {
    let units = units.iter().map(|u| (*u).to_owned()).collect();
    EarlierRound { year, lists: [(list.to_owned(), units)].into(), hash: format!("hash of {year}") }
}

fn round(earlier: Vec<EarlierRound>) -> Round {
    let mut round = Round::new(scheme(&[], rules()), &TWENTY);
    round.given.history.year = Some(2016);
    round.given.history.rounds = earlier;
    round
}

fn confirmation(round: &Round, unit: &str, confirmed: bool) -> Confirmation {
    Confirmation {
        list: round.list("重点管理"),
        unit: round.unit(unit),
        confirmed,
        by: "考核领导小组".into(),
        date: "2017-01-20".into(),
        reason: "连续两年".into(),
    }
}

#[test]
fn two_years_running_are_proposed_and_nothing_happens_by_itself() {
    // T-21.
    let round = round(vec![earlier(2015, "重点帮助", &["B3", "D1"])]);
    let decisions = round.decide();
    let manage = decisions.list(round.list("重点管理")).unwrap();
    assert_eq!(manage.proposals.len(), 1);
    let proposal = &manage.proposals[0];
    assert_eq!((round.code(proposal.unit), proposal.decided, proposal.confirmed), ("B3", None, false));
    assert_eq!(proposal.years, [(2015, "hash of 2015".to_owned())]);
    assert!(!round.on(&decisions, "重点管理").contains(&"B3"));
    assert!(round.on(&decisions, "先进").contains(&"B3"));
}

#[test]
fn a_confirmed_proposal_is_an_entry_outside_the_quota() {
    //
    let mut round = round(vec![earlier(2015, "重点帮助", &["B3"])]);
    round.given.confirmations = vec![confirmation(&round, "B3", true)];
    let decisions = round.decide();
    assert_eq!(round.on(&decisions, "重点管理"), ["A4", "A3", "B4", "C4", "A2", "B3"]);
    let entry = &decisions.list(round.list("重点管理")).unwrap().entries[5];
    assert!(entry.outside_quota);
    assert!(matches!(entry.why[0], Reason::Years { confirmation: Some(0), .. }));
    // It keeps the place that it rose from, and no award.
    assert!(round.on(&decisions, "重点帮助").contains(&"B3"));
    assert!(!round.on(&decisions, "先进").contains(&"B3"));
    assert!(
        !decisions
            .findings
            .iter()
            .any(|f| matches!(f, Finding::CountDiffers { list, .. } if *list == round.list("重点管理")))
    );
}

#[test]
fn a_rejected_proposal_stays_off() {
    let mut round = round(vec![earlier(2015, "重点帮助", &["B3"])]);
    round.given.confirmations = vec![confirmation(&round, "B3", false)];
    let decisions = round.decide();
    assert!(!round.on(&decisions, "重点管理").contains(&"B3"));
    let proposal = &decisions.list(round.list("重点管理")).unwrap().proposals[0];
    assert_eq!((proposal.decided, proposal.confirmed), (Some(0), false));
}

#[test]
fn a_year_between_breaks_the_run() {
    // T-22.
    let round = round(vec![earlier(2014, "重点帮助", &["B3"]), earlier(2015, "重点帮助", &["C3x"])]);
    let decisions = round.decide();
    assert!(decisions.lists.iter().all(|l| l.proposals.is_empty()));
    assert!(!decisions.findings.iter().any(|f| matches!(f, Finding::NoRoundOf { .. })));
}

#[test]
fn a_year_without_a_round_is_told_and_not_guessed() {
    let round = round(vec![earlier(2014, "重点帮助", &["B3"])]);
    let decisions = round.decide();
    assert!(decisions.lists.iter().all(|l| l.proposals.is_empty()));
    let told = decisions.findings.iter().find_map(|f| match f {
        Finding::NoRoundOf { list, year, units } if *list == round.list("重点管理") => Some((*year, units.len())),
        _ => None,
    });
    assert_eq!(told, Some((2015, 5)));
}

#[test]
fn a_list_that_was_risen_to_counts_as_a_year() {
    // B3 rises to 重点管理 this year and was on it last year.
    let mut round = round(vec![EarlierRound {
        year: 2015,
        lists: [
            ("重点帮助".to_owned(), ["B3".to_owned()].into()),
            ("“重点管理”单位".to_owned(), ["B3".to_owned(), "A4".to_owned()].into()),
        ]
        .into(),
        hash: "h".into(),
    }]);
    let proposed = |round: &Round| {
        let decisions = round.decide();
        let list = decisions.list(round.list("问责")).unwrap();
        list.proposals.iter().map(|p| round.code(p.unit).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(proposed(&round), ["A4"]);
    round.given.confirmations = vec![confirmation(&round, "B3", true)];
    assert_eq!(proposed(&round), ["A4", "B3"]);
}

#[test]
fn a_decision_that_nobody_asked_for_is_told() {
    let mut round = round(vec![]);
    round.given.confirmations = vec![confirmation(&round, "D1", true)];
    let decisions = round.decide();
    assert!(decisions.findings.contains(&Finding::NotProposed { confirmation: 0 }));
    assert!(!round.on(&decisions, "重点管理").contains(&"D1"));
}
