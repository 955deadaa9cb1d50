//! Findings that say the same stand together: a policy that is open at twelve places is one question.

use crate::message::{self, Lang};
use kaocheng_syntax::diagnostic::Diagnostic;

/// Findings with one message, in text order.
pub struct Block<'d> {
    /// Never empty.
    all: Vec<&'d Diagnostic>,
    first: &'d Diagnostic,
}

impl<'d> Block<'d> {
    /// The first of them.
    pub fn first(&self) -> &'d Diagnostic {
        self.first
    }

    /// Those after the first.
    pub fn others(&self) -> &[&'d Diagnostic] {
        self.all.get(1..).unwrap_or(&[])
    }
}

/// Groups findings: the most serious first, each kind in text order.
pub fn group(diagnostics: &[Diagnostic], lang: Lang) -> Vec<Block<'_>> {
    let mut blocks: Vec<(String, Block)> = Vec::new();
    for diagnostic in diagnostics {
        let key = key(diagnostic, lang);
        match blocks.iter_mut().find(|(k, b)| *k == key && b.first.code == diagnostic.code) {
            Some((_, block)) => block.all.push(diagnostic),
            None => blocks.push((key, Block { all: vec![diagnostic], first: diagnostic })),
        }
    }
    let mut blocks: Vec<Block> = blocks.into_iter().map(|(_, block)| block).collect();
    blocks.sort_by_key(|b| (b.first.severity, b.first.span.start));
    blocks
}

/// What makes two findings the same: the policy asked for, else the whole message.
fn key(diagnostic: &Diagnostic, lang: Lang) -> String {
    match (diagnostic.code, diagnostic.detail("policy")) {
        ("policy-open", Some(policy)) => policy.to_owned(),
        _ => message::words(diagnostic, lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kaocheng_syntax::span::Span;

    #[test]
    fn one_question_asked_at_many_places_is_one_block() {
        let ask = |policy: &str, at| {
            Diagnostic::question("policy-open", Span::new(at, at + 1))
                .with("policy", policy)
                .with("gives", format!("at {at}"))
        };
        let found =
            [ask("steps", 3), ask("bounds", 5), ask("steps", 9), Diagnostic::error("sum-mismatch", Span::new(7, 8))];
        let blocks = group(&found, Lang::En);
        assert_eq!(
            blocks.iter().map(|b| b.first().code).collect::<Vec<_>>(),
            ["sum-mismatch", "policy-open", "policy-open"]
        );
        assert_eq!(blocks[1].others().iter().map(|d| d.span.start).collect::<Vec<_>>(), [9]);
        assert!(blocks[2].others().is_empty());
    }
}
