//! The order of rows in any file changes nothing in any output, byte by byte; nor do unit codes given out otherwise, but for
//! the order among equals, which is that of the codes. No output is computed on several threads.

use crate::folder::Folder;
use kaocheng_engine::sealed::{Sealed, SealedList, text};
use serde_json::Value;
use std::collections::BTreeMap;

const SEED: &str = "5038 1294 7155 2096 3847\n";

/// Which folder, and which of its units explain their points.
struct Case {
    folder: fn() -> Folder,
    units: [&'static str; 2],
    /// What `draw freeze` is told, if sites are drawn.
    freeze: Option<&'static [&'static str]>,
}

const SMALL: Case =
    Case { folder: small, units: ["A", "A1"], freeze: Some(&["--stratum", "乡镇", "--site", "村", "--size", "2"]) };
const CHILDCARE: Case = Case { folder: || example("childcare-2026"), units: ["YT01", "YT02"], freeze: None };
const COUNTY: Case = Case { folder: || example("county-2016"), units: ["ZL01", "ZL02"], freeze: Some(&[]) };

fn example(name: &str) -> Folder {
    let folder = Folder::new();
    folder.run(&["new", ".", "--example", name]).with(0);
    std::fs::read_dir(folder.dir()).unwrap().map(|e| e.unwrap().path()).for_each(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("expected") {
            std::fs::remove_file(path).unwrap();
        }
    });
    folder
}

/// Two levels, findings, facts, decisions, letters and last year's record; several units are equal in everything.
fn small() -> Folder {
    let folder = Folder::new();
    folder.put("scheme.md", include_str!("order/scheme.md"));
    let mut units = "编码,名称,层级,上级\n".to_owned();
    let mut figures = "单位,指标,数值\n".to_owned();
    let mut letters = "编号,下达单位,责任单位,签订日期,类型\n".to_owned();
    for (county, name, score) in [("A", "甲县", 90), ("B", "乙县", 80), ("C", "丙县", 80)] {
        units += &format!("{county},{name},县区,\n");
        figures += &format!("{county},县级到岗数,{score}\n{county},县级应到数,100\n");
        for (n, own, score) in [(1, "一", 90), (2, "二", 90), (3, "三", 40), (10, "十", 20)] {
            units += &format!("{county}{n},{name}{own}镇,乡镇,{county}\n");
            figures += &format!("{county}{n},到岗数,{score}\n{county}{n},应到数,100\n");
            letters += &format!("2026-{county}{n},{county},{county}{n},2026-04-0{},责任书\n", n % 9 + 1);
            for (v, village) in [(1, "东"), (2, "南"), (3, "西")] {
                units += &format!("{county}{n}-{v},{name}{own}{village}村,村,{county}{n}\n");
            }
        }
    }
    figures += "B1,因侵权引发重大案件,是\n";
    folder.put("units.csv", units).put("figures.csv", figures).put("letters.csv", letters);
    let mut findings = "单位,事项,日期,次数,证据,状态\n".to_owned();
    for unit in ["C2", "A1", "A", "B1", "C3", "A1"] {
        findings += &format!("{unit},乱收费,2026-03-0{},1,核查报告,已认定\n", findings.lines().count());
        findings += &format!("{unit},乱收费,2026-02-0{},2,,待认定\n", findings.lines().count() % 9 + 1);
    }
    folder.put("findings.csv", findings);
    folder.put("facts.csv", "事实,是否成立,依据,日期\nfact:1,是,通报,2027-01-10\n");
    let decided = "重点管理,C10,确认,考核办,2027-01-20,连续两年\n重点管理,A3,确认,考核办,2027-01-20,连续两年\n";
    folder.put(
        "decisions.csv",
        format!("名单,单位,决定,决定单位,日期,理由\n{decided}重点管理,B2,不予列入,考核办,2027-01-21,未连续\n"),
    );
    std::fs::create_dir_all(folder.path("sealed")).unwrap();
    folder.put("sealed/order-2025.json", text(&last_year(&str::to_owned)));
    folder.put(
        "teams.csv",
        "调查组,成员,角色,所在单位\n1,g01,组长,\n1,g02,组员,A1-1\n2,g03,组长,\n2,g04,组员,B1\n3,g05,组长,\n",
    );
    folder
}

/// On last year's list stood two towns.
fn last_year(code: &dyn Fn(&str) -> String) -> Sealed {
    let list = SealedList { name: "重点帮助".into(), settled: true, members: ["A3", "C3"].map(code).to_vec() };
    Sealed { scheme: "order".into(), year: Some(2025), lists: vec![list], ..Sealed::default() }
}

/// A generator of fixed sequences: the multiplier is Knuth's for 64 bits.
struct Shuffler(u64);

impl Shuffler {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        (1..list.len()).rev().for_each(|at| list.swap(at, self.below(at + 1)));
    }
}

/// Rewrites every CSV file of the folder.
fn rewrite(folder: &Folder, mut change: impl FnMut(&str, Vec<String>) -> Vec<String>) {
    for name in folder.names().iter().filter(|n| n.ends_with(".csv")) {
        let text = folder.read(name);
        assert!(!text.contains('"'), "{name} has quoted cells, which may hold lines");
        let (head, rows) = text.split_once('\n').unwrap();
        let rows = change(name, rows.lines().map(str::to_owned).collect());
        folder.put(name, format!("{head}\n{}\n", rows.join("\n")));
    }
}

/// What every command says, and the files that it writes.
fn outputs(folder: &Folder, case: &Case, codes: &dyn Fn(&str) -> String) -> BTreeMap<String, String> {
    let [one, two] = case.units.map(codes);
    let mut told = BTreeMap::new();
    let mut run = |args: &[&str], needed: bool| {
        let ended = folder.run(args);
        assert!(!needed || ended.code == 0, "{args:?}: {}", ended.err);
        let all = if args.contains(&"json") { ended.out } else { ended.out + &ended.err };
        let key = |arg: &&str| -> String {
            let known = if *arg == one {
                "ONE"
            } else if *arg == two {
                "TWO"
            } else {
                *arg
            };
            known.to_owned()
        };
        told.insert(args.iter().map(key).collect::<Vec<_>>().join(" "), without_lines(&all));
    };
    for command in ["score", "decide"] {
        run(&[command, ".", "--format", "json"], true);
        run(&[command, "."], true);
    }
    run(&["findings", "."], true);
    run(&["findings", ".", "--format", "json"], true);
    for unit in [&one, &two] {
        run(&["explain", ".", unit], true);
        run(&["explain", ".", unit, "--rank"], false);
    }
    if folder.has("letters.csv") {
        run(&["register", ".", "letters", "--as-of", "2026-12-31"], false);
    }
    if let Some(freeze) = case.freeze {
        folder.put("seed.txt", SEED);
        run(&[&["draw", ".", "freeze"], freeze].concat(), true);
        run(&["draw", ".", "commit", "--seed-file", "seed.txt"], true);
        run(&["draw", ".", "reveal", "--seed-file", "seed.txt", "--public", "640213"], true);
        let mut files = vec!["frame.csv", "sample.csv", "tickets.csv", "record.json"];
        if folder.has("teams.csv") {
            std::fs::copy(folder.path("teams.csv"), folder.path("draw/teams.csv")).unwrap();
            run(&["draw", ".", "teams", "--days", "2026-07-26..2026-07-29"], true);
            files.extend(["assignment.csv", "visits.csv", "feedback.csv"]);
        }
        files.iter().for_each(|f| drop(told.insert(format!("draw/{f}"), folder.read(&format!("draw/{f}")))));
    }
    folder.run(&["seal", "."]).with(0);
    let before = |name: &str| name.contains("2025");
    let sealed: Vec<_> = std::fs::read_dir(folder.path("sealed")).unwrap().map(|e| e.unwrap().path()).collect();
    let sealed = sealed.iter().find(|p| !before(&p.display().to_string())).unwrap();
    told.insert("sealed".into(), std::fs::read_to_string(sealed).unwrap());
    told
}

/// Where a row stands in its file is told, and is all that may differ.
fn without_lines(text: &str) -> String {
    let mut parts = text.split(".csv:");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + ".csv" + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}

fn rows_may_stand_in_any_order(case: &Case, seeds: std::ops::Range<u64>) {
    let expected = outputs(&(case.folder)(), case, &str::to_owned);
    for seed in seeds {
        let folder = (case.folder)();
        let mut shuffler = Shuffler(seed);
        rewrite(&folder, |_, mut rows| {
            shuffler.shuffle(&mut rows);
            rows
        });
        for (what, told) in outputs(&folder, case, &str::to_owned) {
            assert_eq!(told, expected[&what], "seed {seed}: {what}");
        }
    }
}

/// Codes given out otherwise within each level: every unit keeps its name, place in the tree and figures.
fn codes_may_be_others(case: &Case, seed: u64) {
    let plain = (case.folder)();
    let expected = outputs(&plain, case, &str::to_owned);
    let mut levels: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in plain.read("units.csv").lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        levels.entry(cells[2].to_owned()).or_default().push(cells[0].to_owned());
    }
    let mut shuffler = Shuffler(seed);
    let (mut there, mut back) = (BTreeMap::new(), BTreeMap::new());
    for codes in levels.values() {
        let mut others = codes.clone();
        shuffler.shuffle(&mut others);
        there.extend(codes.iter().cloned().zip(others.iter().cloned()));
        back.extend(others.into_iter().zip(codes.iter().cloned()));
    }
    let folder = (case.folder)();
    rewrite(&folder, |_, rows| rows.iter().map(|row| replaced(row, &there)).collect());
    if folder.has("sealed/order-2025.json") {
        // Last year's record knows the units by the codes of today.
        folder.put("sealed/order-2025.json", text(&last_year(&|code| there[code].clone())));
    }
    for (what, told) in outputs(&folder, case, &|code| there[code].clone()) {
        // What is drawn goes by the code, so that everybody can draw it again. A sentence that names the neighbour in a
        // ranking names the first among equals.
        let drawn = what.starts_with("draw") && what != "draw/frame.csv";
        if !drawn && what != "decide ." && !what.ends_with("--rank") {
            assert_eq!(orderless(&what, &replaced(&told, &back)), orderless(&what, &expected[&what]), "{what}");
        }
    }
}

/// A text with every word that is a code replaced, all at once.
fn replaced(text: &str, codes: &BTreeMap<String, String>) -> String {
    let of_code = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let mut all = String::new();
    let mut word = String::new();
    for c in text.chars().map(Some).chain([None]) {
        match c.filter(|c| of_code(*c)) {
            Some(c) => word.push(c),
            None => {
                all += codes.get(&word).unwrap_or(&word);
                word.clear();
                all.extend(c);
            }
        }
    }
    all
}

/// An output without the order of its lines and lists, nor of what stands beside one another within them.
fn orderless(what: &str, told: &str) -> String {
    let json: Option<Value> = serde_json::from_str(told).ok();
    let Some(mut json) = json else {
        let words = |line: &str| {
            let mut words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).collect();
            words.sort_unstable();
            words.join(" ")
        };
        let mut lines: Vec<String> = told.lines().map(words).collect();
        lines.sort();
        return lines.join("\n");
    };
    if what == "sealed" {
        // Of files it keeps the digest.
        json = serde_json::json!([json["units"], json["lists"]]);
    }
    sort(&mut json, what.starts_with("decide"));
    format!("{json:#}")
}

/// Sorts every list, without sentences if so told.
fn sort(json: &mut Value, silent: bool) {
    match json {
        Value::Array(list) => {
            list.iter_mut().for_each(|item| sort(item, silent));
            list.sort_by_key(Value::to_string);
        }
        Value::Object(members) => {
            members.retain(|key, _| !silent || !["why", "findings"].contains(&key.as_str()));
            members.values_mut().for_each(|member| sort(member, silent));
        }
        _ => {}
    }
}

#[test]
fn units_of_a_small_folder_may_have_other_codes() {
    (1..4).for_each(|seed| codes_may_be_others(&SMALL, seed));
}

#[test]
fn units_of_the_childcare_example_may_have_other_codes() {
    codes_may_be_others(&CHILDCARE, 1);
}

#[test]
fn units_of_the_county_example_may_have_other_codes() {
    codes_may_be_others(&COUNTY, 1);
}

#[test]
fn rows_of_a_small_folder_may_stand_in_any_order() {
    rows_may_stand_in_any_order(&SMALL, 1..5);
}

#[test]
fn rows_of_the_childcare_example_may_stand_in_any_order() {
    rows_may_stand_in_any_order(&CHILDCARE, 1..3);
}

#[test]
fn rows_of_the_county_example_may_stand_in_any_order() {
    rows_may_stand_in_any_order(&COUNTY, 1..2);
}
