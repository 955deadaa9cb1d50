//! What findings and figures cannot both say → problems at the findings' places.

use crate::figures::allowed;
use crate::problem::{Cell, Kind, Place, Problem};
use crate::words::shorten;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::finding::{Fault, Finding};
use kaocheng_engine::table::Units;
use kaocheng_syntax::exact::show;

/// The faults of findings that were put into a table, each once.
pub fn problems_of(faults: &[Fault], findings: &[Finding], plan: &Plan, units: &Units) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    for fault in faults {
        let Some(problem) = problem_of(fault, findings, plan, units) else { continue };
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
    problems
}

fn problem_of(fault: &Fault, findings: &[Finding], plan: &Plan, units: &Units) -> Option<Problem> {
    let label = |ix: usize| plan.inputs.get(ix).map(|i| shorten(&i.label)).unwrap_or_default();
    let (Fault::TwoSources { finding, .. }
    | Fault::TwoValues { finding, .. }
    | Fault::OutOfBounds { finding, .. }
    | Fault::NotFound { finding, .. }) = fault;
    let here = findings.get(*finding)?;
    let kind = match fault {
        Fault::TwoSources { input, figure, .. } => {
            let figure = if figure.is_empty() { "–".to_owned() } else { figure.clone() };
            Kind::FindingBesideFigure { input: label(input.0), there: figure }
        }
        Fault::TwoValues { first, .. } => Kind::FindingTwoValues {
            unit: units.all().get(here.unit).map(|u| u.code.clone()).unwrap_or_default(),
            input: label(here.kind.0),
            there: findings.get(*first)?.place.clone(),
        },
        Fault::OutOfBounds { input, found, least, most, .. } => Kind::OutOfBounds {
            cell: Cell { input: label(input.0), found: show(found) },
            allowed: allowed(plan.inputs.get(input.0)?, least.as_ref(), most.as_ref()),
        },
        Fault::NotFound { input, .. } => Kind::FindingOfFigure { found: label(input.0) },
    };
    Some(Place::file(&here.place).problem(kind))
}
