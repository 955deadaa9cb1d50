//! One stage of one section: its programs over all its rows.

use super::again::Again;
use super::block::{At, BLOCK, Frame};
use super::families::Families;
use super::group::{Group, Section};
use super::lower::{Earlier, Lower};
use super::others::Above;
use super::output::{Form, Output, Part, Shape, form, given};
use super::program::{Program, Store};
use super::rep::{Rep, THERE};
use super::run::{Position, Sources, run};
use super::scores::{LevelScores, ScoreColumn};
use super::store::{Into, store};
use crate::columns::{Column, Columns};
use crate::crew::Crew;
use crate::table::Value;
use kaocheng_compile::plan::{NodeId, Op, Plan, Range, Reason};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

/// How many rows a task does: enough that handing it out costs nothing, a multiple of 64.
const PART: usize = 4 * BLOCK;

/// What a stage runs for a section: a program for each group, and what the columns of its nodes look like.
#[derive(Default)]
pub(super) struct Lowered {
    pub targets: Vec<NodeId>,
    pub programs: Vec<Program>,
    pub shapes: Vec<Shape>,
}

/// What is known of a section.
#[derive(Default)]
pub(super) struct State {
    pub section: Section,
    /// Who stands above its units.
    pub families: Families,
    /// Columns of nodes, by the places of the section's rows.
    pub kept: BTreeMap<NodeId, ScoreColumn>,
    /// Figures of the cohort, and what every unit of the section lacks alike.
    pub fixed: HashMap<NodeId, Value>,
    pub ranges: HashMap<NodeId, Range>,
    /// What each stage ran.
    pub lowered: BTreeMap<usize, Lowered>,
    /// While figures change: what is computed again, and the columns from before that no stage has come to yet.
    pub again: Again,
}

impl Earlier for State {
    fn column(&self, node: NodeId) -> Option<&ScoreColumn> {
        self.kept.get(&node)
    }

    fn fixed(&self, node: NodeId) -> Option<&Value> {
        self.fixed.get(&node)
    }

    fn range(&self, node: NodeId) -> Option<&Range> {
        self.ranges.get(&node)
    }
}

impl State {
    pub fn new(section: Section, above: &Above) -> State {
        let families = Families::new(above.units, above.heads, &section.rows);
        State { section, families, ..State::default() }
    }

    /// What computes these nodes for the rows of the section: those that are published, and those that others rest on; of
    /// the latter, what no unit of the section has gets no column.
    pub fn lower(&self, plan: &Plan, columns: &Columns, own: &[NodeId], others: &[NodeId]) -> Lowered {
        let mut targets: Vec<NodeId> =
            others.iter().copied().filter(|node| self.occurs(plan, columns, *node)).collect();
        targets.extend(own);
        targets.sort_unstable();
        targets.dedup();
        if targets.is_empty() || self.section.rows.is_empty() {
            return Lowered { targets, ..Lowered::default() };
        }
        self.programs(plan, columns, targets)
    }

    /// Runs it over all rows.
    pub fn compute(&mut self, columns: &Columns, lowered: &Lowered, crew: &dyn Crew) {
        let Lowered { targets, programs, shapes } = lowered;
        if self.section.rows.is_empty() {
            let empty = || ScoreColumn { values: Column::missing(0), denominators: None };
            self.kept.extend(targets.iter().map(|node| (*node, empty())));
            return;
        }
        let rows = self.section.rows.len();
        let mut outputs: Vec<Output> = shapes.iter().map(|shape| Output::new(*shape, rows)).collect();
        let reasons = self.run_programs(columns, programs, &mut outputs, crew);
        for ((node, output), reasons) in targets.iter().zip(outputs).zip(reasons) {
            self.kept.insert(*node, output.done(reasons));
        }
    }

    /// Whether any unit of the section can have a value of a node.
    fn occurs(&self, plan: &Plan, columns: &Columns, node: NodeId) -> bool {
        let missing = |group: &Group| {
            let rep = Lower::new(plan, columns, group, self).rep(node);
            matches!(rep, Rep::Fixed(Value::Missing(_)))
        };
        // Only branches by the kind of unit are answered so cheaply; anything else is computed.
        !matches!(plan.node(node).op, Op::If(..)) || !self.section.groups.iter().all(missing)
    }

    /// A program for each group, and the shape of the columns that they write.
    fn programs(&self, plan: &Plan, columns: &Columns, targets: Vec<NodeId>) -> Lowered {
        let mut lowered: Vec<(Lower<'_>, Vec<Rep>)> = Vec::new();
        for group in &self.section.groups {
            let mut lower = Lower::new(plan, columns, group, self);
            let reps = targets.iter().map(|node| lower.rep(*node)).collect();
            lowered.push((lower, reps));
        }
        let mut shapes = Vec::with_capacity(targets.len());
        let mut stores: Vec<Vec<Store>> = lowered.iter().map(|_| Vec::new()).collect();
        for ix in 0..targets.len() {
            let reps: Vec<_> = lowered.iter().filter_map(|(l, reps)| Some((reps.get(ix)?, &l.emitter))).collect();
            let mut form = form(&reps);
            let mut all: Option<Vec<_>> = None;
            while all.is_none() {
                let each = lowered.iter_mut().map(|(l, reps)| given(reps.get(ix)?, form, &mut l.emitter));
                all = each.collect();
                if all.is_none() && form == Form::Any {
                    break;
                }
                form = if all.is_none() { Form::Any } else { form };
            }
            let all = all.unwrap_or_default();
            shapes.push(Shape { form, can_lack: all.iter().any(|given| given.reason != THERE) });
            for (stores, given) in stores.iter_mut().zip(all) {
                stores.push(Store { output: ix, value: given.value, reason: given.reason });
            }
        }
        let programs = lowered.into_iter().zip(stores).map(|((l, _), stores)| Program::new(l.emitter, stores));
        Lowered { targets, programs: programs.collect(), shapes }
    }

    /// Runs them, part by part; gives the reasons that rows of each output lack a value for.
    fn run_programs(
        &self,
        columns: &Columns,
        programs: &[Program],
        outputs: &mut [Output],
        crew: &dyn Crew,
    ) -> Vec<Vec<(u32, Reason)>> {
        let mut parts: Vec<Vec<Part<'_>>> = Vec::new();
        for output in outputs.iter_mut() {
            for (task, part) in output.parts(PART).into_iter().enumerate() {
                if parts.len() <= task {
                    parts.push(Vec::new());
                }
                if let Some(of_task) = parts.get_mut(task) {
                    of_task.push(part);
                }
            }
        }
        // Each task takes its own parts; the locks are never waited for.
        let parts: Vec<Mutex<Vec<Part<'_>>>> = parts.into_iter().map(Mutex::new).collect();
        crew.each(parts.len(), &|task| {
            let Some(own) = parts.get(task) else { return };
            let mut own = own.lock().unwrap_or_else(PoisonError::into_inner);
            self.task(columns, programs, task * PART, &mut own);
        });
        let mut reasons: Vec<Vec<(u32, Reason)>> = vec![Vec::new(); parts.first().map_or(0, |_| outputs_of(&parts))];
        for part in parts {
            let part = part.into_inner().unwrap_or_else(PoisonError::into_inner);
            reasons.iter_mut().zip(part).for_each(|(all, part)| all.extend(part.reasons));
        }
        reasons
    }

    fn task(&self, columns: &Columns, programs: &[Program], first: usize, parts: &mut [Part<'_>]) {
        let all = &self.section.rows;
        let end = (first + PART).min(all.len());
        let earlier = |node: NodeId| self.kept.get(&node);
        let sources = Sources { columns, earlier: &earlier };
        for (group, program) in self.section.groups.iter().zip(programs) {
            match &group.places {
                None => {
                    let mut frame = Frame::new(program);
                    for from in (first..end).step_by(BLOCK) {
                        let rows = all.get(from..(from + BLOCK).min(end)).unwrap_or_default();
                        let position = Position { rows: At::of(rows), places: At::Span(from) };
                        frame.len = rows.len();
                        let into = Into::Span(from - first);
                        run(program, &mut frame, &sources, &position, &mut |frame, one| {
                            if let Some(part) = parts.get_mut(one.output) {
                                store(frame, one, part, &into, first);
                            }
                        });
                    }
                }
                Some(places) => {
                    let from = places.partition_point(|p| (*p as usize) < first);
                    let to = places.partition_point(|p| (*p as usize) < end);
                    let own = places.get(from..to).unwrap_or_default();
                    self.at_places(&sources, program, own, first, parts);
                }
            }
        }
    }

    /// Runs a program over places that stand anywhere; parts begin at the place `first`.
    fn at_places(
        &self,
        sources: &Sources<'_>,
        program: &Program,
        places: &[u32],
        first: usize,
        parts: &mut [Part<'_>],
    ) {
        let mut frame = Frame::new(program);
        for places in places.chunks(BLOCK) {
            let all = &self.section.rows;
            let rows: Vec<u32> = places.iter().filter_map(|p| all.get(*p as usize)).copied().collect();
            let position = Position { rows: At::of(&rows), places: At::of(places) };
            frame.len = rows.len();
            let each: Vec<usize> = places.iter().map(|p| *p as usize - first).collect();
            let into = Into::Each(&each);
            run(program, &mut frame, sources, &position, &mut |frame, one| {
                if let Some(part) = parts.get_mut(one.output) {
                    store(frame, one, part, &into, first);
                }
            });
        }
    }

    /// Runs programs over some places (ascending) of the section; gives the reasons that these lack values for.
    pub fn run_places(
        &self,
        columns: &Columns,
        programs: &[Program],
        outputs: &mut [Output],
        places: &[u32],
    ) -> Vec<Vec<(u32, Reason)>> {
        let whole = self.section.rows.len().next_multiple_of(64);
        let mut parts: Vec<Part<'_>> = outputs.iter_mut().filter_map(|output| output.parts(whole).pop()).collect();
        let earlier = |node: NodeId| self.kept.get(&node);
        let sources = Sources { columns, earlier: &earlier };
        for (group, program) in self.section.groups.iter().zip(programs) {
            let of_group: Option<Vec<u32>> = group
                .places
                .as_ref()
                .map(|own| places.iter().copied().filter(|place| own.binary_search(place).is_ok()).collect());
            self.at_places(&sources, program, of_group.as_deref().unwrap_or(places), 0, &mut parts);
        }
        parts.into_iter().map(|part| part.reasons).collect()
    }

    /// What is published of the section; it is the state's no more.
    pub fn publish(&mut self, published: &[NodeId], overall: Vec<u32>, within_parent: Vec<u32>) -> LevelScores {
        let nodes = published.iter().filter_map(|node| Some((*node, self.kept.remove(node)?))).collect();
        LevelScores { rows: std::mem::take(&mut self.section.rows), nodes, overall, within_parent }
    }
}

fn outputs_of(parts: &[Mutex<Vec<Part<'_>>>]) -> usize {
    parts.first().map_or(0, |part| part.lock().unwrap_or_else(PoisonError::into_inner).len())
}
