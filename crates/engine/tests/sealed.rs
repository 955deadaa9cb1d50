//! Sealed records: lists over years, and that nothing of a record can differ unseen.

#![allow(clippy::unwrap_used)]

use kaocheng_compile::plan::{ListIx, ListRule, PickRule, Plan};
use kaocheng_engine::sealed::{
    Correction, Difference, HistoryFault, Need, Ref, Sealed, SealedFile, SealedItem, SealedList, SealedLists,
    SealedUnit, SealedValue, check, compare, hash, needs,
};
use kaocheng_syntax::span::Span;

fn year(year: i64, list: &str, holds: bool) -> SealedLists {
    SealedLists {
        file: format!("sealed/fw-{year}.json"),
        scheme: "fw".into(),
        year: Some(year),
        round: None,
        period: None,
        lists: [(list.to_owned(), ["A".to_owned()].into())].into(),
        hash: String::new(),
        holds,
    }
}

fn missing(list: &str, year: i64) -> HistoryFault {
    HistoryFault::Missing { list: list.into(), year }
}

#[test]
fn every_year_that_is_looked_back_on_must_be_there_and_whole() {
    let need = |years| [Need { list: "重点管理".into(), years }];
    let rows = [year(2024, "重点管理", true), year(2025, "重点管理", true)];
    assert!(check(&need(3), Some(2026), &rows).is_empty());
    assert_eq!(check(&need(4), Some(2026), &rows), [missing("重点管理", 2023)]);
    assert_eq!(check(&need(2), Some(2027), &rows), [missing("重点管理", 2026)]);
    assert_eq!(check(&need(2), Some(2026), &[year(2025, "先进单位", true)]), [missing("重点管理", 2025)]);
    assert!(check(&need(2), None, &[]).is_empty(), "without a year nothing can be asked for");
    let altered = [year(2024, "重点管理", true), year(2025, "重点管理", false)];
    let file = "sealed/fw-2025.json".to_owned();
    assert_eq!(check(&need(2), Some(2026), &altered), [HistoryFault::Altered { file }, missing("重点管理", 2025)]);
}

#[test]
fn a_plan_says_which_lists_it_follows_over_years() {
    let list = |name: &str, picks| ListRule {
        name: name.into(),
        level: None,
        declared: None,
        picks,
        exclusions: Vec::new(),
        barred: Vec::new(),
        consequences: Vec::new(),
        condition: None,
        award: false,
        span: Span::default(),
    };
    let mut plan = Plan::default();
    let rises = vec![PickRule::Years { list: ListIx(0), years: 2 }];
    plan.mechanism.lists = vec![list("重点管理", Vec::new()), list("一票否决", rises)];
    assert_eq!(needs(&plan), [Need { list: "重点管理".into(), years: 2 }]);
}

fn record() -> Sealed {
    let number = |text: &str| SealedValue::Number(text.into());
    let unit = |code: &str, total: &str| SealedUnit {
        code: code.into(),
        name: "蓝溪镇".into(),
        level: "乡镇".into(),
        total: number(total),
        rank: Some(1),
        vetoes: Vec::new(),
        substituted: Vec::new(),
        items: [("1".to_owned(), number(total))].into(),
    };
    let item = SealedItem {
        id: "1".into(),
        title: "一".into(),
        points: Some("10".into()),
        parent: None,
        kind: "base".into(),
        level: None,
    };
    let reference = |file: &str| Ref { file: file.into(), hash: "00".into() };
    Sealed {
        scheme: "fw".into(),
        title: "考核".into(),
        round: Some("全年".into()),
        year: Some(2026),
        period: Some(("2026-01-01".into(), "2026-12-31".into())),
        program: "11".into(),
        files: vec![SealedFile { name: "figures.csv".into(), rows: Some(3), sha256: "22".into() }],
        earlier: vec![reference("sealed/fw-2025.json")],
        items: vec![item],
        units: vec![unit("A", "9.5"), unit("B", "7")],
        lists: vec![SealedList { name: "先进".into(), settled: true, members: vec!["A".into()] }],
        corrects: Some(Correction { of: reference("sealed/fw-2026.json"), reason: "更正".into() }),
    }
}

/// Every member of a record altered, one after the other: its hash is another each time, and the comparison names it.
#[test]
fn nothing_can_differ_unseen() {
    type Edit = fn(&mut Sealed);
    let edits: [Edit; 26] = [
        |r| r.scheme = "x".into(),
        |r| r.title = "x".into(),
        |r| r.round = None,
        |r| r.year = Some(2025),
        |r| r.period = None,
        |r| r.program = "x".into(),
        |r| r.files[0].sha256 = "x".into(),
        |r| r.files[0].name = "x".into(),
        |r| r.files.clear(),
        |r| r.earlier[0].hash = "x".into(),
        |r| r.items[0].title = "x".into(),
        |r| r.items[0].points = None,
        |r| r.items[0].kind = "bonus".into(),
        |r| r.items[0].parent = Some("x".into()),
        |r| r.items[0].level = Some("x".into()),
        |r| r.items.clear(),
        |r| r.units[1].name = "x".into(),
        |r| r.units[1].level = "x".into(),
        |r| r.units[1].total = SealedValue::Nothing,
        |r| r.units[1].rank = None,
        |r| r.units[1].vetoes = vec!["total-zero".into()],
        |r| r.units[1].items.clear(),
        |r| drop(r.units.remove(0)),
        |r| r.lists[0].members.clear(),
        |r| r.lists[0].settled = false,
        |r| r.lists.clear(),
    ];
    let whole = record();
    assert!(compare(&whole, &whole).is_empty());
    for (ix, edit) in edits.into_iter().enumerate() {
        let mut altered = record();
        edit(&mut altered);
        assert_ne!(hash(&altered), hash(&whole), "edit {ix}");
        assert!(!compare(&altered, &whole).is_empty(), "edit {ix}");
        assert!(!compare(&whole, &altered).is_empty(), "edit {ix}");
    }
    // Why and what is corrected is under the hash too, though there is nothing to hold it against here.
    assert_ne!(hash(&Sealed { corrects: None, ..record() }), hash(&whole));
}

#[test]
fn records_that_came_later_are_no_difference() {
    let mut now = record();
    now.earlier.push(Ref { file: "sealed/fw-2027.json".into(), hash: "33".into() });
    assert!(compare(&record(), &now).is_empty());
    now.earlier.clear();
    let gone = Difference::Earlier { file: "sealed/fw-2025.json".into(), sealed: "00".into(), now: None };
    assert_eq!(compare(&record(), &now), [gone]);
}
