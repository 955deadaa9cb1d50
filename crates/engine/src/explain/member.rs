//! What stands behind a sum of bonuses or deductions: every item below with its points before the limit, and the findings
//! that it rests on.

use super::line::View;
use crate::table::{Origin, Provenance, Value};
use kaocheng_compile::plan::{ItemKind, NodeId, PlanClause, Shape};
use kaocheng_syntax::exact::Exact;
use num_traits::Zero;

/// One item that a sum is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its heading.
    pub title: String,
    /// What it gives or takes, before the limit over the sum; signed.
    pub points: Exact,
    /// What its clauses give or take.
    pub parts: Vec<MemberPart>,
}

/// What one clause of a member gives or takes.
#[derive(Clone, Debug, PartialEq)]
pub struct MemberPart {
    /// The rule with the unit's numbers.
    pub text: String,
    /// The findings behind it, in order of date and place.
    pub findings: Vec<Provenance>,
}

impl View<'_> {
    /// The members of an item that sums up bonuses or deductions, or whose limit acts; those that give or take nothing
    /// are left out.
    pub(super) fn members(&self, item: usize) -> Vec<Member> {
        let entry = &self.plan.items[item];
        let is_leaf = self.plan.children(item).next().is_none();
        let limited = entry.clauses.iter().any(|c| self.limit_acts(c));
        if is_leaf || (entry.kind == ItemKind::Base && !limited) {
            return Vec::new();
        }
        let mut leaves = Vec::new();
        self.leaves(item, &mut leaves);
        leaves.into_iter().filter_map(|leaf| self.member(leaf)).collect()
    }

    /// The items at the bottom, and those above with clauses of their own, in text order.
    fn leaves(&self, item: usize, found: &mut Vec<usize>) {
        for child in self.plan.children(item) {
            if self.plan.children(child).next().is_none() {
                found.push(child);
            } else {
                self.leaves(child, found);
            }
        }
    }

    fn member(&self, item: usize) -> Option<Member> {
        let entry = &self.plan.items[item];
        let Value::Number(points) = self.values.of(entry.score, self.unit) else { return None };
        let speaks = |c: &&PlanClause| {
            let applies = c.applies.is_none_or(|n| self.values.of(n, self.unit).truth() == Some(true));
            let acts = c.points.is_none() || c.points.and_then(|p| self.number(p)).is_some_and(|p| !p.is_zero());
            applies && acts
        };
        let part = |c: &PlanClause| {
            let findings = c.points.map(|p| self.findings(p)).unwrap_or_default();
            self.line(c).map(|text| MemberPart { text, findings })
        };
        let parts: Vec<MemberPart> = entry.clauses.iter().filter(speaks).filter_map(part).collect();
        if points.is_zero() && parts.iter().all(|p| p.findings.is_empty()) {
            return None;
        }
        Some(Member { title: entry.title.clone(), points: points.clone(), parts })
    }

    /// The findings that a node's value rests on.
    fn findings(&self, node: NodeId) -> Vec<Provenance> {
        let mut all: Vec<Provenance> = Vec::new();
        for input in self.plan.inputs_of(node) {
            let Some(Origin::Findings(found)) = self.table.origin(input, self.unit) else { continue };
            for finding in found.iter().filter(|f| !f.place.is_empty() || !f.source.is_empty()) {
                if !all.contains(finding) {
                    all.push(finding.clone());
                }
            }
        }
        all
    }

    /// Whether a limit takes something from this unit.
    fn limit_acts(&self, clause: &PlanClause) -> bool {
        match &clause.shape {
            Shape::Limit { before, limit } => self.on_side(*before, clause.sign).is_some_and(|b| b > *limit),
            _ => false,
        }
    }
}
