//! What holds for any scores: the order of units changes nothing, lists have their size, nobody excluded is listed, and
//! the change that is named turns the outcome.

use crate::support::*;
use kaocheng_engine::decide::{Finding, Reason};
use kaocheng_syntax::exact::{Exact, parse, ratio, show};
use kaocheng_syntax::provision::{Consequence, List, ProvisionRule};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn rules() -> Vec<ProvisionRule> {
    let mut rules = warnings();
    rules.push(ProvisionRule::List(List { consequences: vec![Consequence::Commend], ..list("先进", vec![top(4)]) }));
    rules
}

/// Twelve units in three counties, with scores close enough to be equal often.
fn units() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec((0..3u8, 0..12u8), 3..14).prop_map(|all| {
        let name = |ix: usize, county: u8| format!("{}{ix}", char::from(b'A' + county));
        all.iter().enumerate().map(|(ix, (county, score))| format!("{} {score}", name(ix, *county))).collect()
    })
}

fn round(units: &[String], cut: &str) -> Round {
    let units: Vec<&str> = units.iter().map(String::as_str).collect();
    Round::new(scheme(&[("cut-ties: all", cut)], rules()), &units)
}

fn members(round: &Round, name: &str) -> BTreeSet<String> {
    round.on(&round.decide(), name).into_iter().map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_of_units_changes_nothing(units in units(), turn in 0..14usize, none in any::<bool>()) {
        let cut = if none { "cut-ties: none" } else { "cut-ties: all" };
        let one = round(&units, cut);
        let mut turned = units.clone();
        turned.rotate_left(turn % units.len());
        turned.reverse();
        let other = round(&turned, cut);
        let (first, second) = (one.decide(), other.decide());
        for name in ["重点管理", "重点帮助", "先进"] {
            prop_assert_eq!(one.on(&first, name), other.on(&second, name));
        }
        for unit in &units {
            let code = unit.split(' ').next().unwrap();
            let rank = |round: &Round, d: &kaocheng_engine::decide::Decisions| d.place(round.unit(code)).unwrap().rank;
            prop_assert_eq!(rank(&one, &first), rank(&other, &second));
        }
    }

    #[test]
    fn lists_have_their_size_and_nobody_excluded(units in units(), none in any::<bool>()) {
        let round = round(&units, if none { "cut-ties: none" } else { "cut-ties: all" });
        let decisions = round.decide();
        let (manage, help, best) =
            (members(&round, "重点管理"), members(&round, "重点帮助"), members(&round, "先进"));
        prop_assert!(manage.is_disjoint(&help));
        prop_assert!(manage.is_disjoint(&best));
        let tied = |name: &str| decisions.findings.iter().any(|f| matches!(f, Finding::TieAtCut { list, .. } if *list == round.list(name)));
        for (name, members, places) in [("重点管理", &manage, 5), ("先进", &best, 4)] {
            let may = units.len() - if name == "先进" { manage.len() } else { 0 };
            match (tied(name), none) {
                (false, _) => prop_assert_eq!(members.len(), places.min(may)),
                (true, false) => prop_assert!(members.len() > places),
                (true, true) => prop_assert!(members.len() < places),
            }
        }
    }

    #[test]
    fn the_change_named_turns_the_outcome_and_less_does_not(units in units(), at in 0..14usize, none in any::<bool>()) {
        let cut = if none { "cut-ties: none" } else { "cut-ties: all" };
        let one = round(&units, cut);
        let code = units[at % units.len()].split(' ').next().unwrap().to_owned();
        let decisions = one.decide();
        let (unit, list) = (one.unit(&code), one.list("重点管理"));
        let told = kaocheng_engine::decide::reasons(one.plan(), &one.table, &one.results, &one.given, &decisions, list, unit);
        let Reason::Place(place) = &told[0] else { panic!("a place") };
        let listed = members(&one, "重点管理").contains(&code);
        let with = |score: &Exact| {
            let mut changed = round(&units, cut);
            changed.set("成效", &code, &show(score));
            members(&changed, "重点管理").contains(&code)
        };
        let Some(change) = &place.change else {
            prop_assert!(units.len() <= 5);
            return Ok(());
        };
        let within = |score: &Exact| *score >= parse("0").unwrap() && *score <= parse("100").unwrap();
        let step = ratio(1, 8) * if change.rise { ratio(1, 1) } else { ratio(-1, 1) };
        let beyond = &change.to + &step;
        if change.beyond && within(&beyond) {
            prop_assert_eq!(with(&beyond), !listed);
            prop_assert_eq!(with(&change.to), listed);
        } else if !change.beyond {
            prop_assert_eq!(with(&change.to), !listed);
            let before = &change.to - &step;
            if within(&before) {
                prop_assert_eq!(with(&before), listed);
            }
        }
    }
}
