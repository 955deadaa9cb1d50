//! Strata with their sites → the frame's canonical text and its hash, and back.
//!
//! The text is a CSV file with one row a site, so `sha256sum frame.csv` gives the hash. How many sites are drawn in each
//! stratum, and how, is part of it: whoever knows the seed cannot choose the sizes any more.

use crate::digest::sha256_hex;
use crate::problem::{FrameFault, Kind, Problem};
use std::collections::BTreeMap;

/// The header of the canonical text.
pub const HEADER: [&str; 7] = ["stratum", "stratum_name", "draw", "method", "site", "site_name", "measure"];
/// The greatest measure of size of a site.
pub const MOST_MEASURE: u64 = 1_000_000_000_000;

/// All strata, by code in the order of bytes. Codes are unique, and so are the codes of sites within a stratum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    strata: Vec<Stratum>,
}

/// A group of sites in which so many are drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stratum {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How many sites are drawn; at least 1.
    pub draw: u32,
    /// How they are drawn.
    pub method: Method,
    /// Its sites. In a [`Frame`] by code in the order of bytes; there may be none.
    pub sites: Vec<Site>,
}

/// What may be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its measure of size, from 1 to [`MOST_MEASURE`]; where the chances are equal, none.
    pub measure: Option<u64>,
}

/// How the sites of a stratum are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Every site with the same chance.
    Equal,
    /// With a chance in proportion to the site's measure.
    Measure,
}

impl Method {
    /// Its word in the text.
    pub fn word(self) -> &'static str {
        match self {
            Method::Equal => "equal",
            Method::Measure => "measure",
        }
    }
}

impl Frame {
    /// Sorts strata and sites, or gives everything that is wrong with them. The order in which they come means nothing.
    pub fn new(mut strata: Vec<Stratum>) -> Result<Frame, Vec<Problem>> {
        strata.sort_by(|a, b| a.code.cmp(&b.code));
        for stratum in &mut strata {
            stratum.sites.sort_by(|a, b| a.code.cmp(&b.code));
        }
        let mut faults: Vec<Kind> = Vec::new();
        if strata.is_empty() {
            faults.push(FrameFault::Empty.of(""));
        }
        for pair in strata.windows(2) {
            if let [a, b] = pair
                && a.code == b.code
            {
                faults.push(FrameFault::Twice.of(&b.code));
            }
        }
        for stratum in &strata {
            faults.extend(stratum.faults());
        }
        if faults.is_empty() { Ok(Frame { strata }) } else { Err(faults.into_iter().map(Kind::anywhere).collect()) }
    }

    /// The strata, by code in the order of bytes.
    pub fn strata(&self) -> &[Stratum] {
        &self.strata
    }

    /// A stratum by its code.
    pub fn stratum(&self, code: &str) -> Option<&Stratum> {
        let at = self.strata.binary_search_by(|s| s.code.as_str().cmp(code)).ok()?;
        self.strata.get(at)
    }

    /// How many sites there are in all.
    pub fn sites(&self) -> usize {
        self.strata.iter().map(|s| s.sites.len()).sum()
    }

    /// The canonical text, UTF-8: the header, then a row a site by stratum and site in the order of bytes, a stratum
    /// without sites in one row without a site. Rows end with a line feed; a field stands in quotation marks only if it
    /// holds a comma or a quotation mark, which is then doubled.
    pub fn text(&self) -> String {
        let mut text = row(&HEADER);
        for stratum in &self.strata {
            let draw = stratum.draw.to_string();
            let head = [stratum.code.as_str(), &stratum.name, &draw, stratum.method.word()];
            let mut write = |rest: [&str; 3]| text.push_str(&row(&[&head[..], &rest].concat()));
            if stratum.sites.is_empty() {
                write(["", "", ""]);
            }
            for site in &stratum.sites {
                let measure = site.measure.map(|m| m.to_string()).unwrap_or_default();
                write([&site.code, &site.name, &measure]);
            }
        }
        text
    }

    /// The SHA-256 of the text, in hexadecimal.
    pub fn hash(&self) -> String {
        hash_of(&self.text())
    }

    /// Reads a canonical text. One that says the same in another way is refused: its hash would be another.
    pub fn read(text: &str) -> Result<Frame, Vec<Problem>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut strata: BTreeMap<String, Stratum> = BTreeMap::new();
        for (at, record) in reader.records().enumerate() {
            let line = u32::try_from(at + 1).unwrap_or(u32::MAX);
            let bad = |fault: FrameFault| vec![fault.of(&line.to_string()).at(line)];
            let record = record.map_err(|_| bad(FrameFault::Row))?;
            let fields: Vec<&str> = record.iter().collect();
            if at == 0 {
                if fields != HEADER {
                    return Err(bad(FrameFault::Header));
                }
                continue;
            }
            let (stratum, site) = read_row(&fields).ok_or_else(|| bad(FrameFault::Row))?;
            let known = strata.entry(stratum.code.clone()).or_insert_with(|| stratum.clone());
            let same = (&known.name, known.draw, known.method) == (&stratum.name, stratum.draw, stratum.method);
            if !same {
                return Err(bad(FrameFault::Row));
            }
            known.sites.extend(site);
        }
        let frame = Frame::new(strata.into_values().collect())?;
        let canonical = frame.text();
        if canonical == text {
            return Ok(frame);
        }
        let same = canonical.lines().zip(text.lines()).take_while(|(a, b)| a == b).count();
        let line = u32::try_from(same + 1).unwrap_or(u32::MAX);
        Err(vec![FrameFault::NotCanonical.of(&line.to_string()).at(line)])
    }
}

impl Stratum {
    /// The name, or the code of one without a name.
    pub fn title(&self) -> &str {
        if self.name.is_empty() { &self.code } else { &self.name }
    }

    /// A site by its code, in a frame.
    pub fn site(&self, code: &str) -> Option<&Site> {
        self.sites.iter().find(|s| s.code == code)
    }

    fn faults(&self) -> Vec<Kind> {
        let mut faults = Vec::new();
        if self.draw == 0 {
            faults.push(FrameFault::NoneDrawn.of(&self.code));
        }
        if self.code.is_empty() || !is_field(&self.code) || !is_field(&self.name) {
            faults.push(FrameFault::Characters.of(&self.code));
        }
        for pair in self.sites.windows(2) {
            if let [a, b] = pair
                && a.code == b.code
            {
                faults.push(FrameFault::Twice.of(&b.code));
            }
        }
        for site in &self.sites {
            if site.code.is_empty() || !is_field(&site.code) || !is_field(&site.name) {
                faults.push(FrameFault::Characters.of(&site.code));
            }
            let fits = match (self.method, site.measure) {
                (Method::Equal, None) => true,
                (Method::Measure, Some(measure)) => (1..=MOST_MEASURE).contains(&measure),
                _ => false,
            };
            if !fits {
                let found = site.measure.map(|m| m.to_string()).unwrap_or_default();
                faults.push(Kind::MeasureNotWhole { site: site.code.clone(), found });
            }
        }
        faults
    }
}

/// The SHA-256 of a frame's text, in hexadecimal.
pub fn hash_of(text: &str) -> String {
    sha256_hex(text)
}

/// Codes and names are one line without blanks at their ends: what is hashed must be what is seen.
fn is_field(text: &str) -> bool {
    text.trim() == text && !text.chars().any(char::is_control)
}

fn read_row(fields: &[&str]) -> Option<(Stratum, Option<Site>)> {
    let [code, name, draw, method, site, site_name, measure] = fields else { return None };
    let method = [Method::Equal, Method::Measure].into_iter().find(|m| m.word() == *method)?;
    let measure = if measure.is_empty() { None } else { Some(measure.parse().ok()?) };
    let stratum = Stratum {
        code: (*code).to_owned(),
        name: (*name).to_owned(),
        draw: draw.parse().ok()?,
        method,
        sites: Vec::new(),
    };
    let none = site.is_empty() && site_name.is_empty() && measure.is_none();
    let site = Site { code: (*site).to_owned(), name: (*site_name).to_owned(), measure };
    Some((stratum, (!none).then_some(site)))
}

/// A row of our CSV files.
pub(crate) fn row(fields: &[&str]) -> String {
    let quoted = |field: &&str| {
        if field.contains([',', '"']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { (*field).to_owned() }
    };
    fields.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n"
}
