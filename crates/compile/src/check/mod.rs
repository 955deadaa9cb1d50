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
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::document::Document;

/// What one check finds.
type Check = fn(&Context) -> Vec<Diagnostic>;

/// All checks, in the order of the reference page.
const CHECKS: &[Check] = &[
    sum::check,
    earnable::check,
    cap::check,
    cutoff::check,
    band::check,
    cliff::check,
    unscored::check,
    rate::check,
    divisor::check,
    period::check,
    parameter::check,
    reference::check,
    incentive::check,
    twice::check,
    burden::check,
    prose_value::check,
    correction::check,
    composition::check,
    hosting::check,
    leader::check,
    quota::check,
];

/// Runs all checks.
pub fn run(document: &Document, plan: &Plan) -> Vec<Diagnostic> {
    let context = Context::new(document, plan);
    CHECKS.iter().flat_map(|check| check(&context)).collect()
}
