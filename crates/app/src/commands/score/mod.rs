//! `kaocheng score`: points and ranks of all units, of one folder or of several.

mod changed;
mod large;
mod ordinary;

use crate::folder::{self, Folder, name_of};
use crate::message::{Failure, Format, Lang};
use crate::phrase;
use crate::progress;
use crate::terminal::Terminal;
use kaocheng_compile::plan::Plan;
use serde_json::json;
use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// The working folder: scheme.md, units.csv, figures.csv or figures.xlsx; several are scored one after the other.
    #[arg(required = true, value_name = "DIR")]
    dirs: Vec<PathBuf>,
    /// The round; else the scheme's first. May be given several times.
    #[arg(long, value_name = "R")]
    round: Vec<String>,
    /// The level of unit; else all that the scheme assesses.
    #[arg(long, value_name = "L")]
    level: Option<String>,
    /// Write to this file instead of the terminal; of several folders, to a file of this name in each.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Put the figures of this file in the place of those there are, and compute again what rests on them. May be given
    /// several times.
    #[arg(long, value_name = "FILE")]
    changed: Vec<PathBuf>,
    /// Which evaluator computes: both give the same.
    #[arg(long, value_enum, default_value_t = Engine::Columnar)]
    engine: Engine,
    /// How many threads compute; else as many as the machine has processors.
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Say on the side where the time went.
    #[arg(long)]
    profile: bool,
}

/// An evaluator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Engine {
    /// For any number of units.
    Columnar,
    /// Slow and plain; it defines what results mean.
    Reference,
}

/// One round of one folder.
struct Job<'j> {
    args: &'j Args,
    folder: &'j Folder,
    plan: &'j Plan,
    /// The file that its results go to.
    out: Option<PathBuf>,
}

/// Results in the form asked for.
enum Told {
    Text(String),
    Json(serde_json::Value),
    Csv(Vec<u8>),
    /// They are in a file, and there is nothing to add.
    Saved,
}

/// Where the time went.
#[derive(Default)]
struct Times {
    read: Duration,
    score: Duration,
    write: Option<Duration>,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let rounds: Vec<Option<&str>> = match args.round.as_slice() {
        [] => vec![None],
        some => some.iter().map(|round| Some(round.as_str())).collect(),
    };
    let jobs: Vec<(&PathBuf, Option<&str>)> =
        args.dirs.iter().flat_map(|dir| rounds.iter().map(move |round| (dir, *round))).collect();
    let several = jobs.len() > 1;
    if several && terminal.format == Format::Csv && args.out.is_none() {
        return Err(Failure::Usage(phrase::OUT_NEEDED.plain(lang).to_owned()));
    }
    let mut plans: HashMap<(String, Option<&str>), Plan> = HashMap::new();
    let mut all: Vec<(String, Told)> = Vec::new();
    for (dir, round) in jobs {
        let folder = Folder::open(dir, lang)?;
        // Folders of one scheme share what it was compiled to.
        let key = (folder.document.source.clone(), round);
        if !plans.contains_key(&key) {
            let compile = || folder.plan_to_run(round, terminal);
            plans.insert(key.clone(), progress::while_working(phrase::COMPILING.plain(lang), compile)?.plan);
        }
        let Some(plan) = plans.get(&key) else { continue };
        let out = args
            .out
            .as_deref()
            .map(|out| if several { in_folder(&folder, out, round, lang) } else { Ok(out.to_owned()) });
        let job = Job { args, folder: &folder, plan, out: out.transpose()? };
        let told = match large::figures(&job, terminal)? {
            Some(path) => large::run(&job, &path, terminal)?,
            None => ordinary::run(&job, terminal)?,
        };
        let name = round.map_or_else(|| dir.display().to_string(), |round| format!("{} · {round}", dir.display()));
        if !several {
            return print(told, terminal);
        }
        all.push((name, told));
    }
    print_all(all, terminal)
}

/// The file of a name in a folder; of one of several rounds, with the round in its name.
fn in_folder(folder: &Folder, out: &Path, round: Option<&str>, lang: Lang) -> Result<PathBuf, Failure> {
    let name = name_of(out);
    if Path::new(&name) != out {
        return Err(Failure::Usage(phrase::OUT_IN_EACH.with(lang, &[("path", &out.display())])));
    }
    let stem = out.file_stem().map_or_else(|| name.clone(), |stem| stem.to_string_lossy().into_owned());
    let name = match (round, out.extension()) {
        (Some(_), Some(extension)) => folder::of_round(&stem, round, &extension.to_string_lossy()),
        _ => name,
    };
    Ok(folder.dir.join(name))
}

fn print(told: Told, terminal: &Terminal) -> Result<(), Failure> {
    match told {
        Told::Text(text) => terminal.print_bytes(text.as_bytes()),
        Told::Json(json) => terminal.print_bytes(format!("{json:#}\n").as_bytes()),
        Told::Csv(bytes) => terminal.print_bytes(&bytes),
        Told::Saved => Ok(()),
    }
}

/// The results of several folders, each under its name.
fn print_all(all: Vec<(String, Told)>, terminal: &Terminal) -> Result<(), Failure> {
    let mut list = Vec::new();
    for (name, told) in all {
        match told {
            Told::Json(results) => list.push(json!({ "folder": name, "results": results })),
            Told::Text(text) => terminal.print_bytes(format!("== {name}\n\n{text}\n").as_bytes())?,
            other => print(other, terminal)?,
        }
    }
    if list.is_empty() { Ok(()) } else { print(Told::Json(list.into()), terminal) }
}

impl Job<'_> {
    /// Says where the time went, if that was asked.
    fn profile(&self, units: usize, threads: usize, times: &Times, terminal: &Terminal) {
        if !self.args.profile {
            return;
        }
        let seconds = |time: Duration| format!("{:.3}", time.as_secs_f64());
        let slots: [(&str, &dyn std::fmt::Display); 6] = [
            ("units", &units),
            ("items", &self.plan.items.len()),
            ("read", &seconds(times.read)),
            ("score", &seconds(times.score)),
            ("write", &times.write.map_or_else(|| "-".to_owned(), seconds)),
            ("threads", &threads),
        ];
        terminal.say(&phrase::PROFILE.with(terminal.lang(), &slots));
    }
}
