//! The example schemes, read, compiled and scored from their files, against points worked out apart from the program
//! (`tests/golden`). Every cell must be exactly the same.

#![allow(clippy::unwrap_used)]

use kaocheng_compile::plan::{Plan, Reason};
use kaocheng_compile::scheme::{Options, compile};
use kaocheng_engine::results::{Results, score};
use kaocheng_engine::table::{Table, Units, Value};
use kaocheng_exchange::figures::read_figures;
use kaocheng_exchange::units::read_units;
use kaocheng_syntax::diagnostic::Severity;
use kaocheng_syntax::document;
use kaocheng_syntax::exact::{Exact, parse, show};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Folder, round, file of figures, file of expected points.
const RUNS: [(&str, Option<&str>, &str, &str); 7] = [
    ("childcare-2026", None, "figures.csv", "expected.csv"),
    ("clinic-quality", None, "figures.csv", "expected.csv"),
    ("tender", None, "figures.xlsx", "expected.csv"),
    ("county-2016", Some("上半年"), "figures-上半年.csv", "expected-上半年.csv"),
    ("county-2016", Some("全年"), "figures-全年.csv", "expected-全年.csv"),
    ("city-2016", None, "figures.csv", "expected.csv"),
    ("city-2016/county", None, "figures.csv", "expected.csv"),
];

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

fn plan(folder: &Path, round: Option<&str>) -> Plan {
    let source = std::fs::read_to_string(folder.join("scheme.md")).unwrap();
    let compiled = compile(&document::read(&source), &Options { round: round.map(str::to_owned) });
    let mut errors = String::new();
    for d in compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error) {
        let line = source[..d.span.start].matches('\n').count() + 1;
        let _ = writeln!(errors, "line {line}: {} {:?}: {}", d.code, d.details, d.span.of(&source));
    }
    assert!(errors.is_empty(), "{}:\n{errors}", folder.display());
    compiled.plan
}

fn table(folder: &Path, figures: &str, plan: &Plan) -> Table {
    let bytes = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let read = read_units("units.csv", &bytes("units.csv"));
    assert_eq!(read.problems, [], "{}", folder.display());
    let units: Units = read.units.unwrap();
    let read = read_figures(figures, &bytes(figures), plan, &units);
    assert!(read.usable() && read.problems.is_empty(), "{}/{figures}: {:#?}", folder.display(), read.problems);
    let mut table = Table::new(plan, units);
    read.apply(&mut table);
    table
}

/// Where the program and the independent points differ, a line each.
fn differences(plan: &Plan, table: &Table, results: &Results, expected: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut seen: BTreeSet<(usize, &str)> = BTreeSet::new();
    for line in expected.lines().skip(1) {
        let [code, item, points] = line.split(',').collect::<Vec<_>>()[..] else { panic!("not a row: {line}") };
        let unit = table.units().find(code).unwrap_or_else(|| panic!("no unit {code}"));
        seen.insert((unit, item));
        let got = match item {
            "rank" => results.rank(unit).map_or("-".to_owned(), |r| r.to_string()),
            "total" => shown(results.total(plan, unit)),
            _ => match plan.items.iter().position(|i| i.id == item) {
                Some(ix) => shown(Some(results.item(plan, ix, unit))),
                None => "no such item".to_owned(),
            },
        };
        let same = match (number(&got), number(points)) {
            (Some(got), Some(points)) => got == points,
            _ => got == points,
        };
        if !same {
            found.push(format!("{code} {item}: {got}, expected {points}"));
        }
    }
    let leaves = (0..plan.items.len()).filter(|ix| plan.children(*ix).next().is_none());
    for ix in leaves {
        let missing = results.assessed.iter().filter(|unit| !seen.contains(&(**unit, plan.items[ix].id.as_str())));
        let count = missing.count();
        if count > 0 {
            found.push(format!("item {}: {count} units without expected points", plan.items[ix].id));
        }
    }
    found
}

fn shown(value: Option<&Value>) -> String {
    match value {
        Some(Value::Number(v)) => show(v),
        Some(Value::Missing(Reason::NotApplicable)) => "n/a".to_owned(),
        other => format!("{other:?}"),
    }
}

fn number(text: &str) -> Option<Exact> {
    match text.split_once('/') {
        Some((n, d)) => Some(parse(n)? / parse(d)?),
        None => parse(text),
    }
}

fn run(index: usize) {
    let (example, round, figures, expected) = RUNS[index];
    let folder = examples().join(example);
    let plan = plan(&folder, round);
    let table = table(&folder, figures, &plan);
    let results = score(&plan, &table);
    let expected = std::fs::read_to_string(folder.join(expected)).unwrap();
    let found = differences(&plan, &table, &results, &expected);
    let head: Vec<&String> = found.iter().take(40).collect();
    assert!(found.is_empty(), "{example} {round:?}: {} differences\n{head:#?}", found.len());
}

#[test]
fn childcare() {
    run(0);
}

#[test]
fn clinics() {
    run(1);
}

#[test]
fn tender() {
    run(2);
}

#[test]
fn county_at_half_year() {
    run(3);
}

#[test]
fn county_at_the_end_of_the_year() {
    run(4);
}

#[test]
fn city_townships() {
    run(5);
}

#[test]
fn city_counties() {
    run(6);
}

#[test]
fn the_order_of_the_demo_lists_every_folder() {
    let order = std::fs::read_to_string(examples().join("order.txt")).unwrap();
    let mut listed: Vec<&str> = order.lines().collect();
    listed.sort_unstable();
    let mut folders: Vec<&str> = RUNS.iter().map(|r| r.0).filter(|f| !f.contains('/')).collect();
    folders.sort_unstable();
    folders.dedup();
    assert_eq!(listed, folders);
}

/// The demo's first example is what an office should hand in: nothing open, nothing to settle.
#[test]
fn the_first_example_leaves_nothing_open() {
    let source = std::fs::read_to_string(examples().join("childcare-2026/scheme.md")).unwrap();
    let compiled = compile(&document::read(&source), &Options::default());
    let open = compiled.diagnostics.iter().filter(|d| d.severity < Severity::Note);
    let open: Vec<String> = open.map(|d| format!("{} {:?}", d.code, d.details)).collect();
    assert!(open.is_empty(), "{open:#?}");
}
