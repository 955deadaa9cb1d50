//! `kaocheng fmt`: a scheme in canonical form.

use crate::file;
use crate::findings;
use crate::folder::Folder;
use crate::message::Failure;
use crate::phrase;
use crate::terminal::Terminal;
use kaocheng_syntax::fmt::format;
use serde_json::json;
use std::path::PathBuf;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// The scheme's file, or the working folder that holds it.
    scheme: PathBuf,
    /// Change nothing; exit code 1 if the file is not in canonical form.
    #[arg(long)]
    check: bool,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let folder = Folder::open(&args.scheme, lang)?;
    if let Some(broken) = folder.document.diagnostics.iter().find(|d| d.code == "not-utf8") {
        let renderer = findings::renderer(terminal.colours_of_messages(), terminal.width());
        let found = [broken.clone()];
        for block in findings::group(&found, lang) {
            terminal.say(&findings::render(&block, &folder.scheme(), lang, &renderer, false));
        }
        return Err(Failure::Problems);
    }
    let source = &folder.document.source;
    let canonical = format(source);
    let same = canonical == *source;
    if !same && !args.check {
        file::write(&folder.path, canonical.as_bytes(), lang)?;
    }
    let line = source.lines().zip(canonical.lines()).take_while(|(a, b)| a == b).count() + 1;
    let path: &dyn std::fmt::Display = &folder.shown;
    let said = match (same, args.check) {
        (true, _) => phrase::FMT_SAME.with(lang, &[("path", path)]),
        (false, false) => phrase::FMT_CHANGED.with(lang, &[("path", path)]),
        (false, true) => phrase::FMT_WOULD.with(lang, &[("path", path), ("line", &line)]),
    };
    if terminal.is_json() {
        let written = !same && !args.check;
        terminal.print(&json!({ "file": folder.shown, "canonical": same, "written": written }).to_string())?;
    } else {
        terminal.print(&said)?;
    }
    if same || !args.check { Ok(()) } else { Err(Failure::Problems) }
}
