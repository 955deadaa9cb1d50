//! Decisions as people and programs read them: ranks in short, lists with reasons, amounts, proposals, what to look at.

mod csv;
mod json;
mod text;

pub use csv::csv;
pub use json::json;
pub use text::{briefly, names_of_lists, text};

use crate::message::Lang;
use kaocheng_compile::plan::{ListRule, Plan};
use kaocheng_engine::decide::{Decisions, Given, ListDecision};
use kaocheng_engine::explain::Telling;
use kaocheng_engine::table::Table;

/// Decisions with what they come from.
#[derive(Clone, Copy)]
pub struct Deciding<'a> {
    /// The whole plan.
    pub plan: &'a Plan,
    /// The figures.
    pub table: &'a Table,
    /// What was handed in.
    pub given: &'a Given,
    /// The decisions.
    pub decisions: &'a Decisions,
    /// The level to be shown; `None`: all.
    pub level: Option<&'a str>,
    /// The reader's language.
    pub lang: Lang,
}

impl<'a> Deciding<'a> {
    /// The words.
    pub fn telling(&self) -> Telling<'a> {
        let language = self.lang.language();
        Telling { plan: self.plan, table: self.table, given: self.given, decisions: self.decisions, language }
    }

    /// The lists of the level to be shown, with their rules.
    fn lists(&self) -> impl Iterator<Item = (&'a ListRule, &'a ListDecision)> + use<'a> {
        let (plan, level) = (self.plan, self.level);
        let lists = self.decisions.lists.iter().filter_map(move |l| Some((plan.mechanism.lists.get(l.list.0)?, l)));
        lists.filter(move |(rule, _)| level.is_none() || rule.level.is_none() || rule.level.as_deref() == level)
    }
}
