//! A scheme with units and figures: held against the reference, cut down where it differs, and printed.

use crate::agree::{Difference, Evaluator, Expected, Threads, evaluated, listed, shown};
use crate::chance::Chance;
use crate::columns::{rearranged, retyped};
use crate::figures::{Figures, Place, table};
use crate::scheme::{Scheme, Section};
use kaocheng_compile::plan::{InputIx, Plan};
use kaocheng_compile::scheme::{Compiled, Options, compile};
use kaocheng_engine::columns::columns_of;
use kaocheng_engine::crew::Alone;
use kaocheng_engine::table::Table;
use kaocheng_syntax::document;
use std::fmt::Write;

/// Everything that a comparison rests on.
#[derive(Clone, Debug)]
pub struct Case {
    pub scheme: Scheme,
    pub places: Vec<Place>,
    pub figures: Figures,
    /// What the order of rows and the form of columns follow from.
    pub seed: u64,
}

/// A generated scheme compiled; the round is the first.
pub fn compiled(scheme: &Scheme) -> Compiled {
    compile(&document::read(&scheme.text()), &Options::default())
}

impl Case {
    /// Where the evaluator and the reference differ: alone, with several threads, over other rows and other columns.
    pub fn differences(&self, plan: &Plan, evaluator: &Evaluator) -> Vec<Difference> {
        let table = table(plan, &self.places, &self.figures);
        compared(plan, &table, evaluator, self.seed).err().unwrap_or_default()
    }

    /// The smallest case found that still differs, with its differences.
    pub fn smallest(self, evaluator: &Evaluator) -> (Case, Vec<Difference>) {
        const MOST_TRIES: usize = 3_000;
        let differ = |case: &Case| {
            let compiled = compiled(&case.scheme);
            let found = if compiled.runs() { case.differences(&compiled.plan, evaluator) } else { Vec::new() };
            (!found.is_empty()).then_some(found)
        };
        let mut best = self;
        let mut differences = differ(&best).unwrap_or_default();
        let mut tries = 0;
        loop {
            let left = MOST_TRIES.saturating_sub(tries);
            let next = best.smaller().take(left).find_map(|smaller| {
                tries += 1;
                differ(&smaller).map(|found| (smaller, found))
            });
            match next {
                Some(smaller) => (best, differences) = smaller,
                None => break,
            }
        }
        (best, differences)
    }

    /// Cases with something taken away, the largest cuts first.
    fn smaller(&self) -> impl Iterator<Item = Case> + '_ {
        let halves = self.places.len() / 2;
        let without_units = [(0, halves), (halves, self.places.len())]
            .into_iter()
            .chain((0..self.places.len()).map(|ix| (ix, ix + 1)))
            .filter(|(from, to)| from < to && to - from < self.places.len());
        let units = without_units.map(|(from, to)| Case { places: without(&self.places, from, to), ..self.clone() });
        let schemes = smaller_schemes(&self.scheme).into_iter().map(|scheme| Case { scheme, ..self.clone() });
        let figures = self.figures.keys().map(|key| {
            let mut case = self.clone();
            case.figures.remove(key);
            case
        });
        schemes.chain(units).chain(figures)
    }

    /// The scheme, the figures and where the two evaluators differ.
    pub fn report(&self, differences: &[Difference]) -> String {
        let plan = compiled(&self.scheme).plan;
        let table = table(&plan, &self.places, &self.figures);
        let figures = figures_of(&plan, &self.places, &table);
        let (text, plan) = (self.scheme.text(), kaocheng_compile::plan::print(&plan));
        format!("{text}\n{figures}\n{plan}\ndiffers:\n{}", listed(differences))
    }
}

/// The evaluator alone, with several threads, over other columns and over other rows, each held against the reference.
pub fn compared(plan: &Plan, table: &Table, evaluator: &Evaluator, seed: u64) -> Result<(), Vec<Difference>> {
    let expected = Expected::of(plan, table);
    let columns = columns_of(plan, table).unwrap_or_else(|e| panic!("no columns: {e:?}"));
    let in_order: Vec<usize> = (0..table.units().len()).collect();
    let held = |about: &str, found: Vec<Difference>| match found.is_empty() {
        true => Ok(()),
        false => Err(found.into_iter().map(|d| Difference { what: format!("{about}{}", d.what), ..d }).collect()),
    };
    let alone = evaluated(evaluator, plan, &columns, &Alone)?;
    held("", expected.differences(table, &alone, &in_order))?;
    let mut chance = Chance::new(seed);
    let crew = Threads(chance.within(2, 4));
    if evaluated(evaluator, plan, &columns, &crew)? != alone {
        let what = format!("scores by {} threads", crew.0);
        return Err(vec![Difference {
            unit: String::new(),
            what,
            expected: "those of one".into(),
            found: "others".into(),
        }]);
    }
    let other = retyped(&mut chance, &columns);
    let scores = evaluated(evaluator, plan, &other, &Alone)?;
    held("in other columns, ", expected.differences(table, &scores, &in_order))?;
    let order = shuffled(&mut chance, in_order.len());
    let scores = evaluated(evaluator, plan, &rearranged(&columns, &order), &Alone)?;
    let mut rows = vec![0; order.len()];
    order.iter().enumerate().for_each(|(new, old)| rows[*old] = new);
    held("in other rows, ", expected.differences(table, &scores, &rows))
}

/// Units and figures as tables.
pub fn figures_of(plan: &Plan, places: &[Place], table: &Table) -> String {
    let mut text = "unit, level, class, above\n".to_owned();
    for place in places {
        let above = place.above.as_deref().unwrap_or("-");
        let _ = writeln!(text, "{}, {}, {}, {above}", place.code, place.level, place.class);
    }
    text += "\nunit, input, value\n";
    for (unit, place) in table.units().all().iter().enumerate() {
        for (ix, input) in plan.inputs.iter().enumerate() {
            let value = shown(table.value(InputIx(ix), unit));
            let _ = writeln!(text, "{}, {} {}, {value}", place.code, input.id, input.label);
        }
    }
    text
}

/// Units without some; those below them go to the unit above, if it stays.
fn without(places: &[Place], from: usize, to: usize) -> Vec<Place> {
    let gone: Vec<&str> = places[from..to].iter().map(|p| p.code.as_str()).collect();
    let stays = |(ix, place): (usize, &Place)| {
        let above = place.above.clone().filter(|code| !gone.contains(&code.as_str()));
        (ix < from || ix >= to).then(|| Place { above, ..place.clone() })
    };
    places.iter().enumerate().filter_map(stays).collect()
}

fn shuffled(chance: &mut Chance, count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    for ix in (1..count).rev() {
        order.swap(ix, chance.below(ix + 1));
    }
    order
}

/// A scheme with one thing less, in every way.
fn smaller_schemes(scheme: &Scheme) -> Vec<Scheme> {
    let mut all: Vec<Scheme> =
        smaller_lists(&scheme.sections).into_iter().map(|sections| Scheme { sections, ..scheme.clone() }).collect();
    for ix in 0..scheme.policies.len() {
        let mut fewer = scheme.clone();
        fewer.policies.remove(ix);
        all.push(fewer);
    }
    if !scheme.lists.is_empty() {
        all.push(Scheme { lists: Vec::new(), ..scheme.clone() });
    }
    if !scheme.composition.is_empty() {
        all.push(Scheme { composition: Vec::new(), ..scheme.clone() });
    }
    for (is_set, fewer) in [
        (scheme.weighted, Scheme { weighted: false, ..scheme.clone() }),
        (scheme.round, Scheme { round: false, ..scheme.clone() }),
        (scheme.levels.len() == 1, Scheme { levels: Vec::new(), ..scheme.clone() }),
    ] {
        if is_set {
            all.push(fewer);
        }
    }
    all
}

/// Sections with one of them, or one thing inside one of them, taken away.
fn smaller_lists(sections: &[Section]) -> Vec<Vec<Section>> {
    let mut all = Vec::new();
    for ix in 0..sections.len() {
        let mut fewer = sections.to_vec();
        fewer.remove(ix);
        all.push(fewer);
    }
    for (ix, section) in sections.iter().enumerate() {
        for smaller in smaller_sections(section) {
            let mut changed = sections.to_vec();
            changed[ix] = smaller;
            all.push(changed);
        }
    }
    all
}

fn smaller_sections(section: &Section) -> Vec<Section> {
    let mut all: Vec<Section> =
        smaller_lists(&section.items).into_iter().map(|items| Section { items, ..section.clone() }).collect();
    for ix in 0..section.clauses.len() {
        let mut fewer = section.clone();
        fewer.clauses.remove(ix);
        all.push(fewer);
    }
    if !section.policies.is_empty() {
        all.push(Section { policies: Vec::new(), ..section.clone() });
    }
    all
}
