//! What stands in for an item's score where no site of the unit was drawn: 未抽到的乡镇,按主要工作数据得分计 (R6C-03).

use super::Tree;
use crate::plan::{Absence, Input, NodeId, Op, STAND_IN};
use crate::policy::{Policies, PolicyName};
use kaocheng_syntax::clause::{Feed, InputKind};
use kaocheng_syntax::document::Section;
use kaocheng_syntax::exact::Exact;
use kaocheng_syntax::provision::ProvisionRule;
use kaocheng_syntax::span::Span;
use num_traits::Zero;

impl Tree<'_> {
    /// The item's score, or the one that stands in. Whether the unit was drawn comes from the draw; the item keeps the mark,
    /// because the two scores rest on different things and nobody should take one for the other.
    pub(super) fn substituted(
        &mut self,
        section: &Section,
        ix: usize,
        score: NodeId,
        points: Option<&Exact>,
        policies: &Policies,
    ) -> NodeId {
        let mut rules = section.provisions.iter().filter_map(|p| match &p.rule {
            ProvisionRule::Substitution(substitution) => Some((substitution.by.clone(), p.span)),
            _ => None,
        });
        let Some((by, span)) = rules.next() else { return score };
        let title = &section.title;
        let label = if by.is_ascii() { format!("{title}: drawn") } else { format!("抽到样本({title})") };
        let drawn = self.figure(section, ix, ("drawn", &label), Feed::Draw, None, span);
        let instead = self.figure(section, ix, (STAND_IN, &by), Feed::Supplied, points, span);
        let marked = self.builder.push(Op::Not(drawn), span);
        self.builder.plan.items[ix].substituted = Some(marked);
        let score = self.builder.push(Op::If(drawn, score, instead), span);
        // Neither the draw nor the score that stands in may be missing in silence.
        let given = match (policies.choice(PolicyName::Missing).0, points) {
            (0, _) => self.builder.zero(),
            (2, Some(points)) => self.builder.number(points.clone(), span),
            _ => return score,
        };
        self.builder.push(Op::Substitute(score, Absence::Unreported, given), span)
    }

    /// Whether something was drawn is a yes or no from the draw; a score that stands in is an amount from 0 up to `most`.
    fn figure(
        &mut self,
        section: &Section,
        ix: usize,
        (id, label): (&str, &str),
        feed: Feed,
        most: Option<&Exact>,
        span: Span,
    ) -> NodeId {
        let (kind, bounds) = match feed {
            Feed::Draw => (InputKind::YesNo, (None, None)),
            _ => (InputKind::Amount, (Some(Exact::zero()), most.cloned())),
        };
        let input = self.builder.input(Input {
            id: format!("{}:{id}", section.id),
            label: label.to_owned(),
            kind,
            unit: None,
            item: ix,
            provider: None,
            source: None,
            bounds,
            data_date: None,
            level: self.level.clone(),
            feed,
            span,
        });
        self.builder.push(Op::Input(input), span)
    }
}
