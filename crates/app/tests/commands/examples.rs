//! The committed examples as anybody may check them: draw and sealed rounds hold, and what was taken away is named.

use crate::folder::Folder;
use serde_json::Value as Json;

/// A copy of the city's example in `city`.
fn city() -> Folder {
    let folder = Folder::new();
    folder.run(&["new", "city", "--example", "city-2016"]).with(0);
    folder
}

#[test]
fn the_citys_draw_and_both_sealed_years_hold() {
    let folder = city();
    folder.run(&["verify", "draw", "city"]).with(0).says(&["60 个单位的 118 个点"]);
    folder.run(&["verify", "city"]).with(0).says(&["65 个单位", "1 份以前的记录"]);
    folder.run(&["verify", "city/2015"]).with(0).says(&["65 个单位", "0 份以前的记录"]);
    assert_eq!(folder.read("city/sealed/yanzhou-2015.json"), folder.read("city/2015/sealed/yanzhou-2015.json"));
}

#[test]
fn a_site_taken_out_of_the_frame_is_detected() {
    let folder = city();
    let frame = folder.read("city/draw/frame.csv");
    let gone = frame.lines().find(|l| l.starts_with("YZ30405")).or_else(|| frame.lines().nth(40)).unwrap();
    folder.put("city/draw/frame.csv", frame.replace(&format!("{gone}\n"), ""));
    folder.run(&["verify", "draw", "city"]).with(1);
    folder.run(&["verify", "city"]).with(1).warns(&["draw/frame.csv"]);
}

#[test]
fn a_finding_taken_out_of_a_sealed_year_is_detected_with_the_score_that_it_changes() {
    let folder = city();
    let findings = folder.read("city/findings.csv");
    let gone = findings.lines().find(|l| l.starts_with("松烟镇") || l.starts_with("紫云镇")).unwrap();
    folder.put("city/findings.csv", findings.replace(&format!("{gone}\n"), ""));
    folder.run(&["verify", "city"]).with(1).warns(&["findings.csv", "sealed-total-differs", "YZ202"]);
    // The year after names the record of the year before by its hash.
    let earlier = folder.read("city/sealed/yanzhou-2015.json").replace("\"rank\": 1,", "\"rank\": 2,");
    folder.put("city/sealed/yanzhou-2015.json", earlier);
    folder.run(&["verify", "city"]).with(1).warns(&["yanzhou-2015.json"]);
}

#[test]
fn the_citys_lists_tell_what_the_cases_were_made_for() {
    let out = city().run(&["decide", "city"]).with(0).out;
    for words in [
        // Equal totals at the cut: the second item of the tie rule decides.
        "未列入的第一个 罗纹镇: 总分 90.3,第 16 名",
        // Succession, and a warning for a unit of the better half.
        "砚滴乡、画缸乡、笔筒镇已列入“重点管理”,依次顺延",
        "“重点帮助”: 蜡笺乡在 59 个单位中列第 19 名,属前一半",
        // One event beside the places, and rises that wait for people.
        "· 水盂镇: 因侵权引发重大恶性案件(不占名额)",
        "待办 坑仔岩镇: 2015年和本年连续列入“重点帮助”",
        "待办 砚滴乡: 2015年和本年连续列入“重点管理”",
    ] {
        assert!(out.contains(words), "{words}\n{out}");
    }
    assert!(!out.contains("· 裁刀镇"), "a veto takes a unit off every award: {out}");
}

#[test]
fn the_citys_registers_tell_what_is_late_and_who_refused() {
    let folder = city();
    let exchange = folder.run(&["register", "city", "exchange", "--as-of", "2017-01-31", "--late", "keeps"]).with(0);
    assert!(exchange.out.contains("按时 19,迟 1,缺 0"), "{}", exchange.out);
    folder.run(&["register", "city", "visits", "--as-of", "2016-11-30"]).with(0).says(&["签字 117,拒签 1"]);
}

#[test]
fn both_city_schemes_are_compared_parameter_by_parameter() {
    let folder = city();
    folder.run(&["new", "older", "--example", "city-2016-older"]).with(0);
    let out = folder.run(&["compare", "city", "older", "--format", "json"]).with(0).out;
    let rows: Vec<Json> = out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let has = |first: &str, second: &str| {
        let side = |row: &Json, side: &str, words: &str| match (row[side].as_str(), words) {
            (text, "") => text.is_none(),
            (text, words) => text.is_some_and(|t| t.contains(words)),
        };
        rows.iter().any(|row| side(row, "first", first) && side(row, "second", second))
    };
    for (first, second) in [
        ("70% 本方案市考核得分", "60% 本方案市考核得分"),
        ("合计最多 5", "合计最多 12"),
        ("上级交办", ""),
        ("名单“先进乡镇”", ""),
        ("", "替代"),
        ("每个乡镇抽 2 个村", ""),
        ("", "每个县区抽 6 个乡镇"),
    ] {
        assert!(has(first, second), "{first} | {second}\n{out}");
    }
}

#[test]
fn a_score_that_stands_in_is_marked_wherever_it_is_shown() {
    let folder = Folder::new();
    folder.run(&["new", "older", "--example", "city-2016-older"]).with(0);
    folder.run(&["score", "older"]).with(0).says(&["毫溪镇 ‡", "‡ 没有抽到样本点,由另一得分代替: 毫溪镇 3.2.2"]);
    let json: Json = serde_json::from_str(&folder.run(&["score", "older", "--format", "json"]).with(0).out).unwrap();
    let units = json[0]["units"].as_array().unwrap();
    let unit = units.iter().find(|u| u["name"] == "毫溪镇").unwrap();
    assert_eq!(unit["substituted"], serde_json::json!(["3.2.2"]));
    let csv = folder.run(&["score", "older", "--level", "乡镇", "--format", "csv"]).with(0).out;
    assert!(csv.lines().next().unwrap().contains(",stands in,"), "{csv}");
    folder.run(&["explain", "older", "毫溪镇", "3.2.2"]).with(0).says(&["由“全年主要工作数据得分”代替"]);
    folder.run(&["explain", "older", "毫溪镇", "--rank"]).with(0).says(&["没有抽到样本点"]);
    folder.run(&["decide", "older"]).with(0).says(&["毫溪镇 ‡"]);
    folder.run(&["seal", "older"]).with(0);
    assert!(folder.read("older/sealed/yanzhou-older-2016.json").contains("\"substituted\": [\n"));
    folder.run(&["verify", "older"]).with(0);
}
