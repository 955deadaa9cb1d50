//! What was measured, as tables of Markdown: a column a run, and how much the larger office is over the smaller.

use super::Run;
use super::server::Used;
use super::times::{Millis, Times};
use std::collections::BTreeSet;
use std::time::Duration;

/// The tables of the runs of one store, the smaller office first.
pub fn shown(store: &str, runs: &[Run]) -> String {
    let head: Vec<String> = runs.iter().map(|run| format!("{} clerks", grouped(run.clerks as u64))).collect();
    let mut out = format!("### {store}\n\n| | {} |\n|---|{}\n", head.join(" | "), "---|".repeat(runs.len()));
    let mut row = |name: &str, of: &dyn Fn(&Run) -> String| {
        let cells: Vec<String> = runs.iter().map(of).collect();
        out.push_str(&format!("| {name} | {} |\n", cells.join(" | ")));
    };
    row("sign-ins a second", &|run| {
        a_second(run.rush.times.spreads().get("sign in").map_or(0, |s| s.count), run.rush.took)
    });
    row("the hour's work, seconds", &|run| seconds(run.work.took));
    row("requests a second", &|run| a_second(run.work.times.count(), run.work.took));
    row("processor of the server, ms a request", &|run| cpu(run.work_used, run.work.times.count()));
    row("memory after sign-ins, MB", &|run| run.rush_used[1].now.to_string());
    row("memory after the work, MB", &|run| run.work_used[1].now.to_string());
    row("memory at most, MB", &|run| run.after.used[1].peak.to_string());
    row("compute the round, seconds", &|run| seconds(run.after.computed));
    row("memory: computing adds at most, MB", &|run| {
        run.after.used[1].peak.saturating_sub(run.after.used[0].now).to_string()
    });
    row("start on the full store, seconds", &|run| seconds(run.started));
    row("acts, figures", &|run| format!("{}, {}", grouped(run.acts), grouped(run.figures as u64)));
    row("database, evidence, MB", &|run| format!("{}, {}", run.size.0, run.size.1));
    out.push('\n');
    out.push_str(&requests("Requests of the hour, ms", runs, |run| vec![&run.rush.times, &run.work.times]));
    out.push_str(&requests("Pages of the full office, one after another, ms", runs, |run| vec![&run.after.pages]));
    out
}

/// A row a kind of request: how many, half, nine in ten, ninety-nine in a hundred; and p50 of the last run over the first.
fn requests<'r>(title: &str, runs: &'r [Run], of: impl Fn(&'r Run) -> Vec<&'r Times>) -> String {
    let head: Vec<String> = runs.iter().map(|run| format!("{}: p50 | p90 | p99", grouped(run.clerks as u64))).collect();
    let mut out = format!(
        "| {title} | count | {} | growth |\n|---|---|{}---|\n",
        head.join(" | "),
        "---|---|---|".repeat(runs.len())
    );
    let spreads: Vec<_> =
        runs.iter().map(|run| of(run).into_iter().flat_map(Times::spreads).collect::<Vec<_>>()).collect();
    let kinds: BTreeSet<&str> = spreads.iter().flatten().map(|(kind, _)| *kind).collect();
    for kind in kinds {
        let found: Vec<_> =
            spreads.iter().map(|run| run.iter().find(|(k, _)| *k == kind).map(|(_, spread)| *spread)).collect();
        let cells: Vec<String> = found
            .iter()
            .map(|spread| spread.map_or("| |".to_owned(), |s| format!("{} | {} | {}", s.p50, s.p90, s.p99)))
            .collect();
        let count = found.last().copied().flatten().map_or(0, |spread| spread.count);
        let growth = match (found.first(), found.last()) {
            (Some(Some(first)), Some(Some(last))) => times_over(last.p50, first.p50),
            _ => String::new(),
        };
        let bytes = runs.last().and_then(|run| run.after.sizes.iter().find(|(k, _)| *k == kind));
        let bytes = bytes.map_or(String::new(), |(_, bytes)| format!(" ({} KB)", bytes.div_ceil(1024)));
        out.push_str(&format!("| {kind}{bytes} | {count} | {} | {growth} |\n", cells.join(" | ")));
    }
    out.push('\n');
    out
}

fn times_over(last: Millis, first: Millis) -> String {
    let tenths = u64::from(last.0) * 10 / u64::from(first.0.max(1));
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn seconds(took: Duration) -> String {
    let hundredths = took.as_millis() / 10;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn a_second(count: usize, took: Duration) -> String {
    (count as u128 * 1000 / took.as_millis().max(1)).to_string()
}

fn cpu(used: [Used; 2], count: usize) -> String {
    let hundredths = used[1].cpu.saturating_sub(used[0].cpu) * 100 / (count as u64).max(1);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// A number with commas between thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let apart = |(at, digit): (usize, char)| {
        let comma = at > 0 && (digits.len() - at).is_multiple_of(3);
        if comma { vec![',', digit] } else { vec![digit] }
    };
    digits.chars().enumerate().flat_map(apart).collect()
}
