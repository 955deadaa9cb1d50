//! The files of a folder that count for a round, and their digests.

use crate::file;
use crate::folder::{Folder, entries, in_file_name, name_of};
use crate::message::{Failure, Lang};
use crate::problems;
use crate::terminal::Terminal;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::sealed::SealedFile;
use kaocheng_exchange::sealed::digest_of;
use std::path::{Path, PathBuf};

/// How files begin that can change a result besides scheme, units and figures; folders of a draw begin so too.
const STARTS: &[&str] = &["findings", "facts", "decisions", "disputes", "frame", "draw"];

/// Scheme, units, figures of the round, and what else counts, by name.
pub fn digests(folder: &Folder, plan: &Plan, terminal: &Terminal) -> Result<Vec<SealedFile>, Failure> {
    let lang = terminal.lang();
    let mut paths = vec![folder.path.clone()];
    paths.extend(["units.csv", "units.xlsx"].iter().map(|name| folder.dir.join(name)).filter(|path| path.is_file()));
    paths.extend(folder.files_of("figures", plan, lang)?);
    paths.extend(others(folder, plan, lang)?);
    let mut digests = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
        match digest_of(&name_in(&folder.dir, &path), &file::read(&path, lang)?) {
            Ok(digest) => digests.push(digest),
            Err(problem) => problems.push(*problem),
        }
    }
    problems::say(&problems, 0, terminal);
    if problems.is_empty() { Ok(digests) } else { Err(Failure::Problems) }
}

/// A path within the folder, with `/` on every system.
fn name_in(dir: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(dir).unwrap_or(path);
    inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn others(folder: &Folder, plan: &Plan, lang: Lang) -> Result<Vec<PathBuf>, Failure> {
    let rounds = folder.document.front.rounds.iter().map(|r| in_file_name(&r.value).to_lowercase());
    let own = plan.head.round.as_deref().map(|r| in_file_name(r).to_lowercase());
    let others: Vec<String> = rounds.filter(|round| Some(round) != own.as_ref()).collect();
    let counts = |path: &PathBuf| {
        let name = name_of(path).to_lowercase();
        let starts = STARTS.iter().any(|start| name.starts_with(start));
        // A name that holds the own round's is its own, even if it holds a shorter one's too.
        let is_own = own.as_ref().is_some_and(|own| name.contains(own.as_str()));
        starts && !name.contains(".marked.") && (is_own || !others.iter().any(|round| name.contains(round.as_str())))
    };
    let mut found = Vec::new();
    for path in entries(&folder.dir, lang)?.into_iter().filter(counts) {
        if path.is_dir() {
            found.extend(entries(&path, lang)?.into_iter().filter(|p| p.is_file()));
        } else if path != folder.path {
            found.push(path);
        }
    }
    Ok(found)
}
