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
        let id = |end: &str| format!("{}:{end}", section.id);
        let drawn = Input { kind: InputKind::YesNo, feed: Feed::Draw, ..self.amount(id("drawn"), label, ix, span) };
        let drawn = self.asked(drawn);
        let bounds = (Some(Exact::zero()), points.cloned());
        let instead = self.asked(Input { bounds, ..self.amount(id(STAND_IN), by, ix, span) });
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

    /// A figure of the item's level.
    fn amount(&self, id: String, label: String, item: usize, span: Span) -> Input {
        Input {
            id,
            label,
            kind: InputKind::Amount,
            unit: None,
            item,
            provider: None,
            source: None,
            bounds: (None, None),
            data_date: None,
            level: self.level.clone(),
            feed: Feed::Supplied,
            span,
        }
    }

    fn asked(&mut self, input: Input) -> NodeId {
        let span = input.span;
        let input = self.builder.input(input);
        self.builder.push(Op::Input(input), span)
    }
}
