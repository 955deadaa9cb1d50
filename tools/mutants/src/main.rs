//! A list of mutants and a source tree → the tree with all of them compiled in, each behind its switch.
//!
//! `kaocheng-mutants TREE LIST SKIP` reads what `cargo mutants --list --json` wrote and changes the files in TREE. SKIP
//! holds the numbers (places in the list) to leave out, a line each: mutants that do not compile. What was put where is
//! printed as JSON, so that an error of the compiler can be told to its mutant.
//!
//! Only insertions are made: `a == b` becomes `(if alive(7) { a != b } else { a == b })`. As one mutant is alive at a
//! time, the mutated branch holds the original text but for its one change, and insertions nest.

mod places;

use places::{Places, offset};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::error::Error;
use std::ops::Range;
use std::path::Path;

#[derive(Deserialize)]
struct Mutant {
    file: String,
    genre: String,
    replacement: String,
    span: LineSpan,
}

#[derive(Deserialize)]
struct LineSpan {
    start: LineColumn,
    end: LineColumn,
}

#[derive(Deserialize)]
struct LineColumn {
    line: usize,
    column: usize,
}

/// A text to put in. Of those at one offset, closings come before openings, inner closings before outer ones and outer
/// openings before inner ones: `order` sorts them so.
struct Insertion {
    at: usize,
    order: (bool, isize),
    text: String,
    mutant: Option<usize>,
}

#[derive(Serialize)]
struct Inserted {
    file: String,
    from: usize,
    to: usize,
    mutant: usize,
}

#[derive(Serialize, Default)]
struct Report {
    inserted: Vec<Inserted>,
    /// Mutants for which there is no place for a switch.
    unplaced: Vec<usize>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [tree, list, skip] = &args[..] else { return Err("usage: kaocheng-mutants TREE LIST SKIP".into()) };
    let all: Vec<Mutant> = serde_json::from_str(&std::fs::read_to_string(list)?)?;
    let skip: HashSet<usize> = std::fs::read_to_string(skip)?.lines().map(str::parse).collect::<Result<_, _>>()?;
    let mut by_file: BTreeMap<&str, Vec<(usize, &Mutant)>> = BTreeMap::new();
    for (number, mutant) in all.iter().enumerate().filter(|(number, _)| !skip.contains(number)) {
        by_file.entry(&mutant.file).or_default().push((number, mutant));
    }
    let mut report = Report::default();
    for (file, mutants) in by_file {
        let path = Path::new(tree).join(file);
        let source = std::fs::read_to_string(&path)?;
        let insertions = insertions(&source, &mutants, &mut report.unplaced)?;
        std::fs::write(path, with(&source, insertions, file, &mut report.inserted))?;
    }
    println!("{}", serde_json::to_string(&report)?);
    Ok(())
}

fn insertions(
    source: &str,
    mutants: &[(usize, &Mutant)],
    unplaced: &mut Vec<usize>,
) -> Result<Vec<Insertion>, Box<dyn Error>> {
    let places = Places::of(source)?;
    let mut wraps: BTreeMap<(usize, usize), Vec<(usize, String)>> = BTreeMap::new();
    let mut arms: BTreeMap<usize, Arm> = BTreeMap::new();
    let mut all = Vec::new();
    for (number, mutant) in mutants {
        let place = |l: &LineColumn| offset(source, l.line, l.column - 1);
        let span = place(&mutant.span.start)..place(&mutant.span.end);
        let changed = |whole: &Range<usize>| {
            format!("{}{}{}", &source[whole.start..span.start], mutant.replacement, &source[span.end..whole.end])
        };
        let placed = match mutant.genre.as_str() {
            "FnValue" => places.bodies.get(&span.start).map(|at| {
                let text = format!(" if ::mutant_switch::alive({number}) {{ return {}; }}", mutant.replacement);
                all.push(Insertion { at: *at, order: (true, isize::MIN), text, mutant: Some(*number) });
            }),
            "MatchArm" => places.arms.get(&span.start).map(|at| arms.entry(*at).or_default().deleted = Some(*number)),
            "MatchArmGuard" => places.guards.get(&span.start).map(|at| {
                let arm = arms.entry(*at).or_default();
                *(if mutant.replacement == "true" { &mut arm.always } else { &mut arm.never }) = Some(*number);
            }),
            _ => places.wraps.get(&span.start).map(|whole| {
                wraps.entry((whole.start, whole.end)).or_default().push((*number, changed(whole)));
            }),
        };
        if placed.is_none() {
            unplaced.push(*number);
        }
    }
    for ((from, to), alternatives) in wraps {
        let width = (to - from) as isize;
        let mut open = |text: String, mutant| all.push(Insertion { at: from, order: (true, -width), text, mutant });
        open("(".to_owned(), None);
        for (number, text) in alternatives {
            open(format!("if ::mutant_switch::alive({number}) {{ {text} }} else "), Some(number));
        }
        open("{ ".to_owned(), None);
        all.push(Insertion { at: to, order: (false, width), text: " })".to_owned(), mutant: None });
    }
    for (at, arm) in arms {
        arm.insert(at, places.guard_at.get(&at), &mut all);
    }
    Ok(all)
}

/// The mutants of one match arm.
#[derive(Default)]
struct Arm {
    deleted: Option<usize>,
    always: Option<usize>,
    never: Option<usize>,
}

impl Arm {
    /// `at` is the end of the pattern, `guard` what stands after its `if`: `P if g` becomes
    /// `P if !alive(1) && (alive(2) || (!alive(3) && (g)))`.
    fn insert(&self, at: usize, guard: Option<&Range<usize>>, all: &mut Vec<Insertion>) {
        let test = |number: Option<usize>, before: &str, after: &str| {
            number.map_or(String::new(), |n| format!("{before}::mutant_switch::alive({n}){after}"))
        };
        let mutant = self.deleted;
        let Some(guard) = guard else {
            all.push(Insertion { at, order: (false, isize::MAX), text: test(mutant, " if !", ""), mutant });
            return;
        };
        let there = test(mutant, "!", " && ");
        let always = test(self.always, "", " || ");
        let never = test(self.never, "!", " && ");
        let text = format!("{there}({always}({never}(");
        all.push(Insertion { at: guard.start, order: (true, isize::MIN), text, mutant });
        all.push(Insertion { at: guard.end, order: (false, isize::MAX), text: ")))".to_owned(), mutant: None });
    }
}

/// The source with everything put in; what belongs to a mutant is noted with its place in the new text.
fn with(source: &str, mut insertions: Vec<Insertion>, file: &str, inserted: &mut Vec<Inserted>) -> String {
    insertions.sort_by_key(|i| (i.at, i.order));
    let mut text = String::new();
    let mut done = 0;
    for insertion in insertions {
        text += &source[done..insertion.at];
        done = insertion.at;
        let from = text.len();
        text += &insertion.text;
        if let Some(mutant) = insertion.mutant {
            inserted.push(Inserted { file: file.to_owned(), from, to: text.len(), mutant });
        }
    }
    text + &source[done..]
}
