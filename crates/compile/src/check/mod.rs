//! Checks on a whole scheme: one file a check, each proved on ranges, each with its page in `diagnostics/`.

use crate::plan::Plan;
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::document::Document;

/// What one check looks at and what it finds.
type Check = fn(&Document, &Plan) -> Vec<Diagnostic>;

/// All checks, in the order of the reference page.
const CHECKS: &[Check] = &[];

/// Runs all checks.
pub fn run(document: &Document, plan: &Plan) -> Vec<Diagnostic> {
    CHECKS.iter().flat_map(|check| check(document, plan)).collect()
}
