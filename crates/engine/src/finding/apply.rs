//! Findings into figures: cases add up, facts become true, points and words are taken over.

use super::{Finding, Given, Why, standing};
use crate::table::{Origin, Table, Units, Value};
use kaocheng_compile::plan::{InputIx, Plan, Reason, least_judged};
use kaocheng_syntax::clause::InputKind;
use kaocheng_syntax::exact::{Exact, whole};
use num_traits::{Signed, Zero};

/// A table with findings in it.
#[derive(Debug)]
pub struct Applied {
    /// The figures.
    pub table: Table,
    /// The findings that score, as indexes, in their order.
    pub scored: Vec<usize>,
    /// Those that do not, in their order.
    pub unscored: Vec<Unscored>,
    /// What stands against the findings and figures together; with any of them the table must not be scored.
    pub faults: Vec<Fault>,
}

/// A finding that does not score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unscored {
    /// Its index.
    pub finding: usize,
    /// Why not.
    pub why: Why,
}

/// What findings and figures cannot both say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An input that findings feed has a figure too, of this or another unit: which of the two counts?
    TwoSources {
        /// The finding, as an index.
        finding: usize,
        /// The input.
        input: InputIx,
        /// Where the figure stands.
        figure: String,
    },
    /// Two findings that score give points or an amount for one input of one unit.
    TwoValues {
        /// The later, as an index.
        finding: usize,
        /// The earlier.
        first: usize,
    },
    /// What is given, or what the cases add up to, lies outside what the input allows.
    OutOfBounds {
        /// A finding of it, as an index.
        finding: usize,
        /// The input.
        input: InputIx,
        /// What the findings give together.
        found: Exact,
        /// The least allowed beside 0.
        least: Option<Exact>,
        /// The most allowed.
        most: Option<Exact>,
    },
    /// The finding is of an input that findings do not feed.
    NotFound {
        /// The finding, as an index.
        finding: usize,
        /// The input.
        input: InputIx,
    },
}

/// Puts findings into a table. An input that findings may feed (`plan.mechanism.found`), for which nobody reported a figure
/// and nothing was found, is 0 or no: that is what a register without an entry says.
///
/// The order of the findings changes nothing but the order in which they are told.
pub fn apply(plan: &Plan, units: &Units, findings: &[Finding], table: Table) -> Applied {
    let mut applied = Applied { table, scored: Vec::new(), unscored: Vec::new(), faults: Vec::new() };
    let known = |f: &Finding| f.unit < units.len() && inputs_of(f).all(|ix| ix.0 < plan.inputs.len());
    for (ix, finding) in findings.iter().enumerate().filter(|(_, f)| known(f)) {
        applied.faults.extend(sources(plan, units, &applied.table, ix, finding));
        match standing(plan, finding) {
            None => applied.scored.push(ix),
            Some(why) => applied.unscored.push(Unscored { finding: ix, why }),
        }
    }
    for input in plan.mechanism.found.iter().copied() {
        for unit in 0..units.len() {
            fill(plan, findings, &mut applied, input, unit);
        }
    }
    applied
}

/// The kind of a finding and its aggravators.
fn inputs_of(finding: &Finding) -> impl Iterator<Item = InputIx> + '_ {
    std::iter::once(finding.kind).chain(finding.aggravators.iter().copied())
}

/// Whether the inputs of a finding are fed by findings alone.
fn sources(plan: &Plan, units: &Units, table: &Table, ix: usize, finding: &Finding) -> Vec<Fault> {
    let fault = |input: InputIx| {
        let aggravates = input != finding.kind;
        let counted = matches!(plan.inputs[input.0].kind, InputKind::YesNo | InputKind::Count);
        if !plan.mechanism.found.contains(&input) || (aggravates && !counted) {
            return Some(Fault::NotFound { finding: ix, input });
        }
        let reported = |unit: &usize| *table.value(input, *unit) != Value::Missing(Reason::NotReported);
        let unit = (0..units.len()).find(reported)?;
        let figure = table.provenance(input, unit).map(|p| p.place.clone()).unwrap_or_default();
        Some(Fault::TwoSources { finding: ix, input, figure })
    };
    inputs_of(finding).filter_map(fault).collect()
}

/// The value of one input of one unit from the findings that score.
fn fill(plan: &Plan, findings: &[Finding], applied: &mut Applied, input: InputIx, unit: usize) {
    let of_it = |ix: &usize| findings[*ix].unit == unit && inputs_of(&findings[*ix]).any(|i| i == input);
    let mut own: Vec<usize> = applied.scored.iter().copied().filter(of_it).collect();
    let reported = *applied.table.value(input, unit) != Value::Missing(Reason::NotReported);
    if reported || (own.is_empty() && !is_asked(plan, &applied.table, input, unit)) {
        return;
    }
    own.sort_by(|a, b| order(&findings[*a]).cmp(&order(&findings[*b])));
    let kind = &plan.inputs[input.0].kind;
    let value = match kind {
        InputKind::YesNo => Value::Truth(!own.is_empty()),
        InputKind::Count | InputKind::Rank => Value::Number(own.iter().map(|ix| cases(&findings[*ix])).sum()),
        InputKind::Choice(_) => Value::Choice(words(findings, &own)),
        InputKind::Judged | InputKind::Amount | InputKind::Rate => {
            applied.faults.extend(two_values(findings, &own, kind));
            Value::Number(own.iter().filter_map(|ix| number(&findings[*ix])).sum())
        }
    };
    if let (Value::Number(found), Some(first)) = (&value, own.first()) {
        applied.faults.extend(out_of_bounds(plan, input, found, *first));
    }
    applied.table.set(input, unit, value);
    let origin = match own.is_empty() {
        true => Origin::NoFinding,
        false => Origin::Findings(own.iter().map(|ix| findings[*ix].provenance()).collect()),
    };
    applied.table.set_origin(input, unit, origin);
}

/// Whether an input is one of units of this level.
fn is_asked(plan: &Plan, table: &Table, input: InputIx, unit: usize) -> bool {
    let levels = plan.suppliers(input);
    levels.is_empty() || table.units().all().get(unit).is_some_and(|u| levels.contains(&u.level.as_str()))
}

/// By date, then by place: what an explanation lists does not hang on the order of rows.
fn order(finding: &Finding) -> (&str, &str) {
    (&finding.date, &finding.place)
}

fn cases(finding: &Finding) -> Exact {
    whole(i64::from(finding.count))
}

fn number(finding: &Finding) -> Option<&Exact> {
    match &finding.value {
        Some(Given::Number(v)) => Some(v),
        _ => None,
    }
}

/// The words of all findings together, each once, in ascending order.
fn words(findings: &[Finding], own: &[usize]) -> Vec<usize> {
    let given = |ix: &usize| match &findings[*ix].value {
        Some(Given::Words(words)) => words.clone(),
        _ => Vec::new(),
    };
    let mut all: Vec<usize> = own.iter().flat_map(given).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Points within a range are given once: whether two of them add up is for a person to say. Amounts add up.
fn two_values(findings: &[Finding], own: &[usize], kind: &InputKind) -> Option<Fault> {
    let valued: Vec<usize> = own.iter().copied().filter(|ix| number(&findings[*ix]).is_some()).collect();
    match valued.as_slice() {
        [first, second, ..] if *kind == InputKind::Judged => Some(Fault::TwoValues { finding: *second, first: *first }),
        _ => None,
    }
}

fn out_of_bounds(plan: &Plan, input: InputIx, found: &Exact, finding: usize) -> Option<Fault> {
    let (least, most) = &plan.inputs[input.0].bounds;
    let least = least_judged(plan, input).or(least.as_ref().filter(|v| v.is_positive()));
    let low = !found.is_zero() && least.is_some_and(|l| found < l);
    let high = most.as_ref().is_some_and(|m| found > m);
    let negative = found.is_negative();
    let (least, most) = (least.cloned(), most.clone());
    (low || high || negative).then(|| Fault::OutOfBounds { finding, input, found: found.clone(), least, most })
}
