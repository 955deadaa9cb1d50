//! The tree of items: every section with points, bonuses or deductions becomes an item whose score is the sum of its
//! children and of its own clauses; and every level assessed gets its total.

mod below;
mod composition;
mod group;
mod leaf;
mod levels;
mod substitution;

use crate::plan::{Builder, Item, ItemKind, NodeId};
use crate::policy::{Decided, Policies};
use crate::resolve::Terms;
use crate::scheme::setting_error;
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::document::{Document, PointsUnit, Section, SectionKind};
use kaocheng_syntax::exact::{Exact, whole};
use levels::Progress;

/// Whether an attribute says where an item's figures come from; such columns of an item table are no policies.
pub(crate) fn describes_origin(name: &str) -> bool {
    matches!(name, "provider" | "source" | "level" | "层级")
}

/// The tree in the making.
pub(crate) struct Tree<'a> {
    document: &'a Document,
    builder: Builder,
    terms: Terms<'a>,
    round: Option<String>,
    diagnostics: Vec<Diagnostic>,
    /// The level whose items are being lowered; `None`: what all levels share.
    level: Option<String>,
    /// How far the totals of the levels are, in the order of the front matter.
    progress: Vec<Progress>,
}

/// What the tree knows of an item above.
#[derive(Clone)]
struct Above {
    item: Option<usize>,
    points: Option<Exact>,
    kind: ItemKind,
}

impl<'a> Tree<'a> {
    pub(crate) fn new(document: &'a Document, builder: Builder, terms: Terms<'a>, round: Option<String>) -> Self {
        let progress = vec![Progress::Waiting; document.front.levels.len().max(1)];
        Tree { document, builder, terms, round, diagnostics: Vec::new(), level: None, progress }
    }

    pub(crate) fn finish(mut self) -> (Builder, Vec<Diagnostic>) {
        self.terms.unused(&mut self.diagnostics);
        (self.builder, self.diagnostics)
    }

    /// Lowers a section and all under it; `None` for a section that is no item.
    fn section(&mut self, section: &'a Section, above: &Above, policies: &Policies) -> Option<usize> {
        self.diagnostics.extend(section.reading.diagnostics.iter().cloned());
        let kind = match section.kind {
            SectionKind::Item => above.kind,
            SectionKind::Bonus => ItemKind::Bonus,
            SectionKind::Deduction => ItemKind::Deduction,
            SectionKind::Veto => ItemKind::Base,
            _ => return None,
        };
        section.reading.inputs.iter().for_each(|phrase| self.terms.mention(phrase));
        let policies = self.item_policies(section, policies);
        let points = self.points(section, above, kind);
        let ix = self.builder.item(Item {
            id: section.id.clone(),
            title: section.numbered_title(),
            parent: above.item,
            level: self.level.clone(),
            kind,
            points: points.clone(),
            score: NodeId(0),
            grade: None,
            clauses: Vec::new(),
            default: false,
            substituted: None,
            span: section.span,
            heading: section.heading,
        });
        let here = Above { item: Some(ix), points: points.clone(), kind };
        let children: Vec<usize> = section.children.iter().filter_map(|c| self.section(c, &here, &policies)).collect();
        let score = if children.is_empty() {
            self.leaf(section, ix, points.clone(), &policies)
        } else {
            self.group(section, ix, &children, points.clone(), &policies)
        };
        let score = self.substituted(section, ix, score, points.as_ref(), &policies);
        self.builder.plan.items[ix].score = score;
        Some(ix)
    }

    fn item_policies(&mut self, section: &Section, policies: &Policies) -> Policies {
        let mut own = policies.clone();
        for attribute in section.attributes.iter().filter(|a| !describes_origin(&a.setting.name.value)) {
            if let Err(error) = own.decide_setting(&attribute.setting, Decided::Item) {
                self.diagnostics.push(setting_error(&attribute.setting, &error));
            }
        }
        own
    }

    /// The item's points: as printed, or as a share of its parent's (100 where there is none).
    fn points(&self, section: &Section, above: &Above, kind: ItemKind) -> Option<Exact> {
        let printed = section.points.as_ref()?;
        // Points in the heading of a bonus or deduction section are a limit, not something to start from.
        if kind != ItemKind::Base && section.reading.clauses.is_empty() && !section.children.is_empty() {
            return Some(printed.value.clone());
        }
        Some(match printed.unit {
            PointsUnit::Points => printed.value.clone(),
            PointsUnit::Percent => {
                let of = above.points.clone().unwrap_or_else(|| whole(100));
                of * &printed.value / whole(100)
            }
        })
    }
}
