//! `seal` and `verify`.

use crate::folder::{FIGURES, Folder, SCHEME, UNITS};
use kaocheng_engine::sealed::{Ref, Sealed, SealedList, SealedValue, hash, text};
use kaocheng_exchange::sealed::read;
use std::path::Path;
use std::process::Command;

const RECORD: &str = "sealed/test-1-2026.json";

/// A finding that costs A a point, and one that costs B two.
const FINDINGS: &str =
    "单位,事项,日期,次数,证据,状态\nA,乱收费,2026-03-01,1,核查报告,已认定\nB,乱收费,2026-04-01,2,核查报告,已认定\n";

/// A folder with a scheme of 2026, findings, the frame of a draw, and last year's record.
fn ready() -> Folder {
    let folder = Folder::scored();
    let deduction = "## 四、减分(10分)\n\n### (一)收费\n\n乱收费的,每例扣1分。\n\n## 指标说明";
    let scheme = SCHEME.replace("总分: 60\n", "总分: 60\n考核期: 2026-01-01..2026-12-31\n");
    folder.put("scheme.md", scheme.replace("## 指标说明", deduction));
    folder.put("findings.csv", FINDINGS);
    std::fs::create_dir_all(folder.path("draw")).unwrap();
    folder.put("draw/frame.csv", "乡镇,村\nA,东岭村\nA,西沟村\nB,河湾村\n");
    std::fs::create_dir_all(folder.path("sealed")).unwrap();
    folder.put("sealed/test-1-2025.json", text(&last_year()));
    folder
}

fn last_year() -> Sealed {
    let list = SealedList { name: "重点管理".into(), settled: true, members: vec!["C".into()] };
    Sealed { scheme: "test-1".into(), year: Some(2025), lists: vec![list], ..Sealed::default() }
}

fn sealed() -> Folder {
    let folder = ready();
    folder.run(&["seal", "."]).with(0).says(&[RECORD]);
    folder
}

fn record(folder: &Folder, file: &str) -> Sealed {
    read(file, folder.read(file).as_bytes()).record.unwrap()
}

#[test]
fn a_sealed_round_holds_and_is_never_written_over() {
    let folder = sealed();
    let before = folder.read(RECORD);
    folder.run(&["verify", "."]).with(0).says(&["3 个单位", "5 个文件", "1 份以前的记录"]);
    folder.run(&["verify", "seal", ".", "--format", "json"]).with(0).says(&["\"holds\":true"]);
    folder.run(&["seal", "."]).with(1).warns(&["不覆盖"]);
    assert_eq!(folder.read(RECORD), before);
    assert!(before.contains(&format!("\"hash\": \"{}\"", hash(&record(&folder, RECORD)))));
}

#[test]
fn a_deleted_figure_is_named_with_what_it_changes() {
    let folder = sealed();
    folder.put("figures.csv", FIGURES.replace("A,配备人员,3,,,\n", ""));
    let ended = folder.run(&["verify", "."]).with(1);
    let ended = ended.warns(&["sealed-file-changed", "figures.csv", "封存时 12 行,现在 11 行"]);
    ended.warns(&["A 的 2 封存时是 15,重算是 0", "A 的总分封存时是 46.5,重算是 31.5"]);
}

#[test]
fn a_deleted_finding_and_a_site_taken_out_of_a_frame_are_named() {
    let folder = sealed();
    folder.put("findings.csv", FINDINGS.lines().take(2).map(|l| format!("{l}\n")).collect::<String>());
    let ended = folder.run(&["verify", "."]).with(1);
    let ended = ended.warns(&["文件 findings.csv 与封存时不同(封存时 3 行,现在 2 行)"]);
    ended.warns(&["B 的 4.1 封存时是 -2,重算是 0", "B 的总分封存时是 48,重算是 50"]);
    let folder = sealed();
    folder.put("draw/frame.csv", "乡镇,村\nA,东岭村\nB,河湾村\n");
    folder.run(&["verify", "."]).with(1).warns(&["文件 draw/frame.csv 与封存时不同"]);
    let folder = sealed();
    std::fs::remove_file(folder.path("findings.csv")).unwrap();
    folder.run(&["verify", "."]).with(1).warns(&["sealed-file-gone", "findings.csv"]);
}

#[test]
fn an_altered_score_is_named_even_under_a_new_hash() {
    let folder = sealed();
    let honest = folder.read(RECORD);
    folder.put(RECORD, honest.replace("\"total\": \"46.5\"", "\"total\": \"57.5\""));
    let ended = folder.run(&["verify", "."]).with(1);
    ended.warns(&["sealed-altered", "A 的总分封存时是 57.5,重算是 46.5"]);

    let mut forged = record(&folder, RECORD);
    forged.units[0].total = SealedValue::Number("57.5".into());
    forged.units[0].rank = Some(1);
    folder.put(RECORD, text(&forged));
    let ended = folder.run(&["verify", "."]).with(1);
    assert!(!ended.err.contains("sealed-altered"), "{}", ended.err);
    ended.warns(&["A 的总分封存时是 57.5,重算是 46.5", "A 的名次封存时是 1,重算是 2"]);
}

#[test]
fn last_years_record_cannot_be_altered_with_or_without_a_new_hash() {
    let folder = sealed();
    let honest = folder.read("sealed/test-1-2025.json");
    folder.put("sealed/test-1-2025.json", honest.replace("\"C\"", "\"B\""));
    let ended = folder.run(&["verify", "."]).with(1);
    ended.warns(&["sealed/test-1-2025.json: 错误[sealed-altered]", "sealed-earlier-differs"]);

    let mut forged = last_year();
    forged.lists[0].members = vec!["B".into()];
    folder.put("sealed/test-1-2025.json", text(&forged));
    let ended = folder.run(&["verify", "."]).with(1);
    assert!(!ended.err.contains("sealed-altered"), "{}", ended.err);
    ended.warns(&["以前的记录 sealed/test-1-2025.json 与当时的不同"]);

    std::fs::remove_file(folder.path("sealed/test-1-2025.json")).unwrap();
    folder.run(&["verify", "."]).with(1).warns(&["sealed-earlier-differs"]);
}

#[test]
fn nothing_is_sealed_on_an_altered_past() {
    let folder = ready();
    folder.put("sealed/test-1-2025.json", text(&last_year()).replace("\"C\"", "\"B\""));
    folder.run(&["seal", "."]).with(1).warns(&["sealed-altered", "history-altered"]);
    assert!(!folder.has(RECORD));
}

#[test]
fn a_scheme_altered_afterwards_is_named() {
    let folder = sealed();
    let scheme = folder.read("scheme.md");
    folder.put("scheme.md", scheme.replace("计5分,计满20分", "计4分,计满20分"));
    let ended = folder.run(&["verify", "."]).with(1);
    ended.warns(&["sealed-file-changed", "scheme.md", "sealed-program-differs", "B 的 2 封存时是 20,重算是 16"]);
    // Even when nothing can be computed from it any more.
    folder.put("scheme.md", scheme.replace("总分: 60", "总分: 61"));
    folder.run(&["verify", "."]).with(1).warns(&["文件 scheme.md 与封存时不同"]);
}

#[test]
fn a_correction_names_what_it_corrects() {
    let folder = sealed();
    folder.run(&["seal", ".", "--correct", " "]).with(2);
    folder.put("figures.csv", FIGURES.replace("A,配备人员,3", "A,配备人员,2"));
    folder.run(&["seal", ".", "--correct", "登记错了人数"]).with(0);
    let corrected = "sealed/test-1-2026.correction-1.json";
    folder.run(&["verify", "."]).with(0).says(&[corrected]);
    let (first, second) = (record(&folder, RECORD), record(&folder, corrected));
    let correction = second.corrects.unwrap();
    assert_eq!(correction.of, Ref { file: RECORD.into(), hash: hash(&first) });
    assert_eq!(correction.reason, "登记错了人数");
    assert_eq!(second.units[0].total, SealedValue::Number("41.5".into()));
    folder.run(&["seal", ".", "--correct", "再更正"]).with(0).says(&["test-1-2026.correction-2.json"]);
    // The record that was corrected stays what it was.
    let mut forged = first;
    forged.units[0].rank = Some(3);
    folder.put(RECORD, text(&forged));
    folder.run(&["verify", "."]).with(1).warns(&["correction-1.json: 错误[sealed-earlier-differs]"]);
}

#[test]
fn what_cannot_be_sealed_says_why() {
    let folder = Folder::scored();
    folder.run(&["seal", "."]).with(2).warns(&["--year"]);
    folder.run(&["verify", "."]).with(1).warns(&["没有封存记录"]);
    folder.run(&["seal", ".", "--correct", "理由"]).with(2);
    folder.run(&["seal", ".", "--year", "2026"]).with(0);
    folder.run(&["seal", ".", "--year", "2026", "--correct", "理由"]).with(0);
    // The year need not be said again: there is one record of the scheme.
    folder.run(&["verify", "."]).with(0).says(&["correction-1"]);
    folder.run_in("en_GB.UTF-8", &["verify", "."]).with(0).says(&["holds"]);
}

#[test]
fn a_record_that_was_cut_off_is_told_with_its_place() {
    let folder = sealed();
    let text = folder.read(RECORD);
    let half: String = text.chars().take(text.chars().count() / 2).collect();
    folder.put(RECORD, &half);
    let line = half.lines().count();
    folder.run(&["verify", "."]).with(1).warns(&[&format!("{RECORD}:{line}:"), "sealed-not-json"]);
}

/// Rows and files in another order give the same record, byte by byte: files are digested without the order of rows.
#[test]
fn the_order_of_rows_changes_nothing() {
    let reversed = |text: &str| {
        let (head, rows) = text.split_once('\n').unwrap();
        let rows: Vec<&str> = rows.lines().rev().collect();
        format!("{head}\n{}\n", rows.join("\n"))
    };
    let plain = sealed();
    let folder = ready();
    folder.put("units.csv", reversed(UNITS)).put("figures.csv", reversed(FIGURES));
    folder.put("findings.csv", reversed(&folder.read("findings.csv")));
    folder.put("draw/frame.csv", reversed(&folder.read("draw/frame.csv")));
    folder.run(&["seal", "."]).with(0);
    assert_eq!(folder.read(RECORD), plain.read(RECORD));
    plain.put("units.csv", reversed(UNITS)).put("figures.csv", reversed(FIGURES));
    plain.run(&["verify", "."]).with(0);
}

/// The whole record of a small folder. The program's hash is left out: it is another test's.
#[test]
fn the_record_of_a_small_folder_is_as_kept() {
    let mut found = record(&sealed(), RECORD);
    found.program = "program".into();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commands/golden/test-1-2026.json");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&golden, text(&found)).unwrap();
    }
    assert_eq!(std::fs::read_to_string(golden).unwrap_or_default(), text(&found));
}

/// The program and a script without it agree on hash, form, totals and files.
#[test]
fn the_record_is_checked_apart() {
    let folder = sealed();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tools/verify_seal.py");
    let check = || {
        let file = folder.path(RECORD);
        let output = Command::new("python3").arg(&script).arg(file).arg("--folder").arg(folder.dir()).output().unwrap();
        let all = [output.stdout, output.stderr].map(|b| String::from_utf8_lossy(&b).into_owned()).concat();
        (output.status.code().unwrap(), all)
    };
    let (code, said) = check();
    assert_eq!(
        (code, said.lines().collect::<Vec<_>>()),
        (0, vec!["totals: 3 checked, 0 left out", "files: 5 checked, 0 workbooks left out", "holds",])
    );
    let mut forged = record(&folder, RECORD);
    forged.units[1].total = SealedValue::Number("60".into());
    folder.put(RECORD, text(&forged));
    let (code, said) = check();
    assert!(code == 1 && said.contains("B: the total 60 is not the sum of 0 + 20 + 30 + -2"), "{said}");
    folder.put(RECORD, text(&forged).replace("\"60\"", "\"48\""));
    assert!(check().1.contains("the hash is"));
}
