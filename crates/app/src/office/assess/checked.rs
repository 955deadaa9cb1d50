//! The scheme while it is written: every finding with its place, and how each item was understood.

use crate::commands::check::{base_points, compile_all};
use crate::findings::{self, Scheme as Shown};
use crate::folder::Folder;
use crate::message::{self, Lang};
use kaocheng_compile::plan::{self, Plan};
use kaocheng_compile::reading;
use kaocheng_syntax::document;
use kaocheng_syntax::exact::show;
use serde::Serialize;
use std::path::PathBuf;

/// What a scheme's text means, and what is wrong with it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Checking {
    /// The findings, in text order.
    pub findings: Vec<Finding>,
    /// The rounds that it declares.
    pub rounds: Vec<String>,
    /// The items of the first round, as they were read.
    pub items: Vec<ItemRead>,
    /// What it rules beside points, a line a rule.
    pub provisions: Vec<String>,
    /// All base points.
    pub points: String,
    /// The hash of the program of each round.
    pub programs: Vec<String>,
}

/// A finding.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// `error`, `question`, `warning` or `note`.
    pub severity: &'static str,
    /// Its page in the reference.
    pub code: String,
    /// The line in the text, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// The headings above.
    pub trail: String,
    /// What it says.
    pub message: String,
}

/// An item as it was read.
#[derive(Clone, Debug, Serialize)]
pub struct ItemRead {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its points.
    pub points: String,
    /// How deep it stands.
    pub depth: usize,
    /// The line of its heading.
    pub line: usize,
}

impl Finding {
    /// Whether it only explains, and asks for nothing.
    pub fn is_note(&self) -> bool {
        self.severity == "note"
    }
}

impl Checking {
    /// How many findings only explain.
    pub fn notes(&self) -> usize {
        self.findings.iter().filter(|finding| finding.is_note()).count()
    }

    /// How many findings somebody should settle.
    pub fn to_settle(&self) -> usize {
        self.findings.len() - self.notes()
    }

    /// Whether it can be issued.
    pub fn is_fit(&self) -> bool {
        !self.findings.iter().any(|f| f.severity == "error") && !self.items.is_empty()
    }
}

/// Checks a text.
pub fn check(text: &[u8], lang: Lang) -> Checking {
    let document = document::read_bytes(text);
    let shown = "scheme.md".to_owned();
    let folder = Folder { dir: PathBuf::from("."), path: PathBuf::from("scheme.md"), shown, document };
    let rounds: Vec<Option<String>> = match folder.document.front.rounds.as_slice() {
        [] => vec![None],
        declared => declared.iter().map(|r| Some(r.value.clone())).collect(),
    };
    let checked = compile_all(&folder, &rounds);
    let scheme: Shown<'_> = folder.scheme();
    let finding = |d: &kaocheng_syntax::diagnostic::Diagnostic| {
        let (line, column) = findings::line_and_column(&folder.document.source, d.span.start);
        Finding {
            severity: message::severity(d.severity),
            code: d.code.to_owned(),
            line,
            column,
            trail: findings::trail(scheme.document, d.span),
            message: message::words(d, lang),
        }
    };
    let first = checked.plans.first();
    let provisions = folder.document.walk().into_iter().flat_map(|s| &s.provisions);
    Checking {
        findings: checked.diagnostics.iter().map(finding).collect(),
        rounds: rounds.into_iter().flatten().collect(),
        items: first.map(|plan| items(plan, &folder.document.source)).unwrap_or_default(),
        provisions: provisions.map(|p| reading::provision(p, lang.language())).collect(),
        points: first.map(|plan| show(&base_points(plan))).unwrap_or_default(),
        programs: checked.plans.iter().map(plan::hash).collect(),
    }
}

fn items(plan: &Plan, source: &str) -> Vec<ItemRead> {
    let read = |(ix, item): (usize, &plan::Item)| ItemRead {
        id: item.id.clone(),
        title: item.title.clone(),
        points: item.points.as_ref().map(show).unwrap_or_default(),
        depth: plan.trail(ix).len().saturating_sub(1),
        line: findings::line_and_column(source, item.heading.start).0,
    };
    plan.items.iter().enumerate().map(read).collect()
}
