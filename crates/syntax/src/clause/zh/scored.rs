//! Points for words: what an amount, all of them or none are given for.

use super::compare::Bare;
use super::compose::{Item, Lead};
use super::denial::Denied;
use super::each;
use super::head::Head;
use super::phrase;
use super::reader::Reader;
use super::split::Statement;
use super::text::Range;
use crate::clause::{Amount, Condition, Each, Effect, Role, Rule, Sign, When};
use crate::exact::whole;

impl Reader<'_> {
    /// 有正式文件的, 计5分 and everything else that is not a mark, a list or a count.
    pub fn scored(&mut self, effect: Effect, lead: Lead, statement: &Statement, items: &[Item], at: usize) {
        match lead {
            Lead::Words(range) if self.repeats_subject(range, statement, items, at) => {
                self.mark(range, Role::Restated);
                self.scored_alone(effect, statement, &[], 0);
            }
            Lead::Words(range) if effect == Effect::Zero => {
                match self.denied_award(range, statement, items.get(at + 1..).unwrap_or_default()) {
                    Denied::Nothing => self.scored_words(effect, range, statement, items, at),
                    Denied::Also(rest) => self.scored_words(effect, rest, statement, items, at),
                    Denied::All => {}
                }
            }
            Lead::Words(range) => self.scored_words(effect, range, statement, items, at),
            Lead::Otherwise | Lead::Rest => self.otherwise(effect, statement),
            Lead::Unless(range) => {
                let Some(condition) = self.condition_of(Lead::Unless(range), statement) else { return };
                self.push(
                    (range.0, statement.found.range.1),
                    statement.place,
                    Rule::When(When { condition, effect, otherwise: None }),
                );
            }
            Lead::Empty => self.scored_alone(effect, statement, items, at),
        }
    }

    /// 考试作弊的,测评定为差,测评成绩为0: the second effect of one condition, on a part of the same score.
    fn repeats_subject(&self, range: Range, statement: &Statement, items: &[Item], at: usize) -> bool {
        let Some(Item::Statement(before)) = at.checked_sub(1).and_then(|i| items.get(i)) else { return false };
        let consequence =
            matches!(before.found.head, Head::Grade(_) | Head::Veto(_)) && before.place.range == statement.place.range;
        let cleaned = phrase::clean(self.text, range);
        consequence
            && matches!(statement.found.head, Head::Zero)
            && self.text.ends(cleaned.1, &["成绩", "得分", "分数", "测评", "考核", "总分", "评定", "考评"])
            && self.text.segments(cleaned).len() == 1
    }

    pub fn scored_words(&mut self, effect: Effect, range: Range, statement: &Statement, items: &[Item], at: usize) {
        if let Some((sign, most)) = self.as_seen_fit(&effect, range) {
            return self.judged(Some(sign), None, Some(most), Lead::Words(range), statement);
        }
        let losing = match effect {
            Effect::Deduct(_) => each::Losing::Points,
            Effect::Zero => each::Losing::All,
            _ => each::Losing::Nothing,
        };
        let range =
            if matches!(effect, Effect::Zero) { self.spare(range, statement, items.get(at + 1)) } else { range };
        let range = if matches!(effect, Effect::Zero | Effect::Deduct(_)) { self.denied_demand(range) } else { range };
        let marked = each::marked(self.text, range);
        let counted = marked.or_else(|| self.counts_without_each(&effect, range, losing, items, at));
        match (counted, effect) {
            (Some(counted), Effect::Award { amount, bonus }) => {
                self.counted(counted, amount, Sign::Earn, bonus, statement)
            }
            (Some(counted), Effect::Deduct(amount)) => self.counted(counted, amount, Sign::Lose, false, statement),
            (Some(counted), Effect::Zero) => self.counted_verdict(counted, Effect::Zero, statement),
            (_, effect) => self.when(effect, range, statement, items.get(at + 1)),
        }
    }

    /// 视情况每次加1分: at most so many, as an assessor sees fit.
    fn as_seen_fit(&self, effect: &Effect, range: Range) -> Option<(Sign, crate::exact::Exact)> {
        let last = self.text.segments(range).pop()?;
        self.text.find(last, &["视情况", "视情节", "视情", "酌情"])?;
        match effect {
            Effect::Award { amount: Amount::Points(most), .. } => Some((Sign::Earn, most.clone())),
            Effect::Deduct(Amount::Points(most)) => Some((Sign::Lose, most.clone())),
            _ => None,
        }
    }

    /// 提供原件,未提供的不得分: the demand before its own denial is said twice.
    pub fn denied_demand(&mut self, range: Range) -> Range {
        let segments = self.text.segments(range);
        let [first, .., last] = segments.as_slice() else { return range };
        let label = phrase::label(self.text, &[*last]);
        let demand = self.text.str((first.0, last.0));
        let denied = phrase::positive(&label).is_some_and(|p| demand.contains(&p) && !demand.contains(&label));
        if self.text.nums_in((first.0, last.0)).any(|n| !n.soft) {
            return self.figures_demanded(&segments).map_or(range, |demand| {
                self.unscored_condition(demand);
                *last
            });
        }
        if !denied {
            return range;
        }
        self.mark((first.0, last.0), Role::Restated);
        *last
    }

    /// 每月检查不少于1次,不检查不得分: what is demanded in figures before its own denial, which is what scores.
    fn figures_demanded(&self, segments: &[Range]) -> Option<Range> {
        let [first, middle @ .., last] = segments else { return None };
        let denial = phrase::clean(self.text, *last);
        let negative = self.text.any(denial.0, &["未", "不", "无", "没", "缺"]).is_some();
        let plain = self.text.nums_in(denial).all(|n| n.soft) && !self.text.has(denial, &["或"]);
        let open = |s: &Range| !matches!(self.text.c(s.1.saturating_sub(1)), '的' | '者');
        let demanding = |c: super::compare::Compared| {
            c.bounds.iter().all(|b| {
                use crate::clause::Comparison as C;
                matches!(b.comparison, C::AtLeast) && matches!(b.value, super::compare::Value::Number(_))
            })
        };
        let demands =
            std::iter::once(first).chain(middle).all(|s| open(s) && self.compared(*s, Bare::No).is_none_or(&demanding));
        let any = std::iter::once(first).chain(middle).any(|s| self.compared(*s, Bare::No).is_some());
        (negative && plain && demands && any).then_some((first.0, last.0))
    }

    /// Words that ask for something which no points depend on: kept as prose, with a warning.
    fn unscored_condition(&mut self, range: Range) {
        let cleaned = phrase::clean(self.text, range);
        let words = self.text.str(cleaned);
        for slot in self.roles.iter_mut().take(range.1).skip(range.0) {
            *slot = Some(Role::Prose);
        }
        let span = self.text.span(cleaned);
        self.diagnostics.push(crate::diagnostic::Diagnostic::warning("unscored-condition", span).with("phrase", words));
    }

    /// 严查违法行为,年内无案例不得分,得3分: the words before the last comma are what the points behind are for.
    fn spare(&mut self, range: Range, statement: &Statement, next: Option<&Item>) -> Range {
        let Some(Item::Statement(next)) = next else { return range };
        let bare = phrase::clean(self.text, next.lead);
        let earns = matches!(&next.found.head, Head::Points(p) if p.sign == Some(Sign::Earn));
        let segments = self.text.segments(range);
        match segments.as_slice() {
            [first, .., last] if earns && bare.0 >= bare.1 && next.place.range == statement.place.range => {
                self.topic = Some((first.0, last.0.saturating_sub(1)));
                *last
            }
            _ => range,
        }
    }

    /// Whether a figure without 每 is counted: always for losses, for earnings when a bonus or a ceiling follows.
    fn counts_without_each(
        &self,
        effect: &Effect,
        range: Range,
        losing: each::Losing,
        items: &[Item],
        at: usize,
    ) -> Option<each::Counted> {
        let counted = each::unmarked(self.text, range, losing)?;
        let capped =
            matches!(items.get(at + 1), Some(Item::Statement(next)) if matches!(next.found.head, Head::Limit(_)));
        let several = self.text.segments(range).iter().filter(|s| self.text.nums_in(**s).next().is_some()).count() > 1;
        match effect {
            Effect::Deduct(_) | Effect::Zero => Some(counted),
            Effect::Award { .. } if several || each::is_periodic(self.text, range) => None,
            Effect::Award { bonus, .. } => (*bonus || capped || counted.size == whole(1)).then_some(counted),
            _ => None,
        }
    }

    /// A verdict without words of its own takes the sentence before it: …,防止反弹。得5分。
    pub fn scored_alone(&mut self, effect: Effect, statement: &Statement, items: &[Item], at: usize) {
        let place = statement.place;
        if self.round.as_ref().is_some_and(|(_, run)| run.range == place.range) {
            let when = When { condition: Condition::Always, effect, otherwise: None };
            self.push(statement.range(), place, Rule::When(when));
            return;
        }
        let before = at.checked_sub(1).and_then(|i| items.get(i));
        let prose = match before {
            Some(Item::Prose(run)) if run.part == place.part => Some(run.range),
            Some(Item::Tail(range, run)) if run.part == place.part => Some(*range),
            _ => None,
        };
        if let Some(range) = prose.filter(|_| !matches!(effect, Effect::Zero)) {
            for slot in self.roles.iter_mut().take(range.1).skip(range.0).filter(|r| matches!(r, Some(Role::Prose))) {
                *slot = None;
            }
            let cleaned = phrase::clean(self.text, range);
            return self.scored_words(effect, cleaned, statement, items, at);
        }
        if let Some(topic) = self.topic.take() {
            return self.when(effect, topic, statement, None);
        }
        match (&effect, &self.last_condition) {
            // 取消资格, 不得分: a second effect of the same condition.
            (Effect::Zero | Effect::Deduct(_), Some(condition)) => {
                let condition = condition.clone();
                self.push(statement.range(), place, Rule::When(When { condition, effect, otherwise: None }));
            }
            _ => {
                let range = statement.found.range;
                for slot in self.roles.iter_mut().take(range.1).skip(range.0) {
                    *slot = None;
                }
                let words = self.text.str(range);
                self.unread(range, &words, "有正式文件的,计5分");
            }
        }
    }

    /// 否则不得分, 其余不得分.
    pub fn otherwise(&mut self, effect: Effect, statement: &Statement) {
        let part = statement.place.part;
        let last = self
            .clauses
            .iter_mut()
            .rev()
            .find(|c| c.part == part && !matches!(c.rule, Rule::Cap(_) | Rule::Highest(_)));
        match last.map(|c| &mut c.rule) {
            Some(Rule::When(when)) if when.otherwise.is_none() => when.otherwise = Some(effect),
            Some(Rule::Bands(bands)) if bands.otherwise.is_none() => bands.otherwise = Some(effect),
            // Every other case gives nothing anyway, and where points are lost, all of them stay.
            _ if matches!(effect, Effect::Zero) => {}
            Some(Rule::Each(Each { sign: Sign::Lose, .. })) if is_full(&effect) => {}
            _ => {
                let range = statement.range();
                for slot in self.roles.iter_mut().take(range.1).skip(range.0) {
                    *slot = None;
                }
                self.unread(range, "", "有会议记录的,计5分,否则不得分");
            }
        }
    }
}

/// 得满分, 不扣分.
fn is_full(effect: &Effect) -> bool {
    matches!(effect, Effect::Full { .. } | Effect::Award { amount: Amount::ItemPoints, .. })
}
