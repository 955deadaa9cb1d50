//! `template` and `import`, and what may be wrong in files of units and figures.

use crate::folder::{FIGURES, Folder, UNITS};

#[test]
fn a_template_is_made_once_and_read_back() {
    let folder = Folder::scored();
    folder.run(&["template", ".", "-o", "form.xlsx"]).with(0).says(&["form.xlsx"]);
    assert!(folder.has("form.xlsx"));
    folder.run(&["template", ".", "-o", "form.xlsx"]).with(2).warns(&["--force"]);
    folder.run(&["template", ".", "-o", "form.xlsx", "--force"]).with(0);
    // An empty form changes nothing, and above all deletes nothing.
    folder.run(&["import", ".", "form.xlsx", "--write"]).with(0);
    assert_eq!(folder.read("figures.csv"), FIGURES);
}

#[test]
fn an_import_is_tried_first_and_then_written_whole() {
    let folder = Folder::scored();
    folder.put("new.csv", "单位,指标,数值\n丙乡,配备人员,2\n甲镇,配备人员,1\n乙镇,配备人员,4\n");
    let dry = folder.run(&["import", ".", "new.csv"]).with(0);
    assert!(dry.out.contains("新增 1 个,更改 1 个,相同 1 个"), "{}", dry.out);
    assert!(dry.out.contains("~ 甲镇 配备人员: 3") && dry.out.contains("--write"), "{}", dry.out);
    assert_eq!(folder.read("figures.csv"), FIGURES);
    folder.run(&["import", ".", "new.csv", "--write"]).with(0);
    let written = folder.read("figures.csv");
    assert!(written.contains("A,配备人员,1,,,new.csv:3"), "{written}");
    assert!(written.contains("A,办结件数,90,政务中心,,"), "{written}");
    assert!(written.contains("C,配备人员,2,"), "{written}");
    folder.run(&["import", ".", "new.csv", "--write"]).with(0).says(&["相同 3 个", "没有变化"]);
    assert_eq!(folder.read("figures.csv"), written);
    folder.run(&["score", "."]).with(0);
}

#[test]
fn an_error_keeps_everything_out() {
    let folder = Folder::scored();
    for (content, code) in [
        ("单位,指标,数值\n甲镇,配备人员,1\n丁镇,配备人员,2\n", "unknown-unit"),
        ("单位,指标,数值\n甲镇,配备人员,两个\n", "not-a-number"),
        ("单位,指标,数值\n甲镇,配备人员,1.5\n", "not-a-whole-number"),
        ("单位,指标,数值\n甲镇,无此指标,1\n", "unknown-input"),
        ("", "empty-file"),
    ] {
        folder.put("new.csv", content);
        folder.run(&["import", ".", "new.csv", "--write"]).with(1).warns(&[code, "没有写入"]);
        assert_eq!(folder.read("figures.csv"), FIGURES, "{code}");
    }
    folder.put("broken.xlsx", b"PK\x03\x04 nothing");
    folder.run(&["import", ".", "broken.xlsx"]).with(1);
    folder.run(&["import", ".", "nothing.xlsx"]).with(2);
    folder.run(&["import", ".", "."]).with(1);
}

#[test]
fn records_of_persons_are_refused_whole_and_leave_no_trace() {
    let folder = Folder::scored();
    folder.put("new.csv", "单位,姓名,身份证号,数值\n甲镇,张某某,110101199001011234,1\n");
    let ended = folder.run(&["import", ".", "new.csv", "--write", "--mark"]).with(1).warns(&["personal-records"]);
    assert!(!ended.err.contains("张某某") && !ended.out.contains("110101"), "{}{}", ended.out, ended.err);
    assert_eq!(folder.read("figures.csv"), FIGURES);
    assert_eq!(folder.names(), ["figures.csv", "new.csv", "scheme.md", "units.csv"]);
}

#[test]
fn the_marked_workbook_is_a_copy() {
    let folder = Folder::scored();
    folder.run(&["template", ".", "-o", "form.xlsx"]).with(0);
    let before = std::fs::read(folder.path("form.xlsx")).unwrap();
    folder.put("scheme.md", folder.read("scheme.md").replace("配备1名人员", "派出1名人员"));
    folder.put("figures.csv", FIGURES.replace("配备人员", "派出人员"));
    let ended = folder.run(&["import", ".", "form.xlsx", "--mark"]);
    assert!(folder.has("form.marked.xlsx"), "{}{}", ended.out, ended.err);
    assert_eq!(std::fs::read(folder.path("form.xlsx")).unwrap(), before);
    folder.run(&["import", ".", "form.xlsx", "--mark=other.xlsx"]);
    assert!(folder.has("other.xlsx"));
}

#[test]
fn figures_that_disagree_between_files_are_not_chosen_from() {
    let folder = Folder::scored();
    folder.put("figures-2.csv", "单位,指标,数值\n甲镇,配备人员,9\n");
    folder.run(&["score", "."]).with(1).warns(&["conflicting-values", "figures-2.csv"]);
    folder.put("figures-2.csv", "单位,指标,数值\n甲镇,配备人员,3\n丙乡,配备人员,1\n");
    folder.run(&["score", "."]).with(0);
    folder.put("new.csv", "单位,指标,数值\n丙乡,配备人员,2\n");
    folder.run(&["import", ".", "new.csv", "--write"]).with(1).warns(&["conflicting-values"]);
}

#[test]
fn figures_of_one_round_are_not_read_for_another() {
    let folder = Folder::new();
    let scheme = crate::folder::SCHEME.replace("总分: 60", "总分: 60\n轮次: 上半年, 全年");
    folder.put("scheme.md", scheme).put("units.csv", UNITS).put("figures-上半年.csv", FIGURES);
    folder.run(&["score", "."]).with(0).says(&["上半年"]);
    folder.run(&["score", ".", "--round", "全年"]).with(1).warns(&["figures"]);
    folder.put("new.csv", FIGURES);
    folder.run(&["import", ".", "new.csv", "--round", "全年", "--write"]).with(0).says(&["figures-全年.csv"]);
    folder.run(&["score", ".", "--round", "全年"]).with(0).says(&["全年"]);
}

#[test]
fn lists_of_units_that_make_no_tree_are_refused_with_their_lines() {
    let folder = Folder::scored();
    for (units, code) in [
        ("编码,名称,层级,上级\nA,甲镇,乡镇,\nA,乙镇,乡镇,\n", "duplicate-unit"),
        ("编码,名称,层级,上级\nA,甲镇,乡镇,Z\n", "unknown-parent"),
        ("编码,名称,层级,上级\nA,甲镇,乡镇,B\nB,乙镇,乡镇,A\n", "parent-cycle"),
        ("名称,层级\n甲镇,乡镇\n", "missing-column"),
    ] {
        folder.put("units.csv", units);
        folder.run(&["score", "."]).with(1).warns(&[code, "units.csv"]);
    }
    folder.put("units.csv", "编码,名称,层级,上级\nA,甲县,县,\n");
    folder.run(&["score", "."]).with(1).warns(&["乡镇", "县"]);
}
