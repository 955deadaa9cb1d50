//! `kaocheng verify draw DIR`: draws again from what was published, and says everything that does not hold.

use crate::drawing::folder::Drawing;
use crate::drawing::problems;
use crate::message::Failure;
use crate::phrase;
use crate::terminal::Terminal;
use kaocheng_draw::verify::verify;
use serde_json::{Value as Json, json};
use std::path::PathBuf;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// The folder in which the folder draw is.
    pub(super) dir: PathBuf,
    /// One of several draws: its folder is draw-NAME.
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let drawing = Drawing::new(&args.dir, args.name.as_deref());
    let published = drawing.published(terminal)?;
    let found = verify(&published);
    if terminal.is_json() {
        let list: Vec<Json> = found
            .iter()
            .map(|p| {
                let mut told = problems::json(p, lang);
                told["file"] = json!(problems::file_of(&p.kind));
                told
            })
            .collect();
        terminal.print(&json!({ "holds": found.is_empty(), "problems": list }).to_string())?;
    } else {
        for problem in &found {
            let path = drawing.path(problems::file_of(&problem.kind));
            problems::say(std::slice::from_ref(problem), &path, terminal);
        }
    }
    if !found.is_empty() {
        return Err(Failure::Problems);
    }
    if terminal.is_json() {
        return Ok(());
    }
    let sites: usize = published.record.strata.iter().map(|e| e.drawn.len()).sum();
    let slots: [(&str, &dyn std::fmt::Display); 3] =
        [("strata", &published.record.strata.len()), ("sites", &sites), ("hash", &published.frame_hash)];
    terminal.print(&phrase::VERIFY_DRAW_HOLDS.with(lang, &slots))
}
