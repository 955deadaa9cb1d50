//! Policies: who decides before whom, what a setting may say, and where scores are rounded.

use kaocheng_compile::policy::{Decided, Policies, PolicyName, Rounding, SettingError};

fn decided(list: &[(&str, &str, Decided)]) -> Policies {
    let mut policies = Policies::default();
    for (name, choice, by) in list {
        policies.decide(name, choice, *by).unwrap();
    }
    policies
}

#[test]
fn nobody_decided_then_the_first_choice_stands() {
    for name in PolicyName::all() {
        assert_eq!(Policies::default().choice(name), (0, Decided::Default));
        assert!(name.choices().len() >= 2);
    }
    assert_eq!(PolicyName::all().count(), 16);
    assert_eq!(Policies::default().rounding(), Rounding::None);
}

#[test]
fn every_choice_is_known_in_both_languages() {
    for name in PolicyName::all().filter(|n| *n != PolicyName::Rounding) {
        for (ix, (english, chinese)) in name.choices().iter().enumerate() {
            for (n, c) in [(name.english(), *english), (name.chinese(), *chinese), (name.english(), *chinese)] {
                assert_eq!(decided(&[(n, c, Decided::Scheme)]).choice(name), (ix, Decided::Scheme), "{n} {c}");
            }
        }
    }
    assert_eq!(PolicyName::from_text(" STEPS "), Some(PolicyName::Steps));
}

#[test]
fn the_nearer_decision_wins_whichever_came_first() {
    let whole_scheme = ("steps", "whole", Decided::Scheme);
    let begun_item = ("steps", "begun", Decided::Item);
    for order in [[whole_scheme, begun_item], [begun_item, whole_scheme]] {
        assert_eq!(decided(&order).choice(PolicyName::Steps), (2, Decided::Item));
    }
    let twice = decided(&[whole_scheme, ("steps", "begun", Decided::Scheme)]);
    assert_eq!(twice.choice(PolicyName::Steps), (2, Decided::Scheme), "the later of two equals");
    assert_eq!(twice.choice(PolicyName::Percent), (0, Decided::Default));
}

#[test]
fn a_setting_that_is_none_is_refused() {
    let decide = |name: &str, value: &str| Policies::default().decide(name, value, Decided::Scheme);
    assert_eq!(decide("stairs", "whole"), Err(SettingError::UnknownName));
    assert_eq!(decide("steps", "half"), Err(SettingError::UnknownChoice(PolicyName::Steps)));
    for value in ["item", "item two", "total 13", "item -1"] {
        assert_eq!(decide("rounding", value), Err(SettingError::UnknownChoice(PolicyName::Rounding)), "{value}");
    }
    assert_eq!(decide("rounding", "none"), Ok(PolicyName::Rounding));
}

#[test]
fn rounding_has_a_place_and_digits() {
    let at = |value: &str| decided(&[("rounding", value, Decided::Scheme)]).rounding();
    assert_eq!(at("none"), Rounding::None);
    assert_eq!(at("item 2"), Rounding::Item(2));
    assert_eq!(at("按总分 0"), Rounding::Total(0));
    assert_eq!(at("total,12"), Rounding::Total(12));
    let nearer = [("rounding", "item 1", Decided::Item), ("rounding", "total 2", Decided::Scheme)];
    assert_eq!(decided(&nearer).rounding(), Rounding::Item(1));
}

#[test]
fn another_choice_for_comparison_leaves_the_rest() {
    let policies = decided(&[("steps", "whole", Decided::Scheme), ("missing", "full", Decided::Scheme)]);
    let other = policies.with_choice(PolicyName::Steps, 2);
    assert_eq!(other.choice(PolicyName::Steps), (2, Decided::Text));
    assert_eq!(other.choice(PolicyName::Missing), (2, Decided::Scheme));
    assert_eq!(policies.choice(PolicyName::Steps), (1, Decided::Scheme));
}

#[test]
fn what_acts_on_rankings_and_lists_acts_outside_the_plans_nodes() {
    let outside: Vec<PolicyName> = PolicyName::all().filter(|n| n.acts_outside_nodes()).collect();
    assert_eq!(outside, [PolicyName::Ties, PolicyName::CutTies, PolicyName::Penalties]);
}
