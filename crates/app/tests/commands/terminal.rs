//! Help, languages, and readers that go away.

use crate::folder::{Folder, ended, program};
use std::io::Read;
use std::process::Stdio;

#[test]
fn a_reader_that_goes_away_ends_the_command_in_silence() {
    let folder = Folder::scored();
    let path = folder.dir().to_string_lossy().into_owned();
    for args in [vec!["demo"], vec!["score", &path, "--format", "json"], vec!["check", &path]] {
        let mut child = program("C").args(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        let status = child.wait().unwrap();
        assert!(!said.contains("panicked"), "{args:?}: {said}");
        assert_eq!(status.code(), Some(0), "{args:?}: {said}");
    }
}

#[test]
fn help_is_in_the_readers_language_with_an_example_and_exit_codes() {
    let folder = Folder::new();
    folder.run_in("C", &["check", "--help"]).with(0).says(&["Example:", "kaocheng check scheme.md", "Exit codes"]);
    folder.run(&["check", "--help"]).with(0).says(&["例:", "退出码", "列出方案中的每个问题"]);
    folder.run_in("C", &["--lang", "zh", "--help"]).with(0).says(&["各单位的得分和名次"]);
    folder.run(&["no-such-command"]).with(2);
}

#[test]
fn nothing_is_coloured_where_no_terminal_is() {
    let folder = Folder::new();
    folder.put("scheme.md", "# 方案\n\n## 一、投入(xx分)\n\n到位的,计30分。\n");
    let output = program("C").current_dir(folder.dir()).args(["check", "scheme.md"]).output().unwrap();
    assert!(!ended(output).out.contains('\u{1b}'));
}
