//! The files of one draw, and the seeds of the others beside it.

use super::{problems, record};
use crate::file;
use crate::folder::name_of;
use crate::message::{Failure, Lang};
use crate::phrase;
use crate::terminal::Terminal;
use kaocheng_draw::frame::{self, Frame};
use kaocheng_draw::problem::Kind;
use kaocheng_draw::seed::Seed;
use kaocheng_draw::ties;
use kaocheng_draw::verify::{Published, Record};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The name of the folder of a draw within a working folder, and the start of the names of others.
const NAME: &str = "draw";

/// The folder of one draw.
pub struct Drawing {
    /// Its path.
    pub dir: PathBuf,
    /// The working folder.
    work: PathBuf,
}

impl Drawing {
    /// The draw of a working folder, or one of several by its name: `draw-全年`.
    pub fn new(work: &Path, name: Option<&str>) -> Drawing {
        let dir = match name {
            Some(name) => format!("{NAME}-{}", name.replace(['/', '\\', ':'], "-")),
            None => NAME.to_owned(),
        };
        Drawing { dir: work.join(dir), work: work.to_owned() }
    }

    /// The path of one of its files.
    pub fn path(&self, file: &str) -> PathBuf {
        self.dir.join(file)
    }

    /// Whether a file is there.
    pub fn has(&self, file: &str) -> bool {
        self.path(file).exists()
    }

    /// Refuses a step that was done.
    pub fn must_lack(&self, file: &str, lang: Lang) -> Result<(), Failure> {
        if !self.has(file) {
            return Ok(());
        }
        Err(Failure::Data(phrase::DRAW_DONE_BEFORE.with(lang, &[("path", &self.path(file).display())])))
    }

    /// Refuses a step whose step before was not done.
    pub fn must_have(&self, file: &str, step: &str, lang: Lang) -> Result<(), Failure> {
        if self.has(file) {
            return Ok(());
        }
        let path = self.path(file);
        let slots: [(&str, &dyn std::fmt::Display); 2] = [("path", &path.display()), ("step", &step)];
        Err(Failure::Data(phrase::DRAW_STEP_BEFORE.with(lang, &slots)))
    }

    /// Makes the folder.
    pub fn make(&self, lang: Lang) -> Result<(), Failure> {
        std::fs::create_dir_all(&self.dir).map_err(|e| {
            Failure::Data(phrase::NOT_WRITABLE.with(lang, &[("path", &self.dir.display()), ("reason", &e)]))
        })
    }

    /// Writes files in this order, each whole.
    pub fn write(&self, files: &[(&str, &str)], lang: Lang) -> Result<(), Failure> {
        files.iter().try_for_each(|(name, text)| file::write(&self.path(name), text.as_bytes(), lang))
    }

    /// A file as text. Bytes that are no UTF-8 become replacement characters: such a file is not what was written here,
    /// and whatever compares it finds that out.
    pub fn text(&self, name: &str, lang: Lang) -> Result<String, Failure> {
        Ok(String::from_utf8_lossy(&file::read(&self.path(name), lang)?).into_owned())
    }

    /// The frame and its published hash; an error where they are not of each other.
    pub fn frozen(&self, terminal: &Terminal) -> Result<(Frame, String), Failure> {
        let lang = terminal.lang();
        let text = self.text("frame.csv", lang)?;
        let published = self.published_hash(lang)?;
        let found = frame::hash_of(&text);
        let problems = if found == published {
            match Frame::read(&text) {
                Ok(frame) => return Ok((frame, published)),
                Err(problems) => problems,
            }
        } else {
            vec![Kind::FrameChanged { published, found }.anywhere()]
        };
        problems::say(&problems, &self.path("frame.csv"), terminal);
        Err(Failure::Problems)
    }

    /// The first word of `frame.sha256`.
    fn published_hash(&self, lang: Lang) -> Result<String, Failure> {
        let text = self.text("frame.sha256", lang)?;
        Ok(text.split_whitespace().next().unwrap_or_default().to_owned())
    }

    /// The commitment.
    pub fn commitment(&self, lang: Lang) -> Result<String, Failure> {
        Ok(self.text("commitment.txt", lang)?.trim().to_owned())
    }

    /// The record of the draw.
    pub fn record(&self, terminal: &Terminal) -> Result<Record, Failure> {
        let path = self.path("record.json");
        let text = self.text("record.json", terminal.lang())?;
        record::read(&text).map_err(|kind| {
            problems::say(&[kind.anywhere()], &path, terminal);
            Failure::Problems
        })
    }

    /// Everything that was published.
    pub fn published(&self, terminal: &Terminal) -> Result<Published, Failure> {
        let lang = terminal.lang();
        Ok(Published {
            frame: self.text("frame.csv", lang)?,
            frame_hash: self.published_hash(lang)?,
            commitment: self.commitment(lang)?,
            record: self.record(terminal)?,
            sample: self.text("sample.csv", lang)?,
            tickets: self.text("tickets.csv", lang)?,
            ties: self.has(ties::FILE).then(|| self.text(ties::FILE, lang)).transpose()?,
        })
    }

    /// The tickets by which a draw of a working folder tells units of one score apart, by code; none where no draw of it
    /// has any. Two draws that have are an error: nobody said which one counts.
    pub fn tickets(work: &Path, terminal: &Terminal) -> Result<BTreeMap<String, String>, Failure> {
        let lang = terminal.lang();
        let mut draws = beside(work, lang)?.into_iter().filter(|dir| dir.join(ties::FILE).is_file());
        let Some(dir) = draws.next() else { return Ok(BTreeMap::new()) };
        if let Some(other) = draws.next() {
            let slots: [(&str, &dyn std::fmt::Display); 2] = [("one", &dir.display()), ("other", &other.display())];
            return Err(Failure::Data(phrase::TIES_TWICE.with(lang, &slots)));
        }
        let drawing = Drawing { dir, work: work.to_owned() };
        let key = drawing.record(terminal)?.key();
        ties::read(&drawing.text(ties::FILE, lang)?, &key).map_err(|problem| {
            problems::say(&[problem], &drawing.path(ties::FILE), terminal);
            Failure::Problems
        })
    }

    /// The seeds of earlier draws with their places: of the other draws of this working folder, and of the records named.
    pub fn earlier(&self, named: &[PathBuf], terminal: &Terminal) -> Result<Vec<(String, Seed)>, Failure> {
        let lang = terminal.lang();
        let mut records: Vec<PathBuf> = Vec::new();
        for dir in beside(&self.work, lang)? {
            let path = dir.join("record.json");
            if dir != self.dir && path.is_file() {
                records.push(path);
            }
        }
        records.extend(named.iter().cloned());
        let mut seeds = Vec::new();
        for path in records {
            let text = String::from_utf8_lossy(&file::read_named(&path, lang)?).into_owned();
            let record = record::read(&text).map_err(|kind| {
                problems::say(&[kind.anywhere()], &path, terminal);
                Failure::Problems
            })?;
            seeds.push((path.display().to_string(), record.seed));
        }
        Ok(seeds)
    }
}

/// The folders of draws in a working folder, by name.
fn beside(work: &Path, lang: Lang) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |e: std::io::Error| {
        Failure::Data(phrase::NOT_READABLE.with(lang, &[("path", &work.display()), ("reason", &e)]))
    };
    let entries = std::fs::read_dir(work).map_err(unreadable)?;
    let of_draw = |path: &PathBuf| {
        let name = name_of(path);
        path.is_dir() && (name == NAME || name.starts_with(&format!("{NAME}-")))
    };
    let mut found: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).filter(of_draw).collect();
    found.sort();
    Ok(found)
}
