//! The pages of a round about the visitor's own units: the sheet, what the team told the unit, the result.

use crate::office::web::naming::address;
use crate::office::web::{Ask, Visitor};
use kaocheng_office::deed::Deed;
use kaocheng_office::office::{Office, under};
use kaocheng_office::role::Role;
use kaocheng_office::standing::Subject;
use std::collections::BTreeSet;

/// Address and words; a visitor of several units has the unit's code in the words.
pub fn links(ask: &Ask, office: &Office, round: &str) -> Vec<(String, String)> {
    let units = units(&ask.who);
    let (t, several) = (ask.t, units.len() > 1);
    let mut found = Vec::new();
    for unit in units {
        let may = |deed| ask.who.may(office, deed, &Subject::unit(round, unit));
        let mut add = |words: &str, parts: &[&str]| {
            let words = if several { format!("{words} {unit}") } else { words.to_owned() };
            found.push((address(parts), words));
        };
        if may(Deed::SeeSheet) {
            add(t.pick("本单位填报表", "Our sheet"), &["rounds", round, "units", unit]);
            if under(&office.feedback, &[round, unit]).next().is_some() {
                add(t.pick("现场反馈单", "Feedback sheet"), &["rounds", round, "feedback", unit]);
            }
        }
        if may(Deed::SeeOwnResult) {
            add(t.pick("本单位得分", "Our points"), &["rounds", round, "own", unit]);
        }
    }
    found
}

/// The units that the visitor reports or signs for.
fn units(who: &Visitor) -> BTreeSet<&str> {
    who.units(Role::Reporter).into_iter().chain(who.units(Role::SigningLeader)).collect()
}
