//! Provisions → words: one line each, in Chinese or English, as an office signs it.
//!
//! The words are made from what was understood, not from the sentence, so that a misunderstanding shows.

mod list;
mod score;
mod team;

use kaocheng_syntax::clause::Language;
use kaocheng_syntax::provision::{Provision, ProvisionRule};

/// The line that says what a provision rules.
pub fn provision(provision: &Provision, language: Language) -> String {
    let chinese = language == Language::Chinese;
    let by = |zh: String, en: String| if chinese { zh } else { en };
    match &provision.rule {
        ProvisionRule::Sample(sample) => team::sample(sample, chinese),
        ProvisionRule::Teams(teams) => team::teams(teams, chinese),
        ProvisionRule::Hosting(hosting) => team::hosting(hosting, chinese),
        ProvisionRule::Route(route) => team::route(route, chinese),
        ProvisionRule::List(list) => list::list(list, chinese),
        ProvisionRule::Composition(composition) => score::composition(composition, chinese),
        ProvisionRule::Ties(ties) => score::ties(ties, chinese),
        ProvisionRule::Substitution(s) => by(
            format!("替代:没有抽到的,按“{}”计", s.by),
            format!("stand-in: where nothing was drawn, “{}” counts", s.by),
        ),
        ProvisionRule::Correction(c) => by(
            format!("修正:{}按“{}”修正", c.figures.join("、"), c.error),
            format!("correction: {} corrected by “{}”", c.figures.join(", "), c.error),
        ),
        ProvisionRule::Frequency(f) => by(
            format!("考核次数:{}对{}每年至多 {} 次", f.by, f.of, f.most),
            format!("frequency: {} assesses {} at most {} a year", f.by, f.of, count(f.most, "time")),
        ),
        ProvisionRule::Exchange(e) => by(
            format!("数据交换:{}每年 {} 次提供“{}”", e.departments.join("、"), e.times, e.what),
            format!("exchange: {} provide “{}” {} a year", e.departments.join(", "), e.what, count(e.times, "time")),
        ),
        ProvisionRule::Letters(l) => {
            by(format!("责任书:{}与每个{}签订", l.by, l.with), format!("letters: {} signs with each {}", l.by, l.with))
        }
        ProvisionRule::Rectification { days } => {
            by(format!("整改:限 {days} 日内完成"), format!("rectification: within {}", count(*days, "day")))
        }
    }
}

/// `1 day`, `30 days`.
fn count(n: u32, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
}
