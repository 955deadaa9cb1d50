//! `kaocheng seal`: make a round final.

use crate::folder::{self, Folder};
use crate::message::Failure;
use crate::phrase;
use crate::problems;
use crate::sealing::{self, Besides, Kept};
use crate::terminal::Terminal;
use crate::{file, sealing::FOLDER};
use kaocheng_engine::sealed::{self, Correction, Ref};
use kaocheng_exchange::problem::{Kind, Place, Problem};
use kaocheng_exchange::sealed::SealFault;
use kaocheng_syntax::diagnostic::Severity;
use serde_json::json;
use std::path::PathBuf;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// The working folder.
    dir: PathBuf,
    /// The round; else the scheme's first.
    #[arg(long, value_name = "R")]
    round: Option<String>,
    /// The year; else that in which the reference period ends.
    #[arg(long, value_name = "Y", value_parser = clap::value_parser!(i64).range(1900..=2200))]
    year: Option<i64>,
    /// Correct the record that is there, for this reason: a new record that names it.
    #[arg(long, value_name = "REASON")]
    correct: Option<String>,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let folder = Folder::open(&args.dir, lang)?;
    let plan = folder.plan(args.round.as_deref(), terminal)?.plan;
    let year = sealing::year_of(&plan.head, args.year);
    let stem =
        sealing::stem(&plan.head, year).ok_or_else(|| Failure::Usage(phrase::SEAL_YEAR.plain(lang).to_owned()))?;
    let all = sealing::kept(&folder.dir, lang)?;
    let (name, corrects) = place(&all, &stem, args.correct.as_deref(), terminal)?;
    let mut found: Vec<Problem> = all.iter().flat_map(|kept| kept.read.problems.clone()).collect();
    let history = folder::history(&folder.dir, lang)?;
    let needs = sealed::needs(&plan);
    let faults = sealed::check(&needs, year, &history).into_iter().map(SealFault::History);
    found.extend(faults.map(|fault| Place::file(&name).problem(Kind::Sealed(fault))));
    problems::say(&found, 0, terminal);
    if found.iter().any(|problem| problem.severity() == Severity::Error) {
        return Err(Failure::Problems);
    }
    let files = sealing::digests(&folder, &plan, terminal)?;
    let others = all.iter().filter(|kept| kept.stem().0 != stem);
    let earlier: Vec<Ref> = others.filter_map(Kept::reference).collect();
    let record = sealing::record(&folder, &plan, Besides { year, files, earlier, corrects }, terminal)?;
    let sealed_in = folder.dir.join(FOLDER);
    std::fs::create_dir_all(&sealed_in).map_err(|e| {
        let slots: [(&str, &dyn std::fmt::Display); 2] = [("path", &sealed_in.display()), ("reason", &e)];
        Failure::Data(phrase::NOT_WRITABLE.with(lang, &slots))
    })?;
    file::write_new(&folder.dir.join(&name), sealed::text(&record).as_bytes(), lang)?;
    let (hash, units, count) = (sealed::hash(&record), record.units.len(), record.files.len());
    if terminal.is_json() {
        return terminal.print(&json!({ "file": name, "hash": hash, "units": units, "files": count }).to_string());
    }
    let slots: [(&str, &dyn std::fmt::Display); 4] =
        [("path", &name), ("hash", &hash), ("units", &units), ("files", &count)];
    terminal.print(&phrase::SEAL_DONE.with(lang, &slots))
}

/// The name of the new record, and what it corrects. A record that is there is never written over.
fn place(
    all: &[Kept],
    stem: &str,
    reason: Option<&str>,
    terminal: &Terminal,
) -> Result<(String, Option<Correction>), Failure> {
    let lang = terminal.lang();
    let chain = sealing::chain(all, stem);
    let name = format!("{FOLDER}/{stem}.json");
    match (chain.last(), reason.map(str::trim)) {
        (None, None) => Ok((name, None)),
        (None, Some(_)) => Err(Failure::Usage(phrase::SEAL_NOTHING_TO_CORRECT.with(lang, &[("path", &name)]))),
        (Some(last), None) => Err(Failure::Data(phrase::SEAL_THERE.with(lang, &[("path", &last.file)]))),
        (Some(_), Some("")) => Err(Failure::Usage(phrase::SEAL_NO_REASON.plain(lang).to_owned())),
        (Some(last), Some(reason)) => {
            let Some(of) = last.reference() else {
                problems::say(&last.read.problems, 0, terminal);
                return Err(Failure::Problems);
            };
            let name = format!("{FOLDER}/{stem}.correction-{}.json", last.stem().1.saturating_add(1));
            Ok((name, Some(Correction { of, reason: reason.to_owned() })))
        }
    }
}
