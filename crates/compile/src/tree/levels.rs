//! The levels that a scheme assesses: which sections speak of which, and the total of each.

use super::group::Part;
use super::{Above, Tree};
use crate::plan::{Item, ItemKind, LevelTotal, NodeId, Op};
use crate::policy::{Policies, PolicyName, Rounding};
use kaocheng_syntax::clause::VetoEffect;
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::document::{Section, SectionKind};
use kaocheng_syntax::exact::{Exact, whole};
use kaocheng_syntax::span::Span;

/// How far the total of a level is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// Not begun.
    Waiting,
    /// Begun: whoever needs it now goes in a circle.
    Begun,
    /// Done; `None` where the level has no items.
    Done(Option<NodeId>),
}

impl<'a> Tree<'a> {
    /// Lowers what all levels share, then every level. A level that needs another's total has it lowered first.
    pub(crate) fn lower(&mut self, policies: &Policies) {
        let names: Vec<Option<String>> = match self.document.front.levels.as_slice() {
            [] => vec![None],
            all => all.iter().map(|l| Some(l.value.clone())).collect(),
        };
        if self.several() {
            self.shared(policies);
        }
        for level in 0..names.len() {
            self.level_total(level, policies);
        }
        let done = names.into_iter().zip(&self.progress);
        let totals = done.filter_map(|(level, progress)| match progress {
            Progress::Done(Some(total)) => Some(LevelTotal { level, total: *total }),
            _ => None,
        });
        self.builder.plan.levels = totals.collect();
        self.builder.plan.total = self.builder.plan.levels.first().map(|l| l.total);
    }

    /// Whether the scheme assesses several levels, so that sections must say of which they speak.
    pub(super) fn several(&self) -> bool {
        self.document.front.levels.len() > 1
    }

    /// The total of a level, lowered when it is first asked for.
    pub(super) fn level_total(&mut self, level: usize, policies: &Policies) -> Option<NodeId> {
        match self.progress.get(level).copied() {
            Some(Progress::Waiting) => {}
            Some(Progress::Done(total)) => return total,
            Some(Progress::Begun) | None => return None,
        }
        self.progress[level] = Progress::Begun;
        let name = self.document.front.levels.get(level).map(|l| l.value.clone());
        let before = self.standing_at(if self.several() { name.clone() } else { None });
        let roots: Vec<&'a Section> = match self.several() {
            true => self.roots_of(name.as_deref()),
            false => self.document.sections.iter().collect(),
        };
        let declared = self.document.front.total.as_ref().map(|t| t.value.clone());
        let top = Above { item: None, points: declared.clone(), kind: ItemKind::Base };
        for root in roots {
            self.section(root, &top, policies);
        }
        let total = self.total(name.as_deref(), declared, policies);
        self.progress[level] = Progress::Done(total);
        self.standing_at(before);
        total
    }

    /// Changes the level whose items are lowered, and gives the one before.
    fn standing_at(&mut self, level: Option<String>) -> Option<String> {
        self.terms.stand_at(level.clone(), self.several());
        std::mem::replace(&mut self.level, level)
    }

    /// Bonuses, deductions and vetoes that name no level are of all; an item that names none is a mistake.
    fn shared(&mut self, policies: &Policies) {
        self.standing_at(None);
        let top = Above { item: None, points: None, kind: ItemKind::Base };
        for section in self.roots_of(None) {
            match section.kind {
                SectionKind::Bonus | SectionKind::Deduction | SectionKind::Veto => {
                    self.section(section, &top, policies);
                }
                SectionKind::Item => {
                    let names: Vec<&str> = self.document.front.levels.iter().map(|l| l.value.as_str()).collect();
                    self.diagnostics.push(
                        Diagnostic::error("item-without-level", section.heading)
                            .with("item", section.title.clone())
                            .with("levels", names.join(", ")),
                    );
                }
                _ => {}
            }
        }
    }

    /// The outermost sections of a level; `None`: those that name no level and hold none that does.
    fn roots_of(&self, level: Option<&str>) -> Vec<&'a Section> {
        let mut found = Vec::new();
        let mut open: Vec<&'a Section> = self.document.sections.iter().rev().collect();
        while let Some(section) = open.pop() {
            match self.label(section) {
                Some(label) if Some(label) == level => found.push(section),
                Some(_) => {}
                None if self.holds_label(section) => open.extend(section.children.iter().rev()),
                None if level.is_none() => found.push(section),
                None => {}
            }
        }
        found
    }

    fn holds_label(&self, section: &Section) -> bool {
        section.children.iter().any(|c| self.label(c).is_some() || self.holds_label(c))
    }

    /// The level that a scoring section speaks of: by its attribute, else the only one that its heading names.
    fn label(&self, section: &Section) -> Option<&'a str> {
        let levels = &self.document.front.levels;
        let named = section.attributes.iter().find(|a| matches!(a.setting.name.value.as_str(), "level" | "层级"));
        if let Some(named) = named {
            return levels.iter().map(|l| l.value.as_str()).find(|l| *l == named.setting.value.value);
        }
        if !matches!(section.kind, SectionKind::Item | SectionKind::Bonus | SectionKind::Deduction | SectionKind::Veto)
        {
            return None;
        }
        let mut names = levels.iter().map(|l| l.value.as_str()).filter(|l| names_level(&section.title, l));
        names.next().filter(|_| names.next().is_none())
    }

    /// The total: what the level's score is made of, bonuses and deductions; not below 0; rounded where the scheme says;
    /// nothing under a veto that says so.
    fn total(&mut self, level: Option<&str>, declared: Option<Exact>, policies: &Policies) -> Option<NodeId> {
        let span = Span::default();
        let own = self.level.clone();
        let speaks = |item: &Item| item.level == own || item.level.is_none();
        let roots = self.builder.plan.items.iter().filter(|i| i.parent.is_none() && speaks(i));
        let (base, beside): (Vec<_>, Vec<_>) = roots.partition(|i| i.kind == ItemKind::Base);
        if base.is_empty() && beside.is_empty() {
            return None;
        }
        let printed = base.iter().filter_map(|i| i.points.clone()).fold(whole(0), |a, b| a + b);
        let most = declared.unwrap_or(printed);
        let parts: Vec<Part> = base.into_iter().map(Part::of).collect();
        let beside: Vec<Part> = beside.into_iter().map(Part::of).collect();
        let mut all = self.composed(level, parts, &most, policies);
        all.extend(beside);
        let zero = self.builder.zero();
        let sum = super::group::sum_of(&mut self.builder, &all, policies, span);
        let mut value = match policies.choice(PolicyName::BelowZero).0 {
            2 => sum,
            _ => self.builder.push(Op::Max(vec![zero, sum]), span),
        };
        if let Rounding::Total(digits) | Rounding::Each(digits) = policies.rounding() {
            value = self.builder.push(Op::Round(value, digits), span);
        }
        let plan = &self.builder.plan;
        let of_level = |item: usize| speaks(&plan.items[item]);
        let vetoes = plan.vetoes.iter().filter(|v| v.effect == VetoEffect::TotalZero && of_level(v.item));
        let vetoes: Vec<NodeId> = vetoes.map(|v| v.condition).collect();
        if !vetoes.is_empty() {
            let any = self.builder.push(Op::Or(vetoes), span);
            value = self.builder.push(Op::If(any, zero, value), span);
        }
        Some(value)
    }
}

/// Whether a heading names a level: by its word, or by the first character of it before 级 (县级 for 县区).
fn names_level(title: &str, level: &str) -> bool {
    let title = title.to_lowercase();
    let level = level.to_lowercase();
    let short = level.chars().next().filter(|c| !c.is_ascii()).map(|c| format!("{c}级"));
    title.contains(&level) || short.is_some_and(|s| title.contains(&s))
}
