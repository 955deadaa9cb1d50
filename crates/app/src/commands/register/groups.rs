//! Leading groups: which hold on the day, who has none, and since when.

use super::{Asked, Report, table};
use crate::phrase;
use kaocheng_exchange::registers::read_groups;
use kaocheng_register::groups::{Gap, Group, GroupState, Groups, groups};
use serde_json::{Value as Json, json};

pub fn report(file: &str, bytes: &[u8], asked: &Asked) -> Report {
    let register = read_groups(file, bytes, asked.units);
    if register.errors > 0 {
        return Report::refused(register);
    }
    let found = groups(&register.rows, asked.units, asked.as_of);
    let lines = lines(&found, &register.rows, asked);
    let json = json_of(&found, &register.rows, asked);
    Report::new(register, &found.faults, lines, json)
}

fn lines(found: &Groups, rows: &[Group], asked: &Asked) -> Vec<String> {
    let lang = asked.lang;
    let heads = [
        phrase::REGISTER_STATE,
        phrase::UNIT,
        phrase::REGISTER_GROUP,
        phrase::REGISTER_HEAD_POST,
        phrase::REGISTER_FROM,
        phrase::REGISTER_UNTIL,
    ];
    let mut all = vec![heads.iter().map(|head| head.plain(lang).to_owned()).collect::<Vec<_>>()];
    for (group, state) in rows.iter().zip(&found.states) {
        let state = match state {
            GroupState::InForce => phrase::REGISTER_IN_FORCE,
            GroupState::NotYet => phrase::REGISTER_NOT_YET_BEGUN,
            GroupState::Ended => phrase::REGISTER_ENDED,
        };
        all.push(vec![
            state.plain(lang).to_owned(),
            table::unit(group.unit, asked),
            group.name.clone(),
            group.head.clone(),
            group.from.to_string(),
            group.until.map_or_else(|| "–".to_owned(), |day| day.to_string()),
        ]);
    }
    let mut lines = table::lines(&all);
    if !found.without.is_empty() {
        let names: Vec<String> = found.without.iter().map(|u| table::unit(*u, asked)).collect();
        lines.push(phrase::REGISTER_NO_GROUP.with(lang, &[("list", &table::list(&names, lang))]));
    }
    for gap in &found.gaps {
        let slots: [(&str, &dyn std::fmt::Display); 4] =
            [("unit", &table::unit(gap.unit, asked)), ("group", &gap.name), ("from", &gap.from), ("until", &gap.until)];
        lines.push(phrase::REGISTER_GAP.with(lang, &slots));
    }
    lines
}

fn json_of(found: &Groups, rows: &[Group], asked: &Asked) -> Json {
    let group = |(group, state): (&Group, &GroupState)| {
        let state = match state {
            GroupState::InForce => "in-force",
            GroupState::NotYet => "not-begun",
            GroupState::Ended => "ended",
        };
        json!({
            "unit": table::code(group.unit, asked),
            "group": group.name,
            "head": group.head,
            "from": group.from.to_string(),
            "until": group.until.map(|day| day.to_string()),
            "document": group.document,
            "state": state,
        })
    };
    let gap = |gap: &Gap| {
        let (from, until) = (gap.from.to_string(), gap.until.to_string());
        json!({ "unit": table::code(gap.unit, asked), "group": gap.name, "from": from, "until": until })
    };
    json!({
        "groups": rows.iter().zip(&found.states).map(group).collect::<Vec<_>>(),
        "without": found.without.iter().map(|u| table::code(*u, asked)).collect::<Vec<_>>(),
        "gaps": found.gaps.iter().map(gap).collect::<Vec<_>>(),
    })
}
