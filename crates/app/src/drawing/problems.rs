//! What is wrong with a draw, in words.

use crate::message::{self, Lang};
use crate::phrase;
use crate::terminal::Terminal;
use kaocheng_draw::problem::{Kind, Problem, Severity};
use serde_json::{Value as Json, json};
use std::path::Path;

/// Prints findings about a file on standard error.
pub fn say(problems: &[Problem], file: &Path, terminal: &Terminal) {
    for problem in problems {
        terminal.say(&line(problem, &file.display().to_string(), terminal.lang()));
    }
}

/// A finding in one line.
pub fn line(problem: &Problem, file: &str, lang: Lang) -> String {
    let severity = match problem.kind.severity() {
        Severity::Error => phrase::ERROR,
        Severity::Question => phrase::QUESTION,
        Severity::Warning => phrase::WARNING,
    };
    let place = problem.row.map_or_else(|| file.to_owned(), |row| format!("{file}:{row}"));
    let slots: [(&str, &dyn std::fmt::Display); 4] = [
        ("place", &place),
        ("severity", &severity.plain(lang)),
        ("code", &problem.kind.code()),
        ("message", &words(&problem.kind, lang)),
    ];
    phrase::PROBLEM_LINE.with(lang, &slots)
}

/// A finding for programs.
pub fn json(problem: &Problem, lang: Lang) -> Json {
    let severity = match problem.kind.severity() {
        Severity::Error => "error",
        Severity::Question => "question",
        Severity::Warning => "warning",
    };
    json!({
        "code": problem.kind.code(),
        "severity": severity,
        "message": words(&problem.kind, lang),
        "row": problem.row,
    })
}

/// The file of a published draw that a finding is about.
pub fn file_of(kind: &Kind) -> &'static str {
    match kind {
        Kind::CommitmentMismatch { .. } => "commitment.txt",
        Kind::SampleDiffers { .. } | Kind::RecordNotRead { .. } => "record.json",
        Kind::DrawFileDiffers { file, .. } => file,
        _ => "frame.csv",
    }
}

fn words(kind: &Kind, lang: Lang) -> String {
    let details = kind.details();
    let find = |name: &str| details.iter().find(|(n, _)| *n == name).map(|(_, v)| v.clone());
    let own = |name: &str| if lang == Lang::Zh { find(&format!("{name}_zh")) } else { None };
    message::of_code(kind.code(), &|name| own(name).or_else(|| find(name)), &details, lang)
}
