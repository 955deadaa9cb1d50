//! Feedback sheets and incidents of the visits.

use super::{Asked, Report, table};
use crate::phrase::{self, Phrase};
use kaocheng_exchange::registers::read_visits;
use kaocheng_register::visits::{Round, Visit, round};
use serde_json::{Value as Json, json};

pub fn report(file: &str, bytes: &[u8], asked: &Asked) -> Report {
    let register = read_visits(file, bytes, asked.units);
    if register.errors > 0 {
        return Report::refused(register);
    }
    let round = round(&register.rows, asked.units, asked.window);
    let lines = lines(&round, &register.rows, asked);
    let json = json_of(&round, &register.rows, asked);
    Report::new(register, &round.faults, lines, json)
}

fn lines(round: &Round, rows: &[Visit], asked: &Asked) -> Vec<String> {
    let lang = asked.lang;
    let counts: [(&str, &dyn std::fmt::Display); 4] = [
        ("signed", &round.signed.len()),
        ("refused", &round.refused.len()),
        ("pending", &round.pending.len()),
        ("incidents", &round.incidents.len()),
    ];
    let mut lines = vec![format!("  {}", phrase::REGISTER_VISIT_COUNTS.with(lang, &counts))];
    let lists: [(&[usize], Phrase); 3] = [
        (&round.refused, phrase::REGISTER_REFUSED),
        (&round.pending, phrase::REGISTER_PENDING),
        (&round.incidents, phrase::REGISTER_INCIDENT),
    ];
    for (list, phrase) in lists {
        for visit in list.iter().filter_map(|row| rows.get(*row)) {
            let reason = if visit.reason.is_empty() { "–" } else { &visit.reason };
            let slots: [(&str, &dyn std::fmt::Display); 6] = [
                ("unit", &table::unit(visit.unit, asked)),
                ("site", &visit.site),
                ("date", &visit.date),
                ("team", &visit.team),
                ("reason", &reason),
                ("incident", &visit.incident),
            ];
            lines.push(format!("  {}", phrase.with(lang, &slots)));
        }
    }
    let end = if round.may_go_on() { phrase::REGISTER_GO_ON } else { phrase::REGISTER_NOT_YET };
    lines.push(end.plain(lang).to_owned());
    lines
}

fn json_of(round: &Round, rows: &[Visit], asked: &Asked) -> Json {
    let visit = |visit: &Visit| {
        json!({
            "unit": table::code(visit.unit, asked),
            "site": visit.site,
            "team": visit.team,
            "date": visit.date.to_string(),
            "signed": visit.signed,
            "reason": visit.reason,
            "incident": visit.incident,
        })
    };
    json!({ "visits": rows.iter().map(visit).collect::<Vec<_>>(), "may_go_on": round.may_go_on() })
}
