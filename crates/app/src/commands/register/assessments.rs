//! How often each body assessed each unit, and what that weighs on the unit.

use super::{Asked, Report, table};
use crate::phrase;
use kaocheng_exchange::registers::read_assessments;
use kaocheng_register::frequency::{Assessment, Burden, Count, Frequencies, frequencies};
use serde_json::{Value as Json, json};

pub fn report(file: &str, bytes: &[u8], asked: &Asked) -> Report {
    let register = read_assessments(file, bytes, asked.units);
    if register.errors > 0 {
        return Report::refused(register);
    }
    let found = frequencies(&register.rows, asked.units, &asked.rules.frequencies, asked.limit);
    let lines = lines(&found, &register.rows, asked);
    let json = json_of(&found, &register.rows, asked);
    Report::new(register, &found.faults, lines, json)
}

fn dates(count: &Count, rows: &[Assessment]) -> Vec<String> {
    count.rows.iter().filter_map(|row| rows.get(*row)).map(|a| a.date.to_string()).collect()
}

fn lines(found: &Frequencies, rows: &[Assessment], asked: &Asked) -> Vec<String> {
    let lang = asked.lang;
    let heads = [
        phrase::REGISTER_BY,
        phrase::UNIT,
        phrase::REGISTER_YEAR,
        phrase::REGISTER_TIMES,
        phrase::REGISTER_LIMIT,
        phrase::REGISTER_DATES,
    ];
    let mut all = vec![heads.iter().map(|head| head.plain(lang).to_owned()).collect::<Vec<_>>()];
    for count in &found.counts {
        all.push(vec![
            count.by.clone(),
            table::unit(count.unit, asked),
            count.year.to_string(),
            count.rows.len().to_string(),
            count.limit.map_or_else(|| "–".to_owned(), |n| n.to_string()),
            dates(count, rows).join(" "),
        ]);
    }
    let mut lines = table::lines(&all);
    for burden in found.burdens.iter().filter(|b| b.bodies > 1) {
        let gap = burden.shortest_gap.map_or_else(|| "–".to_owned(), |days| days.to_string());
        let slots: [(&str, &dyn std::fmt::Display); 5] = [
            ("unit", &table::unit(burden.unit, asked)),
            ("year", &burden.year),
            ("times", &burden.times),
            ("bodies", &burden.bodies),
            ("gap", &gap),
        ];
        lines.push(phrase::REGISTER_BURDEN.with(lang, &slots));
    }
    lines
}

fn json_of(found: &Frequencies, rows: &[Assessment], asked: &Asked) -> Json {
    let count = |count: &Count| {
        json!({
            "by": count.by,
            "unit": table::code(count.unit, asked),
            "year": count.year,
            "times": count.rows.len(),
            "limit": count.limit,
            "dates": dates(count, rows),
        })
    };
    let burden = |burden: &Burden| {
        json!({
            "unit": table::code(burden.unit, asked),
            "year": burden.year,
            "times": burden.times,
            "bodies": burden.bodies,
            "shortest_gap_days": burden.shortest_gap,
        })
    };
    json!({
        "counts": found.counts.iter().map(count).collect::<Vec<_>>(),
        "burdens": found.burdens.iter().map(burden).collect::<Vec<_>>(),
    })
}
