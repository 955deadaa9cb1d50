//! `findings`, and what findings and disputes do to `score`, `explain` and `import`.

use crate::folder::Folder;

/// 10 points, a bonus up to 12, a deduction up to 15; the finance office supplies the budget.
const SCHEME: &str = "---
编号: test-findings
标题: 测试方案
考核对象: 乡镇
考核期: 2026-01-01 至 2026-12-31
口径:
  界限: 含本数
  缺报: 计零分
  不适用: 计满分
  并列: 名次并列
---

# 测试方案

## 一、工作方案(10分)

年度预算达到100元的,计10分。

## 二、加分(12分)

### (一)现场会

承办全市现场会的,加2分。

### (二)服务站

新建服务站达到标准的,加3—5分。

## 三、减分(15分)

### (一)群众纪律

违反群众纪律的,每起扣6分;有领导批示并查实的,每起再扣2分。

### (二)收费

乱收费的,每例扣1分。

## 四、指标说明

| 指标 | 编号 | 提供单位 | 类型 | 单位 |
|---|---|---|---|---|
| 年度预算 | budget | 财政局 | 金额 | 元 |
";

const UNITS: &str = "编码,名称,层级\nA,甲镇,乡镇\nB,乙镇,乡镇\n";

const FIGURES: &str = "单位,指标,数值,来源\nA,年度预算,120,财政局\nB,年度预算,90,财政局\n";

const HEAD: &str = "单位,事项,日期,次数,分值,加重情节,证据,状态,理由,复核\n";

fn folder(findings: &str) -> Folder {
    let folder = Folder::new();
    folder.put("scheme.md", SCHEME).put("units.csv", UNITS).put("figures.csv", FIGURES);
    folder.put("findings.csv", format!("{HEAD}{findings}"));
    folder
}

fn some() -> Folder {
    folder(
        "A,承办全市现场会,2026-05-03,1,,,会议通知14号,已认定,,\n\
         A,新建服务站达到标准,2026-05-04,1,3.5,,验收单,已认定,面积达标,\n\
         B,违反群众纪律,2026-05-05,2,,有领导批示并查实,核查报告3号,已认定,,\n\
         B,乱收费,2026-05-06,1,,,检查记录,待认定,,\n\
         B,乱收费,2026-05-07,1,,,来信,不予认定,查无此事,\n",
    )
}

#[test]
fn confirmed_findings_score_and_the_others_are_listed_with_what_they_need() {
    some().run(&["findings", "."]).with(0).says(&[
        "甲镇  承办全市现场会 2026-05-03      已认定    计分",
        "未计分,还需:第二单位复核",
        "未计分,还需:认定",
        "不予认定 (查无此事)",
        "查实事项 5 条:计分 2 条,未计分 3 条",
    ]);
    let open = some().run(&["findings", ".", "--open"]).with(0);
    assert!(!open.out.contains("承办全市现场会"), "{}", open.out);
    let english = some().run_in("en_US.UTF-8", &["findings", "."]).with(0);
    english.says(&["not scored, needs: a second office's signature", "findings: 5 · scored: 2 · not scored: 3"]);
}

#[test]
fn the_ranking_counts_what_is_confirmed_and_notes_what_waits() {
    // 甲: 10 + 2; 乙: 0 − min(2 × 6 + 2 × 2, 15), not below 0.
    let ended = some().run(&["score", ".", "--format", "json"]).with(0);
    let json: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    let total = |code: &str| {
        let unit = json["units"].as_array().unwrap().iter().find(|u| u["code"] == code).unwrap();
        unit["total"]["exact"].as_str().unwrap().to_owned()
    };
    assert_eq!((total("A"), total("B")), ("12".to_owned(), "0".to_owned()));
    assert_eq!(json["findings"].as_array().unwrap().len(), 5);
    assert_eq!(json["findings"][1]["needs"][0], "第二单位复核");
    some().run(&["score", "."]).with(0).says(&[
        "未计分的查实事项 2 条:",
        "甲镇 新建服务站达到标准 2026-05-04:未计分,还需:第二单位复核 [findings.csv:3]",
    ]);
}

#[test]
fn an_explanation_names_every_finding_and_what_the_limit_took() {
    some().run(&["explain", ".", "乙镇", "3"]).with(0).says(&[
        "违反群众纪律 2 × 6 = −12    [核查报告3号 2026-05-05 ×2 findings.csv:4]",
        "有领导批示并查实 2 × 2 = −4    [核查报告3号 2026-05-05 ×2 findings.csv:4]",
        "合计 16,以 15 封顶,超出的 1 不计",
        "乱收费 2026-05-06:未计分,还需:认定 [findings.csv:5]",
        "乱收费 2026-05-07:不予认定 (查无此事) [findings.csv:6]",
    ]);
    some().run(&["explain", ".", "甲镇", "2.1"]).with(0).says(&["[会议通知14号 2026-05-03 findings.csv:2]"]);
    some().run(&["explain", ".", "乙镇", "2.1"]).with(0).says(&["承办全市现场会: 否    [无查实事项]"]);
}

#[test]
fn a_file_with_an_error_scores_nothing() {
    let ended = folder("A,承办全市现场,2026-05-03,1,,,通知,已认定,,\n").run(&["score", "."]).with(1);
    assert!(ended.out.is_empty(), "{}", ended.out);
    ended.warns(&["findings.csv:2:2: 错误[finding-kind-unknown]", "承办全市现场会"]);
}

#[test]
fn figures_and_findings_of_one_input_are_refused() {
    let folder = folder("B,乱收费,2026-05-06,1,,,检查记录,已认定,,\n");
    folder.put("figures.csv", format!("{FIGURES}A,乱收费,0,\n"));
    folder.run(&["score", "."]).with(1).warns(&["findings.csv:2: 错误[finding-beside-figure]", "figures.csv:4"]);
}

#[test]
fn a_finding_told_in_two_files_is_refused() {
    let folder = folder("B,乱收费,2026-05-06,1,,,检查记录,已认定,,\n");
    folder.put("findings-2.csv", format!("{HEAD}B,乱收费,2026-05-06,1,,,检查记录,待认定,,\n"));
    folder.run(&["score", "."]).with(1).warns(&["finding-twice"]);
}

#[test]
fn findings_alone_are_enough() {
    let folder = some();
    std::fs::remove_file(folder.path("figures.csv")).unwrap();
    folder.run(&["score", "."]).with(0).says(&["甲镇"]);
}

/// T-41.
#[test]
fn another_office_opens_a_dispute_and_changes_nothing() {
    let folder = some();
    folder.put("new.csv", "单位,指标,数值,来源,日期,备注\nB,年度预算,150,考核组,2026-07-01,与决算表不符\n");
    let refused = folder.run(&["import", ".", "new.csv", "--write"]).with(1);
    refused.warns(&["provider-overwritten", "考核组不能改", "--dispute"]);
    assert_eq!(folder.read("figures.csv"), FIGURES);
    assert!(!folder.has("disputes.csv"));
    folder.run(&["import", ".", "new.csv", "--dispute"]).with(0).says(&["记入 1 条异议"]);
    assert_eq!(
        folder.read("disputes.csv"),
        "单位,指标,主张数值,提出单位,日期,理由,状态\nB,budget,150,考核组,2026-07-01,与决算表不符,待处理\n"
    );
    folder.run(&["import", ".", "new.csv", "--dispute"]).with(0).says(&["没有来源与提供单位不同的数据"]);
    let line = "异议(待处理):乙镇“年度预算”现为 90,考核组主张 150(2026-07-01,与决算表不符)";
    folder.run(&["score", "."]).with(0).says(&["未了结的异议 1 条,不影响得分:", line]);
    folder.run(&["explain", ".", "乙镇", "1"]).with(0).says(&["0 / 10", line]);
    // Only the provider's own figure changes the score; then the dispute is met.
    folder.put("figures.csv", FIGURES.replace("90", "150"));
    let after = folder.run(&["score", "."]).with(0);
    assert!(!after.out.contains("未了结的异议"), "{}", after.out);
    folder.run(&["explain", ".", "乙镇", "1"]).with(0).says(&["10 / 10", "异议已了结"]);
}

#[test]
fn a_broken_register_of_disputes_is_told() {
    let folder = some();
    folder.put("disputes.csv", "unit,input,proposed,by,date,reason\nB,budget,many,,2026,x\n");
    folder.run(&["score", "."]).with(1).warns(&["not-a-number", "cell-empty", "date-not-read"]);
}

#[test]
fn a_workbook_to_enter_findings_is_no_register_until_it_is_renamed() {
    let folder = some();
    folder.run(&["template", ".", "--findings"]).with(0).says(&["template-findings.xlsx"]);
    folder.run(&["findings", "."]).with(0).says(&["查实事项 5 条"]);
    folder.run(&["template", ".", "--findings"]).with(2);
    std::fs::remove_file(folder.path("findings.csv")).unwrap();
    std::fs::rename(folder.path("template-findings.xlsx"), folder.path("findings.xlsx")).unwrap();
    folder.run(&["findings", "."]).with(0).says(&["查实事项 0 条"]);
}
