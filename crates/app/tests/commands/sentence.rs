//! `try` and `read`, whose interface other programs rely on.

use crate::folder::{Folder, ended, program};
use std::io::Write;
use std::process::Stdio;

const STEPS: &str = "到位率达到50%的,计30分;每降低1个百分点,扣2.5分;低于30%的,不计分。";

#[test]
fn the_points_alone_are_on_standard_output() {
    let folder = Folder::new();
    let ended =
        folder.run(&["try", "--points", "30", "--policy", "steps=pro-rata", "--explain", STEPS, "45.25%"]).with(0);
    assert_eq!(ended.out, "18.125\n");
    assert!(ended.err.contains("2.5"), "{}", ended.err);
}

#[test]
fn a_signed_change_without_points_and_values_that_start_with_a_dash() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["try", "每发现1例扣2分。", "3"]).with(0).out, "-6\n");
    assert_eq!(folder.run(&["try", "--points", "10", "每发现1例扣2分,扣完为止。", "-"]).with(0).out, "0\n");
}

#[test]
fn what_is_wrong_with_the_command_line_is_said_in_the_readers_language() {
    let folder = Folder::new();
    for (args, part) in [
        (vec!["try", "--points", "x", STEPS], "x"),
        (vec!["try", "--policy", "steps", STEPS], "steps"),
        (vec!["try", "--policy", "steps=half", STEPS], "按比例, 整档"),
        (vec!["try", "--policy", "nothing=half", STEPS], "分档"),
    ] {
        folder.run(&[&args[..], &["--lang", "zh"]].concat()).with(2).warns(&[part]);
    }
    folder.run(&["try", STEPS, "45.25"]).with(1).warns(&["45.25"]);
    folder.run(&["try", STEPS]).with(1).warns(&["value-count"]);
}

#[test]
fn a_sentence_that_does_not_read_ends_with_one() {
    let folder = Folder::new();
    let ended = folder.run(&["try", "--points", "10", "按有关规定办理的予以扣分5。", "1"]).with(1);
    assert!(ended.out.is_empty(), "{}", ended.out);
}

#[test]
fn read_takes_lines_and_gives_objects() {
    let mut child = program("C")
        .args(["read", "--points", "10"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all("有文件的,计10分。\n①有文件的,计5分;\\n②有总结的,计5分。\n".as_bytes())
        .unwrap();
    let ended = ended(child.wait_with_output().unwrap()).with(0);
    let lines: Vec<serde_json::Value> = ended.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[1]["inputs"].as_array().unwrap().len(), 2);
    for key in ["ok", "reading", "inputs", "points", "policies", "diagnostics"] {
        assert!(!lines[0][key].is_null(), "{key}");
    }
}

#[test]
fn input_that_is_no_text_is_an_error_and_no_panic() {
    let mut child =
        program("C").arg("read").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"\xff\xfe\n").unwrap();
    ended(child.wait_with_output().unwrap()).with(1);
}
