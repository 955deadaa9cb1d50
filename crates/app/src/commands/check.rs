//! `kaocheng check`: every problem of a scheme, with its place.

use crate::findings::{self, Block, Counts};
use crate::folder::Folder;
use crate::message::{Failure, Lang};
use crate::phrase;
use crate::terminal::Terminal;
use kaocheng_compile::check::identity;
use kaocheng_compile::plan::{self, ItemKind, Plan};
use kaocheng_compile::reading;
use kaocheng_compile::scheme::{self, Dismissed, Options};
use kaocheng_syntax::diagnostic::{Diagnostic, Severity};
use kaocheng_syntax::exact::{Exact, show};
use num_traits::Zero;
use std::path::PathBuf;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// The scheme's file, or the working folder that holds it.
    #[arg(value_name = "SCHEME|DIR")]
    scheme: PathBuf,
    /// Only this round; else every round of the scheme.
    #[arg(long, value_name = "R")]
    round: Option<String>,
    /// Notes too, and every place of what is found at many.
    #[arg(long)]
    all: bool,
}

/// A scheme compiled for its rounds.
pub struct Checked {
    /// The plan of each round.
    pub plans: Vec<Plan>,
    /// The findings of all rounds, each once, in text order.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that the office keeps, each once.
    pub dismissed: Vec<Dismissed>,
}

/// Compiles a scheme for these rounds.
pub fn compile_all(folder: &Folder, rounds: &[Option<String>]) -> Checked {
    let mut checked = Checked { plans: Vec::new(), diagnostics: Vec::new(), dismissed: Vec::new() };
    for round in rounds {
        let compiled = scheme::compile(&folder.document, &Options { round: round.clone() });
        for diagnostic in compiled.diagnostics {
            if !checked.diagnostics.contains(&diagnostic) {
                checked.diagnostics.push(diagnostic);
            }
        }
        for kept in compiled.dismissed {
            if !checked.dismissed.contains(&kept) {
                checked.dismissed.push(kept);
            }
        }
        checked.plans.push(compiled.plan);
    }
    checked.diagnostics.sort_by_key(|d| (d.span.start, d.severity));
    checked
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let folder = Folder::open(&args.scheme, lang)?;
    let rounds = folder.rounds(args.round.as_deref(), lang)?;
    let checked = compile_all(&folder, &rounds);
    let shown: Vec<Diagnostic> =
        checked.diagnostics.iter().filter(|d| args.all || d.severity != Severity::Note).cloned().collect();
    if terminal.is_json() {
        for diagnostic in &shown {
            terminal.print(&findings::json(diagnostic, &folder.scheme(), lang).to_string())?;
        }
    } else {
        print_findings(&folder, &shown, args.all, terminal)?;
        for kept in &checked.dismissed {
            let name = identity(&folder.document, &kept.finding);
            terminal.print(&phrase::KEPT.with(lang, &[("name", &name), ("reason", &kept.reason)]))?;
        }
        if args.all {
            print_provisions(&folder, terminal)?;
        }
        print_summary(&checked, args.all, terminal)?;
    }
    let errors = checked.diagnostics.iter().any(|d| d.severity == Severity::Error);
    if errors { Err(Failure::Problems) } else { Ok(()) }
}

fn print_findings(folder: &Folder, shown: &[Diagnostic], all: bool, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let renderer = findings::renderer(terminal.colours(), terminal.width());
    for text in findings::render(shown, &folder.scheme(), lang, &renderer, all) {
        terminal.print(&format!("{text}\n"))?;
    }
    Ok(())
}

/// What the scheme rules beside points, as it was understood: a line a provision.
fn print_provisions(folder: &Folder, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    for provision in folder.document.walk().into_iter().flat_map(|s| &s.provisions) {
        terminal.print(&reading::provision(provision, lang.language()))?;
    }
    Ok(())
}

fn print_summary(checked: &Checked, all: bool, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let blocks = findings::group(&checked.diagnostics, lang);
    terminal.print(&summary(&checked.plans, &blocks, all, lang))?;
    for plan in &checked.plans {
        terminal.print(&program(plan, lang))?;
    }
    if let Some(first) = blocks.first().filter(|b| b.first().severity != Severity::Note) {
        terminal.print(&phrase::CODE_HINT.with(lang, &[("code", &first.first().code)]))?;
    }
    Ok(())
}

/// The scheme and what was found in one line.
fn summary(plans: &[Plan], blocks: &[Block], all: bool, lang: Lang) -> String {
    let counts = Counts::of(blocks);
    let most = |count: fn(&Plan) -> usize| plans.iter().map(count).max().unwrap_or(0);
    let points = plans.iter().map(base_points).max().unwrap_or_else(Exact::zero);
    let line = phrase::SUMMARY.with(
        lang,
        &[
            ("items", &most(|p| p.items.len())),
            ("points", &show(&points)),
            ("inputs", &most(|p| p.inputs.len())),
            ("errors", &counts.errors),
            ("questions", &counts.questions),
            ("warnings", &counts.warnings),
        ],
    );
    if counts.notes == 0 || all {
        return line;
    }
    format!("{line}{}", phrase::SUMMARY_NOTES.with(lang, &[("notes", &counts.notes)]))
}

/// What a plan's base items are worth together.
pub fn base_points(plan: &Plan) -> Exact {
    let roots = plan.items.iter().filter(|i| i.parent.is_none() && i.kind == ItemKind::Base);
    roots.map(|i| points_of(plan, i)).fold(Exact::zero(), |a, b| a + b)
}

/// An item's points; those below it where it has none of its own.
fn points_of(plan: &Plan, item: &plan::Item) -> Exact {
    if let Some(points) = &item.points {
        return points.clone();
    }
    let Some(ix) = plan.items.iter().position(|i| std::ptr::eq(i, item)) else { return Exact::zero() };
    let below = plan.children(ix).filter_map(|c| plan.items.get(c)).filter(|c| c.kind == ItemKind::Base);
    below.map(|c| points_of(plan, c)).fold(Exact::zero(), |a, b| a + b)
}

/// The program hash of a round.
fn program(plan: &Plan, lang: Lang) -> String {
    let hash = plan::hash(plan);
    match &plan.head.round {
        Some(round) => phrase::PROGRAM_OF_ROUND.with(lang, &[("hash", &hash), ("round", round)]),
        None => phrase::PROGRAM.with(lang, &[("hash", &hash)]),
    }
}
