//! Files made from the blocks of a page, read with one plan and a few invented units.

use kaocheng_compile::plan::{Head, Input, OutsideFactRule, Plan};
use kaocheng_compile::scheme::{Options as CompileOptions, compile};
use kaocheng_engine::columns::unit_columns_of;
use kaocheng_engine::crew::Alone;
use kaocheng_engine::finding::apply;
use kaocheng_engine::table::{Table, UnitRow, Units};
use kaocheng_exchange::bulk::{read_csv, read_parquet};
use kaocheng_exchange::decisions::{read_decisions, read_facts};
use kaocheng_exchange::disputes::read_disputes;
use kaocheng_exchange::figures::read_figures;
use kaocheng_exchange::findings::{problems_of, read_findings};
use kaocheng_exchange::problem::Problem;
use kaocheng_exchange::template::{Options, template};
use kaocheng_exchange::units::read_units;
use kaocheng_syntax::clause::{Feed, InputKind, Language};
use kaocheng_syntax::document;
use kaocheng_syntax::exact::whole;
use kaocheng_syntax::provision::{Route, RouteKind};
use kaocheng_syntax::span::Span;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use std::io::{Cursor, Read, Write};

/// What reading a block as a file of this name finds. `rest` says how to make it larger than a page can hold.
pub fn of_file(name: &str, rest: &str, text: &str, scheme: Option<Plan>) -> Vec<Problem> {
    let (name, content) = match name {
        "bytes" => (rest, bytes(text)),
        name if name.ends_with(".xlsx") => (name, workbook(text)),
        name => (name, enlarged(rest, text).into_bytes()),
    };
    if name.starts_with("bulk") {
        return of_bulk(name, content, rest != "alone");
    }
    if name.starts_with("units") {
        return read_units(name, &content).problems;
    }
    if name.starts_with("facts") {
        return read_facts(name, &content, &plan_of_lists()).problems;
    }
    if name.starts_with("decisions") {
        return read_decisions(name, &content, &plan_of_lists(), &units()).problems;
    }
    if name.starts_with("disputes") {
        return read_disputes(name, &content, &plan(), &units()).problems;
    }
    read_figures(name, &content, &scheme.unwrap_or_else(plan), &units()).problems
}

/// What the readers of large files find.
fn of_bulk(name: &str, content: Vec<u8>, with_units: bool) -> Vec<Problem> {
    let units = unit_columns_of(&units()).expect("a tree");
    let units = Some(&units).filter(|_| with_units);
    let read = if name.ends_with(".parquet") { read_parquet } else { read_csv };
    read(name, content.into(), &plan(), units, &Alone).map_or_else(|refused| refused.problems, |read| read.problems)
}

/// What reading a block as a file of findings finds, and what they and the figures beside them cannot both say.
pub fn of_findings(name: &str, text: &str, figures: Option<&str>) -> Vec<Problem> {
    let (plan, units) = (plan_of_findings(), units());
    let mut table = Table::new(&plan, units.clone());
    if let Some(figures) = figures {
        read_figures("figures.csv", figures.as_bytes(), &plan, &units).apply(&mut table);
    }
    let content = if name.ends_with(".xlsx") { workbook(text) } else { text.as_bytes().to_vec() };
    let read = read_findings(name, &content, &plan, &units);
    let applied = apply(&plan, &units, &read.findings, table);
    let faults = problems_of(&applied.faults, &read.findings, &plan, &units);
    read.problems.into_iter().chain(faults).collect()
}

const SCHEME_OF_FINDINGS: &str = "---
编号: t
考核对象: 乡镇
考核期: 2026-01-01 至 2026-12-31
口径: {missing: zero, ties: share-rank}
---

## 一、工作方案(10分)

有工作方案的,计10分。

## 二、加分(12分)

### (一)现场会

承办全市现场会的,加2分。

### (二)服务站

新建服务站达到标准的,加3—5分。

## 三、减分(15分)

### (一)群众纪律

违反群众纪律的,每起扣6分;造成严重后果的,每起再扣1分。

### (二)收费

乱收费的,每例扣1分;造成严重后果的,每例再扣1分。
";

/// A list that depends on an outside fact.
fn plan_of_lists() -> Plan {
    let text = "---\n编号: t\n考核对象: 乡镇\n---\n\n# 一、成效(10分)\n\n有年度计划的,计10分。\n\n# 二、奖惩\n\n\
                综合考核后3名的乡镇,列为“重点管理”单位。\n";
    let mut plan = compile(&document::read(text), &CompileOptions::default()).plan;
    let fact = OutsideFactRule { id: "fact:1".into(), label: "全市未进入前三".into(), span: Span::default() };
    plan.mechanism.facts = vec![fact];
    plan
}

fn plan_of_findings() -> Plan {
    let mut plan = compile(&document::read(SCHEME_OF_FINDINGS), &CompileOptions::default()).plan;
    let route = |number, kind, words: &str| Route { number, kind, words: words.into() };
    plan.mechanism.routes = vec![
        route(1, RouteKind::Reports { least: 3 }, "3名以上群众分别反映并查实"),
        route(2, RouteKind::Complaint, "信访经查实"),
        route(3, RouteKind::Inspection, "检查中发现"),
    ];
    plan
}

/// Bytes in hexadecimal.
pub fn bytes(text: &str) -> Vec<u8> {
    text.split_whitespace().map(|b| u8::from_str_radix(b, 16).expect("two hexadecimal digits")).collect()
}

/// `repeat=N`: the last line N times; `widen=N`: its last field N times.
pub fn enlarged(rest: &str, text: &str) -> String {
    let number = |key: &str| rest.strip_prefix(key).map(|n| n.parse::<usize>().expect("a number"));
    let (head, last) = text.trim_end().rsplit_once('\n').unwrap_or(("", text.trim_end()));
    if let Some(times) = number("repeat=") {
        return format!("{head}\n{}", format!("{last}\n").repeat(times));
    }
    if let Some(times) = number("widen=") {
        let field = last.rsplit_once(',').map_or("", |(_, f)| f);
        return format!("{head}\n{last}{}\n", format!(",{field}").repeat(times));
    }
    text.to_owned()
}

fn input(id: &str, label: &str, kind: InputKind, unit: Option<&str>, most: Option<i64>) -> Input {
    Input {
        id: id.into(),
        label: label.into(),
        kind,
        unit: unit.map(str::to_owned),
        item: 0,
        provider: None,
        source: None,
        bounds: (Some(whole(0)), most.map(whole)),
        data_date: None,
        level: None,
        feed: Feed::Supplied,
        span: Span::default(),
    }
}

fn plan() -> Plan {
    let award = InputKind::Choice(["国家", "省", "市"].map(str::to_owned).to_vec());
    let head =
        Head { code: "t".into(), title: "便民服务考核".into(), level: Some("乡镇".into()), ..Head::default() };
    let inputs = vec![
        input("staff", "服务人员", InputKind::Count, Some("名"), Some(50)),
        input("funding", "经费到位率", InputKind::Rate, None, Some(1)),
        Input {
            provider: Some("财政局".into()), ..input("budget", "年度预算", InputKind::Amount, Some("元"), None)
        },
        input("minutes", "有会议纪要", InputKind::YesNo, None, None),
        input("award", "获得表彰", award, None, None),
    ];
    Plan { head, inputs, ..Plan::default() }
}

pub fn units() -> Units {
    let row = |code: &str, name: &str, level: &str, parent: &str| UnitRow {
        code: code.into(),
        name: name.into(),
        level: level.into(),
        class: String::new(),
        parent: parent.into(),
    };
    Units::new(vec![
        row("A01", "蓝溪镇", "乡镇", ""),
        row("A02", "石桥镇", "乡镇", ""),
        row("A0101", "东岭村", "村", "A01"),
        row("A0201", "东岭村", "村", "A02"),
    ])
    .expect("the units are sound")
}

/// Stands for the result of a formula until it is taken out: the writer of workbooks always stores one.
const NOT_STORED: &str = "NOT-STORED";

/// A workbook from lines: `sheet 乡镇`, `A1 单位`, `B2 45.25`, `B2 50%`, `B2 TRUE`, `B2 date 42556`, `B2 =1/0 gives #DIV/0!`,
/// `B2 =1+2` with no stored result, `merge A2:B3 words`, `sheets 300`, `long A2 40000`, `part NAME CONTENT`,
/// `pad NAME BYTES`, `template of another scheme`.
fn workbook(text: &str) -> Vec<u8> {
    if text.starts_with("template of another scheme") {
        let mut other = plan();
        other.head.code = "other".into();
        other.inputs.truncate(2);
        return template(&other, &units(), &Options::new(Language::Chinese)).expect("a template");
    }
    let mut book = Workbook::new();
    let mut edits: Vec<(String, String, usize)> = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let words: Vec<&str> = line.splitn(3, ' ').collect();
        match words.as_slice() {
            ["sheet", name] => {
                let sheet = book.add_worksheet().set_name(*name).expect("a name");
                while let Some(line) = lines.next_if(|l| !l.starts_with("sheet") && !l.starts_with('p')) {
                    write(sheet, line);
                }
            }
            ["sheets", count] => {
                for _ in 0..count.parse::<usize>().expect("a number") {
                    book.add_worksheet();
                }
            }
            ["part", name, content] => edits.push(((*name).to_owned(), (*content).to_owned(), 0)),
            ["pad", name, bytes] => edits.push(((*name).to_owned(), String::new(), bytes.parse().expect("a number"))),
            _ => panic!("“{line}” makes no part of a workbook"),
        }
    }
    let made = book.save_to_buffer().expect("a workbook");
    if edits.is_empty() && !text.contains(" =") { made } else { edited(&made, &edits) }
}

fn write(sheet: &mut Worksheet, line: &str) {
    let (first, rest) = line.split_once(' ').expect("a place and what stands there");
    if first == "merge" {
        let (area, words) = rest.split_once(' ').expect("an area and its words");
        let (from, to) = area.split_once(':').expect("two corners");
        let ((r1, c1), (r2, c2)) = (place(from), place(to));
        sheet.merge_range(r1, c1, r2, c2, words, &Format::new()).expect("merged");
        return;
    }
    if first == "long" {
        let (cell, count) = rest.split_once(' ').expect("a place and a length");
        let (row, column) = place(cell);
        let mut text = "长".repeat(32_767);
        // The writer keeps to the limit of spreadsheets; formulas of text are as long as they like.
        let more = count.parse::<usize>().expect("a number").saturating_sub(32_767);
        text.push_str(&"长".repeat(more));
        let formula = Formula::new("=A1").set_result(text);
        sheet.write_formula(row, column, formula).expect("written");
        return;
    }
    let (row, column) = place(first);
    let percent = Format::new().set_num_format("0.00%");
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let number = |text: &str| text.parse::<f64>().ok();
    if let Some(formula) = rest.strip_prefix('=') {
        let (formula, result) = formula.split_once(" gives ").unwrap_or((formula, NOT_STORED));
        let formula = Formula::new(format!("={formula}")).set_result(result.trim());
        sheet.write_formula(row, column, formula).expect("written");
    } else if let Some(day) = rest.strip_prefix("date ").and_then(number) {
        sheet.write_with_format(row, column, day, &date).expect("written");
    } else if let Some(value) = rest.strip_suffix('%').and_then(number) {
        sheet.write_with_format(row, column, value / 100.0, &percent).expect("written");
    } else if rest == "TRUE" {
        sheet.write(row, column, true).expect("written");
    } else if let Some(value) = number(rest) {
        sheet.write(row, column, value).expect("written");
    } else {
        sheet.write(row, column, rest).expect("written");
    }
}

/// `B3` as row and column, counted from 0.
fn place(cell: &str) -> (u32, u16) {
    let letter = cell.bytes().next().expect("a letter") - b'A';
    (cell[1..].parse::<u32>().expect("a row") - 1, u16::from(letter))
}

/// The same workbook with parts replaced by a text, or followed by so many blanks.
fn edited(book: &[u8], edits: &[(String, String, usize)]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).expect("an archive");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("its bytes");
        let name = part.name().expect("its name").to_string();
        if name.starts_with("xl/worksheets/") {
            let text = String::from_utf8(content).expect("a sheet is text");
            content = text.replace(&format!("<v>{NOT_STORED}</v>"), "").into_bytes();
        }
        for (_, text, blanks) in edits.iter().filter(|(n, ..)| *n == name) {
            if *blanks > 0 {
                content.resize(content.len() + blanks, b' ');
            } else {
                content = text.clone().into_bytes();
            }
        }
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        writer.write_all(&content).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}
