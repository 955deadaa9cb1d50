//! The reference and the columnar evaluator over the same plan and table: every published value, every rank.
//!
//! Other tests include this file, so that pages and examples go through the same comparison.

#![allow(dead_code)]

use kaocheng_compile::plan::{NodeId, Plan, Ties};
use kaocheng_engine::columnar::{LevelScores, Scores};
use kaocheng_engine::columns::Columns;
use kaocheng_engine::crew::{Alone, Crew};
use kaocheng_engine::results::{Results, score};
use kaocheng_engine::table::{Table, Value};
use kaocheng_syntax::clause::VetoEffect;
use kaocheng_syntax::exact::Exact;
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering as Memory};

/// What is held against the reference.
pub type Evaluator = dyn Fn(&Plan, &Columns, &dyn Crew) -> Scores;

/// Several threads, each taking the next task.
pub struct Threads(pub usize);

impl Crew for Threads {
    fn size(&self) -> usize {
        self.0
    }

    fn each(&self, tasks: usize, task: &(dyn Fn(usize) + Sync)) {
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..self.0 {
                scope.spawn(|| {
                    loop {
                        let mine = next.fetch_add(1, Memory::Relaxed);
                        if mine >= tasks {
                            break;
                        }
                        task(mine);
                    }
                });
            }
        });
    }
}

/// Where the two differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Code of the unit; empty where no one unit is meant.
    pub unit: String,
    /// The node or rank.
    pub what: String,
    pub expected: String,
    pub found: String,
}

/// The reference's results for every level that a plan assesses, each with what must have a column there.
pub struct Expected {
    views: Vec<(Plan, Results, BTreeMap<NodeId, String>)>,
}

impl Expected {
    pub fn of(plan: &Plan, table: &Table) -> Expected {
        let view = |level| {
            let seen = plan.at_level(level);
            let (results, published) = (score(&seen, table), published(&seen));
            (seen, results, published)
        };
        Expected { views: (0..plan.levels.len()).map(view).collect() }
    }

    /// All differences of scores whose row of each unit is `rows[unit]`.
    pub fn differences(&self, table: &Table, scores: &Scores, rows: &[usize]) -> Vec<Difference> {
        let mut found = Vec::new();
        let mut levels = scores.levels.iter();
        for (view, results, published) in &self.views {
            let level = view.head.level.as_deref().unwrap_or("all units");
            match levels.next() {
                Some(given) => Seen { level, view, results, published, table, rows, given }.differences(&mut found),
                None => found.push(Difference::of_all(format!("scores of {level}"), "scores", "none")),
            }
        }
        // A plan without items assesses nothing; what stands there is nobody's business.
        if !self.views.is_empty() && levels.next().is_some() {
            found.push(Difference::of_all("levels".into(), &self.views.len().to_string(), "more"));
        }
        found
    }
}

impl Difference {
    fn of_all(what: String, expected: &str, found: &str) -> Difference {
        Difference { unit: String::new(), what, expected: expected.to_owned(), found: found.to_owned() }
    }
}

/// One level by both.
struct Seen<'a> {
    level: &'a str,
    view: &'a Plan,
    results: &'a Results,
    published: &'a BTreeMap<NodeId, String>,
    table: &'a Table,
    rows: &'a [usize],
    given: &'a LevelScores,
}

impl Seen<'_> {
    fn differences(&self, found: &mut Vec<Difference>) {
        let (given, level) = (self.given, self.level);
        let mut rows: Vec<u32> = self.results.assessed.iter().map(|u| self.rows[*u] as u32).collect();
        rows.sort_unstable();
        let columns = given.nodes.iter().map(|(_, column)| column.values.len());
        let lengths: Vec<usize> = columns.chain([given.overall.len(), given.within_parent.len()]).collect();
        if given.rows != rows || lengths.iter().any(|l| *l != rows.len()) {
            let got = format!("{:?}, of columns and ranks {lengths:?}", given.rows);
            found.push(Difference::of_all(format!("rows of {level}"), &format!("{rows:?}"), &got));
            return;
        }
        if !given.nodes.is_sorted_by(|a, b| a.0 < b.0) {
            let nodes: Vec<usize> = given.nodes.iter().map(|(node, _)| node.0).collect();
            found.push(Difference::of_all(format!("nodes of {level}"), "ascending", &format!("{nodes:?}")));
        }
        for (node, name) in self.published.iter().filter(|(node, _)| given.column(**node).is_none()) {
            found.push(Difference::of_all(format!("n{} {name} in {level}", node.0), "a column", "none"));
        }
        self.values(found);
        self.ranks(found);
    }

    /// Every column that is there, published or not.
    fn values(&self, found: &mut Vec<Difference>) {
        for (node, column) in &self.given.nodes {
            let name = self.published.get(node).map_or("what a list is ordered by", String::as_str);
            for unit in &self.results.assessed {
                let (expected, got) = (self.results.values.of(*node, *unit), column.value(self.place(*unit)));
                if *expected != got {
                    let what = format!("n{} {name} in {}", node.0, self.level);
                    found.push(self.of_unit(*unit, what, shown(expected), shown(&got)));
                }
            }
        }
    }

    fn ranks(&self, found: &mut Vec<Difference>) {
        if self.view.total.is_none() {
            return;
        }
        let within = within_parent(self.view, self.results, self.table);
        for ((unit, overall), within) in self.results.assessed.iter().zip(&self.results.ranks).zip(within) {
            let place = self.place(*unit);
            for (what, expected, got) in [
                ("rank", overall.unwrap_or(0), self.given.overall[place] as usize),
                ("rank within parent", within, self.given.within_parent[place] as usize),
            ] {
                if got != expected {
                    let what = format!("{what} in {}", self.level);
                    found.push(self.of_unit(*unit, what, expected.to_string(), got.to_string()));
                }
            }
        }
    }

    /// Where a unit stands among the level's; the rows are known to be right.
    fn place(&self, unit: usize) -> usize {
        self.given.place(self.rows[unit]).unwrap_or(usize::MAX)
    }

    fn of_unit(&self, unit: usize, what: String, expected: String, found: String) -> Difference {
        Difference { unit: self.table.units().all()[unit].code.clone(), what, expected, found }
    }
}

/// The nodes that must have a column for the units of the level that a plan is seen at, with a name each.
pub fn published(view: &Plan) -> BTreeMap<NodeId, String> {
    let mut all: BTreeMap<NodeId, String> = BTreeMap::new();
    let mut add = |node: NodeId, name: String| {
        all.entry(node).and_modify(|n| *n += &format!(", {name}")).or_insert(name);
    };
    for item in &view.items {
        add(item.score, format!("score of {}", item.id));
        item.grade.into_iter().for_each(|n| add(n, format!("grade of {}", item.id)));
        item.substituted.into_iter().for_each(|n| add(n, format!("substitution in {}", item.id)));
    }
    for (ix, veto) in view.vetoes.iter().enumerate() {
        add(veto.condition, format!("veto {} {:?}", ix + 1, veto.effect));
    }
    view.total.into_iter().for_each(|n| add(n, "total".to_owned()));
    all
}

/// Competition ranks among the units of a level with the same unit directly above, by counting the better ones; 0: not
/// ranked. Units without one above are ranked among each other.
pub fn within_parent(view: &Plan, results: &Results, table: &Table) -> Vec<usize> {
    let under = |unit: usize, effect| results.vetoes(view, unit).iter().any(|v| v.effect == effect);
    let number = |node, unit| results.values.of(node, unit).number().cloned();
    // Less is better.
    type Key = (bool, Reverse<Exact>, Vec<Reverse<Option<Exact>>>);
    let key = |unit: usize| -> Option<Key> {
        let total = number(view.total?, unit)?;
        let ties = match &view.mechanism.ties {
            Ties::Items(items) => items.iter().map(|i| Reverse(number(*i, unit))).collect(),
            _ => Vec::new(),
        };
        let ranked = !under(unit, VetoEffect::NotEligible);
        ranked.then(|| (under(unit, VetoEffect::LastPlace), Reverse(total), ties))
    };
    let parent = |unit: usize| table.units().all()[unit].parent;
    let keys: Vec<(usize, Option<Key>)> =
        results.assessed.iter().map(|u| (parent(*u).unwrap_or(usize::MAX), key(*u))).collect();
    let rank = |(parent, own): &(usize, Option<Key>)| {
        let Some(own) = own else { return 0 };
        let better =
            |(p, k): &&(usize, Option<Key>)| p == parent && k.as_ref().is_some_and(|k| k.cmp(own) == Ordering::Less);
        1 + keys.iter().filter(better).count()
    };
    keys.iter().map(rank).collect()
}

/// Scores, or the words of a panic as a difference.
pub fn evaluated(
    evaluator: &Evaluator,
    plan: &Plan,
    columns: &Columns,
    crew: &dyn Crew,
) -> Result<Scores, Vec<Difference>> {
    catch_unwind(AssertUnwindSafe(|| evaluator(plan, columns, crew))).map_err(|panic| {
        let words = panic.downcast_ref::<String>().cloned();
        let words = words.or_else(|| panic.downcast_ref::<&str>().map(|w| (*w).to_owned())).unwrap_or_default();
        vec![Difference::of_all("scores".into(), "scores", &format!("a panic: {words}"))]
    })
}

/// Holds the columnar evaluator against the reference over one table, in the order of the table and alone.
pub fn columnar_differences(plan: &Plan, table: &Table) -> Vec<Difference> {
    let columns = match kaocheng_engine::columns::columns_of(plan, table) {
        Ok(columns) => columns,
        Err(error) => panic!("no columns: {error:?}"),
    };
    let rows: Vec<usize> = (0..table.units().len()).collect();
    match evaluated(&kaocheng_engine::columnar::score, plan, &columns, &Alone) {
        Ok(scores) => Expected::of(plan, table).differences(table, &scores, &rows),
        Err(panicked) => panicked,
    }
}

/// The differences as lines.
pub fn listed(differences: &[Difference]) -> String {
    let line = |d: &Difference| format!("  unit {}  {}: expected {}, found {}\n", d.unit, d.what, d.expected, d.found);
    let more = differences.len().saturating_sub(12);
    let lines: String = differences.iter().take(12).map(line).collect();
    if more > 0 { format!("{lines}  and {more} more\n") } else { lines }
}

pub fn shown(value: &Value) -> String {
    match value {
        Value::Number(v) => v.to_string(),
        other => format!("{other:?}"),
    }
}
