//! From what the office holds to points, explanations, draws and seals: the files of a round are laid out as a working
//! folder, and the very code of the commands works on it. So the office's points are those of the command line.
//!
//! Everything here runs to its end without waiting for anybody; the web side calls it on threads of its own.

mod checked;
mod computed;
mod drawn;
mod entered;
mod standing;
mod told;

pub use checked::{Checking, check};
pub use computed::{compute, seal};
pub use drawn::{DrawFiles, drawn};
pub use entered::{RowProblem, figures_file, measures, template_for, template_of, try_rows};
pub use standing::Standing;
pub use told::{ItemTold, UnitTold, tell};

use crate::folder::Folder;
use crate::message::{Failure, Lang};
use crate::terminal::{Heard, Terminal};
use kaocheng_compile::plan::Plan;
use kaocheng_compile::scheme::{self, Options};
use kaocheng_engine::table::Units;
use kaocheng_exchange::units::read_units;
use kaocheng_syntax::diagnostic::Severity;
use kaocheng_syntax::document;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The files of a round's folder, by name.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Why something cannot be done, in the lines that the command line would print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trouble {
    /// What the person must act on, a line a problem.
    pub lines: Vec<String>,
}

impl Trouble {
    fn of(failure: Failure, heard: &Heard) -> Trouble {
        let mut lines = heard.lines();
        match failure {
            Failure::Data(text) | Failure::Usage(text) => lines.push(text),
            Failure::Problems | Failure::Closed => {}
        }
        Trouble { lines }
    }

    fn of_io(error: &std::io::Error) -> Trouble {
        Trouble { lines: vec![error.to_string()] }
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.lines.join("\n"))
    }
}

impl std::error::Error for Trouble {}

/// A round's files laid out as a working folder, for as long as this is held.
pub struct Laid {
    dir: tempfile::TempDir,
    /// The folder.
    pub folder: Folder,
    /// The one who is told.
    pub terminal: Terminal,
    heard: Heard,
}

impl Laid {
    /// Lays the files out.
    pub fn out(files: &Files, lang: Lang) -> Result<Laid, Trouble> {
        let dir = tempfile::Builder::new().prefix("kaocheng-round-").tempdir().map_err(|e| Trouble::of_io(&e))?;
        for (name, bytes) in files {
            let path = dir.path().join(name);
            let parent = path.parent().unwrap_or(dir.path());
            std::fs::create_dir_all(parent).map_err(|e| Trouble::of_io(&e))?;
            std::fs::write(&path, bytes).map_err(|e| Trouble::of_io(&e))?;
        }
        let (terminal, heard) = Terminal::elsewhere(lang);
        let mut folder = Folder::open(dir.path(), lang).map_err(|failure| Trouble::of(failure, &heard))?;
        "scheme.md".clone_into(&mut folder.shown);
        Ok(Laid { dir, folder, terminal, heard })
    }

    /// What a step of a command gives, or what it said.
    pub fn done<T>(&self, step: Result<T, Failure>) -> Result<T, Trouble> {
        step.map_err(|failure| {
            let mut trouble = Trouble::of(failure, &self.heard);
            // Where the files lie for the moment is nobody's business.
            let here = self.dir.path().display().to_string();
            let folder = self.terminal.lang().pick("考核的文件夹", "the round's folder");
            for line in &mut trouble.lines {
                *line = line.replace(&format!("{here}/"), "").replace(&here, folder);
            }
            trouble
        })
    }

    /// Path of a file that is not one of the round's, such as a secret that goes with the folder.
    fn aside(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }
}

/// A scheme compiled for a round, with its units.
pub struct Scheme {
    /// The plan.
    pub plan: Plan,
    /// The units.
    pub units: Units,
}

impl Scheme {
    /// Reads and compiles; errors are told as the command line tells them.
    pub fn new(files: &Files, of_scheme: Option<&str>, lang: Lang) -> Result<Scheme, Trouble> {
        let bytes = |name: &str| files.get(name).map(Vec::as_slice);
        let document = document::read_bytes(bytes("scheme.md").unwrap_or_default());
        let compiled = scheme::compile(&document, &Options { round: of_scheme.map(str::to_owned) });
        if compiled.diagnostics.iter().any(|d| d.severity == Severity::Error) {
            let checking = check(bytes("scheme.md").unwrap_or_default(), lang);
            let errors = checking.findings.into_iter().filter(|f| f.severity == "error");
            return Err(Trouble { lines: errors.map(|f| format!("{}: {}", f.line, f.message)).collect() });
        }
        let (name, list) = match (bytes("units.csv"), bytes("units.xlsx")) {
            (Some(list), _) => ("units.csv", list),
            (None, list) => ("units.xlsx", list.unwrap_or_default()),
        };
        let read = read_units(name, list);
        match read.units {
            Some(units) => Ok(Scheme { plan: compiled.plan, units }),
            None => Err(Trouble { lines: read.problems.iter().map(|p| crate::problems::line(p, lang)).collect() }),
        }
    }
}
