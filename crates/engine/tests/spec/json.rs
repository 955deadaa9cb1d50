//! Cases → `spec/cases.json`, for implementations that do not read the pages.

use crate::page::{Block, Case, Decided, Kind};
use crate::run::{cells, figure_cells};
use serde_json::{Value, json};

/// All cases as one JSON text, always the same for the same pages.
pub fn cases_json(cases: &[Case]) -> String {
    let all: Vec<Value> = cases.iter().map(case_json).collect();
    let mut text = String::from("[\n");
    for (ix, case) in all.iter().enumerate() {
        text.push_str(&serde_json::to_string(case).expect("plain data"));
        text.push_str(if ix + 1 < all.len() { ",\n" } else { "\n" });
    }
    text.push_str("]\n");
    text
}

fn case_json(case: &Case) -> Value {
    let mut out = json!({ "page": case.page, "line": case.line });
    match &case.kind {
        Kind::Try(rows) => {
            let rows: Vec<Value> = rows
                .iter()
                .map(|r| json!({ "line": r.line, "values": r.values, "expected": r.expected, "note": r.note }))
                .collect();
            let policies: Vec<Value> = case.policies().iter().map(|p| pairs(p)).collect();
            out["kind"] = json!("try");
            out["texts"] = case.texts.iter().map(|t| t.text.clone()).collect();
            out["points"] = json!(case.option("points"));
            out["round"] = json!(case.option("round"));
            out["policies"] = json!(policies);
            out["rows"] = json!(rows);
        }
        Kind::Scheme { units, figures, findings, points, explain, decided } => {
            out["kind"] = json!("scheme");
            let text = |t: &crate::page::Text| {
                let round = t.options.iter().find(|(n, _)| n == "round").map(|(_, v)| v.clone());
                json!({ "text": t.text, "round": round })
            };
            out["schemes"] = case.texts.iter().map(text).collect();
            out["units"] = units.as_ref().map_or(Value::Null, table);
            out["figures"] = figures.as_ref().map_or(Value::Null, figures_json);
            if let Some(block) = &findings.block {
                out["findings"] = table(block);
                out["standings"] = findings.standings.as_ref().map_or(Value::Null, table);
            }
            out["points"] = points.as_ref().map_or(Value::Null, table);
            if decided.is_asked() {
                out["decided"] = decided_json(decided);
            }
            let lines = |b: &Block| json!({ "unit": b.option("unit"), "item": b.option("item"), "lang": b.option("lang"), "lines": b.lines });
            out["explanations"] = explain.iter().map(lines).collect();
        }
    }
    out["same_hash"] = json!(case.texts[0].flags.iter().any(|f| f == "same"));
    for (name, block) in
        [("inputs", &case.inputs), ("reading", &case.reading), ("plan", &case.plan), ("provisions", &case.provisions)]
    {
        out[name] = block.as_ref().map_or(Value::Null, |b| b.filled().map(|(_, l)| l).collect());
    }
    out["diagnostics"] = case.diagnostics.as_ref().map_or(Value::Null, diagnostics);
    out
}

fn decided_json(decided: &Decided) -> Value {
    let mut out = json!({});
    let blocks = [
        ("lists", &decided.lists),
        ("amounts", &decided.amounts),
        ("proposals", &decided.proposals),
        ("history", &decided.history),
        ("facts", &decided.facts),
        ("decisions", &decided.decisions),
        ("tickets", &decided.tickets),
    ];
    for (name, block) in blocks {
        if let Some(block) = block {
            out[name] = table(block);
        }
    }
    if let Some(year) = decided.history.as_ref().and_then(|b| b.option("year")) {
        out["year"] = json!(year);
    }
    out
}

fn pairs(list: &[(String, String)]) -> Value {
    Value::Object(list.iter().map(|(n, v)| (n.clone(), json!(v))).collect())
}

/// A block of comma-separated cells as objects.
fn table(block: &Block) -> Value {
    let mut lines = block.filled();
    let head = lines.next().map(|(_, l)| cells(l)).unwrap_or_default();
    let object = |line: &str| {
        let row = cells(line).into_iter().map(Value::String);
        Value::Object(head.iter().cloned().zip(row).collect())
    };
    lines.map(|(_, l)| object(l)).collect()
}

fn figures_json(block: &Block) -> Value {
    figure_cells(block).into_iter().map(|(_, u, i, v)| json!({ "unit": u, "input": i, "value": v })).collect()
}

fn diagnostics(block: &Block) -> Value {
    let rule = |line: &str| match line.strip_prefix("no ") {
        Some(code) => json!({ "code": code, "found": false }),
        None => {
            let (code, at) = line.split_once('@').map_or((line, ""), |(c, a)| (c.trim(), a.trim()));
            json!({ "code": code, "found": true, "at": at })
        }
    };
    block.filled().map(|(_, l)| rule(l)).collect()
}
