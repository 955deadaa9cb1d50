//! `draft`.

use crate::folder::Folder;

const NOTICE: &str = "关于年度考核的通知\n\n一、考核内容(30分)\n\n(一)制度建设(10分)。有正式文件的,计10分。\n\n\
(二)人员到位(20分)。每配备1名人员,计5分,计满20分为止。\n";

#[test]
fn plain_text_becomes_a_scheme() {
    let folder = Folder::new();
    folder.put("notice.txt", NOTICE);
    folder.run(&["draft", "notice.txt"]).with(0).says(&["notice.md"]);
    let scheme = folder.read("notice.md");
    assert!(scheme.contains("制度建设(10分)"), "{scheme}");
    let again = folder.run(&["draft", "notice.txt"]).with(2);
    assert!(again.err.contains("notice.md"), "{}", again.err);
    assert_eq!(folder.read("notice.md"), scheme);
}

#[test]
fn gb18030_and_html_are_read() {
    let folder = Folder::new();
    let page = format!(
        "<!DOCTYPE html><html><head><meta charset=gb2312></head><body>{}</body></html>",
        NOTICE.lines().map(|l| format!("<p>{l}</p>")).collect::<String>()
    );
    let (bytes, ..) = encoding_rs::GB18030.encode(&page);
    folder.put("notice", &bytes);
    let ended = folder.run(&["draft", "notice", "-o", "drafts", "--format", "json"]).with(0);
    let json: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(json["encoding"], "GB18030");
    assert!(json["documents"][0]["items"].as_u64().unwrap() >= 2, "{json}");
    assert!(folder.read("drafts/notice.md").contains("人员到位"));
}

#[test]
fn a_draft_beside_its_own_markdown_does_not_overwrite_it() {
    let folder = Folder::new();
    let source = "# 考核\n\n## 一、制度建设(10分)\n\n有正式文件的,计10分。\n";
    folder.put("notice.md", source);
    folder.run(&["draft", "notice.md"]).with(0);
    assert_eq!(folder.read("notice.md"), source);
    assert!(folder.has("notice-draft.md"));
}

#[test]
fn what_is_no_scheme_or_no_text_is_said_so_and_nothing_is_written() {
    let folder = Folder::new();
    folder.put("letter.txt", "今天天气很好。\n").put("a.bin", b"\x00\x01\x02").put("a.docx", b"PK\x03\x04");
    for name in ["letter.txt", "a.bin", "a.docx"] {
        folder.run(&["draft", name]).with(1).warns(&[name]);
    }
    folder.run(&["draft", "nothing.txt"]).with(2);
    assert_eq!(folder.names().len(), 3);
}
