//! Weights, shares and points that are named without their number: 占一定比例, 具体分值另定.

use super::context::Context;
use super::sentence::{Sentence, is_scored, preamble, sentences};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::document::{Section, SectionKind};

/// Words that put off a number.
const VAGUE: &[&str] = &[
    "一定比例",
    "一定权重",
    "一定分值",
    "适当比例",
    "适当权重",
    "相应比例",
    "比例另定",
    "权重另定",
    "分值另定",
    "比例另行",
    "权重另行",
    "分值另行",
    "a certain share",
    "a certain percentage",
    "a certain weight",
    "a share to be",
    "weight to be announced",
];

/// Words that leave points to rules elsewhere without naming them.
const BY_RULES: &[&str] =
    &["按有关规定", "按相关规定", "按照有关规定", "按照相关规定", "according to the relevant rules"];

/// Words that say points follow.
const POINTS: &[&str] = &["计分", "扣分", "加分", "减分", "得分", "赋分", "points", "marks"];

pub(super) fn check(context: &Context) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = preamble(context).iter().filter_map(|s| missing(s, "")).collect();
    for section in context.document.walk().into_iter().filter(|s| may_weigh(s)) {
        found.extend(sentences(context, section).iter().filter_map(|s| missing(s, &section.title)));
    }
    found
}

fn missing(sentence: &Sentence, item: &str) -> Option<Diagnostic> {
    let by_rules = || sentence.holds_any(BY_RULES).filter(|_| sentence.holds_any(POINTS).is_some());
    let word = sentence.holds_any(VAGUE).or_else(by_rules)?;
    let found = Diagnostic::error("parameter-missing", sentence.span)
        .with("word", word)
        .with("text", sentence.text)
        .with("item", item);
    Some(found)
}

/// Commentary may speak of composition too (县级占一定比例); sampling, teams and terms do not weigh anything.
fn may_weigh(section: &Section) -> bool {
    is_scored(section) || matches!(section.kind, SectionKind::Prose | SectionKind::Awards)
}
