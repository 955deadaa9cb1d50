//! `score DIR [--threads N] [--runs N] [--again N] [--long] [--out FILE]`: workload S through the columnar evaluator, stage by stage,
//! as one line of JSON with the median of each stage in seconds.
#![allow(clippy::float_arithmetic, reason = "times")]

use kaocheng_bench::load::load;
use kaocheng_bench::threads::Threads;
use kaocheng_compile::plan::Plan;
use kaocheng_compile::scheme::{Options, compile_to_run};
use kaocheng_engine::columnar::{Scores, score};
use kaocheng_engine::columns::Columns;
use kaocheng_exchange::bulk::write_parquet_to;
use kaocheng_syntax::document;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

const SCHEME: &str = include_str!("../../workload-s/scheme.md");

// The stages have names of their own: instructions are counted by them.

#[inline(never)]
fn stage_compile() -> Plan {
    compile_to_run(&document::read(SCHEME), &Options::default()).plan
}

#[inline(never)]
fn stage_load(plan: &Plan, dir: &Path, long: bool, crew: &Threads) -> Columns {
    load(plan, dir, long, crew)
}

#[inline(never)]
fn stage_score(plan: &Plan, columns: &Columns, crew: &Threads) -> Scores {
    score(plan, columns, crew)
}

#[inline(never)]
fn stage_write(plan: &Plan, columns: &Columns, scores: &Scores, crew: &Threads, to: &mut (dyn Write + Send)) {
    write_parquet_to(plan, &columns.units, scores, crew, to).unwrap_or_else(|e| panic!("{e}"));
}

fn main() {
    let mut args = std::env::args().skip(1);
    let (mut dir, mut threads, mut runs, mut long, mut out) = (PathBuf::from("."), 2, 5, false, None);
    let mut again = 0;
    while let Some(arg) = args.next() {
        let mut number = || args.next().and_then(|n| n.parse().ok()).unwrap_or(1usize);
        match arg.as_str() {
            "--threads" => threads = number(),
            "--runs" => runs = number(),
            "--again" => again = number(),
            "--long" => long = true,
            "--out" => out = args.next().map(PathBuf::from),
            _ => dir = PathBuf::from(arg),
        }
    }
    let started = Instant::now();
    let plan = stage_compile();
    let compiled = started.elapsed().as_secs_f64();
    let crew = Threads(threads);
    let mut times: [Vec<f64>; 3] = Default::default();
    let mut rows = 0;
    for _ in 0..runs {
        let started = Instant::now();
        let columns = stage_load(&plan, &dir, long, &crew);
        let loaded = started.elapsed().as_secs_f64();
        let scores = stage_score(&plan, &columns, &crew);
        let scored = started.elapsed().as_secs_f64();
        // For profiles of the evaluator alone.
        (0..again).for_each(|_| drop(score(&plan, &columns, &crew)));
        let started = Instant::now();
        let mut bytes = Vec::new();
        let mut file =
            out.as_ref().map(|path| File::create(path).unwrap_or_else(|e| panic!("{}: {e}", path.display())));
        let to: &mut (dyn Write + Send) = if let Some(file) = &mut file { file } else { &mut bytes };
        stage_write(&plan, &columns, &scores, &crew, to);
        let written = started.elapsed().as_secs_f64();
        rows = columns.units.len();
        for (all, time) in times.iter_mut().zip([loaded, scored - loaded, written]) {
            all.push(time);
        }
    }
    let median = |all: &mut Vec<f64>| {
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or(0.0)
    };
    let [load, score, write] = &mut times;
    let (load, score, write) = (median(load), median(score), median(write));
    println!(
        "{{\"rows\": {rows}, \"compile\": {compiled:.4}, \"load\": {load:.4}, \"score\": {score:.4}, \"write\": {write:.4}}}"
    );
}
