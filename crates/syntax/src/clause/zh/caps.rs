//! Limits on clauses: on the one before, on all of the item's, or a total that is only repeated.

use super::compose::Lead;
use super::limit::Limit;
use super::reader::Reader;
use super::split::Statement;
use crate::clause::{Amount, Cap, Members, Role, Rule, Sign, Start};

impl Reader<'_> {
    /// 扣完为止, 最高扣10分, 本项加分最高不超过6分, 总分20.
    pub fn limit(&mut self, limit: Limit, lead: Lead, statement: &Statement) {
        if let Lead::Words(range) = lead {
            if self
                .text
                .ends(super::phrase::clean(self.text, range).1, &["扣分", "计分", "加分", "得分", "记分", "给分"])
                && !limit.total
            {
                return self.report("points-missing", super::phrase::clean(self.text, range));
            }
            if limit.total {
                self.topic = Some(super::phrase::clean(self.text, range));
            }
            // 上述项目累计…: says whose limit it is; what happens is no such thing.
            if let Some(event) = self.event_before_limit(range) {
                let opens = statement.lead.0 == statement.place.range.0 || self.clauses.is_empty();
                if let (Some(sign), Amount::Points(most), false) =
                    (limit.sign, &limit.amount, limit.total || limit.floor)
                    && opens
                    && event.1 >= super::phrase::clean(self.text, range).1
                {
                    // 措施不落实的,最高扣5分: so many at most, as an assessor sees fit.
                    return self.judged(Some(sign), None, Some(most.clone()), Lead::Words(range), statement);
                }
                return self.unread(event, "", "每发现1例扣2分,扣完为止");
            }
            self.mark(range, Role::Filler);
        }
        if limit.floor {
            return;
        }
        let part = statement.place.part;
        if limit.total {
            return self.total(limit, statement);
        }
        // 扣完为止 bounds every loss of its part: none of them takes more than the item has.
        if limit.amount == Amount::ItemPoints && limit.sign == Some(Sign::Lose) {
            for clause in self.clauses.iter_mut().filter(|c| c.part == part) {
                if sign_of(&clause.rule) == Some(Sign::Lose) {
                    set_limit(&mut clause.rule, Amount::ItemPoints);
                }
            }
            return;
        }
        if limit.single {
            for clause in self.clauses.iter_mut().filter(|c| limit.sign.is_none() || sign_of(&c.rule) == limit.sign) {
                set_limit(&mut clause.rule, limit.amount.clone());
            }
            return;
        }
        let scored: Vec<usize> = (0..self.clauses.len()).filter(|&i| self.is_limited(i, &limit)).collect();
        let in_part = scored.iter().filter(|&&i| self.clauses.get(i).is_some_and(|c| c.part == part)).count();
        let sentence = statement.place.sentence;
        let in_sentence =
            scored.iter().filter(|&&i| self.places.get(i).is_some_and(|p| p.sentence == sentence)).count();
        let several = limit.whole && scored.len() > 1 && (in_part > 1 || in_part == 0 || in_sentence == 0);
        if several {
            let members =
                if in_part > 1 && in_part < scored.len() && in_sentence > 0 { Members::Part } else { Members::Item };
            self.push(
                statement.range(),
                statement.place,
                Rule::Cap(Cap { members, sign: limit.sign, limit: limit.amount }),
            );
            return;
        }
        if let Some(members) = self.limited_together(&scored, statement) {
            self.push(
                statement.range(),
                statement.place,
                Rule::Cap(Cap { members, sign: limit.sign.or_else(|| self.sign_at(&scored)), limit: limit.amount }),
            );
            return;
        }
        let last = scored.last().copied();
        if statement.place.aside && last.is_some_and(|i| self.is_flat(i)) {
            // 奖1分(封顶1分): a flat award is what it is.
            return;
        }
        let taken = last
            .and_then(|i| self.clauses.get_mut(i))
            .is_some_and(|clause| set_limit(&mut clause.rule, limit.amount.clone()));
        if !taken {
            self.push(
                statement.range(),
                statement.place,
                Rule::Cap(Cap { members: Members::Item, sign: limit.sign, limit: limit.amount }),
            );
        }
    }

    fn is_flat(&self, clause: usize) -> bool {
        self.clauses.get(clause).is_some_and(|c| matches!(c.rule, Rule::When(_)))
    }

    /// 发生一次,本表扣完为止: words before a limit that say what happens, rather than whose limit it is.
    fn event_before_limit(&self, range: super::text::Range) -> Option<super::text::Range> {
        const EVENTS: &[&str] =
            &["发生", "出现", "未", "不", "没有", "没能", "缺", "低于", "高于", "达到", "完成", "发现", "存在", "被"];
        self.text.segments(range).into_iter().find(|s| {
            let words = super::phrase::clean(self.text, *s);
            words.0 < words.1 && self.text.any(words.0, EVENTS).is_some()
        })
    }

    fn sign_at(&self, scored: &[usize]) -> Option<Sign> {
        scored.last().and_then(|&i| self.clauses.get(i)).and_then(|c| sign_of(&c.rule))
    }

    /// A每项加1分;B每项加2分,不超过3分: a limit at the end of a sentence is on all of its counts when none has its own;
    /// behind 按最高项计分 it is on what that leaves.
    fn limited_together(&self, scored: &[usize], statement: &Statement) -> Option<Members> {
        let part = statement.place.part;
        let last = *scored.last()?;
        let highest = self.clauses.iter().skip(last).any(|c| c.part == part && matches!(c.rule, Rule::Highest(_)));
        if highest {
            let elsewhere = scored.iter().any(|&i| self.clauses.get(i).is_some_and(|c| c.part != part));
            return Some(if elsewhere { Members::Part } else { Members::Item });
        }
        let sign = self.sign_at(scored);
        let (mut counts, mut to) = (0, statement.found.range.0);
        for (clause, place) in self.clauses.iter().zip(&self.places).rev() {
            let gap = self.text.str((place.range.1.min(to), to));
            if clause.part != part || gap.contains(['。', '\n']) || place.aside != statement.place.aside {
                break;
            }
            to = to.min(place.range.0);
            let open = match &clause.rule {
                Rule::Each(each) => each.limit.is_none(),
                Rule::Steps(steps) => steps.limit.is_none() && steps.base.is_none(),
                _ => false,
            };
            if !open || sign_of(&clause.rule) != sign {
                return None;
            }
            counts += 1;
        }
        // All that the part has, so that nothing before the sentence is limited with it.
        let in_part = scored
            .iter()
            .filter(|&&i| self.clauses.get(i).is_some_and(|c| c.part == part && sign_of(&c.rule) == sign))
            .count();
        (counts > 1 && counts == in_part).then_some(Members::Part)
    }

    fn is_limited(&self, index: usize, limit: &Limit) -> bool {
        let sign = self.clauses.get(index).and_then(|c| sign_of(&c.rule));
        sign.is_some() && (limit.sign.is_none() || sign == limit.sign)
    }

    /// 总分20, 共1分, 满分100分: what the item is worth.
    fn total(&mut self, limit: Limit, statement: &Statement) {
        let last = self.clauses.iter().rev().find_map(|c| sign_of(&c.rule));
        match last {
            Some(Sign::Lose) => {
                let several = self.clauses.iter().filter(|c| sign_of(&c.rule) == Some(Sign::Lose)).count() > 1;
                if several {
                    self.push(
                        statement.range(),
                        statement.place,
                        Rule::Cap(Cap { members: Members::Item, sign: Some(Sign::Lose), limit: limit.amount }),
                    );
                } else if let Some(clause) = self.clauses.last_mut() {
                    set_limit(&mut clause.rule, limit.amount);
                }
            }
            Some(Sign::Earn)
                if self.clauses.last_mut().is_some_and(|c| {
                    matches!(c.rule, Rule::Judge(_)) && set_limit(&mut c.rule, limit.amount.clone())
                }) => {}
            Some(Sign::Earn) => {
                self.push(
                    statement.range(),
                    statement.place,
                    Rule::Cap(Cap { members: Members::Item, sign: Some(Sign::Earn), limit: limit.amount }),
                );
            }
            None => {
                self.push(statement.range(), statement.place, Rule::Start(Start { amount: limit.amount }));
            }
        }
    }
}

/// Whether a rule earns or loses.
pub(super) fn sign_of(rule: &Rule) -> Option<Sign> {
    use crate::clause::{BandValue, Effect};
    let of_effect = |effect: &Effect| match effect {
        Effect::Award { .. } => Some(Sign::Earn),
        Effect::Deduct(_) => Some(Sign::Lose),
        _ => None,
    };
    match rule {
        Rule::When(when) => of_effect(&when.effect),
        Rule::Each(each) => Some(each.sign),
        Rule::Steps(steps) => Some(steps.sign),
        Rule::Levels(levels) => levels.cases.iter().find_map(|c| of_effect(&c.effect)),
        Rule::Formula(formula) => Some(formula.sign),
        Rule::Judge(judge) => Some(judge.sign),
        Rule::Bands(bands) => bands.bands.iter().find_map(|b| match &b.value {
            BandValue::Effect(effect) => of_effect(effect),
            BandValue::PerStep { sign, .. } => Some(*sign),
            BandValue::Linear { .. } => Some(Sign::Earn),
        }),
        _ => None,
    }
}

/// Puts a limit into a rule that has room for one.
pub(super) fn set_limit(rule: &mut Rule, limit: Amount) -> bool {
    let slot = match rule {
        Rule::Each(each) => &mut each.limit,
        Rule::Steps(steps) => &mut steps.limit,
        Rule::Levels(levels) => &mut levels.limit,
        Rule::Formula(formula) => &mut formula.limit,
        Rule::Judge(judge) => {
            if judge.most.is_none() {
                judge.most = Some(limit);
            }
            return true;
        }
        // A flat loss or a band is what it is; the item's own floor does the rest.
        Rule::When(_) | Rule::Bands(_) => return limit == Amount::ItemPoints,
        _ => return false,
    };
    if slot.is_none() || limit != Amount::ItemPoints {
        *slot = Some(limit);
    }
    true
}
