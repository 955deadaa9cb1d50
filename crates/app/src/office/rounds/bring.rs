//! A working folder brought into the office: its scheme and units for a new round, and what else it holds.

use super::{By, RoundError, Rounds, blocking};
use crate::office::assess::Files;
use crate::office::desk::Accepted;
use crate::problems;
use kaocheng_engine::table::Units;
use kaocheng_exchange::units::read_units;
use kaocheng_office::act::{Act, Capacity, FileFormat};
use std::collections::BTreeMap;

/// What was brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// Whether a scheme.
    pub scheme: bool,
    /// How many units.
    pub units: u64,
    /// How many figures.
    pub figures: usize,
    /// Files that are kept as they are.
    pub files: Vec<String>,
}

/// A list of units that was taken.
#[derive(Clone, Copy, Debug)]
pub struct Listed {
    /// The act.
    pub accepted: Accepted,
    /// How many units.
    pub count: u64,
}

impl Rounds {
    /// Lists the units of a round from a CSV file or a workbook.
    pub async fn list_units(&self, by: By<'_>, round: &str, name: &str, bytes: Vec<u8>) -> Result<Listed, RoundError> {
        let (file, lang, copy) = (name.to_owned(), by.lang, bytes.clone());
        let read = blocking(move || read_units(&file, &copy)).await?;
        let Some(units) = read.units else {
            let lines = read.problems.iter().map(|p| problems::line(p, lang)).collect();
            return Err(RoundError::Trouble(crate::office::assess::Trouble { lines }));
        };
        let format = if name.to_lowercase().ends_with(".xlsx") { FileFormat::Xlsx } else { FileFormat::Csv };
        let count = units.len() as u64;
        let file = self.blobs.put(bytes).await?;
        let parents = parents(&units);
        let tops = units.all().iter().filter(|unit| unit.parent.is_none()).map(|unit| unit.code.clone()).collect();
        let round = round.to_owned();
        let accepted = self.act(by, Act::UnitsListed { round, file, format, count, parents, tops }).await?;
        Ok(Listed { accepted, count })
    }

    /// Brings a folder into a round that is being drafted: scheme, units, figures; other files are kept as they are. A
    /// step that was taken before, under the same id, is not taken twice.
    pub async fn bring(&self, by: By<'_>, round: &str, files: Files) -> Result<Brought, RoundError> {
        let mut brought = Brought::default();
        let step = |name: &str| format!("{}-{name}", by.id);
        let (scheme, units, figures) = (step("scheme"), step("units"), step("figures"));
        if let Some(text) = files.get("scheme.md") {
            let replaces = self.round(round).await?.scheme;
            let text = String::from_utf8_lossy(text).into_owned();
            self.save_scheme(By { id: &scheme, ..by }, round, &text, replaces).await?;
            brought.scheme = true;
        }
        for name in ["units.csv", "units.xlsx"] {
            if let Some(list) = files.get(name) {
                let listed = self.list_units(By { id: &units, ..by }, round, name, list.clone()).await?;
                brought.units = listed.count;
            }
        }
        let of_figures =
            |name: &str| name.starts_with("figures") && (name.ends_with(".csv") || name.ends_with(".xlsx"));
        for (name, bytes) in files.iter().filter(|(name, _)| of_figures(name)) {
            let units = self.read_file(by, round, name, bytes.clone()).await?;
            for (at, (unit, rows)) in units.into_iter().enumerate() {
                brought.figures += rows.len();
                let id = format!("{figures}-{at}");
                self.enter(By { id: &id, ..by }, round, &unit, Capacity::Brought, rows).await?;
            }
        }
        let known = |name: &str| matches!(name, "scheme.md" | "units.csv" | "units.xlsx" | "README.md");
        let mut others = BTreeMap::new();
        for (name, bytes) in files.iter().filter(|(name, _)| !known(name) && !of_figures(name)) {
            others.insert(name.clone(), self.blobs.put(bytes.clone()).await?);
        }
        if !others.is_empty() {
            brought.files = others.keys().cloned().collect();
            let id = step("files");
            self.act(By { id: &id, ..by }, Act::FilesBrought { round: round.to_owned(), files: others }).await?;
        }
        Ok(brought)
    }
}

/// The unit above each that has one.
fn parents(units: &Units) -> BTreeMap<String, String> {
    let all = units.all();
    let above = |unit: &kaocheng_engine::table::Unit| Some((unit.code.clone(), all.get(unit.parent?)?.code.clone()));
    all.iter().filter_map(above).collect()
}
