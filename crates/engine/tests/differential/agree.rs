//! The reference and the columnar evaluator over the same plan and table: every published value, every rank.
//!
//! Other tests include this file, so that pages and examples go through the same comparison.

#![allow(dead_code)]

use kaocheng_compile::plan::{NodeId, Plan, Ties};
use kaocheng_engine::columnar::Scores;
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

/// The reference's results for every level that a plan assesses.
pub struct Expected {
    views: Vec<(Plan, Results)>,
    published: BTreeMap<NodeId, String>,
}

impl Expected {
    pub fn of(plan: &Plan, table: &Table) -> Expected {
        let view = |level| {
            let seen = plan.at_level(level);
            let results = score(&seen, table);
            (seen, results)
        };
        Expected { views: (0..plan.levels.len().max(1)).map(view).collect(), published: published(plan) }
    }

    /// All differences of scores whose row of each unit is `rows[unit]`.
    pub fn differences(&self, table: &Table, scores: &Scores, rows: &[usize]) -> Vec<Difference> {
        let mut found = Vec::new();
        self.values(table, scores, rows, &mut found);
        for (ix, (view, results)) in self.views.iter().enumerate() {
            if view.total.is_some() {
                self.ranks(ix, view, results, table, scores, rows, &mut found);
            }
        }
        found
    }

    fn values(&self, table: &Table, scores: &Scores, rows: &[usize], found: &mut Vec<Difference>) {
        let Some((_, results)) = self.views.first() else { return };
        let mut plain = |unit: &str, what: String, expected: String, got: String| {
            found.push(Difference { unit: unit.to_owned(), what, expected, found: got });
        };
        if !scores.nodes.is_sorted_by(|a, b| a.0 < b.0) {
            plain("", "nodes".to_owned(), "ascending".to_owned(), format!("{:?}", ids(scores)));
        }
        for (node, name) in &self.published {
            if scores.column(*node).is_none() {
                plain("", format!("n{} {name}", node.0), "a column".to_owned(), "none".to_owned());
            }
        }
        for (node, column) in &scores.nodes {
            let name = self.published.get(node).map_or("(not published)", String::as_str);
            for (unit, row) in rows.iter().enumerate() {
                let expected = results.values.of(*node, unit);
                let got = column.value(*row);
                if *expected != got {
                    let code = &table.units().all()[unit].code;
                    plain(code, format!("n{} {name}", node.0), shown(expected), shown(&got));
                }
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn ranks(
        &self,
        ix: usize,
        view: &Plan,
        results: &Results,
        table: &Table,
        scores: &Scores,
        rows: &[usize],
        found: &mut Vec<Difference>,
    ) {
        let level = view.head.level.as_deref().unwrap_or("all units");
        let Some(ranks) = scores.levels.get(ix) else {
            let what = format!("ranks of {level}");
            found.push(Difference { unit: String::new(), what, expected: "ranks".into(), found: "none".into() });
            return;
        };
        let mut expected_rows: Vec<u32> = results.assessed.iter().map(|u| rows[*u] as u32).collect();
        expected_rows.sort_unstable();
        let lengths = [ranks.overall.len(), ranks.within_parent.len()];
        if ranks.rows != expected_rows || lengths != [expected_rows.len(); 2] {
            let got = format!("{:?}, {lengths:?} ranks", ranks.rows);
            let what = format!("rows of {level}");
            found.push(Difference { unit: String::new(), what, expected: format!("{expected_rows:?}"), found: got });
            return;
        }
        let within = within_parent(view, results, table);
        for ((unit, overall), within) in results.assessed.iter().zip(&results.ranks).zip(within) {
            let Ok(place) = ranks.rows.binary_search(&(rows[*unit] as u32)) else { continue };
            let pairs =
                [("rank", overall.unwrap_or(0), &ranks.overall), ("rank within parent", within, &ranks.within_parent)];
            for (what, expected, got) in pairs {
                if got[place] as usize != expected {
                    found.push(Difference {
                        unit: table.units().all()[*unit].code.clone(),
                        what: format!("{what} in {level}"),
                        expected: expected.to_string(),
                        found: got[place].to_string(),
                    });
                }
            }
        }
    }
}

/// The nodes that must have a column, with a name each.
pub fn published(plan: &Plan) -> BTreeMap<NodeId, String> {
    let mut all: BTreeMap<NodeId, String> = BTreeMap::new();
    let mut add = |node: NodeId, name: String| {
        all.entry(node).and_modify(|n| *n += &format!(", {name}")).or_insert(name);
    };
    for item in &plan.items {
        add(item.score, format!("score of {}", item.id));
        item.grade.into_iter().for_each(|n| add(n, format!("grade of {}", item.id)));
        item.substituted.into_iter().for_each(|n| add(n, format!("substitution in {}", item.id)));
    }
    for (ix, veto) in plan.vetoes.iter().enumerate() {
        add(veto.condition, format!("veto {} {:?}", ix + 1, veto.effect));
    }
    for level in &plan.levels {
        add(level.total, format!("total of {}", level.level.as_deref().unwrap_or("all units")));
    }
    plan.total.into_iter().for_each(|n| add(n, "total".to_owned()));
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
        vec![Difference {
            unit: String::new(),
            what: "scores".into(),
            expected: "scores".into(),
            found: format!("a panic: {words}"),
        }]
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

fn ids(scores: &Scores) -> Vec<usize> {
    scores.nodes.iter().map(|(node, _)| node.0).collect()
}
