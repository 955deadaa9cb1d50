//! Checks on a whole scheme: one file a check, each proved on ranges, each with its page in `diagnostics/`.

mod band;
mod burden;
mod cap;
mod cliff;
mod composition;
mod context;
mod correction;
mod cutoff;
mod dismissal;
mod divisor;
mod earnable;
mod hosting;
mod incentive;
mod leader;
mod parameter;
mod period;
mod prose_value;
mod quota;
mod rate;
mod reference;
mod sentence;
mod sum;
mod twice;
mod unscored;

pub use dismissal::identity;
pub(crate) use dismissal::settle;

use crate::plan::Plan;
use context::Context;
use kaocheng_syntax::diagnostic::{Diagnostic, Severity};
use kaocheng_syntax::document::Document;

/// What one check finds.
type Check = fn(&Context) -> Vec<Diagnostic>;

/// The worst that a check finds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Finds {
    /// What stands against running the scheme.
    Errors,
    /// Questions, warnings and notes alone.
    Advice,
}

/// All checks, in the order of the reference page.
const CHECKS: &[(Check, Finds)] = &[
    (sum::check, Finds::Errors),
    (earnable::check, Finds::Advice),
    (cap::check, Finds::Advice),
    (cutoff::check, Finds::Advice),
    (band::check, Finds::Advice),
    (cliff::check, Finds::Advice),
    (unscored::check, Finds::Advice),
    (rate::check, Finds::Advice),
    (divisor::check, Finds::Advice),
    (period::check, Finds::Errors),
    (parameter::check, Finds::Errors),
    (reference::check, Finds::Errors),
    (incentive::check, Finds::Advice),
    (twice::check, Finds::Advice),
    (burden::check, Finds::Advice),
    (prose_value::check, Finds::Advice),
    (correction::check, Finds::Errors),
    (composition::check, Finds::Errors),
    (hosting::check, Finds::Advice),
    (leader::check, Finds::Advice),
    (quota::check, Finds::Advice),
];

/// Runs all checks.
pub fn run(document: &Document, plan: &Plan) -> Vec<Diagnostic> {
    let context = Context::new(document, plan);
    let found = |(check, finds): &(Check, Finds)| {
        let found = check(&context);
        debug_assert!(*finds == Finds::Errors || found.iter().all(|d| d.severity != Severity::Error), "{found:?}");
        found
    };
    CHECKS.iter().flat_map(found).collect()
}

/// Runs the checks that find what stands against running the scheme: the others prove more, and take most of the time.
pub fn run_for_errors(document: &Document, plan: &Plan) -> Vec<Diagnostic> {
    let context = Context::new(document, plan);
    CHECKS.iter().filter(|(_, finds)| *finds == Finds::Errors).flat_map(|(check, _)| check(&context)).collect()
}
