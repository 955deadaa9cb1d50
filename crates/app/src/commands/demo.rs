//! `kaocheng demo`: every example that the program carries, checked, scored and explained.

use crate::commands::check::compile_all;
use crate::commands::demo_public;
use crate::commands::explain::View;
use crate::commands::new::lay_out;
use crate::commands::serve;
use crate::example;
use crate::findings::{Counts, group};
use crate::folder::Folder;
use crate::message::Failure;
use crate::phrase;
use crate::progress;
use crate::ranking::{self, Ranking};
use crate::terminal::Terminal;
use kaocheng_compile::plan::{self, ItemKind, Plan, Shape};
use kaocheng_engine::results::{Results, score};
use kaocheng_engine::table::Table;
use kaocheng_syntax::exact::Exact;
use num_traits::Zero;
use std::path::{Path, PathBuf};

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// Only this example.
    example: Option<String>,
    /// Then open the office of the example in a browser, until it is stopped.
    #[arg(long)]
    office: bool,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let chosen: Vec<&example::Example> =
        example::all().iter().filter(|e| args.example.as_ref().is_none_or(|name| e.name == name)).collect();
    let Some(first) = chosen.first() else {
        let name = args.example.as_deref().unwrap_or_default();
        let names = example::names().join(", ");
        return Err(Failure::Usage(phrase::NEW_UNKNOWN.with(lang, &[("name", &name), ("names", &names)])));
    };
    let bench = tempfile::tempdir()
        .map_err(|e| Failure::Data(phrase::NOT_WRITABLE.with(lang, &[("path", &"/tmp"), ("reason", &e)])))?;
    let bar = progress::bar(chosen.len() as u64);
    let (mut units, mut failed) = (0, false);
    for example in &chosen {
        bar.set_message(example.name);
        let dir = bench.path().join(example.name);
        lay_out(example, &dir, lang)?;
        for part in parts(example, &dir) {
            let shown = part.strip_prefix(bench.path()).unwrap_or(&part).display().to_string();
            match bar.suspend(|| one(&part, &shown, terminal)) {
                Ok(count) => units += count,
                Err(Failure::Problems) => failed = true,
                Err(Failure::Data(text)) => {
                    bar.suspend(|| terminal.say(&text));
                    failed = true;
                }
                Err(other) => return Err(other),
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    let slots: [(&str, &dyn std::fmt::Display); 3] =
        [("count", &chosen.len()), ("units", &units), ("name", &first.name)];
    terminal.print(&phrase::DEMO_DONE.with(lang, &slots))?;
    if failed {
        return Err(Failure::Problems);
    }
    if !args.office {
        return Ok(());
    }
    // It goes when the office is stopped.
    let folder = tempfile::tempdir()
        .map_err(|e| Failure::Data(phrase::NOT_WRITABLE.with(lang, &[("path", &"/tmp"), ("reason", &e)])))?;
    serve::run(&serve::Args::of_demo(folder.path().to_owned()), terminal)
}

/// An example's folder, and those inside it that hold a scheme of their own.
fn parts(example: &example::Example, dir: &Path) -> Vec<PathBuf> {
    let schemes =
        example.files.iter().filter_map(|(name, _)| Path::new(name).parent().filter(|_| name.ends_with("scheme.md")));
    let mut found: Vec<PathBuf> = schemes.map(|inner| dir.join(inner)).collect();
    found.sort_by_key(|p| p.components().count());
    found
}

/// One working folder: how many units were scored.
fn one(dir: &Path, shown: &str, terminal: &Terminal) -> Result<usize, Failure> {
    let lang = terminal.lang();
    let mut folder = Folder::open(dir, lang)?;
    folder.shown = format!("{shown}/scheme.md");
    let rule = "━".repeat(terminal.width().saturating_sub(crate::columns::width(shown) + 4));
    terminal.print(&format!("━━ {shown} {rule}"))?;
    let checked = compile_all(&folder, &folder.rounds(None, lang)?);
    let blocks = group(&checked.diagnostics, lang);
    let counts = Counts::of(&blocks);
    let mut units = 0;
    for plan in &checked.plans {
        let hash = plan::hash(plan);
        let slots: [(&str, &dyn std::fmt::Display); 4] = [
            ("errors", &counts.errors),
            ("questions", &counts.questions),
            ("warnings", &counts.warnings),
            ("hash", &hash.get(..12).unwrap_or(&hash)),
        ];
        terminal.print(&phrase::DEMO_CHECK.with(lang, &slots))?;
        units = units.max(one_round(&folder, plan.head.round.as_deref(), terminal)?);
    }
    demo_public::show(&folder, terminal)?;
    Ok(units)
}

fn one_round(folder: &Folder, round: Option<&str>, terminal: &Terminal) -> Result<usize, Failure> {
    let lang = terminal.lang();
    let plan = folder.plan(round, terminal)?.plan;
    let table = folder.table(&plan, terminal)?;
    let mut units = 0;
    for view in folder.levels(&plan, None, lang)? {
        units += one_level(folder, &view, &table, terminal)?;
    }
    demo_public::lists(folder, &plan, &table, terminal)?;
    Ok(units)
}

fn one_level(folder: &Folder, plan: &Plan, table: &Table, terminal: &Terminal) -> Result<usize, Failure> {
    let lang = terminal.lang();
    let results = score(plan, table);
    let ranking = Ranking::new(plan, table, &results);
    terminal.print("")?;
    terminal.print(&ranking::text(&ranking, lang, terminal.width()))?;
    terminal.print("")?;
    if let Some((unit, item)) = telling(plan, &results) {
        let row = &table.units().all()[unit];
        terminal.print(&phrase::DEMO_EXPLAIN.with(lang, &[("unit", &row.name)]))?;
        let view = View { document: &folder.document, plan, table, results: &results, unit, lang };
        terminal.print(&view.item(item).join("\n"))?;
        terminal.print("")?;
    }
    Ok(results.assessed.len())
}

/// A unit and an item that are worth explaining: for a middling unit, the item with steps that costs it the most and
/// still gives something; any item with a rule where there is none with steps.
fn telling(plan: &Plan, results: &Results) -> Option<(usize, usize)> {
    let order = results.in_order();
    let middle = order.len() / 2;
    let nearby = order.iter().skip(middle).chain(order.iter().take(middle).rev());
    for unit in nearby {
        let interest = |item: usize| -> Option<(bool, Exact)> {
            let entry = &plan.items[item];
            let ruled = entry.kind == ItemKind::Base && !entry.clauses.is_empty();
            let score = results.item(plan, item, *unit).number()?;
            let points = entry.points.as_ref().filter(|p| ruled && !score.is_zero() && score < p)?;
            let steps = entry.clauses.iter().any(|c| matches!(c.shape, Shape::Steps { .. }));
            Some((steps, points - score))
        };
        let best = (0..plan.items.len()).filter_map(|i| interest(i).map(|much| (much, i))).max();
        if let Some((_, item)) = best {
            return Some((*unit, item));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Lang;

    #[test]
    fn every_example_has_what_a_folder_needs() {
        for example in example::all() {
            let has = |start: &str| example.files.iter().any(|(name, _)| name.starts_with(start));
            assert!(has("scheme.md") && has("units.") && has("figures"), "{}", example.name);
            assert!(example::find(example.name, Lang::En).is_some());
        }
    }
}
