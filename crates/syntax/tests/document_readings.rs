//! Readings inside a document: places, links, tables and numbers, whatever dress the sentences wear.

use kaocheng_syntax::clause::{InputKind, Reading, Role};
use kaocheng_syntax::document::{Document, Section, SectionKind, read};
use kaocheng_syntax::span::Span;

fn item(document: &Document, at: usize) -> &Section {
    document.walk()[at]
}

/// What a reading says, wherever it stands.
fn meaning(reading: &Reading) -> String {
    let inputs: Vec<_> = reading.inputs.iter().map(|i| (&i.label, &i.kind, &i.unit)).collect();
    let rules: Vec<_> = reading.clauses.iter().map(|c| (c.part, &c.applies, &c.rule)).collect();
    format!("{inputs:?} {rules:?}")
}

#[test]
fn places_go_through_wraps_and_markup() {
    let source = "## 甲(20分)\n\n每**配备**1名保育\n员计3分,计满&#49;0分为止。\n";
    let document = read(source);
    let reading = &item(&document, 0).reading;
    assert_eq!(reading.clauses.len(), 1, "{:?}", reading.diagnostics);
    assert!(reading.clauses[0].span.of(source).starts_with("每**配备**1名保育\n员计3分"));
    let quantities = reading.tokens.iter().filter(|t| t.role == Role::Quantity).map(|t| t.span.of(source));
    assert!(quantities.clone().any(|q| q.contains("&#49;0")), "{:?}", quantities.collect::<Vec<_>>());
    assert!(reading.tokens.iter().all(|t| !t.span.of(source).is_empty()));
    let plain = read("## 甲(20分)\n\n每配备1名保育员计3分,计满10分为止。\n");
    assert_eq!(meaning(reading), meaning(&item(&plain, 0).reading));
}

#[test]
fn a_link_ties_words_to_a_term() {
    let source = "## 甲(10分)\n\n每配备1名[专职人员](staff)计2分。见[说明](https://example.org/)。\n";
    let document = read(source);
    let links: Vec<_> = item(&document, 0).reading.inputs.iter().map(|i| i.link.as_deref()).collect();
    assert_eq!(links, [Some("staff")]);
    assert!(document.diagnostics.iter().all(|d| d.code != "link-not-used"));
    let unused = read("## 甲(10分)\n\n[本办法](staff)自印发起施行。\n");
    assert!(unused.diagnostics.iter().any(|d| d.code == "link-not-used"));
}

#[test]
fn one_clause_in_every_dress_has_one_meaning() {
    let dresses = [
        "## 1、甲(20分)\n\n(1)未建立台账的,扣2分;\n(2)每发现1例漏报,扣1分。\n",
        "## １、甲（２０分）\n\n（１）未建立台账的，扣２分；\n（２）每发现１例漏报，扣１分。\n",
        "## ⒈甲【20分】\n\n⑴未建立台账的，扣2分；⑵每发现1例漏报，扣1分。\n",
        "## 一、甲：20分\n\n①未建立台账的, 扣2分;\n②每发现 1 例漏报, 扣 1 分。\n",
    ];
    let first = read(dresses[0]);
    assert_eq!(item(&first, 0).reading.clauses.len(), 2);
    for dress in dresses {
        let document = read(dress);
        assert_eq!(meaning(&item(&document, 0).reading), meaning(&item(&first, 0).reading), "{dress}");
        assert_eq!((item(&document, 0).id.as_str(), item(&document, 0).title.as_str()), ("1", "甲"));
    }
}

#[test]
fn rows_of_a_bonus_table_are_sentences() {
    let source = "## 加分\n\n| 加分事项 | 加分 |\n|---|---|\n| 获省级表彰 | 3 |\n| 获市级表彰 | 1分 |\n";
    let document = read(source);
    assert_eq!(document.walk().iter().map(|s| s.kind).collect::<Vec<_>>(), [SectionKind::Bonus; 3]);
    let row = item(&document, 1);
    assert_eq!(row.reading.inputs[0].kind, InputKind::YesNo, "{:?}", row.reading);
    assert!(row.reading.inputs[0].label.contains("省级表彰"));
    let points = row.reading.tokens.iter().find(|t| t.role == Role::Quantity).unwrap();
    assert!(points.span.of(source).contains('3'), "{:?}", points.span.of(source));
}

#[test]
fn only_prose_numbers_are_noted() {
    let source = "## 甲(20分)\n\n全镇设5个站点。每发现1例漏报,扣2分。\n";
    let document = read(source);
    let noted: Vec<&str> =
        document.diagnostics.iter().filter(|d| d.code == "unscored-number").map(|d| d.span.of(source)).collect();
    assert_eq!(noted, ["5"]);
}

#[test]
fn sentences_outside_items_do_not_count_and_say_so() {
    let source = "# 办法\n\n弄虚作假的,扣9分。\n\n## 一、原则\n\n每发现1例扣2分。\n\n## 二、内容\n\n### 1、甲(10分)\n\n未公示的,不得分。\n";
    let document = read(source);
    let places: Vec<&str> =
        document.diagnostics.iter().filter(|d| d.code == "scoring-outside-item").map(|d| d.span.of(source)).collect();
    assert_eq!(places, ["弄虚作假的,扣9分。", "每发现1例扣2分。"]);
    assert_eq!(document.sections[0].id, "0");
    assert_eq!(document.sections[0].span.of(source).trim(), "# 办法\n\n弄虚作假的,扣9分。");
}

#[test]
fn findings_of_a_reading_are_the_documents_too() {
    let source = "## 甲(10分)\n\n扣满15分的,追加扣除10分。\n";
    let document = read(source);
    let reading = &item(&document, 0).reading;
    assert!(!reading.diagnostics.is_empty());
    for finding in &reading.diagnostics {
        assert!(document.diagnostics.contains(finding));
        assert!(Span::new(0, source.len()).contains(finding.span));
    }
}
