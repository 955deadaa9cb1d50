//! A small plan, a few invented units, and workbooks made on the spot.

use kaocheng_compile::plan::{Head, Input, InputIx, Plan};
use kaocheng_engine::table::{UnitRow, Units, Value};
use kaocheng_exchange::figures::{Imported, read_figures};
use kaocheng_exchange::problem::Problem;
use kaocheng_syntax::clause::{Feed, InputKind};
use kaocheng_syntax::exact::{show, whole};
use kaocheng_syntax::span::Span;
use rust_xlsxwriter::{Workbook, Worksheet};
use std::io::{Cursor, Read, Write};

pub fn input(id: &str, label: &str, kind: InputKind, unit: Option<&str>, most: Option<i64>) -> Input {
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

/// Inputs: 0 staff (count), 1 funding (rate to 100 %), 2 budget (amount), 3 minutes (yes or no), 4 award (choice),
/// 5 villages (count).
pub fn plan() -> Plan {
    let award = InputKind::Choice(["国家", "省", "市"].map(str::to_owned).to_vec());
    Plan {
        head: Head {
            code: "t".into(), title: "便民服务考核".into(), level: Some("乡镇".into()), ..Head::default()
        },
        inputs: vec![
            input("staff", "配备服务人员", InputKind::Count, Some("名"), Some(50)),
            input("funding", "经费到位率", InputKind::Rate, None, Some(1)),
            input("budget", "年度预算", InputKind::Amount, Some("元"), None),
            input("minutes", "有会议纪要", InputKind::YesNo, None, None),
            input("award", "获得表彰", award, None, None),
            input("villages", "所辖村", InputKind::Count, Some("个"), None),
        ],
        ..Plan::default()
    }
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
        row("A03", "青禾乡", "乡镇", ""),
        row("A0101", "东岭村", "村", "A01"),
        row("A0201", "东岭村", "村", "A02"),
    ])
    .unwrap()
}

pub fn read(file: &str, bytes: &[u8]) -> Imported {
    read_figures(file, bytes, &plan(), &units())
}

pub fn read_text(text: &str) -> Imported {
    read("f.csv", text.as_bytes())
}

/// A workbook with one sheet 乡镇.
pub fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("乡镇").unwrap();
    fill(sheet);
    book.save_to_buffer().unwrap()
}

/// Writes rows of text from the top.
pub fn rows(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (r, row) in (0u32..).zip(rows) {
        for (c, text) in (0u16..).zip(*row) {
            sheet.write(r, c, *text).unwrap();
        }
    }
}

/// `A01 staff 3` for every change.
pub fn values(imported: &Imported) -> Vec<String> {
    let (plan, units) = (plan(), units());
    imported
        .changes
        .iter()
        .map(|c| {
            let value = match &c.value {
                Value::Number(v) => show(v),
                other => format!("{other:?}"),
            };
            format!("{} {} {value}", units.all()[c.unit].code, plan.inputs[c.input.0].id)
        })
        .collect()
}

pub fn value(imported: &Imported, unit: &str, input: &str) -> Option<Value> {
    let (plan, units) = (plan(), units());
    let ix = InputIx(plan.inputs.iter().position(|i| i.id == input).unwrap());
    imported.changes.iter().find(|c| c.input == ix && units.all()[c.unit].code == unit).map(|c| c.value.clone())
}

/// `乡镇!C5 unknown-unit found=…` for every problem, without the file's name.
pub fn told(problems: &[Problem]) -> Vec<String> {
    problems
        .iter()
        .map(|p| {
            let place = p.place.to_string();
            let place = place.split_once([' ', ':']).map_or("", |(_, rest)| rest);
            let details: Vec<String> =
                p.details().iter().filter(|(n, _)| *n != "place").map(|(n, v)| format!("{n}={v}")).collect();
            [place, p.code(), &details.join(" ")].join(" ").trim().to_owned()
        })
        .collect()
}

/// The parts of a workbook by name.
pub fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|i| {
            let mut part = archive.by_index(i).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().to_string(), content)
        })
        .collect()
}

/// A workbook from its parts.
pub fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The text of one part.
pub fn part(bytes: &[u8], name: &str) -> String {
    let found = parts(bytes).into_iter().find(|(n, _)| n == name);
    String::from_utf8(found.unwrap_or_else(|| panic!("no part {name}")).1).unwrap()
}

/// The same workbook with one part edited.
pub fn edited(bytes: &[u8], name: &str, edit: impl Fn(String) -> String) -> Vec<u8> {
    let mut all = parts(bytes);
    for (_, content) in all.iter_mut().filter(|(n, _)| n == name) {
        *content = edit(String::from_utf8(content.clone()).unwrap()).into_bytes();
    }
    pack(&all)
}

/// Fills empty cells of a sheet as a spreadsheet would: `("C8", "3")` a number, `("D8", "'是")` text.
pub fn filled(bytes: &[u8], sheet: &str, cells: &[(&str, &str)]) -> Vec<u8> {
    edited(bytes, sheet, |mut text| {
        for (cell, value) in cells {
            let at = text.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("no cell {cell}"));
            let end = at + text[at..].find("/>").unwrap();
            let new = match value.strip_prefix('\'') {
                Some(word) => format!(" t=\"inlineStr\"><is><t>{word}</t></is></c>"),
                None => format!("><v>{value}</v></c>"),
            };
            text.replace_range(end..end + 2, &new);
        }
        text
    })
}
