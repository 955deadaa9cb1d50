//! `fmt`.

use crate::folder::{Folder, SCHEME};

#[test]
fn a_scheme_is_put_in_order_once() {
    let folder = Folder::new();
    folder.put("scheme.md", SCHEME.replace("## 二、人员到位(20分)", "##  二、人员到位（20分）   \n\n\n"));
    let messy = folder.read("scheme.md");
    folder.run(&["fmt", "scheme.md", "--check"]).with(1);
    assert_eq!(folder.read("scheme.md"), messy);
    let hash =
        |f: &Folder| f.run(&["check", "scheme.md"]).out.lines().find(|l| l.starts_with("程序")).unwrap().to_owned();
    let before = hash(&folder);
    folder.run(&["fmt", "scheme.md"]).with(0);
    assert_ne!(folder.read("scheme.md"), messy);
    assert_eq!(hash(&folder), before);
    folder.run(&["fmt", "scheme.md", "--check"]).with(0);
    assert_eq!(folder.names(), ["scheme.md"]);
}

#[test]
fn what_is_not_utf8_is_left_alone() {
    let folder = Folder::new();
    let bytes = b"# \xbf\xbc\xba\xcb (20)\n";
    folder.put("scheme.md", bytes);
    folder.run(&["fmt", "scheme.md"]).with(1).warns(&["not-utf8"]);
    assert_eq!(std::fs::read(folder.path("scheme.md")).unwrap(), bytes);
}
