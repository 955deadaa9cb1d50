//! `check`.

use crate::folder::{Folder, SCHEME};

#[test]
fn a_scheme_with_all_policies_set_is_quiet() {
    let folder = Folder::scored();
    let ended = folder.run(&["check", "."]).with(0).says(&["3 项", "60 分", "0 个错误", "程序 "]);
    assert_eq!(ended.out.lines().count(), 2, "{}", ended.out);
}

#[test]
fn an_error_names_line_headings_and_code_and_ends_with_one() {
    let folder = Folder::new();
    folder.put("scheme.md", SCHEME.replace("(20分)", "(25分)"));
    let ended = folder.run(&["check", "scheme.md"]).with(1);
    assert!(ended.out.contains("scheme.md:") && ended.out.contains("错误["), "{}", ended.out);
    let json = folder.run(&["check", "scheme.md", "--format", "json"]).with(1);
    let lines: Vec<serde_json::Value> = json.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let error = lines.iter().find(|l| l["severity"] == "error").unwrap();
    for key in ["code", "message", "line", "column", "trail", "text"] {
        assert!(!error[key].is_null(), "{key}: {error}");
    }
}

#[test]
fn a_policy_open_at_two_places_is_one_question() {
    let folder = Folder::new();
    let more = SCHEME.replace("总分: 60", "总分: 90").replace("  分档: 按比例\n", "")
        + "\n## 四、回访(30分)\n\n回访率达到95%的,计30分;每降低1个百分点,扣1分;低于80%的,不计分。\n";
    folder.put("scheme.md", more);
    let ended = folder.run(&["check", "scheme.md"]).with(0);
    assert_eq!(ended.out.matches("待定[policy-open]").count(), 1, "{}", ended.out);
    assert!(ended.out.contains("还有: 1 处"), "{}", ended.out);
    let json = folder.run(&["check", "scheme.md", "--format", "json"]).with(0);
    assert_eq!(json.out.matches("\"code\":\"policy-open\"").count(), 2, "{}", json.out);
}

#[test]
fn messages_follow_the_language_asked_for() {
    let folder = Folder::new();
    folder.put("scheme.md", SCHEME.replace("(20分)", "(25分)"));
    folder.run_in("C", &["check", "scheme.md"]).with(1).says(&["error[", "items: 3"]);
    folder.run_in("C", &["check", "scheme.md", "--lang", "zh"]).with(1).says(&["错误[", "3 项"]);
}

#[test]
fn rounds_are_checked_each_and_named() {
    let folder = Folder::new();
    let scheme = SCHEME
        .replace("总分: 60", "总分: 60\n轮次: 上半年, 全年")
        .replace("有正式文件的,计10分。", "上半年考核时,有正式文件的,计10分;全年考核时,有正式总结的,计10分。");
    folder.put("scheme.md", scheme);
    let both = folder.run(&["check", "scheme.md"]);
    assert_eq!(both.out.matches("程序 ").count(), 2, "{}", both.out);
    let one = folder.run(&["check", "scheme.md", "--round", "全年"]);
    assert_eq!(one.out.matches("程序 ").count(), 1, "{}", one.out);
    folder.run(&["check", "scheme.md", "--round", "三季度"]).with(2).warns(&["上半年, 全年"]);
}

#[test]
fn what_is_not_there_or_not_text_gets_a_message() {
    let folder = Folder::new();
    folder.run(&["check", "nothing.md"]).with(2).warns(&["nothing.md"]);
    folder.run(&["check", "."]).with(2).warns(&["scheme.md"]);
    folder.put("a.md", SCHEME).put("b.md", SCHEME);
    folder.run(&["check", "."]).with(2).warns(&["a.md, b.md"]);
    folder.put("scheme.md", b"# \xff\xfe\xfa (20)");
    folder.run(&["check", "."]).with(1).says(&["not-utf8"]);
    folder.put("scheme.md", "---\n口径: [\n---\n# 一\n");
    folder.run(&["check", "."]).with(1).says(&["front-matter-broken"]);
    folder.put("scheme.md", "");
    assert_ne!(folder.run(&["check", "."]).code, 2);
}

#[test]
fn a_format_that_a_command_has_not_is_refused() {
    Folder::scored().run(&["check", ".", "--format", "csv"]).with(2).warns(&["score"]);
}
