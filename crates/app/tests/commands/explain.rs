//! `explain`.

use crate::folder::Folder;

#[test]
fn an_item_is_explained_with_its_own_sentence_and_what_it_would_take() {
    let folder = Folder::scored();
    folder.run(&["explain", ".", "甲镇", "3"]).with(0).says(&[
        "22.5 / 30",
        "│ 办结率达到95%的,计30分;每降低1个百分点,扣1.5分;低于80%的,不计分。",
        "政务中心",
        "得满分",
    ]);
    folder.run(&["explain", ".", "A", "办结情况"]).with(0).says(&["22.5 / 30"]);
}

#[test]
fn the_tree_ends_with_the_place() {
    let folder = Folder::scored();
    let ended = folder.run(&["explain", ".", "甲镇"]).with(0);
    assert!(ended.out.contains("一、制度建设") && ended.out.contains("10.00 / 10"), "{}", ended.out);
    assert_eq!(ended.out.trim_end().lines().last(), Some("合计 47.5 / 60 · 第 2 名,共 3 个单位"));
}

#[test]
fn names_that_are_not_there_bring_near_ones() {
    let folder = Folder::scored();
    folder.run(&["explain", ".", "甲乡"]).with(2).warns(&["甲乡", "甲镇"]);
    folder.run(&["explain", ".", "甲镇", "制度健设"]).with(2).warns(&["制度健设"]);
    folder.run(&["explain", "."]).with(2).warns(&["kaocheng explain . "]);
    folder.run(&["explain", "no-such-code"]).with(2).warns(&["no-such-code"]);
}

#[test]
fn programs_get_objects() {
    let folder = Folder::scored();
    let ended = folder.run(&["explain", ".", "A", "3", "--format", "json"]).with(0);
    let json: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(json["score"], "22.5");
    assert_eq!(json["points"], "30");
    let all = folder.run(&["explain", ".", "A", "--format", "json"]).with(0);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&all.out).unwrap().as_array().unwrap().len(), 3);
}

#[test]
fn every_page_of_a_finding_can_be_shown() {
    let folder = Folder::new();
    let pages = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../diagnostics");
    for entry in std::fs::read_dir(pages).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "md") && path.file_stem().is_some_and(|s| s != "README") {
            let code = path.file_stem().unwrap().to_string_lossy().into_owned();
            let shown = folder.run(&["explain", &code]).with(0);
            assert!(std::fs::read_to_string(&path).unwrap().contains(shown.out.trim()), "{code}");
        }
    }
}
