//! Blocks about decisions: who is on which list, who is proposed, why, and what people must look at.

use crate::page::{Block, Decided};
use crate::run::{Outcome, cells};
use kaocheng_compile::plan::{ListIx, Plan};
use kaocheng_engine::decide::{Confirmation, Decisions, EarlierRound, Given, OutsideFact, decide, reasons};
use kaocheng_engine::explain::Telling;
use kaocheng_engine::results::score;
use kaocheng_engine::table::Table;
use kaocheng_syntax::clause::Language;
use kaocheng_syntax::exact::{Exact, show};

impl Decided {
    /// Whether a page asks for decisions.
    pub fn is_asked(&self) -> bool {
        self.lists.is_some()
            || self.amounts.is_some()
            || self.proposals.is_some()
            || self.look.is_some()
            || !self.why.is_empty()
    }
}

/// Decides and compares.
pub fn decisions(plan: &Plan, table: &Table, asked: &Decided, out: &mut Outcome) {
    let results = score(plan, table);
    let given = given(plan, table, asked);
    let decisions = decide(plan, table, &results, &given);
    let code = |unit: usize| table.units().all()[unit].code.clone();
    if let Some(block) = &asked.lists {
        members(plan, block, "", out, &|list| {
            decisions.list(list).map(|l| l.entries.iter().map(|e| code(e.unit)).collect()).unwrap_or_default()
        });
    }
    if let Some(block) = &asked.proposals {
        members(plan, block, "proposed for ", out, &|list| {
            let open = decisions.list(list).map(|l| l.proposals.iter().filter(|p| p.decided.is_none()));
            open.map(|all| all.map(|p| code(p.unit)).collect()).unwrap_or_default()
        });
    }
    if let Some(block) = &asked.amounts {
        amounts(plan, table, &decisions, block, out);
    }
    let telling = |block: &Block| Telling {
        plan,
        table,
        given: &given,
        decisions: &decisions,
        language: if block.option("lang").as_deref() == Some("zh") { Language::Chinese } else { Language::English },
    };
    for block in &asked.why {
        let list = plan.mechanism.find_list(&block.option("list").unwrap_or_default());
        let unit = table.units().find(&block.option("unit").unwrap_or_default());
        let (Some(list), Some(unit)) = (list, unit) else {
            out.add(block.line - 1, "a list and a unit", block.info.clone());
            continue;
        };
        let all = reasons(plan, table, &results, &given, &decisions, list, unit);
        let told: Vec<String> = all.iter().map(|r| telling(block).reason(list, r)).collect();
        same(block, &told, out);
    }
    if let Some(block) = &asked.look {
        let told: Vec<String> = decisions.findings.iter().map(|f| telling(block).finding(f)).collect();
        same(block, &told, out);
    }
}

/// Every row must be an amount of the decisions, and every amount of a list that a row names must be a row.
fn amounts(plan: &Plan, table: &Table, decisions: &Decisions, block: &Block, out: &mut Outcome) {
    let mut expected: Vec<String> = block.filled().skip(1).map(|(_, l)| cells(l).join(", ")).collect();
    let named: Vec<String> = block.filled().skip(1).map(|(_, l)| cells(l).swap_remove(0)).collect();
    let mut found = Vec::new();
    for list in &decisions.lists {
        let name = &plan.mechanism.list(list.list).name;
        let mut tell = |unit: &str, payer: &Option<String>, value: &Exact| {
            found.push(format!("{name}, {unit}, {}, {}", payer.as_deref().unwrap_or("-"), show(value)));
        };
        if !named.contains(name) {
            continue;
        }
        for entry in &list.entries {
            let code = &table.units().all()[entry.unit].code;
            let units = |u: &str| block.filled().skip(1).any(|(_, l)| cells(l).get(1).is_some_and(|c| c == u));
            let stands = entry.payments.iter().filter(|p| !p.waived && units(code));
            stands.for_each(|p| tell(code, &p.payer, &p.value));
        }
        list.totals.iter().for_each(|t| tell("total", &t.payer, &t.value));
    }
    expected.sort();
    found.sort();
    out.same(block.line, &expected.join("\n"), &found.join("\n"), "");
}

fn same(block: &Block, found: &[String], out: &mut Outcome) {
    let expected: Vec<&str> = block.filled().map(|(_, l)| l).collect();
    out.same(block.line, &expected.join("\n"), &found.join("\n"), "");
}

/// The units on every list that a block names, in order.
fn members(plan: &Plan, block: &Block, about: &str, out: &mut Outcome, found: &dyn Fn(ListIx) -> Vec<String>) {
    let mut expected: Vec<(usize, String, Vec<String>)> = Vec::new();
    for (line, text) in block.filled().skip(1) {
        let row = cells(text);
        let [list, unit] = row.as_slice() else {
            out.add(line, "list, unit", text);
            continue;
        };
        let known = expected.iter().position(|(_, l, _)| l == list);
        let ix = known.unwrap_or_else(|| {
            expected.push((line, list.clone(), Vec::new()));
            expected.len() - 1
        });
        if unit != "-" {
            expected[ix].2.push(unit.clone());
        }
    }
    for (line, list, units) in expected {
        let Some(ix) = plan.mechanism.find_list(&list) else {
            let names: Vec<&str> = plan.mechanism.lists.iter().map(|l| l.name.as_str()).collect();
            out.add(line, format!("a list {list}"), names.join("; "));
            continue;
        };
        out.same(line, &units.join(" "), &found(ix).join(" "), &format!("{about}{list} ⇒ "));
    }
}

fn rows(block: Option<&Block>) -> Vec<Vec<String>> {
    block.into_iter().flat_map(|b| b.filled().skip(1)).map(|(_, l)| cells(l)).collect()
}

fn given(plan: &Plan, table: &Table, asked: &Decided) -> Given {
    let mut given = Given::default();
    let year = asked.history.as_ref().and_then(|b| b.option("year"));
    given.history.year = year.map(|y| y.parse().expect("history year=2016"));
    for row in rows(asked.history.as_ref()) {
        let [year, list, unit] = row.as_slice() else { panic!("year, list, unit") };
        let year = year.parse().expect("a year");
        let rounds = &mut given.history.rounds;
        let ix = rounds.iter().position(|r| r.year == year).unwrap_or_else(|| {
            rounds.push(EarlierRound { year, hash: format!("{year}"), ..EarlierRound::default() });
            rounds.len() - 1
        });
        rounds[ix].lists.entry(list.clone()).or_default().insert(unit.clone());
    }
    for row in rows(asked.facts.as_ref()) {
        let [fact, holds] = row.as_slice() else { panic!("fact, holds") };
        let rule = plan.mechanism.facts.iter().find(|f| f.id == *fact || f.label == *fact).expect("a fact");
        let fact = OutsideFact { holds: holds == "yes", evidence: String::new(), date: String::new() };
        given.facts.insert(rule.id.clone(), fact);
    }
    for row in rows(asked.decisions.as_ref()) {
        let [list, unit, decision] = row.as_slice() else { panic!("list, unit, decision") };
        given.confirmations.push(Confirmation {
            list: plan.mechanism.find_list(list).expect("a list"),
            unit: table.units().find(unit).expect("a unit"),
            confirmed: decision == "confirm",
            by: "office".to_owned(),
            date: "2017-01-20".to_owned(),
            reason: String::new(),
        });
    }
    given.tickets = rows(asked.tickets.as_ref()).into_iter().map(|r| (r[0].clone(), r[1].clone())).collect();
    given
}
