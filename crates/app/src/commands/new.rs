//! `kaocheng new`: a working folder to start from.

use crate::example;
use crate::file;
use crate::message::{Failure, Lang};
use crate::phrase;
use crate::terminal::Terminal;
use serde_json::json;
use std::path::{Path, PathBuf};

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// The folder to make; nothing in it is ever overwritten.
    dir: PathBuf,
    /// Which example to start from.
    #[arg(long, value_name = "NAME", default_value = example::FIVE_ITEMS)]
    example: String,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let Some(example) = example::find(&args.example, lang) else {
        let names = example::names().join(", ");
        return Err(Failure::Usage(phrase::NEW_UNKNOWN.with(lang, &[("name", &args.example), ("names", &names)])));
    };
    // Looked for before anything is written, so that a folder is either whole or untouched.
    if let Some((name, _)) = example.files.iter().find(|(name, _)| args.dir.join(name).exists()) {
        let path = args.dir.join(name);
        return Err(Failure::Usage(phrase::NEW_EXISTS.with(lang, &[("path", &path.display())])));
    }
    lay_out(example, &args.dir, lang)?;
    if terminal.is_json() {
        let files: Vec<&str> = example.files.iter().map(|(name, _)| *name).collect();
        return terminal.print(&json!({ "dir": args.dir.display().to_string(), "files": files }).to_string());
    }
    terminal.print(&told(&args.dir, example, lang))
}

/// Writes an example's files into a folder.
pub fn lay_out(example: &example::Example, dir: &Path, lang: Lang) -> Result<(), Failure> {
    for (name, bytes) in example.files {
        let path = dir.join(name);
        let folder = path.parent().unwrap_or(dir);
        std::fs::create_dir_all(folder).map_err(|e| {
            Failure::Data(phrase::NOT_WRITABLE.with(lang, &[("path", &folder.display()), ("reason", &e)]))
        })?;
        file::write_new(&path, bytes, lang)?;
    }
    Ok(())
}

/// What is there now, and what to do with it.
fn told(dir: &Path, example: &example::Example, lang: Lang) -> String {
    let shown = dir.display().to_string();
    let mut lines = vec![phrase::NEW_DONE.with(lang, &[("dir", &shown)])];
    lines.extend(example.files.iter().map(|(name, _)| format!("  {name}")));
    lines.push(phrase::NEW_NEXT.plain(lang).to_owned());
    let form = dir.join("form.xlsx").display().to_string();
    let mut steps = vec![(format!("kaocheng check {shown}"), phrase::NEW_CHECK)];
    if !example.files.iter().any(|(name, _)| name.starts_with("figures")) {
        steps.push((format!("kaocheng template {shown} -o {form}"), phrase::NEW_TEMPLATE));
        steps.push((format!("kaocheng import {shown} {form} --write"), phrase::NEW_IMPORT));
    }
    steps.push((format!("kaocheng score {shown}"), phrase::NEW_SCORE));
    let widest = steps.iter().map(|(command, _)| crate::columns::width(command)).max().unwrap_or(0);
    lines.extend(steps.iter().map(|(c, what)| format!("  {}   {}", crate::columns::left(c, widest), what.plain(lang))));
    lines.join("\n")
}
