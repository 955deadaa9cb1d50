//! `decide`, and what other commands show of lists.

use crate::folder::Folder;

const SCHEME: &str = "---
编号: lists
标题: 名单方案
考核对象: 乡镇
考核期: 2016-01-01 至 2016-12-31
口径: {缺报: 计零分, 不适用: 计满分, 并列: 名次并列, 末位并列: 并列都列入, 奖惩并存: 可以并存, 多重处罚: 分别执行}
---

# 一、成效(100分)

得分=100×到岗数÷应到数。

# 二、奖惩

## (一)奖励

综合考核前2名的乡镇,评为“先进单位”,各奖励人民币25000元。县区按市奖金的同等数额予以奖励。

## (二)警示

综合考核后2名或因侵权引发重大案件的乡镇,列为“重点管理”单位,予以一票否决,处罚人民币3000元。

位居各县最后一名(最后一名已列入“重点管理”的,往后顺延)的乡镇,列为“重点帮助”单位,予以通报批评。
";

/// Two counties of three towns; the last two of all are A3 and A2.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.put("scheme.md", SCHEME);
    let mut units = "编码,名称,层级,上级\nA,甲县,县,\nB,乙县,县,\n".to_owned();
    let mut figures = "单位,指标,数值\n".to_owned();
    for (code, score) in [("A1", 90), ("A2", 20), ("A3", 10), ("B1", 80), ("B2", 70), ("B3", 30)] {
        let county = &code[..1];
        units += &format!("{code},{code}镇,乡镇,{county}\n");
        figures += &format!("{code},到岗数,{score}\n{code},应到数,100\n{code},因侵权引发重大案件,否\n");
    }
    folder.put("units.csv", units);
    folder.put("figures.csv", figures);
    folder
}

#[test]
fn lists_are_told_with_reasons_amounts_and_what_to_look_at() {
    let out = folder().run(&["decide", "."]).with(0).out;
    for words in [
        "先进单位 · 奖励名单 · 2 个",
        "· A1镇: 总分 90,第 1 名,共 4 个,取前 2 名;其后是B2镇 70;低出 20 分以上(低于B2镇的 70)则不列入",
        "未列入的第一个 B2镇",
        "共奖励 50,000 元 (县区)",
        "· B3镇: 在乙县中总分 30,倒数第 1 名,共 3 个,取后 1 名",
        "“重点帮助”: A1镇在 6 个单位中列第 1 名,属前一半",
    ] {
        assert!(out.contains(words), "{words}\n{out}");
    }
}

#[test]
fn programs_and_spreadsheets_get_the_same_lists() {
    let folder = folder();
    let out = folder.run(&["decide", ".", "--format", "json"]).with(0).out;
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let list = json["lists"].as_array().unwrap().iter().find(|l| l["name"] == "重点管理").unwrap();
    let units: Vec<&str> = list["entries"].as_array().unwrap().iter().map(|e| e["unit"].as_str().unwrap()).collect();
    assert_eq!(units, ["A3", "A2"]);
    assert_eq!(list["totals"][0]["value"], "-6000");
    let csv = folder.run(&["decide", ".", "--format", "csv"]).with(0).out;
    assert_eq!(csv.lines().filter(|l| l.starts_with("重点管理,")).count(), 2);
    assert!(csv.contains("先进单位,A1,A1镇,listed,no,25000 元; 25000 元 (县区),"), "{csv}");
}

#[test]
fn an_event_in_the_figures_is_beside_the_places() {
    let folder = folder();
    let figures = folder.read("figures.csv").replace("B1,因侵权引发重大案件,否", "B1,因侵权引发重大案件,是");
    folder.put("figures.csv", figures);
    let out = folder.run(&["decide", "."]).with(0).out;
    assert!(
        out.contains("重点管理 · 警示名单 · 3 个") && out.contains("· B1镇: 因侵权引发重大案件(不占名额)"),
        "{out}"
    );
    assert!(out.contains("先进单位 · 奖励名单 · 2 个") && out.contains("B1镇已列入“重点管理”,依次顺延"), "{out}");
}

#[test]
fn score_names_the_lists_below_the_ranking() {
    let out = folder().run(&["score", "."]).with(0).out;
    assert!(out.contains("先进单位: A1镇、B1镇\n") && out.contains("重点管理: A3镇、A2镇"), "{out}");
    assert!(!out.contains("未报"), "{out}");
}

#[test]
fn a_unit_can_ask_why_its_rank_and_why_not_on_a_list() {
    let out = folder().run(&["explain", ".", "B2", "--rank", "--list", "先进"]).with(0).out;
    for words in [
        "总分 70,第 3 名,共 6 个",
        "前一名是B1镇(第 2 名),高 10 分;多得 10 分以上即可超过",
        "B2镇 没有列入“先进单位”",
        "高 10 分(到 80,与B1镇同)则列入",
    ] {
        assert!(out.contains(words), "{words}\n{out}");
    }
    let unknown = folder().run(&["explain", ".", "B2", "--list", "先锋单位"]).with(2);
    assert!(unknown.err.contains("没有“先锋单位”这个名单") && unknown.err.contains("先进单位"), "{}", unknown.err);
}

#[test]
fn a_decision_nobody_asked_for_is_told_and_a_bad_file_ends_the_command() {
    let folder = folder();
    let head = "名单,单位,决定,决定单位,日期,理由\n";
    folder.put("decisions.csv", format!("{head}重点管理,B1,确认,考核办,2017-01-20,连续两年\n"));
    let out = folder.run(&["decide", "."]).with(0).out;
    assert!(out.contains("“重点管理”: 对B1镇作了决定,但规则没有提出它,决定不起作用"), "{out}");
    folder.put("decisions.csv", format!("{head}重点管理,X9,也许,,2017-02-30,\n"));
    let ended = folder.run(&["decide", "."]).with(1);
    for code in ["unknown-unit", "not-a-choice", "cell-empty", "date-not-read"] {
        assert!(ended.err.contains(code), "{code}\n{}", ended.err);
    }
}
