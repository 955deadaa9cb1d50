//! Files made from the blocks of a page, read with one plan and a few invented units.

use kaocheng_compile::plan::{Head, Input, Plan};
use kaocheng_engine::table::{UnitRow, Units};
use kaocheng_exchange::figures::read_figures;
use kaocheng_exchange::problem::Problem;
use kaocheng_exchange::template::{Options, template};
use kaocheng_exchange::units::read_units;
use kaocheng_syntax::clause::{InputKind, Language};
use kaocheng_syntax::exact::whole;
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
    if name.starts_with("units") {
        return read_units(name, &content).problems;
    }
    read_figures(name, &content, &scheme.unwrap_or_else(plan), &units()).problems
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
        input("budget", "年度预算", InputKind::Amount, Some("元"), None),
        input("minutes", "有会议纪要", InputKind::YesNo, None, None),
        input("award", "获得表彰", award, None, None),
    ];
    Plan { head, inputs, ..Plan::default() }
}

fn units() -> Units {
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

/// What a formula without a stored result is written with, until its result is taken out again.
const NO_RESULT: &str = "20260705";

/// What stands for a text of so many characters until it is stretched.
const LONG: &str = "LONGTEXT";

/// A change of a part of a workbook after it was made.
enum Edit {
    /// The part is this text.
    Content(String),
    /// So many blanks follow.
    Blanks(usize),
    /// One text instead of another.
    Replace(String, String),
}

/// A workbook from lines: `sheet 乡镇`, `A1 单位`, `B2 45.25`, `B2 50%`, `B2 TRUE`, `B2 date 42556`, `B2 =1/0 gives #DIV/0!`,
/// `B2 =1+2 gives nothing`, `B2 long 50000`, `merge A2:B3 words`, `sheets 300`, `part NAME CONTENT`, `pad NAME BYTES`,
/// `template of another scheme`.
fn workbook(text: &str) -> Vec<u8> {
    if text.starts_with("template of another scheme") {
        let mut other = plan();
        other.head.code = "other".into();
        other.inputs.truncate(2);
        return template(&other, &units(), &Options::new(Language::Chinese)).expect("a template");
    }
    let mut book = Workbook::new();
    let mut edits: Vec<(String, Edit)> = Vec::new();
    if text.contains(" gives nothing") {
        let stored = Edit::Replace(format!("<v>{NO_RESULT}</v>"), String::new());
        edits.push(("xl/worksheets/sheet1.xml".to_owned(), stored));
    }
    if let Some((_, length)) = text.split_once(" long ") {
        let length = length.split_whitespace().next().and_then(|n| n.parse().ok()).expect("a number");
        edits.push(("xl/sharedStrings.xml".to_owned(), Edit::Replace(LONG.to_owned(), "长".repeat(length))));
    }
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
            ["part", name, content] => edits.push(((*name).to_owned(), Edit::Content((*content).to_owned()))),
            ["pad", name, bytes] => {
                edits.push(((*name).to_owned(), Edit::Blanks(bytes.parse().expect("a number"))));
            }
            _ => panic!("“{line}” makes no part of a workbook"),
        }
    }
    let made = book.save_to_buffer().expect("a workbook");
    if edits.is_empty() { made } else { edited(&made, &edits) }
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
    let (row, column) = place(first);
    let percent = Format::new().set_num_format("0.00%");
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let number = |text: &str| text.parse::<f64>().ok();
    if let Some(formula) = rest.strip_prefix('=') {
        let (formula, result) = formula.split_once(" gives ").expect("a formula and its stored result");
        let result = if result == "nothing" { NO_RESULT } else { result };
        let formula = Formula::new(format!("={formula}")).set_result(result);
        sheet.write_formula(row, column, formula).expect("written");
    } else if let Some(day) = rest.strip_prefix("date ").and_then(number) {
        sheet.write_with_format(row, column, day, &date).expect("written");
    } else if let Some(value) = rest.strip_suffix('%').and_then(number) {
        sheet.write_with_format(row, column, value / 100.0, &percent).expect("written");
    } else if rest.starts_with("long ") {
        sheet.write(row, column, LONG).expect("written");
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

/// The same workbook with some parts changed.
fn edited(book: &[u8], edits: &[(String, Edit)]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).expect("an archive");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("its bytes");
        let name = part.name().expect("its name").to_string();
        for (_, edit) in edits.iter().filter(|(n, _)| *n == name) {
            match edit {
                Edit::Content(text) => content = text.clone().into_bytes(),
                Edit::Blanks(count) => content.resize(content.len() + count, b' '),
                Edit::Replace(from, to) => {
                    content = String::from_utf8(content).expect("text").replace(from, to).into_bytes();
                }
            }
        }
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        writer.write_all(&content).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}
