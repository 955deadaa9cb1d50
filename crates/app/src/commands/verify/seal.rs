//! A sealed round computed again from its folder: what holds, and exactly what does not.

use crate::folder::Folder;
use crate::message::{Failure, Lang};
use crate::phrase;
use crate::problems;
use crate::sealing::{self, Besides, Kept};
use crate::terminal::Terminal;
use kaocheng_compile::plan::Plan;
use kaocheng_compile::scheme::{self, Options};
use kaocheng_engine::sealed::{Difference, Ref, Sealed, compare};
use kaocheng_exchange::problem::{Kind, Place, Problem};
use kaocheng_exchange::sealed::SealFault;
use serde_json::json;
use std::path::PathBuf;

/// The arguments.
#[derive(clap::Args)]
#[group(id = "record")]
pub struct Args {
    /// The working folder.
    pub(super) dir: PathBuf,
    /// The round; else the scheme's first.
    #[arg(long, value_name = "R")]
    pub(super) round: Option<String>,
    /// The year; else that in which the reference period ends.
    #[arg(long, value_name = "Y", value_parser = clap::value_parser!(i64).range(1900..=2200))]
    pub(super) year: Option<i64>,
    /// The record, such as sealed/fw-2026.json; else that of the year and round.
    #[arg(long, value_name = "FILE")]
    pub(super) file: Option<String>,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let folder = Folder::open(&args.dir, lang)?;
    let round = folder.rounds(args.round.as_deref(), lang)?.into_iter().next().flatten();
    // A scheme that was altered may have errors now; what it says of itself is enough to find the record.
    let plan = scheme::compile(&folder.document, &Options { round: round.clone() }).plan;
    let all = sealing::kept(&folder.dir, lang)?;
    let year = sealing::year_of(&plan.head, args.year);
    let chain = chain(&all, args, &plan, year, lang)?;
    // Every record must hold by itself, those of other years too.
    let mut found: Vec<Problem> = all.iter().flat_map(|kept| kept.read.problems.clone()).collect();
    found.extend(chain.iter().zip(chain.iter().skip(1)).filter_map(|(before, after)| corrected(before, after)));
    let Some((kept, record)) = chain.last().and_then(|kept| Some((*kept, kept.read.record.as_ref()?))) else {
        return end(&found, None, terminal);
    };
    // A year that was given when it was sealed need not be given again.
    let year = args.year.or(record.year).or(year);
    let stem = kept.stem().0;
    let others = all.iter().filter(|other| other.stem().0 != stem);
    let earlier: Vec<Ref> = others.filter_map(Kept::reference).collect();
    let here = |difference| Place::file(&kept.file).problem(Kind::Sealed(SealFault::Differs(difference)));
    let files = sealing::digests(&folder, &plan, terminal)?;
    let rests = Sealed { files: files.clone(), earlier: earlier.clone(), ..record.clone() };
    let rest_differs: Vec<Problem> = compare(record, &rests).into_iter().map(here).collect();
    let besides = Besides { year, files, earlier, corrects: record.corrects.clone() };
    let now = folder
        .plan(round.as_deref(), terminal)
        .and_then(|compiled| sealing::record(&folder, &compiled.plan, besides, terminal));
    match now {
        Ok(now) => found.extend(compare(record, &now).into_iter().map(here)),
        // What cannot be computed any more can still be told apart file by file.
        Err(failure) => {
            found.extend(rest_differs);
            problems::say(&found, 0, terminal);
            return Err(failure);
        }
    }
    end(&found, Some(kept), terminal)
}

/// The record asked for, after everything that it corrects.
fn chain<'k>(
    all: &'k [Kept],
    args: &Args,
    plan: &Plan,
    year: Option<i64>,
    lang: Lang,
) -> Result<Vec<&'k Kept>, Failure> {
    let files: Vec<&str> = all.iter().map(|kept| kept.file.as_str()).collect();
    let there = if files.is_empty() { "–".to_owned() } else { files.join(", ") };
    let none = |wanted: &str| {
        let slots: [(&str, &dyn std::fmt::Display); 2] = [("path", &wanted), ("files", &there)];
        Failure::Data(phrase::SEAL_NONE.with(lang, &slots))
    };
    if let Some(file) = &args.file {
        let place = all.iter().position(|kept| kept.file.ends_with(file.as_str())).ok_or_else(|| none(file))?;
        let stem = all.get(place).map_or("", |kept| kept.stem().0);
        return Ok(all.iter().take(place + 1).filter(|kept| kept.stem().0 == stem).collect());
    }
    // The stem of a year that nobody knows any more: the only record of the scheme and round.
    let of_scheme = |kept: &&Kept| {
        let own = |r: &Sealed| r.scheme == plan.head.code && r.round == plan.head.round && args.year.is_none();
        kept.read.record.as_ref().is_some_and(own)
    };
    let stem = sealing::stem(&plan.head, year);
    let own = stem.as_deref().map(|stem| sealing::chain(all, stem)).filter(|chain| !chain.is_empty());
    let newest = || {
        let mut stems: Vec<&str> = all.iter().filter(of_scheme).map(|kept| kept.stem().0).collect();
        stems.dedup();
        if let [stem] = stems.as_slice() { Some(sealing::chain(all, stem)) } else { None }
    };
    own.or_else(newest).ok_or_else(|| none(stem.as_deref().unwrap_or("–")))
}

/// A correction must name the record before it as it is.
fn corrected(before: &Kept, after: &Kept) -> Option<Problem> {
    let named = &after.read.record.as_ref()?.corrects.as_ref()?.of;
    let hash = before.reference().map(|r| r.hash);
    let same = named.file == before.file && hash.as_ref() == Some(&named.hash);
    let difference = Difference::Earlier { file: before.file.clone(), sealed: named.hash.clone(), now: hash };
    (!same).then(|| Place::file(&after.file).problem(Kind::Sealed(SealFault::Differs(difference))))
}

fn end(found: &[Problem], kept: Option<&Kept>, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let holds = found.is_empty() && kept.is_some();
    if terminal.is_json() {
        let problems: Vec<_> = found.iter().map(|problem| problems::json(problem, lang)).collect();
        let (file, hash) = (kept.map(|k| k.file.clone()), kept.map(|k| k.read.hash.clone()));
        terminal.print(&json!({ "file": file, "hash": hash, "holds": holds, "problems": problems }).to_string())?;
    } else {
        problems::say(found, 0, terminal);
        if let Some((kept, record)) = kept.filter(|_| holds).and_then(|k| Some((k, k.read.record.as_ref()?))) {
            let slots: [(&str, &dyn std::fmt::Display); 5] = [
                ("path", &kept.file),
                ("hash", &kept.read.hash),
                ("units", &record.units.len()),
                ("files", &record.files.len()),
                ("earlier", &record.earlier.len()),
            ];
            terminal.print(&phrase::SEAL_HOLDS.with(lang, &slots))?;
        }
    }
    if holds { Ok(()) } else { Err(Failure::Problems) }
}
