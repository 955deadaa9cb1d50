//! The golden decisions (`tests/golden/decisions.tsv`), worked out by an independent program, one round a row.

use kaocheng_compile::plan::{InputIx, Plan, verify};
use kaocheng_compile::scheme::{Options, compile};
use kaocheng_engine::decide::{Confirmation, Decisions, EarlierRound, Finding, Given, decide};
use kaocheng_engine::results::score;
use kaocheng_engine::table::{Table, UnitRow, Units};
use kaocheng_engine::value;
use kaocheng_syntax::diagnostic::Severity;
use kaocheng_syntax::document;
use kaocheng_syntax::exact::show;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden")
}

struct Row<'a> {
    id: &'a str,
    cut: &'a str,
    units: &'a str,
    veto: &'a str,
    event: &'a str,
    prizes: &'a str,
    earlier: &'a str,
    confirmed: &'a str,
    lists: &'a str,
    proposed: &'a str,
    money: &'a str,
    tied: &'a str,
}

fn plan(cut: &str) -> Plan {
    let text = std::fs::read_to_string(folder().join("decisions.md")).unwrap();
    let compiled =
        compile(&document::read(&text.replace("cut-ties: all", &format!("cut-ties: {cut}"))), &Options::default());
    let errors: Vec<_> = compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(verify(&compiled.plan, false), []);
    compiled.plan
}

fn table(plan: &Plan, row: &Row) -> Table {
    let units: Vec<(&str, &str, &str)> = row
        .units
        .split(' ')
        .map(|u| {
            let (code, share) = u.split_once('=').unwrap();
            let (part, whole) = share.split_once('/').unwrap();
            (code, part, whole)
        })
        .collect();
    let unit = |code: &str, level: &str, parent: &str| UnitRow {
        code: code.into(),
        name: code.into(),
        level: level.into(),
        class: String::new(),
        parent: parent.into(),
    };
    let counties: BTreeSet<&str> = units.iter().map(|(code, ..)| &code[..1]).collect();
    let mut rows: Vec<UnitRow> = counties.iter().map(|c| unit(c, "县", "")).collect();
    rows.extend(units.iter().map(|(code, ..)| unit(code, "乡镇", &code[..1])));
    let mut table = Table::new(plan, Units::new(rows).unwrap());
    let mut set = |label: &str, code: &str, text: &str| {
        let ix = plan.inputs.iter().position(|i| i.label.contains(label)).unwrap_or_else(|| panic!("{label}"));
        let at = table.units().find(code).unwrap();
        table.set(InputIx(ix), at, value::parse(&plan.inputs[ix], text).unwrap());
    };
    for (code, part, whole) in units {
        set("到岗数", code, part);
        set("应到数", code, whole);
    }
    row.veto.split_whitespace().for_each(|code| set("较大事故", code, "yes"));
    row.event.split_whitespace().for_each(|code| set("重大案件", code, "yes"));
    for (code, prize) in row.prizes.split_whitespace().filter_map(|p| p.split_once('=')) {
        set("获得省政府表彰", code, "yes");
        set("省奖金", code, prize);
    }
    table
}

fn given(plan: &Plan, table: &Table, row: &Row) -> Given {
    let mut given = Given::default();
    given.history.year = Some(2016);
    for (year, units) in row.earlier.split_whitespace().filter_map(|y| y.split_once(':')) {
        let units = units.split('+').map(str::to_owned).collect();
        let lists = [("重点帮助".to_owned(), units)].into();
        given.history.rounds.push(EarlierRound { year: year.parse().unwrap(), lists, hash: String::new() });
    }
    given.confirmations = row
        .confirmed
        .split_whitespace()
        .map(|code| Confirmation {
            list: plan.mechanism.find_list("重点管理").unwrap(),
            unit: table.units().find(code).unwrap(),
            confirmed: true,
            by: "office".into(),
            date: "2017-01-20".into(),
            reason: "two years".into(),
        })
        .collect();
    given
}

/// Lists, proposals, money and ties as the table writes them.
fn found(plan: &Plan, table: &Table, decisions: &Decisions) -> [String; 4] {
    let code = |unit: usize| table.units().all()[unit].code.as_str();
    let mut lists = Vec::new();
    let mut money = Vec::new();
    for list in &decisions.lists {
        let name = &plan.mechanism.list(list.list).name;
        let members: Vec<&str> = list.entries.iter().map(|e| code(e.unit)).collect();
        lists.push(format!("{name}: {}", members.join(" ")).trim_end().to_owned());
        money.extend(
            list.totals.iter().map(|t| format!("{name} {} {}", t.payer.as_deref().unwrap_or("-"), show(&t.value))),
        );
    }
    money.sort();
    let open = decisions.lists.iter().flat_map(|l| &l.proposals).filter(|p| p.decided.is_none());
    let proposed: Vec<&str> = open.map(|p| code(p.unit)).collect();
    let tied: BTreeSet<&str> = decisions
        .findings
        .iter()
        .filter_map(|f| match f {
            Finding::TieAtCut { units, .. } => Some(units),
            _ => None,
        })
        .flatten()
        .map(|u| code(*u))
        .collect();
    let tied: Vec<&str> = tied.into_iter().collect();
    [lists.join("; "), proposed.join(" "), money.join("; "), tied.join(" ")]
}

#[test]
fn every_round_of_the_table_comes_out_the_same() {
    let text = std::fs::read_to_string(folder().join("decisions.tsv")).unwrap();
    let mut tried = BTreeSet::new();
    for (line, text) in text.lines().enumerate().skip(1) {
        let [id, cut, units, veto, event, prizes, earlier, confirmed, lists, proposed, money, tied] =
            text.split('\t').collect::<Vec<_>>()[..]
        else {
            panic!("not a row: {text}")
        };
        let row = Row { id, cut, units, veto, event, prizes, earlier, confirmed, lists, proposed, money, tied };
        let plan = plan(row.cut);
        let table = table(&plan, &row);
        let decisions = decide(&plan, &table, &score(&plan, &table), &given(&plan, &table, &row));
        let expected = [row.lists, row.proposed, row.money, row.tied].map(str::to_owned);
        assert_eq!(found(&plan, &table, &decisions), expected, "line {}: {}", line + 1, row.id);
        tried.insert(row.id);
    }
    for id in ["T-18", "T-19", "T-20", "T-21", "T-22", "T-23", "T-36", "drawn"] {
        assert!(tried.contains(id), "{id}");
    }
}
