//! A published draw → everything of it that does not hold.

use crate::commitment;
use crate::frame::{self, Frame};
use crate::problem::{Kind, Problem};
use crate::published::{differs, sample_csv, tickets_csv};
use crate::sample::{self, Drawn, Sample};
use crate::seed::{PublicDigits, Seed};
use crate::ticket::Key;
use crate::ties;
use std::collections::BTreeSet;

/// What an office published, as it stands in its files.
#[derive(Clone, Debug)]
pub struct Published {
    /// `frame.csv`.
    pub frame: String,
    /// The frame's hash, from before the seed was committed to.
    pub frame_hash: String,
    /// The commitment, from before the seed was revealed.
    pub commitment: String,
    /// The record that was written when the seed was revealed.
    pub record: Record,
    /// `sample.csv`.
    pub sample: String,
    /// `tickets.csv`.
    pub tickets: String,
    /// `ties.csv`, where the draw also tells units of one score apart.
    pub ties: Option<String>,
}

/// What the record of a draw says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The frame's hash.
    pub frame_hash: String,
    /// The commitment.
    pub commitment: String,
    /// The seed.
    pub seed: Seed,
    /// The digits thrown in public.
    pub public: PublicDigits,
    /// What it says of each stratum, in the order of the frame.
    pub strata: Vec<Entry>,
}

/// What a record says of one stratum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its code.
    pub stratum: String,
    /// Its name, or its code.
    pub name: String,
    /// How many were to be drawn.
    pub asked: u64,
    /// How many sites it has.
    pub sites: u64,
    /// Whether it had too few.
    pub short: bool,
    /// The codes of the sites drawn, in order.
    pub drawn: Vec<String>,
    /// The codes of the replacements, in order.
    pub replacements: Vec<String>,
}

impl Record {
    /// The record of a draw.
    pub fn new(frame_hash: &str, seed: &Seed, public: &PublicDigits, sample: &Sample) -> Record {
        Record {
            frame_hash: frame_hash.to_owned(),
            commitment: commitment::commitment(frame_hash, seed),
            seed: seed.clone(),
            public: public.clone(),
            strata: sample.strata.iter().map(Entry::new).collect(),
        }
    }

    /// What all numbers of the draw are made with.
    pub fn key(&self) -> Key {
        Key::new(&self.frame_hash, &self.seed, &self.public)
    }
}

impl Entry {
    fn new(drawn: &Drawn) -> Entry {
        let owned = |codes: Vec<&str>| codes.into_iter().map(str::to_owned).collect();
        Entry {
            stratum: drawn.stratum.clone(),
            name: drawn.name.clone(),
            asked: u64::from(drawn.asked),
            sites: drawn.tickets.len() as u64,
            short: drawn.is_short(),
            drawn: owned(drawn.sites()),
            replacements: owned(drawn.replacements()),
        }
    }

    /// As it stands in a message: how many of how many, `!` where there were too few, the sites, replacements in brackets.
    fn shown(&self) -> String {
        let short = if self.short { "!" } else { "" };
        let drawn = self.drawn.join(" ");
        format!("{} {}/{}{short}: {drawn} ({})", self.name, self.asked, self.sites, self.replacements.join(" "))
    }
}

/// Draws again and compares. Nothing in the list: the draw holds. After a change to the frame only what does not follow
/// from it is told.
pub fn verify(published: &Published) -> Vec<Problem> {
    let record = &published.record;
    let mut found = Vec::new();
    let hash = frame::hash_of(&published.frame);
    for told in [&published.frame_hash, &record.frame_hash] {
        if *told != hash && found.is_empty() {
            found.push(Kind::FrameChanged { published: told.clone(), found: hash.clone() }.anywhere());
        }
    }
    for told in [&published.commitment, &record.commitment] {
        if let Err(kind) = commitment::check(told, &record.frame_hash, &record.seed) {
            found.push(kind.anywhere());
            break;
        }
    }
    if !found.is_empty() {
        return found;
    }
    let frame = match Frame::read(&published.frame) {
        Ok(frame) => frame,
        Err(problems) => return problems,
    };
    let sample = sample::draw(&frame, &record.key());
    let expected = Record::new(&hash, &record.seed, &record.public, &sample);
    found.extend(strata_that_differ(&expected, record, &frame));
    for (file, told, made) in [
        ("sample.csv", &published.sample, sample_csv(&sample)),
        ("tickets.csv", &published.tickets, tickets_csv(&sample)),
    ] {
        if *told != made {
            found.push(differs(file, told, &made));
        }
    }
    found.extend(published.ties.as_ref().and_then(|text| ties::read(text, &record.key()).err()));
    found
}

/// Strata of which the record says other things than the draw gives, or says them twice, or nothing.
fn strata_that_differ(expected: &Record, record: &Record, frame: &Frame) -> Vec<Problem> {
    fn of<'r>(record: &'r Record, code: &str) -> Vec<&'r Entry> {
        record.strata.iter().filter(|e| e.stratum == code).collect()
    }
    let shown = |entries: &[&Entry]| match entries {
        [] => "–".to_owned(),
        several => several.iter().map(|e| e.shown()).collect::<Vec<_>>().join("; "),
    };
    let differs = |code: &str| {
        let (want, told) = (of(expected, code), of(record, code));
        let stratum = frame.stratum(code).map_or(code, |s| s.title()).to_owned();
        let (published, computed) = (shown(&told), shown(&want));
        (told != want).then(|| Kind::SampleDiffers { stratum, published, computed }.anywhere())
    };
    let known = expected.strata.iter().map(|e| e.stratum.as_str());
    let invented: BTreeSet<&str> =
        record.strata.iter().map(|e| e.stratum.as_str()).filter(|c| frame.stratum(c).is_none()).collect();
    known.chain(invented).filter_map(differs).collect()
}
