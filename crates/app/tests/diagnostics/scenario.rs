//! Pages about draws: files put into a working folder, edited, and commands run there, one after the other.

use crate::raise::Raised;
use std::path::Path;
use std::process::Command;

/// What every folder holds before a page's own files.
const FILES: [(&str, &str); 3] = [
    ("scheme.md", "# 便民服务考核\n\n## 一、服务人员(10分)\n\n配备2名以上服务人员的,计10分。\n"),
    (
        "units.csv",
        "编码,名称,层级,上级\nA01,蓝溪镇,乡镇,\nA02,石桥镇,乡镇,\nA0101,东岭村,村,A01\nA0102,西坪村,村,A01\nA0103,南湾村,村,A01\nA0201,东岭村,村,A02\n",
    ),
    ("seed.txt", "0038 1294 7155 2096 3847\n"),
];

/// A folder on which the blocks of a page act.
pub struct Scenario(tempfile::TempDir);

impl Scenario {
    /// The folder before the page.
    pub fn new() -> Scenario {
        let scenario = Scenario(tempfile::tempdir().expect("a folder"));
        FILES.iter().for_each(|(name, text)| scenario.put(name, text));
        scenario
    }

    fn dir(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file.
    pub fn put(&self, name: &str, text: &str) {
        let path = self.dir().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }

    /// Replaces in a file: every line is `OLD => NEW`, and the file must hold it.
    pub fn edit(&self, name: &str, text: &str) {
        let path = self.dir().join(name);
        let mut content = std::fs::read_to_string(&path).expect("the file is there");
        for line in text.lines() {
            let (old, new) = line.split_once(" => ").expect("OLD => NEW");
            assert!(content.contains(old), "{name} does not hold {old}");
            content = content.replace(old, new);
        }
        std::fs::write(path, content).expect("written");
    }

    /// Runs a command a line, and gives what they told.
    pub fn run(&self, text: &str) -> Vec<Raised> {
        let mut all = Vec::new();
        for line in text.lines().filter(|l| !l.trim().is_empty()) {
            let output = Command::new(env!("CARGO_BIN_EXE_kaocheng"))
                .current_dir(self.dir())
                .args(["--lang", "en"])
                .args(line.split_whitespace())
                .output()
                .expect("the program runs");
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            let found: Vec<Raised> = told.lines().filter_map(raised).collect();
            assert!(output.status.success() || !found.is_empty(), "{line}: {told}");
            all.extend(found);
        }
        all
    }
}

/// `PLACE: error[CODE]: WORDS`
fn raised(line: &str) -> Option<Raised> {
    let severities = ["error", "question", "warning", "note"];
    let (severity, rest) = severities.into_iter().find_map(|s| Some((s, line.split_once(&format!(": {s}["))?.1)))?;
    let (code, words) = rest.split_once("]: ")?;
    Some(Raised { code: code.to_owned(), severity, details: None, words: words.to_owned() })
}
