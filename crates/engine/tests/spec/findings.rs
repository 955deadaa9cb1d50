//! A block of findings → findings, put into the figures; and whether each scores.

use crate::page::Block;
use crate::run::{Outcome, cells};
use kaocheng_compile::plan::{InputIx, Plan};
use kaocheng_engine::finding::{Evidence, Finding, Given, Need, State, Why, apply, standing};
use kaocheng_engine::table::{Table, Units, Value};
use kaocheng_engine::value;

/// The table with the findings of a block in it; faults are differences.
pub fn put(plan: &Plan, block: &Block, standings: Option<&Block>, table: Table, out: &mut Outcome) -> Option<Table> {
    let units = table.units().clone();
    let findings = read(plan, &units, block, out)?;
    let applied = apply(plan, &units, &findings, table);
    for fault in &applied.faults {
        out.add(block.line, "no fault", format!("{fault:?}"));
    }
    if let Some(standings) = standings {
        compare(plan, &findings, standings, out);
    }
    Some(applied.table)
}

/// The columns are those of `findings.csv`, by their English headers; what is left out is empty.
fn read(plan: &Plan, units: &Units, block: &Block, out: &mut Outcome) -> Option<Vec<Finding>> {
    let mut lines = block.filled();
    let head = lines.next().map(|(_, l)| cells(l)).unwrap_or_default();
    let mut findings = Vec::new();
    for (line, text) in lines {
        let row = cells(text);
        let get = |name: &str| {
            let at = head.iter().position(|h| h == name);
            at.and_then(|ix| row.get(ix)).map(String::as_str).unwrap_or_default()
        };
        match finding(plan, units, &get, findings.len() + 1) {
            Ok(found) => findings.push(found),
            Err(wrong) => {
                out.add(line, "a finding", wrong);
                return None;
            }
        }
    }
    Some(findings)
}

fn finding<'t>(plan: &Plan, units: &Units, get: &dyn Fn(&str) -> &'t str, row: usize) -> Result<Finding, String> {
    let input = |name: &str| {
        let found = plan.inputs.iter().position(|i| i.id == name || i.label == name);
        let all = || plan.inputs.iter().map(|i| i.label.as_str()).collect::<Vec<_>>().join("; ");
        found.map(InputIx).ok_or_else(|| format!("no input {name}; there are {}", all()))
    };
    let list = |name: &str| get(name).split(';').map(str::trim).filter(|p| !p.is_empty()).collect::<Vec<_>>();
    let number = |name: &str| match get(name) {
        "" => Ok(None),
        text => text.parse::<u32>().map(Some).map_err(|_| format!("{name} {text}")),
    };
    let kind = input(get("kind"))?;
    let given = match get("value") {
        "" => None,
        text => match value::parse(&plan.inputs[kind.0], text).map_err(|e| format!("{e:?}"))? {
            Value::Number(v) => Some(Given::Number(v)),
            Value::Choice(words) => Some(Given::Words(words)),
            other => return Err(format!("a value {other:?}")),
        },
    };
    Ok(Finding {
        unit: units.find(get("unit")).ok_or_else(|| format!("no unit {}", get("unit")))?,
        kind,
        date: get("date").to_owned(),
        count: number("count")?.unwrap_or(1),
        value: given,
        aggravators: list("aggravators").into_iter().map(input).collect::<Result<_, _>>()?,
        evidence: list("evidence").iter().map(|w| Evidence { words: (*w).to_owned(), sha256: None }).collect(),
        route: number("route")?,
        reports: number("reports")?,
        independent: number("independent")?,
        verified: get("verified") == "yes",
        state: match get("state") {
            "reported" => State::Reported,
            "confirmed" => State::Confirmed,
            "rejected" => State::Rejected,
            "withdrawn" => State::Withdrawn,
            other => return Err(format!("a state {other}")),
        },
        reason: get("reason").to_owned(),
        second: get("second").to_owned(),
        note: String::new(),
        place: format!("findings.csv:{}", row + 1),
    })
}

/// `row, expected`: the row of the findings from 1, and `scored`, `rejected`, `withdrawn` or what it needs.
fn compare(plan: &Plan, findings: &[Finding], block: &Block, out: &mut Outcome) {
    let lines: Vec<(usize, &str)> = block.filled().skip(1).collect();
    if lines.len() != findings.len() {
        out.add(block.line, format!("{} rows", findings.len()), format!("{}", lines.len()));
    }
    for (line, text) in lines {
        let (row, expected) = text.split_once(',').unwrap_or((text, ""));
        let at = row.trim().parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let Some(finding) = at.and_then(|ix| findings.get(ix)) else {
            out.add(line, "a row of the findings", row);
            continue;
        };
        let found = told(plan, finding);
        if found != expected.trim() {
            out.add(line, format!("row {row}: {}", expected.trim()), format!("row {row}: {found}"));
        }
    }
}

fn told(plan: &Plan, finding: &Finding) -> String {
    let need = |need: &Need| match need {
        Need::Confirmation => "confirmation".to_owned(),
        Need::Evidence => "evidence".to_owned(),
        Need::Route(_) => "route".to_owned(),
        Need::Reports { least, found } => format!("reports {found}/{least}"),
        Need::Independent { least, found } => format!("independent {found}/{least}"),
        Need::Verification => "verification".to_owned(),
        Need::Value => "value".to_owned(),
        Need::Reason => "reason".to_owned(),
        Need::SecondSignature => "second".to_owned(),
    };
    match standing(plan, finding) {
        None => "scored".to_owned(),
        Some(Why::Rejected) => "rejected".to_owned(),
        Some(Why::Withdrawn) => "withdrawn".to_owned(),
        Some(Why::Needs(needs)) => needs.iter().map(need).collect::<Vec<_>>().join(" + "),
    }
}
