//! The columnar evaluator is the reference, faster: generated schemes and figures go through both.
//!
//! Every case follows from its seed. What differs is cut down to the smallest scheme, units and figures that still differ,
//! and printed whole. `KAOCHENG_DIFFERENTIAL_PAIRS` says how many scheme-unit pairs are compared (`make differential`),
//! `KAOCHENG_DIFFERENTIAL_SEED` where the seeds begin.

mod agree;
mod case;
mod chance;
mod columns;
mod figures;
mod forms;
mod scheme;
mod seen;
mod stand_in;
mod writing;

use agree::Evaluator;
use case::{Case, compiled};
use chance::Chance;
use kaocheng_compile::plan::verify;
use kaocheng_engine::columnar;
use kaocheng_syntax::diagnostic::Severity;
use seen::{OPERATIONS, Seen};

/// Pairs of an ordinary test run.
const SLICE: usize = 20_000;
/// Tables of figures for one scheme.
const TABLES: usize = 3;

fn setting(name: &str) -> Option<usize> {
    std::env::var(name).ok()?.replace('_', "").parse().ok()
}

/// What a run went through.
#[derive(Default)]
struct Run {
    schemes: usize,
    refused: usize,
    pairs: usize,
    seen: Seen,
}

impl Run {
    /// Compares generated cases until so many pairs have been compared.
    fn until(evaluator: &Evaluator, pairs: usize, seed: u64) -> Run {
        let mut run = Run::default();
        let mut number = seed;
        while run.pairs < pairs {
            run.scheme(evaluator, number);
            number += 1;
        }
        run
    }

    fn scheme(&mut self, evaluator: &Evaluator, seed: u64) {
        let mut chance = Chance::new(seed);
        let scheme = writing::scheme(&mut chance);
        let compiled = compiled(&scheme);
        self.schemes += 1;
        for broken in compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error) {
            self.seen.add("errors", broken.code.to_string());
        }
        if !compiled.runs() {
            self.refused += 1;
            if std::env::var_os("KAOCHENG_DIFFERENTIAL_REFUSED").is_some() {
                let text = scheme.text();
                for broken in compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error) {
                    let line = text[..broken.span.start].rfind('\n').map_or(0, |at| at + 1);
                    let line = text[line..].lines().take(if broken.code == "item-without-clause" { 5 } else { 1 }).collect::<Vec<_>>().join("⏎");
                    println!("{} @ {}: {line}", broken.code, broken.span.of(&text));
                }
            }
            return;
        }
        let plan = &compiled.plan;
        assert_eq!(verify(plan, false), [], "a broken plan of\n{}", scheme.text());
        self.seen.scheme(&scheme, plan);
        for _ in 0..TABLES {
            let places = figures::places(&mut chance, &scheme.levels, scheme.language);
            let figures = figures::figures(&mut chance, plan, &places);
            let case = Case { scheme: scheme.clone(), places, figures, seed: chance.number() };
            self.pairs += case.places.len();
            if !case.differences(plan, evaluator).is_empty() {
                let (smallest, differences) = case.smallest(evaluator);
                panic!("seed {seed}: the evaluators differ\n\n{}", smallest.report(&differences));
            }
        }
    }
}

#[test]
fn generated_schemes_score_as_in_the_reference() {
    let pairs = setting("KAOCHENG_DIFFERENTIAL_PAIRS").unwrap_or(SLICE);
    let seed = setting("KAOCHENG_DIFFERENTIAL_SEED").unwrap_or(1) as u64;
    let run = Run::until(&columnar::score, pairs, seed);
    println!("{} scheme-unit pairs of {} schemes, {} of them refused", run.pairs, run.schemes, run.refused);
    println!("{}", run.seen.table());
}

/// The comparison itself, with the reference in the columnar evaluator's place.
#[test]
fn the_reference_is_equal_to_itself_in_all_that_the_language_has() {
    let run = Run::until(&stand_in::reference, setting("KAOCHENG_DIFFERENTIAL_PAIRS").unwrap_or(4_000).min(20_000), 1);
    println!("{}", run.seen.table());
    println!("policies missed: {:?}", run.seen.policies_missed());
    println!("{} scheme-unit pairs of {} schemes, {} of them refused", run.pairs, run.schemes, run.refused);
    let missed: Vec<&str> = OPERATIONS.into_iter().filter(|op| run.seen.count("operations", op) == 0).collect();
    assert_eq!(missed, ["ItemPoints"], "operations that did not occur");
    assert!(run.refused * 10 < run.schemes * 3, "{} of {} schemes were refused", run.refused, run.schemes);
}
