//! Points in brackets: 照明完好(10分), 服务投诉(2分,每次扣0.1分).

use super::compare::Bare;
use super::compose::{Item, Lead};
use super::head::Head;
use super::phrase;
use super::reader::Reader;
use super::split::Statement;
use super::text::Range;
use crate::clause::{Amount, Condition, Effect, Expr, Role, Rule, Sign, Start, When};

impl Reader<'_> {
    /// (20分): what the words before it are worth, or what the item is worth when statements follow.
    pub fn marked_points(&mut self, amount: Amount, lead: Lead, statement: &Statement, items: &[Item], at: usize) {
        let place = statement.place;
        if self.marks_what_precedes(&amount, &lead, statement) {
            return;
        }
        let topic = self.mark_topic(&lead, statement, items, at);
        let follows = items.iter().skip(at + 1).find_map(|item| match item {
            Item::Statement(next) if next.place.part == place.part && explains(&next.found.head) => Some(next),
            _ => None,
        });
        let Some(topic) = topic else { return };
        let follows = follows.filter(|next| !self.marks_another(statement, next));
        // 80%以上(75分)。50%以上(50分): a ladder of marks, which is not what one of them is about.
        let marks = follows.is_some_and(|next| matches!(&next.found.head, Head::Points(p) if p.mark));
        if marks && self.compared(topic, Bare::No).is_some() {
            return self.unread((topic.0, statement.found.range.1), "", "80%以上的,得75分;50%以上的,得50分");
        }
        match follows {
            Some(next) => {
                self.topic = Some(topic);
                self.topic_of = Some(place.sentence);
                self.mark(topic, Role::Restated);
                let earns = next.found.head.clone();
                let earning = matches!(&earns, Head::Points(p) if p.sign != Some(Sign::Lose));
                let whole_range = (topic.0, statement.found.range.1);
                if !earning && next.place.aside && matches!(earns, Head::Zero) {
                    // 食品安全卫生(3分,发生事故不得分): three points unless.
                    self.push(whole_range, place, Rule::Start(Start { amount }));
                } else if !earning
                    && !self.starts_in(place.part)
                    && !matches!(earns, Head::Full { .. } | Head::Proportion(_) | Head::Formula { .. })
                {
                    self.push(whole_range, place, Rule::Start(Start { amount }));
                }
            }
            None => {
                let condition = self.fact(&[topic]);
                self.push(
                    (topic.0, statement.found.range.1),
                    place,
                    Rule::When(When { condition, effect: Effect::Award { amount, bonus: false }, otherwise: None }),
                );
            }
        }
    }

    /// …,出现1例未处理扣2分(5分);…: points in brackets behind rules are what those rules are about.
    fn marks_what_precedes(&mut self, amount: &Amount, lead: &Lead, statement: &Statement) -> bool {
        let part = statement.place.part;
        let Some(last) = self.clauses.iter().rposition(|c| c.part == part) else { return false };
        let near = self.places.get(last).is_some_and(|p| p.range.1 + 2 >= statement.place.range.0);
        if !matches!(lead, Lead::Empty) || !near || self.starts_in(part) {
            return false;
        }
        let alone = self.clauses.iter().all(|c| c.part == part);
        let Some(clause) = self.clauses.get_mut(last) else { return false };
        match &mut clause.rule {
            Rule::Formula(formula) => worth(&mut formula.value, amount),
            // …,否则不得分(10分): what the condition is worth.
            Rule::When(when) if when.effect == Effect::Zero && matches!(when.condition, Condition::Not(_)) => {
                let Condition::Not(inner) = when.condition.clone() else { return false };
                when.condition = *inner;
                when.effect = Effect::Award { amount: amount.clone(), bonus: false };
                when.otherwise = Some(Effect::Zero);
            }
            rule if super::caps::sign_of(rule) == Some(Sign::Lose) && !alone => {
                let range = statement.range();
                let all = self.clauses.iter_mut().filter(|c| c.part == part);
                for clause in all.filter(|c| super::caps::sign_of(&c.rule) == Some(Sign::Lose)) {
                    super::caps::set_limit(&mut clause.rule, amount.clone());
                }
                self.push(range, statement.place, Rule::Start(Start { amount: amount.clone() }));
            }
            _ => return alone,
        }
        true
    }

    /// 基础分60分, 该项起评分为30分: where the item starts; nobody is asked for it.
    pub fn base_points(&mut self, amount: &Amount, sign: Sign, lead: &Lead, statement: &Statement) -> bool {
        let Lead::Words(range) = lead else { return false };
        let cleaned = phrase::clean(self.text, *range);
        let last = self.text.segments(cleaned).pop().unwrap_or(cleaned);
        let words = self.text.str(last);
        let words = words.trim_end_matches(['为', '是', '计', ':']);
        let named = ["基础分", "起评分", "基本分", "起始分", "初始分", "基础分值", "基本分值", "起步分"]
            .iter()
            .any(|w| words.ends_with(w));
        if sign == Sign::Lose || !named || last.1 - last.0 > 16 || last.0 != cleaned.0 {
            return false;
        }
        self.mark_keyword(*range);
        self.push(statement.range(), statement.place, Rule::Start(Start { amount: amount.clone() }));
        true
    }

    fn starts_in(&self, part: usize) -> bool {
        self.clauses.iter().any(|c| c.part == part && matches!(c.rule, Rule::Start(_)))
    }

    /// 台账(5分);公示(5分): the next marks something beside this, rather than saying how this comes about.
    fn marks_another(&self, statement: &Statement, next: &Statement) -> bool {
        let mark = matches!(&next.found.head, Head::Points(p) if p.mark);
        let end = statement.found.range.1 + 1;
        mark && matches!(self.text.c(end), ';' | '、' | ',')
            && (end..next.found.range.0).all(|i| self.text.numbering(i).is_none() && self.text.c(i) != '\n')
    }

    /// The words that a mark in brackets belongs to: those just before the bracket.
    fn mark_topic(&mut self, lead: &Lead, statement: &Statement, items: &[Item], at: usize) -> Option<Range> {
        if let Lead::Words(range) = lead {
            return Some(phrase::clean(self.text, *range));
        }
        let before = at.checked_sub(1).and_then(|i| items.get(i))?;
        match before {
            // …治理工作。(25分): a full stop may stand between.
            Item::Prose(run) if run.range.1 + 2 >= statement.place.range.0 => {
                let range = phrase::clean(self.text, run.range);
                for slot in self.roles.iter_mut().take(run.range.1).skip(run.range.0) {
                    *slot = None;
                }
                Some(range).filter(|r| r.0 < r.1)
            }
            _ => None,
        }
    }
}

/// Puts what a part is worth in the place of the item's points.
fn worth(value: &mut Expr, amount: &Amount) {
    match value {
        Expr::ItemPoints => *value = super::ratio::amount_expr(amount),
        Expr::Mul(all) | Expr::Add(all) | Expr::Min(all) | Expr::Max(all) => {
            all.iter_mut().for_each(|e| worth(e, amount))
        }
        Expr::Sub(a, b) | Expr::Div(a, b) => [a, b].into_iter().for_each(|e| worth(e, amount)),
        _ => {}
    }
}

/// Whether a head behind a mark in brackets says how the marked points come about.
fn explains(head: &Head) -> bool {
    !matches!(
        head,
        Head::NoLoss
            | Head::NoGain
            | Head::Idle
            | Head::Highest
            | Head::Veto(_)
            | Head::Multiply(..)
            | Head::NotApplicable
    )
}
