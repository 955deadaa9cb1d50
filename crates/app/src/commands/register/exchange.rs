//! The calendar of the exchange as a table of departments by periods.

use super::{Asked, Late, Report, table};
use crate::phrase;
use kaocheng_exchange::registers::read_exchange;
use kaocheng_register::calendar::{Calendar, Continuity, Lateness, Line, Slot, State, calendar};
use serde_json::{Value as Json, json};

pub fn report(file: &str, bytes: &[u8], asked: &Asked) -> Report {
    let register = read_exchange(file, bytes);
    if register.errors > 0 {
        return Report::refused(register);
    }
    let late = asked.late.map(|late| match late {
        Late::Breaks => Lateness::Breaks,
        Late::Keeps => Lateness::Keeps,
    });
    let calendar = calendar(&register.rows, &asked.rules.exchanges, late, asked.as_of);
    let lines = lines(&calendar, asked);
    let json = json_of(&calendar);
    Report::new(register, &calendar.faults, lines, json)
}

fn lines(calendar: &Calendar, asked: &Asked) -> Vec<String> {
    let lang = asked.lang;
    let plain = |phrase: phrase::Phrase| phrase.plain(lang).to_owned();
    let mut head = vec![plain(phrase::REGISTER_DEPARTMENT)];
    head.extend(calendar.periods.iter().map(ToString::to_string));
    head.extend([plain(phrase::REGISTER_CONTINUOUS), plain(phrase::REGISTER_COMPLETE)]);
    let mut rows = vec![head];
    for line in &calendar.lines {
        let name =
            if line.what.is_empty() { line.department.clone() } else { format!("{} {}", line.department, line.what) };
        let mut row = vec![name];
        row.extend(line.slots.iter().map(|slot| state(slot.state, asked)));
        row.push(match &line.continuous {
            Continuity::Holds => plain(phrase::REGISTER_YES),
            Continuity::Broken(period) => phrase::REGISTER_BROKEN.with(lang, &[("period", period)]),
            Continuity::Open => plain(phrase::REGISTER_OPEN),
        });
        row.push(plain(if line.complete { phrase::REGISTER_YES } else { phrase::REGISTER_NO }));
        rows.push(row);
    }
    let mut lines = table::lines(&rows);
    let counts = counts(calendar);
    let slots: Vec<(&str, &dyn std::fmt::Display)> =
        counts.iter().map(|(name, count)| (*name, count as &dyn std::fmt::Display)).collect();
    lines.push(phrase::REGISTER_COUNTS.with(lang, &slots));
    lines
}

fn state(state: State, asked: &Asked) -> String {
    let lang = asked.lang;
    match state {
        State::OnTime => phrase::REGISTER_ON_TIME.plain(lang).to_owned(),
        State::Late(days) => phrase::REGISTER_LATE.with(lang, &[("days", &days)]),
        State::Undated => phrase::REGISTER_UNDATED.plain(lang).to_owned(),
        State::Missing => phrase::REGISTER_MISSING.plain(lang).to_owned(),
        State::Expected => phrase::REGISTER_EXPECTED.plain(lang).to_owned(),
    }
}

fn counts(calendar: &Calendar) -> [(&'static str, u64); 6] {
    let of = |wanted: fn(State) -> bool| u64::try_from(calendar.count(wanted)).unwrap_or(u64::MAX);
    let totals = calendar.lines.iter().flat_map(|line| &line.slots).filter_map(|slot| slot.total);
    [
        ("on_time", of(|s| s == State::OnTime)),
        ("late", of(|s| matches!(s, State::Late(_)))),
        ("missing", of(|s| s == State::Missing)),
        ("expected", of(|s| s == State::Expected)),
        ("undated", of(|s| s == State::Undated)),
        ("total", totals.fold(0, u64::saturating_add)),
    ]
}

fn json_of(calendar: &Calendar) -> Json {
    let counts: serde_json::Map<String, Json> =
        counts(calendar).iter().map(|(name, count)| ((*name).to_owned(), json!(count))).collect();
    let slot = |slot: &Slot| {
        let (state, days) = match slot.state {
            State::OnTime => ("on-time", None),
            State::Late(days) => ("late", Some(days)),
            State::Undated => ("undated", None),
            State::Missing => ("missing", None),
            State::Expected => ("expected", None),
        };
        let day = |date: Option<kaocheng_register::Date>| date.map(|d| d.to_string());
        json!({ "state": state, "days": days, "due": day(slot.due), "received": day(slot.received), "total": slot.total })
    };
    let line = |line: &Line| {
        let (continuous, broken) = match &line.continuous {
            Continuity::Holds => (json!(true), None),
            Continuity::Broken(period) => (json!(false), Some(period.to_string())),
            Continuity::Open => (Json::Null, None),
        };
        json!({
            "department": line.department,
            "what": line.what,
            "continuous": continuous,
            "broken": broken,
            "complete": line.complete,
            "periods": line.slots.iter().map(slot).collect::<Vec<_>>(),
        })
    };
    json!({
        "periods": calendar.periods.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "departments": calendar.lines.iter().map(line).collect::<Vec<_>>(),
        "counts": counts,
    })
}
