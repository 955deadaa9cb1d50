//! `score`.

use crate::folder::{FIGURES, Folder, SCHEME};

#[test]
fn the_ranking_shows_ranks_totals_and_items() {
    let ended = Folder::scored().run(&["score", "."]).with(0);
    // 乙: 0 + 20 + 30; 甲: 10 + 15 + 30 − 5 × 1.5; 丙: 10 + 0 (not reported) + 0 (below 80 %).
    let rows: Vec<Vec<&str>> = ended
        .out
        .lines()
        .filter(|l| ["甲镇", "乙镇", "丙乡"].iter().any(|u| l.contains(u)) && !l.starts_with('*'))
        .map(|l| l.split_whitespace().filter(|w| !w.starts_with(['█', '▏', '*'])).collect())
        .collect();
    assert_eq!(rows[0], ["1", "乙镇", "50.00", "0.00", "20.00", "30.00"]);
    assert_eq!(rows[1], ["2", "甲镇", "47.50", "10.00", "15.00", "22.50"]);
    assert_eq!(rows[2], ["3", "丙乡", "10.00", "10.00", "0.00", "0.00"]);
    assert!(ended.out.contains("* 未报的数据,计零分: 丙乡 1 项(配备人员)"), "{}", ended.out);
}

#[test]
fn equal_totals_share_a_rank() {
    let folder = Folder::scored();
    folder.put("figures.csv", FIGURES.replace("B,", "X,").replace("A,", "B,").replace("X,", "A,") + "C,配备人员,0\n");
    let same = FIGURES.lines().filter(|l| l.starts_with("A,")).flat_map(|l| [l.to_owned(), l.replacen("A,", "B,", 1)]);
    let text = format!("单位,指标,数值,来源,日期,备注\n{}\n", same.collect::<Vec<_>>().join("\n"));
    folder.put("figures.csv", text);
    let ended = folder.run(&["score", "."]).with(0);
    assert_eq!(ended.out.matches("  1= ").count(), 2, "{}", ended.out);
    assert!(ended.out.contains("  3  丙乡"), "{}", ended.out);
}

#[test]
fn programs_get_exact_numbers_and_the_program_hash() {
    let folder = Folder::scored();
    folder.put("figures.csv", FIGURES.replace("A,应办件数,100", "A,应办件数,97"));
    let ended = folder.run(&["score", ".", "--format", "json"]).with(0);
    let json: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    let unit = json["units"].as_array().unwrap().iter().find(|u| u["code"] == "A").unwrap();
    // 30 − (95 − 9000/97) × 1.5
    assert_eq!(unit["items"]["3"]["exact"], "5175/194");
    assert_eq!(unit["items"]["3"]["shown"], "26.68");
    assert_eq!(json["scheme"]["program"].as_str().unwrap().len(), 64);
}

#[test]
fn spreadsheets_get_a_file() {
    let folder = Folder::scored();
    folder.run(&["score", ".", "--format", "csv", "--out", "r.csv"]).with(0);
    let text = folder.read("r.csv");
    assert!(text.starts_with("\u{feff}rank,code,name,total,total exact,"), "{text}");
    assert!(text.contains("\n1,B,乙镇,50.00,50,"), "{text}");
}

#[test]
fn open_questions_do_not_stop_it_and_are_named() {
    let folder = Folder::scored();
    folder.put("scheme.md", SCHEME.replace("  分档: 按比例\n", ""));
    folder.run(&["score", "."]).with(0).says(&["分档: 按比例(1 处)"]);
}

#[test]
fn a_scheme_with_errors_does_not_score() {
    let folder = Folder::scored();
    folder.put("scheme.md", SCHEME.replace("(20分)", "(25分)"));
    let ended = folder.run(&["score", "."]).with(1).warns(&["错误["]);
    assert!(ended.out.is_empty(), "{}", ended.out);
}

#[test]
fn what_is_missing_from_the_folder_is_named() {
    let folder = Folder::new();
    folder.put("scheme.md", SCHEME);
    folder.run(&["score", "."]).with(1).warns(&["units.csv"]);
    folder.put("units.csv", crate::folder::UNITS);
    folder.run(&["score", "."]).with(1).warns(&["figures.csv", "kaocheng template"]);
    folder.put("scheme.md", "# 没有考核项\n\n正文。\n");
    folder.run(&["score", "."]).with(1);
    folder.run(&["score", "nowhere"]).with(2).warns(&["nowhere"]);
}
