//! `kaocheng draw DIR reveal`: the seed that was committed to → the sample. Once there is a record nothing is drawn again.

use super::commit::{self, SeedArgs};
use crate::columns;
use crate::drawing::folder::Drawing;
use crate::drawing::{problems, record};
use crate::message::Failure;
use crate::phrase;
use crate::terminal::Terminal;
use kaocheng_draw::commitment;
use kaocheng_draw::published::{sample_csv, tickets_csv};
use kaocheng_draw::sample::{Sample, draw};
use kaocheng_draw::seed::PublicDigits;
use kaocheng_draw::ticket::Key;
use kaocheng_draw::verify::Record;
use serde_json::json;
use std::path::{Path, PathBuf};

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    seed: SeedArgs,
    /// Digits thrown in public just now, so that whoever chose the seed could not choose the sample.
    #[arg(long, value_name = "DIGITS", default_value = "")]
    public: String,
}

impl Args {
    /// The seed in a file, and the public digits.
    pub fn of_file(path: PathBuf, public: String) -> Args {
        Args { seed: SeedArgs::of_file(path), public }
    }
}

pub fn run(args: &Args, drawing: &Drawing, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    drawing.must_have("commitment.txt", "commit", lang)?;
    drawing.must_lack("record.json", lang)?;
    let (frame, hash) = drawing.frozen(terminal)?;
    let published = drawing.commitment(lang)?;
    let wrong = |kind: kaocheng_draw::problem::Kind, place: &Path| {
        problems::say(&[kind.anywhere()], place, terminal);
        Failure::Problems
    };
    let public = PublicDigits::read(&args.public).map_err(|kind| wrong(kind, Path::new("--public")))?;
    let seed = commit::read(&args.seed, drawing, terminal)?;
    commitment::check(&published, &hash, &seed).map_err(|kind| wrong(kind, &drawing.path("commitment.txt")))?;
    let sample = draw(&frame, &Key::new(&hash, &seed, &public));
    let made = Record::new(&hash, &seed, &public, &sample);
    let files = [
        ("sample.csv", sample_csv(&sample)),
        ("tickets.csv", tickets_csv(&sample)),
        ("record.json", record::text(&made)),
    ];
    drawing.write(&files.each_ref().map(|(name, text)| (*name, text.as_str())), lang)?;
    problems::say(&sample.warnings(), &drawing.path("sample.csv"), terminal);
    if terminal.is_json() {
        let told = json!({ "dir": drawing.dir.display().to_string(), "sites": sample.size(), "seed": seed.as_str() });
        return terminal.print(&told.to_string());
    }
    for line in lines(&sample) {
        terminal.print(&line)?;
    }
    if args.public.is_empty() {
        terminal.say(phrase::DRAW_NO_PUBLIC.plain(lang));
    }
    let slots: [(&str, &dyn std::fmt::Display); 3] =
        [("sites", &sample.size()), ("strata", &sample.strata.len()), ("dir", &drawing.dir.display())];
    terminal.print(&phrase::DRAW_DRAWN.with(lang, &slots))
}

/// A line a stratum: its name, then the sites drawn.
fn lines(sample: &Sample) -> Vec<String> {
    let widest = sample.strata.iter().map(|d| columns::width(&d.name)).max().unwrap_or(0);
    let named = |d: &kaocheng_draw::sample::Drawn| {
        let drawn = d.tickets.iter().filter(|t| t.outcome.is_drawn());
        drawn.map(|t| if t.name.is_empty() { t.site.clone() } else { t.name.clone() }).collect::<Vec<_>>().join("  ")
    };
    sample.strata.iter().map(|d| format!("{}  {}", columns::left(&d.name, widest), named(d))).collect()
}
