//! Those who are assessed provide for those who assess them.

use super::context::Context;
use crate::mechanism::provisions;
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::provision::ProvisionRule;

pub(super) fn check(context: &Context) -> Vec<Diagnostic> {
    let all = provisions(context.document);
    let hosted = all.iter().filter_map(|placed| match &placed.provision.rule {
        ProvisionRule::Hosting(hosting) if hosting.assessed => Some((hosting, placed.provision.span)),
        _ => None,
    });
    let finding = |(hosting, span): (&kaocheng_syntax::provision::Hosting, _)| {
        Diagnostic::warning("hosted-by-assessed", span)
            .with("what", hosting.what.join(", "))
            .with("what_zh", hosting.what.join("、"))
            .with("by", hosting.by.clone())
    };
    hosted.map(finding).collect()
}
