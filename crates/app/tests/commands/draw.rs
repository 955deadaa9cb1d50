//! `draw` and `verify draw`.

use crate::folder::Folder;
use std::process::Command;

const SEED: &str = "0038 1294 7155 2096 3847\n";
const FREEZE: [&str; 9] = ["draw", ".", "freeze", "--stratum", "乡镇", "--site", "村", "--size", "2"];
const TEAMS: &str = "调查组,成员,角色,所在单位
1,g01,组长,
1,g02,组员,甲1村
2,g03,组长,
2,g04,组员,B
1,s1,带队领导,
2,s1,带队领导,
";

/// Three townships with five villages, one and three; a seed and a list of teams.
fn folder() -> Folder {
    let folder = Folder::scored();
    let mut units = String::from("编码,名称,层级,上级\nA,甲镇,乡镇,\nB,乙镇,乡镇,\nC,丙乡,乡镇,\n");
    for (code, name, count) in [("A", "甲", 5), ("B", "乙", 1), ("C", "丙", 3)] {
        (1..=count).for_each(|n| units.push_str(&format!("{code}{n},{name}{n}村,村,{code}\n")));
    }
    folder.put("units.csv", units).put("seed.txt", SEED);
    folder
}

/// The same, drawn.
fn drawn() -> Folder {
    let folder = folder();
    folder.run(&FREEZE).with(0);
    folder.run(&["draw", ".", "commit", "--seed-file", "seed.txt"]).with(0);
    folder.run(&["draw", ".", "reveal", "--seed-file", "seed.txt", "--public", "640213"]).with(0);
    folder
}

#[test]
fn a_draw_is_frozen_committed_to_revealed_and_verified() {
    let folder = folder();
    folder.run(&["draw", "."]).with(0).says(&["· freeze", "下一步: freeze"]);
    folder.run(&["draw", ".", "commit", "--seed-file", "seed.txt"]).with(1).warns(&["freeze"]);
    let frozen = folder.run(&FREEZE).with(0).says(&["3 个单位,9 个可抽的点"]);
    assert!(
        frozen.err.contains("warning[sample-too-few]") || frozen.err.contains("[sample-too-few]"),
        "{}",
        frozen.err
    );
    assert!(
        folder
            .read("draw/frame.csv")
            .starts_with("stratum,stratum_name,draw,method,site,site_name,measure\nA,甲镇,2,equal,A1,")
    );
    folder.run(&["draw", ".", "reveal", "--seed-file", "seed.txt"]).with(1).warns(&["commit"]);
    folder.run(&["draw", ".", "commit", "--seed-file", "seed.txt"]).with(0).says(&["承诺值"]);
    // Nothing that is published before the seed is revealed tells of it.
    for name in ["draw/frame.csv", "draw/frame.sha256", "draw/commitment.txt"] {
        assert!(!folder.read(name).contains("00381294715520963847"), "{name}");
    }
    let revealed = folder.run(&["draw", ".", "reveal", "--seed-file", "seed.txt", "--public", "640213"]).with(0);
    assert!(
        revealed.out.contains("3 个单位抽出 5 个点") && revealed.err.contains("乙镇 只有 1 个"),
        "{}",
        revealed.err
    );
    folder.run(&["verify", "draw", "."]).with(0).says(&["相符"]);
    folder.run_in("C", &["verify", "draw", ".", "--format", "json"]).with(0).says(&["\"holds\":true"]);
    folder.run(&["draw", "."]).with(0).says(&["✓ reveal", "下一步: teams"]);
}

#[test]
fn the_same_files_are_made_on_another_day() {
    let (one, two) = (drawn(), drawn());
    for name in ["frame.csv", "frame.sha256", "commitment.txt", "sample.csv", "tickets.csv", "record.json"] {
        assert_eq!(one.read(&format!("draw/{name}")), two.read(&format!("draw/{name}")), "{name}");
    }
}

#[test]
fn an_outsider_comes_to_the_same_verdict() {
    let folder = drawn();
    let tool = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/verify_draw.py");
    let verdict = || {
        let ended = Command::new("python3").arg(tool).arg(folder.path("draw")).output().unwrap();
        (ended.status.code(), String::from_utf8_lossy(&ended.stdout).into_owned())
    };
    assert_eq!(verdict(), (Some(0), "yes\n".to_owned()));
    let record = folder.read("draw/record.json").replace("\"640213\"", "\"640214\"");
    folder.put("draw/record.json", record);
    let (code, told) = verdict();
    assert!(code == Some(1) && told.starts_with("no\n"), "{told}");
    folder.run(&["verify", "draw", "."]).with(1).warns(&["[draw-file-differs]"]);
}

#[test]
fn nothing_is_drawn_twice() {
    let folder = drawn();
    let before = folder.read("draw/record.json");
    for step in [&FREEZE[..], &["draw", ".", "commit", "--seed-file", "seed.txt"]] {
        folder.run(step).with(1).warns(&["不重来"]);
    }
    folder.run(&["draw", ".", "reveal", "--seed-file", "seed.txt"]).with(1).warns(&["record.json", "不重来"]);
    assert_eq!(folder.read("draw/record.json"), before);
    // Another draw beside it needs another seed.
    folder.run(&[&FREEZE[..], &["--name", "全年"]].concat()).with(0);
    let commit = ["draw", ".", "commit", "--name", "全年", "--seed-file", "seed.txt"];
    folder.run(&commit).with(1).warns(&["[seed-used]", "record.json"]);
    folder.put("seed.txt", "9138 1294 7155 2096 3847");
    folder.run(&commit).with(0);
    assert!(folder.has("draw-全年/commitment.txt"));
    // An earlier record from elsewhere counts too.
    folder.put("seed.txt", SEED).put("old.json", before);
    std::fs::remove_dir_all(folder.path("draw")).unwrap();
    folder.run(&FREEZE).with(0);
    folder
        .run(&["draw", ".", "commit", "--seed-file", "seed.txt", "--earlier", "old.json"])
        .with(1)
        .warns(&["[seed-used]"]);
}

#[test]
fn a_site_taken_off_after_publication_is_detected() {
    let folder = folder();
    folder.run(&FREEZE).with(0);
    let frame = folder.read("draw/frame.csv");
    let fewer: String = frame.lines().filter(|l| !l.contains(",C3,")).map(|l| format!("{l}\n")).collect();
    folder.put("draw/frame.csv", &fewer);
    for step in ["commit", "reveal"] {
        folder.run(&["draw", ".", step, "--seed-file", "seed.txt"]).with(1);
    }
    folder.run(&["draw", ".", "commit", "--seed-file", "seed.txt"]).with(1).warns(&["[frame-changed]"]);
    assert!(!folder.has("draw/commitment.txt"));
    let folder = drawn();
    folder.put("draw/frame.csv", fewer);
    folder.run(&["verify", "draw", "."]).with(1).warns(&["draw/frame.csv", "[frame-changed]"]);
}

#[test]
fn the_seed_is_asked_for_and_never_shown() {
    let folder = folder();
    folder.run(&FREEZE).with(0);
    folder.put("bad.txt", "0038 1294 71");
    let ended =
        folder.run(&["draw", ".", "commit", "--seed-file", "bad.txt"]).with(1).warns(&["[seed-malformed]", "10 位"]);
    assert!(!ended.err.contains("1294"), "{}", ended.err);
    // Nothing on standard input is no seed either.
    folder.run(&["draw", ".", "commit"]).with(1).warns(&["[seed-malformed]"]);
    folder.run(&["draw", ".", "commit", "--seed-file", "none.txt"]).with(2);
}

#[test]
fn what_is_drawn_must_be_said_once() {
    let folder = folder();
    folder.run(&["draw", ".", "freeze"]).with(2).warns(&["--stratum"]);
    folder.run(&["draw", ".", "freeze", "--stratum", "街道", "--site", "村", "--size", "2"]).with(1).warns(&["乡镇"]);
    folder.run(&[&FREEZE[..], &["--except", "甲镇"]].concat()).with(2).warns(&["甲镇"]);
    folder.run(&[&FREEZE[..], &["--except", "戊镇=1"]].concat()).with(1).warns(&["[unknown-stratum]"]);
    folder.run(&["draw", ".", "freeze", "--stratum", "乡镇", "--site", "村", "--size", "0"]).with(2);
    assert!(!folder.has("draw/frame.csv"));
    folder.run(&[&FREEZE[..], &["--except", "甲镇=3"]].concat()).with(0);
    assert!(folder.read("draw/frame.csv").contains("\nA,甲镇,3,equal,"));
}

#[test]
fn chances_may_follow_a_measure() {
    let folder = folder();
    let sizes = |lines: &str| format!("编码,规模\nA1,900\nA2,40\nA3,30\nA4,20\nA5,10\nB1,5\nC1,7\nC2,7\n{lines}");
    let freeze = [&FREEZE[..], &["--measure", "sizes.csv"]].concat();
    folder.put("sizes.csv", sizes(""));
    folder.run(&freeze).with(1).warns(&["[measure-not-whole]", "C3"]);
    folder.put("sizes.csv", sizes("C3,7.5\n"));
    folder.run(&freeze).with(1).warns(&["sizes.csv:10", "7.5"]);
    folder.put("sizes.csv", sizes("C3,7\n"));
    folder.run(&freeze).with(0);
    folder.run(&["draw", ".", "commit", "--seed-file", "seed.txt"]).with(0);
    folder.run(&["draw", ".", "reveal", "--seed-file", "seed.txt"]).with(0).warns(&["--public"]);
    assert!(folder.read("draw/sample.csv").contains("A,甲镇,A1,甲1村,certain,\n"));
    folder.run(&["verify", "draw", "."]).with(0);
}

#[test]
fn teams_visit_nobody_they_belong_to() {
    let folder = drawn();
    folder.put("draw/teams.csv", TEAMS);
    let go = ["draw", ".", "teams", "--days", "2026-07-26..2026-07-29", "--supervise", "2", "--teams", "2"];
    let asked = [&go[..], &["--members", "2"]].concat();
    folder.run(&asked).with(1).warns(&["[leader-count-open]", "共 4 人", "共 6 人"]);
    let ended = folder.run(&[&asked[..], &["--leader-counts", "yes", "--vehicle", "host"]].concat()).with(0);
    assert!(ended.err.contains("[vehicle-from-host]"), "{}", ended.err);
    // g02 comes from a village of A, g04 from B itself.
    let assignment = folder.read("draw/assignment.csv");
    assert!(assignment.contains("\n2,A,甲镇\n") && assignment.contains("\n1,B,乙镇\n"), "{assignment}");
    let visits = folder.read("draw/visits.csv");
    assert!(visits.contains("1,2026-07-26,") && visits.contains("1,2026-07-29,"), "{visits}");
    assert!(visits.lines().filter(|l| l.ends_with(",甲镇")).count() >= 2, "{visits}");
    folder.run(&go).with(1).warns(&["assignment.csv"]);
}

#[test]
fn the_last_round_keeps_teams_away() {
    let folder = drawn();
    folder.put("draw/teams.csv", "team,member,role,home\n1,a,leader,\n2,b,leader,\n3,c,leader,\n");
    folder.put("last.csv", "team,code\n1,A\n2,A\n1,B\n3,B\n");
    folder.run(&["draw", ".", "teams", "--last", "last.csv"]).with(0);
    let assignment = folder.read("draw/assignment.csv");
    assert!(["\n3,A,", "\n2,B,", "\n1,C,"].iter().all(|row| assignment.contains(row)), "{assignment}");
}

#[test]
fn a_list_of_teams_holds_no_persons() {
    let folder = drawn();
    folder.run(&["draw", ".", "teams"]).with(1).warns(&["teams.csv"]);
    folder.put("draw/teams.csv", "调查组,成员,姓名,角色,所在单位\n1,g01,某某,组长,\n");
    folder.run(&["draw", ".", "teams"]).with(1).warns(&["[personal-records]"]);
    folder.put("draw/teams.csv", "调查组,成员,角色,所在单位\n1,13800138000,组长,\n");
    folder.run(&["draw", ".", "teams"]).with(1).warns(&["teams.csv"]);
    folder.put("draw/teams.csv", TEAMS);
    folder.run(&["draw", ".", "teams", "--days", "2026-07-29..2026-07-26"]).with(2);
    assert!(!folder.has("draw/assignment.csv"));
}

#[test]
fn fourteen_teams_visit_twenty_eight_townships_in_four_days() {
    let folder = Folder::new();
    folder.run(&["new", "w", "--example", "county-2016"]).with(0);
    folder.put("seed.txt", SEED);
    // The scheme says all of it; the command line may repeat it and not contradict.
    folder.run(&["draw", "w", "freeze", "--size", "3"]).with(2).warns(&["--size"]);
    folder.run(&["draw", "w", "freeze"]).with(0).says(&["28 个单位"]);
    folder.run(&["draw", "w", "commit", "--seed-file", "seed.txt"]).with(0);
    let revealed = folder.run(&["draw", "w", "reveal", "--seed-file", "seed.txt", "--public", "3145"]).with(0);
    assert!(revealed.out.contains("抽出 55 个点"), "{}", revealed.out);
    let mut teams = String::from("调查组,成员,角色,所在单位\n");
    for team in 1..=14 {
        teams.push_str(&format!("{team:02},s{},带队领导,\n{team:02},{team:02}-1,组长,\n", (team + 1) / 2));
        (2..=6).for_each(|n| teams.push_str(&format!("{team:02},{team:02}-{n},组员,ZL{:02}\n", team + n)));
    }
    folder.put("w/draw/teams.csv", teams);
    folder.run(&["draw", "w", "teams"]).with(1).warns(&["[leader-count-open]", "84", "98"]);
    let rule = ["--leader-counts", "yes", "--supervise", "2"];
    let visits = ["--vehicle", "host", "--vehicle-days", "2", "--most-sites", "2"];
    let go = [&["draw", "w", "teams"], &rule[..], &visits[..]].concat();
    let ended = folder.run(&go).with(0);
    // Each township provides a vehicle on the two days that it is visited, never on more.
    assert!(ended.err.contains("[vehicle-from-host]") && !ended.err.contains("[vehicle-days]"), "{}", ended.err);
    let assignment = folder.read("w/draw/assignment.csv");
    for team in 1..=14 {
        let own = assignment.lines().filter(|l| l.starts_with(&format!("{team:02},"))).count();
        assert_eq!(own, 2, "{assignment}");
        (2..=6).for_each(|n| assert!(!assignment.contains(&format!("{team:02},ZL{:02},", team + n)), "{assignment}"));
    }
    let visits = folder.read("w/draw/visits.csv");
    let days: std::collections::BTreeSet<&str> = visits.lines().skip(1).filter_map(|l| l.split(',').nth(1)).collect();
    assert_eq!(days.into_iter().collect::<Vec<_>>(), ["2016-07-26", "2016-07-27", "2016-07-28", "2016-07-29"]);
}

#[test]
fn a_record_is_read_strictly() {
    let folder = drawn();
    let record = folder.read("draw/record.json");
    for (old, new) in [
        ("00381294715520963847", "0038 1294 7155 2096 3847"),
        ("\"asked\": 2", "\"asked\": -2"),
        ("kaocheng-draw-1", "kaocheng-draw-2"),
        ("{", "{{"),
    ] {
        folder.put("draw/record.json", record.replacen(old, new, 1));
        folder.run(&["verify", "draw", "."]).with(1).warns(&["record.json", "[record-not-read]"]);
    }
    folder.put("draw/record.json", record.replacen("\"short\": true", "\"short\": false", 1));
    folder.run(&["verify", "draw", "."]).with(1).warns(&["[sample-differs]"]);
    folder.run(&["verify", "draw", "nowhere"]).with(1);
}

/// A scheme in which a draw decides between equals, with A and B equal.
const EQUALS: &str = "---
编号: ties
考核对象: 乡镇
口径: {ties: by-draw, missing: zero, not-applicable: full, cut-ties: all, list-overlap: allow, penalties: add}
---

# 一、成效(100分)

得分=100×到岗数÷应到数。

# 二、奖惩

综合考核后1名的乡镇,列为“重点管理”单位。
";

#[test]
fn a_revealed_draw_tells_equals_apart() {
    let folder = drawn();
    folder.put("scheme.md", EQUALS);
    let figures = ["A", "B"].map(|unit| format!("{unit},1:1,20\n{unit},1:2,100\n")).concat();
    folder.put("figures.csv", format!("单位,指标,数值\n{figures}C,1:1,90\nC,1:2,100\n"));
    folder.run(&["decide", "."]).with(0).says(&["待公开抽签"]);
    let ranks = |folder: &Folder| -> Vec<(String, u64)> {
        let out = folder.run(&["score", ".", "--format", "json"]).with(0).out;
        let told: serde_json::Value = serde_json::from_str(&out).unwrap();
        let units = told["units"].as_array().unwrap().iter();
        let mut ranks: Vec<(String, u64)> =
            units.map(|u| (u["code"].as_str().unwrap().to_owned(), u["rank"].as_u64().unwrap())).collect();
        ranks.sort();
        ranks
    };
    assert_eq!(ranks(&folder), [("A".into(), 2), ("B".into(), 2), ("C".into(), 1)]);
    folder.run(&["draw", ".", "ties"]).with(0).says(&["3 个单位", "ties.csv"]);
    folder.run(&["draw", ".", "ties"]).with(1);
    folder.run(&["verify", "draw", "."]).with(0);
    // Whoever has the smaller ticket is before the other, in the file, in the ranking and on the list.
    let tickets = folder.read("draw/ties.csv");
    let order: Vec<&str> =
        tickets.lines().filter_map(|l| l.split(',').next()).filter(|c| *c != "unit" && *c != "C").collect();
    let [first, last] = order.as_slice() else { panic!("{tickets}") };
    let mut expected = [((*first).to_owned(), 2), ((*last).to_owned(), 3), ("C".to_owned(), 1)];
    expected.sort();
    assert_eq!(ranks(&folder), expected);
    let name = |code: &str| if code == "A" { "甲镇" } else { "乙镇" };
    folder.run(&["explain", ".", last, "--rank"]).with(0).says(&["第 3 名", "公开抽签", "号码 0."]);
    folder.run(&["explain", ".", last]).with(0).says(&["第 3 名"]);
    let decided = folder.run(&["decide", "."]).with(0).out;
    assert!(decided.contains(name(last)) && !decided.contains("待公开抽签"), "{decided}");
    let told = folder.run(&["verify", "draw", "."]).with(0).out;
    assert!(told.contains("相符"), "{told}");
    let outsider = || {
        let tool = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/verify_draw.py");
        Command::new("python3").arg(tool).arg(folder.path("draw")).output().unwrap().status.code()
    };
    assert_eq!(outsider(), Some(0));
    // A ticket that is not the seed's decides nothing.
    folder.put("draw/ties.csv", tickets.replacen(",0.", ",0.0", 1));
    folder.run(&["verify", "draw", "."]).with(1).warns(&["ties.csv", "[draw-file-differs]"]);
    folder.run(&["decide", "."]).with(1).warns(&["[draw-file-differs]"]);
    folder.run(&["score", "."]).with(1);
    assert_eq!(outsider(), Some(1));
}

#[test]
fn tickets_are_for_schemes_that_ask_for_them() {
    let folder = drawn();
    folder.run(&["draw", ".", "ties"]).with(1).warns(&["by-draw"]);
    folder.put("scheme.md", EQUALS);
    folder.run(&["draw", ".", "ties"]).with(0);
    std::fs::create_dir(folder.path("draw-other")).unwrap();
    folder.put("draw-other/ties.csv", folder.read("draw/ties.csv"));
    folder.put("figures.csv", "单位,指标,数值\nA,1:1,20\n");
    folder.run(&["decide", "."]).with(1).warns(&["draw-other"]);
}
