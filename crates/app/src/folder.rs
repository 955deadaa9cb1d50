//! The working folder: `scheme.md`, `units.csv`, `figures*.csv`, `figures*.xlsx` or `figures*.parquet`, and beside them
//! `findings*` and `disputes*`.
//!
//! Figures of one round stand in files that name it (`figures-上半年.csv`); files that name no round are of every round.

use crate::beside_figures::BesideFigures;
use crate::figures_file;
use crate::file;
use crate::findings::{self, Scheme};
use crate::message::{Failure, Lang};
use crate::phrase;
use crate::problems;
use crate::sealing;
use crate::terminal::Terminal;
use kaocheng_compile::plan::Plan;
use kaocheng_compile::scheme::{self, Compiled, Options};
use kaocheng_engine::sealed::SealedLists;
use kaocheng_engine::table::{Table, Units};
use kaocheng_exchange::figures::read_figures;
use kaocheng_exchange::problem::Problem;
use kaocheng_exchange::sealed;
use kaocheng_exchange::units::read_units;
use kaocheng_syntax::diagnostic::Severity;
use kaocheng_syntax::document::{self, Document};
use std::path::{Path, PathBuf};

/// A scheme and the folder it stands in.
pub struct Folder {
    /// The folder.
    pub dir: PathBuf,
    /// The scheme's file.
    pub path: PathBuf,
    /// The same, as the person named it.
    pub shown: String,
    /// What was read.
    pub document: Document,
}

impl Folder {
    /// Opens a working folder, or the folder of a scheme's file.
    pub fn open(path: &Path, lang: Lang) -> Result<Folder, Failure> {
        if !path.exists() {
            return Err(Failure::Usage(phrase::NO_SUCH_FILE.with(lang, &[("path", &path.display())])));
        }
        let scheme = if path.is_dir() { scheme_in(path, lang)? } else { path.to_owned() };
        let bytes = file::read(&scheme, lang)?;
        let dir = match scheme.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        let shown = scheme.display().to_string();
        Ok(Folder { dir, path: scheme, shown, document: document::read_bytes(&bytes) })
    }

    /// The scheme, for findings about it.
    pub fn scheme(&self) -> Scheme<'_> {
        Scheme { path: &self.shown, document: &self.document }
    }

    /// The rounds to look at: the one asked for, else all; `None` where the scheme has none.
    pub fn rounds(&self, asked: Option<&str>, lang: Lang) -> Result<Vec<Option<String>>, Failure> {
        let declared: Vec<&str> = self.document.front.rounds.iter().map(|r| r.value.as_str()).collect();
        match asked {
            None if declared.is_empty() => Ok(vec![None]),
            None => Ok(declared.into_iter().map(|r| Some(r.to_owned())).collect()),
            Some(round) if declared.contains(&round) => Ok(vec![Some(round.to_owned())]),
            Some(_) if declared.is_empty() => Err(Failure::Usage(phrase::ROUND_NONE.plain(lang).to_owned())),
            Some(round) => {
                let rounds = declared.join(", ");
                Err(Failure::Usage(phrase::ROUND_UNKNOWN.with(lang, &[("rounds", &rounds), ("round", &round)])))
            }
        }
    }

    /// The scheme compiled for the round asked for, else the first; a scheme with errors is shown with them and ends the
    /// command.
    pub fn plan(&self, round: Option<&str>, terminal: &Terminal) -> Result<Compiled, Failure> {
        self.plan_by(scheme::compile, round, terminal)
    }

    /// The same where nobody looks at what else the checks find: in a fraction of the time.
    pub fn plan_to_run(&self, round: Option<&str>, terminal: &Terminal) -> Result<Compiled, Failure> {
        self.plan_by(scheme::compile_to_run, round, terminal)
    }

    fn plan_by(
        &self,
        compile: fn(&Document, &Options) -> Compiled,
        round: Option<&str>,
        terminal: &Terminal,
    ) -> Result<Compiled, Failure> {
        let lang = terminal.lang();
        let round = self.rounds(round, lang)?.into_iter().next().flatten();
        let compiled = compile(&self.document, &Options { round });
        let errors: Vec<_> = compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error).cloned().collect();
        if !errors.is_empty() {
            let renderer = findings::renderer(terminal.colours_of_messages(), terminal.width());
            for text in findings::render(&errors, &self.scheme(), lang, &renderer, false) {
                terminal.say(&format!("{text}\n"));
            }
            return Err(Failure::Data(phrase::SCHEME_HAS_ERRORS.with(lang, &[("count", &errors.len())])));
        }
        if compiled.plan.total.is_none() {
            return Err(Failure::Data(phrase::NO_ITEMS.with(lang, &[("path", &self.shown)])));
        }
        Ok(compiled)
    }

    /// The plan as each level to be shown sees it: the one asked for, else all that the scheme assesses.
    pub fn levels(&self, plan: &Plan, asked: Option<&str>, lang: Lang) -> Result<Vec<Plan>, Failure> {
        let Some(name) = asked else { return Ok((0..plan.levels.len()).map(|l| plan.at_level(l)).collect()) };
        let Some(level) = plan.level_named(name) else {
            let names: Vec<&str> = plan.levels.iter().filter_map(|l| l.level.as_deref()).collect();
            let slots: [(&str, &dyn std::fmt::Display); 2] = [("level", &name), ("levels", &names.join(", "))];
            return Err(Failure::Usage(phrase::LEVEL_UNKNOWN.with(lang, &slots)));
        };
        Ok(vec![plan.at_level(level)])
    }

    /// The list of units.
    pub fn units(&self, plan: &Plan, terminal: &Terminal) -> Result<Units, Failure> {
        let lang = terminal.lang();
        let dir = self.dir.display();
        let candidates: Vec<PathBuf> =
            ["units.csv", "units.xlsx"].iter().map(|n| self.dir.join(n)).filter(|p| p.is_file()).collect();
        let path = match candidates.as_slice() {
            [one] => one,
            [] => return Err(Failure::Data(phrase::NO_UNITS.with(lang, &[("path", &dir)]))),
            _ => return Err(Failure::Data(phrase::TWO_UNITS.with(lang, &[("path", &dir)]))),
        };
        let read = read_units(&name_of(path), &file::read(path, lang)?);
        problems::say(&read.problems, read.unlisted, terminal);
        let units = read.units.ok_or(Failure::Problems)?;
        if units.by_level(plan).iter().all(Vec::is_empty) {
            let mut levels: Vec<&str> = units.all().iter().map(|u| u.level.as_str()).collect();
            levels.sort_unstable();
            levels.dedup();
            let level = plan.head.level.as_deref().unwrap_or_default();
            let slots: [(&str, &dyn std::fmt::Display); 2] = [("level", &level), ("levels", &levels.join(", "))];
            return Err(Failure::Data(phrase::NO_ASSESSED.with(lang, &slots)));
        }
        Ok(units)
    }

    /// The figures of some files together; no two of them may disagree.
    pub fn read_figures(
        &self,
        files: &[PathBuf],
        plan: &Plan,
        units: &Units,
        terminal: &Terminal,
    ) -> Result<Table, Failure> {
        let lang = terminal.lang();
        let mut table = Table::new(plan, units.clone());
        let mut found: Vec<Problem> = Vec::new();
        let (mut unlisted, mut errors) = (0, 0);
        for path in files {
            let name = name_of(path);
            let read = read_figures(&name, &file::read(path, lang)?, plan, units);
            let against = problems::against(&table, plan, &read, &name);
            figures_file::take_over(&read.changes, &mut table, "");
            errors += read.errors + against.len();
            unlisted += read.unlisted;
            found.extend(against);
            found.extend(read.problems);
        }
        problems::say(&found, unlisted, terminal);
        if errors > 0 { Err(Failure::Problems) } else { Ok(table) }
    }

    /// Units and all figures of a plan's round, ready to score.
    pub fn table(&self, plan: &Plan, terminal: &Terminal) -> Result<Table, Failure> {
        Ok(self.table_and_beside(plan, terminal)?.0)
    }

    /// The same, with the findings and disputes behind it.
    pub fn table_and_beside(&self, plan: &Plan, terminal: &Terminal) -> Result<(Table, BesideFigures), Failure> {
        let lang = terminal.lang();
        let units = self.units(plan, terminal)?;
        let files = self.files_of("figures", plan, lang)?;
        if files.is_empty() && self.files_of("findings", plan, lang)?.is_empty() {
            return Err(Failure::Data(phrase::NO_FIGURES.with(lang, &[("path", &self.dir.display())])));
        }
        let figures = self.read_figures(&files, plan, &units, terminal)?;
        self.with_findings(plan, figures, terminal)
    }

    /// The file that imported figures of a plan's round go to.
    pub fn figures_target(&self, plan: &Plan) -> PathBuf {
        self.dir.join(of_round("figures", plan.head.round.as_deref(), "csv"))
    }

    /// The files of figures of a plan's round: the one that imports go to, and the others without `besides`.
    pub fn figure_files(
        &self,
        plan: &Plan,
        besides: &Path,
        lang: Lang,
    ) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Failure> {
        let target = self.figures_target(plan);
        let same = |a: &Path, b: &Path| match (a.canonicalize(), b.canonicalize()) {
            (Ok(a), Ok(b)) => a == b,
            _ => a == b,
        };
        let (own, others): (Vec<PathBuf>, Vec<PathBuf>) =
            self.files_of("figures", plan, lang)?.into_iter().partition(|p| same(p, &target));
        Ok((own, others.into_iter().filter(|p| !same(p, besides)).collect()))
    }

    /// The files of one kind (figures, findings, disputes) of a plan's round, by name.
    pub fn files_of(&self, kind: &str, plan: &Plan, lang: Lang) -> Result<Vec<PathBuf>, Failure> {
        let rounds: Vec<String> =
            self.document.front.rounds.iter().map(|r| in_file_name(&r.value).to_lowercase()).collect();
        let own = plan.head.round.as_deref().map(|r| in_file_name(r).to_lowercase());
        let wanted = |name: &str| {
            let name = name.to_lowercase();
            let of_form = name.starts_with(kind) && [".csv", ".xlsx", ".parquet"].iter().any(|e| name.ends_with(e));
            let named: Vec<&String> = rounds.iter().filter(|r| name.contains(r.as_str())).collect();
            let fits = named.is_empty() || named.iter().any(|r| Some(*r) == own.as_ref());
            of_form && fits && !name.contains(".marked.")
        };
        Ok(entries(&self.dir, lang)?.into_iter().filter(|p| p.is_file() && wanted(&name_of(p))).collect())
    }
}

/// `figures.csv`, or `figures-全年.csv` for a round.
pub fn of_round(stem: &str, round: Option<&str>, extension: &str) -> String {
    match round {
        Some(round) => format!("{stem}-{}.{extension}", in_file_name(round)),
        None => format!("{stem}.{extension}"),
    }
}

/// A round's name without what file names cannot hold.
pub fn in_file_name(round: &str) -> String {
    round.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], "-")
}

/// The last part of a path.
pub fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}

/// The lists of the sealed records of a folder, of each round what holds last: what a rise by years running looks back on.
/// Records that do not read at all have no lists; `kaocheng verify` names them.
pub fn history(dir: &Path, lang: Lang) -> Result<Vec<SealedLists>, Failure> {
    let all = sealing::kept(dir, lang)?;
    Ok(sealing::last(&all).into_iter().filter_map(|kept| sealed::lists(&kept.file, &kept.read)).collect())
}

/// What a folder holds, in the order of names.
pub fn entries(dir: &Path, lang: Lang) -> Result<Vec<PathBuf>, Failure> {
    let unreadable =
        |e: std::io::Error| Failure::Data(phrase::NOT_READABLE.with(lang, &[("path", &dir.display()), ("reason", &e)]));
    let mut found: Vec<PathBuf> =
        std::fs::read_dir(dir).map_err(unreadable)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    found.sort();
    Ok(found)
}

/// `scheme.md`, else the only Markdown file besides README.
fn scheme_in(dir: &Path, lang: Lang) -> Result<PathBuf, Failure> {
    let scheme = dir.join("scheme.md");
    if scheme.is_file() {
        return Ok(scheme);
    }
    let is_candidate = |path: &PathBuf| {
        let name = name_of(path).to_lowercase();
        path.is_file() && name.ends_with(".md") && !name.starts_with("readme")
    };
    let mut candidates: Vec<PathBuf> = entries(dir, lang)?.into_iter().filter(is_candidate).collect();
    match (candidates.pop(), candidates.is_empty()) {
        (Some(one), true) => Ok(one),
        (None, _) => Err(Failure::Usage(phrase::NO_SCHEME.with(lang, &[("path", &dir.display())]))),
        (Some(last), false) => {
            candidates.push(last);
            let files = candidates.iter().map(|p| name_of(p)).collect::<Vec<_>>().join(", ");
            Err(Failure::Usage(phrase::SEVERAL_SCHEMES.with(lang, &[("path", &dir.display()), ("files", &files)])))
        }
    }
}
