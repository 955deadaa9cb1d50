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
mod kept;
mod operations;
mod scheme;
mod seen;
mod stand_in;
mod writing;

use agree::Evaluator;
use case::{Case, compiled};
use chance::Chance;
use kaocheng_compile::plan::{Plan, print, verify};
use kaocheng_engine::columnar;
use kaocheng_engine::columns::{Columns, Numbers};
use kaocheng_engine::crew::Crew;
use kaocheng_engine::table::Value;
use kaocheng_syntax::clause::Language;
use kaocheng_syntax::diagnostic::Severity;
use kaocheng_syntax::exact::whole;
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
                    let line = text[line..]
                        .lines()
                        .take(if broken.code == "item-without-clause" { 5 } else { 1 })
                        .collect::<Vec<_>>()
                        .join("⏎");
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

    /// Every operation occurred, and most schemes compiled.
    fn is_broad(&self) {
        println!("{}", self.seen.table());
        println!("{} scheme-unit pairs of {} schemes, {} of them refused", self.pairs, self.schemes, self.refused);
        let missed: Vec<&str> = OPERATIONS.into_iter().filter(|op| self.seen.count("operations", op) == 0).collect();
        assert_eq!(missed, ["ItemPoints"], "operations that did not occur");
        assert_eq!(self.seen.policies_missed(), Vec::<String>::new(), "choices that did not occur");
        assert!(self.refused * 10 < self.schemes * 3, "{} of {} schemes were refused", self.refused, self.schemes);
    }
}

#[test]
fn generated_schemes_score_as_in_the_reference() {
    let pairs = setting("KAOCHENG_DIFFERENTIAL_PAIRS").unwrap_or(SLICE);
    let seed = setting("KAOCHENG_DIFFERENTIAL_SEED").unwrap_or(1) as u64;
    Run::until(&columnar::score, pairs, seed).is_broad();
}

#[test]
fn plans_of_any_operations_score_as_in_the_reference() {
    let pairs = setting("KAOCHENG_DIFFERENTIAL_PAIRS").unwrap_or(SLICE) / 4;
    grown_plans(&columnar::score, pairs);
}

/// Changing figures of what is kept gives what scoring at once gives.
#[test]
fn changed_figures_score_as_in_the_reference() {
    let pairs = setting("KAOCHENG_DIFFERENTIAL_PAIRS").unwrap_or(SLICE) / 2;
    let seed = setting("KAOCHENG_DIFFERENTIAL_SEED").unwrap_or(1) as u64;
    Run::until(&kept::changed, pairs, seed);
    grown_plans(&kept::changed, pairs / 4);
}

/// The same over plans that no text has; a difference is cut down by shorter plans of the same seed.
fn grown_plans(evaluator: &Evaluator, pairs: usize) {
    let mut compared = 0;
    let mut seed = 0;
    while compared < pairs {
        compared += grown_plan(evaluator, seed, 24).unwrap_or_else(|_| {
            let smallest = (0..=24).find_map(|size| grown_plan(evaluator, seed, size).err());
            panic!("plan {seed}: the evaluators differ\n\n{}", smallest.unwrap_or_default())
        });
        seed += 1;
    }
    println!("{compared} plan-unit pairs of {seed} plans");
}

fn grown_plan(evaluator: &Evaluator, seed: u64, size: usize) -> Result<usize, String> {
    let plan = operations::plan(&mut Chance::new(seed), size);
    assert_eq!(verify(&plan, false), [], "plan {seed} is broken");
    let mut chance = Chance::new(seed);
    let mut places = figures::places(&mut chance, &["县区", "乡镇", "村"], Language::Chinese);
    let figures = figures::figures(&mut chance, &plan, &places);
    let units = places.len();
    let mut differs = None;
    // Fewer units while they still differ.
    while let Err(found) = case::compared(&plan, &figures::table(&plan, &places, &figures), evaluator, seed) {
        let table = figures::table(&plan, &places, &figures);
        differs = Some(format!("{}\n{}", case::figures_of(&plan, &places, &table), agree::listed(&found)));
        if places.pop().is_none() {
            break;
        }
    }
    differs.map_or(Ok(units), |found| Err(format!("{}\n{found}", print(&plan))))
}

/// The comparison itself, with the reference in the columnar evaluator's place.
#[test]
fn the_reference_is_equal_to_itself() {
    Run::until(&stand_in::reference, 6_000, 1).is_broad();
    grown_plans(&stand_in::reference, 1_000);
}

/// One point more for one unit is found, and the case is cut down to what it takes.
#[test]
fn a_changed_point_is_found_in_a_small_case() {
    let wrong = |plan: &Plan, columns: &Columns, crew: &dyn Crew| {
        let mut scores = stand_in::reference(plan, columns, crew);
        let first = scores.levels.first_mut().map(|level| &mut level.nodes);
        let total = first.and_then(|nodes| nodes.iter_mut().find(|(node, _)| Some(*node) == plan.total));
        if let Some((_, column)) = total
            && let Numbers::Any(values) = &mut column.values.numbers
            && let Some(Value::Number(first)) = values.first_mut()
        {
            *first += whole(1);
        }
        scores
    };
    let mut chance = Chance::new(7);
    let scheme = writing::scheme(&mut chance);
    let plan = compiled(&scheme).plan;
    let places = figures::places(&mut chance, &scheme.levels, scheme.language);
    let figures = figures::figures(&mut chance, &plan, &places);
    let (smallest, differences) = Case { scheme, places, figures, seed: 1 }.smallest(&wrong);
    let report = smallest.report(&differences);
    assert!(differences.iter().all(|d| d.what.contains("total")), "{report}");
    assert!(smallest.places.len() == 1 && smallest.scheme.walk().len() <= 2 && smallest.figures.is_empty(), "{report}");
}
