//! What the examples of a page raise.

use crate::{files, page::Page, registers, scenario::Scenario, sealed};
use kaocheng_compile::scheme::{Options, compile};
use kaocheng_exchange::problem::Problem;
use kaocheng_syntax::diagnostic::{Diagnostic, Severity};
use kaocheng_syntax::document;
use std::process::Command;

/// One finding, from whichever part of the program.
#[derive(Debug)]
pub struct Raised {
    /// Its code.
    pub code: String,
    /// Its severity in words; empty where only the code is told.
    pub severity: &'static str,
    /// The names of its details; `None` where only the words are told.
    pub details: Option<Vec<String>>,
    /// The words, where they are told.
    pub words: String,
}

/// Everything that the blocks of a page raise together.
pub fn raise(page: &Page) -> Vec<Raised> {
    let mut all = Vec::new();
    let is_file = |kind: &str| kind.starts_with("figures") || kind.starts_with("units");
    let of_files = page.examples.iter().any(|(kind, _)| is_file(kind));
    let mut plan = None;
    let mut scenario = None;
    for (kind, text) in &page.examples {
        let (name, rest) = kind.split_once(' ').unwrap_or((kind, ""));
        match name {
            // Beside a file, a scheme only says what the file is for.
            "scheme" if of_files => plan = Some(compile(&document::read(text), &Options::default()).plan),
            "scheme" => {
                let text = files::enlarged(rest, text);
                all.extend(of_document(&document::read(&text), round(rest)));
            }
            "bytes" if rest == "scheme.md" => all.extend(of_document(&document::read_bytes(&files::bytes(text)), None)),
            "try" => all.extend(of_try(text)),
            "findings.csv" | "findings.xlsx" => {
                let figures = page.examples.iter().find(|(kind, _)| kind == "figures.csv").map(|(_, t)| t.as_str());
                all.extend(files::of_findings(name, text, figures).iter().map(of_problem));
            }
            // Beside findings, figures are what they are put to.
            "figures.csv" if page.examples.iter().any(|(kind, _)| kind.starts_with("findings")) => {}
            "units.csv" | "figures.csv" | "figures.xlsx" | "units.xlsx" | "disputes.csv" | "facts.csv"
            | "decisions.csv" | "bytes" | "bulk.csv" => {
                all.extend(files::of_file(name, rest, text, plan.clone()).iter().map(of_problem))
            }
            "sealed.json" | "sealed" => all.extend(sealed::of_block(name, rest, text).iter().map(of_problem)),
            name if registers::is_register(name) => {
                all.extend(registers::of_file(name, &registers::numbered(rest, text)).iter().map(of_problem));
            }
            "put" => scenario.get_or_insert_with(Scenario::new).put(rest, text),
            "edit" => scenario.get_or_insert_with(Scenario::new).edit(rest, text),
            "run" => all.extend(scenario.get_or_insert_with(Scenario::new).run(text)),
            "text" => {}
            other => panic!("{}: a block of kind “{other}” is none of the test's", page.code),
        }
    }
    all
}

/// `round=全年` after `scheme`.
fn round(rest: &str) -> Option<String> {
    rest.strip_prefix("round=").map(str::to_owned)
}

fn of_document(document: &document::Document, round: Option<String>) -> Vec<Raised> {
    let compiled = compile(document, &Options { round });
    compiled.diagnostics.iter().map(of_diagnostic).collect()
}

fn of_diagnostic(diagnostic: &Diagnostic) -> Raised {
    Raised {
        code: diagnostic.code.to_owned(),
        severity: word(diagnostic.severity),
        details: Some(diagnostic.details.iter().map(|(n, _)| (*n).to_owned()).collect()),
        words: String::new(),
    }
}

fn of_problem(problem: &Problem) -> Raised {
    Raised {
        code: problem.code().to_owned(),
        severity: word(problem.severity()),
        details: Some(problem.details().iter().map(|(n, _)| (*n).to_owned()).collect()),
        words: String::new(),
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Question => "question",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// The program itself: every line of the block is a command line after `kaocheng try`, in double quotes where it has
/// blanks.
fn of_try(text: &str) -> Vec<Raised> {
    let mut all = Vec::new();
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        let output = Command::new(env!("CARGO_BIN_EXE_kaocheng"))
            .args(["--lang", "en", "try"])
            .args(words_of(line))
            .output()
            .expect("the program runs");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        all.extend(told.lines().filter_map(|l| l.split_once(": ")).map(|(code, words)| Raised {
            code: code.to_owned(),
            severity: "",
            details: None,
            words: words.to_owned(),
        }));
    }
    all
}

fn words_of(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (ix, part) in line.split('"').enumerate() {
        if ix % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}
