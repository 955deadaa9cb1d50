//! `kaocheng import`: figures in. Without `--write` it only says what would change; with an error in the file nothing is
//! written at all.

use crate::commands::import_disputes;
use crate::figures_file;
use crate::file;
use crate::folder::{Folder, name_of};
use crate::message::{self, Failure, Lang};
use crate::phrase;
use crate::problems;
use crate::terminal::Terminal;
use kaocheng_compile::plan::{Plan, Reason};
use kaocheng_engine::explain::show_value;
use kaocheng_engine::table::{Table, Value};
use kaocheng_exchange::figures::{Change, Imported, read_figures};
use kaocheng_exchange::mark::{Mark, mark_problems};
use kaocheng_exchange::problem::Problem;
use kaocheng_syntax::diagnostic::Severity;
use serde_json::{Value as Json, json};
use std::path::{Path, PathBuf};

/// How many changed figures are listed.
const LISTED: usize = 12;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// The working folder.
    dir: PathBuf,
    /// The workbook or CSV file with figures.
    file: PathBuf,
    /// The round; else the scheme's first.
    #[arg(long, value_name = "R")]
    round: Option<String>,
    /// Put the figures into the folder's figures.csv; without this nothing is written.
    #[arg(long)]
    write: bool,
    /// Copy the workbook with every problem marked in its cell; without a name, to FILE.marked.xlsx.
    #[arg(long, value_name = "OUT", num_args = 0..=1, require_equals = true)]
    mark: Option<Option<PathBuf>>,
    /// Enter figures of another office than their provider as disputes, and import nothing.
    #[arg(long, conflicts_with_all = ["write", "mark"])]
    dispute: bool,
    /// List every change.
    #[arg(long)]
    all: bool,
}

/// What a file would do.
struct Trial {
    read: Imported,
    /// Those of the file and those against other files of the folder.
    problems: Vec<Problem>,
    errors: usize,
    added: Vec<Change>,
    /// With the value before.
    changed: Vec<(Value, Change)>,
    same: usize,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let folder = Folder::open(&args.dir, lang)?;
    let plan = folder.plan(args.round.as_deref(), terminal)?.plan;
    let units = folder.units(&plan, terminal)?;
    let bytes = file::read_named(&args.file, lang)?;
    let name = name_of(&args.file);
    let read = read_figures(&name, &bytes, &plan, &units);
    if args.dispute {
        return import_disputes::open(&folder, &plan, &units, &read, terminal);
    }
    let target = folder.figures_target(&plan);
    let (own, others) = folder.figure_files(&plan, &args.file, lang)?;
    let before = folder.read_figures(&own, &plan, &units, terminal)?;
    let others = folder.read_figures(&others, &plan, &units, terminal)?;
    let trial = try_out(read, &before, &others, &plan, &name);
    if !terminal.is_json() {
        problems::say(&trial.problems, trial.read.unlisted, terminal);
    }
    if args.mark.is_some() {
        mark(args, &bytes, &trial.problems, terminal)?;
    }
    if trial.errors > 0 {
        if !terminal.is_json() && trial.problems.iter().any(|p| p.code() == "provider-overwritten") {
            let path = import_disputes::target(&folder, &plan);
            terminal.say(&phrase::IMPORT_DISPUTE_HINT.with(lang, &[("path", &path.display())]));
        }
        return refuse(args, &trial, terminal);
    }
    let nothing = trial.added.is_empty() && trial.changed.is_empty();
    let write = args.write && !nothing;
    if write {
        let mut table = before.clone();
        figures_file::take_over(&trial.read.changes, &mut table, &name);
        let language = terminal.lang_for(&folder.document.source).language();
        let text = figures_file::csv(&plan, &table, language).map_err(|e| Failure::Data(e.to_string()))?;
        file::write(&target, &text, lang)?;
    }
    let written = write.then_some(target.as_path());
    if terminal.is_json() {
        return terminal.print(&json(&trial, &args.file, written, lang).to_string());
    }
    for line in summary(&trial, &plan, &before, args, lang) {
        terminal.print(&line)?;
    }
    terminal.print(&match written {
        Some(path) => phrase::SAVED.with(lang, &[("path", &path.display())]),
        None if nothing => phrase::IMPORT_NOTHING.plain(lang).to_owned(),
        None => phrase::IMPORT_DRY.with(lang, &[("path", &target.display())]),
    })
}

/// Holds what was read against what is there.
fn try_out(read: Imported, before: &Table, others: &Table, plan: &Plan, file: &str) -> Trial {
    let against = problems::against(others, plan, &read, file);
    let errors = read.errors + against.iter().filter(|p| p.severity() == Severity::Error).count();
    let problems = read.problems.iter().cloned().chain(against).collect();
    let absent = Value::Missing(Reason::NotReported);
    let mut trial = Trial { read, problems, errors, added: Vec::new(), changed: Vec::new(), same: 0 };
    for change in &trial.read.changes {
        let now = before.value(change.input, change.unit);
        if *now == change.value || change.value == absent {
            trial.same += 1;
        } else if *now == absent {
            trial.added.push(change.clone());
        } else {
            trial.changed.push((now.clone(), change.clone()));
        }
    }
    trial
}

/// Says that nothing was written, and how to see why in the workbook itself.
fn refuse(args: &Args, trial: &Trial, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    if terminal.is_json() {
        terminal.print(&json(trial, &args.file, None, lang).to_string())?;
        return Err(Failure::Problems);
    }
    if args.mark.is_none() && args.file.extension().is_some_and(|e| e.eq_ignore_ascii_case("xlsx")) {
        terminal.say(&phrase::IMPORT_MARK_HINT.with(lang, &[("path", &marked_path(args).display())]));
    }
    Err(Failure::Data(phrase::IMPORT_REFUSED.with(lang, &[("count", &trial.errors)])))
}

/// `form.marked.xlsx` beside `form.xlsx`, unless another name was given.
fn marked_path(args: &Args) -> PathBuf {
    match &args.mark {
        Some(Some(path)) => path.clone(),
        _ => args.file.with_extension("marked.xlsx"),
    }
}

/// Writes the copy with marks. A file about persons is not copied anywhere.
fn mark(args: &Args, bytes: &[u8], problems: &[Problem], terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    if problems.iter().any(|p| p.code() == "personal-records") {
        return Ok(());
    }
    let marks: Vec<Mark> = problems
        .iter()
        .map(|p| Mark { place: p.place.clone(), severity: p.severity(), text: message::problem_words(p, lang) })
        .collect();
    match mark_problems(bytes, &marks, lang.language()) {
        Ok(marked) => {
            let path = marked_path(args);
            file::write(&path, &marked, lang)?;
            terminal.say(&phrase::IMPORT_MARKED.with(lang, &[("path", &path.display())]));
        }
        Err(_) => terminal.say(&phrase::MARK_NOT_WORKBOOK.with(lang, &[("file", &args.file.display())])),
    }
    Ok(())
}

/// What the file holds and what it would change.
fn summary(trial: &Trial, plan: &Plan, before: &Table, args: &Args, lang: Lang) -> Vec<String> {
    let counts = trial.read.counts;
    let mut lines = vec![
        phrase::IMPORT_SUMMARY.with(
            lang,
            &[
                ("file", &args.file.display()),
                ("rows", &counts.rows),
                ("figures", &counts.figures),
                ("missing", &counts.missing),
            ],
        ),
        phrase::IMPORT_CHANGES
            .with(lang, &[("added", &trial.added.len()), ("changed", &trial.changed.len()), ("same", &trial.same)]),
    ];
    // What is replaced matters more than what is new.
    let all: Vec<String> = trial
        .changed
        .iter()
        .map(|(old, change)| change_line(Some(old), change, plan, before, lang))
        .chain(trial.added.iter().map(|change| change_line(None, change, plan, before, lang)))
        .collect();
    let listed = if args.all { all.len() } else { LISTED };
    lines.extend(all.iter().take(listed).map(|line| format!("  {line}")));
    if all.len() > listed {
        lines.push(format!("  {}", phrase::IMPORT_MORE.with(lang, &[("count", &(all.len() - listed))])));
    }
    lines
}

fn change_line(old: Option<&Value>, change: &Change, plan: &Plan, before: &Table, lang: Lang) -> String {
    let row = &before.units().all()[change.unit];
    let unit = if row.name.is_empty() { &row.code } else { &row.name };
    let input = &plan.inputs[change.input.0];
    let value = |v: &Value| show_value(v, Some(&input.kind), lang.language());
    let new = value(&change.value);
    match old {
        None => phrase::IMPORT_CELL_NEW.with(lang, &[("unit", unit), ("input", &input.label), ("new", &new)]),
        Some(old) => {
            let slots: [(&str, &dyn std::fmt::Display); 4] =
                [("unit", unit), ("input", &input.label), ("old", &value(old)), ("new", &new)];
            phrase::IMPORT_CELL_CHANGED.with(lang, &slots)
        }
    }
}

fn json(trial: &Trial, file: &Path, written: Option<&Path>, lang: Lang) -> Json {
    let counts = trial.read.counts;
    json!({
        "file": file.display().to_string(),
        "rows": counts.rows,
        "figures": counts.figures,
        "missing": counts.missing,
        "added": trial.added.len(),
        "changed": trial.changed.len(),
        "same": trial.same,
        "errors": trial.errors,
        "problems": trial.problems.iter().map(|p| problems::json(p, lang)).collect::<Vec<_>>(),
        "written": written.map(|p| p.display().to_string()),
    })
}
