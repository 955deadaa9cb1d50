//! `kaocheng draw DIR freeze`: the list of units and the scheme's sizes → the frame and its hash.

use crate::drawing::folder::Drawing;
use crate::drawing::rule::{self, Told};
use crate::drawing::{problems, table};
use crate::folder::Folder;
use crate::message::{Failure, Lang};
use crate::nearest::nearest;
use crate::phrase;
use crate::terminal::Terminal;
use kaocheng_draw::frame::{Frame, Method, Site, Stratum};
use kaocheng_draw::problem::{Kind, Problem};
use kaocheng_engine::table::Units;
use kaocheng_exchange::draws::{self, Measure};
use kaocheng_syntax::provision::Sample;
use serde_json::json;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Display;
use std::path::{Path, PathBuf};

/// The arguments.
#[derive(Default, clap::Args)]
pub struct Args {
    /// The level in each unit of which sites are drawn, where the scheme does not say: 乡镇.
    #[arg(long, value_name = "LEVEL")]
    stratum: Option<String>,
    /// The level of the sites: 村.
    #[arg(long, value_name = "LEVEL")]
    site: Option<String>,
    /// How many sites are drawn in each.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    size: Option<u32>,
    /// Another size for one of them; may be repeated.
    #[arg(long, value_name = "UNIT=N")]
    except: Vec<String>,
    /// Chances in proportion to the measures in this file, with the columns code and measure.
    #[arg(long, value_name = "FILE")]
    measure: Option<PathBuf>,
}

pub fn run(
    args: &Args,
    folder: &Folder,
    round: Option<&str>,
    drawing: &Drawing,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let lang = terminal.lang();
    drawing.must_lack("frame.sha256", lang)?;
    let plan = folder.plan(round, terminal)?.plan;
    let units = folder.units(&plan, terminal)?;
    let told = Told {
        stratum: args.stratum.as_deref(),
        site: args.site.as_deref(),
        size: args.size,
        except: &args.except,
        measure: args.measure.is_some(),
    };
    let rule = rule::sample(&told, &plan, &levels(&units), lang)?;
    let measures = match (&args.measure, &rule.measure) {
        (Some(path), _) => Some(read_measures(path, terminal)?),
        (None, Some(words)) => {
            return Err(Failure::Usage(phrase::DRAW_MEASURE.with(lang, &[("measure", words)])));
        }
        (None, None) => None,
    };
    let strata = strata(&rule, &units, measures.as_ref(), lang)?;
    let frame = unknown_exceptions(&rule, &strata).and_then(|()| Frame::new(strata)).map_err(|found| {
        let units = ["units.xlsx", "units.csv"].map(|n| folder.dir.join(n)).into_iter().find(|p| p.exists());
        let place = args.measure.as_deref().or(units.as_deref()).unwrap_or(&folder.dir);
        problems::say(&found, place, terminal);
        Failure::Problems
    })?;
    let hash = frame.hash();
    drawing.make(lang)?;
    drawing.write(&[("frame.csv", &frame.text()), ("frame.sha256", &format!("{hash}  frame.csv\n"))], lang)?;
    say_short(&frame, &drawing.path("frame.csv"), terminal);
    let path = drawing.path("frame.csv");
    if terminal.is_json() {
        let told = json!({
            "file": path.display().to_string(),
            "sha256": hash,
            "strata": frame.strata().len(),
            "sites": frame.sites(),
        });
        return terminal.print(&told.to_string());
    }
    let slots: [(&str, &dyn Display); 4] =
        [("path", &path.display()), ("strata", &frame.strata().len()), ("sites", &frame.sites()), ("hash", &hash)];
    terminal.print(&phrase::DRAW_FROZEN.with(lang, &slots))
}

/// The units of the one level with those of the other below them.
fn strata(
    rule: &Sample,
    units: &Units,
    measures: Option<&HashMap<String, String>>,
    lang: Lang,
) -> Result<Vec<Stratum>, Failure> {
    for level in [&rule.stratum, &rule.site] {
        if !units.all().iter().any(|u| u.level == *level) {
            let slots: [(&str, &dyn Display); 2] = [("level", level), ("levels", &levels(units).join(", "))];
            return Err(Failure::Data(phrase::DRAW_NO_LEVEL.with(lang, &slots)));
        }
    }
    let method = if measures.is_some() { Method::Measure } else { Method::Equal };
    let mut strata: BTreeMap<usize, Stratum> = BTreeMap::new();
    for (at, unit) in units.all().iter().enumerate().filter(|(_, u)| u.level == rule.stratum) {
        let own = rule.exceptions.iter().find(|e| e.stratum == unit.name || e.stratum == unit.code);
        let draw = own.map_or(rule.size, |e| e.size);
        let (code, name) = (unit.code.clone(), unit.name.clone());
        strata.insert(at, Stratum { code, name, draw, method, sites: Vec::new() });
    }
    for unit in units.all().iter().filter(|u| u.level == rule.site) {
        let mut above = unit.parent;
        while let Some(at) = above {
            if let Some(stratum) = strata.get_mut(&at) {
                // What is no whole number becomes a measure that the frame refuses, with the site's code.
                let measure = measures.map(|m| m.get(&unit.code).and_then(|m| m.parse().ok()).unwrap_or(0));
                stratum.sites.push(Site { code: unit.code.clone(), name: unit.name.clone(), measure });
                break;
            }
            above = units.all().get(at).and_then(|u| u.parent);
        }
    }
    Ok(strata.into_values().collect())
}

/// The levels that there are.
fn levels(units: &Units) -> Vec<&str> {
    let mut levels: Vec<&str> = units.all().iter().map(|u| u.level.as_str()).collect();
    levels.sort_unstable();
    levels.dedup();
    levels
}

/// Exceptions for units that there are none of.
fn unknown_exceptions(rule: &Sample, strata: &[Stratum]) -> Result<(), Vec<Problem>> {
    let known = |name: &str| strata.iter().any(|s| s.code == name || s.name == name);
    let unknown = rule.exceptions.iter().filter(|e| !known(&e.stratum)).map(|e| {
        let near = nearest(&e.stratum, strata.iter().map(|s| s.name.as_str()));
        let nearest = (*near.first().unwrap_or(&"–")).to_owned();
        Kind::UnknownStratum { found: e.stratum.clone(), nearest }.anywhere()
    });
    let unknown: Vec<Problem> = unknown.collect();
    if unknown.is_empty() { Ok(()) } else { Err(unknown) }
}

/// Code → measure, as written.
fn read_measures(path: &Path, terminal: &Terminal) -> Result<HashMap<String, String>, Failure> {
    let mut measures = HashMap::new();
    let mut wrong = Vec::new();
    for Measure { row, code: site, size: found } in table::rows(path, draws::read_measures, terminal)? {
        // Told here, with the row; sites that the file lacks are told by the frame.
        if found.parse::<u64>().is_ok_and(|m| m > 0) {
            measures.insert(site, found);
        } else {
            wrong.push(Kind::MeasureNotWhole { site, found }.at(row));
        }
    }
    if wrong.is_empty() {
        return Ok(measures);
    }
    problems::say(&wrong, path, terminal);
    Err(Failure::Problems)
}

/// Says early which strata have too few sites, while the list can still be looked at.
fn say_short(frame: &Frame, path: &Path, terminal: &Terminal) {
    let short = frame.strata().iter().filter(|s| s.sites.len() < s.draw as usize);
    let kinds =
        short.map(|s| Kind::SampleTooFew { stratum: s.title().to_owned(), sites: s.sites.len(), asked: s.draw });
    problems::say(&kinds.map(Kind::anywhere).collect::<Vec<_>>(), path, terminal);
}
