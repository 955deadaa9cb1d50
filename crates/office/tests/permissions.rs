//! The table of permissions: complete, without contradiction, and keeping apart what must be apart.

use kaocheng_office::deed::{Deed, RULES, When, allowed};
use kaocheng_office::role::{Relation, Role, RoundState};
use std::collections::BTreeSet;

#[test]
fn every_deed_has_one_row() {
    let deeds: BTreeSet<Deed> = RULES.iter().map(|rule| rule.deed).collect();
    assert_eq!(deeds.len(), RULES.len(), "a deed has two rows");
    // The last deed closes the list: whichever stands before it has a row.
    assert_eq!(deeds.len(), Deed::Export as usize + 1, "a deed has no row");
    for rule in RULES {
        assert!(!rule.who.is_empty(), "nobody may {:?}", rule.deed);
        if let When::In(states) = rule.when {
            assert!(!states.is_empty(), "{:?} is never open", rule.deed);
        }
    }
}

/// Every combination is decided, and what the public may do is only to look.
#[test]
fn the_public_only_looks() {
    for rule in RULES {
        for role in Role::ALL {
            for relation in Relation::ALL {
                for state in [None].into_iter().chain(RoundState::ALL.map(Some)) {
                    if role == Role::Public && allowed(role, relation, state, rule.deed) {
                        let looks = [Deed::Found, Deed::SeePublic, Deed::SignIn, Deed::KeepOwnCredentials];
                        assert!(looks.contains(&rule.deed), "the public may {:?}", rule.deed);
                    }
                }
            }
        }
    }
}

#[test]
fn auditors_and_administrators_change_nothing_of_a_round() {
    for rule in RULES.iter().filter(|rule| rule.when != When::NoRound) {
        let looks = format!("{:?}", rule.deed);
        let is_look = looks.starts_with("See") || looks == "Export";
        for role in [Role::Auditor, Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin] {
            for state in RoundState::ALL {
                let may = allowed(role, Relation::Elsewhere, Some(state), rule.deed);
                assert!(!may || is_look, "{role:?} may {:?}", rule.deed);
            }
        }
    }
}

#[test]
fn the_three_administrations_share_no_deed_but_their_own_credentials() {
    let deeds = |role: Role| -> BTreeSet<Deed> {
        let act = |deed: &Deed| !format!("{deed:?}").starts_with("See") && *deed != Deed::SignIn;
        let may = |deed: &Deed| allowed(role, Relation::Elsewhere, None, *deed);
        RULES.iter().map(|rule| rule.deed).filter(|deed| act(deed) && may(deed)).collect()
    };
    let own = BTreeSet::from([Deed::KeepOwnCredentials]);
    let admins = [Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin];
    for (i, one) in admins.iter().enumerate() {
        for other in admins.iter().skip(i + 1) {
            let both: BTreeSet<Deed> = deeds(*one).intersection(&deeds(*other)).copied().collect();
            assert_eq!(both, own, "{one:?} and {other:?}");
        }
    }
}

#[test]
fn nothing_of_a_sealed_round_can_change() {
    for rule in RULES.iter().filter(|rule| rule.when != When::NoRound) {
        let look = format!("{:?}", rule.deed);
        if look.starts_with("See") || look == "Export" {
            continue;
        }
        for role in Role::ALL {
            for relation in Relation::ALL {
                assert!(!allowed(role, relation, Some(RoundState::Final), rule.deed), "{:?}", rule.deed);
            }
        }
    }
}

#[test]
fn one_unit_does_nothing_to_another() {
    for rule in RULES {
        for role in [Role::Reporter, Role::SigningLeader] {
            for state in RoundState::ALL {
                let elsewhere = allowed(role, Relation::Elsewhere, Some(state), rule.deed);
                let deed = format!("{:?}", rule.deed);
                let open_to_all = ["SeePublic", "SignIn", "SeeRound", "SeeAppeals", "KeepOwnCredentials"];
                assert!(!elsewhere || open_to_all.contains(&deed.as_str()), "{role:?} may {deed} elsewhere");
            }
        }
    }
}
