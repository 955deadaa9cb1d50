//! Cases → what is wrong with them: every case runs through the libraries, and every difference is told.

use crate::by_columns;
use crate::decided;
use crate::findings;
use crate::page::{Block, Case, Kind, Row, Text};
use kaocheng_compile::plan::{InputIx, Plan, hash, print, verify};
use kaocheng_compile::policy::{Decided, Policies};
use kaocheng_compile::reading::{formula, provision};
use kaocheng_compile::scheme::{self, Options};
use kaocheng_compile::sentence;
use kaocheng_engine::explain::{explain, words};
use kaocheng_engine::reference::evaluate;
use kaocheng_engine::results::{Results, score};
use kaocheng_engine::table::{Table, UnitRow, Units, Value};
use kaocheng_engine::value;
use kaocheng_syntax::clause::{self, InputKind, Language};
use kaocheng_syntax::diagnostic::{Diagnostic, Severity};
use kaocheng_syntax::document;
use kaocheng_syntax::exact::{self, Exact, show};
use num_traits::Zero;

/// A difference between page and program.
pub struct Failure {
    pub line: usize,
    pub expected: String,
    pub found: String,
}

/// What a case gives: its differences, and the readings found (for rewriting them on request).
pub struct Outcome {
    pub failures: Vec<Failure>,
    pub readings: Vec<String>,
}

/// Runs one case.
pub fn run(case: &Case) -> Outcome {
    let mut out = Outcome { failures: Vec::new(), readings: Vec::new() };
    match &case.kind {
        Kind::Try(rows) => sentences(case, rows, &mut out),
        Kind::Scheme { .. } => schemes(case, &mut out),
    }
    if let Some(block) = &case.reading {
        let expected: Vec<&str> = block.filled().map(|(_, l)| l).collect();
        if expected != out.readings {
            out.add(block.line, expected.join("\n"), out.readings.join("\n"));
        }
    }
    out
}

impl Outcome {
    pub fn add(&mut self, line: usize, expected: impl Into<String>, found: impl Into<String>) {
        self.failures.push(Failure { line, expected: expected.into(), found: found.into() });
    }

    pub fn same(&mut self, line: usize, expected: &str, found: &str, about: &str) {
        if expected != found {
            self.add(line, format!("{about}{expected}"), format!("{about}{found}"));
        }
    }
}

fn policies_of(pairs: &[(String, String)]) -> Policies {
    let mut policies = Policies::default();
    for (name, choice) in pairs {
        policies.decide(name, choice, Decided::Scheme).unwrap_or_else(|e| panic!("policy {name}:{choice}: {e:?}"));
    }
    policies
}

/// The plan of a sentence with its diagnostics; one without a scoring word is judged.
fn sentence_plan(case: &Case, text: &str, policies: &Policies) -> (Plan, Vec<Diagnostic>) {
    let points = case.option("points").map(|p| exact::parse(p).expect("points=NUMBER"));
    let reading = clause::read(text, Language::of(text));
    if !reading.scoring {
        return (sentence::judged(text.trim(), points.as_ref()), reading.diagnostics);
    }
    let compiled = sentence::compile(&reading, points.as_ref(), policies, case.option("round"));
    (compiled.plan, compiled.diagnostics)
}

fn sentences(case: &Case, rows: &[Row], out: &mut Outcome) {
    let mut hashes: Vec<String> = Vec::new();
    for text in &case.texts {
        let mut found: Vec<Vec<String>> = rows.iter().map(|_| Vec::new()).collect();
        for (ix, choice) in case.policies().iter().enumerate() {
            let (plan, diagnostics) = sentence_plan(case, &text.text, &policies_of(choice));
            let broken = verify(&plan, true);
            if !broken.is_empty() {
                out.add(text.line, "a sound plan", format!("{broken:?}"));
            }
            if ix == 0 {
                hashes.push(hash(&plan));
                diagnose(case, text, &diagnostics, out);
                out.readings.push(reading_of(&plan, Language::of(&text.text)));
                if let Some(block) = case.inputs.as_ref().filter(|_| text.line == case.texts[0].line) {
                    list(block, &inputs(&plan), out);
                }
                if let Some(block) = case.plan.as_ref().filter(|_| text.line == case.texts[0].line) {
                    list(block, &print(&plan).lines().map(str::to_owned).collect::<Vec<_>>(), out);
                }
            }
            for (row, results) in rows.iter().zip(&mut found) {
                results.push(try_row(&plan, row));
            }
        }
        for (row, results) in rows.iter().zip(found) {
            let same =
                row.expected.len() == results.len() && row.expected.iter().zip(&results).all(|(e, f)| equal(e, f));
            if !same {
                let about = format!("{} ⇒ ", row.values.join(" "));
                let of = if case.texts.len() > 1 { format!("    [{}]", text.text) } else { String::new() };
                out.add(
                    row.line,
                    format!("{about}{}", row.expected.join(" | ")),
                    format!("{about}{}{of}", results.join(" | ")),
                );
            }
        }
    }
    one_hash(case, &hashes, out);
}

/// `same` on a fence: all texts of the case have one program hash.
fn one_hash(case: &Case, hashes: &[String], out: &mut Outcome) {
    if case.texts[0].flags.iter().any(|f| f == "same") && hashes.iter().any(|h| *h != hashes[0]) {
        out.add(case.line, "one program hash", hashes.join(" "));
    }
}

fn reading_of(plan: &Plan, language: Language) -> String {
    let item = &plan.items[0];
    let has_points = item.clauses.iter().any(|c| c.points.is_some());
    let node = item.grade.filter(|_| !has_points).unwrap_or(item.score);
    formula(plan, node, language, &|_| None)
}

fn try_row(plan: &Plan, row: &Row) -> String {
    let mut table = Table::new(plan, Units::single());
    if plan.inputs.len() != row.values.len() {
        let names: Vec<String> = plan.inputs.iter().map(|i| i.label.clone()).collect();
        return format!("takes {} values: {}", plan.inputs.len(), names.join("; "));
    }
    for (ix, (input, text)) in plan.inputs.iter().zip(&row.values).enumerate() {
        match value::parse(input, text) {
            Ok(value) => table.set(InputIx(ix), 0, value),
            Err(error) => return refused(&error),
        }
    }
    if let Some(differs) = by_columns::sentence(plan, &table) {
        return differs;
    }
    let values = evaluate(plan, &table);
    let item = &plan.items[0];
    let has_points = item.clauses.iter().any(|c| c.points.is_some());
    let node = item.grade.filter(|_| !has_points).unwrap_or(item.score);
    shown(values.of(node, 0))
}

/// Why a value is not taken, in one word.
fn refused(error: &value::ValueError) -> String {
    use value::ValueError as E;
    match error {
        E::NotYesNo => "refused: not-yes-no",
        E::NotNumber => "refused: not-a-number",
        E::NotWhole => "refused: not-whole",
        E::NoPercentSign => "refused: no-percent-sign",
        E::UnexpectedPercentSign => "refused: percent-sign",
        E::NotAWord(_) => "refused: not-a-word",
        E::OutOfBounds(..) => "refused: out-of-bounds",
    }
    .to_owned()
}

fn shown(value: &Value) -> String {
    match value {
        Value::Number(v) => show(v),
        Value::Word(w) => w.clone(),
        Value::Truth(v) => (if *v { "yes" } else { "no" }).to_owned(),
        Value::Missing(_) => "none".to_owned(),
        Value::Choice(_) => "choice".to_owned(),
    }
}

/// Numbers are compared as numbers, so that `120/13` and `2.50` may be written as people like.
fn equal(expected: &str, found: &str) -> bool {
    match (number(expected), number(found)) {
        (Some(a), Some(b)) => a == b,
        _ => expected == found,
    }
}

fn number(text: &str) -> Option<Exact> {
    match text.split_once('/') {
        Some((n, d)) => {
            let d = exact::parse(d).filter(|d| !d.is_zero())?;
            Some(exact::parse(n)? / d)
        }
        None => exact::parse(text),
    }
}

fn kind_name(kind: &InputKind) -> String {
    match kind {
        InputKind::YesNo => "yes-no".into(),
        InputKind::Count => "count".into(),
        InputKind::Amount => "amount".into(),
        InputKind::Rate => "rate".into(),
        InputKind::Choice(words) => format!("choice({})", words.join(" ")),
        InputKind::Rank => "rank".into(),
        InputKind::Judged => "judged".into(),
    }
}

fn inputs(plan: &Plan) -> Vec<String> {
    let line = |i: &kaocheng_compile::plan::Input| {
        let unit = i.unit.as_ref().map_or(String::new(), |u| format!(" {u}"));
        format!("{}: {}{unit}", i.label, kind_name(&i.kind))
    };
    plan.inputs.iter().map(line).collect()
}

fn list(block: &Block, found: &[String], out: &mut Outcome) {
    let expected: Vec<&str> = block.filled().map(|(_, l)| l).collect();
    if expected != found {
        out.add(block.line, expected.join("\n"), found.join("\n"));
    }
}

/// `code @ text` must be found; `no code` must not; an error that is not listed is a failure. With several texts a code
/// may be listed for one of them only, so each text is held to the lines whose words it contains.
fn diagnose(case: &Case, text: &Text, found: &[Diagnostic], out: &mut Outcome) {
    let mut allowed: Vec<(&str, &str)> = Vec::new();
    for (line, rule) in case.diagnostics.iter().flat_map(Block::filled) {
        if let Some(code) = rule.strip_prefix("no ") {
            if let Some(d) = found.iter().find(|d| d.code == code) {
                out.add(line, rule, format!("{code} @ {}", d.span.of(&text.text)));
            }
            continue;
        }
        let (code, at) = rule.split_once('@').map_or((rule, ""), |(c, a)| (c.trim(), a.trim()));
        if !text.text.contains(at) {
            continue;
        }
        let here = |d: &&Diagnostic| d.code == code && (at.is_empty() || d.span.of(&text.text).contains(at));
        match found.iter().find(here) {
            Some(_) => allowed.push((code, at)),
            None => out.add(line, rule, listed(found, &text.text)),
        }
    }
    for d in found.iter().filter(|d| d.severity == Severity::Error) {
        let at = d.span.of(&text.text);
        if !allowed.iter().any(|(c, a)| *c == d.code && at.contains(a)) {
            out.add(text.line, "no error", format!("{} @ {at} {:?}", d.code, d.details));
        }
    }
}

fn listed(found: &[Diagnostic], text: &str) -> String {
    let all: Vec<String> = found.iter().map(|d| format!("{} @ {}", d.code, d.span.of(text))).collect();
    if all.is_empty() { "nothing".to_owned() } else { all.join("\n") }
}

fn schemes(case: &Case, out: &mut Outcome) {
    let Kind::Scheme { units, figures, findings, points, explain, decided } = &case.kind else { return };
    let mut hashes = Vec::new();
    for text in &case.texts {
        let round = text.options.iter().find(|(n, _)| n == "round").map(|(_, v)| v.clone());
        let document = document::read(&text.text);
        let compiled = scheme::compile(&document, &Options { round });
        let plan = &compiled.plan;
        hashes.push(hash(plan));
        let broken = verify(plan, false);
        if !broken.is_empty() {
            out.add(text.line, "a sound plan", format!("{broken:?}"));
            continue;
        }
        diagnose(case, text, &compiled.diagnostics, out);
        if let Some(block) = &case.provisions {
            let found = provisions(&document, block, &text.text);
            if text.line == case.texts[0].line {
                out.readings.clone_from(&found);
            }
            list(block, &found, out);
        }
        let first = text.line == case.texts[0].line;
        if let Some(block) = case.inputs.as_ref().filter(|_| first) {
            list(block, &inputs(plan), out);
        }
        if let Some(block) = case.plan.as_ref().filter(|_| first) {
            list(block, &print(plan).lines().map(str::to_owned).collect::<Vec<_>>(), out);
        }
        if points.is_none() && explain.is_empty() && !decided.is_asked() {
            if compiled.runs() {
                by_columns::scheme(plan, &by_columns::unreported(plan), text, out);
            }
            continue;
        }
        let Some(mut table) = fill(plan, units.as_ref(), figures.as_ref(), out) else { continue };
        if let Some(block) = &findings.block {
            let Some(with) = findings::put(plan, block, findings.standings.as_ref(), table, out) else { continue };
            table = with;
        }
        by_columns::scheme(plan, &table, text, out);
        let results = score(plan, &table);
        if let Some(block) = points {
            let about =
                if case.texts.len() > 1 { format!("    [scheme at line {}]", text.line) } else { String::new() };
            compare(plan, &table, &results, block, &about, out);
        }
        if decided.is_asked() {
            decided::decisions(plan, &table, decided, out);
        }
        for block in explain {
            explained(plan, &table, &results, block, out);
        }
    }
    one_hash(case, &hashes, out);
}

/// The lines of all provisions, in the language of the block or of the text.
fn provisions(document: &document::Document, block: &Block, text: &str) -> Vec<String> {
    let language = match block.option("lang").as_deref() {
        Some("zh") => Language::Chinese,
        Some("en") => Language::English,
        _ => Language::of(text),
    };
    document.walk().into_iter().flat_map(|s| &s.provisions).map(|p| provision(p, language)).collect()
}

/// Comma-separated cells; pages need no quotes.
pub fn cells(line: &str) -> Vec<String> {
    line.split(',').map(|c| c.trim().to_owned()).collect()
}

/// The units of a case: its own list, or those that the figures name, all at the level that the scheme assesses.
pub fn unit_rows(units: Option<&Block>, figures: Option<&Block>, level: &str) -> Vec<UnitRow> {
    let row = |c: Vec<String>| {
        let at = |ix: usize| c.get(ix).cloned().unwrap_or_default();
        UnitRow { code: at(0), name: at(0), level: at(1), parent: at(2), class: at(3) }
    };
    if let Some(block) = units {
        return block.filled().skip(1).map(|(_, l)| row(cells(l))).collect();
    }
    let mut rows: Vec<UnitRow> = Vec::new();
    for (_, line) in figures.iter().flat_map(|f| f.filled().skip(1)) {
        let code = cells(line).swap_remove(0);
        if !rows.iter().any(|r| r.code == code) {
            rows.push(row(vec![code, level.to_owned()]));
        }
    }
    rows
}

/// The figures of a case: long (`unit, input, value`) or wide (a row a unit, a column an input).
pub fn figure_cells(block: &Block) -> Vec<(usize, String, String, String)> {
    let mut lines = block.filled();
    let Some((_, head)) = lines.next() else { return Vec::new() };
    let head = cells(head);
    let long = head.len() == 3 && head[1] == "input" && head[2] == "value";
    let mut all = Vec::new();
    for (line, text) in lines {
        let row = cells(text);
        if long {
            let at = |ix: usize| row.get(ix).cloned().unwrap_or_default();
            all.push((line, at(0), at(1), at(2)));
            continue;
        }
        for (input, value) in head.iter().zip(&row).skip(1) {
            all.push((line, row[0].clone(), input.clone(), value.clone()));
        }
    }
    all
}

fn fill(plan: &Plan, units: Option<&Block>, figures: Option<&Block>, out: &mut Outcome) -> Option<Table> {
    let level = plan.head.level.clone().unwrap_or_default();
    let rows = unit_rows(units, figures, &level);
    let mut table = Table::new(plan, Units::new(rows).unwrap_or_else(|e| panic!("units: {e:?}")));
    for (line, unit, input, text) in figures.map(figure_cells).unwrap_or_default() {
        let Some(unit) = table.units().find(&unit) else {
            out.add(line, format!("a unit {unit}"), "none");
            return None;
        };
        let Some(ix) = plan.inputs.iter().position(|i| i.id == input || i.label == input) else {
            let all: Vec<String> = plan.inputs.iter().map(|i| format!("{} {}", i.id, i.label)).collect();
            out.add(line, format!("an input {input}"), all.join("; "));
            return None;
        };
        match value::parse(&plan.inputs[ix], &text) {
            Ok(value) => table.set(InputIx(ix), unit, value),
            Err(error) => {
                out.add(line, format!("a value {text}"), refused(&error));
                return None;
            }
        }
    }
    Some(table)
}

/// `unit, item, expected`; the item may be `total`, `rank`, `grade ITEM` or `default ITEM`.
fn compare(plan: &Plan, table: &Table, results: &Results, block: &Block, about: &str, out: &mut Outcome) {
    for (line, text) in block.filled().skip(1) {
        let row = cells(text);
        let [unit, item, expected] = row.as_slice() else {
            out.add(line, "unit, item, expected", text);
            continue;
        };
        let Some(unit_ix) = table.units().find(unit) else {
            out.add(line, format!("a unit {unit}"), "none");
            continue;
        };
        // In a scheme of several levels a unit is looked at as its own level is.
        let own = plan.levels.len() > 1;
        let seen = plan.at_level(plan.level_named(&table.units().all()[unit_ix].level).unwrap_or(0));
        let scored = own.then(|| score(&seen, table));
        let (plan, results) = scored.as_ref().map_or((plan, results), |r| (&seen, r));
        let find = |id: &str| plan.items.iter().position(|i| i.id == id);
        let found = match item.as_str() {
            "total" => results.total(plan, unit_ix).map_or_else(|| "no total".to_owned(), shown),
            "rank" => results.rank(unit_ix).map_or_else(|| "none".to_owned(), |r| r.to_string()),
            other => match (other.strip_prefix("grade "), other.strip_prefix("default ")) {
                (Some(id), _) => find(id)
                    .and_then(|i| plan.items[i].grade)
                    .map_or_else(|| "no grade".to_owned(), |g| shown(results.values.of(g, unit_ix))),
                (_, Some(id)) => {
                    find(id).map_or_else(|| "no item".to_owned(), |i| yes_no(plan.items[i].default).to_owned())
                }
                _ => find(other).map_or_else(
                    || format!("no item; there are {}", ids(plan)),
                    |i| shown(results.item(plan, i, unit_ix)),
                ),
            },
        };
        if !equal(expected, &found) {
            out.add(line, format!("{unit} {item} ⇒ {expected}"), format!("{unit} {item} ⇒ {found}{about}"));
        }
    }
}

fn yes_no(v: bool) -> &'static str {
    if v { "yes" } else { "no" }
}

fn ids(plan: &Plan) -> String {
    plan.items.iter().map(|i| i.id.as_str()).collect::<Vec<_>>().join(" ")
}

/// `explain unit=A item=1.1 lang=zh`, then the lines.
fn explained(plan: &Plan, table: &Table, results: &Results, block: &Block, out: &mut Outcome) {
    let option = |name: &str| block.option(name).unwrap_or_default();
    let unit = table.units().find(&option("unit"));
    let item = plan.items.iter().position(|i| i.id == option("item"));
    let (Some(unit), Some(item)) = (unit, item) else {
        out.add(block.line - 1, "a unit and an item", block.info.clone());
        return;
    };
    let language = if option("lang") == "zh" { Language::Chinese } else { Language::English };
    let found = words(&explain(plan, table, results, unit, item, language), plan, language);
    let found: Vec<&str> = found.iter().map(|l| l.trim_end()).collect();
    let expected: Vec<&str> = block.lines.iter().map(|l| l.trim_end()).collect();
    out.same(block.line, &expected.join("\n"), &found.join("\n"), "");
}
