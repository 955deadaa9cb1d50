//! `compare`, and schemes of several levels.

use crate::folder::{Folder, SCHEME};

#[test]
fn a_changed_number_is_one_row_in_text_and_in_json() {
    let folder = Folder::new();
    folder.put("a.md", SCHEME);
    folder.put("b.md", SCHEME.replace("(20分)", "(25分)"));
    folder.run(&["compare", "a.md", "b.md"]).with(0).says(&["20分", "25分", "不同之处共 1 项"]);
    let json = folder.run(&["compare", "a.md", "b.md", "--format", "json"]).with(0);
    let rows: Vec<serde_json::Value> = json.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(rows.len(), 1, "{}", json.out);
    assert_eq!((&rows[0]["first"], &rows[0]["second"]), (&"20分".into(), &"25分".into()));
    folder.run(&["compare", "a.md", "a.md"]).with(0).says(&["不同之处共 0 项"]);
    folder.run(&["compare", "a.md", "none.md"]).with(2);
}

const LEVELS: &str = "---
编号: two
考核对象: [县区, 乡镇]
口径: {缺报: 计零分, 不适用: 计满分, 并列: 名次并列}
---

# 一、县级考核(10分)

有年度计划的,计10分。

# 二、乡镇考核(10分)

每开展1次演练,计4分,计满10分为止。
";

#[test]
fn every_level_has_its_ranking_and_its_explanation() {
    let folder = Folder::new();
    folder.put("scheme.md", LEVELS);
    folder.put("units.csv", "code,name,level,parent\nC,东县,县区,\nA,甲镇,乡镇,C\nB,乙镇,乡镇,C\n");
    folder.put("figures.csv", "unit,input,value\nC,1:1,yes\nA,2:1,2\nB,2:1,3\n");
    folder.run(&["score", "."]).with(0).says(&["县区", "乡镇", "东县", "甲镇", "乙镇"]);
    let one = folder.run(&["score", ".", "--level", "乡镇", "--format", "csv"]).with(0);
    assert!(one.out.contains("甲镇") && !one.out.contains("东县"), "{}", one.out);
    let refused = folder.run(&["score", ".", "--format", "csv"]).with(2);
    assert!(refused.err.contains("--level"), "{}", refused.err);
    let refused = folder.run(&["score", ".", "--level", "村"]).with(2);
    assert!(refused.err.contains("县区, 乡镇"), "{}", refused.err);
    let all = folder.run(&["score", ".", "--format", "json"]).with(0);
    let all: serde_json::Value = serde_json::from_str(&all.out).unwrap();
    assert_eq!(all.as_array().map(Vec::len), Some(2));
    folder.run(&["explain", ".", "C", "1"]).with(0).says(&["10 / 10"]);
    folder.run(&["explain", ".", "甲镇", "2"]).with(0).says(&["8 / 10"]);
    // A figure for a unit that is not asked for it counts for nothing, and is said to.
    folder.put("figures.csv", "unit,input,value\nC,1:1,yes\nC,2:1,1\nA,2:1,2\nB,2:1,3\n");
    let warned = folder.run(&["score", "."]).with(0);
    assert!(warned.err.contains("乡镇"), "{}", warned.err);
}
