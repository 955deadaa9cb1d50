//! Problems in files of units and figures, each with its cell or line.

use crate::message::{self, Lang};
use crate::phrase;
use crate::terminal::Terminal;
use kaocheng_compile::plan::{Plan, Reason};
use kaocheng_engine::table::{Table, Value};
use kaocheng_exchange::figures::{Imported, shown};
use kaocheng_exchange::problem::{Kind, Place, Problem};
use kaocheng_syntax::diagnostic::Severity;
use serde_json::{Value as Json, json};

/// More are counted and not shown: the first say what is wrong with the file.
const SHOWN: usize = 30;

/// Prints problems on standard error.
pub fn say(problems: &[Problem], unlisted: usize, terminal: &Terminal) {
    let lang = terminal.lang();
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by_key(|p| p.severity());
    for problem in sorted.iter().take(SHOWN) {
        terminal.say(&line(problem, lang));
    }
    let more = sorted.len().saturating_sub(SHOWN) + unlisted;
    if more > 0 {
        terminal.say(&phrase::PROBLEMS_MORE.with(lang, &[("count", &more)]));
    }
}

/// A problem in one line.
pub fn line(problem: &Problem, lang: Lang) -> String {
    let severity = match problem.severity() {
        Severity::Error => phrase::ERROR,
        Severity::Question => phrase::QUESTION,
        Severity::Warning => phrase::WARNING,
        Severity::Note => phrase::NOTE,
    };
    let message = message::problem_words(problem, lang);
    phrase::PROBLEM_LINE.with(
        lang,
        &[
            ("place", &problem.place),
            ("severity", &severity.plain(lang)),
            ("code", &problem.code()),
            ("message", &message),
        ],
    )
}

/// A problem for programs.
pub fn json(problem: &Problem, lang: Lang) -> Json {
    json!({
        "code": problem.code(),
        "severity": message::severity(problem.severity()),
        "message": message::problem_words(problem, lang),
        "file": problem.place.file,
        "sheet": problem.place.sheet,
        "row": problem.place.row,
        "column": problem.place.column,
    })
}

/// Figures of a file that are other than those read before it from another file: which of them holds is not for us to
/// say.
pub fn against(table: &Table, plan: &Plan, read: &Imported, file: &str) -> Vec<Problem> {
    let absent = Value::Missing(Reason::NotReported);
    let mut found = Vec::new();
    for change in &read.changes {
        let before = table.value(change.input, change.unit);
        if *before == absent || change.value == absent || *before == change.value {
            continue;
        }
        let there = table.provenance(change.input, change.unit).map(|p| p.place.clone()).unwrap_or_default();
        let kind = Kind::ConflictingValues {
            unit: table.units().all().get(change.unit).map(|u| u.code.clone()).unwrap_or_default(),
            input: plan.inputs.get(change.input.0).map(|i| i.label.clone()).unwrap_or_default(),
            found: shown(plan, change.input, &change.value),
            first: shown(plan, change.input, before),
            there,
        };
        let place = if change.provenance.place.is_empty() { file } else { change.provenance.place.as_str() };
        found.push(Place::file(place).problem(kind));
    }
    found
}
