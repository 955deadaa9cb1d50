//! Registers made from the blocks of a page, as of one day and with one limit.

use crate::files;
use kaocheng_exchange::problem::Problem;
use kaocheng_exchange::registers::{
    Register, read_assessments, read_exchange, read_groups, read_letters, read_rectification, read_visits,
};
use kaocheng_register::calendar::calendar;
use kaocheng_register::frequency::frequencies;
use kaocheng_register::groups::groups;
use kaocheng_register::letters::coverage;
use kaocheng_register::orders::standings;
use kaocheng_register::visits::round;
use kaocheng_register::{Date, Fault};
use kaocheng_syntax::provision::Frequency;

/// Whether a block is a register.
pub fn is_register(name: &str) -> bool {
    let stems = ["letters", "groups", "exchange", "assessments", "rectification", "visits"];
    name.strip_suffix(".csv").is_some_and(|stem| stems.contains(&stem))
}

/// `numbered=N`: the last line N times, `{n}` in it counted from 1.
pub fn numbered(rest: &str, text: &str) -> String {
    let Some(times) = rest.strip_prefix("numbered=").map(|n| n.parse::<usize>().expect("a number")) else {
        return text.to_owned();
    };
    let (head, last) = text.trim_end().rsplit_once('\n').expect("a head and a row");
    let rows = (1..=times).map(|n| last.replace("{n}", &n.to_string()) + "\n");
    format!("{head}\n{}", rows.collect::<String>())
}

/// What reading a register and holding its rows against each other finds.
pub fn of_file(name: &str, text: &str) -> Vec<Problem> {
    let (units, bytes) = (files::units(), text.as_bytes());
    let as_of = Date::constant(2026, 12, 31);
    let window = (Date::constant(2026, 6, 1), Date::constant(2026, 6, 30));
    let limit = Frequency { by: "县".into(), of: "乡镇".into(), most: 3 };
    match name {
        "letters.csv" => all(read_letters(name, bytes, &units), |r| coverage(r, &units, &[], as_of).faults),
        "groups.csv" => all(read_groups(name, bytes, &units), |r| groups(r, &units, as_of).faults),
        "exchange.csv" => all(read_exchange(name, bytes), |r| calendar(r, &[], None, as_of).faults),
        "assessments.csv" => {
            all(read_assessments(name, bytes, &units), |r| frequencies(r, &units, &[limit], None).faults)
        }
        "rectification.csv" => all(read_rectification(name, bytes, &units), |r| standings(r, None, as_of).faults),
        _ => all(read_visits(name, bytes, &units), |r| round(r, &units, Some(window)).faults),
    }
}

fn all<T>(register: Register<T>, faults: impl FnOnce(&[T]) -> Vec<Fault>) -> Vec<Problem> {
    let faults = faults(&register.rows);
    let found: Vec<Problem> = faults.iter().map(|fault| register.problem(fault)).collect();
    register.problems.into_iter().chain(found).collect()
}
