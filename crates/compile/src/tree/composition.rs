//! What a level's score is made of, where the scheme says so: 市考核占60%,县考核占40%.

use super::Tree;
use super::group::Part;
use crate::plan::{Absence, Input, NodeId, Op};
use crate::policy::{Decided, Policies, PolicyName, PolicyUse};
use kaocheng_syntax::clause::{CohortStatistic, Feed, InputKind};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::exact::Exact;
use kaocheng_syntax::provision::{Composition, CompositionPart, PartSource, ProvisionRule};
use kaocheng_syntax::span::Span;
use num_traits::Zero;

impl Tree<'_> {
    /// The parts of a level's score: those of its composition, else its own items.
    pub(super) fn composed(
        &mut self,
        level: Option<&str>,
        own: Vec<Part>,
        most: &Exact,
        policies: &Policies,
    ) -> Vec<Part> {
        let Some(composition) = self.composition_of(level) else { return own };
        let span = composition.parts.first().map_or(Span::default(), |p| p.span);
        let sum = super::group::sum_of(&mut self.builder, &own, policies, span);
        let mut parts = Vec::new();
        for (number, part) in composition.parts.iter().enumerate() {
            let value = match &part.source {
                PartSource::Own => sum,
                PartSource::Below { level, statistic } => self.below(level, statistic, 0, policies, part.span),
                PartSource::Round(round) => self.fed(number, part, Feed::Round(round.clone()), most, policies),
                PartSource::Item(words) | PartSource::Elsewhere(words) => match self.item_score(words) {
                    Some(score) => score,
                    None => self.fed(number, part, Feed::OtherScheme(words.clone()), most, policies),
                },
            };
            let points = &part.weight * most;
            let weight = self.builder.number(part.weight.clone(), part.span);
            let score = self.builder.push(Op::Mul(vec![value, weight]), part.span);
            let score = self.settled_part(score, &points, policies, part.span);
            parts.push(Part { score, points: Some(points) });
        }
        parts
    }

    /// The composition that speaks of a level; one that names none speaks of the only level.
    fn composition_of(&mut self, level: Option<&str>) -> Option<Composition> {
        let several = self.several();
        let speaks = |c: &Composition| match (&c.level, level) {
            (Some(named), Some(level)) => named.to_lowercase() == level.to_lowercase(),
            (None, _) => !several,
            (Some(_), None) => true,
        };
        let sections = self.document.walk();
        let rules = sections.iter().flat_map(|s| &s.provisions);
        let mut found = rules.filter_map(|p| match &p.rule {
            ProvisionRule::Composition(c) if speaks(c) => Some((c.clone(), p.span)),
            _ => None,
        });
        let first = found.next();
        if let Some((_, again)) = found.next() {
            self.diagnostics.push(
                Diagnostic::error("composition-twice", again).with("level", level.unwrap_or_default().to_owned()),
            );
        }
        first.map(|(c, _)| c)
    }

    /// The score of the level's item with this title (日常巡查得分 is that of the item 日常巡查); a name that no item has is a
    /// score from elsewhere, and becomes an input.
    fn item_score(&self, words: &str) -> Option<NodeId> {
        let bare = words.trim_end_matches("得分").trim_end_matches("成绩").trim_end_matches(" score");
        let plan = &self.builder.plan;
        let named = |title: &str| title == words || title == bare || title.ends_with(bare);
        let item = plan.items.iter().find(|i| i.level == self.level && !bare.is_empty() && named(&i.title))?;
        Some(item.score)
    }

    /// A score that comes from another round or another scheme: an input of its own, within 0 and the full points.
    fn fed(&mut self, number: usize, part: &CompositionPart, feed: Feed, most: &Exact, policies: &Policies) -> NodeId {
        let level = self.level.clone();
        let prefix = level.as_ref().map_or(String::new(), |l| format!("{l}:"));
        let input = self.builder.input(Input {
            id: format!("{prefix}score:{}", number + 1),
            label: part.words.clone(),
            kind: InputKind::Amount,
            unit: None,
            item: 0,
            provider: None,
            source: None,
            bounds: (Some(Exact::zero()), Some(most.clone())),
            data_date: None,
            level,
            feed,
            span: part.span,
        });
        let value = self.builder.push(Op::Input(input), part.span);
        let (choice, decided) = policies.choice(PolicyName::Missing);
        self.relies(PolicyName::Missing, choice, decided, part.span);
        let instead = match choice {
            0 => self.builder.zero(),
            2 => self.builder.number(most.clone(), part.span),
            _ => return value,
        };
        self.builder.push(Op::Substitute(value, Absence::Unreported, instead), part.span)
    }

    /// What a part gives that does not apply to a unit (no units below): as the policy says.
    fn settled_part(&mut self, score: NodeId, points: &Exact, policies: &Policies, span: Span) -> NodeId {
        let (choice, decided) = policies.choice(PolicyName::NotApplicable);
        self.relies(PolicyName::NotApplicable, choice, decided, span);
        let instead = match choice {
            0 => self.builder.number(points.clone(), span),
            2 => self.builder.zero(),
            3 => self.builder.push(Op::Cohort(CohortStatistic::Mean, score), span),
            _ => return score,
        };
        self.builder.push(Op::Substitute(score, Absence::Inapplicable, instead), span)
    }

    fn relies(&mut self, name: PolicyName, choice: usize, decided: Decided, span: Span) {
        let choice = name.choices()[choice].0.to_owned();
        self.builder.plan.policies.push(PolicyUse { name, choice, decided, item: None, span });
    }
}
