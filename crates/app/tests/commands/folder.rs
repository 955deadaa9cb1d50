//! Working folders to run commands on.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder that goes away with the test.
pub struct Folder {
    dir: tempfile::TempDir,
}

/// How a command ended.
pub struct Ended {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// Exit code.
    pub code: i32,
}

/// A small scheme of three items with every policy set.
pub const SCHEME: &str = "---
编号: test-1
标题: 测试方案
考核对象: 乡镇
总分: 60
口径:
  分档: 按比例
  界限: 含本数
  缺报: 计零分
  不适用: 计满分
  并列: 名次并列
---

# 测试方案

## 一、制度建设(10分)

有正式文件的,计10分。

## 二、人员到位(20分)

每配备1名人员,计5分,计满20分为止。

## 三、办结情况(30分)

办结率达到95%的,计30分;每降低1个百分点,扣1.5分;低于80%的,不计分。

## 指标说明

| 编号 | 指标 | 公式 |
|---|---|---|
| done | 办结率 | 办结件数 ÷ 应办件数 |
";

pub const UNITS: &str = "编码,名称,层级,上级\nA,甲镇,乡镇,\nB,乙镇,乡镇,\nC,丙乡,乡镇,\n";

pub const FIGURES: &str = "单位,指标,数值,来源,日期,备注
A,有正式文件,是,甲镇,2026-06-01,
A,配备人员,3,,,
A,办结件数,90,政务中心,,
A,应办件数,100,政务中心,,
B,有正式文件,否,,,
B,配备人员,4,,,
B,办结件数,100,,,
B,应办件数,100,,,
C,有正式文件,是,,,
C,办结件数,79,,,
C,应办件数,100,,,
";

impl Folder {
    /// An empty folder.
    pub fn new() -> Folder {
        Folder { dir: tempfile::tempdir().unwrap() }
    }

    /// A folder with scheme, units and figures.
    pub fn scored() -> Folder {
        let folder = Folder::new();
        folder.put("scheme.md", SCHEME);
        folder.put("units.csv", UNITS);
        folder.put("figures.csv", FIGURES);
        folder
    }

    /// Writes a file.
    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) -> &Folder {
        std::fs::write(self.path(name), content).unwrap();
        self
    }

    /// The path of a file in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// Reads a file.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Whether a file is there.
    pub fn has(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    /// The names of what is in it.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.dir.path()).unwrap();
        let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Runs the program in the folder, in Chinese.
    pub fn run(&self, args: &[&str]) -> Ended {
        self.run_in("zh_CN.UTF-8", args)
    }

    /// Runs the program in the folder under a locale.
    pub fn run_in(&self, locale: &str, args: &[&str]) -> Ended {
        ended(program(locale).current_dir(self.dir.path()).args(args).output().unwrap())
    }
}

/// The program under a locale, with nothing of the surroundings.
pub fn program(locale: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kaocheng"));
    for name in ["LC_ALL", "LC_MESSAGES", "NO_COLOR", "TERM"] {
        command.env_remove(name);
    }
    command.env("LANG", locale);
    command
}

/// What came of it.
pub fn ended(output: Output) -> Ended {
    let ended = Ended {
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
        code: output.status.code().unwrap_or(-1),
    };
    assert!(!ended.err.contains("panicked"), "{}", ended.err);
    ended
}

impl Ended {
    /// Asserts the exit code, showing everything if it is another.
    pub fn with(self, code: i32) -> Ended {
        assert_eq!(self.code, code, "out: {}\nerr: {}", self.out, self.err);
        self
    }

    /// Asserts that standard output holds all of these.
    pub fn says(self, parts: &[&str]) -> Ended {
        for part in parts {
            assert!(self.out.contains(part), "“{part}” is not in: {}", self.out);
        }
        self
    }

    /// Asserts that standard error holds all of these.
    pub fn warns(self, parts: &[&str]) -> Ended {
        for part in parts {
            assert!(self.err.contains(part), "“{part}” is not in: {}", self.err);
        }
        self
    }
}
