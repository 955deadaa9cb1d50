//! `demo`.

use crate::folder::Folder;

#[test]
fn every_example_is_checked_scored_and_explained() {
    let folder = Folder::new();
    let ended = folder.run(&["demo"]).with(0);
    for example in ["childcare-2026", "clinic-quality", "tender", "county-2016", "city-2016"] {
        assert!(ended.out.contains(&format!("━━ {example} ━")), "{example}: {}", ended.out);
    }
    assert!(ended.out.matches("为什么").count() >= 5, "{}", ended.out);
    assert!(folder.names().is_empty());
}

#[test]
fn one_example_can_be_chosen() {
    let folder = Folder::new();
    let ended = folder.run(&["demo", "tender"]).with(0);
    assert!(!ended.out.contains("childcare"), "{}", ended.out);
    folder.run(&["demo", "nothing"]).with(2).warns(&["tender"]);
}
