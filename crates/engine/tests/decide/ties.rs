//! Equal scores: who comes first, and what happens to equals on both sides of a list's last place (T-20).

use crate::support::*;
use kaocheng_engine::decide::{Finding, State, TieOutcome, ToldApart, Waiting};
use kaocheng_engine::results::score_drawn;
use kaocheng_syntax::provision::{ProvisionRule, TieRule};

/// B1 and C1 are equal as the fifth and sixth last.
const TIED: [&str; 8] = ["A1 1 1", "A2 2 1", "A3 3 1", "A4 4 1", "B1 20 3", "C1 18 5", "D1 90 9", "E1 91 9"];

fn manage() -> Vec<ProvisionRule> {
    vec![ProvisionRule::List(list("重点管理", vec![bottom(5)]))]
}

#[test]
fn all_equals_at_the_cut_are_listed_and_told() {
    let round = Round::new(scheme(&[], manage()), &TIED);
    let decisions = round.decide();
    assert_eq!(round.on(&decisions, "重点管理"), ["A1", "A2", "A3", "A4", "B1", "C1"]);
    let mut units = vec![round.unit("B1"), round.unit("C1")];
    let found = decisions.findings.iter().find_map(|f| match f {
        Finding::TieAtCut { units, outcome, .. } => Some((units.clone(), *outcome)),
        _ => None,
    });
    let (mut told, outcome) = found.unwrap();
    told.sort_unstable();
    units.sort_unstable();
    assert_eq!((told, outcome), (units, TieOutcome::AllIn));
}

#[test]
fn or_none_of_them_where_the_scheme_says_so() {
    let round = Round::new(scheme(&[("cut-ties: all", "cut-ties: none")], manage()), &TIED);
    let decisions = round.decide();
    assert_eq!(round.on(&decisions, "重点管理"), ["A1", "A2", "A3", "A4"]);
    assert!(decisions.findings.iter().any(|f| matches!(f, Finding::TieAtCut { outcome: TieOutcome::NoneIn, .. })));
}

#[test]
fn an_item_decides_where_a_sentence_says_so() {
    let mut rules = manage();
    rules.push(ProvisionRule::Ties(TieRule::Items(vec!["群众满意度得分".into()])));
    let round = Round::new(scheme(&[], rules), &TIED);
    let decisions = round.decide();
    assert_eq!(round.on(&decisions, "重点管理"), ["A1", "A2", "A3", "A4", "B1"]);
    assert!(!decisions.findings.iter().any(|f| matches!(f, Finding::TieAtCut { .. })));
    let place = decisions.place(round.unit("C1")).unwrap();
    assert_eq!((place.rank, place.shared, place.told_apart), (Some(3), false, Some(ToldApart::Item(1))));
    assert!(round.compiled.diagnostics.iter().all(|d| d.detail("policy") != Some("ties")));
}

#[test]
fn the_front_matter_can_name_the_items() {
    let round = Round::new(scheme(&[("ties: share-rank", "ties: by-items 满意度")], manage()), &TIED);
    assert_eq!(round.on(&round.decide(), "重点管理"), ["A1", "A2", "A3", "A4", "B1"]);
}

#[test]
fn a_public_draw_is_waited_for() {
    let mut round = Round::new(scheme(&[("ties: share-rank", "ties: by-draw")], manage()), &TIED);
    let decisions = round.decide();
    assert_eq!(round.on(&decisions, "重点管理"), ["A1", "A2", "A3", "A4"]);
    assert_eq!(decisions.list(round.list("重点管理")).unwrap().state, State::Pending(vec![Waiting::Draw]));
    // One ticket alone decides nothing.
    round.given.tickets.insert("B1".into(), "0a".into());
    assert_eq!(round.decide().list(round.list("重点管理")).unwrap().state, State::Pending(vec![Waiting::Draw]));
    round.given.tickets.insert("C1".into(), "7f".into());
    let decisions = round.decide();
    assert_eq!(round.on(&decisions, "重点管理"), ["A1", "A2", "A3", "A4", "C1"]);
    assert_eq!(decisions.place(round.unit("B1")).unwrap().told_apart, Some(ToldApart::Draw));
    // The ranks of the scores are those of the decisions, with no ticket, one, and all.
    for missing in [&["B1", "C1"][..], &["C1"], &[]] {
        let mut tickets = round.given.tickets.clone();
        missing.iter().for_each(|unit| drop(tickets.remove(*unit)));
        let results = score_drawn(&round.compiled.plan, &round.table, &tickets);
        round.given.tickets = tickets;
        let decisions = round.decide();
        for unit in ["A1", "B1", "C1", "D1"].map(|unit| round.unit(unit)) {
            assert_eq!(results.rank(unit), decisions.place(unit).and_then(|p| p.rank));
        }
        round.given.tickets.extend([("B1".into(), "0a".into()), ("C1".into(), "7f".into())]);
    }
}

#[test]
fn equals_away_from_the_cut_share_their_place() {
    let round = Round::new(scheme(&[], manage()), &["A1 1", "A2 1", "A3 3", "A4 4", "B1 5", "C1 6"]);
    let decisions = round.decide();
    assert_eq!(round.on(&decisions, "重点管理"), ["A1", "A2", "A3", "A4", "B1"]);
    assert_eq!(decisions.place(round.unit("A2")).unwrap().rank, Some(5));
    assert!(!decisions.findings.iter().any(|f| matches!(f, Finding::TieAtCut { .. })));
}
