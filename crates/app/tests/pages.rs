//! The pages of `spec/` that speak of folders and commands, run by the program itself.
//!
//! `UPDATE=1` rewrites what commands print; exit codes and messages are never rewritten.

// A test that cannot lay out its folder has failed.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A fenced block of a page.
struct Block {
    /// The words after the fence.
    info: String,
    /// The line of its first line, from 0.
    from: usize,
    lines: Vec<String>,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<Block> = None;
    for (ix, line) in text.lines().enumerate() {
        match (open.take(), line.strip_prefix("```")) {
            (None, Some(info)) => open = Some(Block { info: info.trim().into(), from: ix + 1, lines: Vec::new() }),
            (None, None) => {}
            (Some(block), Some("")) => found.push(block),
            (Some(mut block), _) => {
                block.lines.push(line.to_owned());
                open = Some(block);
            }
        }
    }
    assert!(open.is_none(), "a fence is not closed");
    found
}

fn run(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kaocheng"));
    command.current_dir(folder).args(words).env_remove("LC_ALL").env("LANG", "en");
    command.output().unwrap()
}

/// `code place` of every message on standard error.
fn told(output: &Output) -> Vec<String> {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let code = |line: &str| {
        let (before, after) = line.split_once('[')?;
        let (place, _) = before.rsplit_once(": ")?;
        Some(format!("{} {place}", after.split_once(']')?.0))
    };
    text.lines().filter_map(code).collect()
}

/// Whether a command printed what the page has; a line that ends in `…` holds its beginning only.
fn same(expected: &[String], found: &[String]) -> bool {
    let line = |(expected, found): (&String, &String)| match expected.strip_suffix('…') {
        Some(start) => found.starts_with(start),
        None => expected == found,
    };
    expected.len() == found.len() && expected.iter().zip(found).all(line)
}

struct Page {
    path: PathBuf,
    text: String,
}

fn pages() -> Vec<Page> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "md") && !p.ends_with("README.md"));
    paths.sort();
    let read = |path: PathBuf| Page { text: std::fs::read_to_string(&path).unwrap(), path };
    paths.into_iter().map(read).filter(|page| page.text.contains("```folder:")).collect()
}

#[test]
fn every_command_does_what_its_page_says() {
    let mut wrong: Vec<String> = Vec::new();
    let pages = pages();
    assert!(pages.iter().any(|p| p.path.ends_with("80-registers.md")));
    for page in &pages {
        wrong.extend(of_page(page));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn of_page(page: &Page) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut folder = tempfile::tempdir().unwrap();
    let mut last: Option<Output> = None;
    let mut rewritten: Vec<(usize, usize, Vec<String>)> = Vec::new();
    let name = page.path.file_name().unwrap().to_string_lossy().into_owned();
    for block in blocks(&page.text) {
        let words: Vec<&str> = block.info.split_whitespace().collect();
        let place = format!("{name}:{}", block.from);
        match words.as_slice() {
            ["folder:file", file] => {
                if *file == "scheme.md" {
                    folder = tempfile::tempdir().unwrap();
                }
                let path = folder.path().join(file);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, block.lines.join("\n") + "\n").unwrap();
            }
            ["folder:run", rest @ ..] => {
                let exit = rest.iter().find_map(|w| w.strip_prefix("exit=")).unwrap_or("0");
                let words: Vec<&str> = rest.iter().copied().filter(|w| !w.starts_with("exit=")).collect();
                let output = run(folder.path(), &words);
                let found: Vec<String> =
                    String::from_utf8_lossy(&output.stdout).lines().map(|l| l.trim_end().to_owned()).collect();
                if output.status.code().map(|c| c.to_string()).as_deref() != Some(exit) {
                    let said = String::from_utf8_lossy(&output.stderr).into_owned();
                    wrong.push(format!("{place}: ends with {:?}, not {exit}\n{said}", output.status.code()));
                }
                if !same(&block.lines, &found) {
                    if std::env::var_os("UPDATE").is_some() {
                        rewritten.push((block.from, block.lines.len(), found));
                    } else {
                        wrong.push(format!("{place}: prints\n{}", found.join("\n")));
                    }
                }
                last = Some(output);
            }
            ["folder:says"] => {
                let found = last.as_ref().map(told).unwrap_or_default();
                if found != block.lines {
                    wrong.push(format!("{place}: says\n{}", found.join("\n")));
                }
            }
            [first, ..] if first.starts_with("folder:") => wrong.push(format!("{place}: what is {first}?")),
            _ => {}
        }
    }
    if !rewritten.is_empty() {
        let mut lines: Vec<String> = page.text.lines().map(str::to_owned).collect();
        for (from, count, found) in rewritten.into_iter().rev() {
            lines.splice(from..from + count, found);
        }
        std::fs::write(&page.path, lines.join("\n") + "\n").unwrap();
    }
    wrong
}
