//! A published draw → everything of it that does not hold.

use crate::commitment;
use crate::frame::{self, Frame};
use crate::problem::{Kind, Problem};
use crate::published::{sample_csv, tickets_csv};
use crate::sample::{self, Sample};
use crate::seed::{PublicDigits, Seed};
use crate::ticket::Key;

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
    /// Each stratum's code with the codes of the sites drawn and of the replacements, in order.
    pub strata: Vec<(String, Vec<String>, Vec<String>)>,
}

impl Record {
    /// The record of a draw.
    pub fn new(frame_hash: &str, seed: &Seed, public: &PublicDigits, sample: &Sample) -> Record {
        let owned = |codes: Vec<&str>| codes.into_iter().map(str::to_owned).collect();
        let strata = sample.strata.iter().map(|d| (d.stratum.clone(), owned(d.sites()), owned(d.replacements())));
        Record {
            frame_hash: frame_hash.to_owned(),
            commitment: commitment::commitment(frame_hash, seed),
            seed: seed.clone(),
            public: public.clone(),
            strata: strata.collect(),
        }
    }

    /// What all numbers of the draw are made with.
    pub fn key(&self) -> Key {
        Key::new(&self.frame_hash, &self.seed, &self.public)
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
            found.push(file_differs(file, told, &made));
        }
    }
    found
}

/// Strata whose sample or replacements are other than the draw gives.
fn strata_that_differ(expected: &Record, record: &Record, frame: &Frame) -> Vec<Problem> {
    let list = |codes: &[String], more: &[String]| match (codes, more) {
        ([], []) => "–".to_owned(),
        (codes, []) => codes.join(" "),
        (codes, more) => format!("{} ({})", codes.join(" "), more.join(" ")),
    };
    let nothing = (Vec::new(), Vec::new());
    let of = |record: &Record, code: &str| {
        let found = record.strata.iter().find(|(c, ..)| c == code);
        found.map_or_else(|| nothing.clone(), |(_, sites, more)| (sites.clone(), more.clone()))
    };
    let differs = |code: &String| {
        let ((want, want_more), (told, told_more)) = (of(expected, code), of(record, code));
        let stratum = frame.stratum(code).map_or(code.as_str(), |s| s.title()).to_owned();
        let (published, computed) = (list(&told, &told_more), list(&want, &want_more));
        (published != computed).then(|| Kind::SampleDiffers { stratum, published, computed }.anywhere())
    };
    let known = expected.strata.iter().map(|(c, ..)| c);
    let invented = record.strata.iter().map(|(c, ..)| c).filter(|c| frame.stratum(c).is_none());
    known.chain(invented).filter_map(differs).collect()
}

fn file_differs(file: &'static str, told: &str, made: &str) -> Problem {
    let same = told.lines().zip(made.lines()).take_while(|(a, b)| a == b).count();
    let line = u32::try_from(same + 1).unwrap_or(u32::MAX);
    Kind::DrawFileDiffers { file, line }.at(line)
}
