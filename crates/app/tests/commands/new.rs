//! `new`.

use crate::folder::Folder;

#[test]
fn the_five_items_are_quiet_in_both_languages() {
    let folder = Folder::new();
    for lang in ["zh", "en"] {
        folder.run(&["new", lang, "--lang", lang]).with(0).says(&["scheme.md", "units.csv", "README.md"]);
        let ended = folder.run(&["check", lang]).with(0).says(&["5 项", "100 分"]);
        assert!(ended.out.contains("0 个错误,0 个待定问题,0 个提醒"), "{}", ended.out);
    }
}

#[test]
fn three_units_are_scored_from_a_workbook_made_by_template() {
    let folder = Folder::new();
    folder.run(&["new", "w"]).with(0);
    folder.run(&["template", "w", "-o", "w/form.xlsx"]).with(0);
    let figures = "单位,有年度工作方案,有半年工作总结,配备窗口人员,按期办结件数,应办结件数,发现投诉未按时答复,满意评价数,有效评价数\n\
        清河镇,是,是,4,480,500,0,190,200\n柳林镇,是,否,3,450,500,1,170,200\n石桥乡,否,否,2,390,500,6,130,200\n";
    folder.put("filled.csv", figures);
    folder.run(&["import", "w", "filled.csv", "--write"]).with(0);
    let ended = folder.run(&["score", "w"]).with(0);
    for row in ["1  清河镇  100.00", "2  柳林镇   69.50", "3  石桥乡   10.00"] {
        assert!(ended.out.contains(row), "{row}: {}", ended.out);
    }
}

#[test]
fn nothing_is_overwritten() {
    let folder = Folder::new();
    folder.put("README.md", "mine");
    folder.run(&["new", "."]).with(2).warns(&["README.md"]);
    assert_eq!(folder.names(), ["README.md"]);
    folder.run(&["new", "README.md"]).with(1);
    folder.run(&["new", "x", "--example", "nothing"]).with(2).warns(&["five-items"]);
    assert_eq!(folder.read("README.md"), "mine");
}

#[test]
fn examples_come_with_their_figures() {
    let folder = Folder::new();
    folder.run(&["new", "x", "--example", "childcare-2026"]).with(0);
    folder.run(&["score", "x"]).with(0).says(&["30 个乡镇"]);
}
