//! The example schemes, read, compiled and scored from their files, against points worked out apart from the program
//! (`tests/golden`). Every cell must be exactly the same; and the columnar evaluator gives what the reference gives.

#![allow(clippy::unwrap_used)]

#[path = "../../engine/tests/differential/agree.rs"]
mod agree;

use kaocheng_compile::plan::{Plan, Reason};
use kaocheng_compile::scheme::{Options, compile};
use kaocheng_engine::decide::{EarlierRound, Given, History, decide};
use kaocheng_engine::finding;
use kaocheng_engine::results::{Results, score};
use kaocheng_engine::table::{Table, Units, Value};
use kaocheng_exchange::decisions::{read_decisions, read_facts};
use kaocheng_exchange::figures::read_figures;
use kaocheng_exchange::findings::read_findings;
use kaocheng_exchange::sealed;
use kaocheng_exchange::units::read_units;
use kaocheng_syntax::diagnostic::Severity;
use kaocheng_syntax::document;
use kaocheng_syntax::exact::{Exact, parse, show};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Folder, round, file of figures, file of expected points.
const RUNS: [(&str, Option<&str>, &str, &str); 8] = [
    ("childcare-2026", None, "figures.csv", "expected.csv"),
    ("clinic-quality", None, "figures.csv", "expected.csv"),
    ("tender", None, "figures.xlsx", "expected.csv"),
    ("county-2016", Some("上半年"), "figures-上半年.csv", "expected-上半年.csv"),
    ("county-2016", Some("全年"), "figures-全年.csv", "expected-全年.csv"),
    ("city-2016", None, "figures.csv", "expected.csv"),
    ("city-2016/2015", None, "figures.csv", "expected.csv"),
    ("city-2016-older", None, "figures.csv", "expected.csv"),
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
    with_findings(folder, plan, table)
}

/// The table with what the folder's findings count to, if it keeps any.
fn with_findings(folder: &Path, plan: &Plan, table: Table) -> Table {
    let Ok(bytes) = std::fs::read(folder.join("findings.csv")) else { return table };
    let units = table.units().clone();
    let read = read_findings("findings.csv", &bytes, plan, &units);
    assert!(read.usable(), "{}: {:#?}", folder.display(), read.problems);
    let applied = finding::apply(plan, &units, &read.findings, table);
    assert!(applied.faults.is_empty(), "{}: {:#?}", folder.display(), applied.faults);
    applied.table
}

/// Facts, decisions and sealed rounds before `year`.
fn given(folder: &Path, plan: &Plan, units: &Units, year: i32) -> Given {
    let mut given = Given { history: History { year: Some(year), rounds: Vec::new() }, ..Given::default() };
    if let Ok(bytes) = std::fs::read(folder.join("facts.csv")) {
        given.facts = read_facts("facts.csv", &bytes, plan).facts.unwrap();
    }
    if let Ok(bytes) = std::fs::read(folder.join("decisions.csv")) {
        given.confirmations = read_decisions("decisions.csv", &bytes, plan, units).confirmations.unwrap();
    }
    for entry in std::fs::read_dir(folder.join("sealed")).into_iter().flatten() {
        let read = sealed::read("sealed", &std::fs::read(entry.unwrap().path()).unwrap());
        assert_eq!(read.problems, [], "{}", folder.display());
        let row = sealed::lists("sealed", &read).unwrap();
        let sealed = i32::try_from(row.year.unwrap()).unwrap();
        if sealed < year {
            given.history.rounds.push(EarlierRound { year: sealed, lists: row.lists, hash: row.hash });
        }
    }
    given
}

/// Where the program and the independent points of a level's units differ, a line each.
fn differences(plan: &Plan, table: &Table, results: &Results, expected: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut seen: BTreeSet<(usize, &str)> = BTreeSet::new();
    for line in expected.lines().skip(1) {
        let [code, item, points] = line.split(',').collect::<Vec<_>>()[..] else { panic!("not a row: {line}") };
        let unit = table.units().find(code).unwrap_or_else(|| panic!("no unit {code}"));
        if !results.assessed.contains(&unit) {
            continue;
        }
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
    let own = |ix: &usize| plan.items[*ix].level.is_none() || plan.items[*ix].level == plan.head.level;
    let leaves = (0..plan.items.len()).filter(own).filter(|ix| plan.children(*ix).next().is_none());
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
    let expected = std::fs::read_to_string(folder.join(expected)).unwrap();
    let levels = (0..plan.levels.len()).map(|level| plan.at_level(level));
    let by_columns = agree::columnar_differences(&plan, &table);
    assert!(by_columns.is_empty(), "{example} {round:?} by columns:\n{}", agree::listed(&by_columns));
    let found: Vec<String> =
        levels.flat_map(|view| differences(&view, &table, &score(&view, &table), &expected)).collect();
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
fn city() {
    run(5);
}

#[test]
fn city_the_year_before() {
    run(6);
}

#[test]
fn city_by_the_older_scheme() {
    run(7);
}

/// Who is on which list, and who is proposed for it, as worked out apart.
fn lists(example: &str, year: i32) {
    let folder = examples().join(example);
    let plan = plan(&folder, None);
    let table = table(&folder, "figures.csv", &plan);
    let given = given(&folder, &plan, table.units(), year);
    let decisions = decide(&plan, &table, &score(&plan, &table), &given);
    let code = |unit: usize| table.units().all()[unit].code.as_str();
    let mut found = BTreeSet::new();
    for decided in &decisions.lists {
        let name = &plan.mechanism.lists[decided.list.0].name;
        found.extend(decided.entries.iter().map(|e| format!("{name},{},listed", code(e.unit))));
        let open = decided.proposals.iter().filter(|p| p.decided.is_none());
        found.extend(open.map(|p| format!("{name},{},proposed", code(p.unit))));
    }
    let expected = std::fs::read_to_string(folder.join("expected-lists.csv")).unwrap();
    let expected: BTreeSet<String> = expected.lines().skip(1).map(str::to_owned).collect();
    let only = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).cloned().collect::<Vec<_>>();
    assert_eq!(only(&found, &expected), only(&expected, &found), "{example}: only found, only expected");
}

#[test]
fn lists_of_childcare() {
    lists("childcare-2026", 2026);
}

#[test]
fn lists_of_the_city() {
    lists("city-2016", 2016);
}

#[test]
fn lists_of_the_city_the_year_before() {
    lists("city-2016/2015", 2015);
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
