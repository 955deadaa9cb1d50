//! Sealed records made from the blocks of a page: one small record, altered as the page says.

use kaocheng_engine::sealed::{
    Need, Ref, Sealed, SealedFile, SealedItem, SealedList, SealedUnit, SealedValue, check, compare, text,
};
use kaocheng_exchange::problem::{Kind, Place, Problem};
use kaocheng_exchange::sealed::{SealFault, lists, read};
use serde_json::Value;

const FILE: &str = "sealed/fw-2025.json";

/// The record: two towns, one item, one list, three files, and one record before it.
fn record() -> Sealed {
    let file = |name: &str, rows| SealedFile { name: name.into(), rows, sha256: "11".into() };
    let unit = |code: &str, name: &str, points: &str, rank| SealedUnit {
        code: code.into(),
        name: name.into(),
        level: "乡镇".into(),
        total: SealedValue::Number(points.into()),
        rank: Some(rank),
        vetoes: Vec::new(),
        substituted: Vec::new(),
        items: [("1".to_owned(), SealedValue::Number(points.into()))].into(),
    };
    let item = SealedItem {
        id: "1".into(),
        title: "一、制度".into(),
        points: Some("10".into()),
        parent: None,
        kind: "base".into(),
        level: None,
    };
    Sealed {
        scheme: "fw".into(),
        title: "便民服务考核".into(),
        year: Some(2025),
        program: "22".into(),
        files: vec![file("figures.csv", Some(3)), file("scheme.md", None), file("units.csv", Some(3))],
        earlier: vec![Ref { file: "sealed/fw-2024.json".into(), hash: "33".into() }],
        items: vec![item],
        units: vec![unit("A01", "蓝溪镇", "9.5", 1), unit("A02", "石桥镇", "7", 2)],
        lists: vec![SealedList { name: "先进单位".into(), settled: true, members: vec!["A01".into()] }],
        ..Sealed::default()
    }
}

/// The record's text with members altered, a line each: `/units/0/total = "10"`, `/files/2 gone`. Its hash stays.
fn altered(edits: &str) -> String {
    let mut value: Value = serde_json::from_str(&text(&record())).expect("a record");
    for line in edits.lines().filter(|l| !l.trim().is_empty()) {
        if let Some(path) = line.strip_suffix(" gone") {
            let (list, ix) = path.rsplit_once('/').expect("a place in a list");
            let list = value.pointer_mut(list).and_then(Value::as_array_mut).expect("a list");
            list.remove(ix.parse().expect("a number"));
            continue;
        }
        let (path, new) = line.split_once(" = ").expect("a path and a value");
        *value.pointer_mut(path).expect("a member") = serde_json::from_str(new).expect("a value");
    }
    serde_json::to_string(&value).expect("text")
}

/// What a block raises. `rest` says how it is read: see `diagnostics/README.md`.
pub fn of_block(name: &str, rest: &str, edits: &str) -> Vec<Problem> {
    if name == "sealed.json" {
        return read(FILE, edits.as_bytes()).problems;
    }
    let words: Vec<&str> = rest.split_whitespace().collect();
    let option = |key: &str| words.iter().find_map(|w| w.strip_prefix(key));
    let as_altered = words.contains(&"altered");
    let text = if words.contains(&"compact") {
        altered("")
    } else if as_altered {
        altered(edits)
    } else {
        // Whoever alters a record with care makes a new hash too.
        let read = read(FILE, altered(edits).as_bytes()).record.expect("a record that reads");
        kaocheng_engine::sealed::text(&read)
    };
    let given = read(FILE, text.as_bytes());
    let mut found = given.problems.clone();
    if let Some(list) = option("list=") {
        let number = |key| option(key).and_then(|n| n.parse::<i64>().ok()).expect("a number");
        let need = Need { list: list.into(), years: u32::try_from(number("years=")).expect("a few") };
        let rows: Vec<_> = lists(FILE, &given).into_iter().collect();
        let faults = check(&[need], Some(number("year=")), &rows).into_iter().map(SealFault::History);
        found.extend(faults.map(|f| Place::file(FILE).problem(Kind::Sealed(f))));
    } else if !as_altered && let Some(altered) = &given.record {
        let differences = compare(altered, &record()).into_iter().map(SealFault::Differs);
        found.extend(differences.map(|d| Place::file(FILE).problem(Kind::Sealed(d))));
    }
    found
}
