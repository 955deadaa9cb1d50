//! The golden values of the requirements (`tests/golden/t_values.tsv`, worked out with exact fractions), one by one.

#![allow(clippy::unwrap_used)]

use kaocheng_compile::plan::{self, Plan};
use kaocheng_compile::policy::{Decided, Policies};
use kaocheng_compile::scheme::{Options, compile};
use kaocheng_compile::sentence;
use kaocheng_engine::finding::apply;
use kaocheng_engine::reference::evaluate;
use kaocheng_engine::table::{Table, Units, Value};
use kaocheng_engine::value::parse as parse_value;
use kaocheng_exchange::figures::read_figures;
use kaocheng_exchange::findings::read_findings;
use kaocheng_exchange::problem::Problem;
use kaocheng_exchange::units::read_units;
use kaocheng_syntax::clause::{self, Language};
use kaocheng_syntax::document;
use kaocheng_syntax::exact::{Exact, parse, show};
use std::path::{Path, PathBuf};

struct Row<'a> {
    id: &'a str,
    kind: &'a str,
    text: String,
    points: Option<Exact>,
    /// The same column where it names an item.
    item: &'a str,
    round: Option<&'a str>,
    policies: &'a str,
    values: &'a str,
    expected: &'a str,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn with_rows(kind: &str, check: impl Fn(&Row) -> Result<(), String>) {
    let table = std::fs::read_to_string(root().join("tests/golden/t_values.tsv")).unwrap();
    let mut wrong = Vec::new();
    let mut tried = 0;
    for line in table.lines().skip(1) {
        let [id, of, text, points, round, policies, values, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not a row: {line}")
        };
        let (text, item, points) = (text.replace("\\n", "\n"), points, parse(points));
        let round = Some(round).filter(|r| !r.is_empty());
        let row = Row { id, kind: of, text, points, item, round, policies, values, expected };
        if row.kind == kind {
            tried += 1;
            if let Err(found) = check(&row) {
                wrong.push(format!("{} {} [{}] {}: {found}", row.id, row.text, row.policies, row.values));
            }
        }
    }
    assert!(tried > 0, "no rows of kind {kind}");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

fn number(text: &str) -> Option<Exact> {
    match text.split_once('/') {
        Some((n, d)) => Some(parse(n)? / parse(d)?),
        None => parse(text),
    }
}

#[test]
fn sentences_give_the_golden_points() {
    with_rows("try", |row| {
        let mut policies = Policies::default();
        for pair in row.policies.split_whitespace() {
            let (name, choice) = pair.split_once('=').ok_or("not a policy")?;
            policies.decide(name, choice, Decided::Scheme).map_err(|e| format!("{e:?}"))?;
        }
        let reading = clause::read(&row.text, Language::of(&row.text));
        let compiled = sentence::compile(&reading, row.points.as_ref(), &policies, row.round);
        if !compiled.is_ok() {
            return Err(format!("does not read: {:?}", compiled.diagnostics));
        }
        let mut table = Table::new(&compiled.plan, Units::single());
        let values: Vec<&str> = row.values.split_whitespace().collect();
        if values.len() != compiled.plan.inputs.len() {
            return Err(format!("asks for {:?}", compiled.plan.inputs.iter().map(|i| &i.label).collect::<Vec<_>>()));
        }
        for (ix, (input, text)) in compiled.plan.inputs.iter().zip(values).enumerate() {
            let value = parse_value(input, text).map_err(|e| format!("{text}: {e:?}"))?;
            table.set(plan::InputIx(ix), 0, value);
        }
        let values = evaluate(&compiled.plan, &table);
        let expected = number(row.expected).ok_or("no expected number")?;
        match values.of(compiled.plan.items[0].score, 0) {
            Value::Number(got) if *got == expected => Ok(()),
            Value::Number(got) => Err(format!("{} instead of {}", show(got), row.expected)),
            other => Err(format!("{other:?}")),
        }
    });
}

#[test]
fn cells_of_the_examples_hold_the_golden_points() {
    with_rows("example", |row| {
        let [example, round, unit, item] = row.text.split('|').collect::<Vec<_>>()[..] else {
            return Err("not folder|round|unit|item".to_owned());
        };
        let folder = root().join("examples").join(example);
        let source = std::fs::read_to_string(folder.join("scheme.md")).map_err(|e| e.to_string())?;
        let plan = compile(&document::read(&source), &Options { round: Some(round.to_owned()) }).plan;
        let bytes = |name: &str| std::fs::read(folder.join(name)).unwrap();
        let units = read_units("units.csv", &bytes("units.csv")).units.ok_or("units")?;
        let figures = format!("figures-{round}.csv");
        let read = read_figures(&figures, &bytes(&figures), &plan, &units);
        let mut table = Table::new(&plan, units);
        read.apply(&mut table);
        let values = evaluate(&plan, &table);
        let ix = plan.items.iter().position(|i| i.id == item).ok_or("no such item")?;
        let unit = table.units().find(unit).ok_or("no such unit")?;
        let expected = number(row.expected).ok_or("no expected number")?;
        match values.of(plan.items[ix].score, unit) {
            Value::Number(got) if *got == expected => Ok(()),
            other => Err(format!("{other:?} instead of {}", row.expected)),
        }
    });
}

/// The half-year's default points are marked as such, the year's earned ones are not.
#[test]
fn default_points_are_marked() {
    let source = std::fs::read_to_string(root().join("examples/county-2016/scheme.md")).unwrap();
    let document = document::read(&source);
    for (round, default) in [("上半年", true), ("全年", false)] {
        let plan = compile(&document, &Options { round: Some(round.to_owned()) }).plan;
        let item = plan.items.iter().find(|i| i.id == "5.1.2.4").unwrap();
        assert_eq!(item.default, default, "{round}");
    }
}

#[test]
fn documents_raise_the_findings_that_they_should() {
    with_rows("finding", |row| {
        let source = match row.text.strip_prefix("examples/") {
            Some(_) => std::fs::read_to_string(root().join(&row.text)).map_err(|e| e.to_string())?,
            None => row.text.clone(),
        };
        let compiled = compile(&document::read(&source), &Options::default());
        for wanted in row.expected.split(", ") {
            let (code, times) = wanted.split_once(" x").ok_or("not code xN")?;
            let found = compiled.diagnostics.iter().filter(|d| d.code == code).count();
            if found.to_string() != times {
                let all: Vec<&str> = compiled.diagnostics.iter().map(|d| d.code).collect();
                return Err(format!("{code} {found} times instead of {times}, among {all:?}"));
            }
        }
        Ok(())
    });
}

/// A scheme of the text, one unit, and the figures as a file says them.
fn problems(row: &Row) -> Result<Vec<Problem>, String> {
    let source = format!("## 一、签订(10分)\n\n{}\n", row.text);
    let plan: Plan = compile(&document::read(&source), &Options::default()).plan;
    let id = &plan.inputs.first().ok_or("no input")?.id;
    let units = read_units("units.csv", "code,name,level\nA,甲,乡镇\n".as_bytes()).units.ok_or("units")?;
    let rows: Vec<String> = match row.values.split_once(" of ") {
        Some((rate, whole)) => vec![format!("A,{id},{rate},{whole}")],
        None => row.values.split_whitespace().map(|v| format!("A,{id},{v},")).collect(),
    };
    let file = format!("unit,input,value,denominator\n{}\n", rows.join("\n"));
    Ok(read_figures("figures.csv", file.as_bytes(), &plan, &units).problems)
}

#[test]
fn figures_raise_the_problems_that_they_should() {
    with_rows("figures", |row| {
        let found = problems(row)?;
        let codes: Vec<&str> = found.iter().map(Problem::code).collect();
        let right = if row.expected.is_empty() { codes.is_empty() } else { codes.contains(&row.expected) };
        if right { Ok(()) } else { Err(format!("{codes:?} instead of {}", row.expected)) }
    });
}

/// The points of an item, or the total, of a scheme with figures and findings, each as a file says them.
fn registered(row: &Row, item: &str) -> Result<Exact, String> {
    let [scheme, figures, findings] = row.text.split(" || ").collect::<Vec<_>>()[..] else {
        return Err("not scheme || figures || findings".to_owned());
    };
    let compiled = compile(&document::read(scheme), &Options::default());
    if !compiled.runs() {
        return Err(format!("{:?}", compiled.diagnostics));
    }
    let plan = compiled.plan;
    let units = read_units("units.csv", "code,name,level\nA,甲,乡镇\n".as_bytes()).units.ok_or("units")?;
    let figures = read_figures("figures.csv", figures.as_bytes(), &plan, &units);
    let findings = read_findings("findings.csv", findings.as_bytes(), &plan, &units);
    if !figures.usable() || !findings.usable() {
        return Err(format!("{:?} {:?}", figures.problems, findings.problems));
    }
    let mut table = Table::new(&plan, units.clone());
    figures.apply(&mut table);
    let applied = apply(&plan, &units, &findings.findings, table);
    if !applied.faults.is_empty() {
        return Err(format!("{:?}", applied.faults));
    }
    let node = match item {
        "total" => plan.total.ok_or("no total")?,
        id => plan.items.iter().find(|i| i.id == id).ok_or("no such item")?.score,
    };
    match evaluate(&plan, &applied.table).of(node, 0) {
        Value::Number(got) => Ok(got.clone()),
        other => Err(format!("{other:?}")),
    }
}

#[test]
fn findings_give_the_golden_points() {
    with_rows("register", |row| {
        let expected = number(row.expected).ok_or("no expected number")?;
        let got = registered(row, row.item)?;
        if got == expected { Ok(()) } else { Err(format!("{} instead of {}", show(&got), row.expected)) }
    });
}

#[test]
fn one_clause_in_several_dresses_is_one_program() {
    with_rows("same", |row| {
        let hashes: Vec<String> = row
            .text
            .split(" || ")
            .map(|text| plan::hash(&compile(&document::read(text), &Options::default()).plan))
            .collect();
        if hashes.windows(2).all(|w| w[0] == w[1]) { Ok(()) } else { Err(format!("{hashes:?}")) }
    });
}
