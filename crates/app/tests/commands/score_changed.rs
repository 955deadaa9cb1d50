//! `score --changed`: figures in the place of others. What comes out is what a folder with these figures gives.

use crate::folder::{FIGURES, Folder, SCHEME, UNITS};

const CHANGED: &str = "单位,指标,数值\nA,配备人员,4\nC,办结件数,96\nA,有正式文件,否\n";

/// The figures of [`FIGURES`] with those of [`CHANGED`].
fn after() -> String {
    FIGURES
        .replace("A,配备人员,3", "A,配备人员,4")
        .replace("C,办结件数,79", "C,办结件数,96")
        .replace("A,有正式文件,是,甲镇,2026-06-01,", "A,有正式文件,否,,,")
}

#[test]
fn changed_figures_score_like_figures_that_always_were_so() {
    let folder = Folder::scored();
    folder.put("changed.csv", CHANGED);
    let other = Folder::new();
    other.put("scheme.md", SCHEME).put("units.csv", UNITS).put("figures.csv", after());
    for format in ["text", "json", "csv"] {
        let expected = other.run(&["score", ".", "--format", format]).with(0);
        for engine in ["columnar", "reference"] {
            let args = ["score", ".", "--changed", "changed.csv", "--format", format, "--engine", engine];
            assert_eq!(folder.run(&args).with(0).out, expected.out, "{format} by {engine}");
        }
    }
    folder.run(&["score", ".", "--changed", "changed.csv", "--out", "r.parquet"]).with(0).warns(&["更改数据 3 个"]);
    other.run(&["score", ".", "--out", "r.parquet"]).with(0);
    assert!(std::fs::read(folder.path("r.parquet")).unwrap() == std::fs::read(other.path("r.parquet")).unwrap());
}

#[test]
fn files_of_changes_follow_one_another() {
    let folder = Folder::scored();
    folder.put("changed.csv", CHANGED).put("back.csv", FIGURES);
    let args = ["score", ".", "--changed", "changed.csv", "--changed", "back.csv"];
    assert_eq!(folder.run(&args).with(0).out, folder.run(&["score", "."]).with(0).out);
}

#[test]
fn a_file_of_changes_that_does_not_read_stops_it() {
    let folder = Folder::scored();
    folder.put("changed.csv", "单位,指标,数值\nX,配备人员,4\n");
    folder.run(&["score", ".", "--changed", "changed.csv", "--out", "r.csv"]).with(1).warns(&["changed.csv"]);
    assert!(!folder.has("r.csv"));
}

#[test]
fn several_folders_of_one_scheme_are_scored_in_one_call() {
    let folder = Folder::new();
    for (name, figures) in [("first", FIGURES.to_owned()), ("second", after())] {
        std::fs::create_dir(folder.path(name)).unwrap();
        let file = |file: &str| format!("{name}/{file}");
        folder.put(&file("scheme.md"), SCHEME).put(&file("units.csv"), UNITS).put(&file("figures.csv"), figures);
    }
    let both = folder.run(&["score", "first", "second", "--format", "json"]).with(0);
    let both: serde_json::Value = serde_json::from_str(&both.out).unwrap();
    for (ix, name) in ["first", "second"].into_iter().enumerate() {
        let alone = folder.run(&["score", name, "--format", "json"]).with(0);
        let alone: serde_json::Value = serde_json::from_str(&alone.out).unwrap();
        assert_eq!(both[ix], serde_json::json!({ "folder": name, "results": alone }));
    }
    folder.run(&["score", "first", "second", "--format", "csv"]).with(2).warns(&["--out"]);
    folder.run(&["score", "first", "second", "--out", "x/r.csv"]).with(2).warns(&["x/r.csv"]);
    folder.run(&["score", "first", "second", "--format", "csv", "--out", "r.csv"]).with(0);
    for name in ["first", "second"] {
        let alone = folder.run(&["score", name, "--format", "csv"]).with(0);
        assert_eq!(folder.read(&format!("{name}/r.csv")), alone.out);
    }
}
