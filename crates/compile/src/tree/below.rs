//! Figures of the total scores of the units below: 所辖乡镇得分的平均分.

use super::Tree;
use crate::plan::{CompareOp, NodeId, Op, Reason, RollUp};
use crate::policy::Policies;
use kaocheng_syntax::clause::{BelowStatistic, Clause, Expr};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::span::Span;
use std::collections::HashMap;

impl Tree<'_> {
    /// The figures of the units below that clauses name, by their words.
    pub(super) fn bind_below(
        &mut self,
        clauses: &[&Clause],
        item: usize,
        policies: &Policies,
    ) -> HashMap<String, NodeId> {
        let mut wanted = Vec::new();
        for clause in clauses {
            clause.rule.expressions(&mut |expr| {
                if let Expr::Below { level, statistic, label, span } = expr {
                    wanted.push((level.clone(), statistic.clone(), label.clone(), *span));
                }
            });
        }
        let mut bound = HashMap::new();
        for (level, statistic, label, span) in wanted {
            let node = self.below(&level, &statistic, item, policies, span);
            bound.insert(label, node);
        }
        bound
    }

    /// A figure of the totals of the units of a level; missing, with a finding, where that level is not assessed here.
    pub(super) fn below(
        &mut self,
        level: &str,
        statistic: &BelowStatistic,
        item: usize,
        policies: &Policies,
        span: Span,
    ) -> NodeId {
        let levels = &self.document.front.levels;
        let exactly = levels.iter().position(|l| l.value == level);
        let known = exactly.or_else(|| levels.iter().position(|l| is_plural_of(level, &l.value)));
        let level = known.and_then(|l| levels.get(l)).map_or(level, |l| l.value.as_str());
        let total = known.filter(|_| self.several()).and_then(|l| self.level_total(l, policies));
        let Some(total) = total else {
            let names: Vec<&str> = self.document.front.levels.iter().map(|l| l.value.as_str()).collect();
            self.diagnostics.push(
                Diagnostic::error("level-not-assessed", span).with("level", level).with("levels", names.join(", ")),
            );
            return self.builder.push(Op::Missing(Reason::NotApplicable), span);
        };
        let scoped = self.of_level(total, level, span);
        match statistic {
            BelowStatistic::Mean => self.builder.push(Op::RollUp(RollUp::Mean, scoped), span),
            BelowStatistic::Weighted(words) => self.weighted(scoped, words, level, item, span),
            BelowStatistic::ShareAtLeast(points) => {
                let points = self.builder.number((**points).clone(), span);
                let reached = self.builder.push(Op::Compare(CompareOp::AtLeast, scoped, points), span);
                self.builder.push(Op::RollUp(RollUp::Mean, reached), span)
            }
        }
    }

    /// A value that only units of a level have, so that a roll-up from above passes by the levels between.
    fn of_level(&mut self, value: NodeId, level: &str, span: Span) -> NodeId {
        let is = self.builder.push(Op::UnitIs(level.to_owned()), span);
        let none = self.builder.push(Op::Missing(Reason::NotApplicable), span);
        self.builder.push(Op::If(is, value, none), span)
    }

    /// Σ total × weight ÷ Σ weight, over the units that have both.
    fn weighted(&mut self, total: NodeId, words: &str, level: &str, item: usize, span: Span) -> NodeId {
        let weight = self.terms.figure_at(&mut self.builder, words, level, item, span);
        let product = self.builder.push(Op::Mul(vec![total, weight]), span);
        let zero = self.builder.zero();
        // A weight counts only where there is a total.
        let nothing = self.builder.push(Op::Mul(vec![total, zero]), span);
        let counted = self.builder.push(Op::Add(vec![weight, nothing]), span);
        let sum = self.builder.push(Op::RollUp(RollUp::Sum, product), span);
        let weights = self.builder.push(Op::RollUp(RollUp::Sum, counted), span);
        self.builder.push(Op::Div(sum, weights), span)
    }
}

/// `townships` and `counties` speak of the levels `township` and `county`.
fn is_plural_of(words: &str, level: &str) -> bool {
    let (words, level) = (words.to_lowercase(), level.to_lowercase());
    let with_y = level.strip_suffix('y').map(|stem| format!("{stem}ies"));
    words == level || words == format!("{level}s") || words == format!("{level}es") || with_y == Some(words)
}
